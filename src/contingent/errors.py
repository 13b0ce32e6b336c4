"""What goes wrong: one tree of exceptions for broken promises, one value for imperfect input.

ContingentError                exit code 1
├── MissionNotFound            2  no mission folder was named or found
├── InvalidMission             3  the mission file has mistakes; all of them are listed
├── FileNotWritable            3  a file of the mission folder or an export
├── LedgerNotFound             2  the folder has no ledger yet
├── LedgerNotWritable          3  read-only folder, full disk, no permission
├── LedgerBusy                 3  another process holds the writer's lock
├── LedgerTooNew               3  written by a later version of Contingent
├── NotTheOriginator           2  only whom something comes from may label it anew
├── NotSignedIn                2  the ledger has accounts, and none was named
├── NotPermitted               2  the account has no role for it
├── SignInRefused              2  wrong name or password, or too many attempts
├── LedgerUnreachable          3  the database server does not answer or refuses us
├── ClusterUnreachable         3  the Ray cluster that is to read does not start or answer
├── KnowledgeOutOfOrder        3  an entry claims to have been known before its predecessor
├── InvalidCheckpoint          3  a note, key, proof or bundle that says nothing we can check
├── LedgerDiffers              3  what should receive a copy holds another ledger
├── InvalidExport              3  a file of exported entries that cannot be read
├── RestoreRefused             3  a backup older than the last known checkpoint
├── TamperedLedger             5  an entry no longer matches its hash
├── ProjectionDrift            5  what was derived says something else than the entries
├── LedgerRewritten            5  its beginning is not the one that a checkpoint stands for
├── LedgerRolledBack           5  it has fewer entries than a checkpoint stands for
└── ForgedCheckpoint           5  no key that we trust has signed it
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

__all__ = [
    "ClusterUnreachable",
    "ContingentError",
    "FileNotWritable",
    "ForgedCheckpoint",
    "InvalidCheckpoint",
    "InvalidExport",
    "InvalidMission",
    "KnowledgeOutOfOrder",
    "LedgerBusy",
    "LedgerDiffers",
    "LedgerNotFound",
    "LedgerNotWritable",
    "LedgerRewritten",
    "LedgerRolledBack",
    "LedgerTooNew",
    "LedgerUnreachable",
    "MissionNotFound",
    "NotPermitted",
    "NotSignedIn",
    "NotTheOriginator",
    "Problem",
    "ProjectionDrift",
    "RestoreRefused",
    "SignInRefused",
    "TamperedLedger",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of an input: where it is and what to do about it, in one line."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class ContingentError(Exception):
    """The root of everything that Contingent raises on purpose."""

    exit_code: ClassVar[int] = 1


class MissionNotFound(ContingentError):
    """No mission folder was named, and none was found by walking up."""

    exit_code = 2

    def __init__(self, searched: Path) -> None:
        self.searched = searched
        super().__init__(
            f"no mission.yaml in {searched} or above it; "
            "start one with `contingent init DIR`, or name one with --mission DIR"
        )


class InvalidMission(ContingentError):
    """A mission folder has mistakes; `problems` lists every one."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FileNotWritable(ContingentError):
    """A file could not be written; what was there before is unchanged."""

    exit_code = 3

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: cannot be written ({why})")


class LedgerNotFound(ContingentError):
    """There is no ledger file where one was expected."""

    exit_code = 2

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(f"{path}: no ledger here; `contingent init DIR` makes one")


class LedgerNotWritable(ContingentError):
    """The ledger's folder or disk refuses a write; nothing was acknowledged."""

    exit_code = 3

    def __init__(self, path: Path | str, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: cannot be written ({why}); nothing was added")


class LedgerBusy(ContingentError):
    """Another process is writing, and went on longer than we were told to wait."""

    exit_code = 3

    def __init__(self, path: Path | str, seconds: float) -> None:
        self.path = path
        super().__init__(
            f"{path}: another process has been writing for {seconds:g} s; "
            "try again when it has finished. Nothing was added"
        )


class LedgerTooNew(ContingentError):
    """The ledger was written by a later version and is left untouched."""

    exit_code = 3

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        self.path = path
        super().__init__(
            f"{path}: written in format {found}; this version reads up to {known}. "
            "Upgrade Contingent; the ledger was not touched"
        )


class NotTheOriginator(ContingentError):
    """Only the account that something comes from may give it another label."""

    exit_code = 2

    def __init__(self, id: str, originator: str) -> None:
        super().__init__(f"{id} comes from {originator}, who alone may label it anew")


class NotSignedIn(ContingentError):
    """A ledger of a team was opened by nobody in particular."""

    exit_code = 2

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; set CONTINGENT_TOKEN or CONTINGENT_USER")


class NotPermitted(ContingentError):
    """The account has none of the roles that this needs."""

    exit_code = 2

    def __init__(self, name: str, what: str, roles: Iterable[str]) -> None:
        super().__init__(f"{name} may not {what}: it needs the role {' or '.join(roles)}")


class SignInRefused(ContingentError):
    """No account was let in; whether there is one of that name is not told."""

    exit_code = 2

    def __init__(self, why: str, *, wait_seconds: int = 0) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(why)


class LedgerUnreachable(ContingentError):
    """The server that keeps the ledger does not answer, or does not let us in."""

    exit_code = 3

    def __init__(self, path: Path | str, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: cannot be reached ({why}); nothing was read or added")


class ClusterUnreachable(ContingentError):
    """The cluster that should read a corpus did not start, or nobody answers at its address."""

    exit_code = 3

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the Ray cluster cannot be started or reached ({why}); nothing was read. "
            "`--jobs N` reads with N processes of this machine"
        )


class KnowledgeOutOfOrder(ContingentError):
    """An entry would be known before one that the ledger already holds."""

    exit_code = 3

    def __init__(self, wanted: datetime, last: datetime) -> None:
        super().__init__(
            f"an entry known at {wanted.isoformat()} cannot follow one known at "
            f"{last.isoformat()}: what was known then must not change"
        )


class InvalidCheckpoint(ContingentError):
    """A checkpoint, key or proof cannot be read, or is about another ledger."""

    exit_code = 3

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


class InvalidExport(ContingentError):
    """A file of exported entries has a line that is none; nothing of it was imported."""

    exit_code = 3

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}; nothing was imported")


class LedgerDiffers(ContingentError):
    """What should receive a copy holds entries that are not the beginning of it."""

    exit_code = 3

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(
            f"{path}: holds another ledger, or more entries; nothing was written. Name an empty one"
        )


class RestoreRefused(ContingentError):
    """A backup is older than what is known to have been acknowledged."""

    exit_code = 3

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        super().__init__(
            f"{path}: holds {found:,} entries, but {known:,} are known to have been acknowledged; "
            "take a newer backup, or accept the loss with --force --why TEXT, which is recorded"
        )


class TamperedLedger(ContingentError):
    """A stored entry no longer matches what was acknowledged; `seq` 0 means the whole file."""

    exit_code = 5

    def __init__(self, path: Path | str, seq: int, why: str) -> None:
        self.path = path
        self.seq = seq
        super().__init__(f"{path}: entry {seq}: {why}" if seq else f"{path}: {why}")


class ProjectionDrift(ContingentError):
    """What is kept of a ledger, so that boards come at once, is not what its entries come to."""

    exit_code = 5

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(
            f"{path}: says something else than the entries that it was made from, and the ledger "
            "itself is whole; `contingent ledger rebuild` makes it anew"
        )


class LedgerRewritten(ContingentError):
    """Every hash fits, but the ledger does not begin as the checkpoint says: history was redone."""

    exit_code = 5

    def __init__(self, path: Path | str, size: int) -> None:
        self.path = path
        self.size = size
        super().__init__(
            f"{path}: was rewritten, or is another ledger: its entries fit together, but the first "
            f"{size:,} are not those that the checkpoint stands for"
        )


class LedgerRolledBack(ContingentError):
    """The ledger is an older copy: entries that a checkpoint stands for are not there."""

    exit_code = 5

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        self.path = path
        super().__init__(
            f"{path}: was rolled back: the checkpoint stands for {known:,} entries, "
            f"{found:,} are there"
        )


class ForgedCheckpoint(ContingentError):
    """A checkpoint is not signed by any key that we were told to trust."""

    exit_code = 5

    def __init__(self, where: str, wanted: str) -> None:
        super().__init__(f"{where}: is not signed by {wanted}; do not rely on it")
