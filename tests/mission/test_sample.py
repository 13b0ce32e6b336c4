"""The bundled mission keeps what its public record says, wrong copies as wrong copies."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from contingent.errors import InvalidMission
from contingent.mission import (
    Mission,
    SampleStatement,
    load_mission,
    mission_parties,
    sample_statements,
)
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import (
    TOPICS,
    Decision,
    Driver,
    Pledge,
    Question,
    Rung,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.plain import identified, plain_statement, statement_of
from contingent.vocabulary.statement import FlagType, Note, Voice

SAMPLE = Path(str(files("contingent") / "sample" / "gaza"))
ALL = tuple(sample_statements("gaza"))
FIVE = {"IDN", "MAR", "KAZ", "XKX", "ALB"}
OWN = (Voice.OFFICIAL, Voice.OFFICIAL_UNNAMED)


@cache
def mission() -> Mission:
    """The mission of the sample, which has no fault."""
    found, problems = load_mission(SAMPLE)
    assert not problems
    return found


def own_words(party: str, day: date) -> Iterator[SampleStatement]:
    """What a party had said of itself by a day, copies left out."""
    for row in ALL:
        said = row.statement
        is_own = said.about == party == said.speaker.party and said.voice in OWN
        if is_own and row.known_on <= day and not said.copy_of:
            yield row


def pledged_kinds(party: str, day: date, rung: Rung) -> set[Kind]:
    """The kinds that a party itself had put at a rung or above by a day."""
    claims = [row.statement.claim for row in own_words(party, day)]
    pledges = [claim for claim in claims if isinstance(claim, Pledge) and claim.rung >= rung]
    return {kind for pledge in pledges for kind in pledge.kinds}


def test_every_statement_comes_back_as_it_was_written():
    """The file holds statements under the ids of their content, and none twice."""
    for row in ALL:
        assert statement_of(plain_statement(row.statement)) == row.statement
        assert identified(row.statement).id == row.statement.id
    assert max(Counter(row.statement.id for row in ALL).values()) == 1


def test_all_209_records_are_accounted_for():
    """No record of the collection is lost between it and the sample."""
    listed = (SAMPLE.parents[3] / "docs/reference/sample-gaza.md").read_text(encoding="utf-8")
    assert f"{len(ALL)} statements from 209 records" in listed
    records = {row.record for row in ALL}
    assert len(records) == 209
    undated = {
        row.record for row in ALL if not row.statement.said_on and not row.statement.published_on
    }
    assert undated
    assert all(record in listed for record in undated)


def test_statements_stand_in_the_order_in_which_they_could_be_known():
    """Nothing is known before it was said or published, and the file runs forward."""
    assert [row.known_on for row in ALL] == sorted(row.known_on for row in ALL)
    for row in ALL:
        said, published = row.statement.said_on, row.statement.published_on
        assert said is None or said.last <= row.known_on, row.record
        assert published is None or published <= row.known_on, row.record


def test_nothing_said_after_20_december_is_known_on_that_day():
    """The sample as known on 20 December 2025 holds no later word."""
    known = [row for row in ALL if row.known_on <= date(2025, 12, 20)]
    assert len(known) > 100
    days = [row.statement.said_on.last for row in known if row.statement.said_on]
    days += [row.statement.published_on for row in known if row.statement.published_on]
    assert max(days) <= date(2025, 12, 20)


def test_the_commander_named_five_and_pakistan_was_none_of_them():
    """On 19 February 2026 the force's commander named five contributors of troops."""
    named = {
        row.statement.about
        for row in ALL
        if row.record == "ISF-19"
        and isinstance(row.statement.claim, Pledge)
        and row.statement.claim.kinds == (Kind.TROOPS,)
        and row.statement.voice is Voice.THIRD_PARTY
        and row.statement.speaker.party == "ISF"
        and row.known_on <= date(2026, 2, 20)
    }
    assert named == FIVE


@pytest.mark.parametrize(
    ("party", "rung", "kinds"),
    [
        ("IDN", Rung.PLEDGED, {Kind.TROOPS}),
        ("MAR", Rung.OFFERED, {Kind.POLICE, Kind.MEDICAL, Kind.TRAINING, Kind.STAFF}),
        ("KAZ", Rung.OFFERED, {Kind.MEDICAL, Kind.OBSERVERS}),
        ("XKX", Rung.WILLING, {Kind.UNSPECIFIED}),
        ("ALB", Rung.PLEDGED, {Kind.TROOPS}),
        ("PAK", Rung.OFFERED, set()),
        ("EGY", Rung.OFFERED, {Kind.TRAINING}),
        ("TUR", Rung.OFFERED, set()),
    ],
)
def test_each_has_its_own_word_beside_the_commanders(party: str, rung: Rung, kinds: set[Kind]):
    """By 20 February 2026 each had itself said this much and no more, of these kinds."""
    assert pledged_kinds(party, date(2026, 2, 20), rung) == kinds


def test_indonesia_ends_suspended_and_nobody_is_deployed():
    """The last own word of Indonesia on troops is a suspension; no state claims to be there."""
    end = date(2026, 5, 21)
    last = [row.statement.claim for row in own_words("IDN", end)]
    verdicts = [claim for claim in last if isinstance(claim, Verdict | Pledge)]
    assert isinstance(verdicts[-1], Verdict)
    assert verdicts[-1].verdict is VerdictType.SUSPENDED
    deployed = [
        row
        for row in ALL
        if isinstance(row.statement.claim, Pledge)
        and row.statement.claim.rung >= Rung.ADVANCE_PARTY
        and isinstance(row.statement.about, str)
    ]
    assert not deployed


def test_copies_point_at_a_better_telling_and_wrong_ones_say_how():
    """A copy names the statement it retells, which is no copy; a firmer copy is flagged."""
    by_id = {row.statement.id: row.statement for row in ALL}
    copies = [row for row in ALL if row.statement.copy_of]
    assert len(copies) > 68
    for row in copies:
        better = by_id[row.statement.copy_of]
        assert not better.copy_of, row.record
        mine, theirs = row.statement.claim, better.claim
        if isinstance(mine, Pledge) and isinstance(theirs, Pledge):
            assert mine.rung <= theirs.rung or row.statement.flags, row.record


def test_unconfirmed_records_say_so():
    """A record whose page was not found again is marked in its words and by a flag."""
    marked = {row.record for row in ALL if _gist(row).startswith("Unconfirmed: ")}
    assert len(marked) == 12
    for row in ALL:
        assert (row.record not in marked) or FlagType.OTHER in row.statement.flags


def _gist(row: SampleStatement) -> str:
    citation = row.statement.citation
    assert isinstance(citation, Note)
    return citation.gist


def test_parties_and_topics_are_those_of_the_mission():
    """Every code and topic in the statements is one that the mission knows."""
    codes = {party.code for party in mission_parties(mission())}
    topics = {question.topic for question in mission().questions}
    for row in ALL:
        said = row.statement
        assert said.mission == mission().code
        assert said.speaker.party in codes | {""}
        assert not isinstance(said.about, str) or said.about in codes | {""}
        if isinstance(said.claim, Question):
            assert set(said.claim.topics) <= topics
    assert topics - set(TOPICS) == {"unnamed"}


def test_the_vote_is_the_same_in_the_mission_and_in_the_record():
    """Thirteen in favour, China and Russia abstaining, in both places."""
    (vote,) = [row.statement.claim for row in ALL if row.record == "ISF-29"]
    authorisation = mission().authorisation
    assert isinstance(vote, Decision)
    assert authorisation is not None
    assert authorisation.vote is not None
    assert len(vote.in_favour) == 13
    assert vote.in_favour == authorisation.vote.in_favour
    assert vote.abstained == authorisation.vote.abstained == ("CHN", "RUS")
    assert authorisation.vote.side("PAK") == "in_favour"


def test_objections_consent_and_drivers_are_whose_they_are():
    """Israel objects, Hamas consents on conditions, and every driver names whose view it is."""
    objections = {
        (row.statement.about, row.statement.claim.toward)
        for row in ALL
        if isinstance(row.statement.claim, Verdict)
        and row.statement.claim.verdict is VerdictType.OBJECTION
    }
    assert objections == {("ISR", "TUR"), ("ISR", "PAK"), ("HAMAS", "")}
    consents = [
        row.statement
        for row in ALL
        if isinstance(row.statement.claim, Verdict)
        and row.statement.claim.verdict is VerdictType.CONSENT
        and row.statement.about == "HAMAS"
    ]
    assert consents
    assert all(consent.conditions for consent in consents)
    drivers = [row.statement for row in ALL if isinstance(row.statement.claim, Driver)]
    assert {driver.about for driver in drivers} == {"IDN", "JOR", "AZE"}
    assert all(driver.speaker.name for driver in drivers)


def test_what_is_assumed_says_so():
    """Every requirement line of the sample and every ratio is marked as an assumption."""
    requirement = mission().requirement
    assert [(part.kind, part.target) for part in requirement.strength] == [
        (Kind.TROOPS, 20_000),
        (Kind.POLICE, 12_000),
    ]
    assert len(requirement.sectors) == 5
    assert all(line.assumption and line.reason for line in requirement.lines)
    assert all(ratio.assumption and ratio.reason for ratio in requirement.ratios)
    soldiers = [
        line.minimum
        for line in requirement.lines
        if line.sector and line.capability is not Kind.TRAINING
    ]
    assert 19_900 <= sum(soldiers) <= 20_000


def test_every_fact_of_the_sample_has_its_source():
    """An item is either sourced or marked as an assumption; nothing stands on nothing."""
    bare = [
        item
        for item in sourced(json.loads(mission().model_dump_json()))
        if not item["source"] and not item["assumption"]
    ]
    holders = ("history", "asked_by", "approvals", "strength")  # their parts are sourced
    assert not [item for item in bare if not any(item.get(part) for part in holders)]


def sourced(value: object) -> Iterator[dict[str, object]]:
    """Every item that can carry a source, at any depth."""
    if isinstance(value, dict):
        if "assumption" in value:
            yield value
        for part in value.values():
            yield from sourced(part)
    elif isinstance(value, list):
        for part in value:
            yield from sourced(part)


def test_an_unknown_sample_is_refused():
    """Asking for a sample that is not there names those that are."""
    with pytest.raises(InvalidMission, match="there is gaza"):
        next(sample_statements("nowhere"))
