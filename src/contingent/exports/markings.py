"""Labels of statements become the label of everything that is derived from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from contingent.ledger.labels import Marking
from contingent.situation import Situation

__all__ = ["Marked", "labelled", "marking_words", "whole_marking"]


class Marked(Protocol):
    """What knows the labels of the statements that it was made from."""

    def marking(self, because: Iterable[str]) -> Marking:
        """The label of what rests on these statements."""


def whole_marking(situation: Situation) -> Marking:
    """The label of the picture as a whole: that of every statement that the viewer may see."""
    return situation.marking(situation.labels)


def marking_words(marking: Marking) -> str:
    """A label as people pass it on; empty where nothing bears one."""
    if not marking.labels:
        return ""
    if len(marking.labels) == 1:
        return str(marking)
    strictest = marking.labels[0].level.word
    named = "; ".join(map(str, marking.labels))
    return f"TLP:{strictest}, only for those whom each of these admits: {named}"


def labelled(value: Any, situation: Marked) -> Any:
    """A JSON value in which whatever names its statements says under which label they stand."""
    if isinstance(value, list):
        return [labelled(item, situation) for item in value]
    if not isinstance(value, dict):
        return value
    found = {name: labelled(item, situation) for name, item in value.items()}
    because = value.get("because", [value["statement"]] if "statement" in value else None)
    if isinstance(because, list) and all(isinstance(id, str) for id in because):
        found["label"] = str(situation.marking(because))
    return found
