"""In a team everybody signs in, does what their roles allow, and sees what labels let them see."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from datetime import date, timedelta

import httpx
import pytest
from visiting import CLOCK, Visitor, mission_at

from contingent.ledger.book import Ledger, statement_entry
from contingent.ledger.people import open_people
from contingent.ledger.roles import Role
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.viewing import View
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.label import Label, Level
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice
from contingent.web.events import LOG

PASSWORD = "correct horse battery"
LEVELS = (Level.CLEAR, Level.GREEN, Level.AMBER, Level.RED)
WORKED = [
    "/api/v1/force?as_of=2025-03-10&wait=10",
    "/api/v1/force/lines?as_of=2025-03-10&wait=10",
    "/api/v1/forecast?as_of=2025-03-10&wait=10",
    "/api/v1/forecast/assumptions?as_of=2025-03-10&wait=10",
    "/api/v1/unlocks?as_of=2025-03-10&wait=10",
    "/api/v1/field/rates?as_of=2025-03-10&wait=10",
    "/export/assignments.csv?as_of=2025-03-10",
    "/export/forecast.json?as_of=2025-03-10",
]
PATHS = [
    "/",
    "/contributors",
    "/contributors/KEN",
    "/evidence",
    "/questions",
    "/authority",
    "/ledger",
    "/ledger/changes?from=2025-03-01",
    "/brief",
    "/ledger/feed.atom",
    "/export/positions.csv",
    "/export/statements.json",
    "/export/statements.ftm",
    "/export/positions.geojson",
    "/api/v1/situation",
    "/api/v1/positions",
    "/api/v1/statements",
    "/api/v1/changes",
]


def word(number: int, level: Level) -> Statement:
    """Kenya's word of one day, a rung for each level."""
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.CALL, source=f"call {number}", gist=f"told {level.word}"),
            speaker=Speaker(name="the minister", role="Foreign Minister", party="KEN"),
            voice=Voice.OFFICIAL,
            about="KEN",
            claim=Pledge(rung=Rung(3 + number)),
            said_on=ImpreciseDate.day(date(2025, 3, 1 + number)),
        )
    )


def team_at(folder, *, levels=LEVELS):
    """A mission of a team: an account for each role, and a statement by ada at each level."""
    mission_at(folder)
    people = open_people(folder / "people.db")
    for number, role in enumerate(
        (Role.ADMINISTRATOR, *(r for r in Role if r is not Role.ADMINISTRATOR))
    ):
        name = "ada" if role is Role.ADMINISTRATOR else role.value
        roles = [role, Role.READER] if role is Role.ADMINISTRATOR else [role]
        people.add(
            name,
            roles=roles,
            at=CLOCK + timedelta(microseconds=number),
            organisation="desk" if role is Role.ANALYST else "",
        )
        people.set_password(name, PASSWORD)
    ledger = Ledger(open_sqlite(folder / "ledger.db"))
    ada = people.account("ada").viewer
    for number, level in enumerate(LEVELS):
        if level in levels:
            mark = Label(level=level, originator="ada", organisation="desk")
            view = View(ledger, viewer=ada, founder="ada", mark=mark, is_chosen=True)
            at = CLOCK - timedelta(days=10 - number)
            view.append([statement_entry(word(number, level), "person:ada")], recorded_at=at)
    return folder


def without_digests(text: str, host: str) -> str:
    """An answer without what differs between two ledgers alike: salts are drawn anew in each."""
    return re.sub(r"(?<!s-)\b[0-9a-f]{12,64}\b", "digest", text.replace(host, ""))


def worked_out(visitor: Visitor, path: str) -> str:
    """What comes back once it is worked out."""
    for _ in range(60):
        answer = visitor.get(path)
        if answer.status_code != 202:
            return answer.text
    raise AssertionError(f"{path}: not worked out")


def sign_in(visitor: Visitor, name: str, password: str = PASSWORD) -> httpx.Response:
    """What comes back for a name and a password."""
    visitor.client.cookies.clear()
    return visitor.send("/sign-in", {"name": name, "password": password})


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A team's mission, open for visits."""
    visitor = Visitor(team_at(tmp_path_factory.mktemp("team") / "lakes"))
    yield visitor
    visitor.close()


def test_nobody_sees_anything_before_signing_in(team):
    """A person is led to the sign-in, a program is told to bring a token; neither learns more."""
    team.client.cookies.clear()
    for path in PATHS:
        answer = team.get(path)
        if path.startswith(("/api", "/export")) or path.endswith(".atom"):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        else:
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/sign-in?next=")
        assert "Lakes" not in answer.text


def test_who_signs_in_is_led_to_the_page_they_wanted_and_nowhere_else(team):
    """The address asked for is kept; one of another host is not."""
    team.client.cookies.clear()
    for wanted, led in (
        ("/contributors", "/contributors"),
        ("//evil.example/", "/"),
        ("https://evil.example", "/"),
    ):
        form = {"name": "reader", "password": PASSWORD, "onward": wanted}
        assert team.send("/sign-in", form).headers["location"] == led


def test_a_session_is_new_after_signing_in_and_nothing_after_signing_out(team):
    """What was known before signing in opens nothing afterwards."""
    team.client.cookies.clear()
    team.get("/sign-in")
    before = dict(team.client.cookies)
    sign_in(team, "reader")
    after = dict(team.client.cookies)
    assert before != after
    assert team.get("/").status_code == 200
    team.send("/sign-out", {})
    assert team.get("/").status_code == 303


def test_who_signs_out_everywhere_is_out_in_every_browser(team):
    """One form ends all sessions of the account, and tells the browser to forget what it kept."""
    sign_in(team, "reader")
    elsewhere = httpx.Client(base_url=team.host, cookies=dict(team.client.cookies))
    sign_in(team, "reader")
    assert elsewhere.get("/").status_code == 200
    sent = team.send("/sign-out", {"everywhere": "yes"})
    assert "cache" in sent.headers["clear-site-data"]
    assert elsewhere.get("/").status_code == team.get("/").status_code == 303


def test_a_new_password_ends_what_was_open(team):
    """An administrator who sets a password, or signs somebody out, ends their sessions."""
    for command in (("people", "sign-out", "field"), ("people", "password", "field")):
        sign_in(team, "field")
        assert team.get("/").status_code == 200
        done = subprocess.run(
            [sys.executable, "-m", "contingent", *command, "--mission", team.workplace.folder],
            input=f"{PASSWORD}\n",
            text=True,
            capture_output=True,
            env=os.environ | {"CONTINGENT_USER": "ada"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert team.get("/").status_code == 303


def test_whoever_is_signed_in_changes_their_own_password(tmp_path):
    """With the current one and the new one twice; what was open elsewhere ends, this goes on."""
    visitor = Visitor(team_at(tmp_path / "lakes", levels=()))
    sign_in(visitor, "reader")
    elsewhere = httpx.Client(base_url=visitor.host, cookies=dict(visitor.client.cookies))
    sign_in(visitor, "reader")
    wanted = "another long password"
    form = {"current": PASSWORD, "wanted": wanted, "again": wanted}
    for change, status in (
        ({"current": "wrong"}, 401),
        ({"again": "something else here"}, 400),
        ({"wanted": "short", "again": "short"}, 400),
        ({"token": "x"}, 403),
    ):
        assert visitor.send("/password", {**form, **change}).status_code == status, change
    before = dict(visitor.client.cookies)
    assert visitor.send("/password", form).status_code == 303
    assert dict(visitor.client.cookies) != before
    assert visitor.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert sign_in(visitor, "reader").status_code == 401
    assert sign_in(visitor, "reader", wanted).status_code == 303
    visitor.client.cookies.clear()
    assert visitor.get("/password").headers["location"].startswith("/sign-in")
    visitor.close()


def test_guesses_at_the_current_password_wait(tmp_path):
    """A browser that was left open does not help to find the password out."""
    visitor = Visitor(team_at(tmp_path / "lakes", levels=()))
    sign_in(visitor, "reader")
    form = {"current": "a guess", "wanted": "x" * 12, "again": "x" * 12}
    statuses = [visitor.send("/password", form).status_code for _ in range(7)]
    assert statuses[:5] == [401] * 5
    assert statuses[-1] == 429
    visitor.close()


def test_wrong_guesses_wait(team):
    """A wrong name and a wrong password are refused alike; many of them have to wait."""
    people = open_people(team.workplace.folder / "people.db")
    people.add("guessed", roles=[Role.READER], at=CLOCK)
    answers = [sign_in(team, "guessed", "wrong").status_code for _ in range(7)]
    assert answers[:5] == [401] * 5
    assert answers[-1] == 429
    nobody = sign_in(team, "nobody-at-all", "wrong")
    assert nobody.status_code == 401
    assert "do not go together" in nobody.text


def test_a_session_and_its_forms_outlive_a_restart(tmp_path):
    """Whoever was signed in still is, and what was typed before can still be sent."""
    before = Visitor(team_at(tmp_path / "lakes", levels=()))
    sign_in(before, "analyst")
    token, cookies = before.token("/ledger"), dict(before.client.cookies)
    before.close()
    after = Visitor(before.workplace.folder)
    after.client.cookies.update(cookies)
    assert after.get("/").status_code == 200
    sent = after.client.post(
        "/ledger/verify", data={"token": token}, headers={"Origin": after.host}
    )
    assert sent.status_code == 200
    after.close()


def test_refusals_are_noted_without_what_was_typed(tmp_path, caplog):
    """Who came in, who did not, and what was not allowed; never a password or a name tried."""
    caplog.set_level(logging.INFO, logger=LOG)
    visitor = Visitor(team_at(tmp_path / "lakes", levels=()))
    sign_in(visitor, "hunter2-my-password", "wrong")
    sign_in(visitor, "reader")
    visitor.get("/evidence/review")
    visitor.client.post("/ledger/verify", data={"token": "x"}, headers={"Origin": visitor.host})
    visitor.client.post("/sign-in", headers={"Origin": "http://evil.example"})
    visitor.close()
    told = [json.loads(record.message) for record in caplog.records if record.name == LOG]
    assert [each["event"] for each in told] == [
        "sign-in refused",
        "signed in",
        "not permitted",
        "form refused",
        "refused with 403",
    ]
    assert {each["account"] for each in told} == {"", "reader"}
    assert all(each["address"] == "127.0.0.1" for each in told)
    assert "hunter2" not in caplog.text
    assert PASSWORD not in caplog.text


def test_a_session_ends_with_its_account(tmp_path):
    """Who is removed is out at once."""
    visitor = Visitor(team_at(tmp_path / "lakes", levels=(Level.CLEAR,)))
    sign_in(visitor, "field")
    assert visitor.get("/").status_code == 200
    open_people(visitor.workplace.folder / "people.db").remove("field", at=CLOCK)
    assert visitor.get("/").status_code == 303
    visitor.close()


@pytest.mark.parametrize(
    ("name", "seen"),
    [("ada", LEVELS), ("analyst", LEVELS[:3]), ("reader", LEVELS[:2])],
)
def test_what_a_label_hides_is_not_there(team, tmp_path, name, seen):
    """Every answer is, byte for byte, that of a mission in which the hidden was never entered."""
    visitor = Visitor(team_at(tmp_path / "lakes", levels=seen))
    for each in (team, visitor):
        sign_in(each, name)
    for path in PATHS:
        ours, theirs = (without_digests(each.get(path).text, each.host) for each in (team, visitor))
        assert ours == theirs, path
    for path in WORKED if name == "reader" else ():
        ours, theirs = (
            without_digests(worked_out(each, path), each.host) for each in (team, visitor)
        )
        assert ours == theirs, path
    for number, level in enumerate(LEVELS):
        found = team.get(f"/evidence/{word(number, level).id}").status_code
        assert found == (200 if level in seen else 404)
    visitor.close()


def test_a_token_reads_the_api_for_its_account(team):
    """A program sees what its account may see; a wrong token opens nothing."""
    team.client.cookies.clear()
    people = open_people(team.workplace.folder / "people.db")
    _, text = people.issue_token("reader", purpose="a test", at=CLOCK, lifetime=timedelta(days=1))
    bearer = {"Authorization": f"Bearer {text}"}
    assert team.get("/api/v1/statements", **bearer).json()["total"] == 2
    for wrong in (f"Bearer {text[:-1]}x", f"Basic {text}", "Bearer"):
        assert team.get("/api/v1/statements", Authorization=wrong).status_code == 401


def test_two_persons_decide_where_the_mission_says_so(tmp_path):
    """The first proposes, the same person cannot agree, the second settles it."""
    folder = team_at(tmp_path / "lakes", levels=())
    with (folder / "mission.yaml").open("a") as mission:
        mission.write("review: two_person\nhandling: {label: GREEN}\n")
    people = open_people(folder / "people.db")
    people.add("second", roles=[Role.REVIEWER], at=CLOCK)
    people.set_password("second", PASSWORD)
    people.set_roles("analyst", [Role.ANALYST, Role.REVIEWER])
    visitor = Visitor(folder)
    sign_in(visitor, "analyst")
    told = {
        "about": "Nepal",
        "speaker": "A minister",
        "speaks_for": "Nepal",
        "rung": "willing",
        "medium": "call",
        "source": "a call",
        "gist": "Would help.",
        "said_on": "2026-05-30",
    }
    place = visitor.send("/evidence/add", told).headers["location"]
    assert "second%20person" in place or "second+person" in place
    draft = place.partition("at=")[2].partition("&")[0]
    form = {"draft": draft, "decision": "accept"}
    assert "fault=" in visitor.send("/evidence/review", form).headers["location"]
    sign_in(visitor, "second")
    visitor.send("/evidence/review", form)
    assert visitor.get(f"/evidence/{draft}").status_code == 200
    visitor.close()
