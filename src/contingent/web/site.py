"""A mission as of one moment becomes a folder of pages that opens from a disk, without a server."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from starlette.routing import compile_path

from contingent.errors import FileNotWritable
from contingent.exports.formats import FORMATS, Taken
from contingent.exports.selection import Selection
from contingent.exports.worked_tables import WORKED_TABLES
from contingent.ledger.people import Account
from contingent.web.pages import PAGES
from contingent.web.readers import Reader
from contingent.web.rendering import rendered
from contingent.web.scenes import Drawn, NotThere, Page, Scene
from contingent.web.views import View
from contingent.web.worked import DOCUMENTS
from contingent.web.workplace import Workplace
from contingent.web.works import Works

__all__ = ["write_site"]

_LIVE_ONLY = frozenset(
    {
        "/evidence/review",
        "/evidence/read",
        "/evidence/add",
        "/field/convoys",
        "/ledger/changes",
    }
)
_STATIC = ("contingent.css", "mark.svg")
_READER = Reader(name="whoever holds this folder", key="site")


@dataclass(frozen=True, slots=True, kw_only=True)
class _SiteLinks:
    """Addresses relative to one page of the folder. `wanted` gathers what else must be written."""

    view: View
    drawn: str
    depth: int = 0
    wanted: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        """Never: nobody answers."""
        return False

    @property
    def path(self) -> str:
        """The page's own path."""
        return self.drawn

    def page(self, path: str, **query: str) -> str:
        """A page beside this one; a page of numbered rows leads to its own file."""
        key = _key(path, query)
        self.wanted.setdefault(key, {"path": path, **query})
        return self._up() + _file_name(key)

    def here(self, **query: str) -> str:
        """This page: in a folder only its further pages of rows differ."""
        kept = {name: text for name, text in query.items() if name == "page" and text != "1"}
        return self.page(self.drawn, **kept)

    def words(self, ids: Sequence[str]) -> str:
        """A page of its own for every set of statements that something rests on."""
        return self.page("/evidence/of", ids=" ".join(ids))

    def file(self, table: str, format: str, party: str = "") -> str:
        """A file under `data/`: of everything, or of one party."""
        form = FORMATS[format]
        whose = f"{table}-{party}" if party else table
        name = f"{_file_name(whose).removesuffix('.html')}.{form.suffix}"
        asked = {"table": table, "format": format, "party": party}
        self.wanted.setdefault(f"data/{name}", asked)
        return f"{self._up()}data/{name}"

    def static(self, name: str) -> str:
        """The style sheet beside the pages."""
        return f"{self._up()}static/{name}"

    def _up(self) -> str:
        return "../" * self.depth


def _key(path: str, query: Mapping[str, str]) -> str:
    """A name for a page that says what it shows; long lists of ids become a digest."""
    if not query:
        return path
    told = "&".join(f"{name}={text}" for name, text in sorted(query.items()))
    return f"{path}~{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _file_name(key: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in "/-_~." else "-" for sign in key.strip("/"))
    return f"{kept.replace('..', '--') or 'index'}.html"


def write_site(
    workplace: Workplace,
    folder: Path,
    *,
    account: Account | None = None,
    held_on: date | None,
    known_on: date | None,
) -> int:
    """Every page that can be reached from the navigation, with its files; how many pages.

    The folder is made; it must not be there yet, or be empty. Raises FileNotWritable.
    """
    view = View(today=workplace.now().date(), held_on=held_on, known_on=known_on)
    holdings = workplace.holdings(account)
    picture = workplace.picture(holdings, view.moment, view.changed_since)
    about = Scene(
        workplace=workplace,
        works=Works(None),
        holdings=holdings,
        picture=picture,
        view=view,
        links=_SiteLinks(view=view, drawn="/"),
        reader=_READER,
    )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileNotWritable(folder, "it is there already and holds something")
    try:
        return _written(about, folder)
    except OSError as error:
        raise FileNotWritable(folder, error.strerror or "the disk refuses") from error


def _written(about: Scene, folder: Path) -> int:
    """Write pages and files, beginning with the navigation, until nothing is pointed to unseen."""
    waiting: dict[str, Mapping[str, str]] = {
        page.path: {"path": page.path} for page in PAGES if page.label
    }
    seen: set[str] = set()
    pages = 0
    while waiting:
        key, asked = waiting.popitem()
        if key in seen:
            continue
        seen.add(key)
        if "table" in asked:
            _write(folder / key, _data(about, asked))
            continue
        text, wanted = _page(about, asked)
        _write(folder / _file_name(key), text.encode("utf-8", "replace"))
        waiting |= {name: each for name, each in wanted.items() if name not in seen}
        pages += 1
    for name in _STATIC:
        source = files("contingent.web").joinpath("static", name)
        _write(folder / "static" / name, source.read_bytes())
    return pages


def _page(about: Scene, asked: Mapping[str, str]) -> tuple[str, dict[str, Mapping[str, str]]]:
    """One page, and what it points to."""
    path = asked["path"]
    query = {name: text for name, text in asked.items() if name != "path"}
    page, named = _match(path)
    links = _SiteLinks(view=about.view, drawn=path, depth=_file_name(_key(path, query)).count("/"))
    scene = replace(
        about,
        view=replace(about.view, page=int(query.get("page", "1"))),
        links=links,
        named=named,
        parameters=query,
    )
    try:
        drawn = page.draw(scene) if page.path not in _LIVE_ONLY else None
    except NotThere as error:
        drawn = Drawn(
            template="message.html.jinja", title="Not on record", context={"message": str(error)}
        )
    if drawn is None:
        drawn = Drawn(
            template="message.html.jinja",
            title="Not in this copy",
            context={"message": "This page changes the record; a copy on file cannot."},
        )
    more = {"token_field": Markup(""), "jobs": (), "upload_limits": ""}
    return rendered(drawn, scene, page, more), links.wanted


def _match(path: str) -> tuple[Page, dict[str, str]]:
    """The page of a path, and the parts of it that its pattern names."""
    for page in PAGES:
        pattern, _, _ = compile_path(page.path)
        found = pattern.match(path)
        if found:
            return page, found.groupdict()
    raise ValueError(f"no page is drawn at {path}")


def _data(about: Scene, asked: Mapping[str, str]) -> bytes:
    worked = WORKED_TABLES.get(asked["table"])
    taken = Taken(
        situation=about.whole,
        table=asked["table"],
        document=DOCUMENTS[worked.document](about, 0.0) if worked else None,
        selection=Selection(party=asked["party"]),
        ledger_head=about.picture.ledger_head,
    )
    return FORMATS[asked["format"]].write(taken)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
