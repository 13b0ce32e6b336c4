"""Our own sentences about contributions, graded against the ladder: how the reader grades them.

    python -m evaluation.reading.firmness --sheet    the sentences alone, for a further grader
    python -m evaluation.reading.firmness --misses   what is missed, the untouched part left out

`README.md` beside this file has the protocol. Of the untouched part no sentence is ever shown.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.table import Row, Table
from contingent.read.gazetteer import Gazetteer
from contingent.read.leanings import Leanings
from contingent.read.reader import read_statements
from contingent.read.review import rule_verdict
from contingent.read.scope import MissionScope
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import Document, Statement

__all__ = [
    "FOLDER",
    "NONE",
    "PARTS",
    "Graded",
    "Sentence",
    "agreement",
    "document_of",
    "gold",
    "gold_of",
    "grades",
    "is_unsafe",
    "is_untouched",
    "missions",
    "print_misses",
    "print_sheet",
    "read_grade",
    "read_sentences",
    "row",
    "sentences",
    "tables",
]

FOLDER = Path(__file__).parent / "sentences"
NONE = "none"
PARTS = {
    "development": "development",
    "opened": "opened third",
    "other_hand": "by another hand, opened",
    "further": "by further hands, developed on",
    "untouched": "untouched",
    "sealed": "untouched, two new hands",
}
"""The parts of the set, and what each is called in a table."""
UNTOUCHED = frozenset({"untouched", "sealed"})
FIRM = Rung.PLEDGED
"""From here on a hedge, a refusal or a question graded so high is a broken promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, its part, the mission it is read for, and the party whose firmness is asked.

    `also_firm` is another party of which the sentence itself says something firm; empty: none.
    """

    id: str
    part: str
    mission: str
    party: str
    also_firm: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A sentence, its gold grade, the reader's grade, and the reader's statements."""

    sentence: Sentence
    gold: str
    read: str
    statements: tuple[Statement, ...]


def sentences() -> tuple[Sentence, ...]:
    """All sentences of the set, in the order of their ids."""
    return tuple(Sentence(**row) for row in _rows(FOLDER / "sentences.csv"))


def is_untouched(sentence: Sentence) -> bool:
    """Whether a sentence belongs to a part on which no rule is made and nothing is learned."""
    return sentence.part in UNTOUCHED


def grades() -> dict[str, dict[str, str]]:
    """The grades by sentence of each grading, by its name."""
    return {
        path.stem: {row["id"]: row["grade"] for row in _rows(path)}
        for path in sorted((FOLDER / "grades").glob("*.csv"))
    }


def gold_of(given: Mapping[str, Mapping[str, str]], settled: Mapping[str, str]) -> dict[str, str]:
    """The grade on which all gradings of a sentence agree, else the one settled in writing.

    A sentence that they differ on and nobody settled has no gold and is left out.
    """
    gold: dict[str, str] = {}
    for name in sorted({name for grading in given.values() for name in grading}):
        said = {grading[name] for grading in given.values() if name in grading}
        if len(said) == 1:
            gold[name] = said.pop()
        elif name in settled:
            gold[name] = settled[name]
    return gold


def agreement(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[int, float, float]:
    """How many both graded, the share graded alike, and Cohen's kappa (Cohen 1960)."""
    both = sorted(one.keys() & other.keys())
    alike = sum(one[name] == other[name] for name in both) / len(both)
    shares = [
        sum(grading[name] == grade for name in both) / len(both)
        for grade in {one[name] for name in both} | {other[name] for name in both}
        for grading in (one, other)
    ]
    chance = sum(a * b for a, b in zip(shares[::2], shares[1::2], strict=True))
    return len(both), alike, (alike - chance) / (1 - chance) if chance < 1 else 1.0


def gold() -> dict[str, str]:
    """The gold grade of each sentence that has one."""
    settled = {row["id"]: row["grade"] for row in _rows(FOLDER / "adjudicated.csv")}
    return gold_of(grades(), settled)


def missions() -> dict[str, MissionScope]:
    """The missions that the sentences are about, by code."""
    return {
        row["mission"]: MissionScope(
            code=row["mission"],
            names=tuple(row["names"].split(";")),
            theatres=tuple(row["theatres"].split(";")),
            theatre_codes=tuple(filter(None, row["theatre_codes"].split(";"))),
        )
        for row in _rows(FOLDER / "missions.csv")
    }


def read_sentences(
    asked: Iterable[Sentence], *, leanings: Leanings | None = None
) -> Iterator[Graded]:
    """The sentences that have a gold grade as the reader grades them, by other weights if given."""
    known, scopes, gazetteer = gold(), missions(), Gazetteer.standard()
    for sentence in asked:
        if sentence.id not in known:
            continue
        mission = scopes[sentence.mission]
        document = document_of(sentence, mission)
        statements = read_statements(
            document, gazetteer=gazetteer, mission=mission, leanings=leanings
        ).statements
        grade = read_grade(statements, sentence.party)
        yield Graded(sentence=sentence, gold=known[sentence.id], read=grade, statements=statements)


def document_of(sentence: Sentence, mission: MissionScope) -> Document:
    """The sentence under a line that names its mission, as an article about it would."""
    return Document(
        id=sentence.id,
        title=mission.names[0],
        text=f"{mission.names[0]}\n\n{sentence.text}",
        source=sentence.id,
        origin=sentence.id,
    )


def read_grade(statements: Iterable[Statement], party: str) -> str:
    """The grade that statements give a party: a verdict before any rung, then the weakest rung."""
    rungs: list[Rung] = []
    for statement in statements:
        match statement.claim:
            case Verdict(verdict=VerdictType.OBJECTION as verdict, toward=toward):
                if toward == party:
                    return verdict.value
            case Verdict(verdict=verdict) if statement.about == party:
                return verdict.value
            case Pledge(rung=rung) if statement.about == party:
                rungs.append(rung)
    return min(rungs).word if rungs else NONE


def is_unsafe(graded: Graded) -> bool:
    """Whether something is read as firm, of anybody, where the sentence promises nothing firm."""
    if graded.gold in {rung.word for rung in Rung if rung >= FIRM}:
        return False
    return any(
        isinstance(item.claim, Pledge)
        and item.claim.rung >= FIRM
        and item.about != (graded.sentence.also_firm or None)
        for item in graded.statements
    )


def tables(data: Path | None = None) -> list[Table]:
    """Agreement of the gradings, then the reader's exact grades on each part; no data needed."""
    given = grades()
    rows = []
    for one, other in combinations(given, 2):
        if given[one].keys().isdisjoint(given[other]):
            continue
        count, alike, kappa = agreement(given[one], given[other])
        for what, value in (("alike", alike), ("Cohen's kappa", kappa)):
            rows.append(row(f"gradings `{one}` and `{other}`, {count} sentences: {what}", value))
    everything = list(read_sentences(sentences()))
    for name, part in PARTS.items():
        chosen = [item for item in everything if item.sentence.part == name]
        if not chosen:
            continue
        exact = sum(item.read == item.gold for item in chosen) / len(chosen)
        rows.append(row(f"{part}, {len(chosen)} sentences: exact grade", exact))
        unsafe = sum(map(is_unsafe, chosen))
        soft = sum(_is_soft(item.gold) for item in chosen)
        rows.append(row(f"{part}, {soft} without a firm promise: read as firm", unsafe))
        accepted = sum(is_unsafe(item) and _is_accepted(item) for item in chosen)
        rows.append(row(f"{part}: of these accepted without a person", accepted))
    rows += _untouched(everything)
    note = (
        "A grade is a rung of the ladder, a verdict off it, or none. Firm is `pledged` or above; "
        "refusals, hedges, questions, offers and requests are not firm."
    )
    return [Table(title="Firmness, our own sentences", rows=tuple(rows), note=note)]


def _untouched(everything: Iterable[Graded]) -> Iterator[Row]:
    """How the untouched parts are read together."""
    chosen = [item for item in everything if is_untouched(item.sentence)]
    exact = sum(item.read == item.gold for item in chosen) / len(chosen)
    yield row(f"all untouched, {len(chosen)} sentences: exact grade", exact)
    yield row("all untouched: read as firm", sum(map(is_unsafe, chosen)))


def _is_accepted(graded: Graded) -> bool:
    """Whether a rule accepts anything firm that is read in a sentence."""
    return any(
        isinstance(item.claim, Pledge)
        and item.claim.rung >= FIRM
        and rule_verdict(item) is not None
        for item in graded.statements
    )


def _is_soft(grade: str) -> bool:
    return grade not in {rung.word for rung in Rung if rung >= FIRM}


def row(what: str, value: float) -> Row:
    """A figure that is measured once."""
    return Row(what=what, median=value, worst=value, unit="", runs=1)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def print_sheet() -> None:
    """Print the sentences alone, for a further grader to fill in."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id", "mission", "party", "text", "grade"))
    writer.writerows((item.id, item.mission, item.party, item.text, "") for item in sentences())


def print_misses() -> None:
    """Print what the reader misses of the parts that rules may be made on."""
    developed = [item for item in sentences() if not is_untouched(item)]
    graded = list(read_sentences(developed))
    missed = [item for item in graded if item.read != item.gold or is_unsafe(item)]
    for item in missed:
        unsafe = " UNSAFE" if is_unsafe(item) else ""
        print(f"{item.sentence.id} {item.sentence.party} {item.gold} read {item.read}{unsafe}:")
        print(f"    {item.sentence.text}")
    print(f"{len(graded) - len(missed)} of {len(graded)} exact")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--sheet"]:
            print_sheet()
        case ["--misses"]:
            print_misses()
        case _:
            sys.exit(__doc__)
