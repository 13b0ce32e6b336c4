"""Texts of strangers become texts that a terminal only shows."""

from __future__ import annotations

import re

__all__ = ["printable"]

_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with a sign in place of each character that a terminal would obey or reject."""
    return text if text.isascii() and text.isprintable() else _COMMANDS.sub("\ufffd", text)
