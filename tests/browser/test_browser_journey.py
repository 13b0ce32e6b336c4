"""A whole journey by keyboard alone: from two documents to a printed brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect
from visiting import Visitor, mission_at
from watching import Watched

from contingent.situation import open_drafts

expect.set_options(timeout=30_000)  # each decision is followed by a picture drawn anew

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
OWN_WORDS = (
    """\
Nepal offers 300 troops for Gaza force, says foreign ministry

Published: 2025-12-18

The foreign ministry of Nepal said on Thursday that Nepal would consider sending up to 300 troops
to the International Stabilization Force for Gaza. A spokesman said that the cabinet had taken no
decision, and that Nepal wanted to know more about the mandate of the force.
""",
    """\
Nepal's answer welcomed

Published: 2025-12-19

"We are grateful to Nepal for their offer to be part of it, or at least to consider it," the US
Secretary of State, Marco Rubio, told reporters on Friday, speaking of the International
Stabilization Force for Gaza.
""",
)


@pytest.fixture
def gaza(tmp_path: Path) -> Iterator[Visitor]:
    """A copy of the bundled mission to write to."""
    visitor = Visitor(mission_at(tmp_path / "gaza", sample="gaza"))
    yield visitor
    visitor.close()


@pytest.fixture(params=["own words", "founding documents"])
def pair(request, tmp_path: Path) -> tuple[list[Path], bool]:
    """Two documents about one promise: of our own, or those that the project began with.

    Rules may accept drafts of the longer ones, so that fewer wait for a person.
    """
    if request.param == "founding documents":
        found = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
        if len(found) != 2:
            pytest.skip("the two founding documents are not on this machine")
        return found, True
    paths = [tmp_path / f"{number}.txt" for number in range(2)]
    for path, text in zip(paths, OWN_WORDS, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths, False


def focused(page: Page) -> list[str]:
    """What the control with the focus is called: by its own words, its label, its title."""
    told: str = page.evaluate(
        """() => {
            const at = document.activeElement;
            const label = at.labels?.length ? at.labels[0].innerText : "";
            const own = at.matches("a, button, summary") ? at.textContent : "";
            return [own, at.getAttribute("aria-label"), label, at.title].join("|");
        }"""
    )
    return [words.strip() for words in told.split("|")]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a control has the focus whose name begins so; 200 times at most."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if any(words.startswith(name) for words in focused(page)):
            return
    raise AssertionError(f"Tab does not reach {name}")


def choose(page: Page, name: str) -> None:
    """Press the down arrow in a list of choices until one is chosen whose words begin so."""
    for _ in range(200):
        page.keyboard.press("ArrowDown")
        chosen: str = page.evaluate("document.activeElement.selectedOptions[0].textContent")
        if chosen.strip().lower().startswith(name.lower()):
            return
    raise AssertionError(f"there is no choice {name}")


def follow(page: Page, name: str, heading: str) -> None:
    """Go to a link by Tab, follow it by Enter, and wait for the page that it leads to."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def settle(page: Page) -> None:
    """Wait until what the page shows is worked out."""
    expect(page.locator('[data-job="running"]')).to_have_count(0, timeout=120_000)


def send(page: Page, paths: list[Path], *, by_rules: bool) -> None:
    """Read two documents; drafts are left to a person, or first to rules."""
    follow(page, "Evidence", "Evidence")
    follow(page, "Read documents", "Read documents")
    tab_to(page, "Text, Markdown or HTML files")
    page.set_input_files("#files", paths)  # the system's own dialogue cannot be driven
    tab_to(page, "Accept what a named rule accepts")
    if not by_rules:
        page.keyboard.press("Space")
    tab_to(page, "Read")
    page.keyboard.press("Enter")
    expect(page.locator("[data-job=over]")).to_be_visible(timeout=120_000)
    expect(page.locator(".outcome")).to_contain_text("2 files read")


def review(page: Page, visitor: Visitor) -> None:
    """Decide on every draft: the first is rejected with a reason, the others are accepted."""
    follow(page, "Go on", "Review")
    waiting = len(open_drafts(visitor.workplace.holdings(None).entries))
    assert waiting > 1
    for left in range(waiting, 0, -1):
        expect(page.locator(".note").first).to_contain_text(f"of {left}.")
        page.wait_for_load_state("load")
        if left == waiting:
            page.keyboard.press("r")
            page.keyboard.type("said of another force")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text("No draft waits")


def open_a_reason(page: Page) -> None:
    """From a cell of the heat map to why it is not filled."""
    follow(page, "Force", "")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Does it add up")
    tab_to(page, "medical, Fourth sector: ")
    told = focused(page)[1]
    page.keyboard.press("Enter")
    opened = page.locator("details.reason[open]")
    expect(opened).to_have_count(1)
    expect(opened.locator("summary")).to_be_focused()
    expect(opened.locator("summary")).to_contain_text("Medical, Fourth sector")
    expect(opened).to_contain_text("Would do")
    assert told.endswith("Why?")


def try_out(page: Page) -> None:
    """One thing, then another as well; both stand in the address and against the same base."""
    tab_to(page, "Without")
    choose(page, "Indonesia")
    tab_to(page, "Try it")
    page.keyboard.press("Enter")
    expect(page.locator("ul.tried li")).to_have_count(1, timeout=120_000)
    base = page.locator("section[aria-labelledby=compared] tbody tr").first.locator("td").nth(1)
    before = base.inner_text()
    tab_to(page, "As if answered")
    choose(page, "mandate")
    tab_to(page, "Try that as well")
    page.keyboard.press("Enter")
    expect(page.locator("ul.tried li")).to_have_count(2, timeout=120_000)
    expect(page.locator("ul.tried")).to_contain_text("Without Indonesia")
    expect(page).to_have_url(re.compile("without=IDN.*answered=mandate"))
    expect(base).to_have_text(before)


@pytest.mark.timeout(600)
def test_the_whole_journey_by_keyboard_alone(browser, gaza, pair, tmp_path):
    """Upload two documents, review, move the slider, open the reason of a gap, try something out,
    take a file away, print: no step needs a mouse, and nothing is said on the console."""
    watched = Watched(browser, accept_downloads=True)
    page = watched.page
    page.goto(f"{gaza.host}/?as_of=2025-12-31")
    settle(page)
    paths, by_rules = pair
    send(page, paths, by_rules=by_rules)
    review(page, gaza)
    follow(page, "Contributors", "Contributors")
    tab_to(page, "What held on, slider")
    address = page.url
    page.keyboard.press("ArrowLeft")
    expect(page).not_to_have_url(address)
    expect(page).to_have_url(re.compile(r"as_of=202\d-\d\d-\d\d"))
    expect(page.locator("#status")).to_contain_text("Shown: Contributors")
    tab_to(page, "1 statement")
    page.keyboard.press("Enter")
    expect(page.locator("tr.opened article.said").first).to_be_visible()
    open_a_reason(page)
    try_out(page)
    tab_to(page, "CSV")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert "medical" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    follow(page, "The brief, for print", "who has promised what")
    page.pdf(path=str(tmp_path / "brief.pdf"), tagged=True)
    assert "Ledger head" in pypdf.PdfReader(tmp_path / "brief.pdf").pages[0].extract_text()
    assert not watched.said
    watched.context.close()
