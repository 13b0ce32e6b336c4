"""A view and the name of a format become the bytes of a file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from contingent.exports.calendars import calendar_bytes
from contingent.exports.entities import entity_lines
from contingent.exports.grids import Grid
from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.places import places_document
from contingent.exports.selection import Selection
from contingent.exports.spreadsheets import csv_bytes, xlsx_bytes
from contingent.exports.tables import TABLES, grid_of
from contingent.exports.worked_tables import worked_grid
from contingent.situation import Situation
from contingent.vocabulary.plain import plain

__all__ = ["FORMATS", "Format", "Taken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What somebody takes away: a table of a situation, of what was selected, and its ledger.

    `document` is what a table of WORKED_TABLES is made from; other tables need none.
    """

    situation: Situation
    table: str = "positions"
    document: Mapping[str, Any] | None = None
    selection: Selection = field(default_factory=Selection)
    ledger_head: str = ""
    with_hashtags: bool = False

    @property
    def grid(self) -> Grid:
        """The table."""
        if self.document is not None:
            return worked_grid(self.table, self.document)
        return grid_of(self.table, self.situation, self.selection)

    @property
    def about(self) -> dict[str, str]:
        """What must travel with a file so that it can be checked and made again."""
        moment, chosen = self.situation.as_of, self.selection
        return {
            "mission": self.situation.mission.name,
            "as of": moment.held_on.isoformat(),
            "as known": moment.known_at.isoformat(),
            "filter": "none" if chosen.is_all else _filter_words(chosen),
            "ledger head": self.ledger_head or "not given",
            "label": marking_words(whole_marking(self.situation)),
        }

    @property
    def stem(self) -> str:
        """A file name without its ending: mission, table and day."""
        kept = "".join(
            sign if sign.isascii() and sign.isalnum() else "-"
            for sign in self.situation.mission.code
        )
        return f"{kept.lower()}-{self.table}-{self.situation.as_of.held_on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: how its files end, what they are, and how one is made.

    `of_table` is False where the format holds one thing only, whichever table is asked for.
    `needs` is a library that comes with an extra alone.
    """

    suffix: str
    media_type: str
    write: Callable[[Taken], bytes]
    of_table: bool = True
    needs: str = ""

    @property
    def is_possible(self) -> bool:
        """True where what it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


def _filter_words(selection: Selection) -> str:
    parts = (
        f"words: {selection.text}" if selection.text else "",
        f"at least {selection.least.word}" if selection.least else "",
        f"party: {selection.party}" if selection.party else "",
    )
    return "; ".join(filter(None, parts))


def _csv(taken: Taken) -> bytes:
    return csv_bytes(taken.grid, with_hashtags=taken.with_hashtags)


def _xlsx(taken: Taken) -> bytes:
    others = (name for name in TABLES if name != taken.table)
    grids = [grid_of(name, taken.situation, taken.selection) for name in others]
    return xlsx_bytes([taken.grid, *grids], about=taken.about)


def _parquet(taken: Taken) -> bytes:
    from pyarrow import parquet

    arrow = taken.grid.to_arrow()
    marked: Mapping[str, str] = {f"contingent {name}": text for name, text in taken.about.items()}
    out = io.BytesIO()
    parquet.write_table(arrow.replace_schema_metadata(marked), out)
    return out.getvalue()


def _json(taken: Taken) -> bytes:
    grid = taken.grid
    document = {
        "schema": f"contingent.table.{grid.name}/1",
        **{name.replace(" ", "_"): text for name, text in taken.about.items()},
        "rows": plain(grid.to_dicts()),
    }
    return _json_bytes(document)


def _geojson(taken: Taken) -> bytes:
    return _json_bytes(places_document(taken.situation, taken.selection))


def _json_bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


FORMATS: dict[str, Format] = {
    "csv": Format(suffix="csv", media_type="text/csv; charset=utf-8", write=_csv),
    "xlsx": Format(
        suffix="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=_xlsx,
    ),
    "parquet": Format(
        suffix="parquet",
        media_type="application/vnd.apache.parquet",
        write=_parquet,
        needs="pyarrow",
    ),
    "json": Format(suffix="json", media_type="application/json", write=_json),
    "geojson": Format(
        suffix="geojson", media_type="application/geo+json", write=_geojson, of_table=False
    ),
    "ics": Format(
        suffix="ics",
        media_type="text/calendar; charset=utf-8",
        write=lambda taken: calendar_bytes(taken.situation),
        of_table=False,
    ),
    "ftm": Format(
        suffix="ftm.json",
        media_type="application/json+ftm",
        write=lambda taken: entity_lines(taken.situation, taken.selection),
        of_table=False,
    ),
}
"""Every format by the name that the command line and the web app use for it."""
