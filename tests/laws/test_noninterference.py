"""For every viewer, every answer is that of the ledger without what is hidden from them."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from team import (
    CLOCK,
    DAY,
    DOCUMENTS,
    FOUNDER,
    STATEMENTS,
    VIEWERS,
    Office,
    ask,
    leaf_commands,
    ledgers,
    without_hidden,
)
from visiting import Visitor

from contingent.exports.brief import brief_sheet
from contingent.exports.paper import html_page
from contingent.exports.readings import drafts_document
from contingent.exports.standing import brief_document, changes_document, positions_document
from contingent.exports.tables import TABLES
from contingent.ledger.book import Ledger, MemoryStore, draft_entry, statement_entry
from contingent.ledger.chain import Row
from contingent.ledger.labels import Viewer
from contingent.ledger.people import PEOPLE_FILE, open_people
from contingent.ledger.viewing import View
from contingent.mission import Mission
from contingent.situation import assess, open_drafts, open_proposals, settled_in
from contingent.vocabulary.label import Label
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import plain
from contingent.web.pages import PAGES

LATER = CLOCK + timedelta(days=30)
FORCE = Mission(code="LAKES", name="Lakes Support Force", theatre="Lakeland")
DATES = ("--as-of", str(DAY), "--as-known", str(LATER.date()))
EXAMPLES = int(os.environ.get("LAW_EXAMPLES", "60"))

CALL = (
    "--about",
    "KEN",
    "--speaker",
    "an envoy of KEN",
    "--speaks-for",
    "KEN",
    "--said-on",
    "2026-01-01",
)
CALL += ("--source", "a call", "--gist", "told on day 9", "--kind", "troops", "--rung", "willing")

# What is asked with arguments of its own. A command that is not here is asked by its name alone.
ASKED: Mapping[tuple[str, ...], tuple[tuple[object, ...], ...]] = {
    ("positions",): ((*DATES, "--json"), DATES, (*DATES, "--short", "--json"), ("--short",)),
    ("brief",): ((*DATES, "--json"), DATES),
    ("changes",): (("--since", DAY - timedelta(days=4), *DATES, "--json"),),
    ("review",): (
        (),
        ("--json",),
        ("--accept", STATEMENTS[0].id),
        ("--reject", STATEMENTS[1].id, "--why", "no", "--label", "GREEN"),
    ),
    ("add",): (CALL,),
    ("ledger", "label"): (
        ("--label", "GREEN", STATEMENTS[2].id),
        ("--label", "AMBER+STRICT", DOCUMENTS[0].id),
        ("--label", "GREEN", "--unlabelled", "--json"),
    ),
    ("retract",): ((STATEMENTS[0].id, "--why", "misheard"),),
    ("correct",): ((STATEMENTS[2].id, "--rung", "willing"),),
    ("justify",): (("CLINIC", "--need", "x", "--alternatives", "y", "--until", "2026-03-01"),),
    ("forecast",): ((*DATES, "--json", "--scenarios", "256"),),
    ("unlocks",): ((*DATES, "--json", "--scenarios", "256"),),
    ("export",): (
        ("json", "--table", "contributions", *DATES),
        ("json", "--table", "statements", *DATES),
        ("json", "--table", "counts", *DATES),
        ("json", "--table", "questions", *DATES),
        ("json", "--table", "changes", *DATES),
        ("json", "--table", "flow", *DATES),
        ("json", "--table", "incidents", *DATES),
        ("json", "--table", "findings", *DATES),
        ("csv", *DATES),
        ("geojson", *DATES),
        ("ics", *DATES),
        ("ftm", *DATES),
    ),
    ("read",): ((Path(__file__).parent / "clipping.txt", "--json"),),
}
# What computes for seconds, and is asked in long proofs only.
LONG = {("force",), ("forecast",), ("unlocks",)}
LONG_PAGES = {"/", "/plan", "/plan/scenario", "/force"}
OWN_WORK = "/evidence/read"  # lists what its reader had worked out before, on this server
# What shows nothing of a ledger (it makes one, is about accounts, or waits for a browser, where the
# same is tested page by page), and what only those may ask who look after the ledger as a thing.
ELSEWHERE = {("init",), ("ledger", "witness"), ("serve",)}
KEEPING = {
    ("ledger", name): rest
    for name, rest in {
        "backup": ("x.db",),
        "checkpoint": (),
        "copy": ("y.db",),
        "erase": ("--name", "x", "--basis", "y"),
        "export": (),
        "import": ("z.jsonl",),
        "prove": (STATEMENTS[0].id,),
        "rebuild": (),
        "restore": ("x.db",),
        "rotate-key": (),
    }.items()
}


def answers(rows: tuple[Row, ...], viewer: Viewer) -> Iterator[tuple[str, Any]]:
    """Everything that the Python interface can be asked, with what it answers."""
    ledger = Ledger(MemoryStore(rows))
    view = View(ledger, viewer=viewer, founder=FOUNDER)
    entries = tuple(view.entries())
    yield "entries", [(entry, entry.payload) for entry in entries]
    yield "earlier", [entry.digest for entry in view.entries(known_at=CLOCK + timedelta(days=3))]
    yield "head", view.head
    yield "verify", view.verify()
    yield "unlabelled", view.unlabelled()
    yield "drafts", drafts_document(open_drafts(entries).values(), open_proposals(entries))
    yield "settled", settled_in(entries)
    for known in (CLOCK + timedelta(days=3), LATER):
        situation = assess(entries, FORCE, as_of=AsOf(held_on=DAY, known_at=known))
        sheet = brief_sheet(situation, ledger_head=view.head.digest.hex())
        yield "positions", positions_document(situation)
        yield "changes", changes_document(situation)
        yield "brief", brief_document(situation, sheet)
        yield "page", html_page(sheet)
    green = Label.parse(f"TLP:GREEN//BY {viewer.name}")
    for said in STATEMENTS:
        yield "relabel", outcome(view, "relabel", [said.id], green, recorded_at=LATER)
    new = [draft_entry(STATEMENTS[0]), statement_entry(STATEMENTS[3], f"person:{viewer.name}")]
    yield "append", outcome(view, "append", new, recorded_at=LATER)
    yield "afterwards", [(entry.kind, entry.id, entry.label) for entry in view.entries()]


def outcome(view: View, name: str, *arguments: Any, **rest: Any) -> Any:
    """What a call returns, or the error that it ends with."""
    try:
        return getattr(view, name)(*arguments, **rest)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same
        return type(error), str(error)


def document(answer: Any) -> Any:
    """An answer as the bytes that would be sent, where it is plain."""
    return json.dumps(plain(answer), default=repr)


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_the_python_interface_answers_as_if_nothing_were_hidden(rows, viewer):
    """Counts, ids, order, totals, heads, errors and what is added: byte for byte the same."""
    whole, bare = answers(rows, viewer), answers(without_hidden(rows, viewer), viewer)
    for (name, found), (_, expected) in zip(whole, bare, strict=True):
        assert document(found) == document(expected), name


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A mission folder of the team."""
    return Office.open(tmp_path_factory.mktemp("team") / "lakes")


def command_lines(*, long: bool = False) -> Iterator[tuple[object, ...]]:
    """Every command with everything it is asked here, those that take long or the others."""
    for words, options, is_bare in leaf_commands():
        if words in ELSEWHERE or words[0] == "people" or (words in LONG) is not long:
            continue
        if words not in {**ASKED, **KEEPING}:
            assert is_bare, f"say in ASKED how `{' '.join(words)}` is to be asked"
        usual = (() if "--as-of" not in options else DATES) + ("--json",) * ("--json" in options)
        for rest in (KEEPING[words],) if words in KEEPING else ASKED.get(words, (usual,)):
            yield (*words, *rest)


def must_answer_alike(office: Office, lines: Iterator[tuple[object, ...]], rows, viewer) -> None:
    """Each command says the same over a ledger and over what is left of it for the viewer."""
    bare = without_hidden(rows, viewer)
    people = {"CONTINGENT_MISSION": str(office.folder), "CONTINGENT_USER": viewer.name}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**people, "COLUMNS": "120"}.items():
            patch.setenv(name, value)
        for line in lines:
            found = []
            for ledger in (rows, bare):
                office.hold(ledger)
                found.append(ask(*line))
            assert found[0] == found[1], line


@settings(
    max_examples=max(3, EXAMPLES // 25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_the_command_line_answers_as_if_nothing_were_hidden(office, rows, viewer):
    """Exit code, output and messages of every command: byte for byte the same."""
    must_answer_alike(office, command_lines(), rows, viewer)


class Served:
    """The office with its app running, and a token of each viewer."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.visitor = Visitor(office.folder)
        people = open_people(office.folder / PEOPLE_FILE)
        lifetime = timedelta(days=300)
        now = self.visitor.workplace.now() - timedelta(hours=1)
        self.tokens = {
            viewer.name: people.issue_token(viewer.name, purpose="x", at=now, lifetime=lifetime)[1]
            for viewer in VIEWERS
        }

    def addresses(self) -> Iterator[str]:
        """Every page, list and file that comes at once, asked as of the day."""
        known = f"as_of={DAY}&as_known={LATER.date()}"
        yield from pages(is_long=False)
        for table in TABLES:
            yield f"/export/{table}.json?{known}"
        for kind in ("csv", "geojson", "ics", "ftm"):
            yield f"/export/positions.{kind}?{known}"
        bearer = {"Authorization": f"Bearer {self.tokens[VIEWERS[0].name]}"}
        for path in self.visitor.get("/api/openapi.json", **bearer).json()["paths"]:
            yield f"{path.format(code='KEN', id=STATEMENTS[1].id)}?{known}"
        yield f"/board?{known}"
        yield "/ledger/feed.atom"

    def answer(self, path: str, viewer: Viewer) -> tuple[int, str, str]:
        """Status, tag and text for an address, once nothing of it is being worked out any more."""
        headers = {"Authorization": f"Bearer {self.tokens[viewer.name]}"}
        for _ in range(400):
            found = self.visitor.get(path, **headers)
            if 'data-job="running"' not in found.text:
                break
            time.sleep(0.05)
        text = re.sub(r'name="token" value="[0-9a-f]+"', "", found.text)
        return found.status_code, found.headers.get("etag", ""), text


@pytest.fixture(scope="module")
def served(office: Office) -> Iterator[Served]:
    """The office, served."""
    found = Served(office)
    yield found
    found.visitor.close()


def pages(*, is_long: bool) -> Iterator[str]:
    """The pages of the app as of the day: those that wait for a computation, or the others."""
    named = {"party": "KEN", "document": DOCUMENTS[0].id, "statement": STATEMENTS[0].id}
    for page in PAGES:
        if (page.path in LONG_PAGES) is is_long and page.path != OWN_WORK:
            ids = f"&ids={STATEMENTS[0].id}" if page.path.endswith("/of") else ""
            path = page.path.format(**named)
            yield f"{path}?as_of={DAY}&as_known={LATER.date()}{ids}"


def must_be_served_alike(served: Served, paths: Iterator[str], rows, viewer) -> int:
    """Each address answers the same over a ledger and what is left of it; how many there are."""
    paths = tuple(paths)
    found = []
    for ledger in (rows, without_hidden(rows, viewer)):
        served.office.hold(ledger)
        found.append([served.answer(path, viewer) for path in paths])
    for path, whole, bare in zip(paths, *found, strict=True):
        assert whole == bare, path
        assert whole[0] in (200, 404), path
    return len(paths)


@settings(
    max_examples=max(3, EXAMPLES // 25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_every_endpoint_answers_as_if_nothing_were_hidden(served, rows, viewer):
    """Pages, lists, files and the feed, with their tags: byte for byte the same."""
    assert must_be_served_alike(served, served.addresses(), rows, viewer) > 30


def examples(count: int, seed_: int) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Runs a check over so many ledgers and viewers, others for each seed."""

    def made(check: Callable[..., None]) -> Callable[[], None]:
        given_ = given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))(check)
        return seed(seed_)(settings(max_examples=count, deadline=None)(given_))

    return made


@pytest.mark.soak
@pytest.mark.parametrize("slice_", range(10))
def test_ten_thousand_ledgers_tell_nothing_of_what_is_hidden(slice_):
    """The law of the Python interface, over a thousand ledgers a slice."""
    law = test_the_python_interface_answers_as_if_nothing_were_hidden.hypothesis.inner_test
    examples(1_000, slice_)(lambda rows, viewer: law(rows, viewer))()


@pytest.mark.soak
@pytest.mark.parametrize("slice_", range(20))
def test_ten_thousand_questions_to_commands_and_endpoints(office, served, slice_):
    """Five hundred a slice, each asked of a ledger and of what is left of it for the viewer."""
    asked = 0
    lines = tuple(command_lines())

    def both(rows, viewer) -> None:
        nonlocal asked
        if asked < 500:
            must_answer_alike(office, iter(lines), rows, viewer)
            asked += len(lines) + must_be_served_alike(served, served.addresses(), rows, viewer)

    examples(500, 100 + slice_)(both)()
    assert asked >= 500


@pytest.mark.soak
@settings(max_examples=20, deadline=None)
@given(rows=ledgers(), viewer=st.sampled_from(VIEWERS))
def test_what_computes_for_long_answers_as_if_nothing_were_hidden(office, served, rows, viewer):
    """Forecasts and what frees them rest on nothing that is hidden."""
    must_answer_alike(office, command_lines(long=True), rows, viewer)
    must_be_served_alike(served, pages(is_long=True), rows, viewer)
