"""What a page is drawn from, and what a drawn page is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from contingent.exports.grids import Grid
from contingent.exports.selection import select
from contingent.ledger.roles import Act
from contingent.situation import Situation
from contingent.web.readers import Reader
from contingent.web.views import Links, View
from contingent.web.workplace import Holdings, Picture, Workplace
from contingent.web.works import Works

__all__ = ["Drawn", "NotThere", "Page", "Scene"]


class NotThere(Exception):
    """An address names something that is not on record, as of the moments asked about."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything that a page may be drawn from.

    `named` holds the parts of the path that the page's pattern names, `parameters` the query.
    """

    workplace: Workplace
    works: Works
    holdings: Holdings
    picture: Picture
    view: View
    links: Links
    reader: Reader
    named: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> Situation:
        """The situation, nothing left out."""
        return self.picture.situation

    @property
    def state(self) -> tuple[Hashable, ...]:
        """What anything worked out from the situation depends on: files, reader, moments."""
        return (self.holdings.stamp, self.holdings.reader, self.view.moment)

    @cached_property
    def shown(self) -> Situation:
        """The situation with what the reader selected."""
        return select(self.whole, self.view.selection)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page ready to be filled into its template.

    `table` names the grid that its download buttons offer, empty for none; `party` narrows it to
    one party; `grid` is that grid where it was worked out for this page. `is_private` pages hold
    a form with the reader's own token and are never kept for another request.
    """

    template: str
    title: str
    context: Mapping[str, Any]
    table: str = ""
    party: str = ""
    grid: Grid | None = None
    is_private: bool = False
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the app: its path pattern, how it is drawn, and its word in the navigation.

    An empty `label` keeps it out of the navigation; `section` is the path of the page whose word
    is marked there while this one is shown. `act` is what a reader must be allowed to do.
    """

    path: str
    draw: Callable[[Scene], Drawn]
    label: str = ""
    section: str = ""
    act: Act = Act.SEE
