"""Every page in a real browser: readable by everyone, silent, and without a word to strangers."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from visiting import report

from contingent.situation import open_drafts
from contingent.web.pages import PAGES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAYS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "right-to-left, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "320 px": {"viewport": {"width": 320, "height": 700}},
}


def paths(visitor) -> list[str]:
    """An address for each page; of pages that show one thing, of a thing that is there."""
    document = re.search(r"/evidence/documents/d-[0-9a-f]{16}", visitor.get("/evidence").text)
    statement = visitor.get("/api/v1/statements?limit=1").json()["items"][0]["id"]
    filled = {"{party}": "PAK", "{statement}": statement}
    found = []
    for page in PAGES:
        path = page.path
        for name, value in filled.items():
            path = path.replace(name, value)
        if "{document}" in path:
            path = document[0] if document else ""
        query = f"?ids={statement}" if path == "/evidence/of" else "?as_of=2026-02-20"
        found.append(path + ("" if "documents" in path else query))
    return [*found, "/api", "/sign-in"]


class Watched:
    """A page of the browser with everything that it said and asked for."""

    def __init__(self, browser: Browser, **context) -> None:
        self.context = browser.new_context(**context)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def faults(self) -> list[str]:
        """What axe finds, in one line each."""
        found = Axe().run(self.page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        return [
            f"{each['id']}: {node['html'][:120]}"
            for each in found.response["violations"]
            for node in each["nodes"]
        ]


@pytest.mark.parametrize("way", WAYS)
def test_every_page_is_readable_by_everyone(browser, gaza, way):
    """WCAG 2.2 AA: no fault that axe can find, left to right, right to left, at 320 px; nothing on
    the console; no request to another host; no page wider than the window."""
    watched = Watched(browser, **WAYS[way])
    wrong = []
    for path in paths(gaza):
        watched.page.goto(gaza.host + path)
        going = watched.page.locator('[data-job="running"]')
        expect(going).to_have_count(0, timeout=90_000)
        if way.startswith("right"):
            watched.page.evaluate("document.documentElement.dir = 'rtl'")
        wrong += [f"{path}: {fault}" for fault in watched.faults()]
        wide = watched.page.evaluate("document.documentElement.scrollWidth")
        if wide > WAYS[way]["viewport"]["width"]:
            wrong.append(f"{path}: {wide} px wide")
    assert not wrong, "\n".join(wrong)
    assert not watched.said
    assert {urlsplit(url).netloc for url in watched.asked} == {urlsplit(gaza.host).netloc}
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
    import pypdf

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


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus; a hundred times at most."""
    for _ in range(150):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const at = document.activeElement;
                const label = at.labels?.length ? at.labels[0].innerText : "";
                const own = at.matches("a, button, summary") ? at.innerText : "";
                return [own, at.getAttribute("aria-label"), label, at.title].join("|");
            }"""
        )
        if name in found:
            return
    raise AssertionError(f"Tab does not reach {name}")


def follow(page: Page, name: str, heading: str) -> None:
    """Go to a link by Tab, follow it by Enter, and wait for the page that it leads to."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def test_the_whole_journey_by_keyboard_alone(browser, lakes, tmp_path):
    """Send a report, decide on its drafts, move the moment, open the words, take a file away."""
    paths = []
    for number, state in enumerate(("Kenya", "Nepal")):
        path = tmp_path / f"{state}.txt"
        path.write_text(report(state, 300 + number), encoding="utf-8")
        paths.append(path)
    watched = Watched(browser, accept_downloads=True)
    page = watched.page
    page.goto(f"{lakes.host}/")
    follow(page, "Evidence", "Evidence")
    follow(page, "Read documents", "Read documents")
    tab_to(page, "Text, Markdown or HTML files")
    page.set_input_files("#files", paths)  # the system's own dialogue cannot be driven
    tab_to(page, "Accept what a named rule accepts")
    page.keyboard.press("Space")
    tab_to(page, "Read")
    page.keyboard.press("Enter")
    expect(page.locator("[data-job=over]")).to_be_visible(timeout=30_000)
    expect(page.locator(".outcome")).to_contain_text("2 files read")
    follow(page, "Go on", "Review")
    waiting = len(open_drafts(lakes.workplace.holdings(None).entries))
    for left in range(waiting, 0, -1):
        expect(page.locator(".note").first).to_contain_text(f"of {left}.")
        page.wait_for_load_state("load")
        page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text("No draft waits")
    follow(page, "Contributors", "Contributors")
    expect(page.locator("table.board tbody tr")).to_have_count(2)
    tab_to(page, "What held on, slider")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("as_of=2025-03-04"))
    expect(page.locator("#status")).to_contain_text("Shown: Contributors")
    tab_to(page, "statement")
    page.keyboard.press("Enter")
    expect(page.locator("tr.opened article.said").first).to_be_visible()
    tab_to(page, "CSV")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert "KEN" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    follow(page, "The brief, for print", "who has promised what")
    assert not watched.said
    watched.context.close()
