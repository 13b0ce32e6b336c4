"""`force`: the best package that was promised, its gaps, and why there is no better one."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import open_desk
from contingent.cli.interrupts import first_interrupt
from contingent.cli.options import AsJson, AsKnown, AsOfDay, MissionFolder, moment, rung_of
from contingent.cli.printing import console, say, say_problems, write_json, write_text
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contingent.cli.desk import Desk
    from contingent.force.gathering import WhatIf
    from contingent.force.problem import View
    from contingent.situation import Situation
    from contingent.situation.escorting import Escorting, EscortWish
    from contingent.situation.forces import ForceAnswer
    from contingent.vocabulary.claim import Rung
    from contingent.vocabulary.moment import AsOf

__all__ = ["commands"]

commands = typer.Typer()

_Excluded = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="PARTY", help="Without this party.")
]
_Lifted = Annotated[
    list[str] | None,
    typer.Option("--without-objection", metavar="A:B", help="As if A did not object to B."),
]
_Answered = Annotated[
    list[str] | None,
    typer.Option("--answered", metavar="QUESTION", help="As if this question were answered."),
]
_AtRung = Annotated[
    list[str] | None,
    typer.Option("--at-rung", metavar="PARTY=RUNG", help="As if the party stood at this rung."),
]


_Role = Annotated[
    str | None,
    typer.Option("--role", metavar="field", help="Confirm that you plan convoys: `field`."),
]
_Escort = Annotated[
    str | None,
    typer.Option(
        "--escort",
        metavar="N|Nt|offered",
        help="With --role field: escort units, tonnes a day, or what the offered force could do.",
    ),
]


@commands.command("force")
def show_force(
    view: Annotated[
        str, typer.Option("--view", metavar="VIEW", help="face, expected or robust.")
    ] = "robust",
    exclude: _Excluded = None,
    without_objection: _Lifted = None,
    answered: _Answered = None,
    at_rung: _AtRung = None,
    budget: Annotated[
        str | None, typer.Option("--budget", metavar="PERCENT", help="As if so much more is paid.")
    ] = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="VIEW", help="Beside another view's package.")
    ] = None,
    role: _Role = None,
    escort: _Escort = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0.1, help="For the search.")
    ] = 60.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the scenarios.")] = 0,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="One printable page instead.")
    ] = None,
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """The best force package from what was promised, its gaps, and why not."""
    from contingent.force.gathering import WhatIf
    from contingent.force.solving import Watch
    from contingent.situation import assess
    from contingent.situation.forces import ForceQuestion, assess_force

    wish = _wish(role, escort, html)
    asked = moment(as_of, as_known)
    desk = open_desk(mission, act=Act.SEE if wish is None else Act.ESCORT)
    situation = assess(desk.ledger.entries(known_at=asked.known_at), desk.mission, as_of=asked)
    what_if = WhatIf(
        excluded=tuple(exclude or ()),
        without_objections=tuple(map(_pair, without_objection or ())),
        answered=tuple(answered or ()),
        at_rungs=_rungs(at_rung or ()),
        budget_percent=_percent(budget),
    )
    _refuse_unknown(what_if, situation.names, {item.topic for item in desk.mission.questions})
    escorting = None if wish is None else _escorting(desk, wish, asked)
    question = ForceQuestion(
        view=_view(view),
        what_if=what_if,
        beside=_view(compare) if compare else None,
        escorts=escorting.line if escorting else None,
        seconds=time_limit,
        seed=seed,
    )
    watch = Watch(seconds=time_limit)
    with first_interrupt(watch.stop):
        if sys.stderr.isatty():
            say(f"Searching for at most {watch.seconds:g} s; Ctrl-C ends with the best found.")
        answer = assess_force(situation, question, within=watch)
    _tell(situation, answer, escorting, html=html, as_json=as_json)
    say_problems(answer.gathered.problems)
    if answer.gathered.problems or desk.problems:
        raise typer.Exit(3)
    if not answer.is_complete:
        raise typer.Exit(4)


def _tell(
    situation: Situation,
    answer: ForceAnswer,
    escorting: Escorting | None,
    *,
    html: Path | None,
    as_json: bool,
) -> None:
    """The answer as asked: a page in a file, a document, or tables; escorts where asked for."""
    from contingent.exports.force import force_sheet
    from contingent.exports.force_document import force_document
    from contingent.exports.force_escorts import escort_document, escort_section
    from contingent.exports.paper import html_page
    from contingent.exports.terminal import print_section, print_sheet

    sheet = force_sheet(situation, answer)
    if html:
        write_text(html, html_page(sheet))
        say(f"{html}: written")
    if as_json:
        document = force_document(situation, answer)
        if escorting is not None:
            document |= escort_document(escorting, answer.package)
        write_json(document)
    elif not html:
        print_sheet(sheet, console())
        if escorting is not None:
            console().print()
            print_section(escort_section(escorting, answer.package), console())


def _wish(role: str | None, escort: str | None, html: Path | None) -> EscortWish | None:
    """What is asked of escorts, by those who confirmed their role; None: nothing."""
    from contingent.situation.escorting import EscortWish

    if escort is None and role is None:
        return None
    if role != "field":
        raise typer.BadParameter("--escort is for the role field alone: confirm with --role field")
    if escort is None:
        raise typer.BadParameter("--role field goes with --escort")
    if html is not None:
        raise typer.BadParameter("--html does not go with --escort, which is not for passing on")
    found = re.fullmatch(r"(\d{1,6})( ?t)?|offered", escort.strip())
    if found is None:
        raise typer.BadParameter(
            f"--escort: {escort!r} is no number, tonnes such as 40t, or offered"
        )
    number = int(found[1]) if found[1] else None
    return EscortWish(tonnes=number) if found[2] else EscortWish(units=number)


def _escorting(desk: Desk, wish: EscortWish, asked: AsOf) -> Escorting:
    """What escorts would do on the folder's network; a usage error for what no level reaches."""
    from contingent.situation.convoys import load_network
    from contingent.situation.escorting import find_escorts

    network, problems = load_network(desk.folder)
    say_problems(problems)
    if network is None:
        raise typer.Exit(3)
    entries = desk.ledger.entries(known_at=asked.known_at)
    found = find_escorts(entries, network, wish=wish, as_of=asked)
    say_problems(found.problems)
    if found.point is None and (wish.units, wish.tonnes) != (None, None):
        most = max(found.sweep, key=lambda point: point.units, default=None)
        reached = f"{most.units} units and {most.net_tonnes:,.0f} t a day" if most else "none"
        raise typer.BadParameter(f"--escort: no level does that; the most is {reached}")
    return found


def _view(word: str) -> View:
    from contingent.force.problem import View

    try:
        return View(word.strip().lower())
    except ValueError:
        raise typer.BadParameter(f"{word!r} is none of face, expected, robust") from None


def _pair(text: str) -> tuple[str, str]:
    by, colon, of = text.partition(":")
    if not (by and colon and of):
        raise typer.BadParameter(f"--without-objection: {text!r} is not A:B, such as ISR:TUR")
    return by.strip(), of.strip()


def _rungs(texts: Iterable[str]) -> Mapping[str, Rung]:
    found = {}
    for text in texts:
        party, equals, word = text.partition("=")
        if not (party and equals and word):
            raise typer.BadParameter(f"--at-rung: {text!r} is not PARTY=RUNG, such as IDN=approved")
        found[party.strip()] = rung_of(word)
    return found


def _percent(text: str | None) -> int:
    if text is None:
        return 0
    found = re.fullmatch(r"\s*([+-]?\d{1,4})\s*%?\s*", text)
    if found is None or int(found[1]) < -100:
        raise typer.BadParameter(f"--budget: {text!r} is no percentage such as +10%")
    return int(found[1])


def _refuse_unknown(what_if: WhatIf, names: Mapping[str, str], topics: Iterable[str]) -> None:
    """What is tried out must exist, or the answer would look like a finding."""
    codes = [*what_if.excluded, *what_if.at_rungs]
    codes += [code for pair in what_if.without_objections for code in pair]
    for code in codes:
        if code not in names:
            raise typer.BadParameter(f"there is no party {code!r}; use a code such as IDN")
    known = sorted(topics)
    for topic in what_if.answered:
        if topic not in known:
            listed = ", ".join(known) or "none"
            raise typer.BadParameter(
                f"--answered: there is no question {topic!r}; there are {listed}"
            )
