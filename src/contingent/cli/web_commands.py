"""`serve`: the situation in a browser; `export`: a view as a file or a folder of pages."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, find_folder, key_chest, open_desk
from contingent.cli.kernels import keep_kernels, kernels_warming
from contingent.cli.options import AsKnown, AsOfDay, MissionFolder, moment
from contingent.cli.printing import say, write_bytes
from contingent.cli.worked import worked_document

if TYPE_CHECKING:
    from contingent.web.identity import IdentityProvider

__all__ = ["commands"]

commands = typer.Typer()

_SECRET_VARIABLE = "CONTINGENT_OIDC_SECRET"  # noqa: S105 - the name of a variable


@commands.command("serve")
def serve_mission(
    host: Annotated[
        str, typer.Option("--host", help="An address of this machine that no other reaches.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="The port.")] = 8_650,
    name: Annotated[
        str, typer.Option("--name", help="The https name under which a proxy here publishes it.")
    ] = "",
    oidc_issuer: Annotated[
        str,
        typer.Option(
            "--oidc-issuer",
            metavar="URL",
            envvar="CONTINGENT_OIDC_ISSUER",
            help="A provider of identities (OpenID Connect) at which a team may sign in.",
        ),
    ] = "",
    oidc_client: Annotated[
        str,
        typer.Option(
            "--oidc-client",
            metavar="ID",
            envvar="CONTINGENT_OIDC_CLIENT",
            help="How we are known there. Its secret is read from CONTINGENT_OIDC_SECRET alone.",
        ),
    ] = "",
    mission: MissionFolder = None,
) -> None:
    """Open the whole situation in a browser.

    Answers this machine alone, until Ctrl-C; a team signs in.
    """
    from contingent.situation import people_of
    from contingent.web.serving import Listening, is_loopback, serve

    if not is_loopback(host):
        raise typer.BadParameter(
            f"--host {host}: others could reach it, and nothing would be encrypted; see --name"
        )
    folder = find_folder(mission)
    has_team = people_of(folder) is not None
    if name and not has_team:
        raise typer.BadParameter(f"--name {name}: there are no accounts; contingent people add")
    if oidc_issuer and not has_team:
        raise typer.BadParameter("--oidc-issuer: there are no accounts; contingent people add")
    where = Listening(host=host, port=port, name=name)
    provider = _provider(oidc_issuer, oidc_client, where.root)
    with kernels_warming():
        serve(
            folder,
            where,
            provider=provider,
            chest=key_chest(),
            started=lambda: say(f"{where.here}/ (Ctrl-C ends)"),
        )


def _provider(issuer: str, client: str, root: str) -> IdentityProvider | None:
    """The provider of identities that was named; a usage error where something of it is missing."""
    if not issuer and not client:
        return None
    from contingent.web.arrivals import BACK
    from contingent.web.identity import IdentityProvider

    secret = os.environ.get(_SECRET_VARIABLE, "")
    given = {
        "--oidc-issuer": issuer,
        "--oidc-client": client,
        f"{_SECRET_VARIABLE} in the environment": secret,
    }
    missing = [what for what, value in given.items() if not value]
    if missing:
        raise typer.BadParameter(f"sign-in by a provider needs {' and '.join(missing)} as well")
    try:
        return IdentityProvider(
            issuer=issuer,
            client_id=client,
            client_secret=secret,
            redirect_uri=f"{root}{BACK}",
        )
    except ValueError as error:
        raise typer.BadParameter(f"--oidc-issuer: {error}") from None


@commands.command("export")
def export_view(
    format: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="csv, xlsx, parquet, json, geojson, ics, ftm, site."),
    ],
    target: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Where to; `site` takes a folder. Else `-`: output."),
    ] = None,
    table: Annotated[
        str,
        typer.Option("--table", help="positions, statements, force, forecast, flow ..."),
    ] = "positions",
    text: Annotated[
        str, typer.Option("--find", metavar="WORDS", help="Only what holds these.")
    ] = "",
    hxl: Annotated[
        bool, typer.Option("--hxl", help="CSV: a second row with the humanitarian hashtags.")
    ] = False,
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
) -> None:
    """Take a view away in a file that others can read."""
    from contingent.exports.formats import FORMATS, Taken
    from contingent.exports.selection import Selection
    from contingent.exports.tables import TABLES
    from contingent.exports.worked_tables import WORKED_TABLES
    from contingent.situation import assess

    if table not in (*TABLES, *WORKED_TABLES):
        raise typer.BadParameter(f"--table: one of {', '.join((*TABLES, *WORKED_TABLES))}")
    if format not in (*FORMATS, "site"):
        raise typer.BadParameter(f"FORMAT: one of {', '.join(FORMATS)}, site; not {format!r}")
    desk = open_desk(mission)
    asked = moment(as_of, as_known)
    if format == "site":
        _write_site(desk, target, as_of, as_known)
        desk.leave()
        return
    situation = assess(desk.ledger.entries(known_at=asked.known_at), desk.mission, as_of=asked)
    worked = WORKED_TABLES.get(table)
    taken = Taken(
        situation=situation,
        table=table,
        document=worked_document(worked.document, desk, situation) if worked else None,
        selection=Selection(text=text),
        ledger_head=desk.ledger.head.digest.hex(),
        with_hashtags=hxl,
    )
    try:
        data = FORMATS[format].write(taken)
    except ImportError as error:
        raise typer.BadParameter(
            f"{format} needs {error.name}: install contingent[frames]"
        ) from None
    write_bytes(target, data)
    desk.leave()


def _write_site(desk: Desk, target: Path | None, as_of: date | None, as_known: date | None) -> None:
    """A folder of pages that opens from a disk; a usage error without a place for it."""
    keep_kernels()
    from contingent.web.site import write_site
    from contingent.web.workplace import Workplace

    if target is None:
        raise typer.BadParameter("site: name the folder to make")
    workplace = Workplace(desk.folder)
    count = write_site(workplace, target, account=desk.account, held_on=as_of, known_on=as_known)
    say(f"{target}: {count} pages. Open {target / 'index.html'}")
