"""Matches statements, in their JSON form, against rows of what must and must never be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["faults"]

Row = Mapping[str, Any]


def faults(row: Row, statements: Iterable[Row], flags: Iterable[Row]) -> list[str]:
    """What is wrong at one anchor: a missing `must` or a fulfilled `never`, one line each."""
    near = [item for item in statements if _overlaps(item, row)]
    kinds = {flag["type"] for flag in flags if flag["document"] in {s["document"] for s in near}}
    missing = [
        f"{row['row']}: nothing says {must}"
        for must in row["must"]
        if not any(_fulfils(item, must, kinds) for item in near)
    ]
    wrong = [
        f"{row['row']}: {item['quote']!r} says {never}"
        for never in row["never"]
        for item in near
        if _fulfils(item, never, kinds)
    ]
    return missing + wrong


def _overlaps(statement: Row, row: Row) -> bool:
    span = statement["span"]
    return bool(span["start"] < row["end"] and row["start"] < span["end"])


def _fulfils(statement: Row, wanted: Row, flags: set[str]) -> bool:
    return all(_agrees(statement, field, value, flags) for field, value in wanted.items())


def _agrees(statement: Row, field: str, value: Any, flags: set[str]) -> bool:
    claim = statement["claim"]
    match field:
        case "about":
            about = statement["about"]
            return "collective" in about if value == "collective" else about.get("party") == value
        case "type_in":
            return claim["type"] in value
        case "rung_in":
            return claim.get("rung") in value
        case "speaker":
            return value in statement["speaker"]["name"]
        case "speaker_party":
            return bool(statement["speaker"]["party"] == value)
        case "via":
            return any(value in link for link in statement["via"])
        case "topics" | "kinds" | "abstained" | "in_favour" | "against":
            return set(value) <= set(claim.get(field, ()))
        case "flag":
            return value in flags
        case "voice" | "in_headline" | "said_on":
            return bool(statement[field] == value)
        case _:
            return bool(claim.get(field) == value)
