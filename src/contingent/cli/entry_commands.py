"""`add`: what came by telephone or letter becomes a statement, with its source and no quotation."""

from __future__ import annotations

import getpass
import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contingent.cli.desk import open_desk
from contingent.cli.options import MissionFolder, day_of, now
from contingent.cli.printing import say

if TYPE_CHECKING:
    from contingent.vocabulary.capability import Amount
    from contingent.vocabulary.claim import Claim

__all__ = ["add"]

_AMOUNT = re.compile(
    r"(?P<low>up to |about |at least )?(?P<first>[\d,]+)"
    r"(?: to (?P<second>[\d,]+)| or (?P<more>more))?"
)


def add(
    about: Annotated[str, typer.Option("--about", help="The party it is about: a code or name.")],
    source: Annotated[str, typer.Option("--source", help="Which call, letter or page.")],
    gist: Annotated[str, typer.Option("--gist", help="What was said, in your own words.")],
    speaker: Annotated[str, typer.Option("--speaker", help="Who said it.")],
    speaks_for: Annotated[str, typer.Option("--speaks-for", help="The speaker's party.")],
    rung: Annotated[str | None, typer.Option("--rung", help="How firmly: a rung's name.")] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="undecided, declined, suspended ...")
    ] = None,
    question: Annotated[
        list[str] | None, typer.Option("--question", help="A topic the party wants answered.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="troops, medical ...")] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="`800`, `up to 800`, `500 to 800`, `about 800`.")
    ] = None,
    condition: Annotated[
        list[str] | None, typer.Option("--condition", help="What must come true first.")
    ] = None,
    medium: Annotated[
        str, typer.Option("--medium", help="call, letter, meeting, document or page.")
    ] = "call",
    role: Annotated[str, typer.Option("--role", help="The speaker's office.")] = "",
    said_on: Annotated[
        date | None, typer.Option("--said-on", metavar="DATE", parser=day_of, help="When.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who enters it; else you.")] = None,
    mission: MissionFolder = None,
) -> None:
    """Enter a statement by hand: a call, a letter, a meeting."""
    from contingent.mission import mission_parties
    from contingent.read.gazetteer import Gazetteer
    from contingent.situation import record_statement
    from contingent.vocabulary.moment import ImpreciseDate
    from contingent.vocabulary.plain import identified
    from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

    desk = open_desk(mission, write=True)
    names = Gazetteer(mission_parties(desk.mission))
    party, speakers_party = _code(names, about, "--about"), _code(names, speaks_for, "--speaks-for")
    statement = identified(
        Statement(
            id="",
            citation=Note(medium=_word(Medium, medium, "--medium"), source=source, gist=gist),
            speaker=Speaker(name=speaker, role=role, party=speakers_party),
            voice=Voice.OFFICIAL if party == speakers_party else Voice.THIRD_PARTY,
            about=party,
            claim=_claim(rung, verdict, question or [], kind or [], amount),
            conditions=tuple(condition or ()),
            mission=desk.mission.code,
            said_on=ImpreciseDate.day(said_on or now().date()),
        )
    )
    who = f"person:{by or getpass.getuser()}"
    added = record_statement(desk.ledger, statement, by=who, clock=now())
    say(f"{statement.id}: {'added' if added else 'already on record'}")


def _code(names: Any, name: str, option: str) -> str:
    """The code of a party; a usage error for a name that is unknown or only looks like one."""
    found = names.code_of(name)
    if found is None:
        alike = names.lookalike(name)
        hint = f"; it resembles {alike} but is written in other letters" if alike else ""
        raise typer.BadParameter(f"{option}: {name!r} is no party that is known here{hint}")
    return str(found)


def _word(kind: Any, word: str, option: str) -> Any:
    try:
        return kind(word)
    except ValueError:
        raise typer.BadParameter(f"{option}: one of {', '.join(kind)}, not {word!r}") from None


def _claim(
    rung: str | None, verdict: str | None, topics: list[str], kinds: list[str], amount: str | None
) -> Claim:
    """Exactly one of a rung, a verdict and questions; a usage error otherwise."""
    from contingent.vocabulary.capability import Kind
    from contingent.vocabulary.claim import Pledge, Question, Rung, Verdict, VerdictType

    if sum(map(bool, (rung, verdict, topics))) != 1:
        raise typer.BadParameter("give one of --rung, --verdict or --question")
    named = tuple(_word(Kind, kind, "--kind") for kind in kinds) or (Kind.UNSPECIFIED,)
    if topics:
        return Question(topics=tuple(topics))
    if verdict:
        return Verdict(verdict=_word(VerdictType, verdict, "--verdict"), kinds=named)
    try:
        firmness = Rung.of_word(rung or "")
    except ValueError as error:
        raise typer.BadParameter(f"--rung: {error}") from None
    return Pledge(rung=firmness, kinds=named, amount=_amount(amount) if amount else None)


def _amount(text: str) -> Amount:
    from contingent.vocabulary.capability import Amount

    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(f"--amount: cannot read {text!r}")
    first = int(found["first"].replace(",", ""))
    second = int(found["second"].replace(",", "")) if found["second"] else first
    if found["low"] == "up to ":
        return Amount(ceiling=first)
    if found["low"] == "at least " or found["more"]:
        return Amount(floor=first)
    return Amount(floor=first, ceiling=second, about=found["low"] == "about ")
