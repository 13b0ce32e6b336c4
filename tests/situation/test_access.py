"""Who acts, what they may do, and which label their entries bear."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contingent.errors import NotPermitted, NotSignedIn
from contingent.ledger.book import Ledger, MemoryStore, document_entry
from contingent.ledger.people import PEOPLE_FILE, open_people
from contingent.ledger.roles import Act, Role
from contingent.mission import Handling
from contingent.situation import acting_account, label_of, must_be_allowed, people_of, view_of
from contingent.vocabulary.label import Label, Level
from contingent.vocabulary.statement import Document

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def people(tmp_path):
    """Ada, who founded the team, and Bo."""
    people = open_people(tmp_path / PEOPLE_FILE)
    people.add("ada", roles=[Role.ADMINISTRATOR, Role.ANALYST], at=NOON, organisation="GBR")
    people.add("bo", roles=[Role.READER], at=NOON)
    return people


def test_a_folder_without_accounts_belongs_to_one_person(tmp_path):
    """Neither a missing file nor an empty one makes a team."""
    assert people_of(tmp_path) is None
    assert not (tmp_path / PEOPLE_FILE).exists()
    open_people(tmp_path / PEOPLE_FILE)
    assert people_of(tmp_path) is None
    assert acting_account(None, token="", user="", at=NOON) is None
    for act in Act:
        must_be_allowed(None, act)


def test_who_acts_in_a_team(tmp_path, people):
    """By a good token, else by name; a token that is wrong is not replaced by a name."""
    team = people_of(tmp_path)
    assert team is not None
    assert acting_account(team, token="", user="bo", at=NOON).name == "bo"
    _, text = people.issue_token("bo", purpose="", at=NOON, lifetime=timedelta(days=1))
    assert acting_account(team, token=text, user="ada", at=NOON).name == "bo"
    for token, user in (("", ""), ("", "zo"), ("", "Bo"), ("ctg_x", "ada")):
        with pytest.raises(NotSignedIn):
            acting_account(team, token=token, user=user, at=NOON)
    with pytest.raises(NotSignedIn, match="expired"):
        acting_account(team, token=text, user="ada", at=NOON + timedelta(days=1))


def test_a_role_is_needed(people):
    """The message names who, what, and the roles that would do."""
    must_be_allowed(people.account("ada"), Act.ENTER)
    with pytest.raises(
        NotPermitted, match="bo may not decide on drafts: it needs the role reviewer"
    ):
        must_be_allowed(people.account("bo"), Act.DECIDE)


def test_a_view_is_that_of_its_account(people):
    """An account sees what labels admit it to, the founder what was there, one person all."""
    ledger = Ledger(MemoryStore())
    document = Document(id="d-1", title="", text="x", source="s", origin="d-1")
    ledger.append([document_entry(document)], recorded_at=NOON)
    seen = {
        name: len(list(view_of(ledger, people, people.account(name)).entries()))
        for name in ("ada", "bo")
    }
    assert seen == {"ada": 1, "bo": 0}
    assert len(list(view_of(ledger, None, None).entries())) == 1


def test_the_label_of_new_entries(people):
    """What was named, else what the mission says, else none; with whom it comes from."""
    ada = people.account("ada")
    usual = Handling(label=Level.AMBER, releasable_to=("NATO",))
    nothing = Handling()

    def label(handling, level=None, to=(), by=ada):
        found = label_of(handling, level=level, releasable_to=to, by=by)
        return str(found) if found else None

    assert label(usual) == "TLP:AMBER//REL TO NATO//BY ada (GBR)"
    assert label(usual, Level.AMBER) == "TLP:AMBER//BY ada (GBR)"
    assert label(usual, to=("NOR",)) == "TLP:AMBER//REL TO NOR//BY ada (GBR)"
    assert label(usual, Level.RED, ("bo",), "eve") == "TLP:RED//REL TO bo//BY eve"
    assert label(nothing) is None
    assert label(nothing, Level.GREEN) == str(Label.parse("TLP:GREEN//BY ada (GBR)"))
    with pytest.raises(ValueError, match="a release needs a label"):
        label(nothing, to=("NOR",))
    with pytest.raises(ValueError, match="released to nobody"):
        label(usual, Level.GREEN, ("NOR",))


def test_who_is_not_let_in_is_told_whether_a_name_was_missing_or_wrong(tmp_path, people):
    """Without a name the mission is said to be a team's; a wrong one is repeated."""
    team = people_of(tmp_path)
    for user, why in (("", "this mission belongs to a team"), ("zo", "there is no account zo")):
        with pytest.raises(NotSignedIn, match=why):
            acting_account(team, token="", user=user, at=NOON)
