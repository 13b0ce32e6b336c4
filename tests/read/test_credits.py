"""Authors and the reports that a text rests on are found on their own lines, and only there."""

from __future__ import annotations

import pytest
from reading_room import GAZETTEER, document_of

from contingent.read.credits import author_in, credit_in
from contingent.read.documents import read_document
from contingent.read.reader import read_statements
from contingent.read.scope import MissionScope

BODY = "Kenya said on Tuesday that it had not decided to send police to the force."


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Amina Otieno", "Amina Otieno"),
        ("BY AMINA OTIENO, 4 March 2025", "AMINA OTIENO"),
        ("By Amina Otieno in Nairobi", "Amina Otieno"),
        ("By Amina Otieno and Kofi Mensah", "Amina Otieno and Kofi Mensah"),
        ("By Tuesday Kenya had not decided", ""),
        ("By land and by sea, Kenya sends help to those who wait for it", ""),
        ("Stand by Amina Otieno", ""),
    ],
)
def test_a_byline_stands_alone(line: str, author: str) -> None:
    """A sentence that happens to begin with `By` signs nothing."""
    found = author_in(f"{line}\n\n{BODY}")
    assert found.name == author
    assert bool(found.where) == bool(author)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (f"{BODY}\n\n(With inputs from ANI)", "ANI"),
        (f"{BODY}\n\nThis report is based on a Reuters dispatch.", "Reuters"),
        (f"Based on an agency report\n\n{BODY}", "agency"),
        (f"{BODY}\n\nSource: Dunya News", "Dunya News"),
        (f"{BODY} (AFP)", "AFP"),
        (f"{BODY}\n\n— Reuters", "Reuters"),
        (f"{BODY}\n\nFirst published in The Lakes Herald", "Lakes Herald"),
        (f"{BODY} (UN)", ""),
        (f"{BODY}\n\nAccording to the newspaper Dawn, no decision was taken.", ""),
        (BODY, ""),
    ],
)
def test_a_credit_for_the_whole_text_is_found(text: str, credit: str) -> None:
    """What one sentence owes to a newspaper is no credit for the report."""
    assert credit_in(text).name == credit


def test_a_credited_report_is_a_link_of_every_chain() -> None:
    """A statement came through the outlet first, then through the agency that it rests on."""
    page = (
        '<html><head><meta property="og:site_name" content="The Paper"></head><body><article>'
        f"<p>{BODY}</p><p>The council will meet in May to hear what others have to say on this.</p>"
        "<p>(With inputs from ANI)</p></article></body></html>"
    )
    document, _ = read_document(page.encode(), source="a.html")
    assert document is not None
    assert (document.outlet, document.credit) == ("The Paper", "ANI")
    reading = read_statements(document, gazetteer=GAZETTEER, mission=MissionScope())
    assert {statement.via[:2] for statement in reading.statements} == {("The Paper", "ANI")}
    bare = read_statements(document_of(BODY), gazetteer=GAZETTEER, mission=MissionScope())
    assert {statement.via for statement in bare.statements} == {()}
