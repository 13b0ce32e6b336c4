"""The ledger as one viewer may see it: what is hidden, what is labelled anew, what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telling import statements_of

from contingent.errors import NotTheOriginator, TamperedLedger
from contingent.ledger.book import (
    Key,
    Ledger,
    MemoryStore,
    NewEntry,
    draft_entry,
    label_entry,
    rejection_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import EntryKind
from contingent.ledger.labels import Viewer
from contingent.ledger.overview import BoardIndex
from contingent.ledger.positions import positions
from contingent.ledger.postgres import open_postgres
from contingent.ledger.projection import Projection
from contingent.ledger.vault import Vault
from contingent.ledger.viewing import View
from contingent.ledger.visibility import relabelled
from contingent.vocabulary.label import Label
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Speaker

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ADA = Viewer(name="ada", organisation="GBR")
BO = Viewer(name="bo", organisation="NOR", groups=frozenset({"NATO"}))
RED, GREEN = Label.parse("TLP:RED//BY ada (GBR)"), Label.parse("TLP:GREEN//BY ada (GBR)")
(SAID, _), (OTHER, _) = statements_of("""
    2025-12-19 Kenya says Kenya willing troops 800
    2025-12-20 Nepal says Nepal willing troops 100
""")


@pytest.fixture(params=["memory", "server"])
def ledger(request, tmp_path) -> Ledger:
    """An empty ledger: in memory, or in a database with its names and quotations apart."""
    if request.param == "memory":
        return Ledger(MemoryStore())
    store = open_postgres(request.getfixturevalue("address"), create=True)
    store.vault = Vault(tmp_path / "ledger.db.vault")
    store.vault.create()
    return Ledger(store)


def view(ledger: Ledger, viewer: Viewer | None, **rest: object) -> View:
    """The ledger as somebody sees it; Ada founded the team."""
    return View(ledger, viewer=viewer, founder="ada" if viewer else "", **rest)


def shown(ledger: Ledger, viewer: Viewer | None) -> list[tuple[str, str]]:
    """The kind and id of what somebody sees."""
    return [(entry.kind.value, entry.id) for entry in view(ledger, viewer).entries()]


def accepted(ledger: Ledger, label: Label, statement=SAID) -> None:
    """An accepted statement of Ada's."""
    new = replace(statement_entry(statement, "person:ada"), label=str(label))
    ledger.append([new], recorded_at=NOON)


def test_a_hidden_entry_leaves_no_gap(ledger):
    """What is seen is numbered from 1, linked, and has a head of its own."""
    accepted(ledger, RED)
    accepted(ledger, GREEN, OTHER)
    (seen,) = view(ledger, BO).entries()
    assert (seen.id, seen.seq) == (OTHER.id, 1)
    assert view(ledger, BO).head == (1, seen.digest)
    assert view(ledger, ADA).head == ledger.head
    assert view(ledger, BO).verify() == 1


def test_what_bears_no_label_is_the_founders(ledger):
    """A ledger of one person shows the team nothing until its owner says so."""
    ledger.append([statement_entry(SAID, "rule:sample")], recorded_at=NOON)
    assert shown(ledger, BO) == []
    assert shown(ledger, ADA) == shown(ledger, None) != []


def test_a_label_that_cannot_be_read_hides(ledger):
    """A label of a later version, or a damaged one, opens to nobody but the founder."""
    new = replace(statement_entry(SAID, "person:bo"), label="TLP:MAUVE//BY bo")
    ledger.append([new], recorded_at=NOON)
    assert shown(ledger, BO) == []
    assert shown(ledger, ADA) != []


@pytest.mark.parametrize(
    "refers",
    [
        retraction_entry(SAID.id, "person:ada", "misheard"),
        supersession_entry(SAID.id, identified(replace(SAID, speaker=Speaker(name="x"))), "rule:x"),
        supersession_entry(SAID.id, SAID, "rule:x"),
    ],
    ids=["retraction", "correction", "correction under the same id"],
)
def test_what_is_said_of_a_hidden_entry_is_hidden(ledger, refers):
    """A wide label on a retraction or correction does not tell what it is about."""
    accepted(ledger, RED)
    ledger.append([replace(refers, label=str(GREEN))], recorded_at=NOON)
    assert shown(ledger, BO) == []
    assert len(shown(ledger, ADA)) == 2


def test_what_is_said_of_a_hidden_correction_is_hidden(ledger):
    """A correction goes by its own id and by that of the statement that it puts in place."""
    accepted(ledger, RED)
    right = identified(replace(SAID, speaker=Speaker(name="x")))
    correction = replace(supersession_entry(SAID.id, right, "rule:x"), label=str(RED))
    for id in (correction.id, right.id):
        told = replace(retraction_entry(id, "person:ada", "misheard"), label=str(GREEN))
        ledger.append([correction, told], recorded_at=NOON)
    assert shown(ledger, BO) == []
    assert len(shown(ledger, ADA)) == 4


def test_a_decision_on_a_hidden_draft_is_hidden(ledger):
    """Nor does a rejection, while the same draft under another label is seen with it."""
    rejected = replace(rejection_entry(SAID.id, "person:ada", "no"), label=str(GREEN))
    ledger.append([replace(draft_entry(SAID), label=str(RED)), rejected], recorded_at=NOON)
    assert shown(ledger, BO) == []
    for labels in ((RED, GREEN), (GREEN, RED)):
        both = Ledger(MemoryStore())
        drafts = [replace(draft_entry(SAID), label=str(label)) for label in labels]
        both.append([*drafts, rejected], recorded_at=NOON)
        assert len(shown(both, BO)) == 2


def test_its_originator_widens_and_narrows(ledger):
    """The label in force is the latest; it holds for what was known before it, too."""
    accepted(ledger, RED)
    for label, count in ((GREEN, 2), (RED, 0), (GREEN, 4)):
        view(ledger, ADA).relabel([SAID.id], label, recorded_at=NOON)
        assert len(shown(ledger, BO)) == count
    then = next(view(ledger, BO).entries(known_at=NOON))
    assert (then.id, then.label) == (SAID.id, str(GREEN))


@pytest.mark.parametrize("labels", [(RED, GREEN), (GREEN, RED)])
def test_what_is_on_record_twice_bears_the_wider_label(ledger, labels):
    """Whoever may see one of both may see it: in either order the board says so."""
    for label in labels:
        accepted(ledger, label)
    assert ledger.head.size == 2
    now = AsOf(held_on=NOON.date(), known_at=NOON + timedelta(days=1))
    found = BoardIndex(ledger.entries()).overview(now)
    assert found.labels == {SAID.id: GREEN}


def test_without_a_founder_nothing_unlabelled_is_labelled_anew(ledger):
    """What bears no label is nobody's there, so nobody may label it."""
    ledger.append([statement_entry(SAID, "rule:sample")], recorded_at=NOON)
    (seen,) = ledger.entries()
    anew = replace(label_entry(Key.of(seen), RED, turn=0), accepted_by="person:ada")
    ledger.append([anew], recorded_at=NOON)
    assert relabelled(ledger.rows(), "") == {}
    assert list(relabelled(ledger.rows(), "ada").values()) == [RED]


def test_a_new_label_that_cannot_be_read_changes_nothing(ledger):
    """Where nobody founded a team there is nobody whose alone it would be."""
    accepted(ledger, GREEN)
    (seen,) = ledger.entries()
    anew = label_entry(Key.of(seen), RED, turn=0)
    odd = replace(anew, payload={**anew.payload, "label": "TLP:MAUVE//BY ada"})
    ledger.append([replace(odd, accepted_by="person:ada")], recorded_at=NOON)
    assert relabelled(ledger.rows(), "") == {}


def test_nobody_else_labels_anew(ledger):
    """Who merely sees an entry is told whose it is; who does not see it is told nothing."""
    accepted(ledger, GREEN)
    accepted(ledger, RED, OTHER)
    by_bo = Label.parse("TLP:CLEAR//BY bo")
    with pytest.raises(NotTheOriginator, match="comes from ada"):
        view(ledger, BO).relabel([SAID.id], by_bo, recorded_at=NOON)
    for id in (OTHER.id, "s-none"):
        with pytest.raises(KeyError):
            view(ledger, BO).relabel([SAID.id, id], by_bo, recorded_at=NOON)
    assert ledger.head.size == 2


@pytest.mark.parametrize("by", ["person:bo", "rule:ada", "person:ada "])
def test_a_label_entry_of_another_changes_nothing(ledger, by):
    """A label that somebody wrote past the view does not count: it is judged when it is read."""
    accepted(ledger, RED)
    key = Key("statement", SAID.id, str(RED))
    forged = replace(label_entry(key, GREEN, turn=1), accepted_by=by)
    ledger.append([forged], recorded_at=NOON)
    assert shown(ledger, BO) == []


def test_a_label_makes_nobody_else_the_originator(ledger):
    """Handing a thing over would let somebody else widen it."""
    accepted(ledger, RED)
    key = Key("statement", SAID.id, str(RED))
    taken = label_entry(key, Label.parse("TLP:GREEN//BY bo"), turn=1)
    ledger.append([replace(taken, accepted_by="person:ada")], recorded_at=NOON)
    assert shown(ledger, BO) == []


def test_what_is_new_bears_the_mark_of_its_viewer(ledger):
    """In a team nothing is entered without a label: it is its originator's alone at least."""
    view(ledger, BO).append([draft_entry(SAID)], recorded_at=NOON)
    view(ledger, ADA, mark=GREEN).append([draft_entry(OTHER)], recorded_at=NOON)
    assert [entry.label for entry in ledger.entries()] == ["TLP:RED//BY bo", str(GREEN)]


def test_a_decision_takes_over_the_label_of_its_draft(ledger):
    """Accepting a draft does not show it to those whom the draft was hidden from."""
    amber = Label.parse("TLP:AMBER//REL TO NATO//BY ada (GBR)")
    view(ledger, ADA, mark=amber).append([draft_entry(SAID)], recorded_at=NOON)
    wide = Label.parse("TLP:CLEAR//BY bo")
    accept = replace(statement_entry(SAID, "person:bo"), made_from=SAID.id)
    view(ledger, BO, mark=wide).append([accept], recorded_at=NOON)
    assert [entry.label for entry in ledger.entries()] == [str(amber)] * 2
    reject = rejection_entry(SAID.id, "person:bo", "no")
    with pytest.raises(NotTheOriginator):
        view(ledger, BO, mark=wide, is_chosen=True).append([reject], recorded_at=NOON)
    own = View(ledger, viewer=ADA, founder="ada", mark=GREEN, is_chosen=True)
    own.append([retraction_entry(SAID.id, "person:ada", "misheard")], recorded_at=NOON)
    assert [entry.label for entry in ledger.entries()][-1] == str(GREEN)


def test_adding_what_is_hidden_looks_like_adding_what_is_not_there(ledger):
    """No refusal tells that somebody else has the same thing on record."""
    accepted(ledger, RED)
    added = view(ledger, BO).append([statement_entry(SAID, "person:bo")], recorded_at=NOON)
    assert [key.id for key in added] == [SAID.id]
    assert shown(ledger, BO) == [("statement", SAID.id)]
    again = view(ledger, BO).append([statement_entry(SAID, "person:bo")], recorded_at=NOON)
    assert again == ()


def test_adding_what_is_seen_under_another_label_adds_nothing(ledger):
    """A thing that everybody sees is not recorded once by each; the single user sees it too."""
    accepted(ledger, GREEN)
    assert view(ledger, BO).append([statement_entry(SAID, "person:bo")], recorded_at=NOON) == ()
    assert view(ledger, None).append([statement_entry(SAID, "person:x")], recorded_at=NOON) == ()


def test_damage_is_told_without_a_count(ledger):
    """The number of a changed entry would tell how many are hidden before it."""
    accepted(ledger, RED)
    accepted(ledger, GREEN, OTHER)
    rows = list(ledger.rows())
    broken = Ledger(MemoryStore([rows[0], rows[1]._replace(body=b"{}")]))
    for ask in (lambda: view(broken, BO).verify(), lambda: list(view(broken, BO).entries())):
        with pytest.raises(TamperedLedger) as told:
            ask()
        assert told.value.seq == 0
    with pytest.raises(TamperedLedger) as told:
        list(view(broken, None).entries())
    assert told.value.seq == 2


def test_the_bare_are_listed_until_they_are_labelled(ledger):
    """A founder finds what still bears no label, and labels it in one go."""
    ledger.append([statement_entry(each, "rule:x") for each in (SAID, OTHER)], recorded_at=NOON)
    ours = view(ledger, ADA)
    assert set(ours.unlabelled()) == {SAID.id, OTHER.id}
    keys = ours.relabel(ours.unlabelled(), GREEN, recorded_at=NOON)
    assert {key.kind for key in keys} == {EntryKind.STATEMENT}
    assert ours.unlabelled() == ()
    assert view(ledger, BO).unlabelled() == ()
    assert len(shown(ledger, BO)) == 4


def test_a_single_user_may_use_labels_too(ledger):
    """Without a team everything is seen, and a label still goes with what is made from it."""
    mine = view(ledger, None, mark=RED)
    mine.append([draft_entry(SAID)], recorded_at=NOON)
    accept = replace(statement_entry(SAID, "person:x"), made_from=SAID.id)
    view(ledger, None).append([accept], recorded_at=NOON)
    assert [entry.label for entry in view(ledger, None).entries()] == [str(RED)] * 2


def test_an_unknown_label_is_no_label_to_a_single_user(ledger):
    """What no version of today wrote is shown to the only user, as bearing none."""
    new = NewEntry(kind=EntryKind.DOCUMENT, id="d", payload={}, label="green")
    ledger.append([new], recorded_at=NOON)
    assert [entry.label for entry in view(ledger, None).entries()] == [""]


def test_the_only_users_head_is_that_of_the_ledger(ledger):
    """Without a team nothing is hidden: the view has the size and the digest of all of it."""
    accepted(ledger, RED)
    assert view(ledger, None).head == ledger.head
    assert view(ledger, None).verify() == 1


def test_damage_under_a_board_is_told_without_a_count(tmp_path):
    """Who asks where everybody stands learns of it, too, and no more than who reads."""
    ledger = Ledger(MemoryStore())
    accepted(ledger, RED)
    accepted(ledger, GREEN, OTHER)
    rows = list(ledger.rows())
    broken = Ledger(MemoryStore([rows[0], rows[1]._replace(body=b"{}")]))
    as_of = AsOf(held_on=NOON.date(), known_at=NOON)
    for viewer, seq in ((BO, 0), (None, 2)):
        with pytest.raises(TamperedLedger) as told:
            view(broken, viewer).overview(Projection(tmp_path / "board"), as_of)
        assert told.value.seq == seq


def board_of(ledger: Ledger, viewer: Viewer, folder: Path, founder: str = "ada") -> list[str]:
    """The parties on the board of somebody, which is that of the entries that they see."""
    as_of = AsOf(held_on=NOON.date(), known_at=NOON + timedelta(days=1))
    ours = View(ledger, viewer=viewer, founder=founder)
    seen = tuple(ours.entries())
    board = ours.overview(Projection(folder / "board"), as_of)
    assert board.totals == positions(seen, as_of=as_of).totals
    assert board.entries == len(seen)
    return [each.party for each in board.standpoints]


def test_a_label_of_what_is_not_there_is_passed_over(tmp_path):
    """Written past the view, it labels nothing: neither before it nor behind it, for anybody."""
    ledger = Ledger(MemoryStore())
    accepted(ledger, GREEN, OTHER)
    astray = label_entry(Key("statement", "s-none", str(RED)), GREEN, turn=1)
    ledger.append([replace(astray, accepted_by="person:ada")], recorded_at=NOON)
    accepted(ledger, RED)
    assert board_of(ledger, ADA, tmp_path) == ["Kenya", "Nepal"]
    assert board_of(ledger, BO, tmp_path) == ["Nepal"]


def test_what_is_hidden_hides_nothing_that_stands_by_itself(tmp_path):
    """A draft that says nothing of another entry is counted, whatever was hidden before it."""
    ledger = Ledger(MemoryStore())
    accepted(ledger, GREEN, OTHER)
    accepted(ledger, RED)
    ledger.append([replace(draft_entry(OTHER), label=str(GREEN))], recorded_at=NOON)
    assert board_of(ledger, BO, tmp_path) == ["Nepal"]
    assert len(shown(ledger, BO)) == 2


def test_where_nobody_founded_a_team_what_cannot_be_read_is_shown_to_nobody(tmp_path):
    """A bare entry, or one of a later version, has nobody whose alone it would be."""
    ledger = Ledger(MemoryStore())
    accepted(ledger, GREEN, OTHER)
    ledger.append([statement_entry(SAID, "person:ada")], recorded_at=NOON)
    assert board_of(ledger, BO, tmp_path, founder="") == ["Nepal"]
