"""A mission folder becomes a web app that listens on this machine."""

from __future__ import annotations

import ipaddress
import logging
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from contingent.web.app import LOCAL_HOSTS, create_app
from contingent.web.events import LOG
from contingent.web.workplace import Workplace

if TYPE_CHECKING:
    from contingent.ledger.keys import KeyChest
    from contingent.web.identity import IdentityProvider

__all__ = ["Listening", "is_loopback", "serve"]


def is_loopback(host: str) -> bool:
    """True for an address that no other machine can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Server(uvicorn.Server):
    """Says when it listens, and not before."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell."""
        await super().startup(sockets)
        if self.started:
            self._told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where the app is reached: an address of this machine, a port, and what others call it.

    `name` is the https name under which a proxy on this machine publishes it, empty for none: the
    proxy's word on scheme and address of a request is taken.
    """

    host: str
    port: int
    name: str = ""

    @property
    def here(self) -> str:
        """The address on this machine, without a slash at its end."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{shown}:{self.port}"

    @property
    def root(self) -> str:
        """The address as a browser asks for it, without a slash at its end."""
        return f"https://{self.name}" if self.name else self.here


def serve(
    folder: Path,
    where: Listening,
    *,
    provider: IdentityProvider | None = None,
    chest: KeyChest | None = None,
    started: Callable[[], None],
) -> None:
    """Answer requests until it is stopped; `started` is called once it listens.

    `chest` holds what this machine knows of the ledger's checkpoints.

    Raises ValueError for a host that other machines can reach, and for a name or a provider of
    identities without accounts: nobody would know who reads. Raises what reading the folder
    raises, before anything listens.
    """
    workplace = Workplace(folder, chest=chest)
    if not is_loopback(where.host):
        why = "can be reached by others; let a proxy with https stand before it"
        raise ValueError(f"{where.host} {why}")
    if workplace.people() is None:
        if where.name:
            raise ValueError(f"{where.name} can be reached by others, and there are no accounts")
        if provider:
            raise ValueError(f"{provider.issuer} vouches for accounts, and there are none")
    workplace.check()
    _keep_log()
    named = {where.name.lower()} if where.name else set()
    config = uvicorn.Config(
        create_app(workplace, hosts=LOCAL_HOSTS | {where.host.lower()} | named, provider=provider),
        host=where.host,
        port=where.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(where.name),
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=32_768,
    )
    _Server(config, started).run()


def _keep_log() -> None:
    """Send what matters to safety to standard error, a line each, dated in UTC."""
    lines = logging.StreamHandler()
    written = logging.Formatter("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    written.converter = time.gmtime
    lines.setFormatter(written)
    log = logging.getLogger(LOG)
    log.addHandler(lines)
    log.setLevel(logging.INFO)
