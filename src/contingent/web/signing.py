"""A name and a password become a session, and a session becomes nobody's again."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from contingent.errors import SignInRefused
from contingent.ledger.people import Account
from contingent.web.desk import Desk
from contingent.web.events import noted
from contingent.web.rendering import rendered_alone
from contingent.web.tokens import (
    fresh_session,
    is_of_session,
    remember,
    session_of,
    token_field,
)

__all__ = ["inside", "let_in", "sign_in_page", "signing_routes"]

_LONGEST = 1_000
_MOST_FIELDS = 5


def signing_routes(desk: Desk) -> list[Route]:
    """`/sign-in` and `/sign-out`, to see and to send."""
    return [
        Route("/sign-in", partial(_show, desk, "sign-in"), methods=["GET"]),
        Route("/sign-in", partial(_sign_in, desk), methods=["POST"]),
        Route("/sign-out", partial(_show, desk, "sign-out"), methods=["GET"]),
        Route("/sign-out", partial(_sign_out, desk), methods=["POST"]),
    ]


async def _show(desk: Desk, kind: str, request: Request) -> Response:
    return sign_in_page(desk, request, kind=kind)


def sign_in_page(
    desk: Desk,
    request: Request,
    *,
    kind: str = "sign-in",
    fault: str = "",
    status: int = 200,
    onward: str = "",
) -> Response:
    """The form to sign in or out; it says nothing of the mission, not even its name.

    `onward` is the page that was wanted; empty: the one that the address names.
    """
    session = session_of(request) or fresh_session()
    body = rendered_alone(
        f"{kind}.html.jinja",
        {
            "token_field": token_field(session),
            "fault": fault,
            "onward": onward or inside(request.query_params.get("next", "")),
            "has_team": desk.workplace.people() is not None,
            "provider": urlsplit(desk.provider.issuer).hostname if desk.provider else "",
        },
    )
    response = HTMLResponse(body, status_code=status)
    remember(response, request, session)
    return response


async def _sign_in(desk: Desk, request: Request) -> Response:
    """Let somebody in, under a session that did not exist before."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        people = desk.workplace.people()
        onward = inside(_text(form, "onward"))
        if people is None or not is_of_session(request, _text(form, "token")):
            fault = "This form has grown old; send it once more."
            return sign_in_page(desk, request, fault=fault, status=403, onward=onward)
        name, password = _text(form, "name"), _text(form, "password")
    address = request.client.host if request.client else ""
    try:
        account: Account = await run_in_threadpool(
            people.sign_in, name, password, address=address, at=desk.workplace.now()
        )
    except SignInRefused as error:
        status = 429 if error.wait_seconds else 401
        noted("sign-in refused", request)
        response = sign_in_page(desk, request, fault=str(error), status=status, onward=onward)
        if error.wait_seconds:
            response.headers["Retry-After"] = str(error.wait_seconds)
        return response
    response = RedirectResponse(onward or "/", status_code=303)
    let_in(desk, request, response, account)
    return response


def let_in(desk: Desk, request: Request, response: Response, account: Account) -> None:
    """Send a fresh session with a response; what was known before signing in opens nothing."""
    session = fresh_session()
    desk.readers.sign_out(session_of(request))
    desk.readers.sign_in(session, account)
    remember(response, request, session)
    noted("signed in", request, account=account.name)


async def _sign_out(desk: Desk, request: Request) -> Response:
    """From now on the session is nobody's; if that is wanted, no session is that account's."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        if not is_of_session(request, _text(form, "token")):
            return sign_in_page(desk, request, kind="sign-out", status=403)
        is_everywhere = bool(_text(form, "everywhere"))
    desk.readers.sign_out(session_of(request), is_everywhere=is_everywhere)
    noted("signed out everywhere" if is_everywhere else "signed out", request)
    kept = {"Clear-Site-Data": '"cache", "storage"'}
    return RedirectResponse("/sign-in", status_code=303, headers=kept)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value[:_LONGEST] if isinstance(value, str) else ""


def inside(address: str) -> str:
    """A path of this app; empty for anything that could lead elsewhere.

    Browsers drop tabs and line ends from an address and take a backslash for a slash.
    """
    if not (address.isascii() and address.isprintable()) or "\\" in address:
        return ""
    parts = urlsplit(address)
    is_path = not parts.scheme and not parts.netloc
    return address if is_path and address.startswith("/") and not address.startswith("//") else ""
