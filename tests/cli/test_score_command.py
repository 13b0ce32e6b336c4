"""`score`: what was said beforehand stands beside what came, as of a day."""

from __future__ import annotations

from asking import ask

MAY = ("--as-of", "2026-05-21")
SERIES = """\
isocode3,mission_acronym,last_reporting_date,male_personnel,female_personnel
IDN,UNIFIL,2026-04-30,1100,80
IDN,UNIFIL,2026-05-31,1150,90
"""


def test_the_document_has_the_promised_fields(sample):
    """`contingent.score/1`: every stated date with what became of it."""
    found = ask("score", "--mission", sample, *MAY, "--json").document
    assert found["schema"] == "contingent.score/1"
    fields = {"as_of", "as_known", "mission", "stated", "forecasters", "earlier"}
    assert fields | {"sent", "serving"} <= set(found)
    for stated in found["stated"]:
        assert {"what", "by", "said_on", "kept", "days_late", "happened_on", "because"} <= set(
            stated
        )


def test_as_early_as_next_month_is_on_record(sample):
    """Said on 12 December 2025 of January; by 21 May nothing had been seen, 110 days later."""
    found = ask("score", "--mission", sample, *MAY, "--json").document
    early = next(each for each in found["stated"] if "next month" in each["speaker"])
    assert (early["said_on"], early["earliest"]) == ("2025-12-12", "2026-01")
    assert (early["kept"], early["days_late"]) == ("missed", 110)


def test_a_date_is_judged_as_of_the_day_asked_about(sample):
    """On 20 December its time had not come."""
    found = ask("score", "--mission", sample, "--as-of", "2025-12-20", "--json").document
    judged = {each["what"]: each["kept"] for each in found["stated"] if each["rung"]}
    assert set(judged.values()) == {"open"}


def test_score_and_forecast_judge_alike(sample):
    """The same dates, of the mission file and of documents, with the same outcome of each."""
    days = ("--as-of", "2026-02-20", "--as-known", "2026-02-20")
    scored = ask("score", "--mission", sample, *days, "--json").document["stated"]
    options = ("--scenarios", "500", "--json")
    beside = ask("forecast", "--mission", sample, *days, *options).document["stated"]
    assert [each | {"chance_by_then": None} for each in scored] == [
        each | {"chance_by_then": None} for each in beside
    ]
    assert {each["kept"] for each in scored} >= {"kept", "missed", "open", "unfollowed"}


def test_an_outcome_leads_to_its_words(sample):
    """What came true names the statements that say so, and they are in the ledger."""
    found = ask("score", "--mission", sample, *MAY, "--json").document
    decided = next(each for each in found["stated"] if each["what"] == "Indonesia decides")
    assert (decided["kept"], decided["happened_on"]) == ("kept", "2026-02-19")
    brief = ask("brief", "--mission", sample, *MAY, "--json").document
    assert set(decided["because"]) <= set(brief["statements"])


def test_a_series_adds_who_serves_where(sample, tmp_path):
    """The file is the user's; parties of the mission that it lists are shown, up to the day."""
    path = tmp_path / "series.csv"
    path.write_text(SERIES, encoding="utf-8")
    for day, shown in (
        ("2026-05-21", "1,180 in UNIFIL, 30 Apr"),
        ("2026-05-31", "1,240 in UNIFIL"),
    ):
        answer = ask("score", "--mission", sample, "--as-of", day, "--strengths", path)
        assert answer.code == 0
        assert shown in answer.out


def test_a_bad_row_is_named_and_the_rest_is_shown(sample, tmp_path):
    """Exit code 3, the line of the file, and everything that could be said."""
    path = tmp_path / "series.csv"
    path.write_text(SERIES + "IDN,UNIFIL,2026-06-30,-1,0\n", encoding="utf-8")
    answer = ask("score", "--mission", sample, *MAY, "--strengths", path)
    assert answer.code == 3
    assert answer.messages == ["series.csv:4: male_personnel: '-1' is no number of people"]
    assert "1,180 in UNIFIL" in answer.out


def test_an_acronym_needs_a_series(sample):
    """A name of a mission in no file is a usage error."""
    answer = ask("score", "--mission", sample, "--acronym", "UNIFIL")
    assert answer.code == 2
    assert "--strengths" in answer.err


def test_a_mission_without_dates_has_nothing_to_score(mission):
    """It says so, and that is no fault."""
    answer = ask("score", "--mission", mission)
    assert answer.code == 0
    assert "Nobody has named a date." in answer.out
