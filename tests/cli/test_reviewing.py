"""`review`: a person decides on drafts, and every version stays on record."""

from __future__ import annotations

import pytest
from asking import ask, entries, keys


@pytest.fixture
def drafts(mission, clipping) -> list[dict]:
    """The drafts of a report, waiting."""
    ask("read", clipping, "--mission", mission)
    return waiting(mission)


def waiting(mission) -> list[dict]:
    """What `review --json` lists."""
    document = ask("review", "--mission", mission, "--json").document
    assert document["schema"] == "contingent.drafts/1"
    return document["drafts"]


def test_the_drafts_are_listed_with_their_ids(mission, drafts):
    """What waits can be named on the command line."""
    shown = ask("review", "--mission", mission)
    assert shown.code == 0
    assert all(draft["id"] in shown.out for draft in drafts)


def test_an_accepted_draft_is_a_statement_with_the_name_of_the_person(mission, drafts):
    """Who let a statement in is part of the record."""
    id = drafts[0]["id"]
    answer = ask("review", "--mission", mission, "--accept", id, "--by", "Ada")
    assert answer.code == 0
    last = entries(mission)[-1]
    assert (last.kind.value, last.id, last.accepted_by) == ("statement", id, "person:Ada")
    assert id not in [draft["id"] for draft in waiting(mission)]


def test_a_rejected_draft_stays_on_record_with_the_reason(mission, drafts):
    """A rejection is an entry; nothing is taken out."""
    id = drafts[0]["id"]
    answer = ask(
        "review",
        "--mission",
        mission,
        "--reject",
        id,
        "--why",
        "a quotation of 2019",
        "--by",
        "Ada",
    )
    assert answer.code == 0
    last = entries(mission)[-1]
    assert (last.kind.value, last.accepted_by) == ("rejection", "person:Ada")
    assert last.payload == {"draft": id, "why": "a quotation of 2019"}
    assert ("draft", id) in keys(mission)


def test_a_correction_keeps_both_versions(mission, drafts):
    """The draft as it was read and the statement that stands in its place are both there."""
    draft = next(each for each in drafts if each["claim"]["type"] == "pledge")
    other = "considering" if draft["claim"]["rung"] != "considering" else "engaging"
    answer = ask(
        "review", "--mission", mission, "--correct", draft["id"], "--rung", other, "--by", "Ada"
    )
    assert answer.code == 0
    last = entries(mission)[-1]
    assert (last.kind.value, last.accepted_by) == ("supersession", "person:Ada")
    assert last.payload["supersedes"] == draft["id"]
    assert last.payload["statement"]["claim"]["rung"] == other
    assert last.payload["statement"]["quote"] == draft["quote"]
    kept = next(entry for entry in entries(mission) if entry.id == draft["id"])
    assert kept.payload["claim"]["rung"] == draft["claim"]["rung"]


def test_a_promise_that_was_a_refusal_is_corrected_to_a_verdict(mission, drafts):
    """A draft read as a promise may stand as `declined`, about the same kinds."""
    draft = next(each for each in drafts if each["claim"]["type"] == "pledge")
    wanted = ("--correct", draft["id"], "--verdict", "declined", "--by", "Ada")
    assert ask("review", "--mission", mission, *wanted).code == 0
    claim = entries(mission)[-1].payload["statement"]["claim"]
    assert (claim["type"], claim["verdict"]) == ("verdict", "declined")
    assert claim["kinds"] == draft["claim"]["kinds"]


def test_each_rejection_has_its_own_reason_or_all_have_one(mission, drafts):
    """Two drafts are seldom wrong for one reason."""
    first, second = (draft["id"] for draft in drafts[:2])
    both = ("--reject", first, "--reject", second, "--by", "Ada")
    told = ask("review", "--mission", mission, *both, "--why", "a", "--why", "b", "--why", "c")
    assert told.code == 2
    assert "one for each --reject: 3 for 2" in told.err
    each = ("--why", "a quotation of 2019", "--why", "another mission")
    assert ask("review", "--mission", mission, *both, *each).code == 0
    reasons = {entry.payload["draft"]: entry.payload["why"] for entry in entries(mission)[-2:]}
    assert reasons == {first: "a quotation of 2019", second: "another mission"}


def test_what_a_person_rejected_no_rule_accepts(mission, clipping, drafts):
    """Reading again with rules does not undo a decision."""
    for draft in drafts:
        ask("review", "--mission", mission, "--reject", draft["id"], "--why", "no", "--by", "Ada")
    before = keys(mission)
    ask("read", clipping, "--mission", mission, "--accept", "rules")
    assert keys(mission) == before
    assert waiting(mission) == []


def test_decisions_are_made_together_or_not_at_all(mission, drafts):
    """One wrong id among several leaves everything as it was."""
    before = keys(mission)
    answer = ask("review", "--mission", mission, "--accept", drafts[0]["id"], "--accept", "s-none")
    assert answer.code == 2
    assert "s-none" in answer.err
    assert keys(mission) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--reject", "{id}"), "--why"),
        (("--correct", "{id}"), "--rung"),
        (("--correct", "{id}", "--rung", "willing", "--verdict", "declined"), "either --rung"),
        (("--correct", "{id}", "--verdict", "sure"), "one of undecided, declined"),
        (("--accept", "{id}", "--verdict", "declined"), "either --rung"),
        (("--correct", "{id}", "--rung", "certain"), "no rung of the ladder"),
        (("--correct", "{id}", "--rung", "{rung}"), "already"),
        (("--accept", "{id}", "--reject", "{id}", "--why", "both"), "named twice"),
    ],
)
def test_a_decision_that_is_none_is_refused(mission, drafts, options, told):
    """A reason for a rejection, a rung for a correction, one decision for each draft."""
    draft = next(each for each in drafts if each["claim"]["type"] == "pledge")
    values = {"id": draft["id"], "rung": draft["claim"]["rung"]}
    before = keys(mission)
    answer = ask("review", "--mission", mission, *(text.format(**values) for text in options))
    assert answer.code == 2
    assert told in answer.err
    assert len(answer.messages) == 1
    assert keys(mission) == before


def test_what_has_no_rung_cannot_be_corrected_to_one(mission, tmp_path):
    """A verdict is no step of the ladder, and saying so is no crash."""
    path = tmp_path / "no.txt"
    path.write_text(
        "Kenya undecided on the Lakes Support Force\n\nPublished: 2025-03-04\n\n"
        "No decision has been taken by Kenya on joining the Lakes Support Force, the foreign "
        "ministry of Kenya said.\n",
        encoding="utf-8",
    )
    ask("read", path, "--mission", mission)
    verdict = next(each for each in waiting(mission) if each["claim"]["type"] == "verdict")
    answer = ask("review", "--mission", mission, "--correct", verdict["id"], "--rung", "willing")
    assert answer.code == 2
    assert "no rung to correct" in answer.err


def test_nothing_waits_in_a_new_mission(mission):
    """An empty list is an answer."""
    assert waiting(mission) == []
    assert "None waits" in ask("review", "--mission", mission).out
