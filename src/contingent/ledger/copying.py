"""One store's entries become another's, byte for byte; files of lines go between them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from contingent.errors import InvalidExport, LedgerDiffers, TamperedLedger
from contingent.ledger.book import BATCH, Ledger, Store
from contingent.ledger.chain import Head, Row, digest_of, fault_of, head_of, payload_of
from contingent.ledger.checkpoints import origin_of
from contingent.ledger.merkle import Frontier
from contingent.vocabulary.plain import canonical

__all__ = ["copied", "exported_lines", "imported_rows", "written_behind"]

_SCHEMA = "contingent.ledger/1"
_MOST_CHARACTERS = 64_000_000  # of one line; a payload holds no document's text


def copied(source: Ledger, target: Store) -> Head:
    """Put into `target` what it lacks of `source`; the head that both then have.

    The target is empty or holds the beginning of the source: LedgerDiffers otherwise. Raises
    TamperedLedger for the source, and what writing to the target raises.
    """
    return written_behind(source.rows(), target)


def written_behind(rows: Iterable[Row], target: Store) -> Head:
    """Put sealed rows into a store that is empty or holds the first of them."""
    remaining = iter(rows)
    with target.writing() as writer:
        with writer.transaction():
            last = writer.last()
        if last is not None and next(islice(remaining, last.seq - 1, None), None) != last:
            raise LedgerDiffers(target.path)
        head = head_of(last)
        while batch := tuple(islice(remaining, BATCH)):
            with writer.transaction():
                writer.write(batch)
            head = head_of(batch[-1])
        return head


def exported_lines(ledger: Ledger) -> Iterator[str]:
    """The whole ledger as JSON lines: one that says what it comes to, then one an entry.

    Any tool can read them; `imported_rows` has the same bytes back. Raises TamperedLedger.
    """
    frontier, origin = Frontier(), ""
    for row in ledger.rows():
        frontier.add(row.digest)
        origin = origin or origin_of(row.digest)
    size, root = frontier.size, frontier.root
    yield _line({"schema": _SCHEMA, "origin": origin, "entries": size, "root": root.hex()})
    for row in islice(ledger.rows(), size):
        yield _line(_plain_row(row))


def _plain_row(row: Row) -> dict[str, Any]:
    values = row._asdict()
    values["payload"] = payload_of(values.pop("body"))
    return values | {"previous": row.previous.hex(), "digest": row.digest.hex()}


def _line(values: Any) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, as a page had it: only an escape holds it
        text = json.dumps(values, separators=(",", ":"))
    return text + "\n"


def imported_rows(file: IO[str], *, where: Path | str) -> Iterator[Row]:
    """The rows of exported lines, each checked like those of a store, and the root at the end.

    InvalidExport for what is no such file, TamperedLedger for one that was changed. To know that
    before anything is written, read it twice.
    """
    first = _read(file, where, 1)
    if not isinstance(first, dict) or first.get("schema") != _SCHEMA:
        raise InvalidExport(f"{where}:1", f"does not say that it is `{_SCHEMA}`")
    frontier = Frontier()
    last: Row | None = None
    number = 1
    while (values := _read(file, where, number + 1)) is not None:
        number += 1
        row = _row(values, f"{where}:{number}")
        if why := fault_of(row, last):
            raise TamperedLedger(where, number - 1, why)
        frontier.add(row.digest)
        last = row
        yield row
    if (frontier.size, frontier.root.hex()) != (first.get("entries"), first.get("root")):
        why = f"holds {frontier.size} entries that do not come to the root in its first line"
        raise TamperedLedger(where, 0, why)


def _read(file: IO[str], where: Path | str, number: int) -> Any:
    """The next line's values; None at the end."""
    try:
        text = file.readline(_MOST_CHARACTERS)
        return json.loads(text) if text else None
    except (RecursionError, ValueError) as error:
        raise InvalidExport(f"{where}:{number}", f"is no line of JSON ({error})") from None


def _row(values: Any, where: str) -> Row:
    try:
        fields = dict(values)
        fields["body"] = canonical(fields.pop("payload"))
        for name in ("previous", "digest"):
            fields[name] = bytes.fromhex(fields[name])
        row = Row(**fields)
        digest_of(row)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InvalidExport(where, f"is no entry ({error})") from None
    return row
