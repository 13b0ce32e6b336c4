"""A force problem becomes rows and columns of whole numbers that any solver can take.

Every row that comes from a rule carries its name, so that an explanation can cite it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from contingent.force.problem import (
    ABLE_TO_LEAD,
    ESCORTS,
    WHOLE_FORCE,
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
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
    covers,
    kinds_covered,
)
from contingent.vocabulary.capability import Kind

__all__ = [
    "LEAD_WEIGHT",
    "SOFT_WEIGHT",
    "Columns",
    "Model",
    "Placed",
    "Placement",
    "Row",
    "Terms",
    "build_model",
    "lead_name",
    "need_name",
]

LEAD_WEIGHT = 1000
"""A sector without a contributor able to command it counts as so many critical personnel."""

SOFT_WEIGHT = 100
"""One breach of a soft rule counts as so many personnel not covered; a judgement. A soft ratio
counts the enablers that are missing, each as one."""

Placement = tuple[str, str]  # offer id, place
Terms = list[tuple[int, int]]  # column, coefficient


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`low <= sum of terms <= high`; None leaves a side open. `rule` is empty for structure."""

    terms: Terms
    low: int | None = None
    high: int | None = None
    rule: str = ""


class Placed(NamedTuple):
    """The column that counts the parts of an offer at a place."""

    offer: Offer
    place: str
    column: int


@dataclass(slots=True)
class Columns:
    """What each column means: where it is looked up by those who read an answer."""

    placed: list[Placed] = field(default_factory=list)
    by_party: dict[str, list[Placed]] = field(default_factory=dict)
    by_kind: dict[Kind, list[Placed]] = field(default_factory=dict)
    present: dict[tuple[str, str], int] = field(default_factory=dict)  # party, sector
    leads: dict[tuple[str, str], int] = field(default_factory=dict)  # party, sector
    leaderless: dict[str, int] = field(default_factory=dict)  # sector
    breaches: dict[str, int] = field(default_factory=dict)  # soft rule
    sums: dict[tuple[tuple[int, int], ...], int] = field(default_factory=dict)  # terms
    prices: dict[str, int] = field(default_factory=dict)  # soft rule: personnel that a breach costs
    refused: dict[tuple[str, str, str], int] = field(default_factory=dict)  # offer, place, need


@dataclass(slots=True)
class Model:
    """Columns with bounds, rows between them; `start` is the empty force, which is always legal."""

    problem: ForceProblem
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    columns: Columns = field(default_factory=Columns)

    def column(self, high: int, *, whole: bool = True, start: int = 0, low: int = 0) -> int:
        """A new column and its number."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        self.start.append(start)
        return len(self.low) - 1

    def row(
        self, terms: Terms, low: int | None = None, high: int | None = None, rule: str = ""
    ) -> None:
        """A new row; one without terms is kept only where it cannot hold."""
        if terms or (low is not None and low > 0) or (high is not None and high < 0):
            self.rows.append(Row(terms=terms, low=low, high=high, rule=rule))

    def most(self, terms: Terms) -> int:
        """The largest value that a sum of columns can have within their bounds."""
        return sum(
            max(factor * self.low[column], factor * self.high[column]) for column, factor in terms
        )

    def coverage(self, need: Need) -> list[tuple[Offer, int]]:
        """The offers that count towards a need, each with the column of its parts.

        Where a caveat keeps an offer from the task of the need, the column is that of the parts
        that serve in spite of it.
        """
        refused = self.columns.refused
        return [
            (offer, refused.get((offer.id, place, need.id), column))
            for kind, placed in self.columns.by_kind.items()
            if need.kind in kinds_covered(kind)
            for offer, place, column in placed
            if covers(offer, need, place)
        ]

    def place(self, offer: Offer, place: str) -> int:
        """The column of an offer's parts at one more place."""
        placed = Placed(offer, place, self.column(offer.parts))
        self.columns.placed.append(placed)
        self.columns.by_party.setdefault(offer.party, []).append(placed)
        self.columns.by_kind.setdefault(offer.kind, []).append(placed)
        return placed.column


def need_name(need: Need) -> str:
    """How an explanation names the rule that a need be met."""
    return f"need:{need.id}"


def lead_name(sector: str) -> str:
    """How an explanation names the rule that a sector have a lead."""
    return f"lead:{sector}"


def build_model(problem: ForceProblem, *, explain: bool = False) -> Model:
    """The rows that every package obeys, without an objective.

    With `explain`, what a hard rule forbids outright keeps its column and gets a named row, and
    soft rules, which forbid nothing, are left out.
    """
    model = Model(problem=problem)
    rules = [rule for rule in problem.rules if rule.hard or not explain]
    _place_offers(model, rules, explain=explain)
    _mark_presence(model, rules)
    _appoint_leads(model)
    for rule in rules:
        _obey(model, rule, explain=explain)
    return model


def _place_offers(model: Model, rules: Iterable[Rule], *, explain: bool) -> None:
    """A column for the parts of each offer at each place where they cover a need.

    What covers none can stand with the whole force, where ratios and shares count it. No rule
    adds a place, so that dropping one never takes a place away.
    """
    problem = model.problem
    forbidden = set() if explain else _forbidden(problem, rules)
    useful = _useful_places(problem)
    for offer in problem.offers:
        terms = []
        for place in useful.get(offer.kind, (WHOLE_FORCE,)):
            if (offer.id, place) not in forbidden:
                terms.append((model.place(offer, place), 1))
        if len(terms) > 1:
            model.row(terms, high=offer.parts)


def _useful_places(problem: ForceProblem) -> dict[Kind, tuple[str, ...]]:
    """Where each kind can cover a need: in its sector; in any, for what may lead one as well."""
    places: dict[Kind, set[str]] = {}
    for kind in {offer.kind for offer in problem.offers}:
        probe = Offer(id="", party="", kind=kind, part_size=1, chance_percent=100)
        for need in problem.needs:
            if covers(replace(probe, first=need.phase or 0), need, need.sector):
                places.setdefault(kind, set()).add(need.sector)
        if kind in ABLE_TO_LEAD and WHOLE_FORCE in places.get(kind, ()):
            places[kind].update(problem.sectors)
    return {kind: tuple(sorted(found)) for kind, found in places.items()}


def _forbidden(problem: ForceProblem, rules: Iterable[Rule]) -> set[Placement]:
    """What hard rules rule out offer by offer."""
    found: set[Placement] = set()
    everywhere = (*problem.sectors, WHOLE_FORCE, ESCORTS)
    by_party: dict[str, list[Offer]] = {}
    by_id = {offer.id: offer for offer in problem.offers}
    for offer in problem.offers:
        by_party.setdefault(offer.party, []).append(offer)
    for rule in rules:
        if not rule.hard or not isinstance(rule, AreaRule | Refusal):
            continue
        meant = by_party.get(rule.party, [])
        places = everywhere
        if isinstance(rule, AreaRule):
            places = rule.sectors
            if rule.offer:
                meant = [by_id[rule.offer]] if rule.offer in by_id else []
        found.update((offer.id, place) for offer in meant for place in places)
    return found


def _mark_presence(model: Model, rules: Iterable[Rule]) -> None:
    """Whether a contributor is in a sector, for those whose presence a rule asks about."""
    asked = set()
    for rule in rules:
        if isinstance(rule, BesideRule):
            asked |= {rule.party, rule.other}
        elif isinstance(rule, UnderRule):
            asked.add(rule.party)
    for offer, place, column in model.columns.placed:
        if place == WHOLE_FORCE or offer.party not in asked:
            continue
        key = (offer.party, place)
        if key not in model.columns.present:
            model.columns.present[key] = model.column(1)
        model.row([(column, 1), (model.columns.present[key], -offer.parts)], high=0)


def _appoint_leads(model: Model) -> None:
    """A lead for each sector: a contributor with enough personnel there; its lack is a column."""
    problem = model.problem
    if problem.lead_minimum <= 0:
        return
    there: dict[tuple[str, str], list[tuple[Offer, int]]] = {}
    for offer, place, column in model.columns.placed:
        there.setdefault((offer.party, place), []).append((offer, column))
    for sector in problem.sectors:
        able: Terms = []
        for party in problem.parties:
            parts = there.get((party, sector), [])
            if sum(offer.personnel for offer, _ in parts) < problem.lead_minimum:
                continue
            lead = model.column(1)
            model.columns.leads[party, sector] = lead
            able.append((lead, 1))
            terms = [(column, offer.part_size) for offer, column in parts]
            model.row([*terms, (lead, -problem.lead_minimum)], low=0)
        lack = model.column(1, start=1)
        model.columns.leaderless[sector] = lack
        model.row([*able, (lack, 1)], low=1, high=1)


def _obey(model: Model, rule: Rule, *, explain: bool) -> None:
    """The rows of one rule."""
    columns, problem = model.columns, model.problem
    match rule:
        case AreaRule():
            if explain or not rule.hard:
                _limit(model, rule, _terms_of(model, rule.party, rule.sectors, rule.offer), 0)
        case Refusal():
            if explain or not rule.hard:
                _limit(model, rule, _terms_of(model, rule.party, None, ""), 0)
        case TaskRule():
            _refuse_task(model, rule)
        case BesideRule() | UnderRule():
            others = columns.present if isinstance(rule, BesideRule) else columns.leads
            for sector in problem.sectors:
                pair = (columns.present.get((rule.party, sector)), others.get((rule.other, sector)))
                if None not in pair:
                    _limit(model, rule, [(column, 1) for column in pair if column is not None], 1)
        case Budget():
            costs = [(column, offer.cost) for offer, _, column in model.columns.placed]
            _limit(model, rule, [term for term in costs if term[1]], rule.limit)
        case LiftLimit():
            loads = [
                (column, offer.tonnes)
                for offer, _, column in model.columns.placed
                if offer.first == rule.phase and rule.port in ("", offer.port) and offer.tonnes
            ]
            _limit(model, rule, loads, rule.limit)
        case OneFigure():
            said = [
                (column, offer.part_size)
                for offer, _, column in columns.by_party.get(rule.party, ())
                if offer.id in rule.offers
            ]
            _limit(model, rule, said, rule.limit)
        case LargestShare():
            whole = _sum_of(model, [(item.column, item.offer.part_size) for item in columns.placed])
            for party in (rule.party,) if rule.party else problem.parties:
                own = [(column, 100 * size) for column, size in _people_of(model, party)]
                _limit(model, rule, [*own, (whole, -rule.percent)] if own else [], 0)
        case Ratio():
            _limit(model, rule, _ratio_terms(model, rule), 0)
        case _:
            raise TypeError(f"{type(rule).__name__} is no rule of a force")


def _limit(model: Model, rule: Rule, terms: Terms, high: int) -> None:
    """`terms <= high`; a soft rule may be exceeded, step by step, at a price."""
    if not rule.hard and terms:
        step = _step_of(rule, high)
        breach = model.columns.breaches.get(rule.id)
        if breach is None:
            breach = model.columns.breaches[rule.id] = model.column(0, whole=False)
            model.columns.prices[rule.id] = 1 if isinstance(rule, Ratio) else SOFT_WEIGHT
        excess = max(0, -(-(model.most(terms) - high) // step))
        model.high[breach] = max(model.high[breach], excess)
        terms = [*terms, (breach, -step)]
    model.row(terms, high=high, rule=rule.id)


def _step_of(rule: Rule, high: int) -> int:
    """One breach: a percent of money or tonnes, one person of a ratio or share, one part."""
    if isinstance(rule, Budget | LiftLimit):
        return max(1, high // 100)
    return 100 if isinstance(rule, Ratio | LargestShare) else 1


def _terms_of(model: Model, party: str, sectors: Collection[str] | None, offer_id: str) -> Terms:
    return [
        (column, 1)
        for offer, place, column in model.columns.by_party.get(party, ())
        if (sectors is None or place in sectors) and offer_id in ("", offer.id)
    ]


def _refuse_task(model: Model, rule: TaskRule) -> None:
    """Parts that would have to do a refused task: none where the rule is hard."""
    refused = [need for need in model.problem.needs if need.task and need.task == rule.task]
    for need in refused:
        for offer, place, column in model.columns.by_party.get(rule.party, ()):
            key = (offer.id, place, need.id)
            if not covers(offer, need, place):
                continue
            if key not in model.columns.refused:
                model.columns.refused[key] = model.column(offer.parts)
                model.row([(model.columns.refused[key], 1), (column, -1)], high=0)
            _limit(model, rule, [(model.columns.refused[key], 1)], 0)


def _people_of(model: Model, party: str) -> Terms:
    placed = model.columns.by_party.get(party, ())
    return [(column, offer.part_size) for offer, _, column in placed]


def _ratio_terms(model: Model, rule: Ratio) -> Terms:
    """`percent of the served - 100 times the servants`, which may not be above zero."""
    there = [item for item in model.columns.placed if item.offer.serves_in(rule.phase)]
    served = [
        (column, offer.part_size)
        for offer, _, column in there
        if not kinds_covered(offer.kind).isdisjoint(rule.of)
    ]
    if not served:
        return []
    servants = [
        (column, -100 * offer.part_size) for offer, _, column in there if offer.kind is rule.kind
    ]
    return [(_sum_of(model, served), rule.percent), *servants]


def _sum_of(model: Model, terms: Terms) -> int:
    """The column that holds a sum: rows that share one stay short, and relaxations quick."""
    key = tuple(terms)
    if key not in model.columns.sums:
        model.columns.sums[key] = model.column(model.most(terms), whole=False)
        model.row([*terms, (model.columns.sums[key], -1)], low=0, high=0)
    return model.columns.sums[key]
