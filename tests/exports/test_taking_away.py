"""A view taken away in a file says the same as the view, whichever program opens the file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pandas
import polars
import pytest
from pyarrow import parquet

from contingent.exports.formats import FORMATS, Taken
from contingent.exports.grids import Column, Grid
from contingent.exports.selection import Selection
from contingent.exports.spreadsheets import csv_bytes, xlsx_bytes
from contingent.exports.tables import TABLES, grid_of
from contingent.ledger.book import Ledger, MemoryStore, statement_entry
from contingent.mission import Mission
from contingent.situation import assess
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.moment import AsOf, ImpreciseDate, end_of_day
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

CLOCK = datetime(2026, 6, 1, tzinfo=UTC)
URDU = "\u0648\u0632\u06cc\u0631\u0650 \u062e\u0627\u0631\u062c\u06c1: \u0641\u0648\u062c"
SPITEFUL = ('=HYPERLINK("http://evil")', "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "a\r\nb")
MISSION = Mission.model_validate(
    {
        "code": "LAKES",
        "name": "Lakes Support Force",
        "theatre": "Lakeland",
        "stated_dates": [
            {
                "what": "first boots",
                "earliest": "2025-06",
                "latest": "2025-07-15",
                "said_by": "KEN",
                "said_on": "2025-03-01",
            },
        ],
    }
)


def situation(*gists: str, claim=None):
    """Kenya's word, once for each gist, as of 1 June 2025: an offer of medics, or another claim."""
    ledger = Ledger(MemoryStore())
    for number, gist in enumerate(gists):
        statement = Statement(
            id="",
            citation=Note(medium=Medium.CALL, source=f"call {number}", gist=gist),
            speaker=Speaker(name="the minister", role="Foreign Minister", party="KEN"),
            voice=Voice.OFFICIAL,
            about="KEN",
            claim=claim
            or Pledge(
                rung=Rung.OFFERED, kinds=(Kind.MEDICAL,), amount=Amount(ceiling=100 + number)
            ),
            conditions=("a clear mandate",),
            said_on=ImpreciseDate.day(date(2025, 3, 1 + number)),
        )
        ledger.append([statement_entry(identified(statement), "person:Ada")], recorded_at=CLOCK)
    as_of = AsOf(held_on=date(2025, 6, 1), known_at=end_of_day(date(2026, 6, 1)))
    return assess(ledger.entries(), MISSION, as_of=as_of)


@pytest.mark.parametrize("text", [*SPITEFUL, URDU])
def test_no_cell_of_a_spreadsheet_is_a_formula(text):
    """What begins like a formula is a text in CSV and in XLSX, and Urdu is unharmed in both."""
    grid = Grid(name="words", title="", columns=(Column(name="w"),), rows=((text,),))
    (_, row) = csv.reader(io.StringIO(csv_bytes(grid).decode("utf-8-sig"), newline=""))
    assert row[0] in (text, f"'{text}")
    assert not row[0].lstrip().startswith(("=", "+", "-", "@", "＝"))
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([grid], about={}))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    if text is URDU:
        assert URDU in strings


def test_what_cannot_be_stored_is_replaced_and_breaks_no_file():
    """Lone surrogates and control characters become U+FFFD in every format."""
    shown = situation("told \x00\x1b us \ud800".encode("utf-8", "replace").decode())
    for name, form in FORMATS.items():
        assert form.write(Taken(situation=shown, table="statements")), name


def test_numbers_days_and_silence_keep_their_types():
    """A ceiling is a number, a day a date, and what nobody said is missing: never zero."""
    grid = grid_of("positions", situation("Offers up to a hundred."))
    for frame in (polars.DataFrame(grid), grid.to_polars()):
        row = frame.row(0, named=True)
        assert (row["personnel_floor"], row["personnel_ceiling"]) == (None, 100)
        assert row["last_heard"] == date(2025, 3, 1)
    frame = grid.to_pandas()
    assert frame["personnel_floor"].isna().all()
    assert frame["personnel_ceiling"][0] == 100
    assert pandas.DataFrame.from_arrow(grid).shape == frame.shape
    assert grid.to_dicts()[0]["party"] == "KEN"
    assert "KEN" in grid._repr_html_()


def test_a_column_of_personnel_holds_people_alone():
    """Two battalions stand in their own unit, beside a sum of people and never in it."""
    battalions = Amount(unit="battalions", floor=2, ceiling=2)
    claim = Pledge(rung=Rung.PLEDGED, kinds=(Kind.INFANTRY,), amount=battalions)
    for table in ("positions", "contributions", "statements"):
        (row,) = grid_of(table, situation("Two battalions.", claim=claim)).to_dicts()
        assert (row["personnel_floor"], row["personnel_ceiling"]) == (None, None), table
        assert (row["unit"], row["floor_in_unit"]) == ("battalions", 2), table
        (people,) = grid_of(table, situation("Up to a hundred.")).to_dicts()
        assert (people["personnel_floor"], people["personnel_ceiling"]) == (None, 100), table


def test_a_statement_is_taken_away_with_what_it_claims():
    """Rung, verdict and kinds stand in columns; words told by telephone are not verbatim."""
    (offer,) = grid_of("statements", situation("Offers.")).to_dicts()
    assert (offer["claim_type"], offer["rung"], offer["verdict"]) == ("pledge", "offered", None)
    assert (offer["kinds"], offer["is_verbatim"], offer["in_headline"]) == ("medical", "no", "no")
    no = Verdict(verdict=VerdictType.DECLINED, kinds=(Kind.INFANTRY,))
    (refusal,) = grid_of("statements", situation("No.", claim=no)).to_dicts()
    assert (refusal["claim_type"], refusal["rung"]) == ("verdict", None)
    assert (refusal["verdict"], refusal["kinds"]) == ("declined", "infantry")


def test_a_parquet_file_carries_what_it_was_made_of():
    """Mission, moments, filter and ledger head travel inside the file."""
    taken = Taken(
        situation=situation("Offers."), selection=Selection(text="kenya"), ledger_head="ab12"
    )
    table = parquet.read_table(io.BytesIO(FORMATS["parquet"].write(taken)))
    told = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert told["contingent ledger head"] == "ab12"
    assert told["contingent as of"] == "2025-06-01"
    assert told["contingent filter"] == "words: kenya"


def test_the_second_row_may_hold_the_humanitarian_hashtags():
    """Every column has one, or none is known for it; without asking there is no such row."""
    shown = situation("Offers.")
    for name in TABLES:
        tags = [column.hashtag for column in grid_of(name, shown).columns]
        assert all(tag.startswith("#") for tag in tags), name
    with_tags = FORMATS["csv"].write(Taken(situation=shown, with_hashtags=True)).decode("utf-8-sig")
    assert with_tags.splitlines()[1].startswith("#org+code,#org+name")


def test_places_are_coarse_and_standard():
    """GeoJSON with a point per state, to a tenth of a degree; no closer."""
    document = json.loads(FORMATS["geojson"].write(Taken(situation=situation("Offers."))))
    (feature,) = document["features"]
    assert feature["geometry"]["type"] == "Point"
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (34 < longitude < 42, -5 < latitude < 5) == (True, True)
    assert round(longitude, 1) == longitude
    assert "Natural Earth" in document["notice"]


def test_a_calendar_is_updated_and_not_doubled():
    """The same date has the same UID tomorrow; its event covers every day that was said."""
    shown = situation("Offers.")
    later = replace(shown, as_of=AsOf(held_on=date(2025, 6, 2), known_at=shown.as_of.known_at))
    events = [
        icalendar.Calendar.from_ical(FORMATS["ics"].write(Taken(situation=each))).walk("VEVENT")
        for each in (shown, later)
    ]
    assert [str(event["uid"]) for event in events[0]] == [str(event["uid"]) for event in events[1]]
    (event,) = events[0]
    assert event["dtstart"].dt == date(2025, 6, 1)
    assert event["dtend"].dt == date(2025, 7, 16)
    assert "Kenya" in str(event["description"])


def test_entities_stand_once_and_before_what_names_them():
    """FollowTheMoney: every id that an event names is an entity of the same file, above it."""
    lines = FORMATS["ftm"].write(Taken(situation=situation("Offers.", "Repeats it."))).decode()
    entities = [json.loads(line) for line in lines.splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    for place, entity in enumerate(entities):
        for named in entity["properties"].get("involved", []):
            assert ids.index(named) < place
    events = [entity for entity in entities if entity["schema"] == "Event"]
    assert {event["properties"]["date"][0] for event in events} == {"2025-03-01", "2025-03-02"}


def test_a_selection_is_the_same_in_every_table():
    """What is asked for by words, rung or party is found in any case, without accents."""
    shown = situation("Offers.")
    for chosen in (Selection(text="KENYÁ"), Selection(least=Rung.OFFERED), Selection(party="KEN")):
        assert len(grid_of("positions", shown, chosen)) == 1
    for chosen in (Selection(text="nepal"), Selection(least=Rung.PLEDGED), Selection(party="NPL")):
        assert len(grid_of("positions", shown, chosen)) == 0
