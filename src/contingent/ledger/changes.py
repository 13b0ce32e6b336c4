"""Two boards become what is different between them, each difference with its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contingent.ledger.board import Change, Contribution, Position, Positions, figure_of
from contingent.ledger.chain import Entry
from contingent.ledger.positions import positions
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf

__all__ = ["changes", "changes_between"]


def changes(entries: Iterable[Entry], *, since: AsOf, until: AsOf) -> tuple[Change, ...]:
    """What differs in positions between two moments, by party."""
    known = tuple(entries)
    return changes_between(positions(known, as_of=since), positions(known, as_of=until))


def changes_between(earlier: Positions, later: Positions) -> tuple[Change, ...]:
    """What differs between two boards, by party; who is on one only differs from nothing."""
    before = {each.party: each for each in earlier.positions}
    after = {each.party: each for each in later.positions}
    return tuple(
        change
        for party in sorted({*before, *after})
        for change in _of_party(party, before.get(party), after.get(party))
    )


def _of_party(party: str, before: Position | None, after: Position | None) -> Iterator[Change]:
    old = {each.kind: each for each in before.contributions} if before else {}
    new = {each.kind: each for each in after.contributions} if after else {}
    for kind in sorted({*old, *new}):
        pair = old.get(kind), new.get(kind)
        because = next(each.because for each in reversed(pair) if each)
        left, right = (_aspects(each) for each in pair)
        for aspect, was in left.items():
            if was != right[aspect]:
                yield Change(
                    party=party,
                    kind=kind.value,
                    aspect=aspect,
                    before=was,
                    after=right[aspect],
                    because=because,
                )
    was, now = (", ".join(each.asks) if each else "" for each in (before, after))
    if was != now:
        because = next(each.because for each in (after, before) if each)
        yield Change(party=party, kind="", aspect="asks", before=was, after=now, because=because)


def _aspects(contribution: Contribution | None) -> dict[str, str]:
    """Each side of a contribution in plain words; empty words for none."""
    if contribution is None:
        return dict.fromkeys(("rung", "verdict", "amount", "conditions"), "")
    verdict = contribution.verdict
    return {
        "rung": contribution.rung.word if contribution.rung > Rung.UNKNOWN else "",
        "verdict": verdict.value if verdict else "",
        "amount": figure_of(contribution.amount),
        "conditions": "; ".join(contribution.conditions),
    }
