"""Values that do not fit the records of a mission become sentences with their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from contingent.mission.items import Identifies, Refers
from contingent.mission.marks import Path

__all__ = ["misfits", "names_in", "suggestion"]


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean ...?`, or nothing where no known word is near."""
    folded = {name.casefold(): name for name in known}
    swapped = [name for name in folded if sorted(name) == sorted(word.casefold())]
    near = swapped or get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean `{folded[near[0]]}`?" if near else ""


def misfits(model: type[BaseModel], error: ValidationError) -> Iterator[tuple[Path, str]]:
    """Every error as its path in the file and a sentence for the person who wrote it."""
    for found in error.errors(include_url=False):
        path = tuple(found["loc"])
        yield path, _sentence(model, path, found)


def _sentence(model: type[BaseModel], path: Path, found: Any) -> str:
    kind, given = found["type"], found.get("input")
    match kind:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            known = _keys_at(model, path[:-1])
            return f"no such key here{suggestion(str(path[-1]), known) or _listed(known)}"
        case "enum":
            words = [
                word.strip(" '")
                for word in found["ctx"]["expected"].replace(" or ", ", ").split(",")
            ]
            return f"{given!r} is none of {', '.join(words)}{suggestion(str(given), words)}"
        case "value_error":
            return str(found["ctx"]["error"])
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{_shown(given)} is no whole number"
        case "bool_parsing" | "bool_type":
            return f"{_shown(given)} is neither true nor false"
        case "greater_than_equal":
            return f"{_shown(given)} is below {found['ctx']['ge']}"
        case "string_too_short":
            return "is empty"
        case "string_pattern_mismatch":
            return f"{_shown(given)} is no code: no spaces, commas or colons in it"
        case "string_type":
            return f"should be text, not {_shown(given)}"
        case "tuple_type":
            return f"should be a list (one `- item` a line), not {_shown(given)}"
        case "model_type" | "model_attributes_type":
            return f"should hold keys of its own, not {_shown(given)}"
        case "date_type" | "date_from_datetime_parsing" | "dataclass_type":
            return f"{_shown(given)} is no date"
    return str(found["msg"])


def _shown(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
    return repr(value if len(str(value)) <= 60 else f"{str(value)[:57]}...")


def _listed(known: Iterable[str]) -> str:
    return f"; there are {', '.join(known)}"


def _keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    kind: Any = model
    for part in path:
        inside = isinstance(part, int)
        kind = _item(kind) if inside else _bare(kind).model_fields[part].annotation
    return tuple(_bare(kind).model_fields)


def _bare(kind: Any) -> Any:
    """The type without Annotated and without `| None`."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    arms = [arm for arm in get_args(kind) if arm is not type(None)]
    if type(None) in get_args(kind) and get_origin(kind) is not tuple and len(arms) == 1:
        return _bare(arms[0])
    return kind


def _item(kind: Any) -> Any:
    bare = _bare(kind)
    return get_args(bare)[0] if get_origin(bare) is tuple else bare


def _marks(kind: Any, metadata: Iterable[Any] = ()) -> Iterator[Identifies | Refers]:
    for note in metadata:
        if isinstance(note, Identifies | Refers):
            yield note
    if get_origin(kind) is Annotated:
        inner, *notes = get_args(kind)
        yield from _marks(inner, notes)
    elif get_origin(kind) in (Union, type(int | None)):
        for arm in get_args(kind):
            yield from _marks(arm)


@cache
def _marked_fields(model: type[BaseModel]) -> tuple[tuple[str, Any, tuple[Any, ...]], ...]:
    return tuple(
        (name, field.annotation, tuple(_marks(field.annotation, field.metadata)))
        for name, field in model.model_fields.items()
    )


def names_in(
    kind: Any, values: Any, path: Path = ()
) -> Iterator[tuple[Path, Identifies | Refers, str]]:
    """Every name and reference in raw values, however broken the rest of them is.

    `kind` is the record that the values should become; what does not fit it is passed over.
    """
    bare = _bare(kind)
    if isinstance(values, list) and get_origin(bare) is tuple:
        for at, item in enumerate(values):
            yield from names_in(get_args(bare)[0], item, (*path, at))
    elif isinstance(values, dict) and isinstance(bare, type) and issubclass(bare, BaseModel):
        for name, inner, marks in _marked_fields(bare):
            if name not in values:
                continue
            if isinstance(values[name], str):
                yield from (((*path, name), mark, values[name]) for mark in marks)
            yield from names_in(inner, values[name], (*path, name))
    elif isinstance(values, str) and isinstance(bare, type) and issubclass(bare, BaseModel):
        for short in [name for name, field in bare.model_fields.items() if field.is_required()][:1]:
            found = names_in(bare, {short: values})
            yield from ((path, mark, text) for _, mark, text in found)
    elif isinstance(values, str) and path and isinstance(path[-1], int):
        yield from ((path, mark, values) for mark in _marks(kind))
