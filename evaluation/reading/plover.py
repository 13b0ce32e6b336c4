"""Political events (snowood1/Zero-Shot-PLOVER, PLV, train): what is read of contributions there.

The set labels any event between two actors with one of fifteen roots. The reader reads only
contributions to missions, so it is asked two things: of the events about forces, is what it reads
of the same root; and does it stay silent on the rest.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from benchmarks.table import Row, Table
from contingent.read.gazetteer import Gazetteer
from contingent.read.reader import read_statements
from contingent.read.scope import MissionScope
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import Document, Statement

__all__ = ["root_of", "tables"]

FILE = "Zero-Shot-PLOVER/datasets/PLV_train.tsv"
ROOTS = frozenset({"AGREE", "AID", "REJECT"})
_FORCES = re.compile(r"\b(?:troops|peacekeep\w+|soldiers|battalion|contingent)\b", re.IGNORECASE)
_CONSENTING = frozenset({VerdictType.CONSENT})


def root_of(statement: Statement) -> str:
    """The root that a statement would have there; empty for one of no root."""
    match statement.claim:
        case Pledge(rung=rung) if rung >= Rung.PREPARING:
            return "AID"
        case Pledge(rung=rung) if rung >= Rung.WILLING:
            return "AGREE"
        case Verdict(verdict=verdict):
            return "AGREE" if verdict in _CONSENTING else "REJECT"
    return ""


def tables(data: Path) -> list[Table]:
    """How the reader's roots compare with those of the train split, if it is there."""
    path = data / FILE
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["sentence"], row["gold_root"]) for row in csv.DictReader(file, delimiter="\t")]
    gazetteer = Gazetteer.standard()
    read = [(text, root, _roots(text, gazetteer)) for text, root in rows]
    spoken = [item for item in read if item[2]]
    on_forces = [item for item in read if _FORCES.search(item[0]) and item[1] in ROOTS]
    found = [item for item in on_forces if item[2]]
    counts = (
        ("events", len(read)),
        ("AGREE, AID or REJECT in a sentence on forces", len(on_forces)),
        ("of those, read as a contribution", len(found)),
        ("of those, with the same root", sum(root in roots for _, root, roots in found)),
        ("other events on which the reader speaks", len(spoken) - len(found)),
        ("of all events, the share on which it is silent", 1 - len(spoken) / len(read)),
    )
    note = "Zero-shot language models are measured on its test split, which stays sealed here."
    table = [Row(what=what, median=value, worst=value, unit="", runs=1) for what, value in counts]
    return [Table(title="PLV, train: events on forces", rows=tuple(table), note=note)]


def _roots(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    document = Document(id="plv", title="", text=text, source="plv", origin="plv")
    reading = read_statements(document, gazetteer=gazetteer, mission=MissionScope())
    return frozenset(filter(None, map(root_of, reading.statements)))
