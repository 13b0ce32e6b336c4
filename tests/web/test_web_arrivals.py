"""Signing in at a provider of identities, over HTTP: who is linked comes in, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from identity_provider import Provider, serving
from joserfc.jwk import RSAKey
from visiting import CLOCK, Visitor, mission_at

from contingent.ledger.people import PEOPLE_FILE, open_people
from contingent.ledger.roles import Role
from contingent.web.arrivals import BACK
from contingent.web.identity import IdentityProvider
from contingent.web.serving import Listening, serve

ELSEWHERE = "https://evil.example"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    """The provider, answering, with the clock of the app."""
    provider = Provider()
    provider.now = CLOCK.timestamp
    with serving(provider):
        yield provider


@pytest.fixture
def provider(server) -> Provider:
    """The provider in an honest mood."""
    server.lie, server.endpoints, server.published = {}, {}, server.key
    return server


@pytest.fixture
def team(provider, tmp_path) -> Iterator[Visitor]:
    """A team with one administrator, and bo, a reader whom the provider calls u-7."""
    folder = mission_at(tmp_path / "lakes")
    people = open_people(folder / PEOPLE_FILE)
    people.add("ada", roles=[Role.ADMINISTRATOR], at=CLOCK)
    people.add("bo", roles=[Role.READER], at=CLOCK + timedelta(microseconds=1))
    people.link("bo", issuer=provider.issuer, subject="u-7")
    known = IdentityProvider(
        issuer=provider.issuer,
        client_id="contingent",
        client_secret="secret",
        redirect_uri=f"http://127.0.0.1:1{BACK}",
    )
    visitor = Visitor(folder, provider=known)
    yield visitor
    visitor.close()


def gone(team: Visitor, onward: str = "") -> httpx.Response:
    """Leave for the provider from the sign-in page; what brings a browser there."""
    return team.client.get("/sign-in/provider", params={"next": onward})


def way_back(answer: httpx.Response) -> str:
    """The provider signs whoever comes in; the path and query that it sends the browser back to."""
    assert answer.status_code == 303, answer.text
    parts = urlsplit(httpx.get(answer.headers["location"]).headers["location"])
    assert parts.path == BACK
    return f"{parts.path}?{parts.query}"


def test_who_is_linked_comes_in_and_goes_where_they_wanted(team):
    """There and back by real requests; the account is the linked one, with its own roles."""
    assert "/sign-in/provider" in team.get("/sign-in").text
    back = team.get(way_back(gone(team, "/contributors")))
    assert back.status_code == 200
    assert 'content="0;url=/contributors"' in back.text
    page = team.get("/contributors")
    assert page.status_code == 200
    assert "<bdi>bo</bdi>" in page.text
    assert team.get("/evidence/add").status_code == 403


def test_whoever_is_not_linked_stays_outside(team, provider):
    """A good word of the provider for somebody unknown opens nothing, and says whom to ask."""
    provider.lie = {"sub": "u-8"}
    answer = team.get(way_back(gone(team)))
    assert answer.status_code == 403
    assert "u-8" in answer.text
    assert "people link" in answer.text
    assert team.get("/").status_code == 303


def test_a_provider_gives_no_role(team, provider):
    """Roles and groups that a token claims change nothing: only an administrator gives them."""
    provider.lie = {"roles": ["administrator"], "groups": ["administrator"], "role": "reviewer"}
    team.get(way_back(gone(team)))
    assert team.get("/").status_code == 200
    for page in ("/evidence/review", "/evidence/read"):
        assert team.get(page).status_code == 403
    account = open_people(team.workplace.folder / PEOPLE_FILE).account("bo")
    assert account.roles == {Role.READER}


def test_who_is_removed_does_not_come_back_by_the_provider(team):
    """Neither with the session that was open, nor by signing in again."""
    team.get(way_back(gone(team)))
    open_people(team.workplace.folder / PEOPLE_FILE).remove("bo", at=CLOCK)
    assert team.get("/").status_code == 303
    assert team.get(way_back(gone(team))).status_code == 403


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": ELSEWHERE},
        {"aud": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"exp": 1},
        {"iat": None},
        {"azp": "another"},
    ],
    ids=str,
)
def test_a_false_word_of_the_provider_opens_nothing(team, provider, lie):
    """Whatever is wrong with a token, its bearer stays outside and no session begins."""
    provider.lie = lie
    answer = team.get(way_back(gone(team)))
    assert answer.status_code == 401
    assert team.get("/").status_code == 303


def test_a_forged_signature_opens_nothing(team, provider):
    """The keys that the provider publishes decide."""
    provider.published = RSAKey.generate_key(2048, {"kid": "k1"})
    assert team.get(way_back(gone(team))).status_code == 401


def test_a_way_back_leads_in_once_and_only_its_own_browser(team):
    """Neither twice, nor in a browser that did not begin, nor with another state."""
    back = way_back(gone(team))
    stranger = httpx.Client(base_url=team.host)
    assert stranger.get(back).status_code == 403
    assert stranger.get("/").status_code == 303
    assert team.get(back).status_code == 200
    assert team.get(back).status_code == 403
    gone(team)
    assert team.get(back).status_code == 401


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "?",
        "?code=x",
        "?state=",
        "?error=access_denied",
        "?code=%00&state=%ff",
        "?iss=" + "a" * 4000,
    ],
)
def test_a_way_back_that_nobody_sent_is_refused(team, tail):
    """Whatever somebody types there, begun or not begun."""
    for begun in (False, True):
        if begun:
            gone(team)
        answer = team.get(BACK + tail)
        assert answer.status_code in (401, 403)
    assert team.get("/").status_code == 303


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        ELSEWHERE,
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:1",
    ],
)
def test_a_way_back_leads_nowhere_else(team, onward):
    """An address of another host is not gone on to, however it is written."""
    assert 'content="0;url=/"' in team.get(way_back(gone(team, onward))).text


def test_another_site_cannot_send_a_browser_there(team):
    """What the browser says of the sender counts; nothing is begun."""
    answer = team.get("/sign-in/provider", **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "contingent-asked" not in team.client.cookies


@pytest.mark.parametrize(
    "endpoints",
    [
        {"issuer": ELSEWHERE},
        {"authorization_endpoint": "http://evil.example/authorize"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": ""},
    ],
    ids=str,
)
def test_a_provider_that_points_elsewhere_is_not_followed(team, provider, endpoints):
    """Nobody is sent to an address that anybody can listen to."""
    provider.endpoints = endpoints
    answer = gone(team)
    assert answer.status_code == 401
    assert "location" not in answer.headers


def test_without_a_provider_there_is_no_such_way(lakes):
    """No button, no address."""
    assert "/sign-in/provider" not in lakes.get("/sign-in").text
    assert lakes.get("/sign-in/provider").status_code == 404
    assert lakes.get(BACK).status_code == 404


def test_a_provider_needs_accounts(lakes, provider):
    """Nobody could be linked in a mission of one person."""
    known = IdentityProvider(
        issuer=provider.issuer, client_id="c", client_secret="s", redirect_uri=f"https://x{BACK}"
    )
    where = Listening(host="127.0.0.1", port=1)
    with pytest.raises(ValueError, match="vouches for accounts"):
        serve(lakes.workplace.folder, where, provider=known, started=lambda: None)
