"""`read --model`: what a person sees of it, and what it can put on record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import ask, entries, keys

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))

from model_server import ModelServer, proposal, serving_model

CLAUSE = "Ghana remains committed to the stabilisation force"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A model that agrees with the rules."""
    with serving_model(lambda sentence: [proposal(CLAUSE, "willing", "Ghana")]) as found:
        yield found


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A report in which the rules see two readings of one clause."""
    path = tmp_path / "doubtful.txt"
    path.write_text(
        "Ghana speaks of the Lakes Support Force\n\nPublished: 2025-03-04\n\n"
        f"Ghana's foreign minister said on Tuesday that {CLAUSE}.\n",
        encoding="utf-8",
    )
    return path


def read(server: ModelServer, path: Path, mission: Path, *more: object, name: str = "honest"):
    """What comes of reading a file with a model."""
    options = ("--model", server.address, "--model-name", name, "--mission", mission)
    return ask("read", path, *options, *more)


def test_nothing_is_asked_unless_a_model_is_named(server, doubtful, mission):
    """Off by default: nobody's text leaves by itself, and the document has no further fields."""
    answer = ask("read", doubtful, "--mission", mission, "--json")
    assert server.asked == []
    assert set(answer.document) == {"schema", "documents", "statements", "flags", "problems"}


def test_the_reading_says_what_was_proposed_and_what_it_cost(server, doubtful, mission):
    """Proposals with their fate, tokens, time and the cost at the price that was given."""
    answer = read(server, doubtful, mission, "--json", "--model-price", "2/10")
    assert answer.code == 0
    (item,) = answer.document["proposals"]
    assert (item["fate"], item["quote"], item["reading"]) == ("agrees", CLAUSE, "willing")
    model = answer.document["model"]
    assert (model["asked"], model["agreed"], model["tokens_in"]) == (1, 1, 100)
    assert model["cost"] == pytest.approx(100 * 2 / 1e6 + 10 * 10 / 1e6)
    assert "1 agreed, 0 for review, 0 rejected" in answer.err
    assert "cost 0.0003" in answer.err


def test_what_agrees_is_accepted_by_a_rule_of_its_own_name(server, doubtful, mission):
    """Only with `--accept rules`, at the rung of the rules; reading again asks nothing more."""
    read(server, doubtful, mission)
    assert {entry.kind.value for entry in entries(mission)} == {"document", "draft"}
    read(server, doubtful, mission, "--accept", "rules")
    (accepted,) = [entry for entry in entries(mission) if entry.kind.value == "statement"]
    assert accepted.accepted_by == "rule:model-agrees"
    assert accepted.payload["claim"]["rung"] == "willing"
    before, asked = keys(mission), len(server.asked)
    answer = read(server, doubtful, mission, "--accept", "rules")
    assert "was asked nothing" in answer.err
    assert (keys(mission), len(server.asked)) == (before, asked)


def test_what_disagrees_is_shown_at_review(server, doubtful, mission):
    """The draft stays as the rules read it, and the person who decides sees both readings."""
    server.grader = lambda sentence: [proposal(CLAUSE, "pledged", "Ghana")]
    answer = read(server, doubtful, mission, "--accept", "rules")
    assert "waits for a person" in answer.out
    assert {entry.kind.value for entry in entries(mission)} == {"document", "flag", "draft"}
    listed = ask("review", "--mission", mission, "--json").document
    (doubt,) = listed["doubts"]
    assert doubt["draft"] == listed["drafts"][0]["id"]
    assert "the rules read willing (or pledged), the model honest pledged" in doubt["what"]
    assert "the model honest" in " ".join(ask("review", "--mission", mission).out.split())
    server.grader = lambda sentence: [proposal(CLAUSE, "willing", "Ghana")]
    before = keys(mission)
    read(server, doubtful, mission, "--accept", "rules")
    assert keys(mission) == before


def test_what_is_rejected_is_shown_and_kept_out_of_the_ledger(server, doubtful, mission):
    """Invented words are named as such on the screen, and nowhere on record."""
    server.grader = lambda sentence: [proposal("Ghana has deployed\x1b[2J 900 troops", "deployed")]
    answer = read(server, doubtful, mission)
    assert "rejected" in answer.out
    assert "\x1b" not in answer.out + answer.err
    assert not any("900" in str(entry.payload) for entry in entries(mission))


def test_a_model_that_does_not_answer_leaves_the_rules_and_exit_code_3(server, doubtful, mission):
    """What was asked for and not done is said; the reading is whole without it."""
    answer = read(server, doubtful, mission, "--json", name="status:401")
    assert answer.code == 3
    assert (
        "the model status:401: was answered with 401 (1 sentence(s) were not graded)" in answer.err
    )
    assert answer.document["statements"]
    assert answer.document["model"]["unanswered"] == 1


def test_what_is_labelled_goes_to_no_model_beyond_this_machine(server, doubtful, mission):
    """From AMBER up, a label keeps a text here; a model of this machine may see it."""
    options = ("--mission", mission, "--label", "AMBER", "--model-name", "honest")
    answer = ask("read", doubtful, *options, "--model", "https://example.org/v1")
    assert answer.code == 2
    assert "beyond this machine" in " ".join(answer.err.split())
    assert ask("read", doubtful, *options, "--model", server.address).code == 0


def test_the_key_comes_from_the_environment_and_is_never_shown(
    server, doubtful, mission, monkeypatch
):
    """It reaches the server, and neither output nor ledger."""
    monkeypatch.setenv("CONTINGENT_MODEL_KEY", "sk-1234")
    answer = read(server, doubtful, mission, "--json", "--accept", "rules")
    assert server.headers[0]["Authorization"] == "Bearer sk-1234"
    kept = "".join(str(entry.payload) for entry in entries(mission))
    assert "sk-1234" not in answer.out + answer.err + kept


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--model", "http://127.0.0.1:9/v1"), "--model-name"),
        (("--model-name", "m"), "go with --model URL"),
        (("--model", "file:///etc/passwd", "--model-name", "m"), "no http or https"),
        (("--model", "http://h/v1", "--model-name", "m", "--model-price", "cheap"), "no price"),
    ],
)
def test_options_that_name_no_model_are_a_usage_error(doubtful, options, what):
    """A model is named by its address and its name."""
    answer = ask("read", doubtful, *options)
    assert answer.code == 2
    assert what in " ".join(answer.err.split())
