"""The API answers as it is described, and pages through what it has."""

from __future__ import annotations

from datetime import date

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from contingent.exports.standing import positions_document
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf, end_of_day

LISTS = ("positions", "counts", "questions", "decisions", "changes", "statements", "documents")
MILD = {
    "deadline": None,
    "database": None,
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture(scope="session")
def described(sample):
    """The API's own description, as a machine reads it."""
    return schemathesis.openapi.from_url(f"{sample.host}/api/openapi.json")


def ask_everything(described, examples: int) -> int:
    """Ask every operation as it is described, and otherwise; how many times in all.

    Each answer is held to the description: no 5xx, no undeclared status, no other shape. A day
    outside 1900 to 2200 is a day, and is refused all the same.
    """
    asked = 0

    def ask(case) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    for found in described.get_all_operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            cases = found.ok().as_strategy(generation_mode=mode)
            settings(max_examples=examples, **MILD)(given(case=cases)(ask))()
    return asked


def test_every_operation_answers_as_it_is_described(described):
    """Twenty questions of each sort to every operation, and every answer fits its description."""
    assert ask_everything(described, 20) > 200


@pytest.mark.soak
def test_every_operation_answers_as_it_is_described_at_length(described):
    """The same, five hundred of each sort."""
    assert ask_everything(described, 500) > 5_000


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_paged_without_loss(sample, name):
    """The pages of a list, one after the other, are the list; an offset beyond it is empty."""
    whole = sample.get(f"/api/v1/{name}?limit=1000").json()
    pages = []
    while len(pages) < whole["total"]:
        part = sample.get(f"/api/v1/{name}?limit=7&offset={len(pages)}").json()
        assert part["items"]
        pages += part["items"]
    assert pages == whole["items"]
    beyond = sample.get(f"/api/v1/{name}?offset={whole['total']}").json()
    assert beyond["items"] == []


def test_the_api_says_what_the_command_line_says(sample):
    """One position, one shape, whichever way it is asked for."""
    workplace = sample.workplace
    holdings = workplace.holdings(None)
    item = sample.get("/api/v1/positions/PAK?as_of=2025-12-20&as_known=2026-06-01").json()
    moment = AsOf(held_on=date(2025, 12, 20), known_at=end_of_day(date(2026, 6, 1)))
    situation = workplace.picture(holdings, moment, date(2025, 12, 13)).situation
    document = positions_document(situation)
    assert item in document["positions"]


def test_what_has_not_changed_is_not_sent_again(sample):
    """The tag of an answer brings 304 until something changes."""
    first = sample.get("/api/v1/situation")
    again = sample.get("/api/v1/situation", **{"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_least_rung_leaves_out_what_is_weaker(sample):
    """And declined parties, whatever rung they once had."""
    items = sample.get("/api/v1/positions?rung=offered&as_of=2026-02-20").json()["items"]
    assert items
    assert all(Rung.of_word(each["rung"]) >= Rung.OFFERED for each in items)


def test_the_reference_page_names_every_operation(sample):
    """The page for people is made of the description for machines, without outside assets."""
    page = sample.get("/api").text
    paths = sample.get("/api/openapi.json").json()["paths"]
    assert paths
    assert all(path in page for path in paths)
    assert "https://" not in page
