"""Judgements on drafts: by one person or by two, each with a name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contingent.ledger.book import Ledger, MemoryStore, draft_entry
from contingent.ledger.chain import EntryKind
from contingent.ledger.viewing import View
from contingent.mission import ReviewRule
from contingent.read.review import RulingType
from contingent.situation import (
    Judgement,
    Outcome,
    decide,
    enter,
    open_drafts,
    open_proposals,
    settled_in,
)
from contingent.vocabulary.claim import Pledge, Rung, VerdictType
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DRAFT = identified(
    Statement(
        id="",
        citation=Note(medium=Medium.CALL, source="a call", gist="ready to come"),
        speaker=Speaker(name="Amina Otieno", party="KEN"),
        voice=Voice.OFFICIAL,
        about="KEN",
        claim=Pledge(rung=Rung.WILLING),
    )
)
ACCEPT = Judgement(draft=DRAFT.id, type=RulingType.ACCEPTED)
LOWER = Judgement(draft=DRAFT.id, type=RulingType.CORRECTED, rung=Rung.CONSIDERING)
LOWEST = Judgement(draft=DRAFT.id, type=RulingType.CORRECTED, rung=Rung.APPROACHED)


@pytest.fixture
def view() -> View:
    """A ledger with one draft."""
    view = View(Ledger(MemoryStore()))
    view.append([draft_entry(DRAFT)], recorded_at=NOON)
    return view


def by(view: View, who: str, *judgements: Judgement, rule=ReviewRule.TWO_PERSON) -> Outcome:
    """What becomes of somebody's judgements."""
    return decide(view, judgements, by=f"person:{who}", review=rule, clock=NOON)


def reject(why: str) -> Judgement:
    """A rejection with its reason."""
    return Judgement(draft=DRAFT.id, type=RulingType.REJECTED, why=why)


def signed(view: View) -> list[tuple[str, str]]:
    """The kinds of entries and who answers for them."""
    return [(entry.kind.value, entry.accepted_by) for entry in view.entries()]


def test_one_person_decides_alone(view):
    """Without the setting, the first judgement is the decision."""
    assert by(view, "ada", ACCEPT, rule=ReviewRule.ONE_PERSON) == Outcome(decided=(DRAFT.id,))
    assert signed(view)[-1] == ("statement", "person:ada")


def test_two_persons_agree(view):
    """The first proposes, the second decides; the names of both are on record."""
    assert by(view, "ada", ACCEPT) == Outcome(proposed=(DRAFT.id,))
    assert DRAFT.id in open_drafts(view.entries())
    assert by(view, "bo", ACCEPT) == Outcome(decided=(DRAFT.id,))
    assert open_drafts(view.entries()) == {}
    assert open_proposals(view.entries()) == ()
    assert signed(view)[1:] == [("proposal", "person:ada"), ("statement", "person:bo")]


def test_nobody_is_two_persons(view):
    """The same name a second time is refused and adds nothing."""
    by(view, "ada", ACCEPT)
    with pytest.raises(ValueError, match="needs a second person"):
        by(view, "ada", ACCEPT)
    assert len(signed(view)) == 2


def test_two_persons_who_differ_decide_nothing(view):
    """Another decision, or a correction to another rung, is another proposal; both are shown."""
    by(view, "ada", ACCEPT)
    assert by(view, "bo", LOWER).proposed
    assert by(view, "cy", LOWEST).proposed
    assert [each.by for each in open_proposals(view.entries())] == [
        "person:ada",
        "person:bo",
        "person:cy",
    ]
    assert by(view, "ada", LOWER).decided
    assert signed(view)[-1] == ("supersession", "person:ada")


def test_reasons_need_not_be_the_same(view):
    """Two persons who reject a draft agree, whatever each writes."""
    by(view, "ada", reject("hearsay"))
    assert by(view, "bo", reject("of 2019")).decided
    assert tuple(view.entries())[-1].payload["why"] == "of 2019"


def test_a_mind_can_be_changed_and_changed_back(view):
    """Of one person the latest proposal counts, the first one anew if need be."""
    for wish in (ACCEPT, LOWER, ACCEPT):
        by(view, "ada", wish)
    (proposal,) = open_proposals(view.entries())
    assert proposal.gist == ACCEPT.gist
    assert by(view, "bo", LOWER).proposed
    assert by(view, "cy", ACCEPT).decided


def test_what_is_told_by_telephone_waits_for_a_second(view):
    """Where review takes two, nobody puts a statement on record alone, and nobody does so twice."""
    other = identified(
        Statement(
            id="",
            citation=DRAFT.citation,
            speaker=Speaker(name="Hari Rana", party="NPL"),
            voice=Voice.OFFICIAL,
            about="NPL",
            claim=DRAFT.claim,
        )
    )
    two = ReviewRule.TWO_PERSON
    assert enter(view, other, by="person:ada", review=two, clock=NOON)
    assert other.id in open_drafts(view.entries())
    assert not enter(view, other, by="person:ada", review=two, clock=NOON)
    with pytest.raises(ValueError, match="second person"):
        by(view, "ada", Judgement(draft=other.id, type=RulingType.ACCEPTED))
    assert by(view, "bo", Judgement(draft=other.id, type=RulingType.ACCEPTED)).decided
    assert not enter(view, other, by="person:cy", review=two, clock=NOON)
    assert settled_in(view.entries()).decided == {other.id}


def test_judgements_are_made_together_or_not_at_all(view):
    """A draft that does not wait, or is named twice, leaves everything as it was."""
    for wanted in ((ACCEPT, ACCEPT), (ACCEPT, Judgement(draft="s-x", type=RulingType.ACCEPTED))):
        with pytest.raises(ValueError):
            by(view, "ada", *wanted)
    assert [kind for kind, _ in signed(view)] == [EntryKind.DRAFT]


@pytest.mark.parametrize(
    ("type", "rest"),
    [
        (RulingType.REJECTED, {}),
        (RulingType.REJECTED, {"why": " "}),
        (RulingType.CORRECTED, {}),
        (RulingType.ACCEPTED, {"rung": Rung.WILLING}),
        (RulingType.CORRECTED, {"rung": Rung.WILLING, "verdict": VerdictType.DECLINED}),
    ],
)
def test_a_judgement_is_whole(type, rest):
    """A rejection says why, a correction names a rung or a verdict, and nothing else does."""
    with pytest.raises(ValueError):
        Judgement(draft="s-1", type=type, **rest)
