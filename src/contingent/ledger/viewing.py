"""A ledger becomes the ledger that one viewer may see; everything that is read, is read here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from contingent.errors import NotTheOriginator, TamperedLedger
from contingent.ledger.board import Overview
from contingent.ledger.book import Key, Ledger, NewEntry, label_entry
from contingent.ledger.chain import (
    ORIGIN,
    Entry,
    EntryKind,
    Head,
    Row,
    head_of,
    microseconds,
    sealed,
)
from contingent.ledger.labels import Viewer, dominates
from contingent.ledger.visibility import (
    label_in_force,
    labelled_by,
    names_given,
    relabelled,
    visible_rows,
)
from contingent.vocabulary.label import Label, only_for
from contingent.vocabulary.moment import AsOf

if TYPE_CHECKING:  # what it needs takes half a second to import, and most views never ask for it
    from contingent.ledger.projection import Projection

__all__ = ["View"]


class View:
    """One ledger as one viewer may see it.

    Whatever it answers is what a ledger without the hidden entries would answer: the entries are
    numbered and linked anew, and the head stands for them alone. Without a viewer it is the view
    of the only user, who sees everything.

    `founder` is whose the entries without a label are. New entries bear `mark`; `is_chosen` says
    that the viewer named it for these entries, instead of leaving it to what is usual.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        viewer: Viewer | None = None,
        founder: str = "",
        mark: Label | None = None,
        is_chosen: bool = False,
    ) -> None:
        self._ledger = ledger
        self._viewer = viewer
        self._founder = founder
        self._mark = mark or (only_for(viewer.name) if viewer and viewer.name else None)
        self._is_chosen = is_chosen

    def entries(self, *, known_at: datetime | None = None) -> Iterator[Entry]:
        """Every visible entry in order, up to what was known at a moment (None: all).

        `label` is the one in force now, however early the moment. Raises TamperedLedger.
        """
        limit = None if known_at is None else microseconds(known_at)
        rows = self._all_rows()
        changed = relabelled(rows, self._founder)
        visible = self._visible(rows, changed)
        known = takewhile(lambda row: limit is None or row.known_at <= limit, visible)
        for entry in self._ledger.opened(known):
            label = label_in_force(Key.of(entry), changed, self._founder)
            yield replace(entry, label=str(label or ""))

    def overview(self, kept: Projection, as_of: AsOf) -> Overview:
        """Who stands where as of a moment, from what is kept of the whole ledger behind the view.

        Equal to what folding the visible entries gives. Raises TamperedLedger.
        """
        try:
            index = kept.index(self._ledger)
        except TamperedLedger as error:
            raise self._blunted(error) from None
        return index.overview(as_of, viewer=self._viewer, founder=self._founder)

    @property
    def head(self) -> Head:
        """How many entries are visible, and the digest that stands for all of them."""
        if self._viewer is None:
            return self._ledger.head
        rows = self._all_rows()
        last: Row | None = None
        for row in self._visible(rows, relabelled(rows, self._founder)):
            last = row
        return head_of(last)

    def verify(self) -> int:
        """The number of visible entries, once the whole ledger is found as acknowledged."""
        try:
            count = self._ledger.verify()
        except TamperedLedger as error:
            raise self._blunted(error) from None
        return count if self._viewer is None else self.head.size

    def append(
        self, new: Iterable[NewEntry], *, recorded_at: datetime, known_at: datetime | None = None
    ) -> tuple[Key, ...]:
        """Add what the viewer does not see there yet; the keys of what was added.

        What decides or replaces something takes over its label. Raises NotTheOriginator where the
        viewer named a label for something that comes from somebody else, and what `Ledger.append`
        raises.
        """
        waiting = tuple(new)
        if self._viewer is None and not any(item.made_from for item in waiting):
            changed, sources = {}, {}
        else:
            rows = self._all_rows()
            changed = relabelled(rows, self._founder)
            sources = self._labels_by_name(rows, changed)
        added = self._ledger.append(
            [replace(item, label=self._label_for(item, sources)) for item in waiting],
            recorded_at=recorded_at,
            known_at=known_at,
            is_seen=lambda key: self._sees(key, changed),
        )
        return tuple(map(Key.of, added))

    def relabel(
        self, ids: Iterable[str], label: Label, *, recorded_at: datetime
    ) -> tuple[Key, ...]:
        """Give all that is visible under some ids another label: a draft and its statement alike.

        Returns the keys of what was labelled. Raises KeyError for an id under which nothing is
        visible, NotTheOriginator for what comes from somebody else; then nothing is changed.
        """
        rows = self._all_rows()
        changed = relabelled(rows, self._founder)
        visible = tuple(self._visible(rows, changed))
        turns = Counter(labelled_by(row) for row in visible if row.kind == EntryKind.LABEL)
        targets: dict[Key, None] = {}
        for id in ids:
            found = [Key.of(row) for row in visible if row.id == id and row.kind != EntryKind.LABEL]
            if not found:
                raise KeyError(id)
            targets |= dict.fromkeys(found)
        for key in targets:
            self._must_originate(key.id, label_in_force(key, changed, self._founder))
        new = [label_entry(key, label, turn=turns[key] + 1) for key in targets]
        self._ledger.append(new, recorded_at=recorded_at)
        return tuple(targets)

    def unlabelled(self) -> tuple[str, ...]:
        """The ids of all visible entries that were recorded without a label and got none since."""
        rows = self._all_rows()
        changed = relabelled(rows, self._founder)
        visible = (Key.of(row) for row in self._visible(rows, changed))
        bare = (key.id for key in visible if not key.label and key not in changed)
        return tuple(dict.fromkeys(bare))

    def _all_rows(self) -> tuple[Row, ...]:
        try:
            return tuple(self._ledger.rows())
        except TamperedLedger as error:
            raise self._blunted(error) from None

    def _blunted(self, error: TamperedLedger) -> TamperedLedger:
        """The error without the number of an entry, which would tell how many are hidden."""
        if self._viewer is None:
            return error
        return TamperedLedger(error.path, 0, "an entry is not as it was acknowledged")

    def _visible(self, rows: Iterable[Row], changed: dict[Key, Label]) -> Iterator[Row]:
        if self._viewer is None:
            return iter(rows)
        found = visible_rows(rows, self._viewer, founder=self._founder, changed=changed)
        return sealed(found, Head(0, ORIGIN))

    def _sees(self, key: Key, changed: dict[Key, Label]) -> bool:
        if self._viewer is None:
            return True
        label = label_in_force(key, changed, self._founder)
        return label is not None and dominates(self._viewer, label)

    def _labels_by_name(
        self, rows: Iterable[Row], changed: dict[Key, Label]
    ) -> dict[str, Label | None]:
        """The label in force of everything that a new entry can be made from."""
        return {
            name: label_in_force(Key.of(row), changed, self._founder)
            for row in self._visible(rows, changed)
            for name in names_given(row)
        }

    def _label_for(self, item: NewEntry, sources: dict[str, Label | None]) -> str:
        source = sources.get(item.made_from)
        if source is None:
            return item.label or str(self._mark or "")
        if not self._is_chosen or self._mark is None:
            return str(source)
        self._must_originate(item.made_from, source)
        return str(self._mark)

    def _must_originate(self, id: str, label: Label | None) -> None:
        if self._viewer and label and label.originator != self._viewer.name:
            raise NotTheOriginator(id, label.originator)
