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


def serve(folder: Path, *, host: str, port: int, started: Callable[[], None]) -> None:
    """Answer requests until it is stopped; `started` is called once it listens.

    Raises ValueError for a host that other machines can reach: without accounts nobody knows who
    would be reading. Raises what reading the folder raises, before anything listens.
    """
    if not is_loopback(host):
        raise ValueError(f"{host} can be reached by others, and there are no accounts")
    workplace = Workplace(folder)
    workplace.holdings()
    config = uvicorn.Config(
        create_app(workplace, hosts=LOCAL_HOSTS | {host.lower()}),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=32_768,
    )
    _Server(config, started).run()
