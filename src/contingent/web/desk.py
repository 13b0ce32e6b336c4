"""An app's parts in one place, and a request with a page become an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from contingent.ledger.roles import Act
from contingent.situation import must_be_allowed
from contingent.web.jobs import Jobs
from contingent.web.readers import Reader, Readers
from contingent.web.rendering import rendered
from contingent.web.scenes import Drawn, NotThere, Page, Scene
from contingent.web.tokens import Tokens, fresh_session, session_of
from contingent.web.uploads import LIMITS_WORDS
from contingent.web.views import BadView, LiveLinks, View, view_of
from contingent.web.workplace import Shelf, Workplace
from contingent.web.works import Works

__all__ = ["Desk"]

_IN_SHORT = ("/", "/contributors")  # shown so where the ledger is large, unless asked whole
_KEPT_PAGES = 256
_LARGEST_KEPT = 300_000  # bytes
_PROBLEM = Page(path="/", draw=lambda scene: _message(scene, "", "", 500))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page that was drawn before: its bytes, and the tag by which a browser knows it."""

    body: bytes
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every route works with."""

    workplace: Workplace
    readers: Readers
    jobs: Jobs
    works: Works
    tokens: Tokens = field(default_factory=Tokens)
    shelf: Shelf[tuple[object, ...], _Kept] = field(default_factory=lambda: Shelf(_KEPT_PAGES))

    @classmethod
    def at(cls, workplace: Workplace) -> Desk:
        """A desk for a workplace, with nothing under way."""
        jobs = Jobs()
        readers = Readers(workplace.people, workplace.now)
        return cls(workplace=workplace, readers=readers, jobs=jobs, works=Works(jobs))

    def reader(self, request: Request, act: Act = Act.SEE) -> Reader:
        """Who asks, if allowed to do this; NotSignedIn or NotPermitted otherwise."""
        reader = self.readers.reader_of(request)
        must_be_allowed(reader.account, act)
        return reader

    async def answer(self, request: Request, page: Page) -> Response:
        """A page for a request: from the shelf where nothing has changed since it was drawn."""
        reader = self.reader(request, page.act)
        may_be_short = page.path in _IN_SHORT and "whole" not in request.query_params
        if may_be_short and await run_in_threadpool(self.workplace.is_large, reader.account):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/board{query}", status_code=303)
        key = (
            self.workplace.stamp(),
            self.workplace.now().date(),
            reader.key,
            request.url.path,
            request.url.query,
        )
        kept = self.shelf.find(key)
        if kept is not None:
            return _sent(kept, request)
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
        session = session_of(request) or fresh_session()
        holds_form = drawn.is_private or page.path == "/ledger"
        more: Mapping[str, Any] = {
            "token_field": self.tokens.field(session) if holds_form else Markup(""),
            "jobs": self.jobs.latest(owner=scene.reader.key) if drawn.is_private else (),
            "upload_limits": LIMITS_WORDS,
        }
        body = rendered(drawn, scene, page, more).encode("utf-8", "replace")
        if holds_form or drawn.status != 200 or key is None:
            response = HTMLResponse(body, status_code=drawn.status)
            if holds_form:
                self.tokens.remember(response, request, session)
            return response
        kept = _Kept(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
        if len(body) <= _LARGEST_KEPT:
            self.shelf.keep(key, kept)
        return _sent(kept, request)

    def refused(self, request: Request, why: str, status: int) -> Response:
        """A page that says why an address or a form was not taken."""
        view = View(today=self.workplace.now().date())
        scene = self._scene(request, self.reader(request), view)
        titles = {403: "Not from here", 404: "Not on record", 409: "Decided already"}
        drawn = _message(scene, titles.get(status, "That cannot be shown"), why, status)
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


def _sent(kept: _Kept, request: Request) -> Response:
    """The page, or word that the browser has it already."""
    headers = {"ETag": kept.tag, "Cache-Control": "private, no-cache"}
    if kept.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(kept.body, headers=headers)
