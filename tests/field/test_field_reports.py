"""Reports from theatre: rows from files and from statements, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from theatre_room import CLOCK, as_of, ledger_of, report, told

from contingent.field.reports import reports
from contingent.ledger.book import retraction_entry, statement_entry
from contingent.read.gazetteer import Gazetteer
from contingent.read.reader import read_statements
from contingent.read.scope import MissionScope
from contingent.situation.reporting import read_reports, record_reports
from contingent.vocabulary.capability import Amount, Comparator
from contingent.vocabulary.claim import Delivery, Incident, Standing
from contingent.vocabulary.label import Label, Level
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Document, Medium, Note, Speaker, Statement, Voice

DAY = ImpreciseDate.day(date(2026, 3, 1))


def table(tmp_path: Path, name: str, text: str) -> Path:
    """A file of that name."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_with_hashtags_is_read_row_by_row(tmp_path):
    """A row of HXL hashtags is passed over; good rows stand; each bad one is named by its place."""
    path = table(
        tmp_path,
        "flow.csv",
        "date,claimant,stage,unit,quantity,of\n"
        "#date,#org,#activity,#unit,#value,\n"
        "2026-03-01,UN,collected,Trucks,120,\n"
        "2026-03-01,UN,collected,trucks,-4,\n"
        "2026-03-01,UN,intercepted,percent,101,collected\n"
        "2026-03-01,UN,intercepted,percent,40,\n"
        "yesterday,UN,collected,trucks,1,\n"
        '2026-03-02,"=HYPERLINK(""x"")",collected,trucks,0.5,\n',
    )
    found = read_reports(path, table="flow")
    assert [(row.claimant, str(row.quantity), row.unit) for row in found.rows] == [
        ("UN", "120", "trucks"),
        ('=HYPERLINK("x")', "0.5", "trucks"),
    ]
    assert [str(problem).split(" ")[0] for problem in found.problems] == [
        "flow.csv:4:5:",
        "flow.csv:5:",
        "flow.csv:6:",
        "flow.csv:7:1:",
    ]
    assert "'-4' is below 0" in str(found.problems[0])


@pytest.mark.parametrize(
    ("name", "row", "what"),
    [
        ("effort", "2026-03-01,UN,,4,9", "9 denied, but 4 movements asked for"),
        ("effort", "2026-03-01,UN,,,", "give `teams`, `movements` or both"),
        ("effort", "2026-03-01,UN,two,,", "no whole number"),
        ("effort", "2026-03-01,,2,,", "claimant"),
        ("effort", "2026-03-01T06:00,UN,2,,", "no date like"),
    ],
)
def test_effort_that_cannot_be_is_a_problem(tmp_path, name, row, what):
    """More denied than asked for, nothing said, no claimant, a time of day: each says so."""
    path = table(tmp_path, f"{name}.csv", f"date,claimant,teams,movements,denied\n{row}\n")
    found = read_reports(path, table=name)
    assert found.rows == ()
    assert any(what in str(problem) for problem in found.problems)


def test_two_alike_rows_need_an_id(tmp_path):
    """A second row that says the same may be a slip or a second event: only an id can tell."""
    text = "date,claimant,category,id\n2026-03-01,UN,shots,\n2026-03-01,UN,shots,\n"
    found = read_reports(table(tmp_path, "incidents.csv", text), table="incidents")
    assert len(found.rows) == 1
    assert "says the same as line 2" in str(found.problems[0])
    text = text.replace("shots,\n", "shots,a\n", 1).replace("shots,\n", "shots,b\n", 1)
    found = read_reports(table(tmp_path, "incidents.csv", text), table="incidents")
    assert len(found.rows) == 2
    assert found.problems == ()


def test_recording_again_adds_nothing_and_keeps_labels(tmp_path):
    """Each row is an entry with its label; the same file again changes nothing."""
    text = "date,claimant,category,label\n2026-03-01,UN,shots,TLP:RED\n2026-03-02,UN,shots,\n"
    found = read_reports(table(tmp_path, "incidents.csv", text), table="incidents")
    ledger = ledger_of(())
    mark = Label(level=Level.AMBER, originator="Ada")
    added = record_reports(ledger, found, by="person:Ada", mark=mark, clock=CLOCK)
    assert [entry.label for entry in added] == ["TLP:RED//BY Ada", "TLP:AMBER//BY Ada"]
    assert all(entry.accepted_by == "person:Ada" for entry in added)
    assert record_reports(ledger, found, by="person:Ada", mark=mark, clock=CLOCK) == ()
    assert reports(ledger.entries(), as_of=as_of("2026-03-03")).incidents[0].row.label == ""


def test_a_figure_of_a_month_shows_when_the_month_is_over():
    """Nothing shows before it was published, nor a period before its end."""
    entries = (
        report("flow", date="2026-03", stage="collected", unit="trucks", quantity=10),
        report(
            "flow",
            date="2026-02",
            reported_on="2026-03-20",
            stage="collected",
            unit="trucks",
            quantity=9,
        ),
    )
    assert told(*entries, on="2026-03-19").flow == ()
    assert [item.row.quantity for item in told(*entries, on="2026-03-30").flow] == [9]
    assert len(told(*entries, on="2026-03-31").flow) == 2


def test_a_retracted_report_is_gone_and_stays_on_record():
    """A retraction takes a report out of every figure from then on."""
    entry = report("incidents", date="2026-03-01", category="shots")
    ledger = ledger_of([entry, retraction_entry(entry.id, "person:Ada", "entered twice")])
    assert reports(ledger.entries(), as_of=as_of("2026-03-02")).incidents == ()
    assert len(list(ledger.entries())) == 2


def statement(claim, **changed):
    """A statement of the UN spokesperson with a claim."""
    values = {
        "id": "",
        "citation": Note(medium=Medium.PAGE, source="https://example.org/a", gist="As told."),
        "speaker": Speaker(name="A spokesperson", role="", party="UN"),
        "voice": Voice.OFFICIAL,
        "about": "",
        "claim": claim,
        "said_on": DAY,
    }
    return identified(Statement(**{**values, **changed}))


def test_claims_of_statements_are_reports_of_their_speaker():
    """An incident or delivery said in a document stands beside the rows, as wide as it was said."""
    trucks = Amount(unit="trucks", floor=100, ceiling=120)
    entries = [
        statement_entry(statement(Delivery(stage="collected", amount=trucks)), "rule:test"),
        statement_entry(
            statement(Incident(what="shots", standing=Standing.VERIFIED, place="a road")),
            "rule:test",
        ),
        statement_entry(
            statement(Delivery(stage="collected", amount=Amount(unit="trucks", vague="dozens"))),
            "rule:test",
        ),
    ]
    found = reports(ledger_of(entries).entries(), as_of=as_of("2026-03-02"))
    (flow,) = found.flow
    assert (flow.row.claimant, flow.row.quantity) == ("UN", 100)
    assert flow.row.comparator is Comparator.AT_LEAST
    (incident,) = found.incidents
    assert incident.row.standing is Standing.VERIFIED
    assert incident.id == entries[1].id


def read_in_theatre(text):
    """Accepted statements of an office in Haiti, from a text of 22 December 2025, as entries."""
    document = Document(
        id="d-1", title="", text=text, source="test", origin="d-1", published_on=date(2025, 12, 22)
    )
    reading = read_statements(
        document,
        gazetteer=Gazetteer.standard(),
        mission=MissionScope(code="haiti", names=("Security Mission",), theatres=("Haiti",)),
    )
    return [statement_entry(item, "rule:test") for item in reading.statements]


def test_counts_read_in_a_document_are_reports_of_whoever_gave_them():
    """A sentence with a count becomes a row with its claimant, unit, place and days."""
    entries = read_in_theatre(
        "The relief office said 226 trucks a day entered Haiti between 10 October and 8 December. "
        "The interior ministry said 12 attacks took place in Gonaives on Sunday. Haiti is tense."
    )
    found = reports(ledger_of(entries).entries(), as_of=as_of("2026-03-02"))
    (flow,), (incident,) = found.flow, found.incidents
    assert (flow.row.claimant, flow.row.stage, flow.row.unit) == (
        "relief office",
        "entered",
        "trucks",
    )
    assert (flow.row.per, str(flow.row.date)) == ("day", "2025-10-10/2025-12-08")
    assert (incident.row.claimant, incident.row.count) == ("interior ministry", 12)
    assert (incident.row.place, str(incident.row.date)) == ("Gonaives", "2025-12-21")
    assert incident.row.standing is Standing.ALLEGED


def test_a_count_read_without_its_days_moves_no_series():
    """A sum "so far" is kept as said, and never taken for the count of the day it was told on."""
    entries = read_in_theatre(
        "Haiti is tense. On Sunday the interior ministry said 497 attacks took place so far."
    )
    assert any(entry.payload["claim"]["type"] == "incident" for entry in entries)
    assert reports(ledger_of(entries).entries(), as_of=as_of("2026-03-02")).incidents == ()


def test_a_copied_statement_reports_nothing_twice():
    """The copy of a telling adds no second incident."""
    first = statement(Incident(what="shots"))
    copy = statement(Incident(what="gunfire"), copy_of=first.id)
    entries = [statement_entry(first, "rule:test"), statement_entry(copy, "rule:test")]
    assert len(reports(ledger_of(entries).entries(), as_of=as_of("2026-03-02")).incidents) == 1


def test_an_acled_export_is_read_by_its_columns(tmp_path):
    """A user's own export becomes alleged events and deaths; its descriptions are not taken."""
    path = table(
        tmp_path,
        "export.csv",
        "event_id_cnty,event_date,time_precision,event_type,actor1,admin1,location,source,"
        "fatalities,notes\n"
        "XX1,03 November 2025,1,Battles,A group,North,Town,A paper,3,Words of theirs\n"
        "XX2,2025-11-05,2,Protests,,North,,A paper,0,\n"
        "XX3,the fifth,1,Protests,,,,,,\n",
    )
    found = read_reports(path, table="acled")
    assert found.table == "incidents"
    assert [(row.id, str(row.date), row.unit, row.count) for row in found.rows] == [
        ("XX1", "2025-11-03", "events", 1),
        ("XX1", "2025-11-03", "deaths", 3),
        ("XX2", "2025-11-03/2025-11-09", "events", 1),
    ]
    assert {row.standing for row in found.rows} == {Standing.ALLEGED}
    assert all("theirs" not in row.model_dump_json() for row in found.rows)
    assert "is no day like" in str(found.problems[0])


def test_a_ged_export_may_have_columns_of_other_names(tmp_path):
    """A column with another name is mapped; low and high stay beside the best estimate."""
    path = table(
        tmp_path,
        "ged.csv",
        "key,date_start,date_end,type_of_violence,adm_1,best,low,high\n"
        "7,2025-11-03 00:00:00.000,2025-11-04 00:00:00.000,3,South,5,2,9\n"
        "8,2025-11-03,2025-11-01,1,South,,,\n",
    )
    found = read_reports(path, table="ucdp-ged", columns={"id": "key"})
    event, deaths = found.rows
    assert (event.category, str(event.date)) == ("one-sided violence", "2025-11-03/2025-11-04")
    assert (deaths.count, deaths.note) == (5, "low 2, high 9")
    assert "lies before" in str(found.problems[0])
    lost = read_reports(path, table="ucdp-ged", columns={"id": "kay"})
    assert lost.rows == ()
    assert "no column `kay`; did you mean `key`?" in str(lost.problems[0])
