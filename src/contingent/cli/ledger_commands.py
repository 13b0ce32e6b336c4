"""`ledger ...`: is the record whole, and is it safe?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import (
    acting,
    find_folder,
    find_store,
    key_chest,
    ledger_address,
    open_ledger,
    open_view,
)
from contingent.cli.options import AsJson, By, MissionFolder, now, person
from contingent.cli.printing import say, write_json, write_text
from contingent.ledger.roles import Act, may

if TYPE_CHECKING:
    from contingent.ledger.book import Ledger
    from contingent.ledger.checkpoints import Audit, Trust
    from contingent.ledger.notes import Note
    from contingent.ledger.people import Account

__all__ = ["commands"]

commands = typer.Typer(
    help="Look after the ledger.", no_args_is_help=True, rich_markup_mode=None, name="ledger"
)

Keys = Annotated[
    list[str] | None,
    typer.Option("--key", metavar="KEY", help="Whose checkpoints to trust; may be repeated."),
]


@commands.callback()
def face() -> None:
    """Look after the ledger."""


@commands.command("verify")
def verify(
    quick: Annotated[
        bool, typer.Option("--quick", help="Only the last entry, the guards and the file.")
    ] = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also read every payload and every kept text.")
    ] = False,
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", metavar="FILE", help="It must go on from this one."),
    ] = None,
    key: Keys = None,
    witness: Annotated[
        list[str] | None,
        typer.Option("--witness", metavar="KEY", help="Who must have cosigned; may be repeated."),
    ] = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check that no entry was changed, added or lost.

    Every entry is held against its hash, and the whole against the last checkpoint.

    Leaves with 5 and says what is wrong: an entry that was changed, a ledger that was rolled back
    or rewritten, a checkpoint that nobody trusted has signed, a kept board that has drifted.
    """
    if quick and (deep or checkpoint):
        raise typer.BadParameter("--quick reads too little for --deep or --checkpoint")
    folder = find_folder(mission)  # a mistake in the mission file does not matter
    account = acting(folder)
    if account is not None and not may(account.roles, Act.ADMINISTER):
        _verify_view(folder, account, as_json)
        return
    ledger = open_ledger(folder)
    if quick:
        head = ledger.glance()
        if as_json:
            write_json(_plain_head("quick", head.size, head.digest))
        else:
            typer.echo(
                f"{head.size:,} entries; the last is the one acknowledged last. "
                f"The others were not read. Head {head.digest.hex()[:16]}"
            )
        return
    audit, note = _audited(ledger, checkpoint, key or [], witness or [])
    if deep:
        _look_deeper(ledger, folder)
    if as_json:
        found = _plain_head("deep" if deep else "full", audit.head.size, audit.head.digest)
        told = note.checkpoint.size if note else None
        write_json(found | {"origin": audit.origin, "root": audit.root.hex(), "checkpoint": told})
    else:
        typer.echo(
            f"{audit.head.size:,} entries, all as they were acknowledged. "
            f"Head {audit.head.digest.hex()[:16]}"
        )
        typer.echo(_about(note))


def _verify_view(folder: Path, account: Account, as_json: bool) -> None:
    """Check the whole, and tell a member of a team what they may see of it and no more."""
    view = open_view(folder, account)
    count, head = view.verify(), view.head
    if as_json:
        write_json(_plain_head("view", count, head.digest))
        return
    typer.echo(f"{count:,} entries that {account.name} may see. Head {head.digest.hex()[:16]}")
    typer.echo("The whole ledger was checked: every entry is as it was acknowledged.")


def _plain_head(level: str, size: int, digest: bytes) -> dict[str, str | int | None]:
    return {
        "schema": "contingent.verify/1",
        "level": level,
        "entries": size,
        "head": digest.hex(),
    }


def _about(note: Note | None) -> str:
    if note is None:
        return (
            "No checkpoint is known here, so a copy made anew by its keeper would look the same; "
            "`contingent ledger checkpoint` signs one."
        )
    return f"It goes on from the checkpoint of {note.checkpoint.size:,} entries."


def _audited(
    ledger: Ledger, file: Path | None, keys: list[str], witnesses: list[str]
) -> tuple[Audit, Note | None]:
    """The whole checked, against the note in a file, else against the last known here."""
    from contingent.ledger.checkpoints import audited
    from contingent.situation import known_note

    note = note_in(file) if file else known_note(ledger, key_chest())
    trust = _trust(ledger, keys, witnesses) if note else None
    return audited(ledger, [note] if note else (), trust=trust), note


def _trust(ledger: Ledger, keys: list[str], witnesses: list[str]) -> Trust:
    from contingent.ledger.checkpoints import Trust
    from contingent.ledger.notes import VerifyingKey
    from contingent.situation import trusted_here

    named = tuple(VerifyingKey.parse(text) for text in keys) or trusted_here(ledger, key_chest())
    if not named:
        raise typer.BadParameter("--key is needed: no key of this ledger is known here")
    return Trust(keys=named, witnesses=tuple(VerifyingKey.parse(text) for text in witnesses))


def note_in(file: Path) -> Note:
    """The note in a file; InvalidCheckpoint if it cannot be read or holds none."""
    from contingent.ledger.notes import note_of

    return note_of(text_in(file), where=str(file))


def text_in(file: Path) -> str:
    """The text of a file that somebody named; InvalidCheckpoint if it cannot be read."""
    from contingent.errors import InvalidCheckpoint

    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidCheckpoint(str(file), error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise InvalidCheckpoint(str(file), "is no text in UTF-8") from None


def _look_deeper(ledger: Ledger, folder: Path) -> None:
    from contingent.errors import TamperedLedger
    from contingent.situation import BOARD_FILE, DOCUMENTS, changed_texts, read_through

    read_through(ledger)
    for path in changed_texts(ledger.entries(), folder / DOCUMENTS):
        raise TamperedLedger(path, 0, "is not the text that was read")
    if (folder / BOARD_FILE).exists():
        _look_at_board(ledger, folder)


def _look_at_board(ledger: Ledger, folder: Path) -> None:
    from contingent.situation.overseeing import projection_agrees

    if projection_agrees(ledger, folder):
        say("The kept board is what the entries come to.")
    else:
        say("The kept board is of another ledger or cannot be read; it is not used.")


@commands.command("rebuild")
def rebuild(mission: MissionFolder = None) -> None:
    """Make anew what is kept so that boards of a large ledger come at once.

    It is derived from the entries and may be deleted at any time.
    """
    from contingent.situation import BOARD_FILE
    from contingent.situation.overseeing import rebuilt_projection

    folder = find_folder(mission)
    count = rebuilt_projection(open_ledger(folder), folder)
    say(f"{folder / BOARD_FILE}: made from {count:,} entries")


@commands.command("backup")
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Copy the ledger into one file and check the copy.

    Others go on writing meanwhile.
    """
    from contingent.situation import backed_up

    head = backed_up(find_store(find_folder(mission)), file)
    if as_json:
        found = {"file": str(file), "entries": head.size, "head": head.digest.hex()}
        write_json({"schema": "contingent.backup/1", **found})
    say(f"{file}: {head.size:,} entries, checked. Head {head.digest.hex()[:16]}")


@commands.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that backup made.")],
    force: Annotated[
        bool, typer.Option("--force", help="Take it though it is older; needs --why.")
    ] = False,
    why: Annotated[str, typer.Option("--why", help="Why the loss is accepted; recorded.")] = "",
    by: By = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the ledger.

    What was there is kept beside it under another name. Leaves with 3 if the backup is older than
    what is known to have been acknowledged.
    """
    from contingent.situation import restored

    if force != bool(why.strip()):
        raise typer.BadParameter("--force and --why go together: the loss is recorded with it")
    folder = find_folder(mission)
    acting(folder, Act.ADMINISTER)
    if "://" in ledger_address(folder):
        raise typer.BadParameter(
            "the ledger of this mission is in a database: restore into the folder of a new "
            "mission, and `contingent ledger copy` it from there into an empty schema"
        )
    done = restored(file, folder, key_chest(), why=why.strip(), by=person(by), clock=now())
    if as_json:
        found = {"entries": done.head.size, "head": done.head.digest.hex(), "lost": done.lost}
        write_json({"schema": "contingent.restore/1", **found})
    say(f"{folder}: {done.head.size:,} entries. Head {done.head.digest.hex()[:16]}")
    if done.kept_as:
        say(f"What was there is kept in {done.kept_as.name}")
    if done.lost:
        say(f"{done.lost:,} entries that had been acknowledged are not in it; this is recorded")


@commands.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines go here.")],
    mission: MissionFolder = None,
) -> None:
    """Write every entry as a line of JSON.

    The first line says how many there are and the Merkle root that they come to.
    """
    from contingent.ledger.copying import exported_lines

    ledger = open_ledger(find_folder(mission))
    write_text(file, exported_lines(ledger))
    say(f"{file}: written")


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that export wrote.")],
    mission: MissionFolder = None,
) -> None:
    """Take the entries of an export, byte for byte.

    The ledger must be empty or hold the beginning of them. Nothing is taken from a file that was
    changed.
    """
    from contingent.situation import imported

    head = imported(file, find_store(find_folder(mission), create=True))
    say(f"{file}: {head.size:,} entries. Head {head.digest.hex()[:16]}")


@commands.command("copy")
def copy(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A file, or postgresql://USER@HOST/DATABASE.")
    ],
    mission: MissionFolder = None,
) -> None:
    """Copy the ledger into another store.

    Entries are copied byte for byte. Copy again to bring the other up to date.
    """
    from contingent.ledger.book import Ledger
    from contingent.ledger.checkpoints import audited
    from contingent.ledger.copying import copied
    from contingent.situation import open_store

    source = open_ledger(find_folder(mission))
    store = open_store(Path.cwd(), address=target, create=True)
    copied(source, store)
    audit = audited(Ledger(store))
    say(f"{store.path}: {audit.head.size:,} entries, root {audit.root.hex()[:16]}")
