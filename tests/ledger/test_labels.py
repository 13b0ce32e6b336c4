"""Who may see what: the whole truth table, and the label of what is made from many."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from contingent.ledger.labels import Marking, Viewer, dominates, join
from contingent.ledger.roles import Act, Role, may, roles_for
from contingent.vocabulary.label import Label, Level

ORGANISATIONS = ("", "GBR", "NOR")
GROUPS = ("NOR", "NATO")

VIEWERS = [Viewer(name="")] + [
    Viewer(name=name, organisation=organisation, groups=frozenset(groups))
    for name in ("ada", "bo")
    for organisation in ORGANISATIONS
    for size in range(3)
    for groups in combinations(GROUPS, size)
]
LABELS = [
    Label(level=level, originator="ada", organisation=organisation, releasable_to=frozenset(to))
    for level in Level
    for organisation in ORGANISATIONS
    for to in {
        Level.AMBER: [(), ("NOR",), ("NATO",), ("NOR", "NATO")],
        Level.RED: [(), ("bo",), ("cy",), ("NOR",)],
    }.get(level, [()])
]


def admitted(viewer: Viewer, label: Label) -> bool:
    """The rule as the reference page tells it, level by level."""
    account = viewer.name != ""
    originator = viewer.name == "ada"
    own = account and label.organisation != "" and viewer.organisation == label.organisation
    member = any(
        group in viewer.groups or group == viewer.organisation for group in label.releasable_to
    )
    return {
        Level.CLEAR: True,
        Level.GREEN: account,
        Level.AMBER: originator or own or (account and member),
        Level.AMBER_STRICT: originator or own,
        Level.RED: originator or (account and viewer.name in label.releasable_to),
    }[label.level]


def test_the_truth_table():
    """For every kind of viewer and every kind of label the answer is that of the written rule."""
    wrong = [
        (viewer, str(label))
        for viewer, label in product(VIEWERS, LABELS)
        if dominates(viewer, label) is not admitted(viewer, label)
    ]
    assert wrong == []
    found = [dominates(viewer, label) for viewer, label in product(VIEWERS, LABELS)]
    assert True in found
    assert False in found


@pytest.mark.parametrize(
    ("viewer", "text", "expected"),
    [
        (Viewer(name=""), "TLP:CLEAR//BY ada", True),
        (Viewer(name=""), "TLP:GREEN//BY ada", False),
        (Viewer(name="bo"), "TLP:GREEN//BY ada", True),
        (Viewer(name="bo", organisation="GBR"), "TLP:AMBER+STRICT//BY ada (GBR)", True),
        (Viewer(name="bo", groups=frozenset({"GBR"})), "TLP:AMBER+STRICT//BY ada (GBR)", False),
        (Viewer(name="bo", groups=frozenset({"NOR"})), "TLP:AMBER//REL TO NOR//BY ada", True),
        (Viewer(name="bo"), "TLP:RED//BY ada", False),
        (Viewer(name="bo"), "TLP:RED//REL TO bo//BY ada", True),
        (Viewer(name="bo", organisation="GBR"), "TLP:RED//BY ada (GBR)", False),
        (Viewer(name="cy", groups=frozenset({"bo"})), "TLP:RED//REL TO bo//BY ada", False),
        (Viewer(name="ada"), "TLP:RED//BY ada", True),
    ],
)
def test_what_people_would_expect(viewer, text, expected):
    """Plain cases, written out: a group named like a person opens nothing at RED."""
    assert dominates(viewer, Label.parse(text)) is expected


def test_a_join_admits_exactly_whom_each_part_admits():
    """What is made from two or three things is shown to those who may see all of them."""
    several = [*LABELS[::3], Label.parse("TLP:AMBER//REL TO NATO//BY bo (NOR)")]
    for size in (1, 2, 3):
        for parts in combinations(several, size):
            joined = join(parts)
            for viewer in VIEWERS:
                each = all(dominates(viewer, label) for label in parts)
                assert all(dominates(viewer, label) for label in joined.labels) is each


def test_a_join_does_not_depend_on_order_or_repetition():
    """The same inputs in any order, once or twice, make one label, as strict as the strictest."""
    for one, two in product(LABELS[::2], LABELS[::3]):
        assert join([one, two]) == join([two, one, two])
        assert join([one, two]).level is max(one.level, two.level)


def test_what_adds_nothing_is_left_out_of_a_join():
    """Beside one for a few, a label for everybody in the community says nothing."""
    few, many = Label.parse("TLP:AMBER//BY anna"), Label.parse("TLP:GREEN//BY ben")
    assert join([few, many]).labels == (few,)


def test_who_is_of_no_organisation_belongs_to_its_groups_alone():
    """An organisation that is not said is no group."""
    assert Viewer(name="anna", groups=frozenset({"un"})).belongs_to == {"un"}
    assert Viewer(name="anna", organisation="mfa").belongs_to == {"mfa"}


def test_nothing_joined_bears_no_label():
    """What rests on nothing that is labelled says nothing about a label."""
    assert join([]) == Marking()
    assert join([]).level is None
    assert str(join([])) == ""


def test_roles_allow_what_the_page_says():
    """Every role with every act, written out."""
    table = {
        Role.READER: {Act.SEE},
        Role.ANALYST: {Act.SEE, Act.ENTER, Act.LABEL},
        Role.REVIEWER: {Act.SEE, Act.DECIDE, Act.LABEL},
        Role.PLANNER: {Act.SEE, Act.PLAN},
        Role.FIELD: {Act.SEE, Act.ENTER, Act.LABEL, Act.ESCORT},
        Role.ADMINISTRATOR: {Act.ADMINISTER},
    }
    assert {role: {act for act in Act if may([role], act)} for role in Role} == table
    assert not any(may([], act) for act in Act)
    assert all(role in roles_for(act) for role, acts in table.items() for act in acts)
