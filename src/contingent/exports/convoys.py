"""A convoy picture becomes tables and a document for the role `field`, and for nobody else.

Nothing here is called by a public view. What an adversary would do best stays in the solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from contingent.errors import Problem
from contingent.exports.field import risks_document, risks_section
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words
from contingent.field.choices import Choices
from contingent.field.network import Terms
from contingent.field.policies import Comparison, Policies, PolicyName, Swing
from contingent.field.schedules import Outcome, Schedule
from contingent.situation.convoys import ConvoyPicture
from contingent.vocabulary.plain import plain

__all__ = ["Drawn", "convoys_document", "convoys_sections", "plain_day"]

_RESTRICTED = "Restricted to the role field: do not pass on, print or keep in the open."

_SHORT = {
    PolicyName.MIXED: "Mixed",
    PolicyName.WEEK: "Seven days",
    PolicyName.FIXED: "Best day",
    PolicyName.SHORTEST: "Shortest",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A day drawn from the mixture; the ledger holds `digest`, whoever drew it keeps `salt`."""

    day: Schedule
    salt: str
    digest: str


def convoys_sections(picture: ConvoyPicture, *, drawn: Drawn | None = None) -> Iterator[Section]:
    """Policies side by side, what they rest on, the sites, the week, the sweep, the roads."""
    comparison = picture.comparison
    yield _policies(comparison)
    yield _price(comparison)
    yield _swings(picture.swings, comparison.network.terms)
    yield _sites(comparison)
    yield _week(picture)
    if drawn is not None:
        yield _drawn(drawn, picture)
    if picture.sweep:
        yield _sweep(picture)
    yield risks_section(picture.risks)


def convoys_document(
    picture: ConvoyPicture, problems: Iterable[Problem], *, drawn: Drawn | None = None
) -> dict[str, Any]:
    """All of it for programs: `contingent.convoys/1`, restricted to the role `field`."""
    comparison = picture.comparison
    advised = comparison.advised
    choices = advised.frame.choices
    document: dict[str, Any] = {
        "schema": "contingent.convoys/1",
        "restricted_to": "field",
        "as_of": picture.as_of.held_on.isoformat(),
        "as_known": picture.as_of.known_at.isoformat(),
        "label": str(picture.label),
        "assumptions": list(_assumptions(comparison.network.terms)),
        "escorted_sites": list(comparison.escorted_sites),
        "floor_share": advised.frame.floor_share,
        "policies": {
            "unescorted": _plain_policies(comparison.unescorted),
            "escorted": _plain_policies(comparison.escorted) if comparison.escorted else None,
        },
        "price_of_randomising": _plain_price(advised),
        "sensitivity": plain(picture.swings),
        "week": [plain_day(day, choices) for day in advised.week.days] if advised.week else [],
        "sweep": plain(picture.sweep),
        "requirement": picture.requirement.model_dump(mode="json") if picture.requirement else None,
        "needed": plain(picture.needed),
        "able": plain(picture.able),
        "risks": risks_document(picture.risks),
        "problems": plain([*picture.problems, *problems]),
    }
    if drawn is not None:
        convoys = plain_day(drawn.day, advised.today.choices)
        document["drawn"] = {"convoys": convoys, "salt": drawn.salt, "sha256": drawn.digest}
    return document


def plain_day(day: Schedule, choices: Choices) -> list[dict[str, Any]]:
    """One day's convoys, slot by slot, as plain values."""
    slots = choices.network.terms.slots
    convoys = []
    for at, count in sorted(day.convoys, key=lambda item: _order(choices, item[0])):
        choice = choices.every[at]
        convoys.append(
            {
                "slot": slots[choice.slot],
                "crossing": choice.crossing,
                "site": choice.site,
                "roads": [road.id for road in choice.roads],
                "escorts": choice.escorts,
                "convoys": count,
            }
        )
    return convoys


def _order(choices: Choices, at: int) -> tuple[int, str, str, int, int]:
    each = choices.every[at]
    return (each.slot, each.crossing, each.site, each.way, each.escorts)


def _plain_policies(policies: Policies) -> dict[str, Any]:
    bounds = {
        PolicyName.MIXED: policies.mixed,
        PolicyName.WEEK: policies.week,
        PolicyName.FIXED: policies.fixed,
        PolicyName.SHORTEST: policies.shortest,
    }
    return {
        name.name.lower(): {
            **plain(outcome),
            "net": outcome.net,
            "worst_percent": outcome.worst_percent,
            "everyday_percent": outcome.everyday_percent,
            "gap": each.gap if (each := bounds[name]) else None,
        }
        for name, outcome in policies.outcomes().items()
    }


def _plain_price(policies: Policies) -> dict[str, float | None] | None:
    if policies.mixed is None or policies.fixed is None:
        return None
    mixed, fixed = policies.mixed.outcome, policies.fixed.outcome
    everyday = None
    if mixed.everyday_loss is not None and fixed.everyday_loss is not None:
        everyday = mixed.everyday_loss - fixed.everyday_loss
    return {
        "worst_loss_tonnes": mixed.worst_loss - fixed.worst_loss,
        "everyday_loss_tonnes": everyday,
        "convoy_km": mixed.convoy_km - fixed.convoy_km,
    }


def _assumptions(terms: Terms) -> Iterator[str]:
    yield f"an adversary who knows the policy strikes {terms.ambushes_per_day} times a day (guess)"
    yield f"each escort unit leaves {terms.escort_leaves_percent} % of a loss (guess)"
    yield "the share of a load lost if attacked is a guess for every road"
    yield f"an everyday incident costs {terms.incident_loss_percent} % of a load (guess)"
    yield "what a site gets above its need on one day serves it on the next"
    yield "a convoy that is hit twice counts twice"


def _policies(comparison: Comparison) -> Section:
    rows = list(_policy_rows(comparison.unescorted, "none"))
    if comparison.escorted:
        rows += _policy_rows(comparison.escorted, "where justified")
    advised = comparison.advised
    note = _RESTRICTED
    if advised.frame.floor_share < 1:
        note += f" The floors cannot all be met; each is met to {advised.frame.floor_share:.0%}."
    if comparison.escorted is None:
        note += " No escort is justified on record, so none is planned."
    return Section(
        id="policies",
        title="Ways of planning, side by side",
        columns=("Policy", "Escorts", "Useful t/day", "Lost, worst case", "Lost, every day", "Gap"),
        rows=tuple(rows),
        note=note,
    )


def _policy_rows(policies: Policies, escorts: str) -> Iterator[Row]:
    found = {
        PolicyName.MIXED: policies.mixed,
        PolicyName.WEEK: policies.week,
        PolicyName.FIXED: policies.fixed,
        PolicyName.SHORTEST: policies.shortest,
    }
    for name, policy in found.items():
        if policy is None:
            cells = (name.value, escorts, "not found in time", "", "", "")
        else:
            outcome = policy.outcome
            gap = "" if name is PolicyName.SHORTEST else f"{100 * policy.gap:.1f} %"
            cells = (
                name.value,
                escorts,
                f"{outcome.useful:,.0f}",
                f"{outcome.worst_percent:.1f} %",
                _everyday_words(outcome),
                gap,
            )
        yield Row(cells=tuple(Cell(text=text) for text in cells))


def _everyday_words(outcome: Outcome) -> str:
    share = outcome.everyday_percent
    return "unknown: no passages" if share is None else f"{share:.2f} %"


def _price(comparison: Comparison) -> Section:
    price = _plain_price(comparison.advised)
    rows: list[Row] = []
    if price is not None:
        everyday = price["everyday_loss_tonnes"]
        words = (
            ("lost in the worst case, t a day", f"{price['worst_loss_tonnes']:+.0f}"),
            (
                "lost every day, t a day",
                "unknown" if everyday is None else f"{everyday:+.1f}",
            ),
            ("driven, convoy-km a day", f"{price['convoy_km']:+.0f}"),
        )
        rows = [Row(cells=tuple(Cell(text=text) for text in pair)) for pair in words]
    return Section(
        id="price",
        title="The price of randomising: the mixture against the best day repeated",
        columns=("What", "Difference"),
        rows=tuple(rows),
        note="Where losses are opportune rather than planned, randomising only costs.",
        empty="One of the two was not found in time.",
    )


def _swings(found: Iterable[Swing], terms: Terms) -> Section:
    """One row for each guess and loss that it moves, one column for each policy."""
    by_guess: dict[tuple[str, str], dict[PolicyName, Swing]] = {}
    for swing in found:
        ends = f"{swing.low} to {swing.high}"
        by_guess.setdefault((swing.guess.value, ends), {})[swing.policy] = swing
    rows = []
    for (guess, ends), swings in by_guess.items():
        for what, ranges in (
            ("worst case", {name: swing.worst for name, swing in swings.items()}),
            ("every day", {name: swing.everyday for name, swing in swings.items()}),
        ):
            if any(each is not None and each[0] != each[1] for each in ranges.values()):
                words = (_range_words(ranges.get(name)) for name in PolicyName)
                cells = (guess, ends, what, *words)
                rows.append(Row(cells=tuple(Cell(text=text) for text in cells)))
    return Section(
        id="sensitivity",
        title="How much rests on guesses",
        columns=("Guess", "If it were", "Lost", *(_SHORT[name] for name in PolicyName)),
        rows=tuple(rows),
        note="These are models, and nobody has measured what they take for granted: "
        f"{'; '.join(_assumptions(terms))}.",
    )


def _range_words(ends: tuple[float, float] | None) -> str:
    return "unknown" if ends is None else f"{ends[0]:.1f} to {ends[1]:.1f} %"


def _sites(comparison: Comparison) -> Section:
    advised = comparison.advised
    rows = []
    for at, site in enumerate(comparison.network.sites):
        cells = [
            site.id,
            f"{site.tonnes_per_day:,}",
            f"{advised.frame.floors[at] / advised.frame.days:,.0f}",
        ]
        for policy in (advised.week, advised.mixed):
            cells.append("" if policy is None else f"{policy.outcome.site_tonnes[at]:,.0f}")
        rows.append(Row(cells=tuple(Cell(text=text) for text in cells)))
    return Section(
        id="sites",
        title="What each site gets, tonnes on a mean day",
        columns=("Site", "Needs", "Floor", "Seven-day plan", "Mixture"),
        rows=tuple(rows),
    )


def _week(picture: ConvoyPicture) -> Section:
    advised = picture.comparison.advised
    rows: list[Row] = []
    if advised.week:
        for number, day in enumerate(advised.week.days):
            date = day_words(picture.as_of.held_on + timedelta(days=number))
            rows += _day_rows(day, advised.frame.choices, first=date)
        known = advised.week.known_order.worst_percent
        note = f"{_RESTRICTED} Go through the days in an order drawn by chance: known in advance, "
        note += f"{known:.1f} % are lost in the worst case."
    else:
        note = _RESTRICTED
    return Section(
        id="week",
        title="The seven days",
        columns=("Day", "Departs", "From", "To", "By", "Convoys", "Escort units each"),
        rows=tuple(rows),
        note=note,
        empty="No plan was found in time; give it more with --seconds.",
    )


def _drawn(drawn: Drawn, picture: ConvoyPicture) -> Section:
    on = day_words(picture.as_of.held_on)
    choices = picture.comparison.advised.today.choices
    return Section(
        id="drawn",
        title=f"Drawn for {on}",
        columns=("Day", "Departs", "From", "To", "By", "Convoys", "Escort units each"),
        rows=tuple(_day_rows(drawn.day, choices, first=on)),
        note=f"{_RESTRICTED} The ledger holds its seal, {drawn.digest}. To show later what was "
        f"drawn, keep this page with its salt, {drawn.salt}.",
    )


def _day_rows(day: Schedule, choices: Choices, *, first: str) -> Iterator[Row]:
    for number, convoy in enumerate(plain_day(day, choices)):
        cells = (
            first if number == 0 else "",
            convoy["slot"],
            convoy["crossing"],
            convoy["site"],
            ", ".join(convoy["roads"]),
            str(convoy["convoys"]),
            str(convoy["escorts"]) if convoy["escorts"] else "none",
        )
        yield Row(cells=tuple(Cell(text=text) for text in cells))


def _sweep(picture: ConvoyPicture) -> Section:
    rows = []
    for point in picture.sweep:
        cells = (
            str(point.units),
            f"{point.personnel:,}",
            f"{point.net_tonnes:,.0f}",
            f"{point.worst_percent:.1f} %",
        )
        rows.append(Row(cells=tuple(Cell(text=text) for text in cells)))
    note = (
        "Armed escorts are a last resort: this is what they would do, and no advice to send them."
    )
    if picture.requirement:
        line = picture.requirement
        note += f"\nRequirement: {line.minimum:,} {line.capability.value}: {line.reason}."
    elif picture.needed:
        note += "\nWhat is wanted arrives without escorts."
    if picture.able:
        able = picture.able
        note += f"\nThe people offered form {able.units} of these units: "
        note += f"{able.net_tonnes:,.0f} t a day arrive in the worst case."
    return Section(
        id="sweep",
        title="What escorts would do, if they could go to every site",
        columns=("Units", "People", "Net t/day, worst case", "Lost, worst case"),
        rows=tuple(rows),
        note=note,
    )
