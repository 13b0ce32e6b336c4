"""An address becomes the bytes behind it, if it leads to a public place and within its limits."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urljoin, urlsplit

from contingent.read.documents import MOST_BYTES, too_large

__all__ = [
    "Fetched",
    "Rules",
    "UnfetchedPage",
    "fetched",
    "is_address",
    "is_public",
    "looked_up",
]

Address = IPv4Address | IPv6Address


class UnfetchedPage(ValueError):
    """An address that may not be fetched, or did not answer with a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The bytes of a document and the address that they came from, after redirects."""

    data: bytes
    address: str


def is_public(address: Address) -> bool:
    """False for this machine, private and local networks, and all that hides such an address."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is None and isinstance(address, IPv6Address):
        teredo = address.teredo
        inner = teredo[1] if teredo else None
        if any(address in network for network in _TRANSLATING):
            inner = IPv4Address(address.packed[-4:])
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def looked_up(host: str, port: int) -> Sequence[str]:
    """Every numeric address of a host; OSError if it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What may be fetched and for how long: `seconds` and `most_bytes` bound a fetch as a whole.

    A host is looked up once for each connection, and the connection goes to the address that was
    checked. `may_reach` decides on it; a test allows its own server there.
    """

    may_reach: Callable[[Address], bool] = is_public
    look_up: Callable[[str, int], Sequence[str]] = looked_up
    seconds: float = 30.0
    most_bytes: int = MOST_BYTES
    most_redirects: int = 5
    agent: str = "contingent (reads public reports; on request of a person)"


_TRANSLATING = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_SCHEMES = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_UNPRINTED = re.compile(r"[\x00-\x20\x7f]")
_STANDARD = Rules()


def is_address(text: str) -> bool:
    """True for what names a scheme and not a file."""
    return _ADDRESS.match(text) is not None


def fetched(address: str, rules: Rules = _STANDARD) -> Fetched:
    """What lies behind an address; UnfetchedPage says why nothing was fetched.

    Only http and https are spoken. A redirect is followed if it passes the same checks as the
    first address and does not leave https. No proxy, cookie or password is used.
    """
    deadline = _Deadline(rules.seconds)
    with closing(deadline):
        for _ in range(rules.most_redirects + 1):
            answer = _asked(address, rules, deadline)
            if isinstance(answer, bytes):
                return Fetched(data=answer, address=address)
            onward = urljoin(address, answer)
            if address.startswith("https:") and not onward.startswith("https:"):
                raise UnfetchedPage(f"redirects from https to {onward!r}, which is not safe")
            address = onward
    raise UnfetchedPage(f"redirects more than {rules.most_redirects} times")


@dataclass(slots=True)
class _Deadline:
    """A clock over one fetch: when it rings, the connection that is open is cut."""

    seconds: float
    has_rung: bool = False
    open: socket.socket | None = None
    timer: threading.Timer = field(init=False)

    def __post_init__(self) -> None:
        self.timer = threading.Timer(self.seconds, self._ring)
        self.timer.daemon = True
        self.timer.start()

    def _ring(self) -> None:
        self.has_rung = True
        if self.open is not None:
            try:
                self.open.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it was closed meanwhile

    def close(self) -> None:
        """Stop the clock."""
        self.timer.cancel()


def _asked(address: str, rules: Rules, deadline: _Deadline) -> bytes | str:
    """The body behind one address, or where it redirects to."""
    parts, port = _parted(address)
    host = str(parts.hostname)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml,text/*;q=0.8",
        "Accept-Encoding": "identity",
        "User-Agent": rules.agent,
    }
    try:
        with _connected(parts.scheme, host, port, rules, deadline) as connection:
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
            onward = response.getheader("Location")
            is_redirect = response.status in _REDIRECTS and onward
            answer = str(onward) if is_redirect else _body(response, rules)
    except (OSError, http.client.HTTPException, UnfetchedPage) as fault:
        if deadline.has_rung or isinstance(fault, TimeoutError):
            raise UnfetchedPage(_too_slow(rules)) from None
        if isinstance(fault, UnfetchedPage):
            raise
        raise UnfetchedPage(f"cannot be fetched ({fault or type(fault).__name__})") from fault
    if deadline.has_rung:  # to be cut looks like the end of a body without a declared length
        raise UnfetchedPage(_too_slow(rules))
    return answer


def _too_slow(rules: Rules) -> str:
    return f"took longer than {rules.seconds:g} s; nothing was kept"


def _parted(address: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(address)
        port = parts.port or _SCHEMES.get(parts.scheme, 0)
    except ValueError as fault:
        raise UnfetchedPage(f"is no address ({fault})") from None
    if parts.scheme not in _SCHEMES:
        raise UnfetchedPage(f"begins with {parts.scheme!r}; only http and https are fetched")
    if not parts.hostname or _UNPRINTED.search(address):
        raise UnfetchedPage("is no address of a page")
    if parts.username is not None or parts.password is not None:
        raise UnfetchedPage("holds a user's name or password, which is not sent")
    try:
        (parts.path + parts.query).encode("ascii")
    except UnicodeEncodeError:
        raise UnfetchedPage("holds letters beyond ASCII; write them percent-encoded") from None
    return parts, port


@contextmanager
def _connected(
    scheme: str, host: str, port: int, rules: Rules, deadline: _Deadline
) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address of a host, cut when the clock rings."""
    chosen = _checked(host, port, rules)
    connection = http.client.HTTPConnection(host, port, timeout=rules.seconds)
    with socket.create_connection((str(chosen), port), timeout=rules.seconds) as plain:
        deadline.open = plain
        if scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(plain, server_hostname=host)
            deadline.open = connection.sock
        else:
            connection.sock = plain
        with closing(connection):
            yield connection
    deadline.open = None


def _checked(host: str, port: int, rules: Rules) -> Address:
    """The first address of a host, if every one of its addresses may be reached."""
    try:
        found = [ip_address(each.partition("%")[0]) for each in rules.look_up(host, port)]
    except (OSError, ValueError) as fault:
        raise UnfetchedPage(f"leads to no host ({fault})") from None
    if not found:
        raise UnfetchedPage("leads to no host")
    for each in found:
        if not rules.may_reach(each):
            raise UnfetchedPage(f"leads to {each}, which is no public place; it is not fetched")
    return found[0]


def _body(response: http.client.HTTPResponse, rules: Rules) -> bytes:
    """The body of an answer, within its limit of size."""
    if response.status != 200:
        raise UnfetchedPage(f"was answered with {response.status} {response.reason}".rstrip())
    encoding = (response.getheader("Content-Encoding") or "identity").lower()
    if encoding != "identity":
        raise UnfetchedPage(f"was answered in {encoding!r}, which was not asked for")
    declared = response.getheader("Content-Length") or ""
    if declared.isdecimal() and int(declared) > rules.most_bytes:
        raise UnfetchedPage(too_large(int(declared)))
    body = bytearray()
    while part := response.read(_CHUNK):
        body += part
        if len(body) > rules.most_bytes:
            raise UnfetchedPage(too_large(len(body)))
    if response.length:
        raise UnfetchedPage("was cut short on its way; try again")
    return bytes(body)
