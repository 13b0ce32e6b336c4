"""The force page: every gap opens its reason, and several things are tried out together."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.force.gathering import WhatIf
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf, end_of_day
from contingent.web.pages.what_if import query_of, what_if_of

DAY = "as_of=2026-02-20"


def force(visitor, query: str = "") -> str:
    """The page once its package is worked out."""
    for _ in range(600):
        page = visitor.get(f"/force?{DAY}{query}").text
        if 'data-job="running"' not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the package was not worked out")


def compared(page: str) -> list[str]:
    """The cells of the first row of what is compared: what, as things are, tried out."""
    section = page.partition('id="compared"')[2].partition("<tbody>")[2].partition("</tr>")[0]
    return re.findall(r"<bdi>([^<]*)</bdi>", section)


def test_every_cell_that_is_not_full_leads_to_its_reason(sample):
    """By a link alone, so that it needs no script; a full cell leads nowhere."""
    page = force(sample)
    cells = re.findall(r'<a href="#(why-[^"]+)" aria-label="([^"]+)" class="why">', page)
    assert len(cells) > 20
    for id, told in cells:
        reason = page.partition(f'id="{id}"')[2].partition("</details>")[0]
        assert "Needed" in reason, told
        assert "Would do" in reason, told
    assert len({id for id, _ in cells}) == len(cells) == page.count('<details class="reason">')
    assert 'class="need level4"' in page
    assert not re.search(r'class="why"><rect[^>]*level4', page)


def test_several_things_are_tried_together_against_things_as_they_are(sample):
    """The more is tried, the same the base: what is compared with never moves."""
    one = force(sample, "&without=PAK")
    all_of_it = force(sample, "&without=PAK&without=TUR&raised=IDN&to=approved&answered=mandate")
    for words in (
        "Without Pakistan",
        "Without Türkiye",
        "As if Indonesia stood at approved",
        "As if mandate were answered",
    ):
        assert words in all_of_it
    assert one.count(">Take back<") == 1
    assert all_of_it.count(">Take back<") == 4
    assert compared(one)[1] == compared(all_of_it)[1]
    assert compared(one)[2] != compared(all_of_it)[2]
    assert 'id="compared"' not in force(sample)


def test_each_thing_can_be_taken_back_by_itself(sample):
    """Its link keeps the others and the moment, and the form sends them along."""
    page = force(sample, "&without=PAK+TUR&raised=IDN:approved")
    links = re.findall(r'<li>([^<]+) <a href="([^"]+)" data-swap>Take back', page)
    back = {words: link.replace("&amp;", "&") for words, link in links}
    shorter = back["Without Pakistan"]
    assert "without=TUR" in shorter
    assert "raised=IDN%3Aapproved" in shorter
    assert "as_of=2026-02-20" in shorter
    assert "PAK" not in shorter
    assert '<input type="hidden" name="without" value="PAK TUR">' in page
    assert '<input type="hidden" name="raised" value="IDN:approved">' in page
    assert (
        '<option value="PAK">'
        not in page.partition('name="without"><option')[2].partition("</select>")[0]
    )


@pytest.mark.parametrize(
    "query",
    [
        "without=ZZZ",
        "without=PAK&without=ZZZ",
        "raised=IDN:certain",
        "raised=IDN&to=sure",
        "raised=:approved",
        "lifted=ISR",
        "lifted=ISR:ZZZ",
        "answered=everything",
        "budget=much",
        "budget=-101",
        "view=hopeful",
    ],
)
def test_what_does_not_exist_is_not_tried_out(sample, query):
    """It would look like a finding; it is a 400 that names the parameter."""
    answer = sample.get(f"/force?{DAY}&{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text or "to:" in answer.text


PARTY = st.sampled_from(["PAK", "TUR", "IDN", "EGY"])


@given(
    excluded=st.lists(PARTY, unique=True),
    rungs=st.dictionaries(PARTY, st.sampled_from([Rung.WILLING, Rung.APPROVED])),
    pairs=st.lists(st.tuples(PARTY, PARTY), unique=True),
    budget=st.integers(-100, 1_000),
)
def test_an_address_says_a_what_if_whole(sample, excluded, rungs, pairs, budget):
    """Law: what is tried out, written into an address and read again, is the same."""
    whole = WhatIf(
        excluded=tuple(excluded),
        without_objections=tuple(pairs),
        at_rungs=rungs,
        budget_percent=budget,
    )
    holdings = sample.workplace.holdings(None)
    day = date(2026, 2, 20)
    picture = sample.workplace.picture(
        holdings, AsOf(held_on=day, known_at=end_of_day(day)), date(2026, 2, 13)
    )
    assert what_if_of(query_of(whole), picture.situation) == whole
