"""Rows and a viewer become the rows that the viewer may see, each under the label now in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from contingent.ledger.book import Key
from contingent.ledger.chain import Entry, EntryKind, Row, payload_of
from contingent.ledger.labels import Viewer, dominates
from contingent.vocabulary.label import Label, only_for

__all__ = [
    "label_in_force",
    "labelled_by",
    "names_given",
    "referred_to",
    "relabelled",
    "visible_rows",
]

_REFERS_BY = {
    EntryKind.FLAG: "document",
    EntryKind.REJECTION: "draft",
    EntryKind.PROPOSAL: "draft",
    EntryKind.RETRACTION: "retracts",
    EntryKind.SUPERSESSION: "supersedes",
}


def relabelled(rows: Iterable[Row], founder: str) -> dict[Key, Label]:
    """What was labelled anew, by the key that it was first recorded under.

    Only a label by whom the thing comes from counts, and it makes nobody else its originator.
    """
    changed: dict[Key, Label] = {}
    for row in rows:
        if row.kind != EntryKind.LABEL:
            continue
        key = labelled_by(row)
        now = changed.get(key) or _label_of(key.label, founder)
        new = _label_of(payload_of(row.body)["label"], founder)
        if now is None or new is None or new.originator != now.originator:
            continue
        if row.accepted_by == f"person:{now.originator}":
            changed[key] = new
    return changed


def label_in_force(key: Key, changed: Mapping[Key, Label], founder: str) -> Label | None:
    """The label that counts now for what was recorded under a key.

    What bears none, or one that cannot be read, is the founder's alone; None: there is no founder.
    """
    return changed.get(key) or _label_of(key.label, founder)


def visible_rows(
    rows: Iterable[Row], viewer: Viewer, *, founder: str, changed: Mapping[Key, Label]
) -> Iterator[Row]:
    """The rows that a viewer may see, in their order.

    A row must be admitted by its own label. What is said of another row (a flag, a decision, a
    retraction, a label) is hidden as well where all that it can mean is hidden.
    """
    is_shown: dict[str, bool] = {}
    shown_keys: set[Key] = set()
    for row in rows:
        if row.kind == EntryKind.LABEL:
            if labelled_by(row) in shown_keys:
                yield row
            continue
        label = label_in_force(Key.of(row), changed, founder)
        admitted = label is not None and dominates(viewer, label)
        shown = admitted and is_shown.get(referred_to(row), True)
        for name in names_given(row):
            is_shown[name] = shown or is_shown.get(name, False)
        if shown:
            shown_keys.add(Key.of(row))
            yield row


def names_given(row: Row | Entry) -> tuple[str, ...]:
    """The ids under which other entries may refer to a row."""
    if row.kind == EntryKind.SUPERSESSION:
        return (row.id, payload_of(row.body)["statement"]["id"])
    return (row.id,)


def referred_to(row: Row | Entry) -> str:
    """The id of what a row says something about; empty for what stands by itself."""
    field = _REFERS_BY.get(EntryKind(row.kind))
    return str(payload_of(row.body)[field]) if field else ""


def labelled_by(row: Row) -> Key:
    """The key of what a label entry labels."""
    of = payload_of(row.body)
    return Key(kind=of["kind"], id=of["id"], label=of["marked"])


@lru_cache(maxsize=4_096)
def _label_of(text: str, founder: str) -> Label | None:
    try:
        return Label.parse(text)
    except ValueError:
        return only_for(founder) if founder else None
