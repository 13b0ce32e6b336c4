"""Hostile requests and files: never a 5xx, nothing stored that should not be, still answering."""

from __future__ import annotations

import random
import string
from urllib.parse import quote

import pytest

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
)
METHODS = ("GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")


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


@pytest.mark.soak
def test_ten_thousand_hostile_requests_and_files(lakes):
    """The same at length: nine thousand requests, a thousand files, and the app still answers."""
    storm(lakes, 9_000, seed=2)
    read_hostile(lakes, 1_000, seed=2)
    only_what_should_be(lakes)
    assert lakes.get("/").status_code == 200
