"""A team at the command line: who acts, what each sees and may do, and what is forgotten."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from asking import MISSION, ask, ask_process, entries, keys

from contingent.cli.options import now
from contingent.ledger.people import open_people

CALL = ("--about", "Kenya", "--speaks-for", "Kenya", "--speaker", "Amina Otieno")
CALL += ("--source", "a call", "--gist", "ready to come", "--rung", "willing")


@pytest.fixture
def team(mission, monkeypatch):
    """Ada of GBR, who founded it, Bo of NOR and Cy of NOR; act by `team(NAME)`."""
    monkeypatch.setenv("CONTINGENT_MISSION", str(mission))

    def act(name: str) -> None:
        monkeypatch.setenv("CONTINGENT_USER", name)

    roles = ("--role", "analyst", "--role", "reviewer")
    assert ask("people", "add", "ada", "--role", "administrator", *roles).code == 0
    act("ada")
    for name in ("bo", "cy"):
        added = ask("people", "add", name, *roles, "--organisation", "NOR", "--group", "NATO")
        assert added.code == 0
    return act


def drafts() -> list[str]:
    """The ids of the drafts that wait for whoever acts."""
    return [each["id"] for each in ask("review", "--json").document["drafts"]]


def test_one_person_needs_no_account(mission, clipping):
    """A mission without people asks nobody who they are."""
    assert ask("people", "list", "--mission", mission, "--json").document["accounts"] == []
    assert ask("read", clipping, "--mission", mission).code == 0
    assert not any(entry.label for entry in entries(mission))


def test_nobody_in_particular_sees_nothing(team, monkeypatch):
    """A mission of a team is opened by an account that is there."""
    for name in ("", "zo", "Ada"):
        team(name)
        for command in (("positions",), ("review",), ("people", "list"), ("ledger", "verify")):
            answer = ask(*command)
            assert (answer.code, answer.out) == (2, "")
            assert "CONTINGENT_TOKEN" in answer.err


def test_a_token_acts_for_its_account(team, mission, monkeypatch):
    """Its text on standard output, once; revoked or expired it opens nothing."""
    issued = ask("people", "token", "bo", "--for", "a feed", "--json").document
    monkeypatch.setenv("CONTINGENT_USER", "")
    monkeypatch.setenv("CONTINGENT_TOKEN", issued["token"])
    assert ask("positions").code == 0
    assert ask("people", "list").code == 2
    monkeypatch.setenv("CONTINGENT_TOKEN", "")
    team("ada")
    assert issued["token"] not in ask("people", "list", "--json").out
    assert ask("people", "revoke", issued["id"]).code == 0
    assert ask("people", "revoke", issued["id"]).code == 2
    monkeypatch.setenv("CONTINGENT_TOKEN", issued["token"])
    assert "opens nothing" in ask("positions").err
    people = open_people(mission / "people.db")
    past = now() - timedelta(days=3)
    _, text = people.issue_token("bo", purpose="", at=past, lifetime=timedelta(days=2))
    monkeypatch.setenv("CONTINGENT_TOKEN", text)
    assert "expired" in ask("positions").err


def test_a_role_is_needed_for_what_one_does(team, clipping):
    """A reader sees; to read in, to decide, to keep the ledger and the people takes a role."""
    ask("people", "add", "dee", "--role", "reader")
    team("dee")
    assert ask("positions").code == 0
    for line in (
        ("read", clipping),
        ("add", *CALL),
        ("review", "--accept", "s-1"),
        ("retract", "s-1", "--why", "x"),
        ("ledger", "label", "s-1", "--label", "GREEN"),
        ("ledger", "export", "x.jsonl"),
        ("ledger", "prove", "s-1"),
        ("ledger", "erase", "--name", "x", "--basis", "y"),
        ("people", "add", "eve"),
    ):
        answer = ask(*line)
        assert answer.code == 2, line
        assert "dee may not" in answer.err, line


def test_labels_decide_who_sees(team, clipping):
    """What Bo reads for his own organisation Cy sees and Ada does not, until Bo says otherwise."""
    team("bo")
    assert ask("read", clipping, "--label", "AMBER+STRICT").code == 0
    found = drafts()
    team("cy")
    assert drafts() == found != []
    assert ask("ledger", "label", found[0], "--label", "GREEN").code == 2
    team("ada")
    assert drafts() == []
    assert ask("review", "--accept", found[0]).err == ask("review", "--accept", "s-0").err.replace(
        "s-0", found[0]
    )
    team("bo")
    assert ask("ledger", "label", found[0], "--label", "GREEN").code == 0
    team("ada")
    assert drafts() == found[:1]


def test_what_bears_no_label_is_its_originators(team, clipping, mission):
    """Entered without a word on who may see it, it is seen by one."""
    team("bo")
    ask("add", *CALL)
    assert entries(mission)[-1].label == "TLP:RED//BY bo"
    assert len(ask("positions", "--json").document["positions"]) == 1
    team("cy")
    assert ask("positions", "--json").document["positions"] == []


def test_the_mission_says_what_is_usual(team, mission):
    """A default label stands in the mission file, and an option overrules it."""
    text = MISSION + "handling:\n  label: amber\n  releasable_to: [NATO]\n"
    (mission / "mission.yaml").write_text(text, encoding="utf-8")
    ask("add", *CALL)
    assert entries(mission)[-1].label == "TLP:AMBER//REL TO NATO//BY ada"
    team("bo")
    document = ask("positions", "--json").document
    assert document["label"] == document["positions"][0]["label"] == entries(mission)[-1].label
    assert ask("brief").out.startswith("TLP:AMBER//REL TO NATO//BY ada\n")
    ask("add", *CALL, "--amount", "800", "--label", "green")
    assert entries(mission)[-1].label == "TLP:GREEN//BY bo (NOR)"


@pytest.mark.parametrize(
    ("handling", "told"),
    [
        ("label: SECRET", "no level of the Traffic Light Protocol"),
        ("releasable_to: [NATO]", "needs a `label`"),
        ("{label: GREEN, releasable_to: [NATO]}", "released to nobody by name"),
        ("{label: AMBER, releasable_to: [a/b]}", "cannot stand in a label"),
        ("AMBER", "mission.yaml:"),
    ],
)
def test_a_mistaken_handling_is_named_with_its_line(mission, handling, told):
    """A label that means nothing stops the mission, as any other mistake does."""
    lines = handling if "{" in handling or ":" not in handling else f"\n  {handling}"
    (mission / "mission.yaml").write_text(f"{MISSION}handling: {lines}\n", encoding="utf-8")
    answer = ask("positions", "--mission", mission)
    assert answer.code == 3
    assert told in answer.err
    assert re.match(r"mission\.yaml:2[234]: handling", answer.err)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--label", "MAUVE"), "no level"),
        (("--releasable-to", "NATO"), "needs a label"),
        (("--label", "GREEN", "--releasable-to", "NATO"), "released to nobody"),
        (("--label", "AMBER", "--releasable-to", "a,b"), "cannot stand"),
        (("--by", "cy"), "you act as ada"),
    ],
)
def test_an_option_that_means_nothing_is_refused(team, mission, options, told):
    """One line that says what, and nothing is added."""
    answer = ask("add", *CALL, *options)
    assert answer.code == 2
    assert told in answer.err
    assert keys(mission) == []


def test_two_persons_review(team, mission, clipping):
    """With `review: two_person` no rule decides, and nobody does alone."""
    (mission / "mission.yaml").write_text(f"{MISSION}review: two_person\n", encoding="utf-8")
    assert ask("read", clipping, "--accept", "rules", "--label", "GREEN").code == 0
    assert {kind for kind, _ in keys(mission)} <= {"document", "draft", "flag"}
    id = drafts()[0]
    assert "a second person has to agree" in ask("review", "--accept", id).err
    assert "ada wants it accepted" in ask("review").out
    assert ask("review", "--json").document["proposals"] == [
        {"draft": id, "by": "person:ada", "gist": {"type": "accepted"}}
    ]
    assert "needs a second person" in ask("review", "--accept", id).err
    team("bo")
    assert "1 decided by bo" in ask("review", "--accept", id).err
    assert id not in drafts()
    last = entries(mission)[-1]
    assert (last.kind, last.accepted_by) == ("statement", "person:bo")
    assert "waits for a second person" in ask("add", *CALL).err


def test_a_person_who_leaves_is_shown_as_gone(team):
    """The list tells who is there, with roles, groups and tokens; the last administrator stays."""
    assert ask("people", "remove", "bo").code == 0
    assert "removed" in ask("people", "list").out
    assert ask("people", "remove", "ada").code == 2
    assert ask("people", "remove", "bo").code == 2
    answer = ask("people", "add", "bo")
    assert "never given to somebody else" in answer.err


def test_a_role_is_changed(team):
    """Roles, organisation and groups are said anew as a whole; an unknown role is named."""
    assert ask("people", "role", "bo", "--role", "reader", "--group", "EU").code == 0
    accounts = ask("people", "list", "--json").document["accounts"]
    bo = next(each for each in accounts if each["name"] == "bo")
    assert (bo["roles"], bo["groups"], bo["organisation"]) == (["reader"], ["EU"], "")
    assert "one of reader" in ask("people", "role", "bo", "--role", "king").err
    assert ask("people", "role", "zo", "--role", "reader").code == 2


def test_a_password_is_read_from_standard_input(team, mission):
    """It is never an argument, which others on the machine could read."""
    environment = {"CONTINGENT_MISSION": str(mission), "CONTINGENT_USER": "ada"}
    for word, code in (("a long enough word\n", 0), ("short\n", 2)):
        with open(mission / "word.txt", "w+", encoding="utf-8") as file:
            file.write(word)
            file.seek(0)
            answer = ask_process("people", "password", "bo", stdin=file, environment=environment)
        assert answer.code == code
    people = open_people(mission / "people.db")
    assert people.sign_in("bo", "a long enough word", address="here", at=now()).name == "bo"


def test_a_name_is_erased_and_the_record_holds(team, mission, clipping):
    """The legal basis is on record, the name is in no file, and verify says so."""
    ask("read", clipping, "--accept", "rules")
    ask("add", *CALL)
    answer = ask("ledger", "erase", "--name", "Amina Otieno", "--basis", "a request", "--json")
    assert answer.code == 0
    assert answer.document["values"] == 1
    data = b"".join(path.read_bytes() for path in mission.rglob("*") if path.is_file())
    assert b"Otieno" not in data
    assert ask("ledger", "verify", "--deep").code == 0
    assert "[erased]" in ask("brief", "--json").out
    again = ask("ledger", "erase", "--name", "Amina Otieno", "--basis", "a request")
    assert (again.code, again.out) == (2, "")
    for line in (("--basis", "x"), ("--name", "x", "--basis", " "), ("s-1", "--basis", "x")):
        assert ask("ledger", "erase", *line).code == 2


def test_what_was_there_before_the_team_is_labelled_in_one_go(mission, clipping, monkeypatch):
    """The founder alone sees it, and opens it to the others."""
    monkeypatch.setenv("CONTINGENT_MISSION", str(mission))
    ask("read", clipping)
    found = drafts()
    ask("people", "add", "ada", "--role", "administrator", "--role", "analyst")
    monkeypatch.setenv("CONTINGENT_USER", "ada")
    ask("people", "add", "bo", "--role", "reader")
    monkeypatch.setenv("CONTINGENT_USER", "bo")
    assert drafts() == []
    monkeypatch.setenv("CONTINGENT_USER", "ada")
    assert ask("ledger", "label", "--unlabelled", "--label", "GREEN").code == 0
    assert ask("ledger", "label", "--label", "GREEN").code == 2
    monkeypatch.setenv("CONTINGENT_USER", "bo")
    assert drafts() == found
    assert "may see" in ask("ledger", "verify").out


def test_only_an_administrator_restores(team, mission, tmp_path):
    """Whoever may not look after the ledger does not put another in its place."""
    team("ada")
    assert ask("add", *CALL, "--label", "GREEN").code == 0
    assert ask("ledger", "backup", tmp_path / "copy.db").code == 0
    team("bo")
    before = (mission / "ledger.db").read_bytes()
    answer = ask("ledger", "restore", tmp_path / "copy.db")
    assert (answer.code, "administrator" in answer.err) == (2, True)
    assert (mission / "ledger.db").read_bytes() == before
    team("ada")
    assert ask("ledger", "restore", tmp_path / "copy.db").code == 0
