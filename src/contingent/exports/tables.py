"""A situation becomes grids: one table for each thing that people take away in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from contingent.exports.grids import Column, ColumnType, Grid, Value
from contingent.exports.selection import Selection, select, selected_statements, words_of
from contingent.exports.wording import claim_words, party_name
from contingent.ledger.board import figure_of
from contingent.situation import Situation
from contingent.vocabulary.capability import Amount
from contingent.vocabulary.claim import (
    Claim,
    Count,
    Delivery,
    Incident,
    Pledge,
    Record,
    Verdict,
)
from contingent.vocabulary.statement import Collective, Passage, Statement

__all__ = ["TABLES", "grid_of"]

Rows = tuple[tuple[Value, ...], ...]

_NUMBER, _DAY = ColumnType.NUMBER, ColumnType.DAY


def _columns(
    *wanted: str | tuple[str, ColumnType] | tuple[str, ColumnType, str],
) -> tuple[Column, ...]:
    """Columns by name, or by name, type and hashtag."""
    columns = []
    for each in wanted:
        name, kind, *tag = (each, ColumnType.TEXT) if isinstance(each, str) else each
        columns.append(Column(name=name, type=kind, hashtag=tag[0] if tag else ""))
    return tuple(columns)


_TEXT = ColumnType.TEXT
_AMOUNT = (
    ("personnel_floor", _NUMBER, "#capacity+personnel+min+num"),
    ("personnel_ceiling", _NUMBER, "#capacity+personnel+max+num"),
    ("figure_as_said", _TEXT, "#capacity+text"),
    ("unit", _TEXT, "#capacity+unit"),
    ("floor_in_unit", _NUMBER, "#capacity+min+num"),
    ("ceiling_in_unit", _NUMBER, "#capacity+max+num"),
)
_BECAUSE = ("because", _TEXT, "#meta+source+list")
_LABEL = ("label", _TEXT, "#meta+label")


def _amount_cells(amount: Amount | None) -> tuple[Value, ...]:
    """The bounds of a figure of people; any figure as it was said, its unit, its bounds in that.

    So a column of personnel holds people alone. Nothing where no figure was said.
    """
    if amount is None:
        return (None,) * len(_AMOUNT)
    bounds = (amount.floor, amount.ceiling)
    people = bounds if amount.unit == "personnel" else (None, None)
    return *people, figure_of(amount), amount.unit, *bounds


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def _positions(situation: Situation, selection: Selection) -> Grid:
    rows = tuple(
        (
            each.party,
            party_name(each.party, situation.names),
            each.rung.word,
            int(each.rung),
            each.verdict.value if each.verdict else None,
            _joined(kind.value for kind in each.kinds),
            *_amount_cells(each.amount),
            _joined(each.conditions),
            _joined(each.asks),
            len(each.contested),
            each.last_heard,
            _joined(each.because),
        )
        for each in select(situation, selection).positions.positions
    )
    columns = _columns(
        ("party", _TEXT, "#org+code"),
        ("name", _TEXT, "#org+name"),
        ("rung", _TEXT, "#status+name"),
        ("rung_number", _NUMBER, "#status+num"),
        ("verdict", _TEXT, "#status+verdict"),
        ("kinds", _TEXT, "#capacity+type+list"),
        *_AMOUNT,
        ("conditions", _TEXT, "#description+conditions"),
        ("asks", _TEXT, "#subject+asked+list"),
        ("accounts_that_differ", _NUMBER, "#indicator+contested+num"),
        ("last_heard", _DAY, "#date+heard"),
        _BECAUSE,
    )
    return Grid(name="positions", title="Who stands where", columns=columns, rows=rows)


def _contributions(situation: Situation, selection: Selection) -> Grid:
    rows = tuple(
        (
            each.party,
            party_name(each.party, situation.names),
            part.kind.value,
            part.rung.word,
            part.verdict.value if part.verdict else None,
            *_amount_cells(part.amount),
            _joined(part.conditions),
            "own" if part.own else "others",
            _joined(part.because),
        )
        for each in select(situation, selection).positions.positions
        for part in each.contributions
    )
    columns = _columns(
        ("party", _TEXT, "#org+code"),
        ("name", _TEXT, "#org+name"),
        ("kind", _TEXT, "#capacity+type"),
        ("rung", _TEXT, "#status+name"),
        ("verdict", _TEXT, "#status+verdict"),
        *_AMOUNT,
        ("conditions", _TEXT, "#description+conditions"),
        ("word_of", _TEXT, "#meta+voice"),
        _BECAUSE,
    )
    return Grid(name="contributions", title="What each may bring", columns=columns, rows=rows)


def _statements(situation: Situation, selection: Selection) -> Grid:
    chosen = selected_statements(situation, selection)
    columns = _columns(
        ("id", _TEXT, "#meta+id"),
        ("about", _TEXT, "#org+code+about"),
        ("about_name", _TEXT, "#org+name+about"),
        ("claim", _TEXT, "#description+claim"),
        ("claim_type", _TEXT, "#status+type"),
        ("rung", _TEXT, "#status+name"),
        ("verdict", _TEXT, "#status+verdict"),
        ("kinds", _TEXT, "#capacity+type+list"),
        *_AMOUNT,
        ("speaker", _TEXT, "#contact+name"),
        ("role", _TEXT, "#contact+title"),
        ("speaks_for", _TEXT, "#org+code+speaker"),
        ("voice", _TEXT, "#meta+voice"),
        ("said_first", _DAY, "#date+start"),
        ("said_last", _DAY, "#date+end"),
        ("published_on", _DAY, "#date+published"),
        ("known_on", _DAY, "#date+known"),
        ("words", _TEXT, "#description+words"),
        ("is_verbatim", _TEXT, "#meta+verbatim"),
        ("in_headline", _TEXT, "#meta+headline"),
        ("document", _TEXT, "#meta+document"),
        ("span_start", _NUMBER, "#meta+start+num"),
        ("span_end", _NUMBER, "#meta+end+num"),
        ("source", _TEXT, "#meta+url"),
        ("via", _TEXT, "#meta+via+list"),
        ("conditions", _TEXT, "#description+conditions"),
        ("flags", _TEXT, "#meta+flags+list"),
    )
    rows = tuple(_statement_cells(each, situation) for each in chosen)
    return Grid(name="statements", title="What was said", columns=columns, rows=rows)


def _statement_cells(statement: Statement, situation: Situation) -> tuple[Value, ...]:
    about, cited, said = statement.about, statement.citation, statement.said_on
    party = None if isinstance(about, Collective) else about or None
    if isinstance(cited, Passage):
        source = situation.titles.get(cited.document)
        headline = "yes" if cited.in_headline else "no"
        place: tuple[Value, ...] = (
            "yes",
            headline,
            cited.document,
            cited.span.start,
            cited.span.end,
            source,
        )
    else:
        place = ("no", "no", None, None, None, cited.source)
    return (
        statement.id,
        party,
        party_name(party, situation.names) if party else None,
        claim_words(statement.claim, situation.names),
        *_claim_cells(statement.claim),
        statement.speaker.name or None,
        statement.speaker.role or None,
        statement.speaker.party or None,
        statement.voice.value,
        said.first if said else None,
        said.last if said else None,
        statement.published_on,
        situation.learned_on.get(statement.id),
        words_of(statement),
        *place,
        _joined(statement.via),
        _joined(statement.conditions),
        _joined(flag.value for flag in statement.flags),
    )


def _claim_cells(claim: Claim) -> tuple[Value, ...]:
    """Which type of claim it is, and its rung, verdict, kinds and figure, where it has them."""
    rung = claim.rung.word if isinstance(claim, Pledge | Count) else None
    verdict = claim.verdict.value if isinstance(claim, Verdict) else None
    kinds = claim.kinds if isinstance(claim, Pledge | Count | Verdict | Record) else ()
    amount = claim.amount if isinstance(claim, Pledge | Record | Incident | Delivery) else None
    named = _joined(kind.value for kind in kinds)
    return type(claim).__name__.lower(), rung, verdict, named, *_amount_cells(amount)


def _counts(situation: Situation, selection: Selection) -> Grid:
    columns = _columns(
        ("rung", _TEXT, "#status+name"),
        ("parties", _NUMBER, "#org+num"),
        ("comparator", _TEXT, "#org+num+comparator"),
        ("kinds", _TEXT, "#capacity+type+list"),
        ("according_to", _TEXT, "#org+code"),
        ("said_on", _DAY, "#date+said"),
        _BECAUSE,
    )
    rows = tuple(
        (
            each.rung.word,
            each.count,
            each.comparator.value,
            _joined(kind.value for kind in each.kinds),
            each.by or None,
            each.said_on,
            _joined(each.because),
        )
        for each in situation.positions.counts
    )
    return Grid(name="counts", title="Counted but not named", columns=columns, rows=rows)


def _questions(situation: Situation, selection: Selection) -> Grid:
    columns = _columns(
        ("topic", _TEXT, "#subject"),
        ("asked_by", _TEXT, "#org+code+list"),
        ("answered", _TEXT, "#status"),
        _BECAUSE,
    )
    rows = tuple(
        (
            each.topic,
            _joined(each.asked_by),
            "yes" if each.answered else "no",
            _joined(each.because),
        )
        for each in situation.positions.questions
    )
    return Grid(name="questions", title="Questions asked", columns=columns, rows=rows)


def _changes(situation: Situation, selection: Selection) -> Grid:
    columns = _columns(
        ("party", _TEXT, "#org+code"),
        ("name", _TEXT, "#org+name"),
        ("kind", _TEXT, "#capacity+type"),
        ("aspect", _TEXT, "#subject"),
        ("before", _TEXT, "#status+before"),
        ("after", _TEXT, "#status+after"),
        _BECAUSE,
    )
    rows = tuple(
        (
            each.party,
            party_name(each.party, situation.names),
            each.kind or None,
            each.aspect,
            each.before or None,
            each.after or None,
            _joined(each.because),
        )
        for each in select(situation, selection).changes
    )
    title = f"What changed since {situation.since}"
    return Grid(name="changes", title=title, columns=columns, rows=rows)


def _requirement(situation: Situation, selection: Selection) -> Grid:
    columns = _columns(
        ("capability", _TEXT, "#capacity+type"),
        ("sector", _TEXT, "#loc+name"),
        ("phase", _TEXT, "#activity+phase"),
        ("minimum", _NUMBER, "#capacity+required+num"),
        ("need_by", _TEXT, "#date+need"),
        ("critical", _TEXT, "#severity"),
        ("is_assumption", _TEXT, "#meta+assumption"),
        ("source_or_reason", _TEXT, "#meta+source"),
    )
    rows = tuple(
        (
            line.capability.value,
            line.sector or None,
            line.phase or None,
            line.minimum,
            str(line.need_by) if line.need_by else None,
            "yes" if line.critical else "no",
            "yes" if line.assumption else "no",
            line.source or line.reason or None,
        )
        for line in situation.mission.requirement.lines
    )
    return Grid(name="requirement", title="What the force needs", columns=columns, rows=rows)


TABLES: dict[str, Callable[[Situation, Selection], Grid]] = {
    "positions": _positions,
    "contributions": _contributions,
    "statements": _statements,
    "counts": _counts,
    "questions": _questions,
    "changes": _changes,
    "requirement": _requirement,
}
"""Every table by its name. Counts, questions and the requirement belong to nobody: whole always."""


def grid_of(name: str, situation: Situation, selection: Selection | None = None) -> Grid:
    """One table of a situation, of what was selected (None: everything); KeyError for no table.

    Each row that rests on statements has their label in its last cell, empty where none bears one.
    """
    grid = TABLES[name](situation, selection or Selection())
    names = [column.name for column in grid.columns]
    if name == "requirement":
        return grid
    at = names.index("id" if name == "statements" else _BECAUSE[0])
    labels = (str(situation.marking(str(row[at] or "").split("; "))) or None for row in grid.rows)
    rows = tuple((*row, label) for row, label in zip(grid.rows, labels, strict=True))
    return replace(grid, columns=(*grid.columns, *_columns(_LABEL)), rows=rows)
