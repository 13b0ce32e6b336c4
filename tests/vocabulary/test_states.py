"""The table of states against the territory names of Unicode's CLDR, which nobody here wrote."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global

from contingent.vocabulary.names import PartyNames
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.party import PartyType, parties_of
from contingent.vocabulary.states import STATES

# Territories of other states, and codes that are no territory: none can contribute or be host.
_LEFT_OUT = """
AC AI AQ AX BL BQ BV CC CP CQ CX DG EA EZ GG GP GS HM IC IM IO JE MF MP MQ MS NF PM PN QO RE
SH SJ SX TA TC TF TK UM VG VI WF XA XB YT ZZ EU UN
"""


def _territories() -> dict[str, str]:
    names = Locale("en").territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}


def _alpha_3() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"XK": {"XKX"}}
    for long, short in get_global("territory_aliases").items():
        if len(long) == 3 and long.isalpha() and len(short) == 1:
            found.setdefault(short[0], set()).add(long)
    return found


@pytest.mark.parametrize("short", sorted(set(_territories()) - set(_LEFT_OUT.split())))
def test_every_state_is_known_by_its_cldr_name_under_its_iso_code(short: str) -> None:
    """A state's usual English name leads to its alpha-3 code."""
    assert PartyNames.standard().code_of(_territories()[short]) in _alpha_3()[short]


def test_every_code_is_an_iso_code() -> None:
    """No state stands under a code that ISO 3166 does not give (Kosovo's is the agreed one)."""
    known = set().union(*_alpha_3().values())
    assert [state.code for state in STATES if state.code not in known] == []
    assert len({state.code for state in STATES}) == len(STATES)


def test_all_members_of_the_united_nations_are_there() -> None:
    """193 members, two observers, Kosovo and Taiwan, and some territories."""
    territories = 19
    assert len(STATES) == 193 + 2 + 2 + territories


def test_no_code_names_two_parties() -> None:
    """Organisations and groups never take a state's code, nor each other's."""
    codes = [party.code for party in (*STATES, *ORGANISATIONS, *GROUPS)]
    assert len(codes) == len(set(codes))


def test_organisations_and_groups_are_told_apart() -> None:
    """An armed group is never taken for an organisation of states."""
    assert {party.type for party in ORGANISATIONS} == {PartyType.ORGANISATION}
    assert {party.type for party in GROUPS} == {PartyType.GROUP}


@pytest.mark.parametrize(
    ("adjective", "people"),
    [("Kenyan", "Kenyans"), ("Pakistani", "Pakistanis"), ("Irishman", "Irishmen")],
)
def test_adjectives_bring_their_plurals(adjective: str, people: str) -> None:
    """The people of a state are named by the plural of its adjective."""
    names = PartyNames.standard()
    assert names.code_of(adjective) == names.code_of(people) is not None


def test_adjectives_that_name_no_people_stay_alone() -> None:
    """ "Japaneses" and "Polishes" are no words, and no names."""
    (party,) = parties_of("JPN | Japan | | Japanese, Irish |")
    assert party.adjectives == ("Japanese", "Irish")


@pytest.mark.parametrize("line", ["KEN | Kenya", "KEN | | | |", "KEN | a | | |\nKEN | b | | |"])
def test_a_malformed_table_is_refused(line: str) -> None:
    """A line with a column missing, without a name, or with a second name is the author's bug."""
    with pytest.raises(ValueError, match="is not"):
        parties_of(line)
