"""`add`: what came by telephone or letter, with its source and no quotation."""

from __future__ import annotations

import pytest
from asking import ask, entries, keys

SAID = {
    "--about": "Kenya",
    "--speaks-for": "KEN",
    "--speaker": "Amina Otieno",
    "--source": "call of 4 March 2025, 10:20",
    "--gist": "Ready to send a battalion once the mandate is clear.",
    "--rung": "willing",
    "--said-on": "2025-03-04",
    "--by": "Ada",
}


def add(mission, **other: str | None):
    """`add` with the usual options, some replaced, some left out (None)."""
    options = SAID | {f"--{name.replace('_', '-')}": value for name, value in other.items()}
    given = [part for pair in options.items() if pair[1] is not None for part in pair]
    return ask("add", "--mission", mission, *given)


def test_a_call_becomes_a_statement_with_its_source(mission):
    """It is accepted by the person who enters it, and counts at once."""
    answer = add(mission, amount="up to 800", kind="infantry", condition="a clear mandate")
    assert answer.code == 0
    (entry,) = entries(mission)
    assert (entry.kind.value, entry.accepted_by) == ("statement", "person:Ada")
    assert entry.payload["note"] == {
        "medium": "call",
        "source": SAID["--source"],
        "gist": SAID["--gist"],
    }
    assert "quote" not in entry.payload
    (position,) = ask("positions", "--mission", mission, "--json").document["positions"]
    assert (position["party"], position["rung"]) == ("KEN", "willing")
    assert position["amount"]["ceiling"] == 800
    assert position["amount"]["floor"] is None
    assert position["conditions"] == ["a clear mandate"]
    assert position["last_heard"] == "2025-03-04"


def test_the_same_call_twice_is_one_statement(mission):
    """An entry made again adds nothing."""
    add(mission)
    assert "already on record" in add(mission).err
    assert len(keys(mission)) == 1


def test_the_statement_is_printed_as_a_document_on_demand(mission):
    """`--json` gives `contingent.added/1` with the statement."""
    options = [part for pair in SAID.items() for part in pair]
    document = ask("add", "--mission", mission, *options, "--json").document
    assert document["schema"] == "contingent.added/1"
    assert document["statement"]["about"] == {"party": "KEN"}


def test_a_third_party_lifts_nobody_above_considering(mission):
    """What one state says of another is on record as that, and no more."""
    add(mission, about="Nepal", rung="pledged")
    (position,) = ask("positions", "--mission", mission, "--json").document["positions"]
    assert position["party"] == "NPL"
    assert position["rung"] == "considering"
    assert position["claimed_by_others"][0]["rung"] == "pledged"
    assert position["last_heard"] is None


def test_the_mission_s_own_parties_are_known_by_name(mission):
    """Bodies and groups of the mission file can speak, and appear under their names."""
    assert add(mission, about="Northern Front", speaks_for="the Front").code == 0
    assert "Northern Front" in ask("positions", "--mission", mission).out
    assert "NORTHERN-FRONT" not in ask("positions", "--mission", mission).out


@pytest.mark.parametrize("option", ["about", "speaks_for"])
def test_a_name_in_foreign_letters_is_refused_with_the_one_it_resembles(mission, option):
    """`Pаkistan` with a Cyrillic a is no Pakistan, and nothing is added."""
    answer = add(mission, **{option: "P\u0430kistan"})
    assert answer.code == 2
    assert "resembles Pakistan" in answer.err
    assert len(answer.messages) == 1
    assert keys(mission) == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"about": "Ruritania"}, "'Ruritania' is no party that is known here"),
        ({"rung": "certain"}, "no rung of the ladder"),
        ({"rung": None}, "--rung, verdict or question: give exactly one"),
        ({"verdict": "declined"}, "--rung, verdict or question: give exactly one"),
        ({"rung": None, "verdict": "perhaps"}, "--verdict: one of undecided"),
        ({"kind": "submarines"}, "--kind: one of infantry"),
        ({"medium": "pigeon"}, "--medium: one of page"),
        ({"amount": "a few"}, "--amount: cannot read"),
        ({"amount": "800 to 500"}, "above ceiling"),
        ({"amount": "up to 500 to 800"}, "--amount: cannot read"),
        ({"rung": None, "verdict": "declined", "amount": "80"}, "--amount goes with a rung"),
        (
            {"rung": None, "question": "funding", "condition": "money"},
            "--condition goes with a rung or a verdict",
        ),
        ({"said_on": "March"}, "is no day like"),
        ({"gist": "  "}, "--gist is empty"),
        ({"source": None}, "--source"),
    ],
)
def test_what_cannot_be_meant_is_refused(mission, other, told):
    """One line that says which option and why; nothing is added."""
    answer = add(mission, **other)
    assert answer.code == 2
    assert told in answer.err
    assert len(answer.messages) == 1
    assert keys(mission) == []


@pytest.mark.parametrize(
    ("text", "floor", "ceiling", "about"),
    [
        ("800", 800, 800, False),
        ("1,500", 1500, 1500, False),
        ("about 800", 800, 800, True),
        ("up to 800", None, 800, False),
        ("at least 800", 800, None, False),
        ("800 or more", 800, None, False),
        ("500 to 800", 500, 800, False),
        ("500-800", 500, 800, False),
    ],
)
def test_an_amount_stays_as_wide_as_it_was_said(mission, text, floor, ceiling, about):
    """A ceiling is no number, and neither is a floor."""
    assert add(mission, amount=text).code == 0
    amount = entries(mission)[0].payload["claim"]["amount"]
    assert (amount["floor"], amount["ceiling"], amount["about"]) == (floor, ceiling, about)


def test_a_condition_of_a_verdict_stands_on_the_board(mission):
    """What an undecided party waits for is kept, and so is on which terms a neighbour consents."""
    assert add(mission, rung=None, verdict="undecided", condition="a clear mandate").code == 0
    (position,) = ask("positions", "--mission", mission, "--json").document["positions"]
    assert (position["verdict"], position["conditions"]) == ("undecided", ["a clear mandate"])
    assert "a clear mandate" in ask("brief", "--mission", mission).out
    terms = {"verdict": "consent", "condition": "no tanks", "gist": "Would let them in."}
    assert add(mission, rung=None, **terms).code == 0
    accepts = ask("brief", "--mission", mission).out.split("━━ Who accepts whom")[1]
    assert "no tanks" in accepts.split("━━")[0]


def test_an_arrival_that_others_tell_is_reported_and_not_observed(mission):
    """Their word lifts nobody above considering, and "no arrival on record" would be untrue."""
    told = {"speaks_for": "United States", "speaker": "An embassy", "rung": "advance party"}
    assert add(mission, amount="35", **told).code == 0
    (position,) = ask("positions", "--mission", mission, "--json").document["positions"]
    assert position["rung"] == "considering"
    brief = ask("brief", "--mission", mission).out
    assert "In theatre: reported, not observed: Kenya 35." in brief
    assert "no arrival on record" not in brief
    assert add(mission, rung="advance party", amount="40", gist="We are there.").code == 0
    later = ask("brief", "--mission", mission).out
    assert "In theatre: Kenya." in later
    assert "not observed" not in later


def test_a_question_and_a_verdict_can_be_entered(mission):
    """Not every call is a promise."""
    assert add(mission, rung=None, question="rules of engagement").code == 0
    assert add(mission, rung=None, verdict="undecided").code == 0
    (position,) = ask("positions", "--mission", mission, "--json").document["positions"]
    assert position["verdict"] == "undecided"
    assert position["asks"] == ["rules_of_engagement"]
    assert "rules of engagement" in ask("brief", "--mission", mission).out
