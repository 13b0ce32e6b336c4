"""A workplace becomes the app: its pages, forms, files, feed and API behind one shield."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from contingent.errors import ContingentError, NotPermitted, NotSignedIn
from contingent.web.actions import action_routes
from contingent.web.api import api_router
from contingent.web.arrivals import arrival_routes
from contingent.web.desk import Desk
from contingent.web.downloads import download_routes
from contingent.web.feeds import feed_routes
from contingent.web.in_short import short_routes
from contingent.web.pages import PAGES
from contingent.web.passwords import password_routes
from contingent.web.scenes import Page
from contingent.web.shield import Shield
from contingent.web.signing import signing_routes
from contingent.web.workplace import Workplace

if TYPE_CHECKING:
    from contingent.web.identity import IdentityProvider

__all__ = ["LOCAL_HOSTS", "create_app"]

_ROUTES = (
    feed_routes,
    download_routes,
    action_routes,
    signing_routes,
    short_routes,
    arrival_routes,
    password_routes,
)
_FOR_PROGRAMS = ("/api/", "/export/", "/ledger/feed.atom")

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which a machine calls itself."""


def create_app(
    workplace: Workplace,
    *,
    hosts: Collection[str] = LOCAL_HOSTS,
    provider: IdentityProvider | None = None,
) -> ASGIApp:
    """The app for one mission folder, answering requests that name one of `hosts`.

    With a `provider` whoever is linked to an account can sign in there.
    """
    desk = Desk.at(workplace, provider)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.jobs.close()

    app = FastAPI(
        title="Contingent",
        version="1",
        description="Who has promised what to one mission, how firmly, and on whose word.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.mount("/static", StaticFiles(directory=str(files("contingent.web") / "static")))
    app.router.routes.extend(route for made in _ROUTES for route in made(desk))
    for page in PAGES:
        app.router.routes.append(Route(page.path, partial(_page, desk, page), methods=["GET"]))
    app.include_router(api_router(desk))  # last: its many patterns are tried one after the other
    app.add_exception_handler(NotSignedIn, partial(_unknown, desk))
    app.add_exception_handler(NotPermitted, _not_permitted)
    app.add_exception_handler(ContingentError, _broken)
    app.add_exception_handler(HTTPException, partial(_refused, desk))
    return Shield(app, hosts=hosts)


async def _page(desk: Desk, page: Page, request: Request) -> Response:
    return await desk.answer(request, page)


async def _unknown(desk: Desk, request: Request, error: Exception) -> Response:
    """Nobody in particular asked: a person is shown where to sign in, a program is told to."""
    if request.url.path.startswith(_FOR_PROGRAMS) or request.method != "GET":
        headers = {"WWW-Authenticate": "Bearer"}
        return JSONResponse({"detail": "Sign in first."}, status_code=401, headers=headers)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?{urlencode({'next': asked})}", status_code=303)


async def _not_permitted(request: Request, error: Exception) -> Response:
    """Somebody asked for what none of their roles allows."""
    if request.url.path.startswith(_FOR_PROGRAMS):
        return JSONResponse({"detail": str(error)}, status_code=403)
    return PlainTextResponse(f"{error}\n", status_code=403)


async def _broken(request: Request, error: Exception) -> Response:
    """The mission folder cannot be read as it is: what is wrong with it, for who must mend it."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": str(error)}, status_code=503)
    return PlainTextResponse(f"{error}\n", status_code=503)


async def _refused(desk: Desk, request: Request, error: Exception) -> Response:
    """What the framework refuses, in the form that the asker reads."""
    if not isinstance(error, HTTPException):
        raise error
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
