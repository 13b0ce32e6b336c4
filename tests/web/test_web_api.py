"""The API answers as it is described, and pages through what it has."""

from __future__ import annotations

import csv
import html
import io
import re
import threading
from datetime import date

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from contingent.exports.standing import positions_document
from contingent.exports.worked_tables import WORKED_TABLES
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf, end_of_day
from contingent.web.jobs import Jobs, Outcome
from contingent.web.worked import Going, NeverDone, _done

LISTS = (
    "positions",
    "counts",
    "questions",
    "decisions",
    "changes",
    "statements",
    "documents",
    "force/lines",
    "force/gaps",
    "force/assignments",
    "force/rotations",
    "force/worth",
    "forecast/assumptions",
    "field/findings",
    "field/against-target",
    "field/shares",
    "field/cumulative",
    "field/rates",
    "field/alerts",
    "field/denials",
    "field/measures",
    "field/public",
)
MOMENT = "as_of=2026-02-20"
_LONG_SHARE = 10  # every new moment is a forecast or a force of its own
_PATIENCE = 120  # seconds: the first question to a cold server on a machine that does other things
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
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=_PATIENCE)

    for found in described.get_all_operations():
        operation = found.ok()
        takes_long = "202" in operation.definition.raw["responses"]
        count = max(examples // _LONG_SHARE, 20) if takes_long else examples
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            cases = operation.as_strategy(generation_mode=mode)
            settings(max_examples=count, **MILD)(given(case=cases)(ask))()
    return asked


def test_every_operation_answers_as_it_is_described(described):
    """Twenty questions of each sort to every operation, and every answer fits its description."""
    assert ask_everything(described, 20) > 200


@pytest.mark.soak
def test_every_operation_answers_as_it_is_described_at_length(described):
    """The same, five hundred of each sort; fifty where each is a work of seconds."""
    assert ask_everything(described, 500) > 5_000


def worked(visitor, path: str):
    """What comes back once it is worked out; until then 202 says so."""
    for _ in range(60):
        answer = visitor.get(f"/api/v1/{path}", Accept="application/json")
        if answer.status_code != 202:
            return answer
    raise AssertionError(f"{path}: not worked out")


def test_every_list_of_the_api_is_paged(described):
    """A new list is added to those below."""
    paths = described.raw_schema["paths"]
    lists = {
        path.removeprefix("/api/v1/")
        for path, methods in paths.items()
        if any(each["name"] == "offset" for each in methods["get"].get("parameters", ()))
    }
    assert lists == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_paged_without_loss(sample, name):
    """The pages of a list, one after the other, are the list; an offset beyond it is empty."""
    asked = f"{name}?{MOMENT}" + ("&wait=10" if "/" in name else "")
    whole = worked(sample, f"{asked}&limit=1000").json()
    pages = []
    while len(pages) < whole["total"]:
        part = sample.get(f"/api/v1/{asked}&limit=7&offset={len(pages)}").json()
        assert part["items"]
        pages += part["items"]
    assert pages == whole["items"]
    beyond = sample.get(f"/api/v1/{asked}&offset={whole['total']}").json()
    assert beyond["items"] == []


def test_what_takes_long_is_said_to_be_under_way(sample):
    """202 with where to watch it and when to ask again; then the answer, with its tag."""
    asked = "force?as_of=2026-01-17&wait=0"
    first = sample.get(f"/api/v1/{asked}")
    assert first.status_code == 202
    assert int(first.headers["retry-after"]) > 0
    assert "etag" not in first.headers
    assert sample.get(first.json()["job"]).status_code == 200
    done = worked(sample, asked.replace("wait=0", "wait=10"))
    assert done.status_code == 200
    again = sample.get(f"/api/v1/{asked}", **{"If-None-Match": done.headers["etag"]})
    assert again.status_code == 304


def test_what_was_stopped_or_failed_is_told(sample):
    """A job that ended without an answer is never asked for in vain: it says why."""
    failed = Jobs.done_now("x", lambda _: int("no number"))
    with pytest.raises(NeverDone, match="invalid literal"):
        _done(failed)
    jobs = Jobs()
    go_on = threading.Event()
    running = jobs.start("first", 0, lambda _: Outcome(lines=(str(go_on.wait(5)),)))
    with pytest.raises(Going):
        _done(running)
    stopped = jobs.start("second", 0, lambda _: Outcome())
    stopped.stop()
    go_on.set()
    assert stopped.wait(5)
    with pytest.raises(NeverDone, match="stopped"):
        _done(stopped)
    jobs.close()


def test_after_the_last_day_there_is_nothing_to_forecast(lakes):
    """404 with the reason, for forecast, worth of answers and their table alike."""
    for name in ("forecast", "forecast/assumptions", "unlocks"):
        answer = worked(lakes, f"{name}?as_of=2027-01-10&wait=10")
        assert answer.status_code == 404, name
        assert "does not lie after" in answer.json()["detail"]
    assert lakes.get("/export/forecast.csv?as_of=2027-01-10").status_code == 404


def test_a_force_is_that_of_the_view_asked_for(sample):
    """At face value more is covered than is expected; a view that does not exist is refused."""
    lines = worked(sample, f"force/lines?{MOMENT}&wait=10&view=face").json()["items"]
    assert sum(each["covered"] for each in lines) > sum(each["expected"] for each in lines)
    assert worked(sample, f"force?{MOMENT}&wait=10&view=face").json()["view"] == "face"
    assert sample.get(f"/api/v1/force?{MOMENT}&view=hopeful").status_code == 422


def test_a_file_of_the_force_is_that_of_the_page_it_was_taken_from(sample):
    """What is tried out on the page is tried out in its files and by the API; nonsense is 400."""
    address = f"{MOMENT}&without=IDN&view=face"
    page = ""
    while "/export/" not in page:
        page = sample.get(f"/force?{address}").text
    link = html.unescape(re.search(r'href="(/export/force\.json[^"]*)"', page)[1])
    taken = sample.get(link).json()["rows"]
    assert not any("IDN" in (row["by"] or "") for row in taken)
    usual = sample.get(f"/export/force.json?{MOMENT}&view=face").json()["rows"]
    assert any("IDN" in (row["by"] or "") for row in usual)
    asked = worked(sample, f"force/lines?{address}&wait=10&limit=1000").json()["items"]
    assert [each["covered"] for each in asked] == [row["covered"] for row in taken]
    assert sample.get(f"/api/v1/force?{MOMENT}&without=NOBODY").status_code == 400
    assert sample.get(f"/export/force.csv?{MOMENT}&budget=much").status_code == 400


@pytest.mark.parametrize("name", WORKED_TABLES)
def test_a_table_that_is_worked_out_has_the_rows_of_its_document(sample, name):
    """As CSV with hashtags and as JSON, with the rows that the API and its documents have."""
    table = WORKED_TABLES[name]
    document = worked(sample, f"{table.document}?{MOMENT}&wait=10")
    rows = document.json().get(table.rows) if document.status_code == 200 else None
    if rows is None:
        listed = {"lines": "force/lines", "assignments": "force/assignments"}
        path = listed.get(table.rows, f"field/{table.rows.replace('_', '-')}")
        rows = worked(sample, f"{path}?{MOMENT}&wait=10&limit=1000").json()["items"]
    taken = sample.get(f"/export/{name}.json?{MOMENT}").json()
    assert len(taken["rows"]) == len(rows) > 0
    text = sample.get(f"/export/{name}.csv?{MOMENT}&hxl=1").content.decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert len(found) == len(rows) + 2
    assert all(tag.startswith("#") for tag in found[1])
    assert sample.get(f"/export/{name}.parquet?{MOMENT}").content[:4] == b"PAR1"


def test_no_answer_names_a_road(sample):
    """Roads, routes, escorts and their risks are for the role field, and in no answer."""
    described = sample.get("/api/openapi.json").text.lower()
    for word in ("road", "escort", "convoy", "route", "mixture", "passage"):
        assert word not in described, word


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
