"""A mission folder becomes a desk to work at: its description and its ledger, opened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contingent.cli.options import level_of, now, person
from contingent.cli.printing import say_problems
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.errors import Problem
    from contingent.ledger.book import Ledger, Store
    from contingent.ledger.keys import KeyChest
    from contingent.ledger.people import Account
    from contingent.ledger.viewing import View
    from contingent.mission import Mission
    from contingent.vocabulary.label import Label, Level

__all__ = [
    "Desk",
    "LabelAsked",
    "acting",
    "find_folder",
    "find_store",
    "is_named",
    "key_chest",
    "ledger_address",
    "open_desk",
    "open_ledger",
    "open_view",
]

_FOLDER_VARIABLE = "CONTINGENT_MISSION"
_KEYS_VARIABLE = "CONTINGENT_KEYS"
_LEDGER_VARIABLE = "CONTINGENT_LEDGER"
_TOKEN_VARIABLE = "CONTINGENT_TOKEN"  # noqa: S105 - the name of a variable, not a token
_USER_VARIABLE = "CONTINGENT_USER"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelAsked:
    """The label that the options name for what a command enters; nothing: that of the mission."""

    level: Level | None = None
    releasable_to: tuple[str, ...] = ()

    @classmethod
    def of(cls, word: str | None, releasable_to: Sequence[str] | None) -> LabelAsked:
        """What `--label` and `--releasable-to` say; a usage error for what is no level."""
        return cls(level=level_of(word) if word else None, releasable_to=tuple(releasable_to or ()))

    @property
    def is_chosen(self) -> bool:
        """True if the person named a level, or to whom it may go."""
        return self.level is not None or bool(self.releasable_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a command works on. `problems` are the rows of its tables that were left out.

    `ledger` is what the person at it may see; `account` is None where there is no team. `mark` is
    the label of new entries, None where nothing is entered or they bear none.
    """

    folder: Path
    mission: Mission
    ledger: View
    problems: tuple[Problem, ...]
    account: Account | None = None
    mark: Label | None = None

    @property
    def names(self) -> dict[str, str]:
        """What the parties of this mission are called, by code."""
        from contingent.mission import mission_parties

        return {party.code: party.name for party in mission_parties(self.mission)}

    def person(self, by: str | None) -> str:
        """Who answers for an entry, as `person:NAME`: in a team nobody but who acts."""
        if self.account is None:
            return person(by)
        if by and by.strip() != self.account.name:
            raise typer.BadParameter(f"--by: you act as {self.account.name} and for nobody else")
        return f"person:{self.account.name}"

    def leave(self) -> None:
        """End the command: with 3 where a part of the mission's tables was invalid."""
        if self.problems:
            raise typer.Exit(3)


def is_named(named: Path | None) -> bool:
    """True if the person said which mission folder to use, in words or in the environment."""
    return named is not None or bool(os.environ.get(_FOLDER_VARIABLE))


def find_folder(named: Path | None) -> Path:
    """The mission folder: the one named, CONTINGENT_MISSION, or found by walking up.

    Raises MissionNotFound, which says how to start one.
    """
    from contingent.mission import find_mission

    return find_mission(named, os.environ.get(_FOLDER_VARIABLE), Path.cwd())


def acting(folder: Path, act: Act | None = None) -> Account | None:
    """The account that acts in a folder; None where it belongs to one person.

    Raises NotSignedIn, and NotPermitted if it has no role for the act (None: any role will do).
    """
    from contingent.situation import acting_account, must_be_allowed, people_of

    account = acting_account(
        people_of(folder),
        token=os.environ.get(_TOKEN_VARIABLE, ""),
        user=os.environ.get(_USER_VARIABLE, ""),
        at=now(),
    )
    if act is not None:
        must_be_allowed(account, act)
    return account


def open_ledger(folder: Path, *, write: bool = False) -> Ledger:
    """The ledger of a folder, all of it; with `write`, a new one if there is none.

    For what concerns the ledger as a thing, which in a team is for administrators: whoever is to
    be shown what it says gets a view of it. Raises what `find_store` raises.
    """
    from contingent.ledger.book import Ledger

    return Ledger(find_store(folder, create=write))


def find_store(folder: Path, *, create: bool = False) -> Store:
    """Where the ledger of a folder is kept, for whoever may look after it.

    It is at the address in CONTINGENT_LEDGER, else where the mission file says, else in the
    folder. Raises NotSignedIn, NotPermitted, LedgerNotFound, LedgerTooNew, LedgerNotWritable,
    LedgerUnreachable or TamperedLedger.
    """
    acting(folder, Act.ADMINISTER)
    return _store(folder, create=create)


def _store(folder: Path, *, create: bool = False) -> Store:
    from contingent.situation import open_store

    return open_store(folder, address=ledger_address(folder), create=create)


def ledger_address(folder: Path) -> str:
    """Where the ledger of a folder is, as CONTINGENT_LEDGER or its mission file says; or empty."""
    from contingent.mission import ledger_setting

    return os.environ.get(_LEDGER_VARIABLE, "") or ledger_setting(folder)


def key_chest() -> KeyChest:
    """Where this person's signing keys are: CONTINGENT_KEYS, else their own data folder."""
    from platformdirs import user_data_path

    from contingent.ledger.keys import KeyChest

    named = os.environ.get(_KEYS_VARIABLE)
    return KeyChest(Path(named) if named else user_data_path("contingent") / "keys")


def open_desk(
    named: Path | None,
    *,
    write: bool = False,
    act: Act = Act.SEE,
    label: LabelAsked | None = None,
) -> Desk:
    """Open a mission folder for an act and say which rows of its tables are left out.

    With `write`, its ledger is made if there is none, and new entries bear the label asked for,
    else that of the mission. Raises MissionNotFound, InvalidMission, NotSignedIn, NotPermitted
    and what `find_store` raises.
    """
    from contingent.mission import load_mission

    folder = find_folder(named)
    mission, problems = load_mission(folder)
    say_problems(problems)
    account = acting(folder, act)
    asked = label or LabelAsked()
    mark = _mark(mission, asked, account) if write else None
    view = open_view(folder, account, write=write, mark=mark, is_chosen=asked.is_chosen)
    return Desk(
        folder=folder,
        mission=mission,
        ledger=view,
        problems=problems,
        account=account,
        mark=mark,
    )


def open_view(
    folder: Path,
    account: Account | None,
    *,
    write: bool = False,
    mark: Label | None = None,
    is_chosen: bool = False,
) -> View:
    """The ledger of a folder as an account may see it; what `find_store` raises."""
    from contingent.ledger.book import Ledger
    from contingent.situation import people_of, view_of

    ledger = Ledger(_store(folder, create=write))
    return view_of(ledger, people_of(folder), account, mark=mark, is_chosen=is_chosen)


def _mark(mission: Mission, asked: LabelAsked, account: Account | None) -> Label | None:
    """The label of new entries; a usage error for one that means nothing."""
    from contingent.situation import label_of

    by = account or person(None).removeprefix("person:")
    try:
        return label_of(
            mission.handling, level=asked.level, releasable_to=asked.releasable_to, by=by
        )
    except ValueError as error:
        raise typer.BadParameter(f"--label: {error}") from None
