"""`add`: what came by telephone or letter becomes a statement, with its source and no quotation."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contingent.cli.desk import LabelAsked, open_desk
from contingent.cli.options import (
    AsJson,
    By,
    LabelWord,
    MissionFolder,
    ReleasableTo,
    day_of,
    now,
    rung_of,
)
from contingent.cli.printing import say, write_json
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.mission import ReviewRule
    from contingent.vocabulary.capability import Amount
    from contingent.vocabulary.claim import Claim
    from contingent.vocabulary.names import PartyNames

__all__ = ["commands"]

_NUMBER = r"\d[\d,]*"
_AMOUNT = re.compile(
    rf"(?P<word>up to|about|at least)? ?(?P<first>{_NUMBER})"
    rf"(?: ?(?:to|-|–) ?(?P<second>{_NUMBER})| (?P<more>or more))?"
)

commands = typer.Typer()


@commands.command("add")
def add(
    about: Annotated[
        str, typer.Option("--about", metavar="PARTY", help="The party it is about: code or name.")
    ],
    source: Annotated[str, typer.Option("--source", help="Which call, letter or page.")],
    gist: Annotated[str, typer.Option("--gist", help="What was said, in your own words.")],
    speaker: Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who said it.")],
    speaks_for: Annotated[
        str, typer.Option("--speaks-for", metavar="PARTY", help="The speaker's party.")
    ],
    rung: Annotated[
        str | None, typer.Option("--rung", help="How firmly: considering, willing, pledged ...")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="undecided, declined, suspended ...")
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="TOPIC", help="A topic the party wants answered."),
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="troops, medical ...")] = None,
    amount: Annotated[
        str | None,
        typer.Option("--amount", help="`800`, `up to 800`, `500 to 800`, `800 or more`."),
    ] = None,
    condition: Annotated[
        list[str] | None, typer.Option("--condition", help="What must come true first.")
    ] = None,
    medium: Annotated[
        str, typer.Option("--medium", help="call, letter, meeting, document or page.")
    ] = "call",
    role: Annotated[str, typer.Option("--role", help="The speaker's office.")] = "",
    said_on: Annotated[
        date | None,
        typer.Option("--said-on", metavar="DATE", parser=day_of, help="When; else today."),
    ] = None,
    by: By = None,
    label: LabelWord = None,
    releasable_to: ReleasableTo = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Enter a statement by hand: a call, a letter.

    It is accepted by who enters it (and a second person, if the mission says so); no quotation.
    """
    from contingent.mission import mission_parties
    from contingent.situation import enter
    from contingent.vocabulary.moment import ImpreciseDate
    from contingent.vocabulary.names import PartyNames
    from contingent.vocabulary.plain import identified, plain_statement
    from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

    claim = _claim(rung, verdict, question or [], kind or [], amount)
    desk = open_desk(mission, act=Act.ENTER, label=LabelAsked.of(label, releasable_to), write=True)
    names = PartyNames.of(mission_parties(desk.mission))
    party, speakers_party = _code(names, about, "--about"), _code(names, speaks_for, "--speaks-for")
    statement = identified(
        Statement(
            id="",
            citation=Note(
                medium=_word(Medium, medium, "--medium"),
                source=_said(source, "--source"),
                gist=_said(gist, "--gist"),
            ),
            speaker=Speaker(name=_said(speaker, "--speaker"), role=role, party=speakers_party),
            voice=Voice.OFFICIAL if party == speakers_party else Voice.THIRD_PARTY,
            about=party,
            claim=claim,
            conditions=tuple(condition or ()),
            mission=desk.mission.code,
            said_on=ImpreciseDate.day(said_on or now().date()),
        )
    )
    rule = desk.mission.review
    added = enter(desk.ledger, statement, by=desk.person(by), review=rule, clock=now())
    if as_json:
        write_json({"schema": "contingent.added/1", "statement": plain_statement(statement)})
    say(f"{statement.id}: {_became(rule) if added else 'already on record'}")
    desk.leave()


def _became(review: ReviewRule) -> str:
    """What is said of a statement that is new here."""
    from contingent.mission import ReviewRule

    return "waits for a second person" if review is ReviewRule.TWO_PERSON else "added"


def _said(text: str, option: str) -> str:
    if not text.strip():
        raise typer.BadParameter(f"{option} is empty")
    return text.strip()


def _code(names: PartyNames, name: str, option: str) -> str:
    """The code of a party; a usage error for a name that is unknown or only looks like one."""
    found = names.code_of(name)
    if found is not None:
        return found
    alike = names.lookalike(name)
    if alike:
        meant = names.parties[alike].name
        hint = f"it resembles {meant} ({alike}) but is not written with its letters"
    else:
        hint = "give its ISO code, its name, or add it to mission.yaml under `parties`"
    raise typer.BadParameter(f"{option}: {name!r} is no party that is known here; {hint}")


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
    from contingent.vocabulary.claim import Pledge, Question, Verdict, VerdictType

    if sum(map(bool, (rung, verdict, topics))) != 1:
        raise typer.BadParameter("give one of --rung, --verdict or --question")
    if amount and not rung:
        raise typer.BadParameter("--amount goes with --rung")
    named = tuple(_word(Kind, kind, "--kind") for kind in kinds) or (Kind.UNSPECIFIED,)
    if topics:
        return Question(topics=tuple(topic.strip().replace(" ", "_") for topic in topics))
    if verdict:
        return Verdict(verdict=_word(VerdictType, verdict, "--verdict"), kinds=named)
    firmness = rung_of(rung or "")
    return Pledge(rung=firmness, kinds=named, amount=_amount(amount) if amount else None)


def _amount(text: str) -> Amount:
    """The amount as wide as it was said; a usage error for anything else."""
    from contingent.vocabulary.capability import Amount

    found = _AMOUNT.fullmatch(text.strip())
    open_ended = found is not None and found["word"] in ("up to", "at least")
    if found is None or (open_ended and (found["second"] or found["more"])):
        raise typer.BadParameter(f"--amount: cannot read {text!r}; write `500 to 800`")
    first = int(found["first"].replace(",", ""))
    about = found["word"] == "about"
    if found["word"] == "up to":
        return Amount(ceiling=first)
    if found["word"] == "at least" or found["more"]:
        return Amount(floor=first, about=about)
    second = int(found["second"].replace(",", "")) if found["second"] else first
    try:
        return Amount(floor=first, ceiling=second, about=about)
    except ValueError as error:
        raise typer.BadParameter(f"--amount: {error}") from None
