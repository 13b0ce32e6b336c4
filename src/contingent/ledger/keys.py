"""A folder outside every mission keeps the signing keys, and the last note that each signed."""

from __future__ import annotations

from pathlib import Path

from contingent.errors import FileNotWritable, InvalidCheckpoint
from contingent.ledger.disk import replace_durably
from contingent.ledger.notes import Note, SigningKey, VerifyingKey, note_of

__all__ = ["KeyChest"]


class KeyChest:
    """Signing keys by name and, for each ledger, the last checkpoint known to this machine.

    It must not stand in the mission folder: whoever can write the ledger could then sign for it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where it stands; it need not be there yet."""
        return self._folder

    def key_path(self, name: str) -> Path:
        """Where the key of that name is, or would be."""
        return self._folder / f"{_file_name(name)}.pem"

    def key(self, name: str) -> SigningKey | None:
        """The key of that name, None if there is none; InvalidCheckpoint if it cannot be read."""
        path = self.key_path(name)
        try:
            return SigningKey.of_pem(name, path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise InvalidCheckpoint(str(path), f"is no key that can be read ({error})") from None

    def keep(self, key: SigningKey) -> None:
        """Write a key for its owner alone, in place of one of that name; FileNotWritable.

        What the one before it signed goes on being trusted.
        """
        lines = [each.text for each in self.trusted(key.name)] + [key.verifying().text]
        self._write(self._trusted_path(key.name), "\n".join(dict.fromkeys(lines)).encode())
        self._write(self.key_path(key.name), key.pem)

    def trusted(self, name: str) -> tuple[VerifyingKey, ...]:
        """Every key that was kept under that name, its public half; InvalidCheckpoint."""
        text = self._read(self._trusted_path(name))
        return tuple(VerifyingKey.parse(line) for line in text.splitlines())

    def last_note(self, origin: str) -> Note | None:
        """The last checkpoint of a ledger that was signed or accepted here; None: none was.

        Raises InvalidCheckpoint if it cannot be read.
        """
        path = self._note_path(origin)
        text = self._read(path)
        return note_of(text, where=str(path)) if text else None

    def remember(self, note: Note) -> None:
        """Keep a note as the last known of its ledger; FileNotWritable."""
        self._write(self._note_path(note.checkpoint.origin), note.text.encode())

    def forget(self, origin: str) -> None:
        """Keep no checkpoint of a ledger any more: what it stood for was given up."""
        self._note_path(origin).unlink(missing_ok=True)

    def _note_path(self, origin: str) -> Path:
        return self._folder / f"{_file_name(origin)}.checkpoint"

    def _trusted_path(self, name: str) -> Path:
        return self._folder / f"{_file_name(name)}.trusted"

    def _read(self, path: Path) -> str:
        """The text of a file of the chest; empty if it is not there."""
        try:
            return path.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidCheckpoint(str(path), f"cannot be read ({error})") from None

    def _write(self, path: Path, content: bytes) -> None:
        """Whole or not at all, and durable; only the owner may read it."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_durably(path, content)
        except OSError as error:
            raise FileNotWritable(path, error.strerror or "the disk refuses") from error


def _file_name(name: str) -> str:
    """A file name for a key or an origin: what no file system minds, and no way out of a folder."""
    return "".join(each if each.isalnum() or each in "-_" else "-" for each in name)
