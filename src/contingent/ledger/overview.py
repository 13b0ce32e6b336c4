"""A ledger of any size becomes a board of rungs at any moment, at once.

`positions` folds every entry whenever it is asked, which is exact and takes a second for each ten
thousand. A `BoardIndex` reads each entry once, keeps what weighing needs, and answers the same:
every rung, verdict, figure and condition, with the statements behind them. It is derived and holds
nothing of its own: drop it and build it anew from the entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from contingent.ledger.board import Contribution, Overview, Standpoint
from contingent.ledger.chain import Entry, Head, microseconds
from contingent.ledger.columns import KINDS, Columns
from contingent.ledger.contributions import SEVERITY, Said, placed
from contingent.ledger.labels import Viewer, join
from contingent.ledger.register import NOBODY, Array
from contingent.ledger.standing import correct, retracted_by
from contingent.ledger.tallies import totals_by_rung
from contingent.ledger.weighing import Weights, weigh
from contingent.vocabulary.label import Label
from contingent.vocabulary.moment import AsOf

__all__ = ["BoardIndex"]


class BoardIndex:
    """Where everybody stands, at any moment and for any viewer, from entries that were read once.

    The entries are those of the whole ledger, each under the label that it was recorded under.
    """

    def __init__(self, entries: Iterable[Entry] = (), *, columns: Columns | None = None) -> None:
        self.columns = columns or Columns()
        self.add(entries)

    @property
    def head(self) -> Head:
        """The last entry that was taken in."""
        return self.columns.head

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in the entries that came behind those that are here, in their order."""
        self.columns.add(entries)

    def overview(self, as_of: AsOf, *, viewer: Viewer | None = None, founder: str = "") -> Overview:
        """Who stands where on a day, from what was known at a moment, as a viewer may see it.

        Equal to what `positions` gives for the entries that the viewer may see, as far as an
        `Overview` goes. None: the only user, who sees everything. `founder` is whose the entries
        without a label are.
        """
        columns = self.columns
        known = microseconds(as_of.known_at)
        hidden = columns.register.hidden_from(viewer, founder)
        visible = self._visible(known, hidden)
        visible &= columns.table.day <= as_of.held_on.toordinal()
        counting = self._counting(visible, known, hidden)
        starts = np.searchsorted(columns.ordered.party, np.arange(len(columns.parties) + 1))
        weights = weigh(
            columns.ordered,
            starts,
            visible=visible[columns.order],
            counting=counting[columns.order],
            speakers=len(columns.speakers),
        )
        found = self._standpoints(weights)
        found.sort(key=lambda each: (not each.stands, -each.rung, each.party))
        standpoints = tuple(found)
        labels, whole = self._labels(standpoints, known, hidden, founder)
        return Overview(
            as_of=as_of,
            standpoints=standpoints,
            totals=totals_by_rung(found),
            entries=int(np.count_nonzero(~hidden)),
            labels=labels,
            label=join(whole),
        )

    def _labels(
        self, standpoints: Sequence[Standpoint], known: int, hidden: Array, founder: str
    ) -> tuple[dict[str, Label], list[Label]]:
        """The label of each statement behind the standpoints, and all under which any stands."""
        register = self.columns.register
        in_force = register.in_force(founder)
        numbers = register.label_numbers(in_force, hidden=hidden, known=known)
        borne = np.bincount(numbers[numbers != NOBODY], minlength=len(in_force.labels))
        whole = [label for label, count in zip(in_force.labels, borne, strict=True) if count]
        ids = {id for each in standpoints for id in each.because}
        found = {id: int(numbers[self.columns.ids.find(id)]) for id in sorted(ids)}
        labels = {id: in_force.labels[number] for id, number in found.items() if number != NOBODY}
        return {id: label for id, label in labels.items() if label}, [
            each for each in whole if each
        ]

    def _visible(self, known: int, hidden: Array) -> Array:
        """The rows that stood at a moment: in their latest correction, and not retracted."""
        columns = self.columns
        shown = ~hidden
        visible: Array = (columns.table.known <= known) & shown[columns.table.seq - 1]
        visible &= columns.table.is_accepted
        for rows in columns.repeated.values():
            told = [row for row in rows if visible[row]]
            visible[told[:-1]] = False
        gone = retracted_by(
            [
                (each.entry, each.retracts)
                for each in columns.retractions
                if each.known <= known and shown[each.seq - 1]
            ]
        )
        made = [
            (each.old, int(columns.table.id[each.row]), each.row)
            for each in columns.corrections
            if each.known <= known and shown[each.seq - 1] and each.entry not in gone
        ]
        touched = {id_ for old, new, _ in made for id_ in (old, new)} | gone
        accepted = {id_: row for id_ in touched for row in columns.rows_of(id_) if visible[row]}
        visible[list(accepted.values())] = False
        correct(accepted, made)
        visible[[row for id_, row in accepted.items() if id_ not in gone]] = True
        return visible

    def _counting(self, visible: Array, known: int, hidden: Array) -> Array:
        """Of the visible rows, those that count: no copy, no telling that departs, no echo."""
        columns = self.columns
        counting: Array = visible & ~columns.table.departs
        rows, documents, whose = columns.headlines.T
        flagged = [
            each.document
            for each in columns.flagged
            if each.known <= known and not hidden[each.seq - 1]
        ]
        in_body = np.zeros(len(columns.whose), np.bool_)
        in_body[columns.bodies[visible[columns.bodies[:, 0]], 1]] = True
        counting[rows[np.isin(documents, flagged) | in_body[whose]]] = False
        here = np.zeros(len(columns.ids), np.bool_)
        here[columns.table.id[visible]] = True
        rows, better = columns.copies.T
        counting[rows[here[better]]] = False
        return counting

    def _standpoints(self, weights: Weights) -> list[Standpoint]:
        """Who is on the board, each with the contributions that the deciding rows make."""
        columns = self.columns
        deciding = np.stack([weights.said, weights.lent, weights.verdict])
        rows = np.append(columns.order, NOBODY)[deciding]  # places in the order become rows
        said = columns.said(np.unique(rows[rows != NOBODY]))
        said_of, lent_of, verdict_of = rows.tolist()
        found = []
        for party in np.flatnonzero(weights.placed).tolist():
            heard = int(weights.heard[party])
            contributions = [
                self._contribution(
                    kind, said, said_of[party][kind], lent_of[party][kind], verdict_of[party][kind]
                )
                for kind in np.flatnonzero(weights.spoke[party]).tolist()
            ]
            contributions.sort(key=lambda each: (not each.stands, -each.rung))
            found.append(
                Standpoint(
                    party=columns.parties.names[party],
                    contributions=tuple(e for e in contributions if e.rung or e.verdict),
                    last_heard=date.fromordinal(heard) if heard else None,
                )
            )
        return found

    def _contribution(
        self, kind: int, known: Mapping[int, Said], said: int, lent: int, verdict: int
    ) -> Contribution:
        type_ = SEVERITY[self.columns.table.verdict[verdict]]
        return placed(
            KINDS[kind],
            said=known.get(said),
            lent=known.get(lent),
            verdict=(known[verdict].id, type_) if verdict != NOBODY else None,
        )
