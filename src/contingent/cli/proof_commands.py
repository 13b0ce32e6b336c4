"""`ledger checkpoint`, `prove`, `witness` ...: what others need to rely on a ledger they lack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.desk import find_folder, key_chest, open_ledger
from contingent.cli.ledger_commands import note_in, text_in
from contingent.cli.options import By, MissionFolder, now, person
from contingent.cli.printing import say, write_json, write_text

__all__ = ["commands"]

commands = typer.Typer()


@commands.command("checkpoint")
def checkpoint(
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="FILE", help="Prove growth from this one, for a witness."),
    ] = None,
    for_witness: Annotated[
        bool, typer.Option("--for-witness", help="A request to one that has seen nothing yet.")
    ] = False,
    by: By = None,
    mission: MissionFolder = None,
) -> None:
    """Sign what the ledger is now, after checking every entry. Give the lines to others to keep.

    A signing key is made at the first time. It is kept outside the mission folder.
    """
    from contingent.ledger.proofs import consistency_request
    from contingent.situation import sign_checkpoint, trusted_here

    ledger, chest = open_ledger(find_folder(mission), write=True), key_chest()
    earlier = note_in(since).checkpoint.size if since else 0
    if ledger.head.size == 0:
        raise typer.BadParameter("the ledger holds no entry yet; there is nothing to sign")
    had_key = trusted_here(ledger, chest)
    note = sign_checkpoint(ledger, chest, by=person(by), clock=now())
    text = note.text
    if since or for_witness:
        text = consistency_request(ledger, earlier, note)
    typer.echo(text, nl=False)
    key = trusted_here(ledger, chest)[-1]
    if not had_key:
        say(f"A signing key was made: {chest.key_path(key.name)}. Keep a copy of it elsewhere.")
        say(f"Others check with this key, which is no secret: {key.text}")


@commands.command("rotate-key")
def rotate_key(by: By = None, mission: MissionFolder = None) -> None:
    """Sign with a new key. The old one vouches for it in the ledger."""
    from contingent.situation import new_key, sign_checkpoint

    ledger, chest = open_ledger(find_folder(mission), write=True), key_chest()
    if ledger.head.size == 0:
        raise typer.BadParameter("the ledger holds no entry yet; `ledger checkpoint` comes first")
    key = new_key(ledger, chest, by=person(by), clock=now())
    sign_checkpoint(ledger, chest, by=person(by), clock=now())
    say(f"{chest.key_path(key.name)}: the new key is in use")
    say(f"Others check with this key, or go on with the one they have: {key.verifying().text}")


@commands.command("prove")
def prove(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The id of a statement ...")],
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", metavar="FILE", help="Else the last known here."),
    ] = None,
    verifier: Annotated[
        Path | None,
        typer.Option("--verifier", metavar="FILE", help="Also write the program that checks it."),
    ] = None,
    mission: MissionFolder = None,
) -> None:
    """Prove an entry to somebody who has neither the ledger nor Contingent.

    Prints one JSON document that holds the entry whole, as it was recorded, and the proof.
    """
    from contingent.ledger import check_proof
    from contingent.ledger.proofs import proof_of
    from contingent.situation import known_note

    ledger = open_ledger(find_folder(mission))
    note = note_in(checkpoint) if checkpoint else known_note(ledger, key_chest())
    if note is None:
        raise typer.BadParameter("no checkpoint is known here; `ledger checkpoint` signs one")
    found = proof_of(ledger, entry, note)
    if not found:
        raise typer.BadParameter(f"no entry is called {entry!r}")
    write_json(found[-1])  # a draft and the statement made of it share an id: what was decided
    if verifier:
        write_text(verifier, Path(check_proof.__file__).read_text(encoding="utf-8"))
        say(f"{verifier}: written; run it with `python {verifier} BUNDLE.json KEY`")


@commands.command("witness")
def witness(
    request: Annotated[
        Path, typer.Argument(metavar="REQUEST", help="What checkpoint --since printed.")
    ],
    key: Annotated[
        str, typer.Option("--key", metavar="KEY", help="The key of whoever keeps the ledger.")
    ],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Who cosigns, such as mfa.example/isf.")
    ],
) -> None:
    """Cosign another delegation's checkpoint, if it goes on from the one cosigned before.

    Needs no mission folder. Leaves with 5 if the ledger was rolled back or rewritten, or if
    somebody else signed.
    """
    from contingent.ledger.notes import SigningKey, VerifyingKey, note_of
    from contingent.ledger.proofs import cosigned_request

    chest = key_chest()
    try:
        own = chest.key(name) or SigningKey.new(name)
    except ValueError as error:
        raise typer.BadParameter(f"--name: {error}") from None
    text = text_in(request)
    origin = note_of(text.partition("\n\n")[2], where=str(request)).checkpoint.origin
    note = cosigned_request(
        text,
        seen=chest.last_note(origin),
        trusted=VerifyingKey.parse(key),
        key=own,
        seconds=int(now().timestamp()),
    )
    chest.keep(own)
    chest.remember(note)
    typer.echo(note.text, nl=False)
    say(f"Others check the cosignature with: {own.verifying(is_witness=True).text}")
