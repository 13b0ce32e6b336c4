"""The shapes of what takes long to work out: force, forecast, worth of answers, theatre."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from contingent.web.api_models import AmountOut

__all__ = [
    "AgainstTargetOut",
    "AlertOut",
    "AssignmentOut",
    "AssumptionOut",
    "CumulativeOut",
    "DenialOut",
    "DepthOut",
    "FlowFindingOut",
    "ForceOut",
    "ForecastOut",
    "LineOut",
    "MeasureOut",
    "MilestoneOut",
    "PublicCountOut",
    "RateOut",
    "ShareOut",
    "StatedOut",
    "UncountedOut",
    "UnlocksOut",
    "UseOut",
    "WorkingOut",
    "WorthOut",
]


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class WorkingOut(_Out):
    """The answer is being worked out: ask again in the seconds that `Retry-After` names."""

    detail: str
    what: str
    state: str
    job: str = Field(description="The page that shows how far it is; there it can be stopped.")


class NearestOut(_Out):
    """Who has spoken of a kind that nobody offers, and how firmly."""

    party: str
    kind: str
    rung: str
    because: list[str]
    label: str


class UnofferedOut(_Out):
    """A kind that the requirement asks for and nobody offers, in personnel."""

    kind: str
    required: int
    nearest: list[NearestOut]


class UncountedOut(_Out):
    """An offer whose figure counts no people, such as `2 battalions`: in no package."""

    party: str
    kind: str
    rung: str
    said: AmountOut
    because: list[str]
    label: str


class AssignmentOut(_Out):
    """Parts of an offer at a place, in personnel; `assumed` says which figures nobody said."""

    offer: str
    party: str
    kind: str
    sector: str
    personnel: int
    chance_percent: int
    rung: str | None
    conditions: list[str]
    since: date | None
    ready_in_days: int
    tonnes: int
    port: str
    cost: int
    tour_days: int | None
    self_sustained_days: int | None
    languages: list[str]
    assumed: list[str]
    because: list[str]
    label: str


class LineOut(_Out):
    """One line of the requirement, in personnel: covered if all come, expected by the chances."""

    id: str
    kind: str
    sector: str
    phase: int | None
    critical: bool
    required: int
    covered: int
    expected: float
    by: list[str]
    because: list[str]
    label: str


class DepthOut(_Out):
    """For how long a line can be held; all `_days` but `days` are personnel times days."""

    line: str
    held_from: date
    held_until: date
    days: int
    holding: str
    needed_days: int
    placed_days: int
    relief_days: int
    tour_unknown_days: int
    tour_unknown_personnel: int
    reliefs_needed: int | None
    reliefs_offered: int
    because: list[str]
    label: str


class RuleOut(_Out):
    """A rule that a package should keep, in words; a hard one is never broken."""

    id: str
    hard: bool
    words: str
    because: list[str]
    label: str


class WorthOut(_Out):
    """What one change would add, in critical personnel that would no longer be missing."""

    change: str
    what: str
    gain: float
    mean_gain: float
    proven: bool
    because: list[str]
    label: str


class StageOut(_Out):
    """One aim of the search: what was reached, and what nobody can beat, in its unit."""

    objective: str
    value: float
    bound: float
    unit: str
    status: str


class MissingOut(_Out):
    """Critical personnel missing over scenarios: the mean, and the mean of the worst fifth."""

    mean: float
    tail: float
    scenarios: int


class ForceOut(_Out):
    """The best package, in short; its lines, assignments, gaps and depth are lists of their own."""

    as_of: date
    mission: str
    view: str
    seed: int
    complete: bool
    unoffered: list[UnofferedOut]
    uncounted: list[UncountedOut]
    leads: dict[str, str] = Field(description="Who leads a sector; one without a lead is absent.")
    why_not: list[dict[str, Any]]
    limits: list[dict[str, Any]]
    stages: list[StageOut]
    outlook: MissingOut
    breached: list[str]
    rules: list[RuleOut]
    label: str


class PointOut(_Out):
    """The share of scenarios in which something has happened by the end of a day."""

    day: date
    reached: float


class MilestoneOut(_Out):
    """A milestone: its chance, and where it is reached, when; null: too rare to say."""

    id: str
    name: str
    reached_by_horizon: float
    p10: date | None
    p50: date | None
    p90: date | None
    curve: list[PointOut]
    because: list[str]
    label: str


class StatedOut(_Out):
    """A date that somebody named, what became of it, and its chance by the forecast.

    `stated_in` leads to where it was named, `because` to the statements that say that it happened.
    """

    what: str
    by: str
    speaker: str
    said_on: str
    earliest: str | None
    latest: str | None
    milestone: str
    rung: str | None
    kept: str
    days_late: int | None
    happened_on: date | None
    chance_by_then: float | None
    stated_in: list[str]
    because: list[str]
    label: str


class OriginOut(_Out):
    """Where a figure comes from: `n` cases, 0 for judgement."""

    basis: str
    n: int
    note: str
    because: list[str]
    label: str


class AssumptionOut(_Out):
    """A figure that the forecast rests on."""

    what: str
    figure: str
    origin: OriginOut


class NoteOut(_Out):
    """What the inputs show by themselves, such as a ring of demands."""

    what: str
    because: list[str]
    label: str


class ForecastOut(_Out):
    """When the milestones could be reached; its assumptions are a list of their own."""

    as_of: date
    mission: str
    horizon: date
    scenarios: int
    seed: int
    milestones: list[MilestoneOut]
    stated: list[StatedOut]
    earlier_forces: dict[str, Any] | None
    findings: list[NoteOut]
    label: str


class GainOut(_Out):
    """What is won: personnel-days in theatre, a chance in shares of 1, mean days sooner."""

    personnel_days: float
    chance: float
    days_sooner: float


class UseOut(_Out):
    """One question settled now: to suit, against, a month from now, and as the last of all."""

    topic: str
    suits: GainOut
    spites: GainOut
    late: GainOut
    last: GainOut
    comes: dict[str, float]
    leaves: dict[str, float]


class FairShareOut(_Out):
    """A question's share of what all answers bring; `error` is a standard error."""

    topic: str
    personnel_days: float
    error: float
    rank: int


class BestSetOut(_Out):
    """The best questions to settle together, and sets that are as good."""

    topics: list[str]
    gain: GainOut
    ties: list[list[str]]


class UnlocksOut(_Out):
    """Which answers free most, for one milestone."""

    as_of: date
    mission: str
    target: str
    scenarios: int
    seed: int
    is_exact: bool
    now: float
    all_settled: GainOut
    alone: list[UseOut]
    shapley: list[FairShareOut]
    best_sets: list[BestSetOut]
    label: str


class _Reported(_Out):
    because: list[str]
    label: str


class FlowFindingOut(_Reported):
    """Figures that do not add up: said and computed, and who told of it."""

    fault: str
    claimant: str
    what: str
    said: str
    computed: str
    told_by: list[str]


class AgainstTargetOut(_Reported):
    """What one claimant says passed by the day, against what was agreed by the day."""

    claimant: str
    unit: str
    commodity: str
    stage: str
    date: str
    per_day: float
    comparator: str
    target_per_day: float
    percent: float | None


class ShareOut(_Reported):
    """How much of one stage came to another, in one claimant's own unit."""

    claimant: str
    unit: str
    date: str
    stage: str
    of: str
    percent: float
    comparator: str
    stated: bool


class PartOut(_Out):
    """One category of a count."""

    category: str
    count: int | None


class CumulativeOut(_Reported):
    """A claimant's count over a run of days, as published."""

    claimant: str
    unit: str
    date: str
    count: int | None
    comparator: str
    standing: str
    parts: list[PartOut]
    told_by: list[str]


class RateOut(_Reported):
    """Counts over four weeks, per hundred team-days; null: effort is not known."""

    claimant: str
    unit: str
    standing: str
    first: date
    last: date
    counted: int
    team_days: int
    days_with_effort: int
    per_hundred_team_days: float | None
    direction: str


class AlertOut(_Reported):
    """A change in a rate per effort."""

    claimant: str
    unit: str
    standing: str
    on: date
    direction: str
    rate_before: float
    rate_since: float


class DenialOut(_Reported):
    """Of the movements asked for, how many were refused or impeded; null: not said."""

    claimant: str
    first: date
    last: date
    movements: int
    denied: int | None
    percent: float | None


class MeasureOut(_Reported):
    """A measure that gates wait for; `unknown` says why nothing can be said."""

    id: str
    name: str
    indicator: str
    at_most: int | None
    at_least: int | None
    is_open: bool
    chance: float | None
    held_days: int
    rate_per_day: float | None
    unknown: str
    error_rates: dict[str, float]


class PublicCountOut(_Out):
    """How many incidents the public may see in an area and a month: late, and as a band."""

    month: str
    area: str
    claimant: str
    unit: str
    standing: str
    band: str
