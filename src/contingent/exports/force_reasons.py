"""Each need that is not filled becomes its reasons: who could, where they are, what stands between.

A cell of the heat map opens into one of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from contingent.exports.force_wording import ForceWords, kind_name, step_words
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import lines_of, party_name, rung_words
from contingent.force.package import Coverage, placed_nowhere
from contingent.force.problem import (
    WHOLE_FORCE,
    AreaRule,
    Need,
    Offer,
    Refusal,
    Rule,
    TaskRule,
    covers,
    kinds_covered,
)
from contingent.force.reasons import Relaxation
from contingent.situation.forces import ForceAnswer
from contingent.situation.picture import Situation
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung

__all__ = ["unfilled_sections"]


def unfilled_sections(situation: Situation, answer: ForceAnswer) -> dict[tuple[Kind, str], Section]:
    """Why each kind is short at each place (WHOLE_FORCE: at none in particular), worst first.

    Filled ones are left out. Every row rests on the words or the places of the folder it is from.
    """
    words = ForceWords(situation, answer)
    lines: dict[tuple[Kind, str], list[Coverage]] = {}
    for gap in answer.gaps:
        lines.setdefault((gap.need.kind, gap.need.sector), []).append(gap)
    return {key: _section(key, found, words) for key, found in lines.items()}


def _section(key: tuple[Kind, str], lines: list[Coverage], words: ForceWords) -> Section:
    kind, place = key
    covered = sum(line.covered for line in lines)
    needed = sum(line.need.minimum for line in lines)
    named = kind_name(kind)
    return Section(
        id=f"{kind.value}-{place or 'whole'}",
        title=f"{named[0].upper()}{named[1:]}, {words.place(place)}: {covered:,} of {needed:,}",
        columns=("Why", "In words"),
        rows=tuple(row for line in lines for row in _rows(line, words)),
    )


def _rows(line: Coverage, words: ForceWords) -> Iterator[Row]:
    """What is needed, who covers part of it, who could, what keeps them, what would do."""
    yield _needed(line, words)
    yield from _covering(line, words)
    yield from _elsewhere(line.need, words)
    yield from _too_late(line.need, words)
    yield from _kept_away(line.need, words)
    yield from _only_considered(line, words)
    yield from _proven(line.need, words)
    yield from _would_do(line, words)


def _row(what: str, text: str, words: ForceWords, because: tuple[str, ...] = ()) -> Row:
    return words.row((Cell(text=what, tone="strong"), Cell(text=text)), because)


def _needed(line: Coverage, words: ForceWords) -> Row:
    need = line.need
    terms = [words.phase(need.phase), "critical" if need.critical else ""]
    if need.within_days is not None:
        terms.append(f"ready within {need.within_days} days")
    told = "; ".join(filter(None, terms))
    text = f"{need.minimum:,}{f' ({told})' if told else ''}. "
    text += f"{line.covered:,} if all come; {line.expected:,.0f} by the chances of their rungs."
    return _row("Needed", text, words, need.because)


def _covering(line: Coverage, words: ForceWords) -> Iterator[Row]:
    for item in line.by:
        offer = item.offer
        text = f"{_named(offer, line.need, words)}: {item.personnel:,}"
        yield _row(
            "Covers part of it", f"{text}, chance {offer.chance_percent} %", words, offer.because
        )


def _named(offer: Offer, need: Need, words: ForceWords) -> str:
    """The contributor, with the kind that it offers where that is another."""
    name = party_name(offer.party, words.names)
    return name if offer.kind is need.kind else f"{name} ({kind_name(offer.kind)})"


def _elsewhere(need: Need, words: ForceWords) -> Iterator[Row]:
    """Offers that would count here and serve, in the best package, somewhere else or nowhere."""
    package = words.answer.package
    spare = {offer.id: left for offer, left in placed_nowhere(package, need)}
    for offer in package.problem.offers:
        if not covers(offer, need, need.sector):
            continue
        placed = [item for item in package.assignments if item.offer.id == offer.id]
        is_anywhere = need.sector == WHOLE_FORCE
        away = [item for item in placed if not is_anywhere and item.place != need.sector]
        if away:
            where = "; ".join(f"{item.personnel:,} in {words.place(item.place)}" for item in away)
            text = f"{_named(offer, need, words)}: {where}"
            yield _row("Serves elsewhere", text, words, offer.because)
        if offer.id in spare:
            text = f"{_named(offer, need, words)}: {spare[offer.id]:,}"
            yield _row("Offered, placed nowhere", text, words, offer.because)


def _too_late(need: Need, words: ForceWords) -> Iterator[Row]:
    for offer in _of_kind(need, words):
        late = need.within_days is not None and offer.ready_in_days > need.within_days
        if late or not offer.serves_in(need.phase):
            when = f"ready in {offer.ready_in_days:,} days" if late else "not there in that phase"
            text = f"{_named(offer, need, words)}: {offer.personnel:,}, {when}"
            yield _row("Not there in time", text, words, offer.because)


def _of_kind(need: Need, words: ForceWords) -> Iterator[Offer]:
    for offer in words.answer.gathered.problem.offers:
        if need.kind in kinds_covered(offer.kind):
            yield offer


def _kept_away(need: Need, words: ForceWords) -> Iterator[Row]:
    """Caveats and refusals that keep an offer of the kind from just this line."""
    parties = {offer.party for offer in _of_kind(need, words)}
    for rule in words.answer.gathered.problem.rules:
        if _keeps_away(rule, need) and getattr(rule, "party", "") in parties:
            yield _row("Kept away", words.rule(rule.id), words, rule.because)


def _keeps_away(rule: Rule, need: Need) -> bool:
    match rule:
        case AreaRule():
            return need.sector in rule.sectors
        case TaskRule():
            return bool(need.task) and rule.task == need.task
        case Refusal():
            return True
    return False


def _only_considered(line: Coverage, words: ForceWords) -> Iterator[Row]:
    """Who speaks of the kind without being counted; that nobody does is said too."""
    need, told = line.need, False
    for each in words.answer.gathered.voiced:
        if need.kind not in kinds_covered(each.kind):
            continue
        told = True
        if each.rung < Rung.WILLING:
            text = f"{party_name(each.party, words.names)}: {rung_words(each.rung)}"
            yield _row("Spoken of, not counted", text, words, each.because)
    uncounted = words.uncounted(need)
    if uncounted:
        yield _row("Offered, not in people", uncounted, words)
    if not told and not any(True for _ in _of_kind(need, words)):
        yield _row("Nobody", "Nobody offers it, and nobody has spoken of it.", words)


def _proven(need: Need, words: ForceWords) -> Iterator[Row]:
    """What the search showed: impossible by itself, or together with what."""
    found, name = words.answer.why_not, f"need:{need.id}"
    for item in found.alone if found else ():
        if item.need.id == need.id and item.rules:
            text = lines_of(words.rule(rule) for rule in item.rules)
            yield _row("Impossible, with this alone", text, words, words.because_of(item.rules))
    conflict = found.conflict if found else None
    if conflict is not None and name in conflict.rules:
        others = [rule for rule in conflict.rules if rule != name]
        text = lines_of(words.rule(rule) for rule in others)
        yield _row("Cannot be had together with", text, words, words.because_of(others))


def _would_do(line: Coverage, words: ForceWords) -> Iterator[Row]:
    """The part of the least change that is about this line; else how many are missing."""
    found, name = words.answer.why_not, f"need:{line.need.id}"
    relaxation = found.relaxation if found else None
    steps = tuple(step for step in relaxation.steps if step.rule == name) if relaxation else ()
    if relaxation is not None and steps:
        part = Relaxation(steps=steps, proven=relaxation.proven)
        yield _row("Would do", lines_of(step_words(part, words)), words)
    else:
        yield _row("Would do", f"{line.missing:,} more {kind_name(line.need.kind)}", words)
