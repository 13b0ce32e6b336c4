"""Who is said to say what, with the places of speaker, words and cue."""

from __future__ import annotations

import pytest

from contingent.read.attributions import attributions


def parts(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, as written."""
    return [
        (
            text[slice(*found.source)],
            text[slice(*found.cue)],
            " | ".join(text[slice(*place)] for place in found.content),
        )
        for found in attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Otieno said that Kenya was ready.", "Otieno", "said", "Kenya was ready"),
        ("“We are ready,” said Amina Otieno.", "Amina Otieno", "said", "“We are ready,”"),
        (
            "“We are ready,” said A. Otieno, the minister. “We wait for all the others.”",
            "A. Otieno, the minister",
            "said",
            "“We are ready,” | “We wait for all the others.”",
        ),
        ("''We are ready,'' Otieno told reporters.", "Otieno", "told", "'We are ready,'"),
        ("The plan, Otieno said, is sound.", "Otieno", "said", "The plan | is sound"),
        (
            "Otieno, who leads the talks, said the plan was sound.",
            "Otieno, who leads the talks,",
            "said",
            "the plan was sound",
        ),
        (
            "According to the ministry, Kenya is ready.",
            "the ministry",
            "According to",
            ", Kenya is ready.",
        ),
        ("OTIENO: We are ready to come.", "OTIENO", ":", "We are ready to come"),
        ("Otieno told the council that it must wait.", "Otieno", "told", "it must wait"),
        ("Several members believe it is late.", "Several members", "believe", "it is late"),
    ],
)
def test_speaker_cue_and_words_have_their_places(
    text: str, source: str, cue: str, content: str
) -> None:
    """Before, behind and between; by name, by role and in a record of who spoke."""
    ((found_source, found_cue, found_content),) = parts(text)
    assert (found_source.rstrip(","), found_cue) == (source.rstrip(","), cue)
    assert found_content.strip(" ,") == content.strip(" ,")


@pytest.mark.parametrize(
    "text",
    ["", "The peace plan was old.", "A report of the talks lay on the table.", "Prices rose."],
)
def test_where_nobody_speaks_nothing_is_attributed(text: str) -> None:
    """Nouns that look like verbs of saying are none."""
    assert parts(text) == []


def test_a_quotation_that_goes_on_belongs_to_its_speaker() -> None:
    """In its paragraph; in the next it stands without a speaker."""
    text = (
        "“We are ready to come,” Otieno said. “We wait for all of the others.”\n\n"
        "“That is all there is to say.”"
    )
    (first, second) = parts(text)
    assert first[2] == "“We are ready to come,” | “We wait for all of the others.”"
    assert second == ("", "", "“That is all there is to say.”")


def test_an_odd_number_of_quotation_marks_refuses_nothing() -> None:
    """A mark that is never closed costs its line, not the document."""
    text = "“We are ready, Otieno said.\n\nThe minister said that Kenya was ready."
    assert ("The minister", "said", "Kenya was ready") in parts(text)
