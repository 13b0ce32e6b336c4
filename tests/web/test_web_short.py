"""The board in short: at once, from any ledger, and never more than the reader may see."""

from __future__ import annotations

import pytest
from test_web_team import LEVELS, sign_in, team_at, word
from visiting import Visitor

from contingent.vocabulary.label import Level
from contingent.web import workplace

DAY = "?as_of=2026-02-20&as_known=2026-02-20"


def test_it_says_what_the_whole_board_says(sample):
    """Party by party the same rungs, verdicts, figures and days, as page and for programs."""
    whole = sample.get(f"/api/v1/positions{DAY}&limit=1000").json()["items"]
    short = sample.get(f"/api/v1/overview{DAY}").json()
    fields = ("party", "rung", "verdict", "contributions", "last_heard")
    assert [[each[name] for name in fields] for each in short["standpoints"]] == [
        [each[name] for name in fields] for each in whole
    ]
    page = sample.get(f"/board{DAY}")
    assert page.status_code == 200
    assert "Indonesia" in page.text
    assert "<script" not in page.text


def test_moments_that_cannot_be_are_refused(sample):
    """As on every other page, with the parameter named."""
    for path in ("/board", "/api/v1/overview"):
        answer = sample.get(f"{path}?as_of=yesterday")
        assert answer.status_code in (400, 422)
        assert "as_of" in answer.text


def test_a_large_ledger_opens_in_short(sample, monkeypatch):
    """The first pages lead there, with their moment; whole they are still to be had."""
    day = "?as_of=2026-02-19&as_known=2026-02-19"  # no page of that day is kept yet
    monkeypatch.setattr(workplace, "LARGE", 10)
    for path in ("/", "/contributors"):
        answer = sample.get(f"{path}{day}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/board{day}")
        assert sample.get(f"{path}{day}&whole=1").status_code == 200
    assert sample.get("/questions").status_code == 200
    monkeypatch.setattr(workplace, "LARGE", 10_000_000)
    assert sample.get(f"/{day}").status_code == 200


@pytest.mark.parametrize(("name", "seen"), [("analyst", LEVELS[:3]), ("reader", LEVELS[:2])])
def test_what_a_label_hides_is_not_in_it(tmp_path, monkeypatch, name, seen):
    """Byte for byte the board of a mission in which the hidden was never entered, large or not."""
    answers = []
    for number, levels in enumerate((LEVELS, seen)):
        visitor = Visitor(team_at(tmp_path / str(number) / "lakes", levels=levels))
        sign_in(visitor, name)
        found = [visitor.get(path).text for path in ("/board", "/api/v1/overview")]
        monkeypatch.setattr(workplace, "LARGE", len(seen) + 1)
        answers.append([*found, visitor.get("/").status_code])
        visitor.close()
        monkeypatch.undo()
    assert answers[0] == answers[1]
    assert answers[0][2] == 200
    level = seen[-1]
    assert f"TLP:{level.word}" in answers[0][0]
    assert Level.RED.word not in answers[0][0]
    assert word(len(seen) - 1, level).id in answers[0][1]


def test_nobody_sees_it_before_signing_in(tmp_path):
    """A person is led to the sign-in, a program told to bring a token."""
    visitor = Visitor(team_at(tmp_path / "lakes"))
    assert visitor.get("/board").headers["location"].startswith("/sign-in")
    assert visitor.get("/api/v1/overview").status_code == 401
    visitor.close()
