"""The shapes of the API's answers, as OpenAPI describes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AmountOut",
    "ChangeOut",
    "ClaimedOut",
    "ContributionOut",
    "CountOut",
    "DecisionOut",
    "DocumentOut",
    "Listed",
    "OverviewOut",
    "PositionOut",
    "QuestionOut",
    "Refusal",
    "SituationOut",
    "StandpointOut",
    "StatementOut",
    "TallyOut",
]

_Item = TypeVar("_Item")


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class Refusal(_Out):
    """Why a request was not answered."""

    detail: str


class AmountOut(_Out):
    """A quantity as wide as it was said; null where nothing bounds that side."""

    unit: str
    floor: int | None
    ceiling: int | None
    about: bool
    vague: str


class ContributionOut(_Out):
    """One kind that a party may bring, at its own rung; `because` holds statement ids."""

    kind: str
    rung: str
    verdict: str | None
    amount: AmountOut | None
    conditions: list[str]
    because: list[str]
    own: bool
    label: str


class ClaimedOut(_Out):
    """What somebody else says of a party."""

    by: str
    speaker: str
    rung: str | None
    verdict: str | None
    kinds: list[str]
    said_on: date | None
    statement: str
    amount: AmountOut | None
    label: str


class PositionOut(_Out):
    """What one party has said that it will do."""

    party: str
    rung: str
    verdict: str | None
    kinds: list[str]
    amount: AmountOut | None
    conditions: list[str]
    contributions: list[ContributionOut]
    claimed_by_others: list[ClaimedOut]
    contested: list[str]
    asks: list[str]
    because: list[str]
    last_heard: date | None
    label: str


class TallyOut(_Out):
    """The parties at one rung and the personnel that they said; null where nobody said any."""

    parties: list[str]
    floor: int | None
    ceiling: int | None
    unknown: int
    no_floor: int
    no_ceiling: int


class StandpointOut(_Out):
    """Where one party stands, in short."""

    party: str
    rung: str
    verdict: str | None
    contributions: list[ContributionOut]
    last_heard: date | None
    because: list[str]
    label: str


class OverviewOut(_Out):
    """Who stands where, in short, without what others say: at once from a ledger of any size."""

    as_of: date
    as_known: datetime
    mission: str
    entries: int = Field(description="How many entries of the ledger the asker may see.")
    standpoints: list[StandpointOut]
    totals: dict[str, TallyOut]
    label: str


class CountOut(_Out):
    """So many unnamed parties said to stand at a rung; `count` null: several."""

    rung: str
    count: int | None
    comparator: str
    kinds: list[str]
    by: str
    said_on: date | None
    because: list[str]
    label: str


class QuestionOut(_Out):
    """A topic that parties want settled."""

    topic: str
    asked_by: list[str]
    answered: bool
    because: list[str]
    label: str


class DecisionOut(_Out):
    """One act of a body, put together from all who told of it."""

    act: str
    instrument: str
    body: str
    date: str | None
    in_favour: list[str]
    against: list[str]
    abstained: list[str]
    disputed: list[str]
    because: list[str]
    label: str


class ChangeOut(_Out):
    """What became different for a party; empty words: nothing yet, nothing more."""

    party: str
    kind: str
    aspect: str
    before: str
    after: str
    because: list[str]
    label: str


class StatementOut(_Out):
    """One thing said. It cites a document (`document`, `span`, `quote`) or is told in a `note`."""

    id: str
    document: str | None = None
    span: dict[str, int] | None = None
    quote: str | None = None
    in_headline: bool | None = None
    note: dict[str, str] | None = None
    speaker: dict[str, str]
    voice: str
    via: list[str]
    about: dict[str, Any]
    claim: dict[str, Any]
    conditions: list[str]
    mission: str
    said_on: str | None
    published_on: date | None
    ambiguous: list[str]
    copy_of: str
    flags: list[str]
    known_on: date | None = Field(description="The day on which it became known.")
    label: str = Field(description="Who may see it; empty: it bears no label.")


class DocumentOut(_Out):
    """A document that was read, without its text."""

    id: str
    title: str
    source: str
    origin: str
    published_on: date | None
    outlet: str
    dateline: str
    language: str
    text_sha256: str
    text_characters: int


class SituationOut(_Out):
    """The whole picture in short, as of two moments."""

    mission: str
    name: str
    as_of: date
    as_known: datetime
    since: date
    ledger_entries: int
    ledger_head: str
    summary: list[str]
    totals: dict[str, TallyOut]
    label: str


class Listed(_Out, Generic[_Item]):
    """A part of a list: `items` from `offset` on, of `total`."""

    total: int
    offset: int
    items: list[_Item]
