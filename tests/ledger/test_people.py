"""Accounts, passwords, tokens, and what wrong guesses cost."""

from __future__ import annotations

import stat
import threading
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL, create_engine, text

from contingent.errors import SignInRefused
from contingent.ledger.people import LONGEST_TOKEN, PEOPLE_FILE, People, open_people
from contingent.ledger.roles import Role
from contingent.ledger.throttle import FREE_ADDRESS, FREE_NAME, LONGEST_WAIT

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
WORD = "a long enough word"


@pytest.fixture(params=["file", "server"])
def place(request, tmp_path):
    """Where the accounts are kept: in a file or in a database."""
    if request.param == "file":
        return tmp_path / PEOPLE_FILE
    return request.getfixturevalue("database")


@pytest.fixture
def people(place) -> People:
    """Ada, an administrator with a password, and Bo, a reader of NOR in NATO."""
    people = open_people(place, hasher=QUICK)
    people.add("ada", roles=[Role.ADMINISTRATOR], at=NOON, organisation="GBR")
    people.add("bo", roles=[Role.READER], at=NOON + SECOND, organisation="NOR", groups=["NATO"])
    people.set_password("ada", WORD)
    return people


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "qwertyuiop123",
        "iloveyou2026",
        "Contingent2026",
        "ada.contingent",
        "aaaaaaaaaaaaaa",
        "1234567890123",
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(people, password):
    """Those that many use, rows of keys, the account's own name: long enough, and known."""
    with pytest.raises(ValueError, match="first to be tried"):
        people.set_password("ada", password)
    people.sign_in("ada", WORD, address="here", at=NOON)


def test_a_long_password_is_taken_whatever_its_signs(people):
    """Words that nobody puts together, or signs of any script, or a long sentence."""
    for password in (
        "barley window trombone",
        "Бережливый трамвай спит",
        "no one counts sheep " * 3 + "here",
    ):
        people.set_password("bo", password)
        assert people.sign_in("bo", password, address="here", at=NOON).name == "bo"


def refused(people: People, name: str, password: str = "wrong", at=NOON, address="here") -> str:
    """Why somebody is not let in."""
    with pytest.raises(SignInRefused) as told:
        people.sign_in(name, password, address=address, at=at)
    return str(told.value)


def test_accounts_are_kept(place, people):
    """What was added is there when the file is opened again, in the order in which it came."""
    ada, bo = open_people(place).accounts()
    assert (ada.name, ada.roles, ada.organisation) == ("ada", {Role.ADMINISTRATOR}, "GBR")
    assert bo.viewer.belongs_to == {"NOR", "NATO"}
    assert people.founder == "ada"
    assert ada.viewer.belongs_to == {"GBR"}


def test_only_the_owner_reads_the_file(tmp_path):
    """Hashes of passwords are nobody else's, and no password or secret is in the file."""
    place = tmp_path / PEOPLE_FILE
    people = open_people(place, hasher=QUICK)
    people.add("bo", roles=[Role.ADMINISTRATOR], at=NOON)
    people.set_password("bo", WORD)
    _, text = people.issue_token("bo", purpose="", at=NOON, lifetime=SECOND)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    data = place.read_bytes()
    assert WORD.encode() not in data
    assert text.rpartition("_")[2].encode() not in data


@pytest.mark.parametrize(
    "name", ["", "Ada", "a b", "ada/x", "-ada", "a" * 65, "аda", "ada\n", "person:ada"]
)
def test_a_name_is_plain(people, name):
    """Lower case and no letter that only looks like another: names stand in the record for ever."""
    with pytest.raises(ValueError):
        people.add(name, roles=[], at=NOON)
    assert len(people.accounts()) == 2


@pytest.mark.parametrize("group", ["", "a/b", "x, y", "(z)", "\n"])
def test_a_group_can_stand_in_a_label(people, group):
    """What could not be written into a label is no group."""
    with pytest.raises(ValueError):
        people.add("cy", roles=[], at=NOON, groups=[group])
    with pytest.raises(ValueError):
        people.set_groups("bo", organisation="NOR", groups=[group])
    assert people.account("bo").groups == {"NATO"}


def test_the_first_account_is_an_administrator(tmp_path):
    """A team that nobody may look after could not be mended."""
    with pytest.raises(ValueError, match="first account"):
        open_people(tmp_path / "x.db").add("bo", roles=[Role.READER], at=NOON)


def test_somebody_stays_an_administrator(people):
    """The last one neither leaves nor loses the role."""
    with pytest.raises(ValueError, match="last administrator"):
        people.remove("ada", at=NOON)
    with pytest.raises(ValueError, match="last administrator"):
        people.set_roles("ada", [Role.READER])
    people.set_roles("bo", [Role.READER])  # who is none may change or leave
    people.set_roles("bo", [Role.ADMINISTRATOR, Role.READER])
    people.remove("ada", at=NOON)
    assert [each.name for each in people.accounts() if each.removed_at is None] == ["bo"]
    with pytest.raises(ValueError, match="last administrator"):
        people.remove("bo", at=NOON)  # who was removed is no administrator any more


def test_a_name_is_given_once(people):
    """Nobody comes to stand behind what another did."""
    people.remove("bo", at=NOON)
    with pytest.raises(ValueError, match="never given to somebody else"):
        people.add("bo", roles=[], at=NOON)
    with pytest.raises(KeyError):
        people.account("bo")
    assert people.founder == "ada"


def test_who_is_removed_opens_nothing(people):
    """Neither by password nor by token nor by an identity."""
    people.set_password("bo", WORD)
    people.link("bo", issuer="https://id.example", subject="7")
    _, text = people.issue_token("bo", purpose="", at=NOON, lifetime=timedelta(days=1))
    assert people.account_of_token(text, at=NOON).name == "bo"
    people.remove("bo", at=NOON)
    assert people.account_of_token(text, at=NOON) is None
    assert people.account_of_identity(issuer="https://id.example", subject="7") is None
    refused(people, "bo", WORD)


def test_groups_and_roles_change_as_a_whole(people):
    """What is not named is gone."""
    account = people.set_groups("bo", organisation="", groups=["EU"])
    assert (account.organisation, account.groups) == ("", {"EU"})
    assert people.set_roles("bo", [Role.PLANNER]).roles == {Role.PLANNER}
    with pytest.raises(KeyError):
        people.set_roles("zo", [])


def test_a_password_signs_in(people):
    """Also one that was typed on a keyboard which composes letters otherwise."""
    people.set_password("bo", "Ångström is a unit")
    assert people.sign_in("bo", "A\u030angstro\u0308m is a unit", address="x", at=NOON).name == "bo"
    assert people.sign_in("ada", WORD, address="x", at=NOON).name == "ada"


@pytest.mark.parametrize("password", ["", "short", "x" * 1_001])
def test_a_password_is_neither_short_nor_endless(people, password):
    """Twelve characters at least, and no more than hashing should cost."""
    with pytest.raises(ValueError, match="12 to 1,000"):
        people.set_password("bo", password)


def test_nobody_learns_who_has_an_account(people):
    """A wrong name, a wrong password, an account without one: the same words."""
    told = {refused(people, name, address=name) for name in ("ada", "bo", "nobody")}
    assert told == {"this name and password do not go together"}


def test_guesses_have_to_wait(people):
    """After five failures even the right password waits, longer each time, 15 minutes at most."""
    for name in ("ada", "nobody"):
        at = NOON
        for _ in range(FREE_NAME):
            assert "go together" in refused(people, name, at=at, address=name)
        waits = []
        for _ in range(8):
            assert "too many attempts" in refused(people, name, WORD, at=at, address=name)
            with pytest.raises(SignInRefused) as told:
                people.sign_in(name, WORD, address=name, at=at)
            waits.append(told.value.wait_seconds)
            at += timedelta(seconds=told.value.wait_seconds)
            assert "go together" in refused(people, name, at=at, address=name)
        assert waits == sorted(waits)
        assert waits[-1] == LONGEST_WAIT.total_seconds() + 1


def test_who_waited_signs_in_and_starts_afresh(people):
    """The right password after the wait clears what was held against the name."""
    for _ in range(FREE_NAME):
        refused(people, "ada")
    later = NOON + timedelta(seconds=31)
    assert people.sign_in("ada", WORD, address="here", at=later).name == "ada"
    for _ in range(FREE_NAME):
        assert "go together" in refused(people, "ada", at=later)


def test_yesterdays_failures_are_forgotten(people):
    """A mistake a day does not add up to a wait."""
    for day in range(3 * FREE_NAME):
        assert "go together" in refused(people, "ada", at=NOON + timedelta(days=day))


def test_an_address_has_to_wait_as_well(people):
    """Guessing one password for many names is guessing; others are let in meanwhile."""
    for number in range(FREE_ADDRESS):
        assert "go together" in refused(people, f"name{number}", address="far")
    assert "too many attempts" in refused(people, "ada", WORD, address="far")
    assert people.sign_in("ada", WORD, address="near", at=NOON).name == "ada"


def test_signing_in_oneself_does_not_help_to_guess(people):
    """One good account at an address does not wipe out the failures of others from there."""
    for number in range(FREE_ADDRESS):
        people.sign_in("ada", WORD, address="far", at=NOON)
        refused(people, f"name{number}", address="far")
    assert "too many attempts" in refused(people, "other", address="far")


def test_many_guesses_at_once_gain_nothing(place, people):
    """Attempts count before they are made, so that a burst gets no more tries than a row."""
    tried = []
    people.sign_in("ada", WORD, address="x", at=NOON)

    def guess() -> None:
        with pytest.raises(SignInRefused) as told:
            open_people(place, hasher=QUICK).sign_in("ada", "wrong", address="x", at=NOON)
        tried.append("go together" in str(told.value))

    threads = [threading.Thread(target=guess) for _ in range(3 * FREE_NAME)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tried.count(True) == FREE_NAME
    assert len(tried) == 3 * FREE_NAME


def test_a_password_is_hashed_anew_when_the_cost_rises(place, people):
    """Whoever signs in after an upgrade is kept under the hash of today."""
    people.sign_in("ada", WORD, address="x", at=NOON)
    costly = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    open_people(place, hasher=costly).sign_in("ada", WORD, address="x", at=NOON)
    address = place if isinstance(place, URL) else URL.create("sqlite", database=str(place))
    with create_engine(address).connect() as connection:
        stored = connection.scalar(text("SELECT password FROM account WHERE name = 'ada'"))
    assert not costly.check_needs_rehash(stored)


def test_a_token_acts_until_its_day(people):
    """From the moment of issue to the last before it expires."""
    token, text = people.issue_token("bo", purpose="feed", at=NOON, lifetime=timedelta(days=2))
    assert people.account_of_token(text, at=NOON).name == "bo"
    assert people.account_of_token(f" {text}\n", at=token.expires_at - SECOND).name == "bo"
    assert people.account_of_token(text, at=token.expires_at) is None
    assert people.tokens("bo") == (token,)
    later, other = people.issue_token("bo", purpose="two", at=NOON, lifetime=timedelta(days=1))
    assert (later.purpose, later.id in other) == ("two", True)
    assert set(people.tokens("bo")) == {token, later}


def test_a_token_is_revoked_once(people):
    """Revoked, it opens nothing; to revoke nothing is an error."""
    token, text = people.issue_token("bo", purpose="", at=NOON, lifetime=timedelta(days=2))
    people.revoke(token.id, at=NOON)
    assert people.account_of_token(text, at=NOON) is None
    for id in (token.id, "none"):
        with pytest.raises(KeyError):
            people.revoke(id, at=NOON)


@pytest.mark.parametrize("lifetime", [timedelta(0), -SECOND, LONGEST_TOKEN + SECOND])
def test_no_token_lives_for_ever(people, lifetime):
    """A year and a day at most."""
    with pytest.raises(ValueError, match="1 to 366 days"):
        people.issue_token("bo", purpose="", at=NOON, lifetime=lifetime)


@given(st.text(max_size=80) | st.from_regex(r"ctg_[0-9a-f]{12}_[A-Za-z0-9_-]{43}", fullmatch=True))
def test_no_other_text_is_a_token(tmp_path_factory, text):
    """Whatever is sent in place of a token opens nothing and breaks nothing."""
    people = open_people(tmp_path_factory.getbasetemp() / "tokens.db")
    if not people.accounts():
        people.add("ada", roles=[Role.ADMINISTRATOR], at=NOON)
        people.issue_token("ada", purpose="", at=NOON, lifetime=LONGEST_TOKEN)
    assert people.account_of_token(text, at=NOON) is None


def test_half_a_token_opens_nothing(people):
    """The id without the secret, or with the secret of another, is nothing."""
    one, first = people.issue_token("bo", purpose="", at=NOON, lifetime=SECOND)
    _, second = people.issue_token("ada", purpose="", at=NOON, lifetime=SECOND)
    mixed = f"ctg_{one.id}_{second[17:]}"
    assert people.account_of_token(first, at=NOON).name == "bo"
    assert people.account_of_token(mixed, at=NOON) is None


def test_an_identity_is_one_account(people):
    """An identity opens the account it was linked to, and that of another provider does not."""
    people.link("bo", issuer="https://id.example", subject="7")
    assert people.account_of_identity(issuer="https://id.example", subject="7").name == "bo"
    assert people.account_of_identity(issuer="https://other.example", subject="7") is None
    with pytest.raises(ValueError, match="already"):
        people.link("ada", issuer="https://id.example", subject="7")
    people.link("bo", issuer="https://id.example", subject="7")  # as it is: nothing to refuse
