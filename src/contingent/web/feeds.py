"""Changes in where the parties stand become an Atom feed, one entry for each day with news."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from xml.etree import ElementTree

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contingent.exports.brief import changes_section
from contingent.vocabulary.moment import AsOf, end_of_day
from contingent.web.desk import Desk
from contingent.web.readers import Reader
from contingent.web.workplace import Holdings, Workplace

__all__ = ["feed_routes"]

_DAYS = 12
_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def feed_routes(desk: Desk) -> list[Route]:
    """`/ledger/feed.atom`."""
    return [Route("/ledger/feed.atom", partial(_feed, desk), methods=["GET"])]


async def _feed(desk: Desk, request: Request) -> Response:
    reader = desk.reader(request)
    root = f"{request.url.scheme}://{request.headers['host']}"
    body = await run_in_threadpool(_atom, desk.workplace, reader, root)
    return Response(body, media_type=_MEDIA_TYPE, headers={"Cache-Control": "private, no-cache"})


def _atom(workplace: Workplace, reader: Reader, root: str) -> bytes:
    """The latest days on which something became known, each with what it changed."""
    holdings = workplace.holdings(reader.account)
    days = holdings.known_days[-_DAYS:]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _text(feed, "title", f"{holdings.mission.name}: what changed")
    _text(feed, "id", f"urn:contingent:{holdings.mission.code}:changes")
    latest = end_of_day(days[-1]) if days else workplace.now()
    _text(feed, "updated", _moment(latest))
    ElementTree.SubElement(feed, "link", rel="self", href=f"{root}/ledger/feed.atom")
    author = ElementTree.SubElement(feed, "author")
    _text(author, "name", "Contingent")
    for day in reversed(days):
        _entry(feed, day, workplace, holdings, root)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(
    feed: ElementTree.Element, day: date, workplace: Workplace, holdings: Holdings, root: str
) -> None:
    moment, since = AsOf(held_on=day, known_at=end_of_day(day)), day - timedelta(days=1)
    situation = workplace.picture(holdings, moment, since).situation
    section = changes_section(situation)
    if not section.rows:
        return
    entry = ElementTree.SubElement(feed, "entry")
    parties = dict.fromkeys(row.cells[0].text for row in section.rows)
    _text(entry, "title", f"{day}: {', '.join(parties)}")
    _text(entry, "id", f"urn:contingent:{holdings.mission.code}:changes:{day}")
    _text(entry, "updated", _moment(end_of_day(day)))
    view = f"as_of={day}&as_known={day}"
    ElementTree.SubElement(entry, "link", href=f"{root}/?{view}&since={since}")
    lines = []
    for row in section.rows:
        party, what, before, now = (cell.text.replace("\n", " ") for cell in row.cells)
        lines.append(f"{party}, {what}: {before} → {now}")
    _text(entry, "content", "\n".join(lines)).set("type", "text")


def _text(parent: ElementTree.Element, name: str, words: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in words)
    return child


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
