"""Roles of an account become what it may do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

__all__ = ["Act", "Role", "may", "roles_for"]


class Role(StrEnum):
    """What somebody does in a team. Roles add up; none shows what a label hides."""

    READER = "reader"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    PLANNER = "planner"
    FIELD = "field"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What somebody can want to do, as a message names it."""

    SEE = "see the record"
    ENTER = "read documents or enter statements"
    DECIDE = "decide on drafts"
    LABEL = "label entries"
    PLAN = "change the plan"
    ESCORT = "see or change convoys"
    ADMINISTER = "look after people and the ledger itself"


_ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE: frozenset(Role) - {Role.ADMINISTRATOR},
    Act.ENTER: frozenset({Role.ANALYST, Role.FIELD}),
    Act.DECIDE: frozenset({Role.REVIEWER}),
    Act.LABEL: frozenset({Role.ANALYST, Role.FIELD, Role.REVIEWER}),
    Act.PLAN: frozenset({Role.PLANNER}),
    Act.ESCORT: frozenset({Role.FIELD}),
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def may(roles: Iterable[Role], act: Act) -> bool:
    """True if one of the roles allows the act."""
    return not _ALLOWED[act].isdisjoint(roles)


def roles_for(act: Act) -> tuple[Role, ...]:
    """The roles that allow an act, in the order in which they are listed."""
    return tuple(role for role in Role if role in _ALLOWED[act])
