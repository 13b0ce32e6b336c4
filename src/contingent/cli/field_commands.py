"""`observe`, `indicators`, `justify`, `convoys`: reports from theatre and what follows."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import LabelAsked, open_desk
from contingent.cli.options import (
    AsJson,
    AsKnown,
    AsOfDay,
    By,
    LabelWord,
    MissionFolder,
    ReleasableTo,
    day_of,
    moment,
    now,
)
from contingent.cli.printing import console, say, say_problems, write_json
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contingent.cli.desk import Desk
    from contingent.exports.convoys import Drawn
    from contingent.field.policies import Comparison
    from contingent.field.risk import RoadRisk
    from contingent.ledger.chain import Entry
    from contingent.situation.reporting import ReportFile
    from contingent.vocabulary.moment import AsOf

__all__ = ["commands"]

_ROLE = "field"

commands = typer.Typer()

Role = Annotated[
    str | None,
    typer.Option("--role", metavar="field", help="Confirm that you plan convoys: `field`."),
]


def _as_field(role: str | None, what: str) -> None:
    """A usage error unless the role `field` was confirmed."""
    if role != _ROLE:
        raise typer.BadParameter(f"{what} is for the role field alone: confirm with --role field")


@commands.command("observe")
def observe(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="CSV files.")
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="TABLE",
            help="incidents, flow, effort, passages, acled or ucdp-ged; else by the file's name.",
        ),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="The file's own name for a field."),
    ] = None,
    label: LabelWord = None,
    releasable_to: ReleasableTo = None,
    retract: Annotated[
        str | None, typer.Option("--retract", metavar="ID", help="A report that no longer stands.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with --retract.")] = "",
    by: By = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put reports from theatre on record: incidents, aid flow, monitoring effort, passages.

    Each row is a ledger entry of its own; rows that are on record are not added again.
    """
    from contingent.situation.reporting import record_reports

    if bool(files) == bool(retract):
        raise typer.BadParameter("give files, or one report to --retract")
    asked = LabelAsked.of(label, releasable_to)
    desk = open_desk(mission, write=True, act=Act.ENTER, label=asked)
    if retract:
        _retract(desk, retract, why, desk.person(by))
        return
    renamed = dict(_pair(text) for text in columns or [])
    read = [_read(path, table, renamed) for path in files or []]
    added = 0
    for file in read:
        added += len(
            record_reports(desk.ledger, file, by=desk.person(by), mark=desk.mark, clock=now())
        )
    problems = [problem for file in read for problem in file.problems]
    if as_json:
        from contingent.vocabulary.plain import plain

        rows = sum(len(file.rows) for file in read)
        document = {"rows": rows, "added": added, "problems": plain(problems)}
        write_json({"schema": "contingent.observed/1", **document})
    say_problems(problems)
    say(f"{added} reports added to {desk.folder}.")
    if problems:
        raise typer.Exit(3)
    desk.leave()


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not field.strip() or not column.strip():
        raise typer.BadParameter(f"--map: {text!r} is no FIELD=COLUMN")
    return field.strip(), column.strip()


def _read(path: Path, table: str | None, columns: dict[str, str]) -> ReportFile:
    from contingent.field.imports import IMPORTS
    from contingent.field.rows import TABLES
    from contingent.situation.reporting import read_reports

    name = (table or path.stem).lower()
    known = {**TABLES, **IMPORTS}
    if name not in known:
        raise typer.BadParameter(f"{path}: which table is it? --as {', '.join(known)}")
    fields = known[name].model_fields
    lost = [field for field in columns if field not in fields]
    if lost:
        raise typer.BadParameter(f"--map: {name} has no field {lost[0]!r}; {', '.join(fields)}")
    return read_reports(path, table=name, columns=columns)


def _retract(desk: Desk, id: str, why: str, by: str) -> None:
    from contingent.ledger.book import retraction_entry
    from contingent.ledger.standing import standing_observations

    if not why.strip():
        raise typer.BadParameter("--retract needs --why")
    if id not in {entry.id for entry in standing_observations(desk.ledger.entries())}:
        raise typer.BadParameter(f"--retract: no report {id!r} stands in this ledger")
    desk.ledger.append([retraction_entry(id, by, why.strip())], recorded_at=now())
    say(f"{id}: retracted; it stays on record")
    desk.leave()


@commands.command("indicators")
def show_indicators(
    public: Annotated[
        bool, typer.Option("--public", help="Only what the public may see: coarse and delayed.")
    ] = False,
    role: Role = None,
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """What is reported from theatre: figures that do not add up, aid flow, incidents per effort."""
    from contingent.exports.field import (
        indicators_document,
        indicators_sections,
        risks_section,
    )
    from contingent.exports.terminal import print_marking, print_section
    from contingent.situation.theatre import survey_theatre

    asked = moment(as_of, as_known)
    if public and role:
        raise typer.BadParameter("--public shows nothing of the role field")
    if role is not None:
        _as_field(role, "the risk of roads")
    desk = open_desk(mission, act=Act.ESCORT if role else Act.SEE)
    if public:
        _show_public(desk, asked, as_json=as_json)
        return
    entries = list(desk.ledger.entries(known_at=asked.known_at))
    theatre = survey_theatre(entries, desk.mission, as_of=asked)
    risks = _risks(desk, entries, asked) if role else None
    if as_json:
        write_json(indicators_document(theatre, desk.problems, risks=risks))
    else:
        print_marking(theatre.label, console())
        sections = [*indicators_sections(theatre)]
        sections += [risks_section(risks)] if risks is not None else []
        for section in sections:
            print_section(section, console())
            console().print()
    say_problems(theatre.problems)
    desk.leave()


def _risks(desk: Desk, entries: list[Entry], asked: AsOf) -> Mapping[str, RoadRisk | None]:
    """The risk of every road of the mission's network; none where there is no network."""
    from contingent.field.reports import reports
    from contingent.situation.convoys import load_network, road_risk_of

    network, problems = load_network(desk.folder)
    risks: Mapping[str, RoadRisk | None] = {}
    if network is not None:
        risks, more = road_risk_of(reports(entries, as_of=asked), network)
        problems = (*problems, *more)
    say_problems(problems)
    return risks


def _show_public(desk: Desk, asked: AsOf, *, as_json: bool) -> None:
    from contingent.exports.field import public_document, public_section
    from contingent.exports.terminal import print_marking, print_section
    from contingent.situation.theatre import marking_of, public_theatre

    entries = tuple(desk.ledger.entries(known_at=asked.known_at))
    counts = public_theatre(entries, desk.mission, as_of=asked)
    label = marking_of(entries, asked)
    if as_json:
        write_json(public_document(counts, label))
    else:
        print_marking(label, console())
        print_section(public_section(counts, desk.names), console())
    desk.leave()


@commands.command("justify")
def justify(
    site: Annotated[str, typer.Argument(metavar="SITE", help="A site of network.csv.")],
    need: Annotated[str, typer.Option("--need", help="What armed escorts are needed against.")],
    alternatives: Annotated[
        str, typer.Option("--alternatives", help="What else was weighed, and why it does not do.")
    ],
    until: Annotated[
        date, typer.Option("--until", metavar="DATE", parser=day_of, help="The last day it holds.")
    ],
    role: Role = None,
    by: By = None,
    mission: MissionFolder = None,
) -> None:
    """Put on record why armed escorts to a site are the last resort. Without it none is planned."""
    from contingent.field.rows import JustificationRow
    from contingent.situation.convoys import load_network
    from contingent.situation.reporting import record_justification
    from contingent.vocabulary.moment import ImpreciseDate

    _as_field(role, "a justification")
    today = now().date()
    if until < today:
        raise typer.BadParameter(f"--until {until} has passed")
    for text, option in ((need, "--need"), (alternatives, "--alternatives")):
        if not text.strip():
            raise typer.BadParameter(f"{option} is empty")
    desk = open_desk(mission, write=True, act=Act.ESCORT)
    network, _ = load_network(desk.folder)
    if network is None or site not in {each.id for each in network.sites}:
        raise typer.BadParameter(f"{site!r} is no site of network.csv that a road reaches")
    who = desk.person(by)
    row = JustificationRow(
        date=ImpreciseDate.day(today),
        claimant=who.partition(":")[2],
        site=site,
        need=need,
        alternatives=alternatives,
        until=until,
    )
    added = record_justification(desk.ledger, row, by=who, clock=now())
    say(f"{site}: {'on record' if added else 'on record already'} until {until}")
    desk.leave()


@commands.command("convoys")
def show_convoys(
    role: Role = None,
    draw: Annotated[
        bool, typer.Option("--draw", help="Draw today's convoys from the mixture; seal the draw.")
    ] = False,
    sweep: Annotated[
        bool, typer.Option("--sweep", help="What escort units would do, from none to all.")
    ] = False,
    tonnes: Annotated[
        int | None,
        typer.Option("--tonnes", metavar="N", min=1, help="With --sweep: net tonnes a day wanted."),
    ] = None,
    people: Annotated[
        int | None,
        typer.Option("--people", metavar="N", min=0, help="With --sweep: people for escorts."),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.5, max=600, help="The most that one search takes.")
    ] = 10.0,
    by: By = None,
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """Plan a week of aid convoys that may be attacked. For the role field alone.

    Unescorted is the rule; a site is escorted where that is justified on record. Exit 4: no plan.
    """
    from contingent.exports.convoys import convoys_document, convoys_sections
    from contingent.exports.terminal import print_marking, print_section
    from contingent.situation.convoys import Wish, load_network, plan_convoys

    _as_field(role, "the convoy plan")
    if (tonnes is not None or people is not None) and not sweep:
        raise typer.BadParameter("--tonnes and --people go with --sweep")
    asked = moment(as_of, as_known)
    desk = open_desk(mission, write=draw, act=Act.ESCORT)
    network, problems = load_network(desk.folder)
    say_problems(problems)
    if network is None:
        raise typer.Exit(3)
    entries = desk.ledger.entries(known_at=asked.known_at)
    wish = Wish(tonnes=tonnes, people=people) if sweep else None
    picture = plan_convoys(entries, network, as_of=asked, seconds=seconds, wish=wish)
    say_problems(picture.problems)
    drawn = _draw(desk, picture.comparison, desk.person(by)) if draw else None
    if as_json:
        write_json(convoys_document(picture, problems, drawn=drawn))
    else:
        print_marking(picture.label, console())
        for section in convoys_sections(picture, drawn=drawn):
            print_section(section, console())
            console().print()
    if picture.comparison.advised.mixed is None:
        say("No day keeps to these floors and capacities.")
        raise typer.Exit(4)
    desk.leave()


def _draw(desk: Desk, comparison: Comparison, by: str) -> Drawn | None:
    """Today's day by the operating system's chance; the ledger gets its seal and nothing else."""
    from contingent.exports.convoys import Drawn, plain_day
    from contingent.field.mixture import draw
    from contingent.situation.reporting import seal_draw
    from contingent.vocabulary.plain import canonical

    mixed = comparison.advised.mixed
    if mixed is None:
        return None
    day = draw(mixed, secrets.SystemRandom())
    salt = secrets.token_hex(32)
    convoys = plain_day(day, comparison.advised.today.choices)
    sealed = canonical({"salt": salt, "convoys": convoys})
    digest = seal_draw(desk.ledger, sealed, by=by, clock=now())
    say("The draw is sealed in the ledger.")
    return Drawn(day=day, salt=salt, digest=digest)
