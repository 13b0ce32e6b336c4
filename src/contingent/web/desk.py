"""An app's parts in one place, and a request with a page become an answer."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from contingent.errors import NotPermitted
from contingent.ledger.roles import Act
from contingent.situation import must_be_allowed
from contingent.web.events import noted
from contingent.web.jobs import Job, Jobs
from contingent.web.readers import Reader, Readers
from contingent.web.rendering import rendered
from contingent.web.scenes import Drawn, NotThere, Page, Scene
from contingent.web.tokens import fresh_session, remember, session_of, token_field
from contingent.web.uploads import LIMITS_WORDS
from contingent.web.views import BadView, LiveLinks, View, view_of
from contingent.web.workplace import Shelf, Workplace
from contingent.web.works import Works

if TYPE_CHECKING:
    from contingent.web.identity import IdentityProvider

__all__ = ["Desk", "Kept", "tag_of"]

_IN_SHORT = ("/", "/contributors")  # shown so where the ledger is large, unless asked whole
_KEPT_PAGES = 256
_LARGEST_KEPT = 300_000  # bytes
_TITLES = {
    202: "Not there yet",
    403: "Not from here",
    404: "Not on record",
    409: "Not any more",
    429: "Too much at once",
}
_PROBLEM = Page(path="/", draw=lambda scene: _message(scene, "", "", 500))


_TOKEN_PLACE = secrets.token_hex(32)
"""Stands in a kept page where each reader's own token goes; nobody else can write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer that was made before: its bytes, and the tag by which a browser knows it.

    One that `holds_form` gets its reader's own token as it is sent, and no tag.
    """

    body: bytes
    tag: str
    media_type: str = "text/html"
    holds_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every route works with; `provider` is where people may sign in instead of here."""

    workplace: Workplace
    readers: Readers
    jobs: Jobs
    works: Works
    provider: IdentityProvider | None = None
    shelf: Shelf[tuple[object, ...], Kept] = field(default_factory=lambda: Shelf(_KEPT_PAGES))

    @classmethod
    def at(cls, workplace: Workplace, provider: IdentityProvider | None = None) -> Desk:
        """A desk for a workplace, with nothing under way."""
        jobs = Jobs()
        readers = Readers(workplace.people, workplace.now, workplace.folder)
        return cls(
            workplace=workplace,
            readers=readers,
            jobs=jobs,
            works=Works(jobs),
            provider=provider,
        )

    def reader(self, request: Request, act: Act = Act.SEE) -> Reader:
        """Who asks, if allowed to do this; NotSignedIn or NotPermitted otherwise."""
        reader = self.readers.reader_of(request)
        try:
            must_be_allowed(reader.account, act)
        except NotPermitted:
            noted("not permitted", request, account=reader.name)
            raise
        return reader

    def key(self, request: Request, reader: Reader) -> tuple[object, ...]:
        """What an answer depends on: the state of the files, the day, the reader, the address."""
        return (
            self.workplace.stamp(),
            self.workplace.now().date(),
            reader.key,
            request.url.path,
            request.url.query,
        )

    def kept(self, key: tuple[object, ...], request: Request) -> Response | None:
        """The answer that was kept under a key; None if none was."""
        found = self.shelf.find(key)
        return _sent(found, request) if found is not None else None

    def keep(self, key: tuple[object, ...], kept: Kept) -> None:
        """Keep an answer, if it is not so large that it would push out many others."""
        if len(kept.body) <= _LARGEST_KEPT:
            self.shelf.keep(key, kept)

    async def answer(self, request: Request, page: Page) -> Response:
        """A page for a request: from the shelf where nothing has changed since it was drawn."""
        reader = self.reader(request, page.act)
        key = self.key(request, reader)
        kept = self.kept(key, request)
        if kept is not None:
            return kept
        may_be_short = page.path in _IN_SHORT and "whole" not in request.query_params
        if may_be_short and await run_in_threadpool(self.workplace.is_large, reader.account):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/board{query}", status_code=303)
        return await run_in_threadpool(self._draw, request, page, reader, key)

    def _draw(
        self, request: Request, page: Page, reader: Reader, key: tuple[object, ...]
    ) -> Response:
        try:
            scene = self.scene(request, reader)
        except BadView as error:
            return self.refused(request, str(error), 400)
        try:
            drawn = page.draw(scene)
        except NotThere as error:
            drawn = _message(scene, "Not on record", str(error), 404)
        except BadView as error:
            drawn = _message(scene, "That cannot be shown", str(error), 400)
        return self.written(request, scene, page, drawn, key)

    def written(
        self,
        request: Request,
        scene: Scene,
        page: Page,
        drawn: Drawn,
        key: tuple[object, ...] | None = None,
    ) -> Response:
        """A drawn page as an answer; with a `key` it is kept, unless it is its reader's alone."""
        if drawn.is_private:
            return self._private(request, scene, page, drawn)
        holds_form = page.path == "/ledger"
        more = _more(_TOKEN_PLACE if holds_form else "")
        body = rendered(drawn, scene, page, more).encode("utf-8", "replace")
        if drawn.status != 200 or key is None:
            return HTMLResponse(body, status_code=drawn.status)
        kept = Kept(body=body, tag=tag_of(body), holds_form=holds_form)
        self.keep(key, kept)
        return _sent(kept, request)

    def _private(self, request: Request, scene: Scene, page: Page, drawn: Drawn) -> Response:
        """A page for its reader alone, with their work and a form of their session."""
        session = session_of(request) or fresh_session()
        more = _more(token_field(session), self.jobs.latest(owner=scene.reader.key))
        body = rendered(drawn, scene, page, more).encode("utf-8", "replace")
        response = HTMLResponse(body, status_code=drawn.status)
        remember(response, request, session)
        return response

    def refused(self, request: Request, why: str, status: int) -> Response:
        """A page that says why an address or a form was not taken."""
        view = View(today=self.workplace.now().date())
        scene = self._scene(request, self.reader(request), view)
        drawn = _message(scene, _TITLES.get(status, "That cannot be shown"), why, status)
        return self.written(request, scene, _PROBLEM, drawn)

    def scene(self, request: Request, reader: Reader) -> Scene:
        """What a page is drawn from; BadView where the address asks for what cannot be."""
        view = view_of(request.query_params, today=self.workplace.now().date())
        return self._scene(request, reader, view)

    def _scene(self, request: Request, reader: Reader, view: View) -> Scene:
        holdings = self.workplace.holdings(reader.account)
        given = request.query_params
        query = {name: " ".join(given.getlist(name)) for name in given}
        return Scene(
            workplace=self.workplace,
            works=self.works,
            holdings=holdings,
            picture=self.workplace.picture(holdings, view.moment, view.changed_since),
            view=view,
            links=LiveLinks(view=view, drawn=request.url.path, query=query),
            reader=reader,
            named=request.path_params,
            parameters=query,
        )


def _message(scene: Scene, title: str, words: str, status: int) -> Drawn:
    return Drawn(
        template="message.html.jinja", title=title, context={"message": words}, status=status
    )


def _more(field: str, jobs: Sequence[Job] = ()) -> Mapping[str, Any]:
    """What belongs to the request: the token of its form, and its reader's work."""
    return {"token_field": field, "jobs": jobs, "upload_limits": LIMITS_WORDS}


def tag_of(body: bytes) -> str:
    """The tag by which a browser knows an answer again."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _sent(kept: Kept, request: Request) -> Response:
    """The answer, or word that the asker has it already."""
    if kept.holds_form:
        session = session_of(request) or fresh_session()
        field = token_field(session).encode()
        response = HTMLResponse(kept.body.replace(_TOKEN_PLACE.encode(), field))
        remember(response, request, session)
        return response
    headers = {"ETag": kept.tag, "Cache-Control": "private, no-cache"}
    if kept.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(kept.body, media_type=kept.media_type, headers=headers)
