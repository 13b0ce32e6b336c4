"""Records become plain JSON values, and come back the same: the form in files and ledgers."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum, IntEnum
from functools import cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from contingent.vocabulary.claim import Claim, Rung
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.statement import (
    Citation,
    Collective,
    Document,
    Flag,
    Note,
    Passage,
    Speaker,
    Statement,
)

__all__ = [
    "canonical",
    "claim_of",
    "document_of",
    "flag_of",
    "identified",
    "plain",
    "plain_claim",
    "plain_statement",
    "statement_of",
]

_ATOMS = frozenset({str, int, bool, type(None)})
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_CLAIM_TYPES = {kind.__name__.lower(): kind for kind in get_args(Claim)}


def canonical(value: Any) -> bytes:
    """One byte string per value: UTF-8 JSON, keys sorted, no spaces, no floats.

    Raises TypeError for a float or anything that JSON cannot hold.
    """
    _refuse_floats(value)
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def _refuse_floats(value: Any) -> None:
    if type(value) in _ATOMS:
        return
    if isinstance(value, float):
        raise TypeError(f"{value!r}: a float has no one canonical form")
    inner: Iterable[Any] = ()
    if isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    for item in inner:
        if type(item) not in _ATOMS:
            _refuse_floats(item)


def plain(value: Any) -> Any:
    """A record, enum, date or container as JSON values; rungs by their word."""
    kind: Any = type(value)
    return value if kind in _ATOMS else _plainer(kind)(value)


@cache
def _plainer(kind: type) -> Callable[[Any], Any]:
    """What turns values of a type into plain ones; types are looked into once."""
    if issubclass(kind, IntEnum):
        return lambda value: value.name.lower()
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, ImpreciseDate):
        return str
    if issubclass(kind, date):  # and a moment, which is one
        return lambda value: value.isoformat()
    if issubclass(kind, tuple | list):
        return lambda value: [plain(item) for item in value]
    if issubclass(kind, dict):
        return lambda value: {plain(key): plain(item) for key, item in value.items()}
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: {name: plain(getattr(value, name)) for name in names}
    return lambda value: value


def plain_claim(claim: Claim) -> dict[str, Any]:
    """A claim with its `type` first."""
    return {"type": type(claim).__name__.lower(), **plain(claim)}


def claim_of(values: Mapping[str, Any]) -> Claim:
    """The claim that `plain_claim` wrote; ValueError or KeyError if it is none."""
    kind = _CLAIM_TYPES[values["type"]]
    claim: Claim = _revive(kind, {key: item for key, item in values.items() if key != "type"})
    return claim


def plain_statement(statement: Statement) -> dict[str, Any]:
    """A statement in the shape of the `reading` document of the command line."""
    values: dict[str, Any] = {"id": statement.id}
    values |= _plain_citation(statement.citation)
    values["speaker"] = plain(statement.speaker)
    values["voice"] = statement.voice.value
    values["via"] = list(statement.via)
    values["about"] = _plain_about(statement.about)
    values["claim"] = plain_claim(statement.claim)
    rest = ("conditions", "mission", "said_on", "published_on", "ambiguous", "copy_of", "flags")
    return values | {name: plain(getattr(statement, name)) for name in rest}


def _plain_citation(citation: Citation) -> dict[str, Any]:
    if isinstance(citation, Note):
        return {"note": plain(citation)}
    return dict(plain(citation))


def _plain_about(about: str | Collective) -> dict[str, Any]:
    if isinstance(about, Collective):
        return {"collective": plain(about)}
    return {"party": about} if about else {}


def statement_of(values: Mapping[str, Any]) -> Statement:
    """The statement that `plain_statement` wrote; ValueError, KeyError or TypeError otherwise."""
    about: str | Collective = values["about"].get("party", "")
    if "collective" in values["about"]:
        about = _revive(Collective, values["about"]["collective"])
    citation: Citation = (
        _revive(Note, values["note"])
        if "note" in values
        else _revive(
            Passage, {key: values[key] for key in ("document", "span", "quote", "in_headline")}
        )
    )
    rest = {*values} - {"note", "document", "span", "quote", "in_headline"}
    rest -= {"speaker", "about", "claim"}
    hints = _hints(Statement)
    return Statement(
        citation=citation,
        speaker=_revive(Speaker, values["speaker"]),
        about=about,
        claim=claim_of(values["claim"]),
        **{name: _revive(hints[name], values[name]) for name in sorted(rest)},
    )


def document_of(values: Mapping[str, Any]) -> Document:
    """The document that `plain` wrote."""
    document: Document = _revive(Document, values)
    return document


def flag_of(values: Mapping[str, Any]) -> Flag:
    """The flag that `plain` wrote."""
    flag: Flag = _revive(Flag, values)
    return flag


def identified(statement: Statement) -> Statement:
    """The statement under the id of its content: same words, speaker and claim, same id.

    What is learned about it later (copies, flags, other readings, mission) leaves the id alone.
    """
    cited = _plain_citation(statement.citation)
    values: dict[str, Any] = {
        key: value for key, value in cited.items() if key in ("document", "span", "note")
    }
    values["speaker"] = plain(statement.speaker)
    values["about"] = _plain_about(statement.about)
    values["claim"] = plain_claim(statement.claim)
    values["said_on"] = plain(statement.said_on)
    content = canonical(values)
    return replace(statement, id="s-" + hashlib.sha256(content).hexdigest()[:16])


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)


def _revive(kind: Any, value: Any) -> Any:
    """The value of type `kind` that `plain` turned into `value`."""
    return _reviver(kind)(value)


@cache
def _reviver(kind: Any) -> Callable[[Any], Any]:
    """What turns plain values back into those of a type; types are looked into once."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        there = _reviver(next(arm for arm in get_args(kind) if arm is not type(None)))
        return lambda value: None if value is None else there(value)
    if origin is tuple:
        each = _reviver(get_args(kind)[0])
        return lambda value: tuple(map(each, value))
    if kind is Rung:
        return Rung.of_word
    if kind is ImpreciseDate:
        return ImpreciseDate.parse
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind) and isinstance(kind, type):
        parts = {name: _reviver(hint) for name, hint in _hints(kind).items()}
        return lambda value: kind(**{name: parts[name](item) for name, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (str, int, bool):
        return partial(_checked, kind)
    return lambda value: value


def _checked(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
