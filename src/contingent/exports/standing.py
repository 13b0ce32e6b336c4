"""Positions and changes become JSON documents that other tools rely on."""

from __future__ import annotations

from typing import Any

from contingent.exports.markings import labelled, whole_marking
from contingent.exports.sheet import Sheet
from contingent.ledger.board import Overview, Standpoint
from contingent.situation import Situation
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import plain

__all__ = ["brief_document", "changes_document", "overview_document", "positions_document"]


def positions_document(situation: Situation) -> dict[str, Any]:
    """Who stands where: `contingent.positions/1`."""
    folded = plain(situation.positions)
    folded.pop("as_of")
    return {
        "schema": "contingent.positions/1",
        **_moment(situation.as_of),
        "mission": situation.mission.code,
        "label": str(whole_marking(situation)),
        **labelled(folded, situation),
    }


def overview_document(overview: Overview, mission: str) -> dict[str, Any]:
    """Who stands where in short: `contingent.overview/1`."""
    return {
        "schema": "contingent.overview/1",
        **_moment(overview.as_of),
        "mission": mission,
        "label": str(overview.label),
        "entries": overview.entries,
        "standpoints": [_standpoint(each, overview) for each in overview.standpoints],
        "totals": {rung.word: plain(tally) for rung, tally in overview.totals.items()},
    }


def _standpoint(each: Standpoint, overview: Overview) -> dict[str, Any]:
    values = {
        "party": each.party,
        "rung": plain(each.rung),
        "verdict": plain(each.verdict),
        "contributions": plain(each.contributions),
        "last_heard": plain(each.last_heard),
        "because": list(each.because),
    }
    found: dict[str, Any] = labelled(values, overview)
    return found


def changes_document(situation: Situation) -> dict[str, Any]:
    """What differs between two moments: `contingent.changes/1`."""
    return {
        "schema": "contingent.changes/1",
        **_moment(situation.as_of),
        "since": situation.since.isoformat(),
        "label": str(whole_marking(situation)),
        "changes": labelled(plain(situation.changes), situation),
    }


def brief_document(situation: Situation, sheet: Sheet) -> dict[str, Any]:
    """The whole picture: `contingent.brief/1`. Rows name the statements that they rest on."""
    return {
        "schema": "contingent.brief/1",
        **_moment(situation.as_of),
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


def _moment(moment: AsOf) -> dict[str, str]:
    return {"as_of": moment.held_on.isoformat(), "as_known": moment.known_at.isoformat()}
