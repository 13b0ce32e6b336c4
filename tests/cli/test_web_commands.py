"""`serve` and `export`, as a person meets them."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path

import platformdirs
import pytest
from asking import ask, start_process

from contingent.exports.worked_tables import WORKED_TABLES


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "example.org"])
def test_a_host_that_others_reach_is_a_usage_error(sample, host):
    """Only this machine is served, and the message says why."""
    answer = ask("serve", "--mission", sample, "--host", host)
    assert answer.code == 2
    assert "nothing would be encrypted" in answer.err


def test_a_public_name_needs_accounts(sample):
    """Nobody publishes a mission to whoever comes by."""
    answer = ask("serve", "--mission", sample, "--name", "isf.example.org")
    assert answer.code == 2
    assert "no accounts" in answer.err


@pytest.fixture
def team(tmp_path, monkeypatch):
    """A mission with an administrator, and no provider configured."""
    for name in ("ISSUER", "CLIENT", "SECRET"):
        monkeypatch.delenv(f"CONTINGENT_OIDC_{name}", raising=False)
    assert ask("init", tmp_path / "m").code == 0
    monkeypatch.setenv("CONTINGENT_MISSION", str(tmp_path / "m"))
    assert ask("people", "add", "ada", "--role", "administrator").code == 0
    monkeypatch.setenv("CONTINGENT_USER", "ada")
    return tmp_path / "m"


@pytest.mark.parametrize(
    ("options", "secret", "said"),
    [
        (("--oidc-issuer", "https://id.example"), "s", "--oidc-client as well"),
        (("--oidc-client", "c"), "s", "--oidc-issuer as well"),
        (("--oidc-issuer", "https://id.example", "--oidc-client", "c"), "", "OIDC_SECRET"),
        (("--oidc-issuer", "http://id.example", "--oidc-client", "c"), "s", "no https address"),
    ],
)
def test_a_provider_is_named_whole_or_not_at_all(team, monkeypatch, options, secret, said):
    """What is missing is named, and the secret is taken from the environment alone."""
    monkeypatch.setenv("CONTINGENT_OIDC_SECRET", secret)
    answer = ask("serve", *options)
    assert answer.code == 2
    assert said in " ".join(answer.err.split())
    assert "--oidc-secret" not in ask("serve", "--help").out


def test_a_provider_needs_accounts(sample):
    """In a mission of one person nobody could be linked."""
    answer = ask("serve", "--mission", sample, "--oidc-issuer", "https://id.example")
    assert answer.code == 2
    assert "no accounts" in answer.err


def test_an_account_is_linked_to_one_identity(team):
    """A second account cannot take it, and both parts must be given."""
    named = ("--issuer", "https://id.example", "--subject", "u-7")
    assert ask("people", "add", "bo", "--role", "reader").code == 0
    assert ask("people", "link", "bo", *named).code == 0
    again = ask("people", "link", "ada", *named)
    assert again.code == 2
    assert "signs in as bo already" in again.err
    assert ask("people", "link", "bo", "--issuer", " ", "--subject", "u-7").code == 2
    assert ask("people", "link", "nobody", *named).code == 2
    assert ask("people", "sign-out", "nobody").code == 2


def compiling(folder: Path) -> list[str]:
    """The processes that compile into a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return [line for line in found if "situation.warming" in line and str(folder) in line]


def test_the_forecast_is_compiled_beside_the_server(sample, tmp_path):
    """Where nothing is compiled yet a process does it, and it ends with the server."""
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    arguments = ["serve", "--mission", sample, "--port", "8696"]
    with start_process(arguments, environment=environment) as process:
        assert process.stderr.readline().startswith("http://127.0.0.1:8696/")
        assert len(compiling(tmp_path)) == 1 or any((tmp_path / "contingent").rglob("*.o"))
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert not compiling(tmp_path)


def test_compiling_leaves_what_a_forecast_needs():
    """The process that compiles ends well, and the code of a forecast is there."""
    folder = platformdirs.user_cache_path("contingent") / "kernels"
    command = [sys.executable, "-m", "contingent.situation.warming", str(folder)]
    assert subprocess.run(command, check=False).returncode == 0
    assert any(folder.glob("*.o"))


def test_serve_says_where_it_listens_and_ends_by_ctrl_c(sample):
    """The address is printed once pages can be had there."""
    with start_process(["serve", "--mission", sample, "--port", "8697"]) as process:
        line = process.stderr.readline()
        assert line.startswith("http://127.0.0.1:8697/")
        with urllib.request.urlopen("http://127.0.0.1:8697/") as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, 1, 130)


def test_a_view_is_written_to_standard_output_or_a_file(sample, tmp_path):
    """The same bytes either way, and rows of that day only."""
    shown = ask("export", "csv", "--mission", sample, "--as-of", "2025-12-20")
    assert shown.code == 0
    rows = list(csv.DictReader(io.StringIO(shown.out.lstrip("\ufeff"))))
    assert {row["party"] for row in rows} >= {"PAK", "IDN"}
    assert "pledged" not in {row["rung"] for row in rows}
    target = tmp_path / "positions.csv"
    assert ask("export", "csv", target, "--mission", sample, "--as-of", "2025-12-20").code == 0
    assert target.read_bytes().decode() == shown.out


@pytest.mark.parametrize("format", ["xlsx", "parquet", "json", "geojson", "ics", "ftm"])
def test_every_format_is_written(sample, tmp_path, format):
    """A file with something in it, and its size said on standard error."""
    target = tmp_path / f"view.{format}"
    answer = ask("export", format, target, "--mission", sample, "--table", "statements")
    assert answer.code == 0
    assert f"{target.stat().st_size:,} bytes" in answer.err


@pytest.mark.parametrize("table", WORKED_TABLES)
def test_what_is_worked_out_first_is_exported_too(sample, table):
    """Force, dates, worth of answers and field as rows, with the hashtags asked for."""
    answer = ask(
        *("export", "csv", "--table", table, "--hxl"),
        *("--mission", sample, "--as-of", "2026-02-20"),
    )
    assert answer.code == 0, answer.err
    rows = list(csv.reader(io.StringIO(answer.out.lstrip("\ufeff"), newline="")))
    assert len(rows) > 2
    assert all(cell.startswith("#") for cell in rows[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("docx",), "FORMAT: one of"),
        (("csv", "--table", "budget"), "--table: one of"),
        (("site",), "name the folder"),
    ],
)
def test_what_cannot_be_exported_is_a_usage_error(sample, arguments, said):
    """With what there is instead."""
    answer = ask("export", *arguments, "--mission", sample)
    assert answer.code == 2
    assert said in answer.err
