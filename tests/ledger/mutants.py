"""A module becomes its mutants: copies in each of which one predicate is deleted or fixed."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Mutant", "mutants", "names_of_mutants"]

Change = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module with one condition changed: its text, what was changed, in what, on which lines."""

    what: str
    inside: str
    lines: range
    text: str

    @property
    def where(self) -> str:
        """The line and the change."""
        return f"line {self.lines.start}: {self.what}"

    def named(self, module: str) -> str:
        """The change as a table of changes names it: `labels.dominates: without ...`."""
        return _named(module, self.inside, self.what)


def mutants(text: str) -> Iterator[Mutant]:
    """Each mutant of a module."""
    tree = ast.parse(text)
    inside = _names_around(tree)
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            mutated = copy.deepcopy(tree)
            place = list(ast.walk(mutated))[number]
            _replace(mutated, place, change(place))
            changed = ast.unparse(ast.fix_missing_locations(mutated))
            yield Mutant(what=what, inside=inside[node], lines=_lines(node), text=changed)


def names_of_mutants(text: str, module: str) -> Iterator[str]:
    """What each mutant of a module is called, without making it."""
    tree = ast.parse(text)
    inside = _names_around(tree)
    for node in ast.walk(tree):
        for what, _ in _changes(node):
            yield _named(module, inside[node], what)


def _named(module: str, inside: str, what: str) -> str:
    return f"{'.'.join(filter(None, (module, inside)))}: {what}"


def _names_around(tree: ast.AST) -> dict[ast.AST, str]:
    """For each node the class and function that it stands in; empty for the module itself."""
    found = {tree: ""}
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            own = child.name if isinstance(child, ast.FunctionDef | ast.ClassDef) else ""
            found[child] = ".".join(filter(None, (found[parent], own)))
    return found


def _lines(node: ast.AST) -> range:
    """The lines of what is changed: of a statement its condition."""
    place = node.test if isinstance(node, ast.If) else node
    place = node.target if isinstance(node, ast.comprehension) else place
    assert isinstance(place, ast.expr | ast.stmt)
    last = node.ifs[0] if isinstance(node, ast.comprehension) else place
    return range(place.lineno, (last.end_lineno or last.lineno) + 1)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What can be done to a node that decides something."""
    match node:
        case ast.BoolOp(values=values):
            for at, value in enumerate(values):
                kept = [number for number in range(len(values)) if number != at]
                yield f"without `{ast.unparse(value)}`", _only(kept)
        case ast.If(test=test) | ast.IfExp(test=test):
            for value in (True, False):
                yield f"`{ast.unparse(test)}` is always {value}", _always(value)
        case ast.comprehension(ifs=[test, *_]):
            yield f"whether or not `{ast.unparse(test)}`", _unasked
        case ast.Return(value=ast.Compare() | ast.Call(func=ast.Attribute()) as value):
            if isinstance(value, ast.Compare) or "disjoint" in ast.unparse(value):
                for answer in (True, False):
                    yield f"`{ast.unparse(value)}` answers {answer}", _answering(answer)


def _only(kept: list[int]) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.BoolOp)
        values = [node.values[at] for at in kept]
        return values[0] if len(values) == 1 else ast.BoolOp(op=node.op, values=values)

    return change


def _always(value: bool) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.If | ast.IfExp)
        node.test = ast.Constant(value=value)  # type: ignore[misc]
        return node

    return change


def _unasked(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.comprehension)
    node.ifs = []
    return node


def _answering(value: bool) -> Change:
    def change(node: ast.AST) -> ast.AST:
        return ast.Return(value=ast.Constant(value=value))

    return change


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node into the place of another."""
    if old is new:
        return
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                setattr(parent, name, [new if item is old else item for item in value])
                return
