"""How much of the ledger its tests hold fast: conditions changed one by one, most must be noticed.

`MUTANTS` is how many of each module are tried (else 12, by chance; 0: all of them). A mutant that
passes is printed: it is either a test that is missing or a condition that is not needed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from mutants import mutants
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
ALIKE: dict[str, str] = {
    "book: `self._vault` is always False": "rows are then opened one by one: slower, the same",
    "book: whether or not `row.version >= VEILED`": "an open row holds no commitment to look up",
    "book: without `wanted`": "a vault asked for nothing gives nothing",
    "columns: `len(rows) > _BULK` is always False": "the same order, made row by row",
    "columns: `len(rows) > _BULK` is always True": "the same order, made at once",
    "columns: `statement.copy_of` is always True": "a copy of nothing is no copy",
    "columns: without `date.max`": "the day of an undated word is asked for nowhere here",
    "columns: without `day`": "the day of a word is asked for nowhere here",
    "contributions: without `type_`": "a verdict that stands is a verdict",
    "contributions: without `verdict`": "a verdict that stands is a verdict",
    "check_proof: `__name__ == '__main__'` is always False": "run by a test as a file of its own",
    "check_proof: `type(entry[name]) is not kind` is always False": "hashed otherwise: still no",
    "check_proof: without `not 0 <= index < size`": "no path leads there: still no",
    "checkpoints: `row.kind == EntryKind.KEY` is always True": "only what a key vouches for counts",
    "checkpoints: `row.seq in self._sizes` is always True": "more roots are kept than asked for",
    "disputes: `isinstance(claim, Pledge | Verdict)` is always True": "no other claim comes there",
    "disputes: without `own.anchor`": "who is contested by its own word has one",
    "passwords: without `_nobodys(hasher)`": "it only takes as long as for an account",
    "passwords: without `bool(stored)`": "no password opens the hash that is nobody's",
    "projection: `(index.head.size - before) * _GROWN > before` is always True": "kept more often",
    "projection: `index.columns.speakers.is_forgotten` is always True": "recalled what is there",
    "projection: `new` is always True": "nothing is added",
    "sessions: `quiet >= _NOTED_EVERY` is always True": "a use is noted more often",
    "sqlite: `mode == 'ro'` is always True": "the lock of the file keeps the second writer out",
    "vault: `not wanted` is always False": "a file in which nothing is erased is packed anew",
    "vault: `rows` is always True": "nothing is written",
    "viewing: `TYPE_CHECKING` is always True": "only what a type checker sees",
    "viewing: `self._viewer is None` is always False": "the same head, only later",
    "visibility: without `changed.get(key)`": "a new label never names another originator",
}
"""What changes nothing that anybody could see, by module and change, and why."""


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
    every = [item for item in every if f"{module}: {item.what}" not in ALIKE]
    tried = random.Random(module).sample(every, MOST) if 0 < MOST < len(every) else every
    passed = judged.unnoticed(name, tried)
    score = 1 - len(passed) / max(1, len(tried))
    print(f"\n{module}: {score:.0%} of {len(tried)} noticed; passed: {passed}")
    assert judged.passes(name)
    assert score >= LEAST_SCORE, passed


def test_what_is_alike_is_a_condition_that_is_there():
    """No excuse outlives the line that it excuses."""
    there = {
        f"{module}: {item.what}"
        for module in MODULES
        for item in mutants((SOURCE / f"ledger/{module}.py").read_text(encoding="utf-8"))
    }
    assert set(ALIKE) <= there
