"""Readings, decisions and samples enter the ledger, each once and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contingent.errors import FileNotWritable, InvalidMission
from contingent.ledger.book import Ledger, MemoryStore, draft_entry, statement_entry
from contingent.ledger.chain import EntryKind
from contingent.ledger.viewing import View
from contingent.mission import ReviewRule
from contingent.read.review import RulingType
from contingent.situation import (
    Judgement,
    Reader,
    decide,
    found_mission,
    open_drafts,
    record_window,
    settled_in,
    windows,
)
from contingent.situation.founding import record_sample
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)
STATES = ("Kenya", "Ghana", "Nepal", "Norway", "Jordan", "Chile", "Fiji")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Reads for any mission."""
    return Reader.of_mission(None)


def write_reports(folder: Path, count: int) -> list[Path]:
    """So many reports of a sentence each."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(count):
        state = STATES[number % len(STATES)]
        paths.append(folder / f"{number:02}.txt")
        paths[-1].write_text(
            f"{state} and the force\n\nPublished: 2025-03-04\n\nThe foreign ministry of {state} "
            f"said {state} was ready to send {100 + number} troops to the stabilisation force.\n",
            encoding="utf-8",
        )
    return paths


def said(rung: Rung = Rung.WILLING, speaker: str = "Amina Otieno") -> Statement:
    """A statement of Kenya on itself, by telephone."""
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.CALL, source="a call", gist="ready to come"),
            speaker=Speaker(name=speaker, party="KEN"),
            voice=Voice.OFFICIAL,
            about="KEN",
            claim=Pledge(rung=rung),
        )
    )


def record(ledger: Ledger, folder: Path, reader: Reader, paths: list[Path], size: int) -> None:
    """Read and record files, so many at a time."""
    for some in windows(paths, size):
        settled = settled_in(ledger.entries())
        window = reader.read_window(some, settled_days=settled.days)
        record_window(ledger, folder, window, settled=settled, by_rules=True, clock=NOON)


def keys(ledger: Ledger) -> list[tuple[str, str]]:
    """What a ledger holds, in order."""
    return [(entry.kind.value, entry.id) for entry in ledger.entries()]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(size=st.integers(min_value=1, max_value=8), again=st.lists(st.integers(0, 6), max_size=4))
def test_the_size_of_a_window_and_repetition_change_nothing(tmp_path, reader, size, again):
    """However many files are read at once, and however often, the ledger is the same."""
    paths = write_reports(tmp_path, 7)
    whole, parts = Ledger(MemoryStore()), Ledger(MemoryStore())
    record(whole, tmp_path, reader, paths, 7)
    record(parts, tmp_path, reader, paths, size)
    record(parts, tmp_path, reader, [paths[at] for at in again], size)
    assert keys(whole) == keys(parts)
    assert whole.head == parts.head


def test_windows_keep_the_order_and_lose_nothing():
    """Every file is in one window, in its place."""
    paths = [Path(str(number)) for number in range(10)]
    found = list(windows(paths, 4))
    assert [len(window) for window in found] == [4, 4, 2]
    assert [path for window in found for path in window] == paths


def test_the_day_that_one_lent_another_is_on_record(tmp_path, reader):
    """Without it the same document would read otherwise the next time."""
    words = "we shall come with all that we have as soon as the council has spoken"
    undated, dated = tmp_path / "a.txt", tmp_path / "b.txt"
    undated.write_text(f"Kenya on the force\n\n“{words},” Kenya said.\n", encoding="utf-8")
    dated.write_text(
        f"Kenya speaks\n\nPublished: 2025-03-04\n\n“{words},” Kenya told reporters.\n",
        encoding="utf-8",
    )
    ledger = Ledger(MemoryStore())
    record(ledger, tmp_path, reader, [undated, dated], 2)
    days = settled_in(ledger.entries()).days
    assert sorted(days.values(), key=str) == [date(2025, 3, 4), None]
    alone = Ledger(MemoryStore())
    record(alone, tmp_path, reader, [undated], 1)
    assert list(settled_in(alone.entries()).days.values()) == [None]


def test_a_text_is_written_before_the_ledger_speaks_of_it(tmp_path, reader):
    """Where the texts cannot be kept nothing is recorded."""
    paths = write_reports(tmp_path / "reports", 2)
    blocked = tmp_path / "lakes"
    blocked.mkdir()
    (blocked / "documents").write_text("a file in the way", encoding="utf-8")
    ledger = Ledger(MemoryStore())
    with pytest.raises(FileNotWritable, match="documents: cannot be written"):
        record(ledger, blocked, reader, paths, 2)
    assert keys(ledger) == []


def judged(view: View, draft: Statement, type: RulingType, **rest: object) -> None:
    """Put one judgement of Ada on record."""
    judgement = Judgement(draft=draft.id, type=type, **rest)
    one = ReviewRule.ONE_PERSON
    decide(view, [judgement], by="person:Ada", review=one, clock=NOON)


def test_a_draft_is_open_until_somebody_decides():
    """Accepted, rejected and corrected drafts wait no longer; the order of entries is no matter."""
    drafts = [said(speaker=name) for name in ("Ada", "Ben", "Cem", "Dee")]
    view = View(Ledger(MemoryStore()))
    early = statement_entry(drafts[0], "rule:unambiguous-official")
    view.append([early, *map(draft_entry, drafts)], recorded_at=NOON)
    judged(view, drafts[1], RulingType.REJECTED, why="hearsay")
    judged(view, drafts[2], RulingType.CORRECTED, rung=Rung.CONSIDERING)
    assert list(open_drafts(view.entries())) == [drafts[3].id]
    judged(view, drafts[3], RulingType.ACCEPTED)
    assert open_drafts(view.entries()) == {}


def test_what_is_decided_is_settled():
    """Accepted, rejected and replaced statements, and what replaced them, need no decision."""
    kept, refused, mended = said(speaker="Ada"), said(speaker="Ben"), said(speaker="Cem")
    view = View(Ledger(MemoryStore()))
    view.append(map(draft_entry, (kept, refused, mended)), recorded_at=NOON)
    judged(view, kept, RulingType.ACCEPTED)
    judged(view, refused, RulingType.REJECTED, why="hearsay")
    judged(view, mended, RulingType.CORRECTED, rung=Rung.CONSIDERING)
    new = tuple(view.entries())[-1].payload["statement"]["id"]
    decided = {kept.id, refused.id, mended.id, new}
    assert settled_in(view.entries()).decided == decided


def test_a_correction_needs_another_rung():
    """What has no rung, or has this one already, cannot be corrected to it."""
    pledge = said(Rung.WILLING)
    verdict = identified(replace(pledge, claim=Verdict(verdict=VerdictType.DECLINED)))
    view = View(Ledger(MemoryStore()))
    view.append([draft_entry(pledge), draft_entry(verdict)], recorded_at=NOON)
    with pytest.raises(ValueError, match="already"):
        judged(view, pledge, RulingType.CORRECTED, rung=Rung.WILLING)
    with pytest.raises(ValueError, match="no rung to correct"):
        judged(view, verdict, RulingType.CORRECTED, rung=Rung.WILLING)
    assert len(open_drafts(view.entries())) == 2


def test_a_sample_is_replayed_as_it_became_known():
    """Each statement is known at noon of its day, in order, and a second replay adds nothing."""
    ledger = Ledger(MemoryStore())
    count = record_sample(ledger, "gaza", recorded_at=datetime.now(UTC))
    known = [entry.known_at for entry in ledger.entries()]
    kinds = [entry.kind for entry in ledger.entries()]
    assert count == kinds.count(EntryKind.STATEMENT)
    assert kinds.count(EntryKind.OBSERVATION) == len(kinds) - count > 0
    assert known == sorted(known)
    assert {moment.hour for moment in known} == {12}
    assert record_sample(ledger, "gaza", recorded_at=datetime.now(UTC)) == 0


def test_a_mission_is_founded_whole_or_not_at_all(tmp_path):
    """An unknown sample leaves no folder, no draft of one, and no parent's file changed."""
    with pytest.raises(InvalidMission):
        found_mission(tmp_path / "new", sample="nosuch", recorded_at=NOON)
    assert list(tmp_path.iterdir()) == []
    assert found_mission(tmp_path / "new", sample=None, recorded_at=NOON) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
