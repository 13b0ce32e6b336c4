"""What matters to safety becomes a line in the log: who, from where, what, and nothing secret."""

from __future__ import annotations

import json
import logging

from starlette.requests import HTTPConnection

__all__ = ["LOG", "noted"]

LOG = "contingent.web"
"""The log that these lines go to, each a JSON document."""


def noted(event: str, request: HTTPConnection, *, account: str = "") -> None:
    """Note an event, its path and the address that it came from.

    What was typed into a form is never noted: a password is soon typed where a name belongs.
    """
    told = {
        "event": event,
        "account": account,
        "address": request.client.host if request.client else "",
        "method": request.scope["method"],
        "path": request.scope["path"][:200],
    }
    logging.getLogger(LOG).info(json.dumps(told))
