"""Headline, place and agency are taken from the head of a text, and only where they stand."""

from __future__ import annotations

import pytest

from contingent.read.heads import dateline_of, headline_in


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kenya sends police\n\nThe president said so.", "Kenya sends police"),
        ("Kenya sends police\n \t\nThe president said so.", "Kenya sends police"),
        ("\n\nKenya sends police\n\nThe president said so.", "Kenya sends police"),
        ("20 December 2025\nKenya sends police\n\nHe said so.", "Kenya sends police"),
        ("# Kenya sends police\nHe said so.", "Kenya sends police"),
        ("## Kenya sends police ##\n\nHe said so.", "Kenya sends police"),
        ("**Kenya sends police**\n\nHe said so.", "Kenya sends police"),
        ("Kenya sends police\n=====\nHe said so.", "Kenya sends police"),
        ("Kenya sends police\nPublished: 2025-03-06\n\nHe said so.", "Kenya sends police"),
        ("Kenya sends police\nNAIROBI - The president said so.", "Kenya sends police"),
        ("Kenya sends police\nBy Asha Mwangi\nLakes News\n\nHe said so.", "Kenya sends police"),
        ("---\ndate: 2025-12-20\n---\n\n# Kenya sends police\n\nHe said.", "Kenya sends police"),
        ("Will Kenya send police?\n\nHe said so.", "Will Kenya send police?"),
    ],
)
def test_a_short_first_line_set_apart_is_the_headline(text: str, title: str) -> None:
    """A headline is found without its marks, and its place in the text is exact."""
    headline = headline_in(text)
    assert headline is not None
    assert headline.title == title
    assert text[headline.start : headline.end] == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Kenya sends police",
        "Kenya sends police\n\n",
        "Kenya sends police\nHe said so.",
        "Kenya sends police.\n\nHe said so.",
        "Dear colleagues,\n\nHe said so.",
        f"{'Kenya sends police ' * 11}\n\nHe said so.",
        "Statement\n\nHe said so.",
        "20 December 2025\n\n",
        "---\nnever closed\n\nHe said so.",
    ],
)
def test_a_first_line_of_prose_is_no_headline(text: str) -> None:
    """A sentence, a salutation, a lone word or a line with nothing after it is not one."""
    assert headline_in(text) is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("WASHINGTON (Wire News) – The states", "WASHINGTON", "Wire News"),
        ("KINSHASA, June 3 (Agency) - The force", "KINSHASA", "Agency"),
        ("Port-au-Prince, 3 June 2025 (Agency) – The", "Port-au-Prince", "Agency"),
        ("NAIROBI, Kenya (AP) — The president", "NAIROBI, Kenya", "AP"),
        ("UNITED NATIONS, Dec. 20, 2025 (Agency) -- The", "UNITED NATIONS", "Agency"),
        ("UNITED NATIONS — The council met", "UNITED NATIONS", ""),
        ("ISLAMABAD: The foreign office said", "ISLAMABAD", ""),
        ("GENEVA/NEW YORK, 12 March 2025 – The", "GENEVA/NEW YORK", ""),
    ],
)
def test_a_dateline_gives_place_and_agency(line: str, place: str, agency: str) -> None:
    """The usual forms of agencies and papers are read as written."""
    found = dateline_of(f"{line} and so on for a while.")
    assert (found.place, found.agency) == (place, agency)


def test_a_dateline_with_a_year_brings_its_date_and_without_one_says_so() -> None:
    """A day without a year is kept as partial, never completed."""
    full = dateline_of("GENEVA, 12 March 2025 – The commissioner said today that")
    assert [str(found.day) for found in full.dated] == ["2025-03-12"]
    part = dateline_of("KINSHASA, June 3 (Agency) - The force said on Monday")
    assert (part.dated, part.partial) == ((), "June 3")


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING: The foreign office said that no decision",
        "The force (ISF) – founded in 2025 – said so",
        "The Force (ISF) – founded in 2025 – said so",
        "NATO: no decision has been taken on the force",
        "He said: the force will come when it is asked",
        "A force – any force – needs a mandate and money",
        "The president, a general (retired) - said no such thing",
        "Questions remain (see below) - about the mandate",
    ],
)
def test_prose_with_a_dash_is_no_dateline(line: str) -> None:
    """Only a place in capitals, or a place with its agency, opens a report."""
    assert dateline_of(line).place == ""


def test_a_dateline_is_sought_in_the_first_lines_only() -> None:
    """A second report far down in a file does not say where the first was filed."""
    far = "Some words.\n" * 10 + "NAIROBI (AP) — The president said so today."
    assert dateline_of(far).place == ""
