"""A module becomes its mutants: copies in each of which one predicate is deleted or fixed."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

__all__ = ["mutants"]

Change = Callable[[ast.AST], ast.AST]


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """Each mutant: where it differs (line and how), and its whole text."""
    tree = ast.parse(text)
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            mutated = copy.deepcopy(tree)
            place = list(ast.walk(mutated))[number]
            _replace(mutated, place, change(place))
            line = node.target.lineno if isinstance(node, ast.comprehension) else node.lineno
            yield f"line {line}: {what}", ast.unparse(ast.fix_missing_locations(mutated))


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
