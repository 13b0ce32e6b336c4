"""A ledger of any size becomes a board of rungs at any moment, at once.

`positions` folds every entry whenever it is asked, which is exact and takes a second for each ten
thousand. A `BoardIndex` reads each entry once, keeps what weighing needs, and answers the same:
every rung, verdict, figure and condition, with the statements behind them. It is derived and holds
nothing of its own: drop it and build it anew from the entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from contingent.ledger.board import Contribution, Overview, Standpoint
from contingent.ledger.chain import Entry, microseconds
from contingent.ledger.columns import KINDS, NOBODY, Array, Columns
from contingent.ledger.contributions import SEVERITY, placed
from contingent.ledger.standing import correct, retracted_by
from contingent.ledger.tallies import totals_by_rung
from contingent.ledger.weighing import Weights, weigh
from contingent.vocabulary.moment import AsOf

__all__ = ["BoardIndex"]


class BoardIndex:
    """Where everybody stands, at any moment, from entries that were read once."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._columns = Columns()
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in the entries that came behind those that are here, in their order."""
        self._columns.add(entries)

    def overview(self, as_of: AsOf) -> Overview:
        """Who stands where on a day, from what was known at a moment.

        Equal to what `positions` gives for the same entries, as far as an `Overview` goes.
        """
        columns = self._columns
        known = microseconds(as_of.known_at)
        visible = self._visible(known)
        visible &= columns.table.day <= as_of.held_on.toordinal()
        counting = self._counting(visible, known)
        parties = columns.table.party[columns.order]
        starts = np.searchsorted(parties, np.arange(len(columns.parties) + 1))
        weights = weigh(
            columns.table,
            columns.order,
            starts,
            visible=visible,
            counting=counting,
            speakers=columns.count("speaker"),
        )
        found = [
            self._standpoint(party, weights) for party in np.flatnonzero(weights.placed).tolist()
        ]
        found.sort(key=lambda each: (not each.stands, -each.rung, each.party))
        return Overview(as_of=as_of, standpoints=tuple(found), totals=totals_by_rung(found))

    def _visible(self, known: int) -> Array:
        """The rows that stood at a moment: in their latest correction, and not retracted."""
        columns = self._columns
        visible: Array = columns.table.known <= known
        visible &= columns.table.is_accepted
        for rows in columns.repeated.values():
            told = [row for row in rows if visible[row]]
            visible[told[:-1]] = False
        gone = retracted_by([each[1:] for each in columns.retractions if each[0] <= known])
        made = [
            (each.old, int(columns.table.id[each.row]), each.row)
            for each in columns.corrections
            if each.known <= known and each.entry not in gone
        ]
        lost = {columns.number_of("id", id_) for id_ in gone} - {NOBODY}
        touched = {id_ for old, new, _ in made for id_ in (old, new)} | lost
        accepted = {id_: row for id_ in touched for row in columns.rows_of(id_) if visible[row]}
        visible[list(accepted.values())] = False
        correct(accepted, made)
        visible[[row for id_, row in accepted.items() if id_ not in lost]] = True
        return visible

    def _counting(self, visible: Array, known: int) -> Array:
        """Of the visible rows, those that count: no copy, no telling that departs, no echo."""
        columns = self._columns
        counting: Array = visible & ~columns.table.departs
        rows, documents, whose = columns.headlines.T
        flagged = [document for document, since in columns.flagged.items() if since <= known]
        in_body = np.zeros(columns.count("whose"), np.bool_)
        in_body[columns.bodies[visible[columns.bodies[:, 0]], 1]] = True
        counting[rows[np.isin(documents, flagged) | in_body[whose]]] = False
        here = np.zeros(columns.count("id"), np.bool_)
        here[columns.table.id[visible]] = True
        rows, better = columns.copies.T
        counting[rows[here[better]]] = False
        return counting

    def _standpoint(self, party: int, weights: Weights) -> Standpoint:
        heard = int(weights.heard[party])
        kinds = np.flatnonzero(weights.spoke[party]).tolist()
        found = [self._contribution(kind, party, weights) for kind in kinds]
        found.sort(key=lambda each: (not each.stands, -each.rung))
        return Standpoint(
            party=self._columns.parties[party],
            contributions=tuple(each for each in found if each.rung or each.verdict),
            last_heard=date.fromordinal(heard) if heard else None,
        )

    def _contribution(self, kind: int, party: int, weights: Weights) -> Contribution:
        said, lent, verdict = (
            int(rows[party, kind]) for rows in (weights.said, weights.lent, weights.verdict)
        )
        known = self._columns.said
        type_ = SEVERITY[self._columns.table.verdict[verdict]]
        return placed(
            KINDS[kind],
            said=known[said] if said != NOBODY else None,
            lent=known[lent] if lent != NOBODY else None,
            verdict=(known[verdict].id, type_) if verdict != NOBODY else None,
        )
