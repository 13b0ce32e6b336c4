"""The words of a mission file become frozen records: what was asked for, by whom, and when.

Every item may say where it comes from (`source`), or that it is a planner's assumption and not a
public fact (`assumption: true`, with a `reason`). `since` is the first day on which it held and
could be known, which is what lets a brief of an earlier day leave it out.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from contingent.mission.items import (
    Code,
    Day,
    Frozen,
    Identifies,
    Name,
    Need,
    PartyCode,
    Place,
    Refers,
    Said,
    Sourced,
    Whole,
)
from contingent.mission.planning import Caveat, Funding, LiftCapacity, Planning, UnitOffer
from contingent.vocabulary import label as labels
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.party import PartyType

__all__ = [
    "Acceptability",
    "Actor",
    "Approval",
    "ApprovalType",
    "Asking",
    "Authorisation",
    "Body",
    "BodyState",
    "BodyStatus",
    "Contributor",
    "Demand",
    "EnablerRatio",
    "Expected",
    "Gate",
    "Handling",
    "Level",
    "Measure",
    "MilestoneMark",
    "Mission",
    "MissionQuestion",
    "Phase",
    "PossibleAnswer",
    "Requirement",
    "RequirementLine",
    "ReviewRule",
    "Sector",
    "SharedDriver",
    "Side",
    "Stance",
    "StatedDate",
    "Strength",
    "Vote",
]


def _rung(value: Any) -> Any:
    return Rung.of_word(value) if isinstance(value, str) else value


RungWord = Annotated[
    Rung, BeforeValidator(_rung), PlainSerializer(lambda rung: rung.word, return_type=str)
]
Percent = Annotated[int, Field(ge=0, le=100)]
Load = Annotated[int, Field(ge=-70, le=70)]
Pushed = Annotated[Name, Refers(kinds=("question", "body", "party"))]


class Side(StrEnum):
    """How a member voted."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINED = "abstained"
    ABSENT = "absent"


class Vote(Frozen):
    """Each member's side, by code."""

    in_favour: tuple[PartyCode, ...] = ()
    against: tuple[PartyCode, ...] = ()
    abstained: tuple[PartyCode, ...] = ()
    absent: tuple[PartyCode, ...] = ()

    @model_validator(mode="after")
    def _one_side_each(self) -> Self:
        members = [member for side in Side for member in getattr(self, side.value)]
        twice = sorted({member for member in members if members.count(member) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} cannot vote twice")
        return self

    def side(self, member: str) -> Side | None:
        """How a member voted; None if it had no vote."""
        return next((side for side in Side if member in getattr(self, side.value)), None)


class Authorisation(Sourced):
    """The instrument that allows the force. `ceiling` is personnel; None: none was set."""

    instrument: Name
    body: PartyCode
    date: Day
    valid_until: Day | None = None
    ceiling: Whole | None = None
    terms: tuple[Name, ...] = ()
    vote: Vote | None = None


class BodyStatus(StrEnum):
    """How far a body has come."""

    PROPOSED = "proposed"
    NAMED = "named"
    FORMED = "formed"
    WORKING = "working"
    VACANT = "vacant"
    DISSOLVED = "dissolved"


class BodyState(Sourced):
    """What was true of a body from the day `since`. `holder` is a person or a list of them."""

    status: BodyStatus
    holder: str = ""
    since: Day


class Body(Sourced):
    """A board, an authority, a command or a post, with its history.

    `party` is the code of the state or body that it speaks for, empty: itself.
    """

    code: Annotated[Code, Identifies(kind="body")]
    name: Name
    role: Name
    party: PartyCode | None = None
    also: tuple[Name, ...] = ()
    history: tuple[BodyState, ...] = ()

    def on(self, day: date) -> BodyState | None:
        """Its state on a day; None if nothing of it was known then."""
        held = [state for state in self.history if state.since <= day]
        return max(held, key=lambda state: state.since, default=None)


class Strength(Sourced):
    """How many of one kind the force is meant to have, in personnel."""

    kind: Kind
    target: Whole


class Sector(Sourced):
    """A part of the theatre that one contributor leads."""

    code: Annotated[Code, Identifies(kind="sector")]
    name: Name


class EnablerRatio(Sourced):
    """Personnel of a kind needed for every hundred of the kinds in `of`.

    `hard` is the planner's choice: a hard ratio forbids troops without their enablers; one that
    is not hard makes them a gap.
    """

    kind: Kind
    percent: Whole
    of: tuple[Kind, ...]
    hard: bool = False


class RequirementLine(Sourced):
    """One need, from `requirement.csv`: at least `minimum` personnel by a date.

    An empty sector or phase means the whole force or any phase. `task` names what those who
    cover it must be free to do; a caveat may except a contributor from it.
    """

    capability: Kind
    sector: Annotated[str, Refers(kinds=("sector",))] = ""
    phase: Annotated[str, Refers(kinds=("phase",))] = ""
    minimum: Annotated[int, Field(ge=1)]
    need_by: Said | None = None
    critical: bool = False
    task: str = ""


class Requirement(Sourced):
    """What the force must consist of; `lines` come from `requirement.csv`.

    `lead_minimum` is how many personnel a contributor needs in a sector to command it, and
    `largest_share` the percentage of the force that one contributor may bring at most; None:
    nobody set one.
    """

    lead_minimum: Whole | None = None
    largest_share: Annotated[int, Field(ge=1, le=100)] | None = None

    strength: tuple[Strength, ...] = ()
    sectors: tuple[Sector, ...] = ()
    ratios: tuple[EnablerRatio, ...] = ()
    lines: tuple[RequirementLine, ...] = ()


def _asking(value: Any) -> Any:
    return {"party": value} if isinstance(value, str) else value


class Asking(Sourced):
    """A party that wants an answer; `PAK` alone is short for `{party: PAK}`."""

    party: PartyCode


class PossibleAnswer(Sourced):
    """One answer that a question may get, how likely, and who would then leave or come."""

    answer: Name
    percent: Percent
    leave: tuple[PartyCode, ...] = ()
    come: tuple[PartyCode, ...] = ()


class Expected(Sourced):
    """A planner's view of how long something takes, in days, and how likely it is at all.

    `days` are those that pass in one case of ten, in five and in nine, from the day on which it
    was asked or began. What is left out is judged as anywhere else.
    """

    days: tuple[Annotated[int, Field(ge=1)], ...] = ()
    percent: Percent | None = None

    @model_validator(mode="after")
    def _three_in_order(self) -> Self:
        if self.days and (len(self.days) != 3 or list(self.days) != sorted(self.days)):
            raise ValueError("`days` are three numbers that do not fall, such as [20, 75, 250]")
        return self


class MissionQuestion(Sourced):
    """Something unsettled that contributors wait for; `topic` is what conditions link to.

    `answers` are those that it may get; left out: one that suits who asked, and one that does not.
    """

    topic: Annotated[Code, Identifies(kind="question")]
    text: Name
    asked_by: tuple[Annotated[Asking, BeforeValidator(_asking)], ...] = ()
    answered: bool = False
    answered_on: Day | None = None
    answer: str = ""
    expected: Expected | None = None
    answers: tuple[PossibleAnswer, ...] = ()

    @model_validator(mode="after")
    def _an_answer_has_a_day(self) -> Self:
        if self.answered != (self.answered_on is not None):
            raise ValueError("`answered: true` and `answered_on` go together")
        return self

    @model_validator(mode="after")
    def _answers_add_up(self) -> Self:
        total = sum(answer.percent for answer in self.answers)
        if self.answers and total != 100:
            raise ValueError(f"the `percent` of its `answers` add up to {total}, not to 100")
        return self


class Stance(StrEnum):
    """What a party says of a contributor, or of the force."""

    OBJECTS = "objects"
    ACCEPTS = "accepts"
    CONDITIONAL = "conditional"
    INSISTS = "insists"


class Acceptability(Sourced):
    """One party's stance towards another's part in the force; `of` None: the force itself.

    `soft` is the planner's choice: a soft objection lowers a chance, a hard one forbids.
    """

    by: PartyCode
    of: PartyCode | None = None
    stance: Stance = Stance.OBJECTS
    conditions: tuple[Name, ...] = ()
    said_by: str = ""
    said_on: Said | None = None
    soft: bool = True


class Measure(Sourced):
    """A threshold on an indicator that must hold: `at_most` or `at_least` per day."""

    id: Annotated[Code, Identifies(kind="measure")]
    name: Name
    indicator: Name
    at_most: Whole | None = None
    at_least: Whole | None = None

    @model_validator(mode="after")
    def _one_threshold(self) -> Self:
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError("give either `at_most` or `at_least`")
        return self


class Gate(Sourced):
    """Opens when everything in `all_of` and, where given, one thing in `any_of` is there.

    Each is written `question:mandate`, `body:BOARD`, `gate:security`, `measure:calm`, `phase:one`.
    """

    id: Annotated[Code, Identifies(kind="gate")]
    name: Name
    all_of: tuple[Need, ...] = ()
    any_of: tuple[Need, ...] = ()

    @model_validator(mode="after")
    def _waits_for_something(self) -> Self:
        if not self.all_of and not self.any_of:
            raise ValueError("a gate needs `all_of` or `any_of`")
        return self


class Level(Sourced):
    """So many personnel in theatre, of some kinds; no kinds: of any that work there."""

    personnel: Annotated[int, Field(ge=1)]
    kinds: tuple[Kind, ...] = ()


class Phase(Sourced):
    """A stage of the mission: begins after other phases and behind its gates.

    It is complete when its `levels` are there; without any, when its lines of the requirement
    are, kind by kind; without those, after a while.
    `begins` is a planner's date, for offers with a date or a tour; None: none is set.
    """

    id: Annotated[Code, Identifies(kind="phase")]
    name: Name
    after: tuple[Annotated[Name, Refers(kinds=("phase",))], ...] = ()
    gates: tuple[Annotated[Name, Refers(kinds=("gate",))], ...] = ()
    begins: Day | None = None
    levels: tuple[Level, ...] = ()


class MilestoneMark(Sourced):
    """A moment by which progress is judged; `also` holds phrases by which it is spoken of.

    Reached when everything in `all_of`, one thing in `any_of` and all `levels` are there.
    """

    id: Annotated[Code, Identifies(kind="milestone")]
    name: Name
    also: tuple[Name, ...] = ()
    all_of: tuple[Need, ...] = ()
    any_of: tuple[Need, ...] = ()
    levels: tuple[Level, ...] = ()

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if not self.all_of and not self.any_of and not self.levels:
            raise ValueError("a milestone needs `all_of`, `any_of` or `levels`")
        return self


class SharedDriver(Sourced):
    """Something that speeds or slows many things at once: `load` percent of what it is `on`.

    Empty `on`: on every question, body and contributor.
    """

    id: Annotated[Code, Identifies(kind="driver")]
    name: Name
    load: Load
    on: tuple[Pushed, ...] = ()


class StatedDate(Sourced):
    """When somebody said that something would happen.

    `said_by` is the code of the party that the speaker speaks for; None: a person or an outlet
    that speaks for none. `milestone` says which of the mission's is meant. It has happened when
    `of` (None: anybody) stands at `rung` or higher; without a `rung` nobody follows what became
    of it.
    """

    what: Name
    milestone: Annotated[str, Refers(kinds=("milestone",))] | None = None
    earliest: Said | None = None
    latest: Said | None = None
    said_by: PartyCode | None = None
    speaker: str = ""
    said_on: Said
    rung: RungWord | None = None
    of: PartyCode | None = None

    @model_validator(mode="after")
    def _of_somebody_at_a_rung(self) -> Self:
        if self.of is not None and self.rung is None:
            raise ValueError("`of` needs a `rung` that the party is to reach")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest is None and self.latest is None:
            raise ValueError("give `earliest`, `latest` or both")
        if self.said_by is None and not self.speaker:
            raise ValueError("give `said_by`, `speaker` or both")
        if self.earliest and self.latest and self.latest.last < self.earliest.first:
            raise ValueError(f"`latest` {self.latest} lies before `earliest` {self.earliest}")
        return self


class Demand(Sourced):
    """A party demands one step before another. Demands may contradict; they are kept as said."""

    by: PartyCode
    first: Name
    before: Name
    said_on: Said | None = None
    speaker: str = ""


class ApprovalType(StrEnum):
    """Which power of a state decides."""

    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    JUDICIAL = "judicial"


class Approval(Sourced):
    """One step that a contributor's own law or practice asks for."""

    type: ApprovalType
    by: Name


class Contributor(Sourced):
    """What is known of a possible contributor beyond its statements."""

    party: Annotated[PartyCode, Identifies(kind="contributor")]
    also: tuple[Name, ...] = ()
    approvals: tuple[Approval, ...] = ()
    caveats: tuple[Caveat, ...] = ()


class Actor(Sourced):
    """A party that is neither a state nor a body of the mission, under a code of its own."""

    code: Annotated[Code, Identifies(kind="actor")]
    name: Name
    type: PartyType = PartyType.GROUP
    also: tuple[Name, ...] = ()


def _word(level: labels.Level) -> str:
    return level.word


def _level(value: Any) -> Any:
    return labels.Level.of_word(value) if isinstance(value, str) else value


class Handling(Frozen):
    """The label that new entries bear unless another is named; without a level, none."""

    label: Annotated[labels.Level, BeforeValidator(_level), PlainSerializer(_word)] | None = None
    releasable_to: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _is_a_label(self) -> Self:
        if self.label is None and self.releasable_to:
            raise ValueError("`releasable_to` needs a `label`")
        if self.label is not None:
            released = frozenset(self.releasable_to)
            labels.Label(level=self.label, originator="somebody", releasable_to=released)
        return self


class ReviewRule(StrEnum):
    """How many persons a decision on a draft takes."""

    ONE_PERSON = "one_person"
    TWO_PERSON = "two_person"


class Mission(Frozen):
    """A mission as its planners describe it; what parties said of it is in the ledger.

    `past_case` is the name under which the tables of past missions hold this very mission, empty
    where they do not: no mission is forecast from itself. `theatre_place` lies within the theatre,
    for maps; None: the theatre is the territory that bears its name, if there is one.
    """

    code: Code
    name: Name
    theatre: Name
    theatre_place: Place | None = None
    also: tuple[Name, ...] = ()
    past_case: str = ""
    ledger: str = ""  # the address of a database; empty: the file beside this one
    authorisation: Authorisation | None = None
    bodies: tuple[Body, ...] = ()
    parties: tuple[Actor, ...] = ()
    requirement: Requirement = Requirement()
    questions: tuple[MissionQuestion, ...] = ()
    acceptability: tuple[Acceptability, ...] = ()
    measures: tuple[Measure, ...] = ()
    gates: tuple[Gate, ...] = ()
    phases: tuple[Phase, ...] = ()
    stated_dates: tuple[StatedDate, ...] = ()
    demands: tuple[Demand, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    handling: Handling = Handling()
    review: ReviewRule = ReviewRule.ONE_PERSON
    milestones: tuple[MilestoneMark, ...] = ()
    drivers: tuple[SharedDriver, ...] = ()
    horizon: Day | None = None  # None: while the authorisation lasts, else two years
    lift: tuple[LiftCapacity, ...] = ()
    funding: Funding | None = None
    planning: Planning | None = None
    offers: tuple[UnitOffer, ...] = ()
