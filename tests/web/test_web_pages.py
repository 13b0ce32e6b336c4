"""A situation becomes pages whose address is the view."""

from __future__ import annotations

import re
from datetime import date

import pytest
from visiting import CLOCK, Visitor, mission_at, report

from contingent.cli import main
from contingent.web.pages import PAGES
from contingent.web.site import write_site

MOMENTS = ("as_of=2025-12-20", "as_of=2026-02-20&as_known=2026-02-20")
PATHS = [
    page.path.replace("{party}", "PAK").replace("{statement}", "s-138177f1a9149f8c")
    for page in PAGES
    if "{document}" not in page.path and page.path != "/evidence/of"
]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_and_stays_small(sample, path, moment):
    """A page of the sample is there, says its date and weighs at most 150 KB."""
    answer = sample.get(f"{path}?{moment}")
    assert answer.status_code == 200
    assert len(answer.content) <= 150_000
    assert "<h1" in answer.text
    assert "20 Dec 2025" in answer.text or "20 Feb 2026" in answer.text


def test_pages_load_nothing_from_elsewhere_and_hold_no_code(sample):
    """Only links lead away: no script, style, picture or frame comes from another host."""
    for path in PATHS:
        text = sample.get(path).text
        loaded = re.findall(r'(?:src|srcset|action)="([^"]*)"', text)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]*)"', text)
        assert all(address.startswith("/") for address in loaded), path
        assert not re.search(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", text), path


def test_who_brings_money_alone_is_no_part_of_a_force(sample):
    """On 20 February eight had pledged, five of them nothing but money: three are counted."""
    text = sample.get("/?as_of=2026-02-20").text
    row = re.search(r"<tr>\s*<th[^>]*>pledged</th>.*?</tr>", text, re.DOTALL)
    assert row is not None
    people, money = row[0].split("money only:")
    assert '<td class="number">3</td>' in people
    assert all(f">{name}<" in people for name in ("Albania", "Egypt", "Indonesia"))
    assert all(f">{name}<" in money for name in ("Kuwait", "Qatar", "Saudi Arabia"))


def test_as_of_moves_what_is_shown(sample):
    """On 20 December nobody had pledged; two months later Indonesia had."""
    earlier = sample.get("/api/v1/positions?as_of=2025-12-20").json()["items"]
    later = sample.get("/api/v1/positions?as_of=2026-02-20").json()["items"]
    rungs = [{each["party"]: each["rung"] for each in items} for items in (earlier, later)]
    assert "pledged" not in rungs[0].values()
    assert rungs[1]["IDN"] == "pledged"


def test_what_was_not_known_then_is_not_shown(sample):
    """As known before anything was said of it, a party is not on record."""
    assert sample.get("/contributors/PAK?as_known=2025-09-01").status_code == 404
    assert sample.get("/contributors/PAK").status_code == 200


def test_a_filter_acts_alike_on_table_map_and_file(sample):
    """What a filter leaves out is on the page's table no more than in its file."""
    query = "as_of=2026-02-20&rung=pledged"
    page = sample.get(f"/contributors?{query}").text
    codes = set(re.findall(r'href="/contributors/([A-Z]{3})\?', page))
    lines = sample.get(f"/export/positions.csv?{query}").text.lstrip("\ufeff").splitlines()[1:]
    assert codes == {line.split(",")[0] for line in lines}
    assert f"{len(lines)} rows of who stands where" in page


def test_sorting_by_a_head_says_so(sample):
    """The head that sorts says in which direction, and rows follow it."""
    page = sample.get("/contributors?sort=-party").text
    names = re.findall(r'<th scope="row"><a[^>]*><bdi>([^<]+)', page)
    assert names == sorted(names, reverse=True)
    assert page.count('aria-sort="descending"') == 1


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2025-13-01",
        "as_of=0001-01-01",
        "as_known=x",
        "rung=certain",
        "page=-1",
        "sort=size",
        "as_of=2025-01-01&since=2025-02-01",
        f"q={'a' * 300}",
    ],
)
def test_what_cannot_be_shown_is_said_plainly(sample, query):
    """A view that makes no sense is a 400 with the reason, never a guess."""
    answer = sample.get(f"/contributors?{query}")
    assert answer.status_code == 400
    assert "That cannot be shown" in answer.text


def test_a_step_leads_to_the_neighbouring_day_with_news(sample):
    """The buttons beside a date go to the days before and after on which something was said."""
    days = sample.workplace.holdings(None).said_days
    at = days[len(days) // 2]
    page = sample.get(f"/?as_of={at}").text
    before, after = days[len(days) // 2 - 1], days[len(days) // 2 + 1]
    assert f'href="/?as_of={before}" data-swap rel="prev"' in page
    assert f'href="/?as_of={after}" data-swap rel="next"' in page


def test_a_figure_leads_back_to_its_words(sample):
    """From a row of the board, one link shows every statement that it rests on."""
    page = sample.get("/contributors?as_of=2025-12-20").text
    link = re.search(r'href="(/evidence/of\?[^"]+)"', page)
    assert link
    shown = sample.get(link[1].replace("&amp;", "&")).text
    ids = re.findall(r"s-[0-9a-f]{16}", link[1])
    assert ids
    assert all(f'id="{id}"' in shown for id in ids)


def test_changes_between_two_moments(sample):
    """What differs between two days is listed once, with both sides."""
    page = sample.get("/ledger/changes?from=2025-12-20&as_of=2026-02-20").text
    assert "Indonesia" in page
    assert re.search(r"<td><bdi>considering</bdi></td>\s*<td><bdi>pledged</bdi></td>", page)


def test_a_page_that_has_not_changed_is_not_sent_again(lakes):
    """The browser's tag is answered with 304 until the ledger grows."""
    first = lakes.get("/contributors")
    known = {"If-None-Match": first.headers["etag"]}
    assert lakes.get("/contributors", **known).status_code == 304
    lakes.read(report())
    assert lakes.get("/contributors", **known).status_code == 200


def test_a_document_shows_its_spans_and_what_its_headline_made_of_them(lakes):
    """Marked words equal the text at their span; the headline's excess stands above."""
    lakes.read(report())
    link = re.search(r'href="(/evidence/documents/d-[0-9a-f]{16})', lakes.get("/evidence").text)
    assert link
    page = lakes.get(link[1]).text
    assert "headline outruns quote" in page
    assert re.search(r"<mark[^>]*>.*?would consider sending up to 800 troops", page, re.DOTALL)
    shown = re.search(r'<div class="text" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert shown
    plain = re.sub(r'<a class="ref".*?</a>|<[^>]+>', "", shown[1])
    assert plain == report().replace("'", "&#39;")


def test_a_text_that_was_changed_on_the_disk_is_called_so(lakes):
    """A kept text that no longer matches its hash is shown with a warning."""
    lakes.read(report())
    kept = next((lakes.workplace.folder / "documents").glob("d-*.txt"))
    kept.write_text("Kenya promised everything.\n")
    page = lakes.get(f"/evidence/documents/{kept.stem}").text
    assert "does not match its hash" in page


def test_words_of_strangers_are_text_and_nothing_more(lakes):
    """Markup in a document is shown, not obeyed."""
    lakes.read(report().replace("Kenya pledges", "<script>alert(1)</script> Kenya pledges"))
    for path in ("/evidence", "/evidence/review", "/ledger"):
        assert "<script>alert" not in lakes.get(path).text


def test_today_is_what_an_address_without_dates_shows(sample):
    """The clock is asked once, by the app: a page of today says today's date."""
    assert f"As of {CLOCK.day} {CLOCK:%b %Y}" in sample.get("/").text


def test_a_statement_can_be_disputed_and_stays(sample):
    """The form for a statement beside it opens with its party and its id filled in."""
    page = sample.get("/evidence/s-138177f1a9149f8c").text
    link = re.search(r'href="(/evidence/add\?[^"]+)">Dispute it', page)
    assert link
    form = sample.get(link[1].replace("&amp;", "&")).text
    assert 'name="about" required value="EGY"' in form
    assert 'value="in answer to s-138177f1a9149f8c"' in form


def test_the_feed_tells_changes_by_day(sample):
    """Atom, newest first, every entry with an address of its own view."""
    feed = sample.get("/ledger/feed.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    days = re.findall(r"urn:contingent:ISF-GAZA:changes:(\d{4}-\d\d-\d\d)", feed.text)
    assert days == sorted(days, reverse=True)
    assert days
    assert f"/?as_of={days[0]}&amp;as_known={days[0]}" in feed.text


def test_a_mission_of_which_nothing_is_known_yet_has_every_page(tmp_path):
    """On the first day a file names the mission and nothing else; no page takes that for a yes."""
    folder = mission_at(tmp_path / "bare")
    bare = "code: LAKES\nname: Lakes Support Force\ntheatre: Lakeland\n"
    (folder / "mission.yaml").write_text(bare, encoding="utf-8")
    visitor = Visitor(folder)
    try:
        bare_paths = {page.path for page in PAGES if "{" not in page.path} - {"/evidence/of"}
        for path in sorted(bare_paths):
            assert visitor.get(path).status_code == 200, path
        force = visitor.get("/force").text
        while 'data-job="' in force:
            force = visitor.get("/force").text
        assert "nobody can say whether it adds up" in force
        assert "has been offered" not in force
    finally:
        visitor.close()


def test_no_page_shows_the_folders_of_whoever_entered_a_document(lakes, tmp_path):
    """What `read` kept of a path on the disk is shown by the file's name, in copies as well."""
    private = tmp_path / "home-of-amina"
    private.mkdir()
    (private / "report.txt").write_text(report(), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["read", str(private / "report.txt"), "--mission", str(lakes.workplace.folder)])
    later = date(2100, 1, 1)  # the command line has a clock of its own
    evidence = lakes.get(f"/evidence?as_known={later}").text
    link = re.search(r'href="(/evidence/documents/d-[0-9a-f]{16})', evidence)
    assert link
    for path in ("/", "/evidence", "/ledger", "/brief", link[1], "/api/v1/documents"):
        assert "home-of-amina" not in lakes.get(f"{path}?as_known={later}").text, path
    write_site(lakes.workplace, tmp_path / "site", held_on=None, known_on=later)
    for file in (tmp_path / "site").rglob("*"):
        assert not file.is_file() or b"home-of-amina" not in file.read_bytes(), file
    assert "report.txt" in lakes.get(f"{link[1]}?as_known={later}").text


PLANNERS_KNOW = """
acceptability:
  - {by: FRA, of: KEN, stance: objects, source: https://example.org/objection}
contributors:
  - party: KEN
    caveats:
      - {type: area, sectors: [NORTH], source: https://example.org/caveat}
      - {type: beside, party: FRA, soft: true, source: a letter}
"""


def test_a_dossier_tells_caveats_and_objections_from_the_mission_file(lakes):
    """What planners know of a contributor stands in its dossier beside what was said."""
    path = lakes.workplace.folder / "mission.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "requirement:\n", "requirement:\n  sectors: [{code: NORTH, name: The north}]\n"
    )
    path.write_text(text + PLANNERS_KNOW, encoding="utf-8")
    told = {
        "about": "Kenya",
        "speaker": "A minister",
        "speaks_for": "Kenya",
        "rung": "willing",
        "medium": "call",
        "source": "a call",
        "gist": "Would help.",
        "said_on": "2026-05-30",
    }
    lakes.send("/evidence/add", told)
    page = lakes.get("/contributors/KEN").text
    caveats = page.partition('id="caveats"')[2].partition("</section>")[0]
    assert "serve in The north" in caveats
    assert "serve beside France" in caveats
    assert "may be broken where nothing else covers as much" in caveats
    assert 'href="https://example.org/caveat"' in caveats
    stances = page.partition('id="stances"')[2].partition("</section>")[0]
    assert "France" in stances
    assert "objects" in stances


def test_a_document_says_which_words_stand_in_its_headline(lakes):
    """The headline's reading is told apart in words and by a line, not by colour alone."""
    lakes.read(report())
    link = re.search(r'href="(/evidence/documents/d-[0-9a-f]{16})', lakes.get("/evidence").text)
    assert link
    page = lakes.get(link[1]).text
    assert "under a double line: said in the headline" in page
    assert page.count('<span class="remark">in the headline</span>') == 1


def test_a_plan_tells_the_chance_of_each_gate_and_phase(lakes):
    """Gates and phases of the mission file, with their chances and where they come from."""
    page = lakes.get("/plan").text
    while 'data-job="running"' in page:
        page = lakes.get("/plan").text
    steps = page.partition('id="steps"')[2].partition("</section>")[0]
    assert "First boots" in steps
    assert "Terms are settled" in steps
    assert "From mission.yaml: gates, terms." in steps
