"""SQLite on a disk that we can fail or cut from power: a thin layer over its own file functions.

SQLite lets a program register a file system of its own (a VFS). Ours passes every call on to
SQLite's usual one and, between, notes what was written and synced, or reports a failure. It is
reached through ctypes, so that the very library is tested that Python uses.
"""

from __future__ import annotations

import ctypes
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

SECTOR = 512
IOERR = {
    "open": 14,  # SQLITE_CANTOPEN
    "delete": 10 | 10 << 8,
    "read": 10 | 1 << 8,
    "write": 10 | 3 << 8,
    "sync": 10 | 4 << 8,
    "truncate": 10 | 6 << 8,
    "size": 10 | 7 << 8,
}
FULL = 13

# Names are passed on as pointers: SQLite's file functions keep the very one that they were given.
OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
CLOSE = CFUNCTYPE(c_int, c_void_p)
MOVE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
SIZE = CFUNCTYPE(c_int, c_void_p, c_void_p)


class Vfs(ctypes.Structure):
    """struct sqlite3_vfs up to where we replace nothing; the rest is copied."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", OPEN),
        ("delete", DELETE),
        ("rest", c_void_p * 13),
    ]


class Methods(ctypes.Structure):
    """struct sqlite3_io_methods: what can be done with an open file."""

    _fields_ = [
        ("version", c_int),
        ("close", CLOSE),
        ("read", MOVE),
        ("write", MOVE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        ("size", SIZE),
        ("rest", c_void_p * 12),
    ]


class File(ctypes.Structure):
    """struct sqlite3_file: only its table of methods is known."""

    _fields_ = [("methods", POINTER(Methods))]


class Event(NamedTuple):
    """One thing that reached the disk's doorstep, in order; `file` is the inode, not the name."""

    what: str
    file: int
    at: int = 0
    data: bytes = b""
    name: str = ""


@dataclass
class Disk:
    """What happened to the files of a folder, and what shall happen to the next call."""

    events: list[Event] = field(default_factory=list)
    fails: Callable[[str], int] = lambda what: 0
    shares_memory: bool = True  # without it SQLite cannot keep a write-ahead journal
    names: dict[str, int] = field(default_factory=dict)
    files: int = 0

    def acknowledge(self, *ids: str) -> None:
        """Note that these entries were acknowledged now."""
        self.events.append(Event("ack", 0, name=" ".join(ids)))


def library() -> ctypes.CDLL:
    """The SQLite that Python's own module is linked with; LookupError if it is linked in."""
    import sqlite3

    sqlite3.connect(":memory:").close()
    with open("/proc/self/maps", encoding="utf-8") as maps:
        found = {line.split()[-1] for line in maps if "libsqlite3" in line}
    if not found:
        raise LookupError("Python's SQLite is no library of its own here")
    return ctypes.CDLL(found.pop())


@contextmanager
def disk_under_sqlite() -> Iterator[Disk]:
    """While the block lasts, every SQLite file of this process goes through the disk given."""
    sqlite = library()
    sqlite.sqlite3_vfs_find.restype = POINTER(Vfs)
    sqlite.sqlite3_vfs_find.argtypes = [c_char_p]
    sqlite.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
    sqlite.sqlite3_vfs_unregister.argtypes = [c_void_p]
    usual = sqlite.sqlite3_vfs_find(None)
    disk = Disk()
    layer = _Layer(disk, usual)
    _LAYERS.append(layer)
    sqlite.sqlite3_vfs_register(ctypes.addressof(layer.vfs), 1)
    try:
        yield disk
    finally:
        sqlite.sqlite3_vfs_unregister(ctypes.addressof(layer.vfs))
        sqlite.sqlite3_vfs_register(usual, 1)


# A connection that outlives its block still calls the functions of its layer: none is ever freed.
_LAYERS: list[_Layer] = []


class _Layer:
    """The functions between SQLite and its usual file system."""

    def __init__(self, disk: Disk, usual) -> None:
        self.disk, self.usual = disk, usual
        self.vfs = Vfs.from_buffer_copy(usual.contents)
        self.vfs.name = b"faulty"
        self.vfs.open = OPEN(self.open)
        self.vfs.delete = DELETE(self.delete)
        self.tables: dict[int, tuple[Methods, Methods]] = {}
        self.opened: dict[int, int] = {}

    def open(self, vfs, name, file, flags, out):
        if name is None:
            return self.usual.contents.open(
                ctypes.addressof(self.usual.contents), name, file, flags, out
            )
        if failure := self.disk.fails("open"):
            ctypes.cast(file, POINTER(c_void_p))[0] = None
            return failure
        path = ctypes.string_at(name).decode()
        is_new = not Path(path).exists()
        usual = ctypes.addressof(self.usual.contents)
        code = self.usual.contents.open(usual, name, file, flags, out)
        opened = ctypes.cast(file, POINTER(File)).contents
        if code or not opened.methods:
            return code
        if is_new or path not in self.disk.names:
            self.disk.files += 1
            self.disk.names[path] = self.disk.files
            self.disk.events.append(Event("create", self.disk.files, name=Path(path).name))
        self.opened[file] = self.disk.names[path]
        opened.methods = ctypes.pointer(self.table(opened.methods))
        return 0

    def delete(self, vfs, name, sync_folder):
        if failure := self.disk.fails("delete"):
            return failure
        code = self.usual.contents.delete(ctypes.addressof(self.usual.contents), name, sync_folder)
        path = ctypes.string_at(name).decode()
        file = self.disk.names.pop(path, 0)
        if code == 0 and file:
            self.disk.events.append(Event("delete", file, at=sync_folder, name=Path(path).name))
        return code

    def table(self, usual) -> Methods:
        """Our methods over those of one kind of file."""
        key = ctypes.addressof(usual.contents)
        if key not in self.tables:
            known = Methods.from_buffer_copy(usual.contents)
            ours = Methods.from_buffer_copy(usual.contents)
            ours.read = MOVE(self.passing("read", known.read))
            ours.size = SIZE(self.passing("size", known.size))
            ours.write = MOVE(self.noting("write", known.write))
            ours.truncate = TRUNCATE(self.noting("truncate", known.truncate))
            ours.sync = SYNC(self.noting("sync", known.sync))
            ours.version = known.version if self.disk.shares_memory else 1
            self.tables[key] = (ours, known)
        return self.tables[key][0]

    def passing(self, what, usual):
        """A call that changes nothing on the disk, and can fail."""
        return lambda *given: self.disk.fails(what) or usual(*given)

    def noting(self, what, usual):
        """A call that changes something: noted when it was done."""

        def call(file, *given):
            failure = self.disk.fails(what)
            code = failure or usual(file, *given)
            if code == 0:
                at = given[-1] if what != "sync" else 0
                data = ctypes.string_at(given[0], given[1]) if what == "write" else b""
                self.disk.events.append(Event(what, self.opened[file], at, data))
            return code

        return call


def after_power_cut(events: list[Event], cut: int, rng: random.Random) -> dict[str, bytes]:
    """What the files may hold if power fails before event `cut`.

    What was synced is there. Of what was not, every 512-byte sector is there or not, by chance,
    and so is every change of a length; changes of names are kept up to one by chance.
    """
    share = rng.choice([0.0, 1.0, rng.random(), rng.random()])
    synced = {event.file: at for at, event in enumerate(events[:cut]) if event.what == "sync"}
    content: dict[int, bytearray] = {}
    for at, event in enumerate(events[:cut]):
        held = content.setdefault(event.file, bytearray())
        is_safe = at < synced.get(event.file, -1)
        if event.what == "write":
            for offset, piece in _sectors(event):
                if is_safe or rng.random() < share:
                    held.extend(bytes(max(0, offset + len(piece) - len(held))))
                    held[offset : offset + len(piece)] = piece
        elif event.what == "truncate" and (is_safe or rng.random() < share):
            del held[event.at :]
            held.extend(bytes(event.at - len(held)))
    return {name: bytes(content.get(file, b"")) for name, file in _names(events[:cut], rng).items()}


def _sectors(event: Event) -> Iterator[tuple[int, bytes]]:
    at, end = event.at, event.at + len(event.data)
    while at < end:
        stop = min(end, at - at % SECTOR + SECTOR)
        yield at, event.data[at - event.at : stop - event.at]
        at = stop


def _names(events: list[Event], rng: random.Random) -> dict[str, int]:
    """Which names there are: all changes before the last sync of the folder, then some."""
    changes: list[Event] = []
    certain = 0
    first_synced: set[int] = set()
    for event in events:
        if event.what in ("create", "delete"):
            changes.append(event)
            certain = len(changes) if event.what == "delete" and event.at else certain
        elif event.what == "sync" and event.file not in first_synced:
            first_synced.add(event.file)  # then SQLite syncs the folder, too
            certain = len(changes)
    names: dict[str, int] = {}
    for event in changes[: rng.randint(certain, len(changes))]:
        if event.what == "create":
            names[event.name] = event.file
        else:
            names.pop(event.name, None)
    return names


@pytest.fixture
def small_disk(tmp_path):
    """A mounted file system of 512 KiB, where mounting is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    tried = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True
    )
    if not tried or tried.returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
