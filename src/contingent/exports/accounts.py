"""Accounts become a table for people, or one JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words
from contingent.ledger.people import Account, Token
from contingent.vocabulary.plain import plain

__all__ = ["accounts_document", "accounts_section"]

Listed = tuple[Account, Sequence[Token]]


def accounts_document(accounts: Iterable[Listed]) -> dict[str, Any]:
    """Everybody with their tokens, secrets left out: `contingent.people/1`."""
    return {
        "schema": "contingent.people/1",
        "accounts": [
            {
                "name": account.name,
                "organisation": account.organisation,
                "groups": sorted(account.groups),
                "roles": sorted(account.roles),
                "added_at": account.added_at.isoformat(),
                "removed_at": account.removed_at.isoformat() if account.removed_at else None,
                "tokens": [plain(token) for token in tokens],
            }
            for account, tokens in accounts
        ],
    }


def accounts_section(accounts: Iterable[Listed], *, at: datetime) -> Section:
    """Everybody, with the tokens that open something at a moment."""
    return Section(
        id="people",
        title="People",
        columns=("Name", "Roles", "Organisation", "Groups", "Tokens"),
        rows=tuple(_row(account, tokens, at) for account, tokens in accounts),
        empty="Nobody: the mission belongs to whoever has its folder.",
    )


def _row(account: Account, tokens: Sequence[Token], at: datetime) -> Row:
    good = [
        f"{token.id} until {day_words(token.expires_at.date())} {token.purpose}".rstrip()
        for token in tokens
        if token.is_good(at)
    ]
    roles = ", ".join(sorted(account.roles)) or "none"
    if account.removed_at:
        roles = f"removed {day_words(account.removed_at.date())}"
    return Row(
        cells=(
            Cell(text=account.name, tone="quiet" if account.removed_at else "strong"),
            Cell(text=roles, tone="quiet" if account.removed_at else ""),
            Cell(text=account.organisation),
            Cell(text=", ".join(sorted(account.groups))),
            Cell(text="\n".join(good)),
        )
    )
