"""Addresses are fetched from public places only, within limits, however a server behaves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from web_server import WORDS, Server, serving

from contingent.read.fetching import Rules, UnfetchedPage, fetched, is_address, is_public

HERE = ip_address("127.0.0.1")
NAMES = {"news.test": ["127.0.0.1"], "inner.test": ["10.0.0.7"], "both.test": ["127.0.0.1", "::1"]}


def look_up(host: str, port: int) -> list[str]:
    """Names of ours; a numeric address is itself."""
    if host in NAMES:
        return NAMES[host]
    return [host]


OURS = Rules(may_reach=lambda address: address == HERE, look_up=look_up, seconds=0.8)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server on this machine."""
    with serving() as found:
        yield found


def refusal(address: str, rules: Rules = OURS) -> str:
    """Why an address is not fetched."""
    with pytest.raises(UnfetchedPage) as caught:
        fetched(address, rules)
    return str(caught.value)


def test_a_page_is_fetched_under_its_name(server: Server) -> None:
    """The host is asked for by name at the address that was checked, without cookie or password."""
    answer = fetched(f"http://news.test:{server.port}/a?b=c", OURS)
    assert answer.data == WORDS
    assert answer.address == f"http://news.test:{server.port}/a?b=c"
    path, headers = server.asked[-1]
    assert (path, headers["Host"]) == ("/a?b=c", f"news.test:{server.port}")
    assert not {"Cookie", "Authorization"} & set(headers)


def test_this_machine_is_out_of_reach_by_default(server: Server) -> None:
    """Without a rule that allows it, nothing local is asked, by whatever name."""
    before = len(server.asked)
    for host in ("127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"):
        assert "no public place" in refusal(f"http://{host}:{server.port}/", Rules(seconds=2))
    assert len(server.asked) == before


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
    ],
)
def test_what_is_public(address: str, is_so: bool) -> None:
    """Private, local, shared and reserved networks are none, nor what hides such an address."""
    assert is_public(ip_address(address)) is is_so


def test_every_address_of_a_host_is_checked(server: Server) -> None:
    """A name with one good and one bad address is refused whole: the next look-up might differ."""
    assert "leads to ::1" in refusal(f"http://both.test:{server.port}/")


def test_the_name_is_looked_up_once_and_that_address_is_used(server: Server) -> None:
    """A name that changes its address between check and connection gains nothing."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    rules = Rules(may_reach=OURS.may_reach, look_up=lambda host, port: next(answers), seconds=1)
    assert fetched(f"http://turning.test:{server.port}/", rules).data == WORDS
    assert next(answers) == ["10.0.0.7"]


def test_redirects_are_followed_and_checked_again(server: Server) -> None:
    """A redirect to a public place is followed; one to a private place or a file is not."""
    start = f"http://news.test:{server.port}/to"
    server.targets |= {
        "good": "/there",
        "inner": "http://inner.test/",
        "file": "file:///etc/passwd",
        "ftp": "ftp://news.test/",
        "user": f"http://me:secret@news.test:{server.port}/",
    }
    assert fetched(f"{start}/good", OURS).address.endswith("/there")
    assert "leads to 10.0.0.7" in refusal(f"{start}/inner")
    assert "only http and https" in refusal(f"{start}/file")
    assert "only http and https" in refusal(f"{start}/ftp")
    assert "password" in refusal(f"{start}/user")
    assert "more than 5 times" in refusal(f"http://news.test:{server.port}/loop")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://news.test/", "only http and https"),
        ("http://", "is no address"),
        ("http://news.test:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://news.test/a b", "is no address"),
        ("http://news.test/\r\nHost: inner.test", "is no address"),
        ("http://me@news.test/", "password"),
        ("http://news.test/ü", "percent-encoded"),
        ("http://inner.test/", "no public place"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(address: str, why: str) -> None:
    """No other scheme, no smuggled header, no password."""
    assert why in refusal(address)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("status/404", "404"),
        ("status/500", "500"),
        ("packed", "'br'"),
        ("large", "is too large"),
        ("short", "cut short"),
        ("silent", "longer than"),
        ("dripping", "longer than"),
        ("header", "longer than"),
    ],
)
def test_a_server_with_bad_manners_is_left(server: Server, path: str, why: str) -> None:
    """Errors, sizes, stumps and slowness end in one line, and within the time allowed."""
    began = time.monotonic()
    assert why in refusal(f"http://news.test:{server.port}/{path}")
    assert time.monotonic() - began < 20 * OURS.seconds


def test_an_endless_answer_is_cut_at_its_size(server: Server) -> None:
    """Without a declared length, what comes is counted."""
    rules = Rules(may_reach=OURS.may_reach, look_up=look_up, most_bytes=1_000_000, seconds=30)
    assert "is too large" in refusal(f"http://news.test:{server.port}/endless", rules)


def test_a_host_that_does_not_answer_is_a_line() -> None:
    """Nobody listening, and a name without a place."""
    assert "cannot be fetched" in refusal("http://news.test:9/")
    rules = Rules(look_up=lambda host, port: [])
    assert "leads to no host" in refusal("http://nowhere.test/", rules)


def test_addresses_are_told_from_files() -> None:
    """A path is never taken for an address."""
    assert is_address("https://example.org/a")
    assert is_address("file:///etc/passwd")
    assert not is_address("a/b.html")
    assert not is_address("C:\\clippings\\a.txt")
