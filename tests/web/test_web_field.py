"""The field page opens into its reports; what is for the role `field` alone stands nowhere else."""

from __future__ import annotations

import re
import time
from datetime import date
from importlib.resources import files

import pytest
from test_web_team import sign_in, team_at
from visiting import CLOCK, Visitor

from contingent.exports.tables import TABLES
from contingent.ledger.roles import Role
from contingent.situation.reporting import read_reports, record_reports
from contingent.vocabulary.label import Level
from contingent.web.pages import PAGES
from contingent.web.site import write_site

DAY = "as_of=2026-02-20"
HEAD = "id,date,claimant,category,count,unit,area,place,road,actor,reported_on,source,note"
ONE = "one,2025-05-02,Lake Watch,looting,3,convoys,NORTH,Hidden Farm,road-77,Grey Band"
TWO = "two,2025-05-02/2025-05-09,Lake Watch,all incidents,12,incidents,NORTH,,,"
REPORTS = f"""\
{HEAD}
{ONE},2025-05-03,https://example.org/a,a note
{TWO},2025-05-10,https://example.org/b,
"""
SECRET = re.compile(r"Hidden Farm|road-77|Grey Band")


def settled(visitor: Visitor, path: str) -> str:
    """A page once what it waits for is worked out."""
    for _ in range(900):
        page = visitor.get(path).text
        if 'data-job="running"' not in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"{path} was not worked out")


def record(visitor: Visitor, text: str, table: str = "incidents") -> None:
    """Put reports from theatre on record."""
    path = visitor.workplace.folder / "sent.csv"
    path.write_text(text, encoding="utf-8")
    view = visitor.workplace.view(None)
    record_reports(view, read_reports(path, table=table), by="person:a desk", clock=CLOCK)
    path.unlink()


def with_network(folder) -> None:
    """The sample's schematic network, in another mission."""
    data = files("contingent").joinpath("sample/gaza/network.csv").read_bytes()
    (folder / "network.csv").write_bytes(data)


def test_a_row_opens_the_reports_it_rests_on(lakes):
    """Whose figure, for which days, from where, and the entry that keeps it; no road, no place."""
    record(lakes, REPORTS)
    page = settled(lakes, "/field")
    link = re.search(r'href="(/evidence/of\?ids=o-[^"]+)" data-words>(\d+ reports?)<', page)
    assert link, page
    shown = lakes.get(link[1].replace("&amp;", "&")).text
    assert "all incidents: 12 incidents, alleged" in shown
    assert 'href="https://example.org/b"' in shown
    assert re.search(r"Entry \d+, known 1 Jun 2026, by person:a desk", shown)
    ids = " ".join(
        entry.id for entry in lakes.workplace.holdings(None).entries if entry.id[0] == "o"
    )
    both = lakes.get(f"/evidence/of?ids={ids}").text
    assert "looting: 3 convoys, alleged" in both
    assert "a note" in both
    assert not SECRET.search(both)


def test_a_report_not_known_by_then_is_not_shown(lakes):
    """As known before it was entered, and as of a day before it was published, it is not there."""
    record(lakes, REPORTS)
    ids = [e.id for e in lakes.workplace.holdings(None).entries if e.id[0] == "o"]
    for moment in ("as_known=2026-05-31", "as_of=2025-05-02"):
        shown = lakes.get(f"/evidence/of?ids={'+'.join(ids)}&{moment}").text
        assert shown.count("is not on record by then") == len(ids)


def test_passages_open_on_no_page(lakes):
    """How many convoys passed a road is for the role field alone, whoever knows its id."""
    record(
        lakes,
        "date,claimant,road,convoys,source\n2025-05-02,Lake Watch,road-77,9,https://example.org\n",
        "passages",
    )
    ids = [e.id for e in lakes.workplace.holdings(None).entries if e.id[0] == "o"]
    assert len(ids) == 1
    shown = lakes.get(f"/evidence/of?ids={ids[0]}").text
    assert "is not on record by then" in shown
    assert not SECRET.search(shown + lakes.get("/ledger").text)


def test_who_has_no_role_says_first_that_they_plan_convoys(sample):
    """As on the command line: the plan is not shown to whoever happens to open the page."""
    first = sample.get(f"/field/convoys?{DAY}").text
    assert "Restricted to the role field" not in first
    assert "road-01" not in first
    plan = settled(sample, f"/field/convoys?{DAY}&role=field")
    assert "Restricted to the role field" in plan
    assert "The seven days" in plan
    assert "road-01" in plan


def test_in_a_team_the_plan_is_for_its_role_alone(tmp_path):
    """A planner or reader is refused, and the refusal names no road."""
    folder = team_at(tmp_path / "lakes", levels=(Level.CLEAR,))
    with_network(folder)
    team = Visitor(folder)
    try:
        for role in Role:
            sign_in(team, "ada" if role is Role.ADMINISTRATOR else role.value)
            answer = team.get("/field/convoys?role=field")
            assert answer.status_code == (200 if role is Role.FIELD else 403), role
            if role is not Role.FIELD:
                assert "road-" not in answer.text
                assert "/field/convoys" not in settled(team, "/field")
        sign_in(team, "field")
        assert "The seven days" in settled(team, "/field/convoys")
        assert "/field/convoys" in settled(team, "/field")
    finally:
        team.close()


def test_the_plan_is_kept_nowhere_and_offered_as_no_file(sample):
    """No tag to keep it by, no download, and paper shows nothing of it."""
    settled(sample, f"/field/convoys?{DAY}&role=field")
    answer = sample.get(f"/field/convoys?{DAY}&role=field")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert "/export/" not in answer.text
    style = sample.get("/static/contingent.css").text
    assert ".restricted { display: none; }" in style.partition("@media print")[2]


NETWORK = re.compile(r"road-\d\d|site-\d|crossing-(?:south|middle|north)")


def test_nothing_of_the_plan_stands_on_any_other_page_or_in_any_file(sample):
    """Roads and sites of the network: on no page, in no export, feed or answer of the API."""
    settled(sample, f"/field/convoys?{DAY}&role=field")
    paths = [page.path for page in PAGES if "{" not in page.path]
    paths += [f"/export/{table}.{form}" for table in TABLES for form in ("csv", "json")]
    paths += ["/ledger/feed.atom", "/api/v1/situation", "/api/v1/documents", "/api/openapi.json"]
    for path in paths:
        if path != "/field/convoys":
            assert not NETWORK.search(sample.get(f"{path}?{DAY}").text), path


def test_nothing_of_the_plan_goes_into_a_copy_on_file(lakes, tmp_path):
    """A folder of pages goes from hand to hand: no plan, no road, no single report."""
    with_network(lakes.workplace.folder)
    record(lakes, REPORTS)
    target = tmp_path / "site"
    write_site(lakes.workplace, target, held_on=date(2026, 2, 20), known_on=None)
    for file in target.rglob("*"):
        if file.is_file():
            assert not NETWORK.search(file.read_text(encoding="utf-8", errors="ignore")), file
            assert not SECRET.search(file.read_text(encoding="utf-8", errors="ignore")), file
            assert "convoys" not in file.name
    field = (target / "field.html").read_text(encoding="utf-8")
    assert "<bdi>12</bdi>" in field
    assert "report<" not in field
    assert "reports<" not in field


@pytest.mark.parametrize("text", ["", "record,id\nroad,only\n", "record\n\x00"])
def test_a_broken_network_says_so_on_its_own_page_alone(lakes, text):
    """What is wrong with the planner's file is told to the planner and to nobody else."""
    (lakes.workplace.folder / "network.csv").write_text(text, encoding="utf-8")
    assert "network.csv" in lakes.get("/field/convoys?role=field").text
    for path in ("/", "/field", "/ledger", "/force"):
        assert "network.csv" not in settled(lakes, path)
