"""The ledger as its promises read, in the fewest lines: what every store is held against."""

from __future__ import annotations

from datetime import timedelta

TICK = timedelta(microseconds=1)


class NaiveLedger:
    """A list. Nothing is fast, durable or proven; it can only be right or wrong at a glance."""

    def __init__(self):
        self.entries = []  # (kind, id, label, payload, accepted_by, known_at, recorded_at)

    def append(self, new, recorded_at, known_at=None):
        """Add what is not there under its kind, id and label; all of it or none."""
        made = list(self.entries)
        for item in new:
            if any(item.key == entry[:3] for entry in made):
                continue
            recorded = max(recorded_at, made[-1][6] + TICK) if made else recorded_at
            known = known_at or recorded
            if known > recorded or (made and known < made[-1][5]):
                raise ValueError("out of order")
            made.append((*item.key, dict(item.payload), item.accepted_by, known, recorded))
        self.entries = made

    def known(self, known_at, labels):
        """What was known at a moment, under some labels."""
        return [each for each in self.entries if each[5] <= known_at and each[2] in labels]

    def standing(self, known_at, labels):
        """The ids of accepted statements that nobody has retracted."""
        there = self.known(known_at, labels)
        gone = set()
        for kind, id_, _, payload, *_ in reversed(there):
            if kind == "retraction" and id_ not in gone:
                gone.add(payload["retracts"])
        return {each[1] for each in there if each[0] == "statement"} - gone
