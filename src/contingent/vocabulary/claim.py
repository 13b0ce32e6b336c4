"""The closed union of things that can be said about a mission, and the ladder of firmness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.moment import ImpreciseDate

__all__ = [
    "TOPICS",
    "Claim",
    "Condition",
    "Count",
    "Decision",
    "DecisionType",
    "Delivery",
    "Driver",
    "DriverReason",
    "Incident",
    "Leaning",
    "Pledge",
    "Question",
    "Record",
    "Rung",
    "Schedule",
    "Standing",
    "Verdict",
    "VerdictType",
]

TOPICS = (
    "mandate",
    "structure",
    "scope",
    "leadership",
    "command",
    "funding",
    "rules_of_engagement",
    "legal_framework",
    "disarmament",
    "area",
    "consent",
    "exit",
    "size",
    "timing",
    "security",
)
"""Topics of open questions that recur in force generation; a mission file may add its own."""


class Rung(IntEnum):
    """How firmly a contribution is promised, from a name in a list to a unit in operation."""

    UNKNOWN = 0
    APPROACHED = 1
    ENGAGING = 2
    CONSIDERING = 3
    WILLING = 4
    OFFERED = 5
    PLEDGED = 6
    NOTIFIED = 7
    SELECTED = 8
    APPROVED = 9
    CONTRACTED = 10
    PREPARING = 11
    ADVANCE_PARTY = 12
    DEPLOYED = 13
    OPERATIONAL = 14

    @property
    def word(self) -> str:
        """Its name in files and on screens, such as `advance_party`."""
        return self.name.lower()

    @classmethod
    def of_word(cls, word: str) -> Rung:
        """The rung of that name; ValueError if there is none."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"{word!r} is no rung of the ladder") from None


class VerdictType(StrEnum):
    """What stands off the ladder."""

    UNDECIDED = "undecided"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"
    CONSENT = "consent"
    OBJECTION = "objection"


class DecisionType(StrEnum):
    """Which act a decision was."""

    RESOLUTION = "resolution"
    VOTE = "vote"
    APPOINTMENT = "appointment"
    APPROVAL = "approval"
    FORMATION = "formation"
    SIGNATURE = "signature"
    OTHER = "other"


class DriverReason(StrEnum):
    """What is said to push a party."""

    OPINION = "opinion"
    STRAIN = "strain"
    RISK = "risk"
    MONEY = "money"
    RELATIONS = "relations"
    PRESSURE = "pressure"
    OTHER = "other"


class Leaning(StrEnum):
    """Which way a driver pushes, as far as it was said."""

    TOWARDS = "towards"
    AWAY = "away"
    UNCLEAR = "unclear"


class Standing(StrEnum):
    """Whether somebody other than the claimant has confirmed a report."""

    ALLEGED = "alleged"
    VERIFIED = "verified"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A party's contribution at a rung. `first_said` keeps the stronger half of a self-repair.

    `approval` is `executive` or `legislative` at the rung `approved`, else empty;
    `in_principle` marks an approval in principle, which counts as `willing`.
    """

    rung: Rung
    kinds: tuple[Kind, ...] = (Kind.UNSPECIFIED,)
    amount: Amount | None = None
    first_said: Rung | None = None
    approval: str = ""
    in_principle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A word off the ladder.

    For `consent` and `objection`, whom the statement is about is the one who consents or objects
    and `toward` is the contributor meant (empty: the force as a whole). For `excluded`, whom it
    is about is the excluded party and `by` is who excludes it (empty: the speaker).
    """

    verdict: VerdictType
    kinds: tuple[Kind, ...] = (Kind.UNSPECIFIED,)
    toward: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must come true first; `topic` links it to an open question, empty where none fits."""

    text: str
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a party wants answered, or says is answered."""

    topics: tuple[str, ...]
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A dated act of a body: a resolution and its votes, an appointment, an approval."""

    act: DecisionType
    instrument: str = ""
    body: str = ""
    date: ImpreciseDate | None = None
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many parties stand at a rung, without saying which; `count` None: only `several`."""

    rung: Rung
    count: int | None
    comparator: Comparator
    kinds: tuple[Kind, ...] = (Kind.UNSPECIFIED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A date or an order claimed for something: `as early as next month`, `only after ...`."""

    what: str
    earliest: ImpreciseDate | None = None
    latest: ImpreciseDate | None = None
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something reported from theatre, always by a claimant, alleged until verified."""

    what: str
    amount: Amount | None = None
    place: str = ""
    on: ImpreciseDate | None = None
    standing: Standing = Standing.ALLEGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Aid at one stage of its way, in the claimant's own unit; `per_day`: so much on each day."""

    stage: str
    amount: Amount
    place: str = ""
    on: ImpreciseDate | None = None
    standing: Standing = Standing.ALLEGED
    per_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """History, capability held or another mission: never a commitment to this one."""

    what: str
    kinds: tuple[Kind, ...] = (Kind.UNSPECIFIED,)
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A reason said to push a party towards or away; whose view it is, is the speaker's."""

    reason: DriverReason
    leaning: Leaning
    what: str


Claim = (
    Pledge
    | Verdict
    | Condition
    | Question
    | Decision
    | Count
    | Schedule
    | Incident
    | Delivery
    | Record
    | Driver
)
