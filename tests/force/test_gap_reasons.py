"""A line that is short says why: who could, where they are, what keeps them, what would do."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from telling_force import DAY, board, contribution, mission, people, position

from contingent.exports.force_reasons import unfilled_sections
from contingent.situation import assess
from contingent.situation.forces import ForceQuestion, assess_force
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf, end_of_day

MEDICAL = {"capability": "medical", "sector": "NORTH", "minimum": 100, "critical": True}


def reasons(positions, asked):
    """Why each kind is short at each place: rows of what and words, by kind and place."""
    situation = assess((), asked, as_of=AsOf(held_on=DAY, known_at=end_of_day(DAY)))
    situation = replace(situation, positions=positions)
    answer = assess_force(situation, ForceQuestion(seconds=20))
    return answer, {
        key: [tuple(cell.text for cell in row.cells) for row in section.rows]
        for key, section in unfilled_sections(situation, answer).items()
    }


def sectors(*lines, **more):
    """A requirement over two sectors."""
    named = [{"code": "NORTH", "name": "North"}, {"code": "SOUTH", "name": "South"}]
    return {"lead_minimum": 0, "sectors": named, "lines": list(lines), **more}


def test_what_nobody_speaks_of_says_so():
    """Nobody is named where nobody has said a word, and what would do is a number."""
    _, found = reasons(board(), mission(requirement=sectors(MEDICAL)))
    rows = dict(found[Kind.MEDICAL, "NORTH"])
    assert rows["Nobody"] == "Nobody offers it, and nobody has spoken of it."
    assert rows["Needed"].startswith("100 (critical).")
    assert "medical" in rows["Would do"]


def test_who_only_considers_it_is_named_and_not_counted():
    """Considering stands beside the gap in its own words, and fills nothing."""
    positions = board(
        position("KEN", contribution(Kind.MEDICAL, Rung.CONSIDERING, amount=people(100)))
    )
    answer, found = reasons(positions, mission(requirement=sectors(MEDICAL)))
    assert ("Spoken of, not counted", "Kenya: considering") in found[Kind.MEDICAL, "NORTH"]
    assert answer.package.lines[0].covered == 0
    assert not any(what == "Nobody" for what, _ in found[Kind.MEDICAL, "NORTH"])


def test_an_offer_that_serves_elsewhere_is_told_with_its_place():
    """One unit and two sectors that need it: the empty one says where it is."""
    positions = board(position("KEN", contribution(Kind.MEDICAL, Rung.PLEDGED, amount=people(100))))
    lines = (MEDICAL, {**MEDICAL, "sector": "SOUTH"})
    _, found = reasons(positions, mission(requirement=sectors(*lines)))
    assert len(found) == 1
    ((_, place), rows), other = *found.items(), {"NORTH": "South", "SOUTH": "North"}
    assert ("Serves elsewhere", f"Kenya: 100 in {other[place]}") in rows
    together = dict(rows).get("Cannot be had together with", "")
    assert f"100 medical are needed ({other[place]})" in together


def test_a_caveat_that_keeps_an_offer_away_is_named():
    """What stands between an offer and the line is said in its own words."""
    positions = board(position("KEN", contribution(Kind.MEDICAL, Rung.PLEDGED, amount=people(100))))
    asked = mission(
        requirement=sectors(MEDICAL),
        contributors=[{"party": "KEN", "caveats": [{"type": "area", "sectors": ["NORTH"]}]}],
    )
    _, found = reasons(positions, asked)
    rows = found[Kind.MEDICAL, "NORTH"]
    assert ("Kept away", "Kenya does not serve in North") in rows
    assert ("Impossible, with this alone", "Kenya does not serve in North") in rows


def test_an_offer_that_is_ready_too_late_says_when():
    """A line with a day is not filled by who comes after it."""
    unit = {
        "id": "K1",
        "party": "KEN",
        "capability": "medical",
        "personnel": 100,
        "notice_days": 60,
    }
    positions = board(position("KEN", contribution(Kind.MEDICAL, Rung.PLEDGED)))
    line = {**MEDICAL, "need_by": "2030-01-31"}
    _, found = reasons(positions, mission(requirement=sectors(line), offers=[unit]))
    assert ("Not there in time", "Kenya: 100, ready in 60 days") in found[Kind.MEDICAL, "NORTH"]


@settings(max_examples=15, deadline=None)
@given(
    offered=st.lists(st.integers(1, 200), min_size=0, max_size=2),
    needed=st.lists(st.integers(1, 200), min_size=1, max_size=2),
)
def test_just_what_is_short_has_a_reason(offered, needed):
    """Law: a place has a reason if and only if its line is not full; each names need and remedy."""
    codes = ("KEN", "NOR")
    positions = board(
        *(
            position(code, contribution(Kind.MEDICAL, Rung.PLEDGED, amount=people(count)))
            for code, count in zip(codes, offered, strict=False)
        )
    )
    lines = [
        {**MEDICAL, "sector": sector, "minimum": minimum}
        for sector, minimum in zip(("NORTH", "SOUTH"), needed, strict=False)
    ]
    answer, found = reasons(positions, mission(requirement=sectors(*lines)))
    short = {(line.need.kind, line.need.sector) for line in answer.package.lines if line.missing}
    assert set(found) == short
    for rows in found.values():
        told = [what for what, _ in rows]
        assert told[0] == "Needed"
        assert told[-1] == "Would do"
