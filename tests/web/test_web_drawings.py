"""A picture says what its table says, in signs that do not need colour."""

from __future__ import annotations

from datetime import date

from contingent.exports.sheet import Section
from contingent.field.aid import AgainstTarget
from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.moment import ImpreciseDate
from contingent.web.drawings.fan import Course, StatedSpan, fan_chart
from contingent.web.drawings.flow import flow_bars
from contingent.web.drawings.heat import HeatCell, HeatRow, heat_map
from contingent.web.drawings.svg import element, label

TABLE = Section(id="t", title="The same", columns=(), rows=())


def test_texts_in_a_picture_are_escaped():
    """A name with markup in it is shown, not obeyed."""
    drawn = label(1, 2, "<script>&", class_='"x"')
    assert "<script>" not in drawn
    assert "&lt;script&gt;&amp;" in drawn
    assert 'class="&#34;x&#34;"' in drawn


def test_numbers_are_short_and_what_is_not_there_is_left_out():
    """A tenth is enough, and None writes nothing."""
    assert element("rect", x=1.25, y=3.0, width=None) == '<rect x="1.2" y="3"></rect>'


def test_a_need_that_nobody_fills_is_told_by_words_as_well():
    """Each cell has its share in words; what is not asked for has none."""
    full, half = HeatCell(there=300, needed=300), HeatCell(there=150, needed=300)
    none = HeatCell(there=0, needed=60)
    rows = [
        HeatRow(name="aviation", is_critical=True, cells=(none, None)),
        HeatRow(name="infantry", is_critical=False, cells=(full, half)),
    ]
    figure = heat_map(rows, ["Rafah", "Second"], TABLE)
    assert figure.summary == "2 of 3 needs are not filled."
    assert [share in figure.svg for share in ("0%", "100%", "50%")] == [True, True, True]
    assert "aviation (critical)" in figure.svg
    assert figure.svg.count("%") == 3


def test_more_than_is_needed_is_all_of_it():
    """A share never exceeds the whole."""
    cells = (HeatCell(there=90, needed=30),)
    figure = heat_map([HeatRow(name="staff", is_critical=False, cells=cells)], ["Rafah"], TABLE)
    assert "100%" in figure.svg
    assert "300%" not in figure.svg


def test_a_cell_with_a_reason_is_a_link_with_a_name_and_a_little_is_not_none():
    """What is read aloud says what, where and how much; 1 of 100 is not drawn as nothing."""
    cell = HeatCell(there=1, needed=100, link="#why-eod-RAFAH")
    figure = heat_map([HeatRow(name="eod", is_critical=False, cells=(cell,))], ["Rafah"], TABLE)
    assert 'href="#why-eod-RAFAH" aria-label="eod, Rafah: 1 of 100. Why?"' in figure.svg
    assert 'role="group"' in figure.svg
    assert "level0" not in figure.svg


def test_what_is_hardly_ever_reached_has_a_chance_and_no_band():
    """No band is drawn from too few scenarios; what was stated is drawn all the same."""
    span = StatedSpan(first=date(2026, 1, 1), last=date(2026, 2, 1), by="a commander")
    courses = [
        Course(name="boots", words="below 1 %", low=None, middle=None, high=None, stated=(span,)),
        Course(
            name="command",
            words="40 %",
            low=date(2026, 3, 1),
            middle=date(2026, 5, 1),
            high=date(2026, 9, 1),
        ),
    ]
    figure = fan_chart(courses, TABLE, first=date(2026, 1, 1), last=date(2027, 1, 1))
    assert figure.svg.count('class="fan wide"') == 1
    assert figure.svg.count('class="fan middle"') == 1
    assert "a commander: 1 Jan 2026 to 1 Feb 2026" in figure.svg
    assert figure.summary == "boots: below 1 %; command: 40 %"


def test_what_passed_is_drawn_against_what_was_agreed_each_claimant_apart():
    """A bar for each figure and none for their sum; more than was agreed runs beyond the frame."""
    lines = [
        AgainstTarget(
            claimant=claimant,
            unit="trucks",
            commodity="",
            stage="entered",
            date=ImpreciseDate.month(2026, 1),
            per_day=per_day,
            comparator=Comparator.EXACTLY,
            target_per_day=100.0,
            because=("o-1",),
        )
        for claimant, per_day in (("KEN", 50.0), ("FRA", 200.0))
    ]
    figure = flow_bars(lines, TABLE, {})
    assert figure is not None
    assert figure.svg.count('class="bar flow"') == 2
    assert "50 of 100 trucks, 50 %" in figure.svg
    assert "200 of 100 trucks, 200 %" in figure.svg
    assert "250" not in figure.svg
    assert flow_bars([], TABLE, {}) is None
