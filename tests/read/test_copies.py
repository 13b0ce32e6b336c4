"""Reports of one utterance count once, and what a copy changed is shown with both versions."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from reading_room import GAZETTEER

from contingent.read.copies import Copies, seniority
from contingent.read.documents import read_document
from contingent.read.imprints import imprints
from contingent.read.likeness import LIKE, Sketches, likeness, sketches
from contingent.read.reader import Reading, read_statements
from contingent.read.scope import MissionScope
from contingent.vocabulary.statement import FlagType

QUOTE = "we are ready to send up to 800 police officers to the force if the council agrees"
FILLER = (
    "Prices of bread rose for the third week in a row. The river had flooded the lower town. "
    "Schools opened again on Monday with fewer teachers than in the year before. A match between "
    "two local clubs ended without a goal. The report runs to ninety pages and took two years. "
)


def report(quote: str = QUOTE, *, day: int = 4, more: str = "", speaker: str = "Kenya") -> Reading:
    """A reading of a report that quotes somebody."""
    text = (
        f"{speaker} on the force\n\nPublished: 2025-03-{day:02}\n\n"
        f"“{quote[0].upper()}{quote[1:]},” the foreign minister of {speaker} said. {more}\n"
    )
    document, _ = read_document(text.encode(), source=f"{day}.txt")
    assert document is not None
    return read_statements(document, gazetteer=GAZETTEER, mission=MissionScope())


def placed(*readings: Reading) -> list[Reading]:
    """The readings, each held against those before it."""
    copies = Copies(GAZETTEER)
    found = []
    for reading in sorted(readings, key=lambda reading: seniority(reading.document)):
        (mark,) = imprints([(reading.document, reading.statements)])
        found.append(copies.placed(reading, mark)[0])
    return found


def test_a_shared_quotation_is_one_utterance_in_two_stories() -> None:
    """The later telling names the earlier; the stories stay two."""
    first, second = placed(report(), report(day=5, more=FILLER))
    assert second.document.origin == second.document.id
    assert {item.copy_of for item in first.statements} == {""}
    ids = {item.id for item in first.statements}
    assert {item.copy_of for item in second.statements} <= ids
    assert second.flags == second.flags[:0]


def test_a_reprint_joins_its_origin() -> None:
    """Nearly the same body is a copy of the earliest; a copy of a copy finds the same origin."""
    readings = placed(*(report(day=day, more=FILLER + f"Edition {day}.") for day in (4, 5, 6)))
    first, *others = readings
    assert {item.document.origin for item in readings} == {first.document.id}
    ids = {item.id for item in first.statements}
    for other in others:
        assert {item.copy_of for item in other.statements} <= ids
        assert "" not in {item.copy_of for item in other.statements}


def test_a_reprint_with_another_number_says_something_new() -> None:
    """A week later in the same words, but for the number: that is no telling of the first."""
    said = "The ministry in Nairobi said Kenya was ready to send {} police officers to the force."
    first, second = placed(
        report("we know nothing of it", more=FILLER + said.format(800)),
        report("we know nothing of it", day=11, more=FILLER + said.format(900)),
    )
    assert second.document.origin == first.document.id
    assert {item.copy_of for item in second.statements if item.claim not in claims(first)} == {""}
    assert any(item.copy_of == "" for item in second.statements)


def claims(reading: Reading) -> list[object]:
    """What a reading claims."""
    return [item.claim for item in reading.statements]


def test_the_earliest_and_of_one_day_the_fullest_is_the_origin() -> None:
    """Whichever is handed over first."""
    short, full = report(more=FILLER), report(more=FILLER + "And more of it was said.")
    late = report(day=9, more=FILLER + "And more of it was said, and still more came later.")
    origin = placed(late, short, full)[0].document
    assert origin == full.document
    assert {item.document.origin for item in placed(full, late, short)} == {origin.id}


def test_an_altered_quotation_is_flagged_with_both_versions() -> None:
    """A dropped hedge marks the document and its statements, which then do not count."""
    changed = QUOTE.replace(" if the council agrees", "")
    first, second = placed(report(), report(changed, day=5))
    (flag,) = [item for item in second.flags if item.type is FlagType.HEDGE_DROPPED]
    assert flag.document == second.document.id
    assert "if the council agrees" in flag.detail
    assert all(FlagType.HEDGE_DROPPED in item.flags for item in second.statements)
    assert not any(item.flags for item in first.statements)


def test_the_flag_lies_on_the_later_telling_even_if_it_was_read_first() -> None:
    """What was published later is what was changed."""
    copies = Copies(GAZETTEER)
    late, early = report(QUOTE.replace("800", "8,000"), day=9), report(day=4)
    for reading in (late, early):
        (mark,) = imprints([(reading.document, reading.statements)])
        found, _ = copies.placed(reading, mark)
    (flag,) = [item for item in found.flags if item.type is FlagType.WRONG_NUMBER]
    assert flag.document == late.document.id
    assert "'800' became '8000'" in flag.detail
    assert not any(item.flags for item in found.statements)


def test_the_same_words_of_another_party_or_year_are_said_anew() -> None:
    """Two states may say the same, and one may say it again."""
    _, other = placed(report(), report(speaker="Ghana", day=5))
    assert {item.copy_of for item in other.statements} == {""}
    again = report(more="Again. " + FILLER)
    later = replace(again, document=replace(again.document, published_on=date(2026, 3, 4)))
    assert {item.copy_of for item in placed(report(), again)[1].statements} != {""}
    assert {item.copy_of for item in placed(report(), later)[1].statements} == {""}


def test_placing_again_changes_nothing() -> None:
    """A document that is remembered is placed as it was, and once."""
    copies = Copies(GAZETTEER)
    first, second = report(), report(day=5, more=FILLER)
    before = []
    for reading in (first, second, second):
        (mark,) = imprints([(reading.document, reading.statements)])
        before.append(copies.placed(reading, mark)[0])
    assert before[1] == before[2]


def test_memory_keeps_as_many_documents_as_it_is_told() -> None:
    """The first is forgotten for the last, and is then the origin of nothing."""
    copies = Copies(GAZETTEER, most_kept=2)
    reports = [report(more=FILLER), report("we know nothing", day=5), report("nor do we", day=6)]
    for reading in (*reports, report(day=7, more=FILLER)):
        (mark,) = imprints([(reading.document, reading.statements)])
        last, _ = copies.placed(reading, mark)
    assert last.document.origin == last.document.id


def test_near_copies_are_found_and_others_are_not() -> None:
    """Twelve words changed in six hundred leave a copy; other words of the same stock do not."""
    rng = random.Random(1)
    stock = [f"word{number}" for number in range(3_000)]
    texts = [" ".join(rng.choices(stock, k=600)) for _ in range(200)]
    edited = []
    for text in texts:
        words = text.split()
        for _ in range(12):
            words[rng.randrange(600)] = rng.choice(stock)
        edited.append(" ".join(words))
    memory = Sketches()
    for name, sketch in enumerate(sketches(texts)):
        assert memory.nearest(sketch) == ""
        memory.add(str(name), sketch)
    found = [memory.nearest(sketch) for sketch in sketches(edited)]
    assert sum(name == str(at) for at, name in enumerate(found)) >= 196
    first = sketches(texts[:1])[0]
    memory.drop("0")
    memory.drop("0")
    assert memory.nearest(first) == ""
    memory.add("again", first)
    assert memory.nearest(first) == "again"
    assert memory.nearest(first, but=("again",)) == ""


def test_a_sketch_does_not_see_typography_and_case() -> None:
    """The same words in other dress are the same; a text too short to judge is like nothing."""
    plain = FILLER + "“Yes,” he said – twice."
    dressed = plain.upper().replace("“", '"').replace("”", '"').replace("–", "-")
    one, other, short = sketches([plain, dressed, "No decision has been taken."])
    assert likeness(one, other) == 1.0 > LIKE
    assert short == b""
    assert likeness(short, short) == 0.0
