"""The answer about a force becomes a page for people: what nobody offers stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contingent.exports.force_depth import depth_section, depth_sentences
from contingent.exports.force_limits import limits_section
from contingent.exports.force_wording import (
    ForceWords,
    kind_name,
    said_since,
    step_words,
    view_words,
    worth_words,
)
from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.sheet import Cell, Row, Section, Sheet
from contingent.exports.sources import sources_of
from contingent.exports.unoffered import unoffered_section, unoffered_sentence
from contingent.exports.wording import (
    amount_words,
    day_words,
    lines_of,
    party_name,
    party_names,
    rung_words,
)
from contingent.force.model import LEAD_WEIGHT
from contingent.force.package import Assignment, Coverage, Package
from contingent.force.problem import Need, Offer
from contingent.force.stages import StageStatus
from contingent.situation.forces import ForceAnswer
from contingent.situation.picture import Situation
from contingent.vocabulary.capability import Kind

__all__ = ["force_sheet"]

_MOST_ROWS = 500  # of the package on a page; documents for programs have all

_HOW_FAR = {
    StageStatus.PROVEN: "proven: none is better",
    StageStatus.BEST_FOUND: "best found in the time",
    StageStatus.STOPPED: "best found when stopped",
}
_AIMS = {
    "critical": "critical lines and leads",
    "coverage": "coverage of all lines",
    "earliest": "earliest",
    "cost": "cost",
}


def force_sheet(situation: Situation, answer: ForceAnswer) -> Sheet:
    """The page: what nobody offers before any headcount, then lines, package, reasons, worth."""
    words = ForceWords(situation, answer)
    sections = (
        []
        if not answer.package.lines
        else [
            unoffered_section(answer.unoffered, situation),
            _lines(words),
            _package(words),
            limits_section(words),
            depth_section(words),
            _alone(words),
            _together(words),
            _would_do(words),
            _worth(words),
            *_compared(words),
            _stages(answer.package),
            _defaults(words),
        ]
    )
    cited = {id for section in sections for row in section.rows for id in row.because}
    moment = situation.as_of
    return Sheet(
        title=f"{situation.mission.name}: does it add up to a force?",
        moment=(
            f"As of {day_words(moment.held_on)}, as known on {day_words(moment.known_at.date())}; "
            f"{view_words(answer.question.view)}"
        ),
        summary=tuple(_summary(words)),
        sections=tuple(sections),
        label=marking_words(whole_marking(situation)),
        sources=sources_of(situation, cited),
    )


def _summary(words: ForceWords) -> Iterator[str]:
    answer, package = words.answer, words.answer.package
    if not package.lines:
        yield "Nothing is on record that the force needs, so nobody can say whether it adds up."
        return
    missing = answer.unoffered
    if missing:
        yield unoffered_sentence(missing, words.names)
    else:
        yield "Every kind that is required has been offered by somebody's own word."
    yield words.sectors_sentence()
    required = sum(line.need.minimum for line in package.lines)
    if required:
        covered = sum(min(line.covered, line.need.minimum) for line in package.lines)
        expected = sum(min(line.expected, line.need.minimum) for line in package.lines)
        yield (
            f"If everybody comes who is at least willing, {covered:,} of {required:,} places are "
            f"filled, added up over {len(package.lines)} lines; by the chances of their rungs, "
            f"about {expected:,.0f}."
        )
    unnamed = words.unnamed_kinds()
    if unnamed:
        yield f"Not counted, because no kind was named: {unnamed}."
    uncounted = words.uncounted()
    if uncounted:
        yield (
            f"Not counted, because the figure is not in people: {uncounted}. How many people that "
            "is can be set as `planning.formations` in mission.yaml."
        )
    critical = sum(line.need.minimum for line in package.lines if line.need.critical)
    if critical:
        outlook = package.outlook
        yield (
            f"Of {critical:,} critical places {outlook.mean:,.0f} stay empty on average, and "
            f"{outlook.tail:,.0f} in the worst fifth of {outlook.scenarios:,} scenarios."
        )
    yield from depth_sentences(words)
    if not package.is_proven:
        yield "The search ended before every stage was proven; see how far under `Stages`."


def _lines(words: ForceWords) -> Section:
    order = {gap.need.id: at for at, gap in enumerate(words.answer.gaps)}
    lines = sorted(
        words.answer.package.lines,
        key=lambda line: (order.get(line.need.id, len(order)), line.need.id),
    )
    return Section(
        id="lines",
        title="The requirement, gaps first",
        columns=("Line", "Where and when", "Required", "If all come", "Expected", "By"),
        rows=tuple(_line_row(line, words) for line in lines),
        note=f"* critical{_marked(words)}. Soldiers with no arm named count as infantry and as no "
        "enabler.",
    )


def _marked(words: ForceWords) -> str:
    """That the requirement marks none of its lines, so that all are; empty where it marks some."""
    marks = [line.critical for line in words.situation.mission.requirement.lines]
    return ": none is marked, so every line is" if marks and not any(marks) else ""


def _line_row(line: Coverage, words: ForceWords) -> Row:
    need = line.need
    mark = "*" if need.critical else ""
    tone = "" if not line.missing else "warning" if line.covered else "refused"
    people: dict[tuple[str, Kind], int] = {}
    for item in line.by:
        who = (item.offer.party, item.offer.kind)
        people[who] = people.get(who, 0) + item.personnel
    by = [
        f"{party_name(party, words.names)} {personnel:,}"
        + ("" if kind is need.kind else f" {kind.value}")
        for (party, kind), personnel in people.items()
    ]
    cells = (
        Cell(text=f"{kind_name(need.kind)}{mark}", tone="strong"),
        Cell(text=words.place_and_phase(need)),
        Cell(text=f"{need.minimum:,}"),
        Cell(text=f"{line.covered:,}", tone=tone),
        Cell(text=f"{line.expected:,.0f}"),
        Cell(text=lines_of((*by, *_not_counted(need, words))) or "nobody"),
    )
    because = dict.fromkeys(id for item in line.by for id in item.offer.because)
    return words.row(cells, (*need.because, *because))


def _not_counted(need: Need, words: ForceWords) -> Iterator[str]:
    """What was offered for a line in figures that count no people."""
    uncounted = words.uncounted(need)
    if uncounted:
        yield f"not counted in people: {uncounted}"


def _package(words: ForceWords) -> Section:
    package = words.answer.package
    shown = package.assignments[:_MOST_ROWS]
    rows = tuple(_assignment_row(item, words) for item in shown)
    led = [
        f"{words.sector(sector)}: {party_name(package.leads[sector], words.names)}"
        for sector in package.problem.sectors
        if sector in package.leads
    ]
    note = f"Could lead, by numbers there: {'; '.join(led)}." if led else ""
    rest = package.assignments[_MOST_ROWS:]
    if rest:
        people = sum(item.personnel for item in rest)
        note += f" {len(rest):,} more with {people:,} personnel are in `assignments` of --json."
    return Section(
        id="package",
        title="The package: who would serve where",
        columns=("Contributor", "Brings", "Said", "Where", "Personnel", "Chance"),
        rows=rows,
        note=f"Placements are ours unless an offer names its sector. {note}".strip(),
        empty="Nobody.",
    )


def _assignment_row(item: Assignment, words: ForceWords) -> Row:
    offer = item.offer
    cells = (
        Cell(text=party_name(offer.party, words.names), tone="strong"),
        Cell(text=lines_of((kind_name(offer.kind), *_known_beyond(offer)))),
        Cell(text=lines_of(_word_of(offer, words.situation))),
        Cell(text=words.place(item.place)),
        Cell(text=f"{item.personnel:,}"),
        Cell(text=f"{offer.chance_percent} %"),
    )
    return words.row(cells, offer.because)


def _word_of(offer: Offer, situation: Situation) -> Iterator[str]:
    """How firmly it was said, since when, as wide as the figure was, and on which conditions."""
    if offer.rung is not None:
        since = said_since(offer, situation)
        yield " since ".join((rung_words(offer.rung), *([day_words(since)] if since else [])))
    if offer.said is not None:
        yield amount_words(offer.said)
    yield from _first_word(offer)
    if len(offer.conditions) == 1:
        yield f"if: {offer.conditions[0]}"
    elif offer.conditions:
        yield f"on {len(offer.conditions)} conditions"


def _known_beyond(offer: Offer) -> Iterator[str]:
    """What a planner knows of a unit that no rule asks about, and its tour."""
    if offer.tour_days is not None:
        yield f"tour {offer.tour_days} days"
    if offer.self_sustained_days is not None:
        yield f"sustains itself {offer.self_sustained_days} days"
    if offer.languages:
        yield f"speaks {', '.join(offer.languages)}"


def _first_word(offer: Offer) -> tuple[str, ...]:
    """What was assumed of its size; the other defaults are the same for all and stand below."""
    return tuple(text for text in offer.assumed if "figure" in text or "size" in text)


def _alone(words: ForceWords) -> Section:
    """Lines impossible by themselves; those of one kind with one reason share a row."""
    found = words.answer.why_not
    grouped: dict[tuple[Kind, int, int, tuple[str, ...]], list[Need]] = {}
    for item in found.alone if found else ():
        key = (item.need.kind, item.offered, item.need.minimum, item.rules)
        grouped.setdefault(key, []).append(item.need)
    rows = []
    for (kind, offered, minimum, rules), needs in grouped.items():
        cells = (
            Cell(text=kind_name(kind), tone="strong"),
            Cell(text=lines_of(words.place_and_phase(need) for need in needs)),
            Cell(text=f"{offered:,} of {minimum:,}{' each' if len(needs) > 1 else ''}"),
            Cell(text=_reason(needs[0], offered, rules, words)),
        )
        rows.append(words.row(cells, words.because_of(rules)))
    return Section(
        id="alone",
        title="Why not: critical lines that are impossible each by itself",
        columns=("Line", "Where and when", "Offered", "Because"),
        rows=tuple(rows),
        note="Even if everybody comes and no other line is served.",
        empty="None: each critical line could be met if it were the only one.",
    )


def _reason(need: Need, offered: int, rules: Sequence[str], words: ForceWords) -> str:
    if rules:
        return lines_of(words.rule(rule) for rule in rules)
    if need.within_days is not None:
        return f"not enough is known to be ready within {need.within_days} days"
    if offered:
        return "not enough is offered at all"
    return lines_of(_not_counted(need, words)) or "nobody offers it"


def _together(words: ForceWords) -> Section:
    found = words.answer.why_not
    conflict = found.conflict if found else None
    rows = tuple(
        words.row((Cell(text=words.rule(name)),), words.because_of([name]))
        for name in (conflict.rules if conflict else ())
    )
    note = ""
    if conflict:
        note = (
            "These cannot all hold, and could if any one were dropped; each was checked."
            if conflict.minimal
            else "These cannot all hold; time ended before the list was shown to be the shortest."
        )
    settled = found is None or found.settled
    return Section(
        id="together",
        title="Why not: what cannot hold together",
        columns=("Rule",),
        rows=rows,
        note=note,
        empty="Nothing beyond the lines above." if settled else "Not settled in the time given.",
    )


def _would_do(words: ForceWords) -> Section:
    found = words.answer.why_not
    relaxation = found.relaxation if found else None
    rows = tuple(
        Row(cells=(Cell(text=text),)) for text in step_words(relaxation, words) if relaxation
    )
    note = "All critical lines and leads would then be possible, if everybody comes."
    if relaxation and not relaxation.proven:
        note += " Less may do: time ended before that was settled."
    return Section(
        id="would_do",
        title="What would do",
        columns=("Change",),
        rows=rows,
        note=note,
        empty=_nothing_more(words) if found is None else "Not found in the time given.",
    )


def _nothing_more(words: ForceWords) -> str:
    """That the critical lines need nothing, and what the others still lack."""
    lacking = [
        f"{gap.missing:,} {kind_name(gap.need.kind)} ({words.place_and_phase(gap.need)})"
        for gap in words.answer.gaps
    ]
    if not lacking:
        return "Nothing is needed."
    return f"Nothing for the critical lines. Of the other lines are missing: {'; '.join(lacking)}."


def _worth(words: ForceWords) -> Section:
    rows = tuple(
        words.row(
            (
                Cell(text=item.change.value),
                Cell(text=worth_words(item, words), tone="strong"),
                Cell(text=f"{item.mean_gain:,.0f}"),
                Cell(text="" if item.proven else "best found"),
            ),
            item.because,
        )
        for item in words.answer.worth
    )
    return Section(
        id="worth",
        title="What one change would add",
        columns=("Change", "Which", "Fewer critical missing, on average", "Proof"),
        rows=rows,
        note="Each tried alone, on the same scenarios; a fresh unit counts as pledged.",
        empty="No single change helps the critical lines.",
    )


def _compared(words: ForceWords) -> Iterator[Section]:
    comparison = words.answer.comparison
    if comparison is None:
        return
    rows = [
        Row(
            cells=(
                Cell(text="critical missing, mean / worst fifth", tone="strong"),
                Cell(text=f"{comparison.before.mean:,.0f} / {comparison.before.tail:,.0f}"),
                Cell(text=f"{comparison.after.mean:,.0f} / {comparison.after.tail:,.0f}"),
            )
        )
    ]
    for names, what in ((comparison.joined, "joins"), (comparison.left, "leaves")):
        for party in names:
            name = party_name(party, words.names)
            pair = ("", name) if what == "joins" else (name, "")
            rows.append(Row(cells=tuple(Cell(text=text) for text in (what, *pair))))
    for sector, pair in comparison.leads.items():
        named = (party_name(code, words.names) if code else "nobody" for code in pair)
        texts = (f"leads {words.sector(sector)}", *named)
        rows.append(Row(cells=tuple(Cell(text=text) for text in texts)))
    needs = {line.need.id: line.need for line in words.answer.package.lines}
    for change in comparison.lines:
        need = needs.get(change.need)
        label = f"{kind_name(need.kind)}, {words.place_and_phase(need)}" if need else change.need
        before, after = (
            f"{covered:,} ({expected:,.0f})" if covered is not None else "no such line"
            for covered, expected in zip(change.covered, change.expected, strict=True)
        )
        rows.append(Row(cells=tuple(Cell(text=text) for text in (label, before, after))))
    base = words.answer.base
    yield Section(
        id="compared",
        title="Compared",
        columns=("What", words.counterpart_words(base), "This package"),
        rows=tuple(rows),
        note="Same scenarios for both. Lines: if all come (expected).",
    )


def _stages(package: Package) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=_AIMS.get(stage.objective, stage.objective)),
                Cell(
                    text=f"{stage.value:,.4g} {stage.unit}"
                    if stage.value < 1000
                    else f"{stage.value:,.0f} {stage.unit}"
                ),
                Cell(text=f"{stage.bound:,.0f}"),
                Cell(text=_HOW_FAR[stage.status]),
            )
        )
        for stage in package.stages
    )
    return Section(
        id="stages",
        title="Stages of the search, in order of importance",
        columns=("Aim", "Reached (less is better)", "No package is below", "Status"),
        rows=rows,
        note=f"A sector without a lead counts as {LEAD_WEIGHT:,} critical personnel missing.",
    )


def _defaults(words: ForceWords) -> Section:
    shared: dict[str, set[str]] = {}
    for offer in words.answer.gathered.problem.offers:
        for text in offer.assumed:
            if text not in _first_word(offer):
                shared.setdefault(text, set()).add(offer.party)
    rows = [
        Row(cells=(Cell(text=text), Cell(text=party_names(sorted(parties), words.names))))
        for text, parties in sorted(shared.items())
    ]
    problem = words.answer.gathered.problem
    if words.situation.mission.requirement.lead_minimum is None and problem.sectors:
        text = f"{problem.lead_minimum:,} personnel in a sector are enough to lead it"
        rows.append(Row(cells=(Cell(text=text), Cell(text="every sector"))))
    return Section(
        id="defaults",
        title="Planning defaults that nobody stated",
        columns=("Default", "For"),
        rows=tuple(rows),
        note="Chances by rung are planning judgement; so are sizes. `planning` in mission.yaml "
        "sets others.",
        empty="None.",
    )
