"""A session's secret becomes the token that its forms carry: no other site can know it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["Tokens", "fresh_session", "session_of"]

_SESSION = "contingent-session"
_SESSION_BYTES = 32


def session_of(request: Request) -> str:
    """The session that a request brings; empty where it brings none that can be one."""
    found = request.cookies.get(_name(request), "")
    return found if len(found) == 2 * _SESSION_BYTES and found.isalnum() else ""


def fresh_session() -> str:
    """A session that nobody can guess."""
    return secrets.token_hex(_SESSION_BYTES)


class Tokens:
    """Sessions and the tokens that belong to them, sealed with a key made when the app starts."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token_of(self, session: str) -> str:
        """What a form of this session must send back."""
        return hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()

    def field(self, session: str) -> Markup:
        """The token as a field of a form."""
        return Markup('<input type="hidden" name="token" value="{}">').format(
            escape(self.token_of(session))
        )

    def remember(self, response: Response, request: Request, session: str) -> None:
        """Send the session with a page that holds a form; over https only to this host."""
        response.set_cookie(
            _name(request),
            session,
            httponly=True,
            samesite="strict",
            secure=_is_https(request),
            path="/",
        )

    def holds(self, request: Request, token: str) -> bool:
        """True if a form was sent from a page of this session."""
        session = session_of(request)
        return bool(session) and hmac.compare_digest(
            self.token_of(session).encode(), token.encode("utf-8", "replace")
        )


def _is_https(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(request: Request) -> str:
    """`__Host-` binds a cookie to this host; browsers take it over https only."""
    return f"__Host-{_SESSION}" if _is_https(request) else _SESSION
