"""What changes nothing that anybody could see, by module, place and change, and why."""

from __future__ import annotations

__all__ = ["ALIKE"]

ALIKE: dict[str, str] = {
    "book.Ledger.opened: `self._vault` is always False": (
        "rows are then opened one by one: slower, the same"
    ),
    "book.Ledger.opened: whether or not `row.version >= VEILED`": (
        "an open row holds no commitment to look up"
    ),
    "book.Ledger.opened: without `wanted`": "a vault asked for nothing gives nothing",
    "columns.Columns._put_in_order: `len(rows) > _BULK` is always False": (
        "the same order, made row by row"
    ),
    "columns.Columns._put_in_order: `len(rows) > _BULK` is always True": (
        "the same order, made at once"
    ),
    "columns.Columns._note: `statement.copy_of` is always True": "a copy of nothing is no copy",
    "columns.Columns._row: without `date.max`": (
        "the day of an undated word is asked for nowhere here"
    ),
    "columns.Columns._row: without `day`": "the day of a word is asked for nowhere here",
    "contributions._placed: without `type_`": "a verdict that stands is a verdict",
    "contributions._placed: without `verdict`": "a verdict that stands is a verdict",
    "check_proof: `__name__ == '__main__'` is always False": "run by a test as a file of its own",
    "check_proof._leaf: `type(entry[name]) is not kind` is always False": (
        "hashed otherwise: still no"
    ),
    "check_proof._climb: without `not 0 <= index < size`": "no path leads there: still no",
    "checkpoints._Walk.step: `row.kind == EntryKind.KEY` is always True": (
        "only what a key vouches for counts"
    ),
    "checkpoints._Walk.step: `row.seq in self._sizes` is always True": (
        "more roots are kept than asked for"
    ),
    "disputes._kinds: `isinstance(claim, Pledge | Verdict)` is always True": (
        "no other claim comes there"
    ),
    "disputes._others: without `own.anchor`": "who is contested by its own word has one",
    "matters._Act.includes: without `instrument`": "those that name one come first",
    "matters._first: whether or not `claim.instrument`": "those that name one come first",
    "passwords.is_password: without `_nobodys(hasher)`": "it only takes as long as for an account",
    "passwords.is_password: without `bool(stored)`": "no password opens the hash that is nobody's",
    "projection.Projection._brought_up: `(index.head.size - before) * _GROWN > before` is always "
    "True": "kept more often",
    "projection.Projection._brought_up: `index.columns.speakers.is_forgotten` is always True": (
        "recalled what is there"
    ),
    "projection.Projection._brought_up: `new` is always True": "nothing is added",
    "register.Pool.find: `len(self._numbers) < len(self.names)` is always True": (
        "the same numbers, found anew each time"
    ),
    "register.Register.add: `about` is always True": "the id of nothing is never hidden",
    "register._shown: without `target != NOBODY`": "the last row is not shown before its turn",
    "register._shown: without `target < at`": "what comes later is not shown before its turn",
    "sessions.Sessions.account_of: `quiet >= _NOTED_EVERY` is always True": (
        "a use is noted more often"
    ),
    "sqlite._try_lock: `fcntl is not None` is always True": "so it is where these tests run",
    "sqlite.SqliteStore._connect: without `mode == 'ro'`": (
        "where nobody can write a writer is refused either way"
    ),
    "sqlite.SqliteStore._locked: without `'no lock file'`": "the system has words for a refusal",
    "sqlite.SqliteStore.replace_with: without `'the disk refuses'`": (
        "the system has words for a refusal"
    ),
    "sqlite.SqliteStore._engine: `mode == 'ro'` is always True": (
        "the lock of the file keeps the second writer out"
    ),
    "vault.Vault._named_errors: without `'the disk refuses'`": "the system has words for a refusal",
    "vault.Vault.erase: `not wanted` is always False": (
        "a file in which nothing is erased is packed anew"
    ),
    "vault.Vault.keeping: `rows` is always True": "nothing is written",
    "tallies._kinds: `isinstance(claim, Count | Pledge)` is always True": (
        "no other claim comes there"
    ),
    "tallies._distinct: whether or not `amount is not None`": "what comes there has a figure",
    "viewing: `TYPE_CHECKING` is always True": "only what a type checker sees",
    "viewing: `TYPE_CHECKING` is always False": "only what a type checker sees",
    "viewing.View.head: `self._viewer is None` is always False": "the same head, only later",
    "viewing.View.verify: `self._viewer is None` is always False": "the same number, only later",
    "viewing.View.append: `self._viewer is None and (not any((item.made_from for item in "
    "waiting)))` is always False": "the same labels, only later",
    "viewing.View._must_originate: without `label`": "what bears none is seen by no viewer",
    "visibility.relabelled: without `changed.get(key)`": (
        "a new label never names another originator"
    ),
    "weighing.weigh: `len(rows)` is always True": "where nothing is seen nothing is weighed",
    "weighing._outweighs: `table.day[row] > table.day[best]` answers True": (
        "words come in the order of their days"
    ),
}
