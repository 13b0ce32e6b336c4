"""A package becomes what it takes of each limit: money, lift, one contributor's share, ratios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.force.package import Assignment, Package
from contingent.force.problem import Budget, LargestShare, LiftLimit, Ratio, Rule, kinds_covered

__all__ = ["LimitUse", "limit_uses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitUse:
    """How much of a limit the package takes, in the limit's own unit.

    For money and lift `taken` is what was counted, of offers whose cost or tonnes are known;
    `unknown` is how many personnel there are of whom nobody knows. For a share both are personnel,
    the limit rounded down; for a ratio `limit` is how many enablers the served would need, and
    `taken` how many there are. `party` is who has the largest share; empty: it is nobody's.
    """

    rule: Rule
    limit: int
    taken: int
    unknown: int = 0
    party: str = ""

    @property
    def is_kept(self) -> bool:
        """True if the package stays within it; a ratio is a least, all others are a most."""
        if isinstance(self.rule, Ratio):
            return self.taken >= self.limit
        return self.taken <= self.limit


def limit_uses(package: Package) -> tuple[LimitUse, ...]:
    """Every limit on money, lift, shares and ratios, by the order of the problem's rules."""
    return tuple(_uses(package))


def _uses(package: Package) -> Iterator[LimitUse]:
    items = package.assignments
    for rule in package.problem.rules:
        match rule:
            case Budget():
                yield LimitUse(
                    rule=rule,
                    limit=rule.limit,
                    taken=package.cost,
                    unknown=_people(item for item in items if not item.offer.cost),
                )
            case LiftLimit():
                there = [
                    item
                    for item in items
                    if item.offer.first == rule.phase and rule.port in ("", item.offer.port)
                ]
                yield LimitUse(
                    rule=rule,
                    limit=rule.limit,
                    taken=sum(item.parts * item.offer.tonnes for item in there),
                    unknown=_people(item for item in there if not item.offer.tonnes),
                )
            case LargestShare():
                yield _share(rule, package)
            case Ratio():
                yield _ratio(rule, items)


def _share(rule: LargestShare, package: Package) -> LimitUse:
    brought: dict[str, int] = {}
    for item in package.assignments:
        brought[item.offer.party] = brought.get(item.offer.party, 0) + item.personnel
    meant = {party: size for party, size in brought.items() if rule.party in ("", party)}
    party = max(meant, key=lambda each: (meant[each], each), default="")
    limit = package.personnel * rule.percent // 100
    return LimitUse(rule=rule, limit=limit, taken=meant.get(party, 0), party=party)


def _ratio(rule: Ratio, items: Iterable[Assignment]) -> LimitUse:
    there = [item for item in items if item.offer.serves_in(rule.phase)]
    served = _people(
        item for item in there if not kinds_covered(item.offer.kind).isdisjoint(rule.of)
    )
    servants = _people(item for item in there if item.offer.kind is rule.kind)
    return LimitUse(rule=rule, limit=-(-served * rule.percent // 100), taken=servants)


def _people(items: Iterable[Assignment]) -> int:
    return sum(item.personnel for item in items)
