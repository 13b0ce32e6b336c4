"""Somebody whom a provider of identities vouches for becomes a session: there and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from contingent.errors import SignInRefused
from contingent.web.desk import Desk
from contingent.web.events import noted
from contingent.web.rendering import rendered_alone
from contingent.web.signing import inside, let_in, sign_in_page
from contingent.web.tokens import cookie_name, fresh_session, is_https
from contingent.web.workplace import Shelf

if TYPE_CHECKING:
    from contingent.ledger.people import Account
    from contingent.web.identity import Identity, IdentityProvider, PendingSignIn

__all__ = ["BACK", "arrival_routes"]

BACK = "/sign-in/back"
"""Where a provider sends people back to."""

_ASKED = "contingent-asked"
_PATIENCE_SECONDS = 600
_MOST_ASKED = 10_000
_AT_ONCE = 4  # a provider that does not answer must not hold up those who read pages
_FROM_HERE = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A sign-in that was begun: what to hold the answer against, and where to go then."""

    pending: PendingSignIn
    onward: str


def arrival_routes(desk: Desk) -> list[Route]:
    """`/sign-in/provider` leads there, `/sign-in/back` is the way back; none without a provider."""
    if desk.provider is None:
        return []
    gate = _Gate(desk, desk.provider)
    return [
        Route("/sign-in/provider", gate.leave, methods=["GET"]),
        Route(BACK, gate.arrive, methods=["GET"]),
    ]


class _Gate:
    """The sign-ins that are under way, each by a secret that only its browser holds."""

    def __init__(self, desk: Desk, provider: IdentityProvider) -> None:
        self._desk = desk
        self._provider = provider
        self._asked: Shelf[str, _Asked] = Shelf(_MOST_ASKED)
        self._few = anyio.CapacityLimiter(_AT_ONCE)

    async def leave(self, request: Request) -> Response:
        """Send a browser to the provider, if a page of ours or its user asked for that."""
        if request.headers.get("sec-fetch-site", "none") not in _FROM_HERE:
            return self._refused(request, "Begin on this page.", 403)
        begin = partial(self._provider.begin, at=self._desk.workplace.now())
        try:
            address, pending = await to_thread.run_sync(begin, limiter=self._few)
        except SignInRefused as error:
            return self._refused(request, str(error), 401)
        secret = fresh_session()
        onward = inside(request.query_params.get("next", ""))
        self._asked.keep(secret, _Asked(pending=pending, onward=onward))
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(
            cookie_name(request, _ASKED),
            secret,
            max_age=_PATIENCE_SECONDS,
            httponly=True,
            samesite="lax",  # the provider, another site, sends the browser back with it
            secure=is_https(request),
            path="/",
        )
        return response

    async def arrive(self, request: Request) -> Response:
        """Let in whom the provider vouches for, if an account here is linked to that identity."""
        asked = self._asked.take(request.cookies.get(cookie_name(request, _ASKED), ""))
        if asked is None:
            why = "This sign-in was not begun here, or it is over; begin again."
            return self._refused(request, why, 403)
        finish = partial(
            self._provider.finish, asked.pending, str(request.url), at=self._desk.workplace.now()
        )
        try:
            identity: Identity = await to_thread.run_sync(finish, limiter=self._few)
        except SignInRefused as error:
            return self._refused(request, str(error), 401)
        account = await to_thread.run_sync(self._account, identity)
        if account is None:
            why = (
                f"No account here is linked to {identity.subject[:200]} of {identity.issuer}. "
                "An administrator can link one: contingent people link."
            )
            return self._refused(request, why, 403)
        return self._let_in(request, account, asked.onward)

    def _let_in(self, request: Request, account: Account, onward: str) -> Response:
        """A page that goes on by itself: a redirect from another site brings no strict cookie."""
        body = rendered_alone("signed-in.html.jinja", {"onward": onward or "/"})
        response = HTMLResponse(body)
        let_in(self._desk, request, response, account)
        response.delete_cookie(
            cookie_name(request, _ASKED),
            httponly=True,
            samesite="lax",
            secure=is_https(request),
            path="/",
        )
        return response

    def _account(self, identity: Identity) -> Account | None:
        """Who was linked by an administrator; what the provider says of roles counts nothing."""
        people = self._desk.workplace.people()
        if people is None:
            return None
        return people.account_of_identity(issuer=identity.issuer, subject=identity.subject)

    def _refused(self, request: Request, why: str, status: int) -> Response:
        noted("sign-in refused", request)
        return sign_in_page(self._desk, request, fault=why, status=status)
