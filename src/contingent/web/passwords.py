"""Somebody who is signed in gets another password, and every other session of theirs ends."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from contingent.errors import SignInRefused
from contingent.ledger.people import Account, People
from contingent.web.desk import Desk
from contingent.web.events import noted
from contingent.web.rendering import rendered_alone
from contingent.web.signing import let_in
from contingent.web.tokens import (
    fresh_session,
    is_of_session,
    remember,
    session_of,
    token_field,
)

__all__ = ["password_routes"]

_MOST_FIELDS = 5
_FIELDS = ("current", "wanted", "again")


def password_routes(desk: Desk) -> list[Route]:
    """`/password`, to see and to send."""
    return [
        Route("/password", partial(_show, desk), methods=["GET"]),
        Route("/password", partial(_change, desk), methods=["POST"]),
    ]


async def _show(desk: Desk, request: Request) -> Response:
    """The form; NotSignedIn where nobody of the team asks."""
    desk.readers.reader_of(request)
    return _page(desk, request)


async def _change(desk: Desk, request: Request) -> Response:
    """Set the password that is wanted, for who knows the current one."""
    account, people = desk.readers.reader_of(request).account, desk.workplace.people()
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        if not is_of_session(request, _text(form, "token")):
            noted("form refused", request, account=account.name if account else "")
            return _page(desk, request, fault="This form has grown old; send it again.", status=403)
        current, wanted, again = (_text(form, name) for name in _FIELDS)
    if account is None or people is None:
        return _page(desk, request)
    if wanted != again:
        return _page(desk, request, fault="The two new passwords differ.", status=400)
    address = request.client.host if request.client else ""
    change = partial(_set, desk, people, account, current, wanted, address)
    try:
        await run_in_threadpool(change)
    except SignInRefused as error:
        noted("password refused", request, account=account.name)
        status = 429 if error.wait_seconds else 401
        why = str(error) if error.wait_seconds else "That is not your current password."
        return _page(desk, request, fault=why, status=status)
    except ValueError as error:
        return _page(desk, request, fault=f"Not taken: {error}.", status=400)
    response = RedirectResponse("/", status_code=303)
    desk.readers.sign_out(session_of(request), is_everywhere=True)
    let_in(desk, request, response, account)
    noted("password changed", request, account=account.name)
    return response


def _set(
    desk: Desk, people: People, account: Account, current: str, wanted: str, address: str
) -> None:
    """Raises SignInRefused for a wrong current password, ValueError for one that is none."""
    people.sign_in(account.name, current, address=address, at=desk.workplace.now())
    people.set_password(account.name, wanted)


def _page(desk: Desk, request: Request, *, fault: str = "", status: int = 200) -> Response:
    session = session_of(request) or fresh_session()
    body = rendered_alone(
        "password.html.jinja",
        {
            "token_field": token_field(session),
            "fault": fault,
            "has_team": desk.workplace.people() is not None,
        },
    )
    response = HTMLResponse(body, status_code=status)
    remember(response, request, session)
    return response


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
