"""Ledgers of a team, the rule of what each may see written once more, and everything to ask."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import typer.main
from hypothesis import strategies as st

from contingent.cli import app, main
from contingent.ledger.book import (
    Key,
    Ledger,
    MemoryStore,
    NewEntry,
    document_entry,
    draft_entry,
    flag_entry,
    label_entry,
    observation_entry,
    proposal_entry,
    rejection_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import ORIGIN, Entry, Head, Row, sealed
from contingent.ledger.labels import Viewer
from contingent.ledger.people import People, open_people
from contingent.ledger.roles import Role
from contingent.ledger.sqlite import open_sqlite
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import (
    Claim,
    Count,
    Decision,
    DecisionType,
    Pledge,
    Question,
    Rung,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.label import Label, Level
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import (
    Collective,
    Document,
    Flag,
    FlagType,
    Medium,
    Note,
    Speaker,
    Statement,
    Voice,
)

CLOCK = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 1, 10)
FOUNDER = "ada"
VIEWERS = (
    Viewer(name="ada", organisation="GBR"),
    Viewer(name="bo", organisation="NOR", groups=frozenset({"NATO"})),
    Viewer(name="cy", organisation="NOR"),
    Viewer(name="dee"),
)
MISSION = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
questions:
  - topic: mandate
    text: What may the force do?
"""


def _said(about: str, claim: Claim, *, day: int, speaker: str = "") -> Statement:
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.CALL, source="a call", gist=f"told on day {day}"),
            speaker=Speaker(name=f"an envoy of {speaker or about}", party=speaker or about),
            voice=Voice.OFFICIAL if not speaker else Voice.THIRD_PARTY,
            about=about,
            claim=claim,
            said_on=ImpreciseDate.day(DAY - timedelta(days=day)),
        )
    )


_NINE = Count(rung=Rung.ENGAGING, count=9, comparator=Comparator.ABOUT)
_UNNAMED = _said("KEN", _NINE, day=6)
STATEMENTS = (
    _said("KEN", Pledge(rung=Rung.WILLING, kinds=(Kind.TROOPS,), amount=Amount(floor=8)), day=9),
    _said("KEN", Verdict(verdict=VerdictType.UNDECIDED, kinds=(Kind.TROOPS,)), day=3),
    _said("KEN", Pledge(rung=Rung.PLEDGED, kinds=(Kind.POLICE,)), day=2, speaker="NOR"),
    _said("NPL", Question(topics=("mandate",)), day=5),
    _said("", Decision(act=DecisionType.RESOLUTION, instrument="R 1", in_favour=("KEN",)), day=8),
    identified(replace(_UNNAMED, about=Collective(count=9, comparator=Comparator.ABOUT))),
)
DOCUMENTS = tuple(
    Document(id=f"d-{number}", title=f"Report {number}", text="x", source="s", origin=f"d-{number}")
    for number in range(2)
)


_CATEGORIES = st.sampled_from(["shots", "shelling"])


@st.composite
def labels(draw) -> str:
    """The text of any label that somebody of the team may set, none, or one of no version."""
    by = draw(st.sampled_from(VIEWERS))
    level = draw(st.sampled_from(list(Level)))
    to = {Level.AMBER: ["NATO", "NOR", "GBR"], Level.RED: ["bo", "cy", "NATO"]}.get(level, [])
    released = draw(st.frozensets(st.sampled_from(to), max_size=2)) if to else frozenset()
    label = Label(
        level=level,
        originator=by.name,
        organisation=by.organisation,
        releasable_to=released,
    )
    return draw(st.sampled_from([str(label)] * 8 + ["", "TLP:MAUVE//BY bo"]))


@st.composite
def _entries(draw) -> NewEntry:
    """An entry of any kind about the few things that there are."""
    said = draw(st.sampled_from(STATEMENTS))
    other = draw(st.sampled_from(STATEMENTS))
    document = draw(st.sampled_from(DOCUMENTS))
    by = f"person:{draw(st.sampled_from(VIEWERS)).name}"
    flag = Flag(type=FlagType.OTHER, document=document.id, detail="odd")
    gist = {"type": "accepted"}
    shots = {"date": "2026-01-05", "claimant": "UN", "source": "u", "category": draw(_CATEGORIES)}
    choices = {
        "report": lambda: observation_entry("incidents", shots, by=by),
        "document": lambda: document_entry(document),
        "flag": lambda: flag_entry(flag),
        "draft": lambda: draft_entry(said),
        "statement": lambda: statement_entry(said, by),
        "rejection": lambda: rejection_entry(said.id, by, "no"),
        "proposal": lambda: proposal_entry(said.id, gist, by, turn=draw(st.integers(1, 2))),
        "retraction": lambda: retraction_entry(said.id, by, "misheard"),
        "correction": lambda: supersession_entry(said.id, other, by),
    }
    weighted = [*choices, "report", "draft", "statement", "statement"]
    new = choices[draw(st.sampled_from(weighted))]()
    return replace(new, label=draw(labels()))


@st.composite
def ledgers(draw) -> tuple[Row, ...]:
    """The rows of a ledger in which some entries were labelled anew, rightly or not."""
    ledger = Ledger(MemoryStore())
    for number, new in enumerate(draw(st.lists(_entries(), min_size=1, max_size=9))):
        ledger.append([new], recorded_at=CLOCK + timedelta(days=number))
        if draw(st.integers(0, 2)) == 0:
            target = draw(st.sampled_from(tuple(ledger.entries())))
            ledger.append([_relabelled(draw, target, number)], recorded_at=CLOCK)
    return tuple(ledger.rows())


def _relabelled(draw, target: Entry, turn: int) -> NewEntry:
    text = draw(labels())
    given = Label.parse(text) if text.startswith("TLP:") and "MAUVE" not in text else None
    new = given or Label(level=Level.GREEN, originator=FOUNDER)
    if draw(st.booleans()):  # most of the labels drawn are somebody else's
        new = replace(new, originator=_originator(target.label))
    entry = label_entry(Key.of(target), new, turn=turn)
    return replace(entry, accepted_by=draw(st.sampled_from([entry.accepted_by, "person:cy"])))


def _originator(text: str) -> str:
    try:
        return Label.parse(text).originator
    except ValueError:
        return FOUNDER


def without_hidden(rows: Sequence[Row], viewer: Viewer) -> tuple[Row, ...]:
    """The ledger as if what the viewer may not see had never been recorded."""
    hidden = _hidden(Ledger(MemoryStore(rows)).entries(), viewer)
    return tuple(sealed((row for row in rows if row.seq not in hidden), Head(0, ORIGIN)))


def _hidden(entries: Iterable[Entry], viewer: Viewer) -> set[int]:
    """The rule of the reference page, told again with nothing of what is tested."""
    known = list(entries)
    hidden: set[int] = set()
    for at, entry in enumerate(known):
        payload = entry.payload
        if entry.kind.value == "label":
            key = (payload["kind"], payload["id"], payload["marked"])
            open_ = [e for e in known[:at] if (e.kind.value, e.id, e.label) == key]
            if not any(e.seq not in hidden for e in open_):
                hidden.add(entry.seq)
            continue
        fields = ("draft", "retracts", "supersedes")
        told_of = {payload[name] for name in fields if name in payload}
        if entry.kind.value == "flag":
            told_of = {payload["document"]}
        meant = [e for e in known[:at] if told_of & _names(e)]
        if not _admits(_in_force(known, entry), viewer) or (
            meant and all(e.seq in hidden for e in meant)
        ):
            hidden.add(entry.seq)
    return hidden


def _names(entry: Entry) -> set[str]:
    if entry.kind.value == "label":
        return set()
    inner = entry.payload["statement"]["id"] if entry.kind.value == "supersession" else entry.id
    return {entry.id, inner}


def _in_force(known: Iterable[Entry], entry: Entry) -> str:
    """The text of the label that counts for an entry."""
    now = _readable(entry.label)
    for later in known:
        given = later.payload
        if later.kind.value != "label":
            continue
        if (given["kind"], given["id"], given["marked"]) != (entry.kind, entry.id, entry.label):
            continue
        new, owner = _readable(given["label"]), _originator(now)
        if later.accepted_by == f"person:{owner}" and _originator(new) == owner:
            now = new
    return now


def _readable(text: str) -> str:
    try:
        return str(Label.parse(text))
    except ValueError:
        return f"TLP:RED//BY {FOUNDER}"


def _admits(text: str, viewer: Viewer) -> bool:
    label = Label.parse(text)
    mine = {viewer.organisation} if viewer.organisation else set()
    audience = {
        Level.CLEAR: True,
        Level.GREEN: True,
        Level.AMBER: bool((mine | viewer.groups) & label.releasable_to)
        or label.organisation in mine,
        Level.AMBER_STRICT: label.organisation in mine,
        Level.RED: viewer.name in label.releasable_to,
    }
    return viewer.name == label.originator or audience[label.level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A mission folder of the team, made anew for each ledger."""

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> Office:
        """Make the folder with its accounts, once."""
        folder.mkdir()
        (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
        people: People = open_people(folder / "people.db")
        for number, viewer in enumerate(VIEWERS):
            people.add(
                viewer.name,
                roles=Role,
                at=CLOCK + timedelta(seconds=number),
                organisation=viewer.organisation,
                groups=viewer.groups,
            )
        # Whoever looks after the ledger as a thing learns how long it is: the law is for the rest.
        people.add("eve", roles=[Role.ADMINISTRATOR], at=CLOCK + timedelta(days=1))
        for viewer in VIEWERS:
            people.set_roles(viewer.name, set(Role) - {Role.ADMINISTRATOR})
        return cls(folder=folder)

    def hold(self, rows: Sequence[Row]) -> None:
        """Put these entries into its ledger, and nothing else."""
        for path in self.folder.glob("ledger.db*"):
            path.unlink()
        shutil.rmtree(self.folder / "documents", ignore_errors=True)
        store = open_sqlite(self.folder / "ledger.db", create=True)
        with store.writing() as writer, writer.transaction():
            writer.write(rows)


def ask(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and messages of a command."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: Any = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
    return int(code or 0), _written(out), _written(err)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def leaf_commands() -> Iterator[tuple[tuple[str, ...], set[str], bool]]:
    """Every command: its words, its options, and whether it can be called without arguments."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop()
        inner = getattr(command, "commands", {})
        waiting += [((*words, word), each) for word, each in inner.items()]
        if not inner:
            options = {text for param in command.params for text in param.opts}
            yield words, options, not any(param.required for param in command.params)
