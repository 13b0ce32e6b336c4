"""Entries become numbers: of what kind, under which label, and what each says something about.

From them alone it can be told which entries somebody may see, at once for a million. The rules are
those of `visibility`, told a second time; a law of the tests holds both to one answer.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numba as nb
import numpy as np
import numpy.typing as npt

from contingent.ledger.book import Key
from contingent.ledger.chain import Entry, EntryKind, Row, microseconds
from contingent.ledger.labels import Viewer, dominates
from contingent.ledger.visibility import (
    label_in_force,
    labelled_by,
    names_given,
    referred_to,
    relabelled,
)
from contingent.vocabulary.label import Label

__all__ = ["NOBODY", "REGISTER_TYPES", "Array", "Entered", "InForce", "Pool", "Register"]

Array = npt.NDArray[Any]
Name = TypeVar("Name", bound=Hashable)

NOBODY = -1
"""The number of no row, party or id."""

_KINDS = tuple(EntryKind)
_LABEL = _KINDS.index(EntryKind.LABEL)
_ON_RECORD = np.isin(_KINDS, (EntryKind.STATEMENT, EntryKind.SUPERSESSION, EntryKind.OBSERVATION))


class Pool(Generic[Name]):
    """Names, each with its number, in the order in which they came."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.names = list(names)
        self._numbers: dict[Name, int] = {}
        self._forgotten = 0

    @classmethod
    def forgotten(cls, count: int) -> Pool[Name]:
        """So many names of which only the numbers are left: none can be found or added."""
        pool = cls()
        pool._forgotten = count
        return pool

    @property
    def is_forgotten(self) -> bool:
        """True where the names are gone."""
        return self._forgotten > 0

    def number(self, name: Name) -> int:
        """The number of a name; a new one the first time."""
        number = self.find(name)
        if number == NOBODY:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
        return number

    def find(self, name: Name) -> int:
        """The number that a name has; NOBODY if it has none."""
        if self.is_forgotten:
            raise LookupError("the names of this pool were not kept")
        if len(self._numbers) < len(self.names):  # of what was kept, only once somebody asks
            self._numbers = {each: at for at, each in enumerate(self.names)}
        return self._numbers.get(name, NOBODY)

    def __len__(self) -> int:
        return len(self.names) + self._forgotten


class Entered(NamedTuple):
    """The entries, one row each in their order."""

    kind: Array  # int8
    id: Array  # int32: the number of its id
    stated: Array  # int32: that of the statement in a correction; NOBODY: it is no correction
    refers: Array  # int32: that of what it says something about; NOBODY: it stands by itself
    label: Array  # int32: the number of the label that it was recorded under
    known: Array  # int64, microseconds


REGISTER_TYPES: dict[str, type] = {
    "kind": np.int8,
    "id": np.int32,
    "stated": np.int32,
    "refers": np.int32,
    "label": np.int32,
    "known": np.int64,
}
"""What each column holds."""


class InForce(NamedTuple):
    """Which of some labels counts now for each entry; None among them: no label."""

    number: Array
    labels: Sequence[Label | None]


class Register:
    """What entries are and how they hang together, without what they say."""

    def __init__(self, ids: Pool[str]) -> None:
        self.ids = ids
        self.labels: Pool[str] = Pool()
        self.entries = Entered(*(np.empty(0, REGISTER_TYPES[name]) for name in Entered._fields))
        self.relabellings: list[Row] = []
        self._new: list[tuple[int, ...]] = []

    def add(self, entry: Entry) -> None:
        """Note one more entry; it counts from the next `settle` on."""
        about = referred_to(entry)
        names = names_given(entry)
        self._new.append(
            (
                _KINDS.index(entry.kind),
                self.ids.number(entry.id),
                self.ids.number(names[1]) if len(names) > 1 else NOBODY,
                self.ids.number(about) if about else NOBODY,
                self.labels.number(entry.label),
                microseconds(entry.known_at),
            )
        )
        if entry.kind is EntryKind.LABEL:
            self.relabellings.append(_row_of(entry))

    def settle(self) -> None:
        """Put what was noted behind the rest."""
        if not self._new:
            return
        columns = zip(Entered._fields, self.entries, zip(*self._new, strict=True), strict=True)
        self.entries = Entered(
            *(
                np.concatenate([old, np.array(new, REGISTER_TYPES[name])])
                for name, old, new in columns
            )
        )
        self._new = []

    def in_force(self, founder: str) -> InForce:
        """The label that counts now for each entry, as `visibility.label_in_force` has it."""
        changed = relabelled(self.relabellings, founder)
        bare = Key("", "", "")
        labels = [
            label_in_force(bare._replace(label=text), {}, founder) for text in self.labels.names
        ]
        number = self.entries.label.copy()
        new = Pool(dict.fromkeys(changed.values()))
        for label, at in zip(changed.values(), self._places(changed).tolist(), strict=True):
            if at != NOBODY:
                number[at] = len(labels) + new.find(label)
        labels += list(new.names)
        return InForce(number, labels)

    def hidden_from(self, viewer: Viewer | None, founder: str) -> Array:
        """For each entry whether a viewer may not see it; None: the only user sees everything."""
        entries = self.entries
        if viewer is None:
            return np.zeros(len(entries.kind), np.bool_)
        number, labels = self.in_force(founder)
        admits = np.array(
            [label is not None and dominates(viewer, label) for label in labels], np.bool_
        )
        targets = np.full(len(entries.kind), NOBODY, np.int32)
        targets[entries.kind == _LABEL] = self._places(map(labelled_by, self.relabellings))
        shown: Array = _shown(entries, admits[number], targets, len(self.ids))
        return ~shown

    def label_numbers(self, in_force: InForce, *, hidden: Array, known: int) -> Array:
        """For each id the number of the label of what is on record under it; NOBODY: none.

        On record are statements, corrections and reports.

        Of several under one id, the widest, then the first.
        """
        entries = self.entries
        found = np.full(len(self.ids), NOBODY, np.int32)
        is_here = _ON_RECORD[entries.kind] & ~hidden & (entries.known <= known)
        bears = np.array([label is not None for label in in_force.labels], np.bool_)
        here = np.flatnonzero(is_here)
        here = here[bears[in_force.number[here]]]
        corrected = here[entries.stated[here] != NOBODY]
        ids = np.concatenate([entries.id[here], entries.stated[corrected]])
        at = np.concatenate([here, corrected])
        levels = np.array([label.level if label else 0 for label in in_force.labels], np.int8)
        numbers = in_force.number[at]
        is_double = (np.bincount(ids, minlength=len(self.ids)) > 1)[ids]
        found[ids[~is_double]] = numbers[~is_double]
        ids, at, numbers = ids[is_double], at[is_double], numbers[is_double]
        last_wins = np.lexsort((-at, -levels[numbers]))
        found[ids[last_wins]] = numbers[last_wins]
        return found

    def _places(self, keys: Iterable[Key]) -> Array:
        """Where the entry with each key stands; NOBODY for one that is not there."""
        wanted = [
            (_KINDS.index(EntryKind(key.kind)), self.ids.find(key.id), self.labels.find(key.label))
            for key in keys
        ]
        if not wanted:
            return np.empty(0, np.int32)
        entries = self.entries
        shape = (len(_KINDS), len(self.ids) + 1, len(self.labels) + 1)
        there = np.ravel_multi_index((entries.kind, entries.id + 1, entries.label + 1), shape)
        order = np.argsort(there)
        kinds, ids, labels = np.array(wanted, np.int64).T
        sought = np.ravel_multi_index((kinds, ids + 1, labels + 1), shape)
        at = np.minimum(np.searchsorted(there, sought, sorter=order), len(order) - 1)
        places: Array = np.where(there[order[at]] == sought, order[at], NOBODY)
        return places


def _row_of(entry: Entry) -> Row:
    """What `relabelled` looks at of a label's entry."""
    return Row(
        seq=entry.seq,
        version=entry.version,
        kind=entry.kind.value,
        id=entry.id,
        known_at=0,
        recorded_at=0,
        accepted_by=entry.accepted_by,
        label=entry.label,
        body=entry.body,
        previous=b"",
        digest=b"",
    )


@nb.njit(cache=True)
def _shown(entries, admitted, targets, names):  # type: ignore[no-untyped-def]
    no, yes = 1, 2  # 0: not named yet
    named = np.zeros(names, np.int8)
    shown = np.zeros(len(entries.kind), np.bool_)
    for at in range(len(shown)):
        if entries.kind[at] == _LABEL:
            target = targets[at]
            earlier = target != NOBODY and target < at and entries.kind[target] != _LABEL
            shown[at] = earlier and shown[target]
            continue
        about = entries.refers[at]
        shown[at] = admitted[at] and (about == NOBODY or named[about] != no)
        for name in (entries.id[at], entries.stated[at]):
            if name != NOBODY and named[name] != yes:
                named[name] = yes if shown[at] else no
    return shown
