"""Positions become GeoJSON: one point for each state, at its middle and nowhere closer."""

from __future__ import annotations

from typing import Any

from contingent.exports.atlas import NOTICE, atlas
from contingent.exports.markings import whole_marking
from contingent.exports.selection import Selection, select
from contingent.exports.wording import party_name
from contingent.ledger.board import figure_of
from contingent.situation import Situation

__all__ = ["places_document"]


def places_document(situation: Situation, selection: Selection | None = None) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946). A party without a place has a null geometry."""
    centres = atlas().centres
    features = [
        {
            "type": "Feature",
            "id": position.party,
            "geometry": {"type": "Point", "coordinates": list(centres[position.party])}
            if position.party in centres
            else None,
            "properties": {
                "name": party_name(position.party, situation.names),
                "rung": position.rung.word,
                "verdict": position.verdict.value if position.verdict else None,
                "figure": figure_of(position.amount) or None,
                "contested": bool(position.contested),
                "because": list(position.because),
                "label": str(situation.marking(position.because)),
            },
        }
        for position in select(situation, selection or Selection()).positions.positions
    ]
    return {
        "type": "FeatureCollection",
        "as_of": situation.as_of.held_on.isoformat(),
        "as_known": situation.as_of.known_at.isoformat(),
        "label": str(whole_marking(situation)),
        "notice": NOTICE,
        "features": features,
    }
