"""Every page in a real browser: readable by everyone, silent, and without a word to strangers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pypdf
import pytest
from playwright.sync_api import expect
from test_web_team import PASSWORD, team_at
from visiting import Visitor, report
from watching import Watched

from contingent.web.pages import PAGES

WIDE = {"width": 1280, "height": 900}
WAYS = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "right-to-left": {"viewport": WIDE},
    "320 px": {"viewport": {"width": 320, "height": 700}},
}
DAY = "as_of=2026-02-20"


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A team's mission, open for visits."""
    visitor = Visitor(team_at(tmp_path_factory.mktemp("browser-team") / "lakes"))
    yield visitor
    visitor.close()


def paths(visitor) -> list[str]:
    """An address for each page; of pages that show one thing, of a thing that is there."""
    document = re.search(r"/evidence/documents/d-[0-9a-f]{16}", visitor.get("/evidence").text)
    assert document
    statement = visitor.get("/api/v1/statements?limit=1").json()["items"][0]["id"]
    report = next(e.id for e in visitor.workplace.holdings(None).entries if e.id[0] == "o")
    filled = {"{party}": "PAK", "{statement}": statement, "{document}": document[0][-18:]}
    found = []
    for page in PAGES:
        path = page.path
        for name, value in filled.items():
            path = path.replace(name, value)
        moment = "" if "documents" in path else DAY
        found.append(f"{path}?{moment}&ids={statement}+{report}")
    found += [
        f"/force?{DAY}#why-medical-RAFAH",
        f"/force?{DAY}&without=PAK+TUR&raised=IDN:approved&view=face",
        f"/plan/scenario?{DAY}&n=7",
        f"/field/convoys?{DAY}&role=field",
        f"/ledger/changes?from=2025-12-20&{DAY}",
        f"/contributors?{DAY}&q=nobody-of-that-name",
        f"/contributors/IDN?{DAY}",
        f"/evidence?{DAY}&page=2",
        *("/api", "/sign-in", "/sign-out"),
    ]
    return found


def faults_on(watched: Watched, address: str, way: str) -> list[str]:
    """What is wrong with one page, once what it waits for is there."""
    page = watched.page
    page.goto(address)
    expect(page.locator('[data-job="running"]')).to_have_count(0, timeout=120_000)
    if way == "right-to-left":
        page.evaluate("document.documentElement.dir = 'rtl'")
    wrong = watched.faults()
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > WAYS[way]["viewport"]["width"]:
        wrong.append(f"{wide} px wide")
    return [f"{address}: {fault}" for fault in wrong]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("way", WAYS)
def test_every_page_is_readable_by_everyone(browser, gaza, way):
    """WCAG 2.2 AA: no fault that axe can find, light and dark, right to left, at 320 px; nothing on
    the console; no request to another host; no page wider than the window."""
    watched = Watched(browser, **WAYS[way])
    wrong = [fault for path in paths(gaza) for fault in faults_on(watched, gaza.host + path, way)]
    assert not wrong, "\n".join(wrong)
    assert not watched.said
    assert {urlsplit(url).netloc for url in watched.asked} == {urlsplit(gaza.host).netloc}
    watched.context.close()


@pytest.mark.parametrize("way", WAYS)
def test_what_a_team_signs_in_by_and_what_goes_wrong_is_readable_too(browser, team, way):
    """The sign-in of a team, a wrong password, a page that is not there, a view that cannot be."""
    watched = Watched(browser, **WAYS[way])
    page = watched.page
    wrong = faults_on(watched, f"{team.host}/sign-in?next=/contributors", way)
    page.get_by_label("Name").fill("field")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    wrong += watched.faults()
    page.get_by_label("Name").fill("field")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contributors")
    shown = ("/", "/field/convoys", "/evidence/add", "/sign-out", "/contributors/KEN")
    for path in (*shown, "/contributors/ZZZ", "/contributors?as_of=never"):
        wrong += faults_on(watched, team.host + path, way)
    assert not wrong, "\n".join(wrong)
    refused = re.compile("status of (400|401|404)")
    assert not [said for said in watched.said if not refused.search(said)]
    assert {urlsplit(url).netloc for url in watched.asked} == {urlsplit(team.host).netloc}
    watched.context.close()


def test_long_work_is_shown_readably_and_survives_a_reload(browser, lakes):
    """The page of a job, while it goes on and once it is over, wherever one came from."""
    lakes.read(report())
    watched = Watched(browser, **WAYS["light"])
    page = watched.page
    page.goto(f"{lakes.host}/evidence/read")
    page.locator("section[aria-labelledby=work] a").first.click()
    expect(page.locator("[data-job=over]")).to_be_visible()
    assert not watched.faults()
    page.reload()
    expect(page.locator(".outcome")).to_contain_text("1 file read")
    assert not watched.said
    watched.context.close()


def test_a_gap_opens_its_reason_without_script(browser, gaza):
    """A cell of the heat map is a link; the browser itself unfolds what it leads to."""
    watched = Watched(browser, java_script_enabled=False)
    page = watched.page
    settled = 'data-job="running"'
    while settled in gaza.get(f"/force?{DAY}").text:
        page.wait_for_timeout(200)
    page.goto(f"{gaza.host}/force?{DAY}")
    reason = page.locator("#why-logistics-RAFAH")
    expect(reason).to_be_hidden()
    page.get_by_role("link", name=re.compile("^logistics, Rafah: 0 of")).click()
    expect(reason).to_be_visible()
    expect(reason).to_contain_text("Needed")
    watched.context.close()


def test_the_convoy_plan_does_not_print(browser, gaza, tmp_path):
    """On paper the page says that it does not print, and holds no road, time or site."""
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{gaza.host}/field/convoys?{DAY}&role=field")
    expect(page.get_by_role("heading", name="The seven days")).to_be_visible(timeout=120_000)
    page.pdf(path=str(tmp_path / "convoys.pdf"))
    text = "".join(each.extract_text() for each in pypdf.PdfReader(tmp_path / "convoys.pdf").pages)
    assert "does not print" in text
    assert not re.search(r"road|site-|crossing|06:00", text)
    watched.context.close()


def test_the_arrow_key_replays_what_became_known(browser, gaza):
    """On the slider an arrow key goes to the next day with news; address and page follow."""
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{gaza.host}/contributors?as_of=2025-12-20")
    slider = page.get_by_label("What held on, slider")
    slider.focus()
    days = [str(day) for day in gaza.workplace.holdings(None).said_days]
    after = next(day for day in days if day > "2025-12-20")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(f"as_of={after}"))
    expect(page.get_by_label("What held on", exact=True)).to_have_value(after)
    expect(page.get_by_label("What held on, slider")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("as_of=2025-12-20|as_of=2025-12-19"))
    page.go_back()
    expect(page).to_have_url(re.compile(f"as_of={after}"))
    expect(page.get_by_label("What held on", exact=True)).to_have_value(after)
    watched.context.close()


def test_without_script_dates_and_filters_work_by_form(browser, gaza):
    """Every view can be reached by links and forms alone."""
    watched = Watched(browser, java_script_enabled=False)
    page = watched.page
    page.goto(f"{gaza.host}/contributors")
    page.get_by_label("What held on", exact=True).fill("2026-02-20")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("as_of=2026-02-20"))
    page.get_by_label("Name, kind or condition").fill("indonesia")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("table.board tbody tr")).to_have_count(1)
    page.get_by_role("link", name=re.compile("statements")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What this rests on")
    watched.context.close()


def test_words_open_beneath_their_row(browser, gaza):
    """With a script, the statements behind a row open in place and close again."""
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{gaza.host}/contributors?as_of=2025-12-20")
    link = page.locator("table.board a.words").first
    link.click()
    expect(page.locator("tr.opened article.said").first).to_be_visible()
    expect(link).to_have_attribute("aria-expanded", "true")
    link.click()
    expect(page.locator("tr.opened")).to_have_count(0)
    assert not watched.said
    watched.context.close()


def test_urdu_words_are_found_and_shown_in_their_own_direction(browser, lakes):
    """A filter in Urdu goes into the address and back; names keep their direction."""
    told = {
        "about": "Pakistan",
        "speaker": "\u0627\u0633\u062d\u0627\u0642 \u0688\u0627\u0631",
        "speaks_for": "Pakistan",
        "rung": "considering",
        "medium": "letter",
        "source": "a letter",
        "said_on": "2026-05-30",
        "gist": "\u0648\u0632\u06cc\u0631 \u062e\u0627\u0631\u062c\u06c1",
    }
    lakes.send("/evidence/add", told)
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{lakes.host}/evidence")
    page.get_by_label("Words, speaker or party").fill("\u062e\u0627\u0631\u062c\u06c1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=%D8%AE"))
    gist = page.locator("p.gist")
    expect(gist).to_have_text(told["gist"])
    assert gist.evaluate("each => getComputedStyle(each).direction") == "rtl"
    watched.context.close()


def test_the_printed_brief_has_date_and_ledger_on_every_sheet(browser, gaza, tmp_path):
    """Each sheet of paper can be told apart from one of another day or another ledger."""
    watched = Watched(browser)
    watched.page.goto(f"{gaza.host}/brief?as_of=2026-02-20")
    watched.page.pdf(path=str(tmp_path / "brief.pdf"), tagged=True, outline=True)
    sheets = pypdf.PdfReader(tmp_path / "brief.pdf")
    head = gaza.workplace.holdings(None).head.digest.hex()[:16]
    assert len(sheets.pages) > 1
    assert "/StructTreeRoot" in sheets.trailer["/Root"]
    for sheet in sheets.pages:
        text = " ".join(sheet.extract_text().split())
        assert "As of 20 Feb 2026" in text
        assert head in text
        assert "Filter: none" in text
    watched.context.close()
