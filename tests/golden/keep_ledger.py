"""Makes the golden ledger of a release: `python tests/golden/keep_ledger.py VERSION`.

Once for each release, never again: what a released version wrote must be readable for ever.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from contingent.ledger.book import (
    Ledger,
    NewEntry,
    document_entry,
    draft_entry,
    flag_entry,
    rejection_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.checkpoints import audited
from contingent.ledger.positions import positions
from contingent.ledger.sqlite import open_sqlite
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import Count, Pledge, Question, Rung, Verdict, VerdictType
from contingent.vocabulary.moment import AsOf, ImpreciseDate
from contingent.vocabulary.plain import identified, plain
from contingent.vocabulary.statement import (
    Collective,
    Document,
    Flag,
    FlagType,
    Medium,
    Note,
    Passage,
    Span,
    Speaker,
    Statement,
    Voice,
)

LEDGERS = Path(__file__).parent / "ledgers"
CLOCK = datetime(2030, 3, 1, 9, tzinfo=UTC)
DAYS = tuple(date(2030, 3, day) for day in (1, 3, 6, 12))


def said(about: str, claim: Any, day: int, **rest: Any) -> Statement:
    """What a minister of the party says of it on a day of March."""
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.LETTER, source="A letter — № 7", gist="What it says."),
            speaker=Speaker(name="Ayşe Öz", role="Foreign Minister", party=about),
            voice=Voice.OFFICIAL,
            about=about,
            claim=claim,
            said_on=ImpreciseDate.day(date(2030, 3, day)),
            **rest,
        )
    )


def told() -> Iterator[NewEntry]:
    """A short history with an entry of every kind that a single user's ledger holds."""
    troops = (Kind.TROOPS,)
    words = "Norway is ready to send 200 engineers."
    document = Document(
        id="d-1", title="Oslo", text=words, source="https://example.org/1", origin="d-1"
    )
    kenya = said("KEN", Pledge(rung=Rung.CONSIDERING, kinds=troops), 1)
    firmer = identified(replace(kenya, claim=Pledge(rung=Rung.WILLING, kinds=troops)))
    norway = identified(
        replace(
            said("NOR", Pledge(rung=Rung.WILLING, kinds=(Kind.ENGINEERING,),
                               amount=Amount(floor=200, ceiling=200)), 2),
            citation=Passage(document="d-1", span=Span(start=0, end=38), quote=words),
            conditions=("a mandate",),
        )
    )  # fmt: skip
    egypt = said("EGY", Verdict(verdict=VerdictType.UNDECIDED), 3)
    many = said("UN", Count(rung=Rung.OFFERED, count=12, comparator=Comparator.ABOUT), 4)
    yield document_entry(document)
    yield flag_entry(Flag(type=FlagType.HEDGE_DROPPED, document="d-1", detail="ready / will"))
    yield draft_entry(kenya)
    yield statement_entry(kenya, "person:Anna")
    yield statement_entry(norway, "rule:own-word")
    yield supersession_entry(kenya.id, firmer, "person:Ben")
    yield draft_entry(egypt)
    yield rejection_entry(egypt.id, "person:Anna", "a rumour")
    yield statement_entry(egypt, "person:Ben")
    yield statement_entry(
        replace(many, about=Collective(count=12, comparator=Comparator.ABOUT)), "person:Anna"
    )
    yield statement_entry(said("KEN", Question(topics=("mandate", "funding")), 5), "person:Anna")
    gone = retraction_entry(norway.id, "person:Ben", "it was last year's")
    yield gone
    yield retraction_entry(gone.id, "person:Anna", "it was this year's after all")
    yield statement_entry(said("EGY", Verdict(verdict=VerdictType.DECLINED), 9), "person:Anna")


def answers(ledger: Ledger) -> dict[str, Any]:
    """What the ledger says of itself, and its boards at every pair of moments."""
    audit = audited(ledger)
    boards = {}
    for held_on in DAYS:
        for known_on in DAYS:
            known_at = datetime.combine(known_on, datetime.max.time(), tzinfo=UTC)
            as_of = AsOf(held_on=held_on, known_at=known_at)
            board = positions(ledger.entries(known_at=known_at), as_of=as_of)
            boards[f"{held_on} known {known_on}"] = plain(board)
    return {
        "entries": audit.head.size,
        "head": audit.head.digest.hex(),
        "root": audit.root.hex(),
        "origin": audit.origin,
        "boards": boards,
    }


def main(version: str) -> None:
    """Write the ledger of this version and what it answers; refuse if it is there."""
    path = LEDGERS / f"{version}.db"
    if path.exists():
        raise SystemExit(f"{path} is there, and stays as it is")
    ledger = Ledger(open_sqlite(path, create=True))
    for number, new in enumerate(told()):
        ledger.append([new], recorded_at=CLOCK + timedelta(hours=18 * number))
    text = json.dumps(answers(ledger), ensure_ascii=False, indent=1, sort_keys=True)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    for rest in ("lock", "wal", "shm"):  # empty: all of it is in the file
        path.with_name(f"{path.name}{'.' if rest == 'lock' else '-'}{rest}").unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1])
