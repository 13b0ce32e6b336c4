"""Published figures become findings where they cannot all be right: both figures, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from contingent.field.figures import Figure, figures
from contingent.field.reports import Reports, days_of
from contingent.field.rows import PERCENT, FlowRow, IncidentRow
from contingent.vocabulary.capability import Comparator

__all__ = ["AGREED", "DUE", "INTERCEPTED", "STAGES", "Fault", "Finding", "findings"]

AGREED = "agreed"
"""The stage of a flow row that gives what was agreed to pass."""
DUE = "due"
"""The stage of a flow row that gives what should have passed by a day, as the claimant has it."""
STAGES = ("manifested", "offloaded", "collected", "arrived")
"""The way of aid, in order: at no stage can there be more than at the one before."""
INTERCEPTED = "intercepted"
"""Taken on the way, by whomever and however: hungry crowds and armed seizure are not told apart."""


class Fault(StrEnum):
    """What does not fit."""

    PARTS = "parts_exceed_total"
    REST = "parts_leave_a_rest"
    RATE = "total_does_not_match_rate"
    SHARE = "share_does_not_match"
    CUT_OFF = "share_cut_off_not_rounded"
    ORDER = "stages_out_of_order"
    REPEATED = "one_slip_repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Two figures of one claimant that cannot both be right; which is wrong stays open.

    `said` and `computed` are both in words, `because` the ids of the reports compared.
    """

    fault: Fault
    claimant: str
    what: str
    said: str
    computed: str
    because: tuple[str, ...]
    told_by: tuple[str, ...]


def findings(reported: Reports) -> tuple[Finding, ...]:
    """Every fault of arithmetic in what was reported, and who repeated it.

    Only exact figures are held against each other; "about" and "more than" leave room.
    """
    incidents = figures(reported.incidents)
    flow = [figure for figure in figures(reported.flow) if _is_exact(figure)]
    found = [*_parts(incidents), *_rates(flow), *_shares(flow), *_orders(flow)]
    return (*found, *_repeated(found))


def _is_exact(figure: Figure[FlowRow] | Figure[IncidentRow]) -> bool:
    return figure.row.comparator is Comparator.EXACTLY


def _finding(
    fault: Fault, what: str, said: str, computed: str, compared: Sequence[Figure[FlowRow]]
) -> Finding:
    """`compared` begins with the figure that is doubted: who told that one, told the slip."""
    return Finding(
        fault=fault,
        claimant=compared[0].row.claimant,
        what=what,
        said=said,
        computed=computed,
        because=tuple(id for figure in compared for id in figure.because),
        told_by=compared[0].told_by,
    )


def _parts(incidents: Iterable[Figure[IncidentRow]]) -> Iterator[Finding]:
    """A total and its categories, where every one has an exact number.

    Parts that come to more cannot be right. Parts that come to less may not be all of them: that
    is said, and is no fault.
    """
    all_of_them = tuple(incidents)
    for whole in all_of_them:
        row = whole.row
        parts = [
            part
            for part in sorted(all_of_them, key=lambda figure: figure.row.id)
            if row.id and (part.row.part_of, part.row.claimant) == (row.id, row.claimant)
        ]
        counts = [part.row.count for part in parts if _is_exact(part)]
        numbers = [count for count in counts if count is not None]
        if not parts or len(numbers) < len(parts) or row.count is None or not _is_exact(whole):
            continue
        if sum(numbers) != row.count:
            yield Finding(
                fault=Fault.PARTS if sum(numbers) > row.count else Fault.REST,
                claimant=row.claimant,
                what=f"{row.unit}, {row.date}",
                said=f"{row.count:,}",
                computed=f"{' + '.join(f'{n:,}' for n in numbers)} = {sum(numbers):,}",
                because=tuple(id for figure in (whole, *parts) for id in figure.because),
                told_by=whole.told_by,
            )


def _rates(flow: Sequence[Figure[FlowRow]]) -> Iterator[Finding]:
    """A total over some days against the rate by the day: its own, or for `due` the agreed one."""
    for total in flow:
        row, days = total.row, days_of(total.row.date)
        if row.per != "period" or row.unit == PERCENT or days < 2:
            continue
        for rate in flow:
            if rate.row.per == "day" and _is_rate_of(rate.row, row):
                expected = rate.row.quantity * days
                if not _rounds_to(row.quantity / days, rate.row.quantity):
                    yield _finding(
                        Fault.RATE,
                        f"{row.unit} {row.stage}, {row.date}",
                        f"{row.quantity:,f}",
                        f"{rate.row.quantity:,f} a day x {days} days = {expected:,f}",
                        (total, rate),
                    )


def _is_rate_of(rate: FlowRow, total: FlowRow) -> bool:
    if (rate.unit, rate.commodity) != (total.unit, total.commodity):
        return False
    if total.stage == DUE and rate.stage == AGREED:
        return rate.date.first <= total.date.first
    same = (rate.stage, rate.claimant, rate.date) == (total.stage, total.claimant, total.date)
    return same and rate.crossing == total.crossing


def _shares(flow: Sequence[Figure[FlowRow]]) -> Iterator[Finding]:
    """A stated share against the two quantities that it is the share of."""
    for share in flow:
        if share.row.unit != PERCENT:
            continue
        for part in _beside(flow, share.row, share.row.stage):
            for whole in _beside(flow, share.row, share.row.of):
                units = {part.row.unit, whole.row.unit, share.row.counted_in or part.row.unit}
                if len(units) > 1 or not whole.row.quantity:
                    continue
                exact = 100 * part.row.quantity / whole.row.quantity
                if _rounds_to(exact, share.row.quantity):
                    continue
                cut = exact.quantize(_step(share.row.quantity), ROUND_DOWN) == share.row.quantity
                yield _finding(
                    Fault.CUT_OFF if cut else Fault.SHARE,
                    f"{share.row.stage} of {share.row.of}, {share.row.date}",
                    f"{share.row.quantity:f} %",
                    f"{part.row.quantity:,f} of {whole.row.quantity:,f} = {exact:.1f} %",
                    (share, part, whole),
                )


def _beside(flow: Iterable[Figure[FlowRow]], row: FlowRow, stage: str) -> Iterator[Figure[FlowRow]]:
    """Quantities at a stage from the same claimant for the same days and goods."""
    for figure in flow:
        other = figure.row
        same = (other.claimant, other.date, other.commodity, other.crossing) == (
            row.claimant,
            row.date,
            row.commodity,
            row.crossing,
        )
        if same and other.stage == stage and other.unit != PERCENT and other.per == "period":
            yield figure


def _orders(flow: Sequence[Figure[FlowRow]]) -> Iterator[Finding]:
    """More at a later stage than at an earlier one."""
    later_than = [(early, late) for at, early in enumerate(STAGES) for late in STAGES[at + 1 :]]
    later_than.append(("collected", INTERCEPTED))
    for late in flow:
        for early_stage, late_stage in later_than:
            if late.row.stage != late_stage or late.row.per != "period":
                continue
            for early in _beside(flow, late.row, early_stage):
                if early.row.unit == late.row.unit and early.row.quantity < late.row.quantity:
                    yield _finding(
                        Fault.ORDER,
                        f"{late.row.unit}, {late.row.date}",
                        f"{late.row.quantity:,f} {late_stage}",
                        f"only {early.row.quantity:,f} {early_stage}",
                        (late, early),
                    )


def _repeated(found: Iterable[Finding]) -> Iterator[Finding]:
    """One slip told by several outlets: that they agree confirms nothing."""
    seen: set[tuple[str, str, str]] = set()
    for finding in found:
        key = (finding.claimant, finding.what, finding.said)
        is_slip = finding.fault not in (Fault.REST, Fault.CUT_OFF)
        if len(finding.told_by) < 2 or not is_slip or key in seen:
            continue
        seen.add(key)
        yield Finding(
            fault=Fault.REPEATED,
            claimant=finding.claimant,
            what=finding.what,
            said=f"{finding.said}, told by {len(finding.told_by)} outlets",
            computed=f"{finding.computed}; one origin, not {len(finding.told_by)} confirmations",
            because=finding.because,
            told_by=finding.told_by,
        )


def _step(figure: Decimal) -> Decimal:
    """One unit in the last place of a figure as it was said."""
    exponent = figure.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _rounds_to(exact: Decimal, said: Decimal) -> bool:
    return exact.quantize(_step(said), ROUND_HALF_UP) == said
