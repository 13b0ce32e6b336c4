"""A forecast becomes an entry of the ledger, so that it can be scored and never be improved."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from contingent.ledger.book import Key, forecast_entry
from contingent.ledger.viewing import View
from contingent.plan.forecast import MilestoneForecast
from contingent.plan.network import Network
from contingent.situation.outlook import Outlook
from contingent.vocabulary.plain import plain

__all__ = ["inputs_digest", "issue_forecast", "issued_payload"]

_PARTS = 1_000_000


def inputs_digest(network: Network) -> str:
    """SHA-256 over all that a forecast computes with, as hexadecimal digits."""
    text = json.dumps(_ordered(plain(network)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _ordered(value: Any) -> Any:
    """The values with sets in the order of their names."""
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    return [_ordered(item) for item in value] if isinstance(value, list) else value


def issued_payload(outlook: Outlook, *, ledger_head: str) -> dict[str, Any]:
    """What is kept of a forecast: its figures, and what they were computed from.

    Shares are parts per million: a ledger holds no floats.
    """
    forecast, moment = outlook.forecast, outlook.situation.as_of
    return {
        "mission": outlook.situation.mission.code,
        "as_of": moment.held_on.isoformat(),
        "as_known": moment.known_at.isoformat(),
        "horizon": forecast.horizon.isoformat(),
        "scenarios": forecast.scenarios,
        "seed": forecast.seed,
        "ledger_head": ledger_head,
        "inputs_sha256": inputs_digest(outlook.network),
        "milestones": [_kept(each) for each in forecast.milestones],
    }


def _kept(milestone: MilestoneForecast) -> dict[str, Any]:
    return {
        "id": milestone.id,
        "name": milestone.name,
        "reached_by_horizon_ppm": round(milestone.reached_by_horizon * _PARTS),
        **{name: plain(getattr(milestone, name)) for name in ("p10", "p50", "p90")},
        "curve": [
            {"day": point.day.isoformat(), "reached_ppm": round(point.reached * _PARTS)}
            for point in milestone.curve
        ],
    }


def issue_forecast(ledger: View, outlook: Outlook, *, by: str, clock: datetime) -> tuple[Key, ...]:
    """Keep a forecast for good; nothing is added where the same one was issued already."""
    payload = issued_payload(outlook, ledger_head=ledger.head.digest.hex())
    return ledger.append([forecast_entry(payload, by)], recorded_at=clock)
