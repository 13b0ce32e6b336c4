"""For every viewer, every endpoint answers as over the ledger without what is hidden from them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from team import DAY, DOCUMENTS, STATEMENTS, VIEWERS, Office, ledgers, without_hidden

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from test_web_access import ASKED
from visiting import CLOCK, Visitor

from contingent.ledger.people import PEOPLE_FILE, open_people

# An example asks some fifty addresses twice, so there are fewer than of other laws.
EXAMPLES = max(2, int(os.environ.get("LAW_EXAMPLES", "60")) // 20)
LONG = ("/force", "/plan", "/questions", "/api/v1/force", "/api/v1/forecast", "/api/v1/unlocks")
# What shows nothing of a ledger, or what this reader asked for before.
ELSEWHERE = (
    *("/static", "/sign-in", "/sign-out", "/password", "/jobs/{job}", "/evidence/read"),
    *("/api/openapi.json", "/api"),
)
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}
# What differs from one request to the next, whatever the ledger holds.
OWN = re.compile(r'name="token" value="[0-9a-f]+"|/jobs/[\w-]+')


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[tuple[Office, Visitor, dict[str, str]]]:
    """A mission of the team, open for visits, with a token for each viewer."""
    office = Office.open(tmp_path_factory.mktemp("team") / "lakes")
    people = open_people(office.folder / PEOPLE_FILE)
    day = timedelta(days=1)
    tokens = {
        each.name: people.issue_token(each.name, purpose="", at=CLOCK, lifetime=day)[1]
        for each in VIEWERS
    }
    visitor = Visitor(office.folder)
    yield office, visitor, tokens
    visitor.close()


def addresses(*, long: bool) -> Iterator[str]:
    """Every GET route of the matrix, once for each statement where it shows one."""
    for method, path in ASKED:
        if method != "GET" or path in ELSEWHERE or path.startswith(LONG) is not long:
            continue
        for said in STATEMENTS if "{statement}" in path or "{id}" in path else STATEMENTS[:1]:
            filled = path
            for name, value in {
                "{statement}": said.id,
                "{id}": said.id,
                "{party}": "KEN",
                "{code}": "KEN",
                "{document}": DOCUMENTS[0].id,
                "{file}": "statements.json",
            }.items():
                filled = filled.replace(name, value)
            yield f"{filled}?as_of={DAY}&wait=10"
    if not long:
        yield from (f"/export/{name}.csv?as_of={DAY}" for name in ("positions", "changes", "flow"))
        yield f"/evidence/of?ids={'%20'.join(each.id for each in STATEMENTS)}"
        yield f"/?as_of={DAY}&q=told&party=KEN"


def answered(visitor: Visitor, path: str, token: str) -> tuple[int, str]:
    """Status and text for an address, once it is worked out."""
    for _ in range(60):
        answer = visitor.get(path, Authorization=f"Bearer {token}")
        if answer.status_code != 202 and 'data-job="running"' not in answer.text:
            return answer.status_code, OWN.sub("own", answer.text)
    raise AssertionError(f"{path}: not worked out")


def must_answer_alike(office, paths: list[str], rows, viewer) -> None:
    """Each address says the same over a ledger and over what is left of it for the viewer."""
    room, visitor, tokens = office
    found = []
    for ledger in (rows, without_hidden(rows, viewer)):
        room.hold(ledger)
        found.append([answered(visitor, path, tokens[viewer.name]) for path in paths])
    for path, ours, bare in zip(paths, *found, strict=True):
        assert ours == bare, path


@settings(max_examples=EXAMPLES, **QUIET)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_every_endpoint_answers_as_if_nothing_were_hidden(office, rows, viewer):
    """Pages, files, feed and API: status and text, byte for byte but for the reader's own token."""
    must_answer_alike(office, list(addresses(long=False)), rows, viewer)


@pytest.mark.soak
@settings(max_examples=10 * EXAMPLES, **QUIET)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_every_endpoint_answers_as_if_nothing_were_hidden_at_length(office, rows, viewer):
    """The same, ten times as often."""
    must_answer_alike(office, list(addresses(long=False)), rows, viewer)


@pytest.mark.soak
@settings(max_examples=2 * EXAMPLES, **QUIET)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_what_takes_long_answers_as_if_nothing_were_hidden(office, rows, viewer):
    """Force, forecast and the worth of answers, each worked out for each ledger."""
    must_answer_alike(office, list(addresses(long=True)), rows, viewer)
