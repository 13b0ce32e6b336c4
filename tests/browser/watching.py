"""A page of the browser becomes what it said, what it asked for, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

__all__ = ["Watched"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watched:
    """A page of the browser with everything that it said and asked for."""

    def __init__(self, browser: Browser, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def faults(self) -> list[str]:
        """What axe finds, in one line each."""
        found = Axe().run(self.page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        return [
            f"{each['id']}: {node['html'][:120]}"
            for each in found.response["violations"]
            for node in each["nodes"]
        ]
