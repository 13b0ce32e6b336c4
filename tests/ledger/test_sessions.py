"""Sessions outlive a restart, end in time, and are worth nothing to whoever reads their file."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.ledger.sessions import IDLE, LONGEST, SESSIONS_FILE, open_sessions

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SECRET, OTHER = "5" * 64, "6" * 64


@pytest.fixture
def place(tmp_path):
    """Where the sessions are kept."""
    return tmp_path / SESSIONS_FILE


def test_a_session_outlives_a_restart(place):
    """Whoever opens the file anew finds whose it is, and of another secret nothing."""
    open_sessions(place).begin(SECRET, "ada", at=NOON)
    again = open_sessions(place)
    assert again.account_of(SECRET, at=NOON + SECOND) == "ada"
    assert again.account_of(OTHER, at=NOON + SECOND) is None


def test_the_file_holds_no_secret_and_is_its_owners_alone(place):
    """A copy of the file signs nobody in."""
    open_sessions(place).begin(SECRET, "ada", at=NOON)
    assert SECRET.encode() not in place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_session_ends_when_it_is_told_to(place):
    """One by its secret, all of an account together; those of others go on."""
    sessions = open_sessions(place)
    for secret, name in ((SECRET, "ada"), (OTHER, "ada"), ("7" * 64, "bo")):
        sessions.begin(secret, name, at=NOON)
    sessions.end(SECRET)
    assert sessions.account_of(SECRET, at=NOON) is None
    assert sessions.account_of(OTHER, at=NOON) == "ada"
    sessions.end_all("ada")
    assert sessions.account_of(OTHER, at=NOON) is None
    assert sessions.account_of("7" * 64, at=NOON) == "bo"


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=60))
def test_a_session_ends_by_rest_and_by_age(tmp_path_factory, pauses):
    """After any pauses it is open just as long as none was over an hour, and all under twelve.

    Requests within a minute of the last that was noted may shorten the hour by that minute.
    """
    sessions = open_sessions(tmp_path_factory.mktemp("sessions") / SESSIONS_FILE)
    sessions.begin(SECRET, "ada", at=NOON)
    at = NOON
    for pause in pauses:
        at += timedelta(seconds=pause)
        is_open = sessions.account_of(SECRET, at=at) == "ada"
        if at - NOON > LONGEST or timedelta(seconds=pause) > IDLE:
            assert not is_open
            return
        if timedelta(seconds=pause) <= IDLE - timedelta(minutes=1):
            assert is_open
        elif not is_open:
            return


def test_no_use_keeps_a_session_open_beyond_its_age(place):
    """Asked every fifty minutes, it is open as long as it may be and no longer."""
    sessions = open_sessions(place)
    sessions.begin(SECRET, "ada", at=NOON)
    for turn in range(1, 20):
        at = NOON + turn * timedelta(minutes=50)
        is_open = sessions.account_of(SECRET, at=at) == "ada"
        assert is_open is (at - NOON <= LONGEST)
        if not is_open:
            return
    pytest.fail("it never ended")


def test_what_has_ended_is_forgotten(place):
    """Another sign-in clears what is over: no list of who came when is kept."""
    sessions = open_sessions(place)
    sessions.begin(SECRET, "ada", at=NOON)
    sessions.begin(OTHER, "bo", at=NOON + IDLE + SECOND)
    assert b"ada" not in place.read_bytes()
