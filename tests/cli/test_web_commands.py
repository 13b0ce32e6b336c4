"""`serve` and `export`, as a person meets them."""

from __future__ import annotations

import csv
import io
import signal
import urllib.request

import pytest
from asking import ask, start_process


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
