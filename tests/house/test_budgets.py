"""The tree is measured against the budgets of the house."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "contingent"
BANNED = ("util", "helper", "manager", "common", "misc", "base", "handler", "info")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> Iterator[tuple[str, str]]:
    """Every module of the package: its path below the package and its text."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")


def functions() -> Iterator[tuple[str, Function]]:
    """Every function and method, with where it stands."""
    for name, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function):
                yield f"{name}:{node.lineno} {node.name}", node


def length(node: Function) -> int:
    """Lines from the first decorator's successor to the last statement."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def shelf(name: str) -> tuple[int, str]:
    """Where a public name stands in `__all__`: constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def percentile_95(values: list[int]) -> int:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def test_no_function_is_longer_than_80_lines_and_most_have_40():
    """A function fits on one screen, and 95 of 100 fit in forty lines."""
    lengths = {where: length(node) for where, node in functions()}
    assert not {where: size for where, size in lengths.items() if size > 80}
    assert percentile_95(list(lengths.values())) <= 40


def test_no_module_is_longer_than_600_lines_and_most_have_400():
    """A module that outgrows itself is split."""
    lengths = {name: text.count("\n") for name, text in modules()}
    assert not {name: size for name, size in lengths.items() if size > 600}
    assert percentile_95(list(lengths.values())) <= 400


def test_no_function_takes_more_than_six_parameters():
    """Whoever needs more makes a record; only a command's options may be many."""
    crowded = {}
    for where, node in functions():
        arguments = node.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        names = [name for name in names if name not in ("self", "cls")]
        is_command = "_commands.py:" in where and not node.name.startswith("_")
        if len(names) > 6 and not is_command:
            crowded[where] = names
    assert not crowded


def test_names_explain_themselves():
    """No drawer: nothing is called util, helper, manager, common, misc, base, handler or info."""
    bad = []
    for name, text in modules():
        bad += [name for part in Path(name).with_suffix("").parts if part in BANNED]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function | ast.ClassDef):
                words = set(node.name.lower().strip("_").split("_"))
                bad += [f"{name}: {node.name}" for word in BANNED if word in words]
                if isinstance(node, ast.ClassDef):
                    bad += [f"{name}: {node.name}" for w in BANNED if w.title() in node.name]
    assert not bad


def test_every_module_opens_with_one_sentence():
    """The first thing in a file says what it turns into what."""
    assert not [name for name, text in modules() if not ast.get_docstring(ast.parse(text))]


def test_all_lists_are_sorted_and_true():
    """`__all__` is sorted, complete for what it names, and present where a module defines."""
    for name, text in modules():
        tree = ast.parse(text)
        listed = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
        ]
        public = {
            node.name
            for node in tree.body
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
        }
        if not public or name in ("cli.py", "__main__.py") or name.startswith(("cli/", "web/")):
            continue
        assert listed, f"{name} has no __all__"
        assert listed[0] == sorted(listed[0], key=shelf), name
        assert public <= set(listed[0]), f"{name}: {sorted(public - set(listed[0]))} not in __all__"
