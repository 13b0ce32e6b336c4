"""A drawn page becomes HTML: no arithmetic in templates, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from contingent.exports.formats import FORMATS
from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.tables import grid_of
from contingent.exports.wording import day_words, rung_words
from contingent.vocabulary.claim import Rung
from contingent.web.dials import dials_of
from contingent.web.pages import PAGES
from contingent.web.scenes import Drawn, Page, Scene
from contingent.web.views import Links

__all__ = ["NAVIGATION", "rendered", "rendered_alone"]

NAVIGATION = tuple(page for page in PAGES if page.label)
_HOST = re.compile(r"https?://(?:www\.)?([^/:]+)")
_FILE_WORDS = (
    ("csv", "CSV"),
    ("xlsx", "Excel"),
    ("parquet", "Parquet"),
    ("json", "JSON"),
    ("geojson", "GeoJSON"),
    ("ics", "calendar"),
    ("ftm", "FollowTheMoney"),
)
_STATEMENT = re.compile(r"\b(s-[0-9a-f]{16})\b")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ALL_RUNGS = tuple(rung for rung in Rung if rung is not Rung.UNKNOWN)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("contingent.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "all_rungs": _ALL_RUNGS,
        "cited": _cited,
        "day_words": day_words,
        "host_of": _host_of,
        "navigation": NAVIGATION,
        "rests_on": _rests_on,
        "rung_words": rung_words,
    }
    return environment


def _host_of(address: str) -> str:
    found = _HOST.match(address)
    return found[1] if found else address


def _rests_on(ids: Sequence[str]) -> str:
    """`9 statements`, `1 report`, `2 statements, 1 report`."""
    reports = sum(id.startswith("o-") for id in ids)
    counted = (("statement", len(ids) - reports), ("report", reports))
    return ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in counted if n)


def _cited(text: str, links: Links) -> Markup:
    """A text in which every id of a statement leads to its words."""
    parts = _STATEMENT.split(text)
    linked = [
        Markup('<a href="{}">{}</a>').format(links.page(f"/evidence/{part}"), "its words")
        if at % 2
        else escape(part)
        for at, part in enumerate(parts)
    ]
    return Markup("").join(linked)


def rendered(drawn: Drawn, scene: Scene, page: Page, more: Mapping[str, Any]) -> str:
    """The page as a whole document. `more` holds what belongs to the request, such as its token.

    Characters that HTML forbids are replaced by U+FFFD.
    """
    view, links, holdings = scene.view, scene.links, scene.holdings
    moment = view.moment_query()
    kept = {name: text for name, text in view.query().items() if name not in ("as_of", "as_known")}
    shell = {
        "drawn": drawn,
        "links": links,
        "view": view,
        "reader": scene.reader,
        "mission": holdings.mission,
        "marking": marking_words(whole_marking(scene.whole)),
        "marked": page.section or page.path,
        "head": holdings.head.digest.hex(),
        "size": holdings.head.size,
        "dials": dials_of(view, holdings, links) if links.is_live else (),
        "moment_fields": list(moment.items()),
        "kept_fields": list((kept | _own_parameters(scene)).items()),
        "taken": _taken(drawn, scene) if drawn.table else None,
    }
    template = _environment().get_template(drawn.template)
    return _UNSHOWN.sub("\ufffd", template.render({**drawn.context, **shell, **more}))


def rendered_alone(template: str, context: Mapping[str, Any]) -> str:
    """A page without a mission around it."""
    return _environment().get_template(template).render(context)


def _own_parameters(scene: Scene) -> dict[str, str]:
    """Parameters of the page that the view does not know, kept when a moment is moved."""
    known = {"as_of", "as_known", "since", "q", "rung", "party", "sort", "page"}
    return {name: text for name, text in scene.parameters.items() if name not in known and text}


def _taken(drawn: Drawn, scene: Scene) -> dict[str, Any]:
    """What the download buttons say before they are pressed: of how many rows."""
    chosen = scene.view.selection
    chosen = replace(chosen, party=drawn.party) if drawn.party else chosen
    grid = drawn.grid if drawn.grid is not None else grid_of(drawn.table, scene.whole, chosen)
    formats = tuple(each for each in _FILE_WORDS if FORMATS[each[0]].is_possible)
    return {"rows": len(grid), "title": grid.title, "formats": formats}
