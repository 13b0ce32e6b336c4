"""`people ...`: who works on a mission, and what each may do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import acting, find_folder
from contingent.cli.options import AsJson, MissionFolder, now
from contingent.cli.printing import console, say, write_json
from contingent.ledger.roles import Act, Role

if TYPE_CHECKING:
    from contingent.ledger.people import People

__all__ = ["commands"]

commands = typer.Typer(
    help="Look after the accounts of a team.",
    no_args_is_help=True,
    rich_markup_mode=None,
    name="people",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account.")]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", help=f"May be repeated: {', '.join(Role)}."),
]
Organisation = Annotated[
    str, typer.Option("--organisation", metavar="NAME", help="The account's own organisation.")
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="NAME", help="A group that it is in; may be repeated."),
]


@commands.callback()
def face() -> None:
    """Look after the accounts of a team.

    A mission without accounts belongs to whoever has its folder. The first account makes it a
    team's: from then on everybody acts by an account, and sees what labels let them see.
    """


@commands.command("add")
def add(
    name: Name,
    role: Roles = None,
    organisation: Organisation = "",
    group: Groups = None,
    password: Annotated[
        bool, typer.Option("--password", help="Read a password from standard input.")
    ] = False,
    mission: MissionFolder = None,
) -> None:
    """Add an account; the first must be an administrator."""
    people = _open(mission)
    with _said_as_usage():
        people.add(
            name,
            roles=map(_role, role or ()),
            at=now(),
            organisation=organisation,
            groups=group or (),
        )
        if password:
            people.set_password(name, _password())
    say(f"{name}: added. A program acts for it with: contingent people token {name}")


@commands.command("list")
def show(mission: MissionFolder = None, as_json: AsJson = False) -> None:
    """List the accounts with their roles, groups and tokens."""
    from contingent.exports.accounts import accounts_document, accounts_section
    from contingent.exports.terminal import print_section

    people = _open(mission)
    accounts = [(account, people.tokens(account.name)) for account in people.accounts()]
    if as_json:
        write_json(accounts_document(accounts))
    else:
        print_section(accounts_section(accounts, at=now()), console())


@commands.command("role")
def change(
    name: Name,
    role: Roles = None,
    organisation: Organisation = "",
    group: Groups = None,
    mission: MissionFolder = None,
) -> None:
    """Give an account these roles, this organisation and these groups, and no others."""
    people = _open(mission)
    with _said_as_usage():
        people.set_roles(name, map(_role, role or ()))
        people.set_groups(name, organisation=organisation, groups=group or ())
    say(f"{name}: {', '.join(role or ()) or 'no role'}")


@commands.command("password")
def set_password(name: Name, mission: MissionFolder = None) -> None:
    """Set the password of an account, read from standard input; whoever is signed in is out."""
    from contingent.ledger.sessions import SESSIONS_FILE, open_sessions

    people = _open(mission)
    with _said_as_usage():
        people.set_password(name, _password())
    open_sessions(find_folder(mission) / SESSIONS_FILE).end_all(name)
    say(f"{name}: its password is set; its sessions in the browser have ended")


@commands.command("link")
def link(
    name: Name,
    issuer: Annotated[
        str, typer.Option("--issuer", metavar="URL", help="The provider, as `serve` names it.")
    ],
    subject: Annotated[
        str, typer.Option("--subject", metavar="ID", help="What the provider calls this person.")
    ],
    mission: MissionFolder = None,
) -> None:
    """Let whom a provider of identities vouches for sign in as this account, and no other."""
    people = _open(mission)
    if not (issuer.strip() and subject.strip()):
        raise typer.BadParameter("--issuer and --subject are both needed")
    with _said_as_usage():
        people.link(name, issuer=issuer, subject=subject)
    say(f"{name}: {subject} of {issuer} signs in as this account")


@commands.command("sign-out")
def sign_out(name: Name, mission: MissionFolder = None) -> None:
    """End every session of an account in the browser; it can sign in again."""
    from contingent.ledger.sessions import SESSIONS_FILE, open_sessions

    people = _open(mission)
    with _said_as_usage():
        people.account(name)
    open_sessions(find_folder(mission) / SESSIONS_FILE).end_all(name)
    say(f"{name}: signed out everywhere")


@commands.command("token")
def token(
    name: Name,
    purpose: Annotated[str, typer.Option("--for", help="What it is for, in a few words.")] = "",
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it lives.")] = 30,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Issue a token by which a program acts for an account; it is shown once."""
    people = _open(mission)
    with _said_as_usage():
        issued, text = people.issue_token(
            name, purpose=purpose, at=now(), lifetime=timedelta(days=days)
        )
    if as_json:
        expires = issued.expires_at.isoformat()
        document = {"id": issued.id, "account": name, "expires_at": expires, "token": text}
        write_json({"schema": "contingent.token/1", **document})
    else:
        sys.stdout.write(text + "\n")
    say(f"{issued.id}: opens {name} until {issued.expires_at:%Y-%m-%d}. It is not shown again.")


@commands.command("revoke")
def revoke(
    token_id: Annotated[str, typer.Argument(metavar="TOKEN", help="The id of a token.")],
    mission: MissionFolder = None,
) -> None:
    """Revoke a token by its id."""
    people = _open(mission)
    try:
        people.revoke(token_id, at=now())
    except KeyError:
        raise typer.BadParameter(f"there is no token {token_id} that opens anything") from None
    say(f"{token_id}: opens nothing any more")


@commands.command("remove")
def remove(name: Name, mission: MissionFolder = None) -> None:
    """Remove an account and revoke its tokens; its name stays with what it did."""
    people = _open(mission)
    with _said_as_usage():
        people.remove(name, at=now())
    say(f"{name}: removed")


def _open(mission: Path | None) -> People:
    """The accounts of a mission, for whoever may look after them."""
    from contingent.ledger.people import PEOPLE_FILE, open_people

    folder = find_folder(mission)
    acting(folder, Act.ADMINISTER)
    return open_people(folder / PEOPLE_FILE)


@contextmanager
def _said_as_usage() -> Iterator[None]:
    """What an account cannot be, as a usage error."""
    try:
        yield
    except KeyError as error:
        raise typer.BadParameter(f"there is no account {error.args[0]}") from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise ValueError(f"--role: one of {', '.join(Role)}, not {word!r}") from None


def _password() -> str:
    """A password that nobody sees: asked for twice at a terminal, else the first line of input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\n")
