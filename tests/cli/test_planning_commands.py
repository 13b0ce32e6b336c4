"""`forecast`, `unlocks`: what is shown, kept and refused."""

from __future__ import annotations

import json

import pytest
from asking import ask, entries

NOON = ("--as-of", "2026-02-20", "--as-known", "2026-02-20")
FEW = ("--scenarios", "5000")


def told(mission, *more):
    """Kenya has pledged, in the small mission's ledger."""
    who = ("--about", "Kenya", "--speaks-for", "Kenya", "--speaker", "Amina Otieno")
    what = ("--source", "a call", "--gist", "as told", "--by", "Ada", "--said-on", "2025-03-04")
    assert ask("add", "--mission", mission, *who, *what, *more).code == 0


def test_a_forecast_has_the_promised_fields(sample):
    """`contingent.forecast/1`: chance first, quantiles of what is reached, a curve, a basis."""
    found = ask("forecast", "--mission", sample, *NOON, *FEW, "--json").document
    assert found["schema"] == "contingent.forecast/1"
    assert (found["as_of"], found["scenarios"], found["seed"]) == ("2026-02-20", 5000, 1)
    assert found["horizon"] == "2027-12-31"
    for milestone in found["milestones"]:
        assert {"id", "reached_by_horizon", "p10", "p50", "p90", "curve"} <= set(milestone)
        assert milestone["curve"][-1]["reached"] == milestone["reached_by_horizon"]
    origins = [each["origin"] for each in found["assumptions"]]
    assert {each["basis"] for each in origins} == {"judgement", "reference_class"}
    assert all(each["note"] for each in origins)
    assert all(each["n"] > 0 for each in origins if each["basis"] == "reference_class")


@pytest.mark.parametrize(
    ("name", "day", "case"),
    [("lebanon-2006", "2006-08-26", "UNIFIL"), ("haiti-2023", "2024-04-03", "MSS")],
)
def test_no_mission_is_forecast_from_itself(tmp_path, name, day, case):
    """Of a mission that the tables of past ones hold, nothing stands in its own forecast."""
    assert ask("init", tmp_path, "--sample", name, "--quiet").code == 0
    days = ("--as-of", day, "--as-known", day)
    found = ask("forecast", "--mission", tmp_path, *days, *FEW, "--json").document
    notes = [each["origin"]["note"] for each in found["assumptions"] if each["origin"]["n"]]
    assert notes
    assert not [note for note in notes if case in note.split(";")[0]]
    text = " ".join(ask("forecast", "--mission", tmp_path, *days, *FEW).out.split())
    assert f"{case} is this mission itself, so its cases are left out." in text
    file = tmp_path / "mission.yaml"
    file.write_text(file.read_text().replace(f"past_case: {case}", "past_case: LAKES"))
    assert "there is no case `LAKES`" in ask("forecast", "--mission", tmp_path, *days, *FEW).err


def test_the_same_seed_gives_the_same_forecast_on_any_number_of_threads(sample):
    """What is printed depends on the seed and on nothing else."""
    one = ask("forecast", "--mission", sample, *NOON, *FEW, "--threads", "1", "--json")
    many = ask("forecast", "--mission", sample, *NOON, *FEW, "--threads", "3", "--json")
    other = ask("forecast", "--mission", sample, *NOON, *FEW, "--seed", "2", "--json")
    assert one.out == many.out
    assert one.out != other.out


def test_no_unconditional_quantile_is_printed(sample):
    """A milestone that hardly any scenario reaches has no dates."""
    text = ask("forecast", "--mission", sample, *NOON, *FEW).out
    row = next(line for line in text.splitlines() if line.startswith("Full operating cap"))
    assert "too rare to say" in row


def test_stated_dates_stand_beside_the_forecast(sample):
    """What was named for January, with who said it, and that the day passed without."""
    found = ask("forecast", "--mission", sample, *NOON, *FEW, "--json").document
    stated = {row["said_on"]: row for row in found["stated"]}
    assert stated["2025-12-12"]["kept"] == "missed"
    assert stated["2025-12-12"]["milestone"] == "first-boots"
    assert stated["2025-12-12"]["chance_by_then"] is None
    assert stated["2025-11-19"]["kept"] == "open"
    assert 0 <= stated["2025-11-19"]["chance_by_then"] < 0.2


def test_earlier_forces_stand_beside_the_network(sample):
    """Both views of the same people up to the same day, and on how many forces one rests."""
    found = ask("forecast", "--mission", sample, *NOON, *FEW, "--json").document
    beside = found["earlier_forces"]
    assert (beside["full"], beside["last"]) == (20_000, "2027-11-17")
    assert [each["personnel"] for each in beside["shares"]] == [2_000, 10_000, 16_000]
    for each in beside["shares"]:
        assert each["earlier"]["n"] > 20
        assert 0 < each["earlier"]["chance"] <= 1
        assert 0 <= each["network_chance"] <= 1
    text = ask("forecast", "--mission", sample, *NOON, *FEW).out
    assert "above 96 %" in text  # 24 forces of 24 are no certainty


def test_a_gate_that_was_not_known_holds_nothing_up(tmp_path):
    """In Haiti the court's order came a week later; the day after the mandate all is forecast."""
    assert ask("init", tmp_path, "--sample", "haiti-2023", "--quiet").code == 0
    days = ("--as-of", "2023-10-03", "--as-known", "2023-10-03")
    found = ask("forecast", "--mission", tmp_path, *days, *FEW, "--json").document
    assert {each["id"] for each in found["milestones"]} == {
        "first-boots",
        "phase-first",
        "phase-full",
    }
    assert found["earlier_forces"]["shares"]


def test_without_a_ceiling_nothing_stands_beside(mission):
    """A mission that says neither its first day nor its size has no share of it, and says so."""
    told(mission, "--rung", "pledged")
    document = ask("forecast", "--mission", mission, *FEW, "--json").document
    assert "no authorisation" in document["earlier_forces"]["why"]
    assert "no authorisation" in ask("forecast", "--mission", mission, *FEW).out


def test_nobody_is_taken_to_come_before_the_terms(sample):
    """What was known of the order in December held in February too: the chance is about alike."""
    chances = []
    for day in ("2025-12-20", "2026-02-20"):
        days = ("--as-of", day, "--as-known", day)
        found = ask("forecast", "--mission", sample, *days, *FEW, "--json").document
        chances.append(found["milestones"][0]["reached_by_horizon"])
    assert chances[0] == pytest.approx(chances[1], abs=0.1)


def test_a_ring_of_demands_is_told(sample):
    """No rebuilding before disarmament, no disarmament first: shown, not looped over."""
    text = ask("forecast", "--mission", sample, *NOON, *FEW).out
    assert "A ring of demands" in text
    assert "Hamas wants reconstruction before disarmament" in " ".join(text.split())


def test_a_scenario_is_told_as_a_story_and_again_the_same(sample):
    """Number 12 is the same tale every time, and a date it names is that of the milestone."""
    tale = ask("forecast", "--mission", sample, *NOON, "--replay", "12").out
    assert tale == ask("forecast", "--mission", sample, *NOON, "--replay", "12").out
    found = ask("forecast", "--mission", sample, *NOON, "--replay", "12", "--json").document
    assert found["schema"] == "contingent.scenario/1"
    boots = next(thread for thread in found["threads"] if thread["milestone"] == "first-boots")
    assert boots["day"] == boots["events"][-1]["day"]


def test_what_drives_a_date_adds_up(sample):
    """Shapley effects of all inputs come to the whole."""
    found = ask("forecast", "--mission", sample, *NOON, *FEW, "--why", "ioc", "--json").document
    assert sum(each["share"] for each in found["effects"]) == pytest.approx(1, abs=1e-6)
    assert found["effects"][0]["input"] in {"party:IDN", "question:funding"}


def test_an_issued_forecast_stays_in_the_ledger(mission):
    """Its figures and the hash of its inputs are kept once, in whole numbers."""
    told(mission, "--rung", "pledged", "--amount", "800")
    issue = ("forecast", "--mission", mission, "--as-of", "2025-03-10", *FEW, "--issue", "--by")
    known = ("--as-known", "2025-03-10")
    first = ask(*issue, "Ada", *known)
    assert first.code == 0
    assert first.messages[-1].startswith("issued as p-")
    kept = entries(mission)[-1]
    assert kept.kind.value == "forecast"
    assert len(kept.payload["inputs_sha256"]) == 64
    assert "." not in json.dumps(kept.payload["milestones"][0]["curve"])
    assert ask("positions", "--mission", mission).code == 0
    assert ask("ledger", "verify", "--mission", mission).code == 0


def test_unlocks_have_the_promised_fields(sample):
    """`contingent.unlocks/1`: alone, fair shares, best sets of one to four."""
    found = ask("unlocks", "--mission", sample, *NOON, "--scenarios", "512", "--json").document
    assert found["schema"] == "contingent.unlocks/1"
    assert [len(best["topics"]) for best in found["best_sets"]] == [1, 2, 3, 4]
    assert {"topic", "suits", "spites", "late", "last", "comes", "leaves"} <= set(found["alone"][0])
    total = sum(share["personnel_days"] for share in found["shapley"])
    assert total == pytest.approx(found["all_settled"]["personnel_days"], rel=1e-6)


def test_unlocks_read_as_advice(sample):
    """The page says what to settle together, what alone, and what a month's wait costs."""
    text = ask("unlocks", "--mission", sample, *NOON, "--scenarios", "512").out
    for words in ("Best pair of answers", "A month's wait costs most", "Who stays away"):
        assert words in text


def test_no_open_question_is_an_answer(mission):
    """Where nothing is open nothing can be freed: exit 4."""
    path = mission / "mission.yaml"
    path.write_text(path.read_text().split("questions:")[0])
    told(mission, "--rung", "pledged")
    assert ask("unlocks", "--mission", mission, "--as-of", "2025-03-10").code == 4


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--horizon", "2025-01-01"), 3, "does not lie after"),
        (("--horizon", "soon"), 2, "no day like"),
        (("--why", "victory"), 2, "no `victory`; there are first-boots"),
        (("--scenarios", "0"), 2, "--scenarios"),
        (("--replay", "-1"), 2, "--replay"),
    ],
)
def test_bad_options_are_named(mission, options, code, words):
    """Each in one line, with what is meant instead."""
    told(mission, "--rung", "pledged")
    answer = ask("forecast", "--mission", mission, "--as-of", "2025-03-10", *FEW, *options)
    assert answer.code == code
    assert words in answer.err


def test_answers_that_do_not_add_up_are_a_mistake_of_the_file(mission):
    """Percentages of answers come to 100, or the line is named."""
    path = mission / "mission.yaml"
    answers = "    answers:\n      - {answer: a, percent: 50}\n      - {answer: b, percent: 60}\n"
    path.write_text(path.read_text() + answers)
    answer = ask("forecast", "--mission", mission)
    assert answer.code == 3
    assert "add up to 110, not to 100" in answer.err


def test_an_empty_ledger_forecasts_that_nobody_comes(mission):
    """Nothing said is no error: the page says that nothing is reached, and why."""
    answer = ask("forecast", "--mission", mission, *FEW)
    assert answer.code == 0
    assert "nobody on record would send anybody" in answer.err
    assert "hardly ever reached" in answer.out
