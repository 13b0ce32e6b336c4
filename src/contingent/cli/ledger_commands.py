"""`ledger ...`: is the record whole?"""

from __future__ import annotations

from contingent.cli.desk import open_desk
from contingent.cli.options import AsJson, MissionFolder
from contingent.cli.printing import write_json

__all__ = ["verify"]


def verify(mission: MissionFolder = None, as_json: AsJson = False) -> None:
    """Check every entry of the ledger against its hash; exit 5 where one does not match."""
    desk = open_desk(mission)
    count = desk.ledger.verify()
    head = desk.ledger.head.digest.hex()
    if as_json:
        write_json({"schema": "contingent.verify/1", "entries": count, "head": head})
        return
    print(f"{count} entries, all as they were acknowledged. Head {head[:16]}")
