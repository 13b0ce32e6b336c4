"""Hostile requests and files: never a 5xx, nothing stored that should not be, still answering."""

from __future__ import annotations

import random
import re
import socket
import string
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import quote

import httpx
import pytest
from test_web_team import team_at
from visiting import Visitor

from contingent.mission import mission_parties
from contingent.web.pages.forms import ENTERED_FIELDS

TOLD = {
    "about": "Nepal",
    "speaker": "A minister",
    "speaks_for": "Nepal",
    "rung": "willing",
    "medium": "call",
    "source": "a call",
    "gist": "Would help.",
    "said_on": "2026-05-30",
}

SPITE = (
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "\u202egnp.exe",
    "P\u0430kistan",
    "' OR 1=1 --",
    '"><script>alert(1)</script>',
    "{{7*7}}",
    "${jndi:ldap://x}",
    "A" * 3000,
    "\u0000",
    "\ufeff",
    "%ff%fe",
    "-1",
    "1e309",
    "9" * 40,
    "NaN",
    "[]",
    "s-" + "0" * 16,
    "d-" + "f" * 16,
    "2025-02-30",
    "0000-00-00",
    "9999-12-31",
    "\u0661\u0662",
    "\r\nSet-Cookie: a=b",
)
PATHS = (
    "/",
    "/contributors",
    "/contributors/{x}",
    "/evidence",
    "/evidence/{x}",
    "/evidence/of",
    "/evidence/review",
    "/evidence/read",
    "/evidence/add",
    "/evidence/documents/{x}",
    "/questions",
    "/authority",
    "/force",
    "/plan",
    "/plan/scenario",
    "/field",
    "/ledger",
    "/ledger/changes",
    "/brief",
    "/export/{x}",
    "/export/positions.{x}",
    "/static/{x}",
    "/jobs/{x}",
    "/api/v1/positions/{x}",
    "/api/v1/statements/{x}",
    "/api/v1/statements",
    "/api/v1/force",
    "/api/v1/force/{x}",
    "/api/v1/forecast",
    "/api/v1/field/{x}",
    "/api/{x}",
    "/sign-in",
    "/sign-in/back",
    "/sign-in/provider",
    "/sign-out",
    "/{x}",
)
NAMES = (
    "as_of",
    "as_known",
    "since",
    "q",
    "rung",
    "party",
    "sort",
    "page",
    "ids",
    "at",
    "from",
    "limit",
    "offset",
    "fault",
    "done",
    "hxl",
    "n",
    "next",
    "view",
    "wait",
    "without",
    "raised",
    "to",
    "lifted",
    "budget",
    "code",
    "state",
)
METHODS = ("GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")


@pytest.fixture
def team(tmp_path) -> Iterator[Visitor]:
    """A team's mission with something to hide; nobody has signed in."""
    visitor = Visitor(team_at(tmp_path / "lakes"))
    yield visitor
    visitor.close()


def spiteful(rng: random.Random) -> str:
    """Something that no well-meaning person sends."""
    if rng.random() < 0.7:
        return rng.choice(SPITE)
    signs = string.printable + "\u0627\u202e\u0430\ud7ff\U0001f9e8"
    return "".join(rng.choice(signs) for _ in range(rng.randrange(60)))


def storm(visitor, count: int, seed: int) -> None:
    """So many requests, each somewhere wrong; every answer is one that was meant."""
    rng = random.Random(seed)
    for _ in range(count):
        path = rng.choice(PATHS).replace("{x}", quote(spiteful(rng), safe=""))
        query = "&".join(
            f"{rng.choice(NAMES)}={quote(spiteful(rng), safe='%')}" for _ in range(rng.randrange(4))
        )
        method = rng.choice(METHODS)
        body = spiteful(rng).encode("utf-8", "replace") if method not in ("GET", "HEAD") else None
        headers = {"Origin": visitor.host} if rng.random() < 0.5 else {}
        if body and rng.random() < 0.5:
            headers["Content-Type"] = rng.choice(
                (
                    "application/json",
                    "multipart/form-data",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                )
            )
        answer = visitor.client.request(method, f"{path}?{query}", content=body, headers=headers)
        assert answer.status_code < 500, (method, path, query, answer.text[:200])
        assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<script>alert(1)" not in answer.text
            assert "root:x:0" not in answer.text


def storm_before_the_door(team, count: int, seed: int) -> None:
    """The same against a mission of a team by nobody in particular: not a word of it is told."""
    storm(team, count, seed)
    rng = random.Random(seed)
    for _ in range(count // 10):
        bearer = {"Authorization": f"Bearer {spiteful(rng).encode('ascii', 'ignore').decode()}"}
        try:
            answer = team.get(
                rng.choice(("/", "/api/v1/statements", "/export/positions.csv")), **bearer
            )
        except httpx.LocalProtocolError:
            continue  # it cannot even be sent
        assert answer.status_code in (303, 400, 401)
        assert "told" not in answer.text


def typed(visitor, count: int, seed: int) -> None:
    """Forms with the right token and something hostile in any field."""
    rng = random.Random(seed)
    fields = (*ENTERED_FIELDS, "draft", "decision", "why", "following", "onward", "extra")
    token = visitor.token("/evidence/add")
    for _ in range(count):
        form = TOLD | {rng.choice(fields): spiteful(rng) for _ in range(rng.randrange(1, 5))}
        path = rng.choice(("/evidence/add", "/evidence/add", "/evidence/review", "/jobs/x/cancel"))
        answer = visitor.client.post(
            path, data={"token": token, **form}, headers={"Origin": visitor.host}
        )
        assert answer.status_code < 500, (path, form)
        assert answer.headers.get("location", "/").startswith("/")


def nothing_strange_was_entered(visitor) -> None:
    """Whatever was taken is about a party that there is, in words that a page can show."""
    known = {party.code for party in mission_parties(visitor.workplace.holdings(None).mission)}
    for entry in visitor.workplace.holdings(None).entries:
        payload = entry.payload
        about = payload.get("about", {}).get("party")
        assert about in known, payload
        assert payload["speaker"].get("party", "") in known | {""}, payload
        for text in words_in(payload):
            seen = [sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs")]
            assert seen, payload
            assert not {"\x00", "\x1b", "\u202e"} & set(text), payload


def words_in(value) -> Iterator[str]:
    """Every text of a payload that is not empty."""
    if isinstance(value, str):
        yield from [value] if value else []
        return
    parts = value.values() if isinstance(value, dict) else value
    for part in parts if isinstance(parts, Iterable) else ():
        yield from words_in(part)


def malformed(visitor, count: int, seed: int) -> None:
    """Bytes that are no HTTP, or nearly: each is refused or hung up on, and costs nobody else."""
    rng = random.Random(seed)
    port = int(visitor.host.rpartition(":")[2])
    for number in range(count):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
            with suppress(ConnectionError):  # hung up on before all was sent
                wire.sendall(half_http(rng, port))
                wire.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError):
                told = wire.recv(200)
                assert not told or re.match(rb"HTTP/1.1 [234]\d\d ", told), told
        if number % 50 == 0:
            assert visitor.get("/").status_code == 200


def half_http(rng: random.Random, port: int) -> bytes:
    """A request with one thing wrong, or nothing right."""
    host = f"Host: 127.0.0.1:{port}"
    return rng.choice(
        (
            rng.randbytes(rng.randrange(1, 400)),
            b"GET / HTTP/1.1\r\n\r\n",
            f"GET /{chr(0)} HTTP/1.1\r\n{host}\r\n\r\n".encode(),
            f"GET / HTTP/9.9\r\n{host}\r\n\r\n".encode(),
            f"GET / HTTP/1.1\r\n{host}\r\nX: {'a' * 70_000}\r\n\r\n".encode(),
            f"GET / HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n".encode(),
            f"POST /evidence/add HTTP/1.1\r\n{host}\r\nContent-Length: -5\r\n\r\n".encode(),
            f"POST /evidence/add HTTP/1.1\r\n{host}\r\nContent-Length: 9\r\n"
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n".encode(),
            f"POST /evidence/read HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\n"
            "FFFFFFFFFFFFFFFF\r\n".encode(),
            f"GET / HTTP/1.1\r\n{host}\r\nCookie: {'x=y; ' * 900}\r\n\r\n".encode(),
            f"GET //evil.example/%2e%2e HTTP/1.1\r\n{host}\r\n\r\n".encode(),
            f"\r\n\r\nG\u0415T / HTTP/1.1\r\n{host}\r\n\r\n".encode(),
        )
    )


def hostile_file(rng: random.Random) -> tuple[str, bytes]:
    """A file that is not what it says, or is more than it looks."""
    name = rng.choice(
        ("a.txt", "../../a.txt", "C:\\a.html", "a.pdf", "\u202etxt.a", "." * 80, "a\x00b")
    )
    data = rng.choice(
        (
            rng.randbytes(rng.randrange(4_000)),
            b"%PDF-1.7" + rng.randbytes(100),
            b"PK\x03\x04" + rng.randbytes(500),
            b"<html>" + b"<div>" * rng.randrange(5_000) + b"text of a page",
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;&b;</a>",
            (
                "Kenya\u202e pledges\u0000 P\u0430kistan 800 troops.\n\n" * rng.randrange(40)
            ).encode(),
            b"\xff\xfe" + rng.randbytes(99),
            b"a" * rng.randrange(50_000),
            b"",
        )
    )
    return name, data


def read_hostile(visitor, count: int, seed: int) -> None:
    """Files by the fifty, each a problem or a document; the app answers all the while."""
    rng = random.Random(seed)
    for start in range(0, count, 50):
        batch = [("files", hostile_file(rng)) for _ in range(min(50, count - start))]
        sent = visitor.send("/evidence/read", {"by_rules": "yes"}, files=batch)
        assert sent.status_code == 303
        place = sent.headers["location"]
        assert visitor.get("/").status_code == 200
        if place.startswith("/jobs/"):
            page = ""
            while 'data-job="running"' in page or not page:
                page = visitor.get(place).text
            assert "failed" not in page.split("<main", 1)[1].split("</main>")[0], page


def only_what_should_be(visitor) -> None:
    """The folder holds the mission, its ledger and texts under their own ids; nothing beside it."""
    folder = visitor.workplace.folder
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    strange = [
        name for name in there if not name.startswith(("mission.yaml", "ledger.db", "documents/d-"))
    ]
    assert not strange
    assert {path.name for path in folder.parent.iterdir()} <= {folder.name, "site"}
    visitor.workplace.view(None).verify()


def test_a_storm_of_bad_requests_changes_nothing(lakes):
    """Traversal, injection, look-alikes, odd methods and bodies: answered, and nothing stored."""
    storm(lakes, 400, seed=1)
    assert lakes.workplace.holdings(None).head.size == 0
    only_what_should_be(lakes)


def test_hostile_files_are_problems_or_documents(lakes):
    """Whatever a file holds, it is read in its own process and named where it is none."""
    read_hostile(lakes, 20, seed=1)
    only_what_should_be(lakes)


def test_a_storm_before_the_door_tells_nothing(team):
    """Nobody in particular learns nothing of a team's mission, whatever is asked."""
    storm_before_the_door(team, 100, seed=3)


def test_hostile_words_in_forms_are_refused_or_kept_as_words(lakes):
    """Look-alike names are no party, and what is taken is text about somebody who is there."""
    typed(lakes, 60, seed=4)
    nothing_strange_was_entered(lakes)
    only_what_should_be(lakes)


def test_what_is_no_http_is_refused(lakes):
    """Random bytes, smuggled and endless requests are refused or hung up on."""
    malformed(lakes, 60, seed=5)
    assert lakes.workplace.holdings(None).head.size == 0
    only_what_should_be(lakes)


# Ten thousand hostile requests and files, in five parts, and after each the app still answers.


@pytest.mark.soak
def test_six_thousand_hostile_requests(lakes):
    """Traversal, injection, look-alikes, oversize: no 5xx, nothing stored."""
    storm(lakes, 6_000, seed=12)
    assert lakes.workplace.holdings(None).head.size == 0
    only_what_should_be(lakes)
    assert lakes.get("/").status_code == 200


@pytest.mark.soak
def test_a_thousand_hostile_requests_by_nobody(team):
    """A team's mission tells nothing to who has not signed in."""
    storm_before_the_door(team, 1_000, seed=13)


@pytest.mark.soak
def test_a_thousand_hostile_forms(lakes):
    """With the right token: refused with a reason, or kept as words about somebody."""
    typed(lakes, 1_000, seed=14)
    nothing_strange_was_entered(lakes)
    only_what_should_be(lakes)
    assert lakes.get("/").status_code == 200


@pytest.mark.soak
def test_a_thousand_malformed_requests(lakes):
    """What is no HTTP costs nobody else anything."""
    malformed(lakes, 1_000, seed=15)
    only_what_should_be(lakes)
    assert lakes.get("/").status_code == 200


@pytest.mark.soak
def test_a_thousand_hostile_files(lakes):
    """Each is a problem or a document, and only documents are stored."""
    read_hostile(lakes, 1_000, seed=16)
    only_what_should_be(lakes)
    assert lakes.get("/").status_code == 200
