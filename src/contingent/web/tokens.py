"""A session's secret becomes the token that its forms carry: no other site can know it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

__all__ = [
    "cookie_name",
    "fresh_session",
    "is_https",
    "is_of_session",
    "remember",
    "session_of",
    "token_field",
    "token_of",
]

_SESSION = "contingent-session"
_SESSION_BYTES = 32


def session_of(request: Request) -> str:
    """The session that a request brings; empty where it brings none that can be one."""
    found = request.cookies.get(cookie_name(request, _SESSION), "")
    return found if len(found) == 2 * _SESSION_BYTES and found.isalnum() else ""


def fresh_session() -> str:
    """A session that nobody can guess."""
    return secrets.token_hex(_SESSION_BYTES)


def token_of(session: str) -> str:
    """What a form of this session must send back.

    It is made of the session's secret alone, which only this browser holds and no script reads: a
    form that was open when the app was started anew can still be sent.
    """
    return hmac.new(session.encode(), b"contingent form", hashlib.sha256).hexdigest()


def token_field(session: str) -> Markup:
    """The token as a field of a form."""
    field = Markup('<input type="hidden" name="token" value="{}">')
    return field.format(escape(token_of(session)))


def remember(response: Response, request: Request, session: str) -> None:
    """Send the session with a page that holds a form; over https only to this host."""
    response.set_cookie(
        cookie_name(request, _SESSION),
        session,
        httponly=True,
        samesite="strict",
        secure=is_https(request),
        path="/",
    )


def is_of_session(request: Request, token: str) -> bool:
    """True if a form was sent from a page of this session."""
    session = session_of(request)
    return bool(session) and hmac.compare_digest(
        token_of(session).encode(), token.encode("utf-8", "replace")
    )


def is_https(request: Request) -> bool:
    """True where nobody on the way reads or changes what is sent."""
    return request.url.scheme == "https"


def cookie_name(request: Request, name: str) -> str:
    """`__Host-` binds a cookie to this host; browsers take it over https only."""
    return f"__Host-{name}" if is_https(request) else name
