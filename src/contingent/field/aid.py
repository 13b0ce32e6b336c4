"""Flow figures become shares from stage to stage and what passed against what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from contingent.field.arithmetic import AGREED, DUE, INTERCEPTED, STAGES
from contingent.field.figures import Figure, figures
from contingent.field.reports import Filed, days_of
from contingent.field.rows import PERCENT, FlowRow
from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["AgainstTarget", "Share", "against_target", "shares"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of one stage came to another, in one claimant's own unit.

    `stated` is True for a share that the claimant gave, False for one computed from quantities.
    Percent depends on the unit: shares in trucks and in pallets are two figures, never averaged.
    """

    claimant: str
    unit: str
    date: ImpreciseDate
    stage: str
    of: str
    percent: float
    comparator: Comparator
    stated: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstTarget:
    """What one claimant says passed by the day, against what was agreed by the day."""

    claimant: str
    unit: str
    commodity: str
    stage: str
    date: ImpreciseDate
    per_day: float
    comparator: Comparator
    target_per_day: float
    because: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The share of the target that passed."""
        return 100 * self.per_day / self.target_per_day


def shares(filed: Iterable[Filed[FlowRow]]) -> tuple[Share, ...]:
    """Every share that a claimant stated, and every one that its quantities give."""
    flow = figures(filed)
    found = [
        Share(
            claimant=figure.row.claimant,
            unit=figure.row.counted_in or "not said",
            date=figure.row.date,
            stage=figure.row.stage,
            of=figure.row.of,
            percent=float(figure.row.quantity),
            comparator=figure.row.comparator,
            stated=True,
            because=figure.because,
        )
        for figure in flow
        if figure.row.unit == PERCENT
    ]
    found += _computed(flow)
    return tuple(sorted(found, key=lambda item: (item.date.first, item.date.last, item.claimant)))


def _computed(flow: tuple[Figure[FlowRow], ...]) -> Iterator[Share]:
    steps = [*pairwise(STAGES), ("collected", INTERCEPTED)]
    exact = [item for item in flow if item.row.comparator is Comparator.EXACTLY]
    for whole in exact:
        for part in exact:
            if (whole.row.stage, part.row.stage) not in steps or whole.row.unit == PERCENT:
                continue
            if _series(whole.row) != _series(part.row) or not whole.row.quantity:
                continue
            yield Share(
                claimant=whole.row.claimant,
                unit=whole.row.unit,
                date=whole.row.date,
                stage=part.row.stage,
                of=whole.row.stage,
                percent=float(100 * part.row.quantity / whole.row.quantity),
                comparator=Comparator.EXACTLY,
                stated=False,
                because=(*part.because, *whole.because),
            )


def _series(row: FlowRow) -> tuple[object, ...]:
    """What two figures must share to be compared: whose, when, of what, in which unit."""
    return (row.claimant, row.date, row.unit, row.per, row.commodity, row.crossing)


def against_target(filed: Iterable[Filed[FlowRow]]) -> tuple[AgainstTarget, ...]:
    """What passed by the day in each claimant's series, against the latest agreed rate then.

    Without an agreed rate there is no line: a target is never assumed.
    """
    flow = figures(filed)
    targets = [item for item in flow if item.row.stage == AGREED and item.row.per == "day"]
    lines = []
    for figure in flow:
        row = figure.row
        target = _target_of(row, targets)
        if row.stage in (AGREED, DUE) or target is None:
            continue
        per_day = float(row.quantity) / (days_of(row.date) if row.per == "period" else 1)
        lines.append(
            AgainstTarget(
                claimant=row.claimant,
                unit=row.unit,
                commodity=row.commodity,
                stage=row.stage,
                date=row.date,
                per_day=per_day,
                comparator=row.comparator,
                target_per_day=float(target.row.quantity),
                because=(*figure.because, *target.because),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.claimant, line.date.first, line.date.last)))


def _target_of(row: FlowRow, targets: Iterable[Figure[FlowRow]]) -> Figure[FlowRow] | None:
    fitting = [
        target
        for target in targets
        if (target.row.unit, target.row.commodity) == (row.unit, row.commodity)
        and target.row.date.first <= row.date.first
        and target.row.quantity
        and not row.crossing
    ]
    return max(fitting, key=lambda target: target.row.date.first, default=None)
