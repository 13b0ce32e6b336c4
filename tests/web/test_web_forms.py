"""What a person decides or enters in the browser is recorded under their name, once."""

from __future__ import annotations

import getpass
import io
import re
import zipfile

import pytest
from visiting import CLOCK, report

from contingent.situation import open_drafts

TOLD = {
    "about": "Nepal",
    "speaker": "The foreign minister",
    "role": "Foreign Minister",
    "speaks_for": "Nepal",
    "rung": "willing",
    "kinds": "medical",
    "amount": "up to 120",
    "conditions": "a clear mandate",
    "medium": "call",
    "source": "call to the desk, 1 June",
    "gist": "Would send a field hospital once the mandate is clear.",
    "said_on": "2026-05-30",
}


def drafts(visitor):
    """The drafts that wait, by id."""
    return open_drafts(visitor.workplace.holdings(None).entries)


def read_as_drafts(visitor):
    """Read a report so that everything in it waits; the first draft."""
    visitor.read(report())
    return next(iter(drafts(visitor).values()))


def test_a_document_is_read_in_a_job_that_outlives_its_page(lakes):
    """The work has an address of its own: reloading it finds the same work again."""
    page = lakes.read(report())
    assert "1 file read on 2026-06-01" in page
    listed = re.search(r'href="(/jobs/[^"]+)"', lakes.get("/evidence/read").text)
    assert listed
    assert "done" in lakes.get(listed[1]).text
    assert drafts(lakes)


def test_reading_the_same_document_again_adds_nothing(lakes):
    """What is on record stays as it is."""
    lakes.read(report())
    size = lakes.workplace.holdings(None).head.size
    assert "0 entries added" in lakes.read(report())
    assert lakes.workplace.holdings(None).head.size == size


def test_an_accepted_draft_is_a_statement_of_the_one_who_accepted_it(lakes):
    """The ledger names the person, and the draft waits no longer."""
    draft = read_as_drafts(lakes)
    answer = lakes.send("/evidence/review", {"draft": draft.id, "decision": "accept"})
    assert answer.status_code == 303
    assert draft.id not in drafts(lakes)
    trail = lakes.get(f"/evidence/{draft.id}").text
    assert f"accepted by person:{getpass.getuser()}" in trail


def test_a_rejected_draft_needs_a_reason_and_stays_on_record(lakes):
    """Without a reason nothing happens; with one, the ledger keeps both."""
    draft = read_as_drafts(lakes)
    form = {"draft": draft.id, "decision": "reject"}
    assert "fault=" in lakes.send("/evidence/review", form).headers["location"]
    assert draft.id in drafts(lakes)
    lakes.send("/evidence/review", {**form, "why": "A headline, no more."})
    assert draft.id not in drafts(lakes)
    assert "A headline, no more." in lakes.get("/ledger").text


def test_a_corrected_draft_stands_at_the_rung_that_the_person_gave(lakes):
    """The correction stands, and says what it stands in place of."""
    read_as_drafts(lakes)
    pledge = next(each for each in drafts(lakes).values() if hasattr(each.claim, "rung"))
    form = {"draft": pledge.id, "decision": "correct", "rung": "engaging"}
    lakes.send("/evidence/review", form)
    assert f"(in place of {pledge.id})" in lakes.get("/ledger").text
    again = lakes.send("/evidence/review", form, page="/evidence/add")
    assert again.status_code == 409


def test_a_draft_may_be_corrected_to_a_verdict_in_the_browser(lakes):
    """The form offers what may be said off the ladder beside the rungs."""
    read_as_drafts(lakes)
    pledge = next(each for each in drafts(lakes).values() if hasattr(each.claim, "rung"))
    assert '<option value="declined">' in lakes.get(f"/evidence/review?at={pledge.id}").text
    form = {"draft": pledge.id, "decision": "correct", "rung": "declined"}
    assert "fault" not in lakes.send("/evidence/review", form).headers["location"]
    assert f"(in place of {pledge.id})" in lakes.get("/ledger").text


def test_a_call_is_entered_with_its_source(lakes):
    """What came by telephone stands on the board at once, with its condition and figure."""
    answer = lakes.send("/evidence/add", TOLD)
    assert answer.status_code == 303
    shown = lakes.get(answer.headers["location"]).text
    assert "Would send a field hospital" in shown
    (position,) = lakes.get("/api/v1/positions").json()["items"]
    assert position["party"] == "NPL"
    assert position["amount"]["ceiling"] == 120
    assert position["conditions"] == ["a clear mandate"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"about": "Atlantis"}, "no party that is known here"),
        ({"about": "P\u0430kistan"}, "resembles Pakistan"),
        ({"amount": "a few"}, "cannot read"),
        ({"rung": "", "verdict": "", "questions": ""}, "give exactly one of them"),
        ({"verdict": "declined"}, "give exactly one of them"),
        ({"said_on": "2027-01-01"}, "lies in the future"),
        ({"said_on": "yesterday"}, "no day like"),
        ({"gist": "   "}, "gist is empty"),
        ({"gist": "\u200f\u200b"}, "gist is empty"),
        ({"gist": "told\x00us"}, "gist holds a sign that cannot be seen, U+0000"),
        ({"speaker": "minister \u202egro"}, "speaker holds a sign that cannot be seen, U+202E"),
        ({"role": "\x1b[2J"}, "role holds a sign that cannot be seen, U+001B"),
        ({"conditions": "a; \x07"}, "conditions holds a sign that cannot be seen, U+0007"),
        ({"medium": "dream"}, "one of page"),
        ({"amount": "9" * 30}, "more than anybody can send"),
    ],
)
def test_what_cannot_be_understood_comes_back_with_the_reason(lakes, change, said):
    """Nothing is stored, and what was typed stands in the form again."""
    answer = lakes.send("/evidence/add", {**TOLD, **change})
    assert answer.status_code == 303
    page = lakes.get(answer.headers["location"]).text
    assert said in page
    assert TOLD["source"] in page
    assert lakes.workplace.holdings(None).head.size == 0


def test_verify_says_what_it_found(lakes):
    """The button checks every entry against its hash."""
    lakes.send("/evidence/add", TOLD)
    assert "1 entries, all as they were" in lakes.send("/ledger/verify", {}, page="/ledger").text


def test_a_job_can_be_stopped(lakes):
    """Whoever stops a job that waits finds it stopped, and what others did stays."""
    files = [("files", (f"{n}.txt", report(number=100 + n).encode())) for n in range(60)]
    sent = lakes.send("/evidence/read", {}, files=files)
    place = sent.headers["location"]
    lakes.send(f"{place}/cancel", {}, page="/evidence/read")
    for _ in range(400):
        page = lakes.get(place).text
        if 'data-job="running"' not in page:
            break
    assert "stopped" in page
    assert lakes.get("/jobs/nothing").status_code == 404


def test_a_file_that_is_no_document_is_a_problem_beside_the_others(lakes):
    """What can be read is read; the rest is named with the sender's own name for it."""
    files = [
        ("files", ("good.txt", report().encode())),
        ("files", ("../../evil.pdf", b"%PDF-1.7 nothing")),
        ("files", ("empty.html", b"")),
    ]
    sent = lakes.send("/evidence/read", {}, files=files)
    page = ""
    while 'data-job="running"' in page or not page:
        page = lakes.get(sent.headers["location"]).text
    assert "evil.pdf: begins like a PDF file and is damaged" in page
    assert "empty.html: is empty" in page
    assert len(list((lakes.workplace.folder / "documents").iterdir())) == 1
    assert str(CLOCK.date()) in page


def test_an_archive_is_read_and_a_copy_of_what_is_on_record_is_known(lakes):
    """As on the command line: what is in it keeps its name, and an article twice is one origin."""
    again = f"{report()}\nReporting for another paper.\n"
    for name, text in (("first.txt", report()), ("again.txt", again)):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, text)
        sent = lakes.send("/evidence/read", {}, files=[("files", ("news.zip", packed.getvalue()))])
        page = ""
        while 'data-job="running"' in page or not page:
            page = lakes.get(sent.headers["location"]).text
    documents = [
        entry.payload for entry in lakes.workplace.view(None).entries() if entry.kind == "document"
    ]
    first, copy = documents
    assert copy["origin"] == first["origin"] == first["id"]
    assert first["source"].startswith("news.zip")
    assert first["source"].endswith("first.txt")
