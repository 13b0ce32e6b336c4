"""How much of the ledger its tests hold fast: conditions changed one by one, most must be noticed.

`MUTANTS` is how many of each module are tried (else 12, by chance; 0: all of them). A mutant that
passes is printed: it is either a test that is missing or a condition that is not needed.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from alike import ALIKE
from mutants import mutants, names_of_mutants
from trials import SOURCE, Trials, trials

MOST = int(os.environ.get("MUTANTS", "12"))
LEAST_SCORE = 0.9
MODULES = tuple(
    sorted(
        path.stem
        for path in (SOURCE / "ledger").glob("*.py")
        if path.stem not in ("__init__", "disk", "roles")  # names; waits for a disk; a table
    )
)


@pytest.fixture(scope="module")
def judged() -> Iterator[Trials]:
    """The source with the lines that each of its tests runs."""
    with trials() as all_of_them:
        yield all_of_them


@pytest.mark.soak
@pytest.mark.parametrize("module", MODULES)
def test_nine_changed_conditions_in_ten_are_noticed(judged, module):
    """Of each module's conditions, dropped or fixed to one answer; who passes is named."""
    name = f"ledger/{module}.py"
    every = list(mutants((SOURCE / name).read_text(encoding="utf-8")))
    every = [item for item in every if item.named(module) not in ALIKE]
    tried = random.Random(module).sample(every, MOST) if 0 < MOST < len(every) else every
    passed = judged.unnoticed(name, tried)
    score = 1 - len(passed) / max(1, len(tried))
    print(f"\n{module}: {score:.0%} of {len(tried)} noticed; passed: {passed}")
    assert judged.passes(name)
    assert score >= LEAST_SCORE, passed


def test_what_is_alike_is_a_condition_that_is_there_once():
    """No excuse outlives the line that it excuses, and none excuses two."""
    there = Counter(
        name
        for path in (SOURCE / "ledger").glob("*.py")
        for name in names_of_mutants(path.read_text(encoding="utf-8"), path.stem)
    )
    assert {name: there[name] for name in ALIKE} == dict.fromkeys(ALIKE, 1)
