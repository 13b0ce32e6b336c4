"""What is written through a view: which label it bears, what is there already, who labels anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from test_viewing import ADA, BO, GREEN, NOON, OTHER, RED, SAID, accepted, shown, view

from contingent.ledger.book import Ledger, MemoryStore, draft_entry, statement_entry
from contingent.ledger.chain import EntryKind
from contingent.ledger.labels import Viewer
from contingent.ledger.viewing import View


@pytest.fixture
def ledger() -> Ledger:
    """An empty ledger in memory."""
    return Ledger(MemoryStore())


def labels_of(ledger: Ledger) -> list[str]:
    """The label under which each entry was recorded."""
    return [entry.label for entry in ledger.entries()]


def test_what_was_labelled_anew_is_there_for_whom_it_was_opened_to(ledger):
    """Bo adds nothing of his own where he sees Ada's by now."""
    accepted(ledger, RED)
    view(ledger, ADA).relabel([SAID.id], GREEN, recorded_at=NOON)
    assert view(ledger, BO).append([statement_entry(SAID, "person:bo")], recorded_at=NOON) == ()


def test_a_view_of_then_ends_where_knowledge_did(ledger):
    """As known at a moment, what came later is not there, whoever asks."""
    accepted(ledger, GREEN)
    later = replace(statement_entry(OTHER, "person:ada"), label=str(GREEN))
    ledger.append([later], recorded_at=NOON + timedelta(days=1))
    for viewer in (ADA, BO, None):
        then = view(ledger, viewer).entries(known_at=NOON)
        assert [entry.id for entry in then] == [SAID.id]
        assert len(shown(ledger, viewer)) == 2


def test_a_bare_entry_of_nobody_is_seen_by_no_viewer(ledger):
    """Where nobody founded a team, who adds the same is not told that it is there."""
    ledger.append([statement_entry(SAID, "person:ada")], recorded_at=NOON)
    ours = View(ledger, viewer=BO)
    assert len(ours.append([statement_entry(SAID, "person:bo")], recorded_at=NOON)) == 1
    assert labels_of(ledger) == ["", "TLP:RED//BY bo"]


def test_an_entry_that_brings_its_label_keeps_it(ledger):
    """What is usual is only for what says nothing itself."""
    brought = replace(draft_entry(SAID), label=str(RED))
    view(ledger, ADA, mark=GREEN).append([brought, draft_entry(OTHER)], recorded_at=NOON)
    assert labels_of(ledger) == [str(RED), str(GREEN)]


@pytest.mark.parametrize("viewer", [None, Viewer(name="")], ids=["only user", "anybody"])
def test_who_has_no_name_gives_no_label(ledger, viewer):
    """Neither the only user of a ledger nor somebody without an account is an originator."""
    View(ledger, viewer=viewer, founder="ada").append([draft_entry(SAID)], recorded_at=NOON)
    assert labels_of(ledger) == [""]


def test_who_chose_no_label_keeps_that_of_the_source(ledger):
    """To have chosen none is no choice of another."""
    accepted(ledger, RED)
    new = replace(draft_entry(OTHER), made_from=SAID.id)
    View(ledger, is_chosen=True).append([new], recorded_at=NOON)
    assert labels_of(ledger) == [str(RED), str(RED)]


def test_the_only_user_labels_anew_whatever_is_there(ledger):
    """Without a team nobody else is there whose it could be."""
    accepted(ledger, RED)
    (key,) = view(ledger, None).relabel([SAID.id], GREEN, recorded_at=NOON)
    assert (key.id, key.label) == (SAID.id, str(RED))
    assert next(view(ledger, None).entries()).label == str(GREEN)


def test_a_label_bears_none(ledger):
    """What can be labelled anew is an entry, not the label that it was given."""
    accepted(ledger, RED)
    view(ledger, ADA).relabel([SAID.id], GREEN, recorded_at=NOON)
    (label,) = (entry for entry in ledger.entries() if entry.kind is EntryKind.LABEL)
    with pytest.raises(KeyError):
        view(ledger, ADA).relabel([label.id], RED, recorded_at=NOON)
    assert ledger.head.size == 2
