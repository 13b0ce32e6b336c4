"""The two founding documents alone, from bytes to positions, as a stranger would run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contingent.cli import app

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding documents are not here")


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """Positions as of 20 December 2025, from the two documents and nothing else."""
    folder = str(tmp_path_factory.mktemp("founding") / "mission")
    seeds = [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    run = CliRunner().invoke
    assert run(app, ["init", folder]).exit_code == 0
    assert run(app, ["read", *seeds, "--mission", folder, "--accept", "rules"]).exit_code == 0
    asked = ["positions", "--mission", folder, "--as-of", "2025-12-20", "--json"]
    return dict(json.loads(run(app, asked).stdout))


def test_its_own_word_holds_beside_the_organisers(board):
    """Considering and undecided by its own word; what the organiser says of it stands beside."""
    (pakistan,) = board["positions"]
    assert (pakistan["party"], pakistan["rung"]) == ("PAK", "considering")
    assert pakistan["verdict"] == "undecided"
    claimed = {(claim["by"], claim["rung"]) for claim in pakistan["claimed_by_others"]}
    assert ("USA", "considering") in claimed
    assert set(pakistan["asks"]) == {"mandate", "structure", "scope"}
    assert pakistan["contested"]


def test_the_headline_that_outran_its_quotation_is_flagged(board):
    """The second document's headline says offered where its quotation says consider."""
    (flag,) = board["flags"]
    assert flag["type"] == "headline_outruns_quote"
    assert "offered" in flag["detail"]
    assert "considering" in flag["detail"]


def test_unnamed_parties_are_counted_apart(board):
    """More than 70 contacted, about 19 ready, nearly 45 attended, and none of them in a total."""
    counts = {(said["rung"], said["count"], said["comparator"]) for said in board["counts"]}
    assert {
        ("approached", 70, "more_than"),
        ("willing", 19, "about"),
        ("engaging", 45, "nearly"),
    } <= counts
    assert list(board["totals"]) == ["considering"]


def test_the_vote_is_put_together_from_its_tellings(board):
    """China and Russia abstained, Pakistan voted in favour, on one day."""
    (vote,) = [taken for taken in board["decisions"] if taken["act"] == "vote"]
    assert set(vote["abstained"]) == {"CHN", "RUS"}
    assert vote["in_favour"] == ["PAK"]
    assert vote["date"] == "2025-11-17"
