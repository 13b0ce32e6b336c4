"""Records of what was said against what came become sections for people and a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.stated import (
    days_words,
    forecasters_section,
    outcome_cell,
    speaker_words,
    stated_document,
)
from contingent.exports.wording import (
    day_words,
    party_name,
    rung_words,
    source_cell,
    when_words,
    window_words,
)
from contingent.plan.cases import PastContribution
from contingent.plan.records import Sent, StatedRecord
from contingent.plan.scoring import BRIER_DAYS
from contingent.situation.issued import IssuedScore
from contingent.situation.scores import Scores, Serving
from contingent.vocabulary.plain import plain

__all__ = ["score_document", "score_sections"]

Names = Mapping[str, str]


def score_sections(scores: Scores) -> tuple[Section, ...]:
    """What there is to say; a part that needs a series is left out where none was given."""
    names = scores.situation.names
    sections = [
        _stated(scores),
        forecasters_section(scores.forecasters, names),
        _earlier(scores.earlier, names),
    ]
    if scores.issued:
        sections.insert(0, _issued(scores.issued))
    if scores.sent:
        sections.append(_sent(scores.sent, names))
    if scores.serving:
        sections.append(_serving(scores.serving, names))
    return tuple(sections)


def _issued(scores: Iterable[IssuedScore]) -> Section:
    return Section(
        id="issued",
        title="Forecasts issued, and what became of them",
        columns=(
            "As of",
            "Milestone",
            "Chance",
            "If so, 5 in 10 by",
            "Seen",
            "CRPS",
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=day_words(each.issued_as_of)),
                    Cell(text=each.name),
                    Cell(text=f"{each.reached_by_horizon:.0%} by {day_words(each.horizon)}"),
                    Cell(text=day_words(each.p50) if each.p50 else "too rare to say"),
                    Cell(
                        text=day_words(each.happened_on)
                        if each.happened_on
                        else f"not by {day_words(each.seen_until)}"
                    ),
                    Cell(text=_crps(each)),
                ),
                rule=f"forecast {each.entry}",
            )
            for each in scores
        ),
        note="CRPS is the error in days, up to the last day seen; 0 is perfect, small is good.",
    )


def _crps(each: IssuedScore) -> str:
    if each.score is None:
        return "no day has passed"
    passed = (each.seen_until - each.issued_as_of).days
    return f"{each.score.crps_days:.0f} of {days_words(passed)}"


def _stated(scores: Scores) -> Section:
    return Section(
        id="stated",
        title="Dates stated, and what became of them",
        columns=("What", "Stated", "According to", "Said", "Outcome", "Source"),
        rows=tuple(_stated_row(record, scores.situation.names) for record in scores.stated),
        note="A date counts from the last day that its words allow. “At the earliest” promises "
        "nothing; how far it lies back is still shown.",
        empty="Nobody has named a date.",
    )


def _stated_row(record: StatedRecord, names: Names) -> Row:
    said = record.announcement
    return Row(
        cells=(
            Cell(text=said.what),
            Cell(text=window_words(said.earliest, said.latest)),
            Cell(text=speaker_words(said.speaker, said.by, names)),
            Cell(text=when_words(said.said_on)),
            outcome_cell(record),
            source_cell(said.source or "a document"),
        ),
        because=(*said.because, *(record.outcome.because if record.outcome else ())),
    )


def _earlier(contributions: Iterable[PastContribution], names: Names) -> Section:
    return Section(
        id="earlier",
        title="What came of earlier promises of these parties",
        columns=("Party", "Mission", "Said", "Stood at", "Came", "Half of it", "Source"),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=party_name(each.party, names)),
                    Cell(text=f"{each.mission}, {day_words(each.said_on)}"),
                    Cell(text=f"{each.said:,}" if each.said else "no figure"),
                    Cell(text=rung_words(each.rung) + (", objected to" if each.objected else "")),
                    Cell(text=_came(each)),
                    Cell(text=_half(each)),
                    _read_at(each),
                ),
            )
            for each in contributions
        ),
        note="Most of what was said that was there within a year. One case is no rule.",
        empty="The cases that come with Contingent tell of none of these parties up to that day.",
    )


def _half(each: PastContribution) -> str:
    return f"after {days_words(int(each.half_after_days))}" if each.half_by else ""


def _came(each: PastContribution) -> str:
    if each.share == 0:
        return "nobody"
    return "all of it" if each.share == 100 else f"{each.share} %"


def _read_at(each: PastContribution) -> Cell:
    """Where it was read, and which of its figures nobody looked up again."""
    cell = source_cell(each.source)
    recalled = each.recalled.replace("; ", ", ").replace("_", " ")
    memory = f" (from memory: {recalled})" if recalled else ""
    return Cell(text=cell.text + memory, link=cell.link)


def _sent(records: Iterable[Sent], names: Names) -> Section:
    return Section(
        id="sent",
        title="Said and sent, by the series",
        columns=("Party", "Mission", "Said", "Sent at most", "First after", "Half after", "Until"),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=party_name(each.said.party, names)),
                    Cell(text=each.said.mission),
                    Cell(text=f"{each.said.personnel:,} on {day_words(each.said.said_on)}"),
                    Cell(text=f"{each.most:,} ({each.share:.0%})"),
                    Cell(text=_lag(each.first_after_days)),
                    Cell(text=_lag(each.half_after_days)),
                    Cell(text=day_words(each.until)),
                ),
                because=each.said.because,
            )
            for each in records
        ),
        note="On top of who was there; to the month, and no faster than people are counted.",
    )


def _lag(days: int | None) -> str:
    return days_words(days) if days is not None else "not seen"


def _serving(records: Iterable[Serving], names: Names) -> Section:
    return Section(
        id="serving",
        title="In the missions of the series",
        columns=("Party", "Missions now", "People now", "Most in one mission"),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=party_name(each.party, names)),
                    Cell(text=str(each.missions)),
                    Cell(text=f"{each.personnel:,}"),
                    Cell(text=f"{each.most:,} in {each.most_in}, {day_words(each.most_on)}"),
                )
            )
            for each in records
        ),
        note="A party that the series does not list is left out.",
    )


def score_document(scores: Scores) -> dict[str, Any]:
    """What was said against what came: `contingent.score/1`."""
    moment = scores.situation.as_of
    return {
        "schema": "contingent.score/1",
        "as_of": moment.held_on.isoformat(),
        "as_known": moment.known_at.isoformat(),
        "mission": scores.situation.mission.code,
        "stated": [stated_document(record) for record in scores.stated],
        "forecasters": plain(scores.forecasters),
        "issued": [_plain_issued(each) for each in scores.issued],
        "earlier": [_plain_earlier(each) for each in scores.earlier],
        "sent": [plain(each) | {"share_percent": round(100 * each.share)} for each in scores.sent],
        "serving": plain(scores.serving),
    }


def _plain_issued(each: IssuedScore) -> dict[str, Any]:
    values: dict[str, Any] = plain(each)
    if each.score:
        values["score"]["brier"] = {
            str(day): value for day, value in zip(BRIER_DAYS, each.score.brier, strict=False)
        }
    return values


def _plain_earlier(each: PastContribution) -> dict[str, Any]:
    values = each.model_dump(mode="json") | {"rung": each.rung.word}
    return values | {"half_after_days": int(each.half_after_days) if each.half_by else None}
