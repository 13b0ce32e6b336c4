"""Rules, places and changes of a force become words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from contingent.exports.board import day_of_statement
from contingent.exports.sheet import Cell, Row
from contingent.exports.wording import amount_words, party_name, party_names, topic_words
from contingent.force.package import Package
from contingent.force.problem import (
    AreaRule,
    BesideRule,
    Budget,
    LargestShare,
    LiftLimit,
    Need,
    Offer,
    OneFigure,
    Ratio,
    Refusal,
    Rule,
    TaskRule,
    UnderRule,
    View,
    kinds_covered,
)
from contingent.force.reasons import Relaxation, Step
from contingent.force.worth import ChangeType, Worth
from contingent.situation.forces import ForceAnswer
from contingent.situation.picture import Situation
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung

__all__ = [
    "ForceWords",
    "kind_name",
    "said_since",
    "sourced_row",
    "step_words",
    "view_words",
    "worth_words",
]

_KINDS = {
    Kind.EOD: "explosive ordnance disposal",
    Kind.ISR: "reconnaissance and surveillance",
    Kind.LIFT: "transport (lift)",
    Kind.TROOPS: "troops, arm not named",
}
_VIEWS = {
    View.FACE: "at face value: everything said arrives",
    View.EXPECTED: "expected: weighted by how firmly it was said",
    View.ROBUST: "robust: best over scenarios of who really shows up",
}


def kind_name(kind: Kind) -> str:
    """A kind as people write it."""
    return _KINDS.get(kind, kind.value)


def view_words(view: View) -> str:
    """How what was said is believed."""
    return _VIEWS[view]


def sourced_row(situation: Situation, cells: tuple[Cell, ...], because: Iterable[str]) -> Row:
    """A row that opens into its statements, and says which places of the folder it is from."""
    sources = tuple(dict.fromkeys(because))
    cited = tuple(id for id in sources if id in situation.statements)
    places = "; ".join(source for source in sources if source not in cited)
    return Row(cells=cells, because=cited, rule=f"From {places}." if places else "")


def said_since(offer: Offer, situation: Situation) -> date | None:
    """The first day of the contributor's own words that an offer rests on; None: not known."""
    own = (
        situation.statements[id]
        for id in offer.because
        if id in situation.statements and situation.statements[id].speaker.party == offer.party
    )
    return min(filter(None, map(day_of_statement, own)), default=None)


@dataclass(frozen=True, slots=True)
class ForceWords:
    """What names of parties, sectors, phases and rules read like in one answer."""

    situation: Situation
    answer: ForceAnswer

    @property
    def names(self) -> Mapping[str, str]:
        """Party names by code."""
        return self.situation.names

    def row(self, cells: tuple[Cell, ...], because: Iterable[str]) -> Row:
        """A row that opens into its statements, and says which places of the folder it is from."""
        return sourced_row(self.situation, cells, because)

    def sector(self, code: str) -> str:
        """A sector by its name."""
        sectors = self.situation.mission.requirement.sectors
        return next((sector.name for sector in sectors if sector.code == code), code)

    def place(self, code: str) -> str:
        """A sector by its name, or the whole force."""
        return self.sector(code) if code else "the whole force"

    def phase(self, at: int | None) -> str:
        """A phase by its name; empty for any."""
        phases = self.situation.mission.phases
        return phases[at].name if at is not None and at < len(phases) else ""

    def place_and_phase(self, need: Need) -> str:
        """`Rafah`; with its phase where the same is needed there in several phases."""
        same = [
            other.phase
            for other in self.answer.package.problem.needs
            if (other.kind, other.sector) == (need.kind, need.sector)
        ]
        phase = self.phase(need.phase) if len(set(same)) > 1 else ""
        return ": ".join(filter(None, (self.place(need.sector), phase)))

    def unnamed_kinds(self) -> str:
        """Who is willing or firmer without a word on what it would bring."""
        codes = [
            f"{party_name(position.party, self.names)} ({topic_words(part.rung.word)})"
            for position in self.situation.positions.positions
            for part in position.contributions
            if part.kind is Kind.UNSPECIFIED and part.verdict is None and part.rung >= Rung.WILLING
        ]
        return ", ".join(codes)

    def uncounted(self, need: Need | None = None) -> str:
        """Whose figures count no people: of everything, or of what would cover a need."""
        found: dict[tuple[str, str], list[str]] = {}
        for each in self.answer.gathered.uncounted:
            if need is None or need.kind in kinds_covered(each.kind):
                who = party_name(each.party, self.names)
                found.setdefault((who, amount_words(each.said)), []).append(kind_name(each.kind))
        return ", ".join(
            f"{who} ({said} of {' and '.join(kinds)})" for (who, said), kinds in found.items()
        )

    def sectors_sentence(self) -> str:
        """Which sectors somebody has offered to serve in, by an offer that names them."""
        sectors = self.situation.mission.requirement.sectors
        if not sectors:
            return "The mission file names no sectors."
        named = {code for unit in self.situation.mission.offers for code in unit.sectors}
        free = [sector.name for sector in sectors if sector.code not in named]
        if not free:
            return "Every sector is named in somebody's offer."
        led = self.answer.package.leads
        able = party_names(dict.fromkeys(led.values()), self.names)
        sentence = f"No offer on record names {_one_of(free)}"
        if not led:
            return f"{sentence}, and nobody has offered enough personnel to lead one."
        come = "if it comes" if len(set(led.values())) == 1 else "if they come"
        return (
            f"{sentence}; by numbers alone {able} could lead {len(led)} of {len(sectors)}, {come}."
        )

    def rule(self, name: str) -> str:
        """A rule, a line or a lead in a sentence."""
        rules = {rule.id: rule for rule in self.answer.gathered.problem.rules}
        needs = {f"need:{need.id}": need for need in self.answer.gathered.problem.needs}
        if name in needs:
            need = needs[name]
            where = self.place_and_phase(need)
            return f"{need.minimum:,} {kind_name(need.kind)} are needed ({where})"
        if name in rules:
            return self._rule_words(rules[name])
        return f"a contributor leads {self.sector(name.removeprefix('lead:'))}"

    def because_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """What the rules of these names rest on."""
        rules = {rule.id: rule for rule in self.answer.gathered.problem.rules}
        needs = {f"need:{need.id}": need for need in self.answer.gathered.problem.needs}
        found = [
            id
            for name in names
            for source in (rules.get(name) or needs.get(name),)
            if source is not None
            for id in source.because
        ]
        return tuple(dict.fromkeys(found))

    def counterpart_words(self, base: Package | None) -> str:
        """What this package is compared with."""
        if base is None:
            return "nothing"
        if base.view is not self.answer.question.view:
            return f"The {base.view.value} package"
        return "As things are"

    def _rule_words(self, rule: Rule) -> str:
        party = party_name(getattr(rule, "party", ""), self.names)
        other = party_name(getattr(rule, "other", ""), self.names)
        match rule:
            case AreaRule():
                where = ", ".join(self.sector(code) for code in rule.sectors)
                unit = f" (unit {rule.offer})" if rule.offer else ""
                return f"{party}{unit} does not serve in {where}"
            case TaskRule():
                return f"{party} takes no part in {topic_words(rule.task)}"
            case BesideRule():
                return f"{party} does not serve beside {other}"
            case UnderRule():
                return f"{party} does not serve under {other}"
            case Refusal():
                by = f"{party_name(rule.by, self.names)} forbids" if rule.by else "tried out:"
                return f"{by} a part of {party}" if rule.by else f"{by} without {party}"
            case Budget():
                currency = self.answer.gathered.problem.currency
                return f"no more than {rule.limit:,} {currency} is paid"
            case LiftLimit():
                port = f" through {rule.port}" if rule.port else ""
                return f"no more than {rule.limit:,} tonnes{port} in {self.phase(rule.phase)}"
            case OneFigure():
                return f"{party} said {rule.limit:,} for several kinds together"
            case LargestShare():
                return f"no contributor brings more than {rule.percent} % of the force"
            case Ratio():
                of = " and ".join(kind.value for kind in rule.of)
                return f"{rule.percent} {kind_name(rule.kind)} to every hundred of {of}"
        return rule.id


def _one_of(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"any of {len(names)} sectors ({', '.join(names)})"


def step_words(relaxation: Relaxation | None, words: ForceWords) -> Iterator[str]:
    """Each change in words; units of one kind and size together, with where they are needed."""
    units: dict[tuple[Kind, int], list[tuple[int, str]]] = {}
    needs = {f"need:{need.id}": need for need in words.answer.gathered.problem.needs}
    others: list[Step] = []
    for step in relaxation.steps if relaxation else ():
        need = needs.get(step.rule)
        if need is None:
            others.append(step)
        else:
            where = words.place_and_phase(need)
            units.setdefault((need.kind, step.unit_size), []).append((step.units, where))
    for (kind, size), places in units.items():
        count = sum(number for number, _ in places)
        what = f"{count} more {'unit' if count == 1 else 'units'} of {kind_name(kind)}"
        listed = "; ".join(f"{number} in {where}" for number, where in places)
        yield f"{what} of {size} personnel each: {listed}"
    for step in others:
        yield _other_step(step, words)


def _other_step(step: Step, words: ForceWords) -> str:
    if step.percent:
        what = "budget" if step.rule == "budget" else f"lift: {words.rule(step.rule)}"
        return f"{step.percent} % more {what}"
    if step.rule.startswith("lead:"):
        sector = words.sector(step.rule.removeprefix("lead:"))
        return f"a contributor with enough personnel to lead {sector}"
    return f"lift this: {words.rule(step.rule)}"


def worth_words(worth: Worth, words: ForceWords) -> str:
    """What one change is about."""
    match worth.change:
        case ChangeType.UNIT:
            return kind_name(Kind(worth.what))
        case ChangeType.OBJECTION:
            by, _, of = worth.what.partition(":")
            return f"{party_name(by, words.names)}'s to {party_name(of, words.names)}"
        case ChangeType.QUESTION:
            asking = words.answer.gathered.questions.get(worth.what, ())
            return f"{topic_words(worth.what)} (asked by {party_names(asking, words.names)})"
        case ChangeType.PLEDGE:
            return party_name(worth.what, words.names)
        case ChangeType.CAVEAT:
            return words.rule(worth.what)
