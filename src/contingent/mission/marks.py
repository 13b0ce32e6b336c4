"""YAML text becomes plain values, every scalar as written, and the line of each."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

__all__ = ["Marked", "Path", "marked_values", "written"]

Path = tuple[str | int, ...]
_NULLS = ("", "~", "null", "Null", "NULL")
_TAGS = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The values of a YAML text, the line of each, and what is wrong with its form."""

    values: Any
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: tuple[tuple[int, str], ...] = ()

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def written(path: Path) -> str:
    """A path as people write it: `contributors[3].level`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def marked_values(text: str) -> Marked:
    """Values of a YAML 1.2 text. Scalars stay text, so `NO` is Norway and `1.10` keeps its zero.

    Mistakes of form (syntax, a key given twice, an alias, a tag) are listed with their lines.
    """
    yaml = YAML(typ="safe", pure=True)
    walk = _Walk()
    try:
        root = yaml.compose(text)
        values = None if root is None else walk.value(root, ())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return Marked(values=None, mistakes=((line, _syntax(error)),))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return Marked(values=None, mistakes=((line, "holds a character that YAML forbids"),))
    except YAMLError as error:
        return Marked(values=None, mistakes=((1, f"is no YAML: {error}"),))
    except RecursionError:
        return Marked(values=None, mistakes=((1, "is nested too deeply"),))
    return Marked(values=values, lines=walk.lines, mistakes=tuple(walk.mistakes))


def _syntax(error: MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return f"is no YAML: {', '.join(parts)}"


class _Walk:
    """Collects lines and mistakes while nodes become values."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.mistakes: list[tuple[int, str]] = []
        self._seen: set[int] = set()

    def value(self, node: Any, path: Path) -> Any:
        """The plain value of a node; an alias is refused, which also stops a YAML bomb."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            self.mistakes.append((line, f"{written(path)}: aliases are not read; write it out"))
            return None
        self._seen.add(id(node))
        tag = str(node.tag or "")
        if not tag.startswith(_TAGS) or "/" in tag.removeprefix(_TAGS):
            self.mistakes.append((line, f"{written(path)}: the tag {tag} is not read"))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, at)) for at, item in enumerate(node.value)]
        return None if node.style is None and node.value in _NULLS else node.value

    def _mapping(self, node: MappingNode, path: Path) -> dict[Hashable, Any]:
        found: dict[Hashable, Any] = {}
        for key, item in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self.mistakes.append((line, f"{written(path)}: a key must be one word"))
                continue
            inner = (*path, key.value)
            if key.value in found:
                first = self.lines[inner]
                what = f"{written(inner)}: given twice, first in line {first}"
                self.mistakes.append((line, what))
                continue
            self.lines[inner] = line
            found[key.value] = self.value(item, inner)
        return found
