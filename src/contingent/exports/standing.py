"""Positions and changes become JSON documents that other tools rely on."""

from __future__ import annotations

from typing import Any

from contingent.exports.markings import labelled, whole_marking
from contingent.exports.sheet import Sheet
from contingent.situation import Situation
from contingent.vocabulary.plain import plain

__all__ = ["brief_document", "changes_document", "positions_document"]


def positions_document(situation: Situation) -> dict[str, Any]:
    """Who stands where: `contingent.positions/1`."""
    folded = plain(situation.positions)
    folded.pop("as_of")
    return {
        "schema": "contingent.positions/1",
        **_moment(situation),
        "mission": situation.mission.code,
        "label": str(whole_marking(situation)),
        **labelled(folded, situation),
    }


def changes_document(situation: Situation) -> dict[str, Any]:
    """What differs between two moments: `contingent.changes/1`."""
    return {
        "schema": "contingent.changes/1",
        **_moment(situation),
        "since": situation.since.isoformat(),
        "label": str(whole_marking(situation)),
        "changes": labelled(plain(situation.changes), situation),
    }


def brief_document(situation: Situation, sheet: Sheet) -> dict[str, Any]:
    """The whole picture: `contingent.brief/1`. Rows name the statements that they rest on."""
    return {
        "schema": "contingent.brief/1",
        **_moment(situation),
        "mission": situation.mission.code,
        "label": str(whole_marking(situation)),
        "summary": list(sheet.summary),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "note": section.note,
                "columns": list(section.columns),
                "rows": [
                    {
                        "cells": [cell.text for cell in row.cells],
                        "because": list(row.because),
                        "label": str(situation.marking(row.because)),
                        "rule": row.rule,
                        "remarks": list(row.remarks),
                    }
                    for row in section.rows
                ],
            }
            for section in sheet.sections
        ],
        "statements": plain(dict(sheet.sources)),
    }


def _moment(situation: Situation) -> dict[str, str]:
    return {
        "as_of": situation.as_of.held_on.isoformat(),
        "as_known": situation.as_of.known_at.isoformat(),
    }
