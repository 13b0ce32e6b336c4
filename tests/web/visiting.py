"""A mission folder becomes an app to send requests to, as a browser on this machine would."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from contingent.ledger.keys import KeyChest
from contingent.situation import found_mission
from contingent.web.app import create_app
from contingent.web.identity import IdentityProvider
from contingent.web.workplace import Workplace

__all__ = ["CLOCK", "Visitor", "copy_of", "mission_at", "report"]

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')

MISSION = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
also: [LSF]
authorisation:
  instrument: Resolution 1
  body: UNSC
  date: 2025-01-10
  valid_until: 2026-12-31
  vote: {in_favour: [KEN, FRA], abstained: [CHN]}
  source: https://example.org/resolution
bodies:
  - code: LAKE-BOARD
    name: Board of the Lakes
    role: board
requirement:
  strength:
    - {kind: infantry, target: 3000, assumption: true, reason: No requirement was published.}
questions:
  - topic: mandate
    text: What may the force do?
    asked_by: [KEN]
gates:
  - id: terms
    name: Terms are settled
    all_of: [question:mandate]
phases:
  - id: first
    name: First boots
    gates: [terms]
"""


def mission_at(folder: Path, *, sample: str | None = None) -> Path:
    """A mission in a folder: a small one of our own, or a bundled sample."""
    found_mission(folder, sample=sample, recorded_at=CLOCK)
    if sample is None:
        (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
    return folder


def report(state: str = "Kenya", number: int = 800) -> str:
    """A short report, invented: its headline outruns what the ministry said."""
    return (
        f"{state} pledges {number} troops to the Lakes Support Force\n\nPublished: 2025-03-04\n\n"
        f"The foreign ministry of {state} said on Tuesday that {state} would consider sending up "
        f"to {number} troops to the Lakes Support Force.\n"
    )


class Visitor:
    """Somebody at a browser: keeps cookies, sends forms with the token that the page gave.

    The app listens on a port of this machine in a thread of its own.
    """

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: CLOCK,
        provider: IdentityProvider | None = None,
        chest: KeyChest | None = None,
        port: int = 0,
    ) -> None:
        self.workplace = Workplace(folder, now=now, chest=chest)
        app = create_app(self.workplace, provider=provider)
        config = uvicorn.Config(
            app, port=port, log_level="critical", lifespan="on", timeout_keep_alive=600
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.host = f"http://127.0.0.1:{port}"
        self.client = httpx.Client(base_url=self.host, timeout=60)

    def close(self) -> None:
        """Stop the app."""
        self.client.close()
        self._server.should_exit = True
        self._thread.join(10)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """What comes back for an address."""
        return self.client.get(path, headers=headers)

    def token(self, page: str) -> str:
        """The token in the form of a page."""
        found = _TOKEN.search(self.get(page).text)
        assert found, page
        return found[1]

    def send(
        self, path: str, form: Mapping[str, str], *, page: str = "", **more: Any
    ) -> httpx.Response:
        """What comes back for a form, sent from the page that holds it."""
        data = {"token": self.token(page or path), **form}
        return self.client.post(path, data=data, headers={"Origin": self.host}, **more)

    def read(self, *texts: str) -> str:
        """Send documents to be read, wait for the work to be over, and give its page."""
        files = [("files", (f"{n}.txt", text.encode())) for n, text in enumerate(texts)]
        sent = self.send("/evidence/read", {}, files=files)
        assert sent.status_code == 303, sent.text
        for _ in range(600):
            page = self.get(sent.headers["location"]).text
            if 'data-job="running"' not in page:
                return page
            time.sleep(0.05)
        raise AssertionError("the work did not end")


def copy_of(folder: Path, target: Path) -> Path:
    """A mission folder to write to, made from one that is only read."""
    return Path(shutil.copytree(folder, target))
