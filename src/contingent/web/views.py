"""The query of an address becomes a view, and a view becomes addresses: the URL is the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol
from urllib.parse import quote, urlencode

from contingent.exports.selection import Selection
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf, end_of_day

__all__ = ["BadView", "Links", "LiveLinks", "View", "view_of"]

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LONGEST_TEXT = 200
_MOST_PAGES = 1_000_000
_TRIED = frozenset({"answered", "budget", "lifted", "raised", "to", "view", "without"})


class BadView(ValueError):
    """An address asks for something that cannot be; `parameter` names what is wrong."""

    def __init__(self, parameter: str, what: str) -> None:
        self.parameter = parameter
        super().__init__(f"{parameter}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an address asks for: the two moments, what is selected, in which order, which page.

    `held_on` and `known_on` are None where the address leaves them out: today. `since` is the day
    that changes count from; None: a week before.
    """

    today: date
    held_on: date | None = None
    known_on: date | None = None
    since: date | None = None
    selection: Selection = field(default_factory=Selection)
    sort: str = ""
    page: int = 1

    @property
    def held(self) -> date:
        """The day asked about."""
        return self.held_on or min(self.today, self.known)

    @property
    def known(self) -> date:
        """The last day whose knowledge counts."""
        return self.known_on or self.today

    @property
    def moment(self) -> AsOf:
        """Both, as the ledger takes them. Knowledge counts to the end of its day."""
        return AsOf(held_on=self.held, known_at=end_of_day(self.known))

    @property
    def changed_since(self) -> date:
        """The day that changes count from."""
        return self.since or self.held - timedelta(days=7)

    def moment_query(self) -> dict[str, str]:
        """The moments as an address carries them from page to page."""
        given = {"as_of": self.held_on, "as_known": self.known_on, "since": self.since}
        return {name: day.isoformat() for name, day in given.items() if day}

    def query(self) -> dict[str, str]:
        """Everything that is not as it would be without being said."""
        chosen = self.selection
        rest = {
            "q": chosen.text,
            "rung": chosen.least.word if chosen.least else "",
            "party": chosen.party,
            "sort": self.sort,
            "page": str(self.page) if self.page > 1 else "",
        }
        return self.moment_query() | {name: text for name, text in rest.items() if text}


def view_of(parameters: Mapping[str, str], *, today: date) -> View:
    """The view that a query asks for; names of other parameters are not its business.

    Raises BadView for a value that cannot be understood.
    """
    view = View(
        today=today,
        held_on=_day(parameters, "as_of"),
        known_on=_day(parameters, "as_known"),
        since=_day(parameters, "since"),
        selection=Selection(
            text=_text(parameters, "q"),
            least=_rung(parameters.get("rung", "")),
            party=_text(parameters, "party"),
        ),
        sort=_text(parameters, "sort"),
        page=_page(parameters.get("page", "")),
    )
    if view.since and view.since > view.held:
        raise BadView("since", f"{view.since} lies after {view.held}")
    return view


def _day(parameters: Mapping[str, str], name: str) -> date | None:
    text = parameters.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadView(name, f"{text[:40]!r} is no day like 2025-12-20") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadView(name, f"{day} lies outside {_FIRST_YEAR} to {_LAST_YEAR}")
    return day


def _text(parameters: Mapping[str, str], name: str) -> str:
    text = " ".join(parameters.get(name, "").split())
    if len(text) > _LONGEST_TEXT:
        raise BadView(name, f"is longer than {_LONGEST_TEXT} characters")
    return text


def _rung(word: str) -> Rung:
    try:
        return Rung.of_word(word.strip().replace(" ", "_")) if word.strip() else Rung.UNKNOWN
    except ValueError as error:
        raise BadView("rung", str(error)[:120]) from None


def _page(text: str) -> int:
    if not text.strip():
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise BadView("page", f"{text[:20]!r} is no number of a page")
    return max(1, min(_MOST_PAGES, int(text)))


class Links(Protocol):
    """How what is drawn points to what else there is: in a running app, or in a folder of files."""

    @property
    def is_live(self) -> bool:
        """True where a server answers: dates can be moved and forms sent."""

    @property
    def path(self) -> str:
        """The path of the page that is drawn."""

    def page(self, path: str, **query: str) -> str:
        """The address of a page at the same two moments; `path` begins with a slash."""

    def here(self, **query: str) -> str:
        """The address of this page with some parameters changed; an empty one is left out."""

    def words(self, ids: Sequence[str]) -> str:
        """The address of a page that shows these statements, word for word."""

    def file(self, table: str, format: str, party: str = "") -> str:
        """The address of a table as a file, of the view that is shown, or of one party in it."""

    def static(self, name: str) -> str:
        """The address of a style sheet or script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLinks:
    """Addresses of a running app. `drawn` is the path of the page, `query` all it was asked."""

    view: View
    drawn: str
    query: Mapping[str, str]

    @property
    def path(self) -> str:
        """As it was asked for, percent-encoded."""
        return _address(self.drawn, {})

    @property
    def is_live(self) -> bool:
        """Always: a server answers."""
        return True

    def page(self, path: str, **query: str) -> str:
        """A page, with the two moments."""
        return _address(path, self.view.moment_query() | query)

    def here(self, **query: str) -> str:
        """This page, everything else as it was, from its first rows on."""
        kept = {name: text for name, text in self.query.items() if name != "page"}
        return _address(self.drawn, kept | query)

    def words(self, ids: Sequence[str]) -> str:
        """`/evidence/of?ids=...`"""
        return self.page("/evidence/of", ids=" ".join(ids))

    def file(self, table: str, format: str, party: str = "") -> str:
        """`/export/positions.csv?...`"""
        own = {name: text for name, text in self.query.items() if name in _TRIED}
        kept = {name: text for name, text in self.view.query().items() if name != "page"} | own
        kept |= {"party": party} if party else {}
        return _address(f"/export/{table}.{format}", kept)

    def static(self, name: str) -> str:
        """A file that every page shares."""
        return f"/static/{name}"


def _address(path: str, query: Mapping[str, str]) -> str:
    """Percent-encoded, so that it can stand in a header as well as in a page."""
    told = urlencode({name: text for name, text in query.items() if text})
    return quote(path, safe="/:@.-_~") + (f"?{told}" if told else "")
