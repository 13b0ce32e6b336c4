"""Where a document came from is shown without the folders of whoever entered it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.exports.wording import document_source


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        ("/home/amina/cases/letter.txt", "letter.txt"),
        ("C:\\Users\\Amina\\letter.txt", "letter.txt"),
        ("letter.txt", "letter.txt"),
        ("https://example.org/a/b?c=/d", "https://example.org/a/b?c=/d"),
        ("", ""),
        ("folder/", "folder"),
    ],
)
def test_a_path_is_its_files_name_and_an_address_is_whole(recorded, shown):
    """A name of a person's folder goes to no reader, and no copy on file."""
    assert document_source(recorded) == shown


@given(st.text(max_size=40))
def test_what_is_shown_of_a_path_holds_no_folder(text):
    """Law: without an address in front, no separator is left, and what is left ends the text."""
    shown = document_source(f"/home/{text}")
    assert "/" not in shown
    assert "\\" not in shown
    assert shown in text or shown == "home"
