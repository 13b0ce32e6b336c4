"""A folder and whoever asks become an account, and the ledger as that account may see it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from contingent.errors import NotPermitted, NotSignedIn
from contingent.ledger.book import Ledger
from contingent.ledger.people import PEOPLE_FILE, Account, People, open_people
from contingent.ledger.roles import Act, may, roles_for
from contingent.ledger.viewing import View
from contingent.mission import Handling
from contingent.vocabulary.label import Label, Level

__all__ = ["acting_account", "label_of", "must_be_allowed", "people_of", "view_of"]


def people_of(folder: Path) -> People | None:
    """The accounts of a mission folder; None where it has none, and belongs to one person."""
    place = folder / PEOPLE_FILE
    if not place.exists():
        return None
    people = open_people(place)
    return people if people.accounts() else None


def acting_account(people: People | None, *, token: str, user: str, at: datetime) -> Account | None:
    """Who acts: by a token, else by a name that the machine vouches for; None without a team.

    Raises NotSignedIn if there are accounts and this leads to none of them.
    """
    if people is None:
        return None
    if token:
        found = people.account_of_token(token, at=at)
        if found is None:
            raise NotSignedIn("this token opens nothing: it is wrong, revoked or expired")
        return found
    try:
        return people.account(user)
    except KeyError:
        nobody = f"there is no account {user}" if user else "this mission belongs to a team"
        raise NotSignedIn(nobody) from None


def must_be_allowed(account: Account | None, act: Act) -> None:
    """NotPermitted if an account has no role for an act; the only user may do everything."""
    if account is not None and not may(account.roles, act):
        raise NotPermitted(account.name, act.value, roles_for(act))


def view_of(
    ledger: Ledger,
    people: People | None,
    account: Account | None,
    *,
    mark: Label | None = None,
    is_chosen: bool = False,
) -> View:
    """The ledger as an account may see it; without a team, all of it.

    New entries bear `mark`, by choice or by custom. Everything that reads a ledger for somebody
    reads it through this.
    """
    return View(
        ledger,
        viewer=account.viewer if account else None,
        founder=people.founder if people else "",
        mark=mark,
        is_chosen=is_chosen,
    )


def label_of(
    handling: Handling, *, level: Level | None, releasable_to: tuple[str, ...], by: Account | str
) -> Label | None:
    """The label for new entries: the one named, else that of the mission; None: neither.

    `by` is who enters them. Raises ValueError where a release does not go with the level.
    """
    chosen = level if level is not None else handling.label
    if chosen is None:
        if releasable_to:
            raise ValueError("a release needs a label, such as AMBER")
        return None
    is_usual = level is None and not releasable_to
    released = handling.releasable_to if is_usual else releasable_to
    return Label(
        level=chosen,
        originator=by if isinstance(by, str) else by.name,
        organisation="" if isinstance(by, str) else by.organisation,
        releasable_to=frozenset(released),
    )
