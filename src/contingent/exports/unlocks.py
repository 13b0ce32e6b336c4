"""The worth of answers becomes its page for people and its document for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.outlook import percent_words
from contingent.exports.sheet import Cell, Row, Section, Sheet
from contingent.exports.wording import day_words, party_name, topic_words
from contingent.plan.network import Network
from contingent.plan.unlocks import BestSet, Gain, Unlocks, Use
from contingent.situation import Situation
from contingent.vocabulary.plain import plain

__all__ = ["unlocks_document", "unlocks_sheet"]

_SHOWN = 3


def unlocks_sheet(situation: Situation, network: Network, unlocks: Unlocks) -> Sheet:
    """Which answers free most, on a page that takes a minute to read."""
    moment = situation.as_of
    target = next(each.name for each in network.milestones if each.id == unlocks.target)
    return Sheet(
        title=f"{situation.mission.name}: which answers free most",
        moment=(
            f"As of {day_words(moment.held_on)}, as known on {day_words(moment.known_at.date())}; "
            f"{unlocks.scenarios:,} scenarios, seed {unlocks.seed}"
        ),
        summary=tuple(_summary(unlocks, target, situation)),
        sections=(
            _best(unlocks, target),
            _alone(unlocks, situation.names),
            _shares(unlocks),
        ),
        label=marking_words(whole_marking(situation)),
    )


def _summary(unlocks: Unlocks, target: str, situation: Situation) -> Iterator[str]:
    yield (
        f"Left to itself, the force comes to {_amount(unlocks.now)} personnel-days in theatre; "
        f"with every question settled today to suit who asked, to "
        f"{_amount(unlocks.now + unlocks.all_settled.personnel_days)}, and “{target}” becomes "
        f"{_points(unlocks.all_settled.chance)} likelier."
    )
    for best in unlocks.best_sets[:2]:
        words = "Best single answer" if len(best.topics) == 1 else "Best pair of answers"
        gain = _amount(best.gain.personnel_days)
        yield f"{words}: {_topics(best.topics)} ({gain} personnel-days more)."
    costly = max(unlocks.alone, key=lambda use: use.month_costs, default=None)
    if costly and costly.month_costs >= 1:
        yield (
            f"A month's wait costs most on {topic_words(costly.topic)}: "
            f"{_amount(costly.month_costs)} personnel-days."
        )
    if unlocks.idle:
        yield (
            "Open, but nobody who is counted waits for the answer: "
            f"{_idle(unlocks.idle, situation)}."
        )
    if not unlocks.is_exact:
        yield "There are too many questions to try every set; shares and sets are of a sample."


def _idle(topics: tuple[str, ...], situation: Situation) -> str:
    """The questions by their topics, with their text where the mission file has one."""
    texts = {question.topic: question.text for question in situation.mission.questions}
    return ", ".join(
        topic_words(topic) + (f" (“{texts[topic]}”)" if topic in texts else "") for topic in topics
    )


def _best(unlocks: Unlocks, target: str) -> Section:
    return Section(
        id="best_sets",
        title="What to settle together",
        columns=("Settled today", "Personnel-days more", f"“{target}”", "Sooner", "As good"),
        rows=tuple(_best_row(best) for best in unlocks.best_sets),
        note=(
            "Contributors wait for several answers at once, so the best pair is not the two best "
            "by themselves. Sooner: mean days, counting the horizon where it is not reached."
        ),
    )


def _best_row(best: BestSet) -> Row:
    others = [_topics(topics) for topics in best.ties]
    shown = "; ".join(others[:_SHOWN]) + (
        f"; and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    )
    return Row(
        cells=(Cell(text=_topics(best.topics), tone="strong"), *_gain(best.gain), Cell(text=shown))
    )


def _gain(gain: Gain) -> tuple[Cell, Cell, Cell]:
    return (
        Cell(text=_amount(gain.personnel_days)),
        Cell(text=f"{_points(gain.chance)} likelier" if gain.chance >= 0 else "less likely"),
        Cell(text=f"{gain.days_sooner:,.0f} days"),
    )


def _alone(unlocks: Unlocks, names: Mapping[str, str]) -> Section:
    return Section(
        id="alone",
        title="Each question by itself",
        columns=(
            "Question",
            "Settled to suit",
            "Settled against",
            "A month's wait",
            "As the last",
            "Who comes",
            "Who stays away",
        ),
        rows=tuple(_alone_row(use, names) for use in unlocks.alone),
        note=(
            "Personnel-days more or less than if it is left open. As the last: what it adds once "
            "all others are settled."
        ),
    )


def _alone_row(use: Use, names: Mapping[str, str]) -> Row:
    return Row(
        cells=(
            Cell(text=topic_words(use.topic), tone="strong"),
            Cell(text=_amount(use.suits.personnel_days)),
            Cell(text=_amount(use.spites.personnel_days)),
            Cell(text=f"-{_amount(use.month_costs)}" if use.month_costs >= 1 else "0"),
            Cell(text=_amount(use.last.personnel_days)),
            Cell(text=_parties(use.comes, names, 1)),
            Cell(text=_parties(use.leaves, names, -1)),
        )
    )


def _parties(changes: Mapping[str, float], names: Mapping[str, str], sign: int) -> str:
    """Those who bring more (sign 1) or less (-1), most changed first."""
    some = [party_name(party, names) for party, change in changes.items() if change * sign > 0]
    more = f" and {len(some) - _SHOWN} more" if len(some) > _SHOWN else ""
    return ", ".join(some[:_SHOWN]) + more


def _shares(unlocks: Unlocks) -> Section:
    return Section(
        id="shapley",
        title="Fair shares of what all answers bring together",
        columns=("Rank", "Question", "Personnel-days", "Give or take"),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=str(share.rank)),
                    Cell(text=topic_words(share.topic), tone="strong"),
                    Cell(text=_amount(share.personnel_days)),
                    Cell(text=_amount(2 * share.error)),
                )
            )
            for share in unlocks.shapley
        ),
        note="Shapley shares: over every order in which they could be settled. One rank is a tie.",
    )


def _topics(topics: tuple[str, ...]) -> str:
    return " + ".join(map(topic_words, topics))


def _amount(personnel_days: float) -> str:
    """`1.2 million`, `340,000`, `5,200`: as exact as a simulation is."""
    size = abs(personnel_days)
    if size >= 999_500:
        return f"{personnel_days / 1e6:,.1f} million"
    step = 1_000 if size >= 10_000 else 100 if size >= 1_000 else 1
    rounded = round(personnel_days / step) * step
    return f"{rounded:,.0f}"


def _points(chance: float) -> str:
    return percent_words(abs(chance)).replace("%", "points")


def unlocks_document(situation: Situation, network: Network, unlocks: Unlocks) -> dict[str, Any]:
    """Which answers free most, as `contingent.unlocks/1`."""
    moment = situation.as_of
    return {
        "schema": "contingent.unlocks/1",
        "as_of": moment.held_on.isoformat(),
        "as_known": moment.known_at.isoformat(),
        "mission": situation.mission.code,
        "label": str(whole_marking(situation)),
        "horizon_days": network.horizon_days,
        **plain(unlocks),
    }
