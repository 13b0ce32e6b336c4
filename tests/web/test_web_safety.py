"""The app answers its own machine and its own pages, and nobody else."""

from __future__ import annotations

import socket
import threading
import time

import httpx
import pytest
import uvicorn
from visiting import report

from contingent.web.app import create_app
from contingent.web.serving import Listening, is_loopback, serve
from contingent.web.shield import LARGEST_BODY_BYTES

FORMS = ("/evidence/review", "/evidence/read", "/evidence/add", "/ledger/verify", "/jobs/x/cancel")


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_the_token_of_its_page_is_refused(lakes, path):
    """No other site, and no old page, can decide anything here."""
    lakes.get("/evidence/add")
    for token in ("", "0" * 64, "\u00e9"):
        answer = lakes.client.post(path, data={"token": token}, headers={"Origin": lakes.host})
        assert answer.status_code == 403
    assert lakes.workplace.holdings(None).head.size == 0


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1.evil.example", ""],
)
def test_a_form_from_another_origin_is_refused(lakes, origin):
    """Even with a good token."""
    token = lakes.token("/evidence/add")
    answer = lakes.client.post("/evidence/add", data={"token": token}, headers={"Origin": origin})
    assert answer.status_code == 403


def test_a_browser_that_says_another_site_asked_is_refused(lakes):
    """Without an Origin, what the browser says of the site counts."""
    token = lakes.token("/evidence/add")
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (
        lakes.client.post("/evidence/add", data={"token": token}, headers=headers).status_code
        == 403
    )


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1@evil", "[::1", "", "a b"]
)
def test_a_name_that_is_not_ours_is_not_answered(sample, host):
    """A page of another site that resolves its name to this machine gets nothing."""
    assert sample.get("/", Host=host).status_code in (400, 421)


def test_every_answer_says_what_a_page_may_do(sample):
    """Policy and its companions stand on pages, files, the API and refusals alike."""
    for path in (
        "/",
        "/static/contingent.css",
        "/api/v1/situation",
        "/nothing",
        "/export/positions.csv",
    ):
        headers = sample.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers or "uvicorn" in headers["server"]


def test_the_session_cookie_is_out_of_reach(sample):
    """No script reads it, no other site sends it."""
    cookie = sample.get("/evidence/add").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::", "10.0.0.1"])
def test_only_this_machine_is_served(tmp_path, host):
    """An address that others can reach is refused before anything is opened."""
    assert not is_loopback(host)
    with pytest.raises(ValueError, match="reached by others"):
        serve(tmp_path, Listening(host=host, port=1), started=lambda: None)


def test_a_public_name_needs_accounts(lakes):
    """Behind a proxy everybody signs in; a mission without accounts is not published."""
    where = Listening(host="127.0.0.1", port=1, name="isf.example.org")
    with pytest.raises(ValueError, match="no accounts"):
        serve(lakes.workplace.folder, where, started=lambda: None)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_loopback_is_this_machine(host):
    """By any of its names."""
    assert is_loopback(host)


def test_a_body_without_end_is_cut_off(lakes):
    """What is announced as too large is refused unread; what goes on too long is cut off."""
    announced = {"Content-Length": str(LARGEST_BODY_BYTES + 1), "Origin": lakes.host}
    port = int(lakes.host.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as wire:
        lines = [f"{name}: {value}" for name, value in announced.items()]
        head = "\r\n".join(["POST /evidence/read HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines])
        wire.sendall(f"{head}\r\n\r\n".encode())
        assert b" 413 " in wire.recv(100)
    assert lakes.get("/").status_code == 200


def test_too_many_files_or_fields_are_refused(lakes):
    """A form is taken with at most 200 files."""
    token = lakes.token("/evidence/read")
    files = [("files", (f"{n}.txt", b"x")) for n in range(201)]
    answer = lakes.client.post(
        "/evidence/read", data={"token": token}, files=files, headers={"Origin": lakes.host}
    )
    assert answer.status_code == 400
    assert lakes.get("/").status_code == 200


def test_a_mission_that_cannot_be_read_is_said_so_and_mended_without_a_restart(lakes):
    """Every mistake with its line; once it is mended, pages come back."""
    path = lakes.workplace.folder / "mission.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("theatre:", "theatr:"), encoding="utf-8")
    answer = lakes.get("/")
    assert answer.status_code == 503
    assert "mission.yaml:3" in answer.text
    assert lakes.get("/api/v1/positions").status_code == 503
    path.write_text(good, encoding="utf-8")
    assert lakes.get("/").status_code == 200


def test_a_reading_process_that_dies_costs_its_own_file_only(lakes, monkeypatch):
    """A file that breaks the parser is named; its neighbours are read."""
    from contingent.web import uploads

    monkeypatch.setattr(uploads, "_SECONDS_EACH", 0.0)
    assert "was not read: it took longer" in lakes.read(report())
    assert lakes.get("/").status_code == 200


def test_a_reader_cannot_fill_the_line(lakes):
    """Files are taken while fewer than ten pieces of work of that reader wait."""
    token = lakes.token("/evidence/read")
    statuses = [
        lakes.client.post(
            "/evidence/read",
            data={"token": token},
            files=[("files", ("a.txt", report().encode()))],
            headers={"Origin": lakes.host},
        ).status_code
        for _ in range(14)
    ]
    assert statuses[0] == 303
    assert 429 in statuses
    assert lakes.get("/").status_code == 200


def test_over_https_browsers_are_told_to_stay_there(lakes):
    """Cookies are bound to the host and secure, and the transport is strict."""
    config = uvicorn.Config(
        create_app(lakes.workplace), port=0, log_level="critical", forwarded_allow_ips="127.0.0.1"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    headers = {"X-Forwarded-Proto": "https"}
    answer = httpx.get(f"http://127.0.0.1:{port}/evidence/add", headers=headers)
    plain = httpx.get(f"http://127.0.0.1:{port}/evidence/add")
    server.should_exit = True
    thread.join()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert answer.headers["set-cookie"].startswith("__Host-contingent-session=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "strict-transport-security" not in plain.headers
