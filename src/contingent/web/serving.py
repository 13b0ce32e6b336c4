"""A mission folder becomes a web app that listens on this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from contingent.web.app import LOCAL_HOSTS, create_app
from contingent.web.workplace import Workplace

__all__ = ["is_loopback", "serve"]


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


def serve(
    folder: Path, *, host: str, port: int, name: str = "", started: Callable[[], None]
) -> None:
    """Answer requests until it is stopped; `started` is called once it listens.

    `name` is the https name under which a proxy on this machine publishes it: its word on scheme
    and address of a request is taken. Raises ValueError for a host that other machines can reach,
    and for a name without accounts: nobody would know who reads. Raises what reading the folder
    raises, before anything listens.
    """
    workplace = Workplace(folder)
    if not is_loopback(host):
        raise ValueError(f"{host} can be reached by others; let a proxy with https stand before it")
    if name and workplace.people() is None:
        raise ValueError(f"{name} can be reached by others, and there are no accounts")
    workplace.check()
    hosts = LOCAL_HOSTS | {host.lower()} | ({name.lower()} if name else set())
    config = uvicorn.Config(
        create_app(workplace, hosts=hosts),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(name),
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=32_768,
    )
    _Server(config, started).run()
