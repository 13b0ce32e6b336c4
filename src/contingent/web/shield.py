"""Every request passes here first: whom it names, where it comes from, how much it brings."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contingent.web.events import noted

__all__ = ["LARGEST_BODY_BYTES", "POLICY", "Shield"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a page may load: files of this host alone, and nothing written into the page itself."""

LARGEST_BODY_BYTES = 64_000_000
"""More than this is not taken in, whatever it is."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, browsers send no Origin either
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_OVER_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
_SAFE = frozenset({"GET", "HEAD"})
_LONGEST_TARGET = 8_192


class Shield:
    """ASGI: refuses strangers' hosts, foreign origins and bodies without end; adds headers.

    A request must name one of `hosts` (a page of another site, resolved to this machine, names its
    own). One that changes something must say that it comes from a page of this app.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            noted(f"refused with {refusal.status_code}", HTTPConnection(scope))
            await refusal(scope, receive, _marked(send, scope))
            return
        await self._app(scope, _capped(receive), _marked(send, scope))

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if _host(headers.get("host", "")) not in self._hosts:
            return _plain(421, "This host is not served here.")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_TARGET:
            return _plain(414, "That address is too long.")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal():
            return _plain(400, "Its length is no number.")
        if int(length[:20]) > LARGEST_BODY_BYTES:
            return _plain(413, "That is more than is taken in.")
        if scope["method"] not in _SAFE and not _is_from_here(headers):
            return _plain(403, "Only a page of this app may ask for that.")
        return None


def _host(written: str) -> str:
    """The name in a Host header, without its port; empty for what is none."""
    if any(sign in written for sign in "/@?#\\ "):
        return ""
    try:
        return urlsplit(f"//{written}").hostname or ""
    except ValueError:
        return ""


def _is_from_here(headers: Headers) -> bool:
    """True where the browser says that a page of this very host sent it.

    A request without an Origin comes from no browser; it needs a token, which it is asked for next.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") == "same-origin"
    _, _, sender = origin.partition("://")
    return bool(sender) and sender.lower() == headers.get("host", "").lower()


def _plain(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(f"{words}\n", status_code=status)


def _capped(receive: Receive) -> Receive:
    """Count what comes in; 413 once it is more than allowed, whatever was announced."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY_BYTES:
            raise HTTPException(413, "That is more than is taken in.")
        return message

    return counted


def _marked(send: Send, scope: Scope) -> Send:
    added = _HEADERS | (_OVER_HTTPS if scope["scheme"] == "https" else {})

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in added.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return with_headers
