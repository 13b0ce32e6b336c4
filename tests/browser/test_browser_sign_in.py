"""Signing in at a provider of identities in a real browser, with its own rules of cookies."""

from __future__ import annotations

import socket
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from identity_provider import Provider, serving
from playwright.sync_api import Browser, expect
from visiting import CLOCK, Visitor, mission_at

from contingent.ledger.people import PEOPLE_FILE, open_people
from contingent.ledger.roles import Role
from contingent.web.arrivals import BACK
from contingent.web.identity import IdentityProvider


def test_a_browser_is_led_there_and_back_to_the_page_it_wanted(browser: Browser, tmp_path):
    """Another site sends the browser back, so no strict cookie comes along; it is in all the same.

    The provider stands on another host than the app, as it does in the world.
    """
    provider = Provider()
    provider.now = CLOCK.timestamp
    folder = mission_at(tmp_path / "lakes")
    people = open_people(folder / PEOPLE_FILE)
    people.add("ada", roles=[Role.ADMINISTRATOR], at=CLOCK)
    people.add("bo", roles=[Role.READER], at=CLOCK + timedelta(microseconds=1))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving(provider):
        provider.issuer = provider.issuer.replace("127.0.0.1", "localhost")
        people.link("bo", issuer=provider.issuer, subject="u-7")
        known = IdentityProvider(
            issuer=provider.issuer,
            client_id="contingent",
            client_secret="secret",
            redirect_uri=f"http://127.0.0.1:{port}{BACK}",
        )
        visitor = Visitor(folder, provider=known, port=port)
        page = browser.new_context().new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{visitor.host}/contributors")
        page.get_by_role("link", name="Sign in at localhost").click()
        expect(page.get_by_role("heading", level=1, name="Contributors")).to_be_visible()
        assert page.url == f"{visitor.host}/contributors"
        expect(page.get_by_text("bo", exact=True)).to_be_visible()
        assert not said
        page.get_by_role("link", name="Sign out").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        visitor.close()
