"""A real PostgreSQL of one's own, as a context and as fixtures: made in a folder, gone after."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

_NUMBERS = count(1)
OWNER = "postgres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server that listens on a socket in its own folder only."""

    folder: Path
    programs: Path

    def address(self, schema: str) -> str:
        """Where a ledger of that name would be."""
        return f"postgresql://test@/postgres?host={self.folder}&schema={schema}"

    def database(self, name: str) -> URL:
        """The address of a new, empty database."""
        host = {"host": str(self.folder)}
        with psycopg.connect(**host, user="test", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return URL.create("postgresql+psycopg", username="test", database=name, query=host)

    def control(self, *words: str) -> None:
        """Start, stop or restart it, as its owner."""
        command = [str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *words]
        as_owner(command)

    def start(self, *, fsync: bool) -> None:
        """Let it run; without fsync it is quick and survives no power cut."""
        settings = f"-k {self.folder} -c listen_addresses='' -c fsync={'on' if fsync else 'off'}"
        self.control("-l", str(self.folder / "log"), "-o", settings, "start")

    @property
    def postmaster(self) -> int:
        """The process id of the server."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])


def as_owner(command: list[str]) -> None:
    """Run a command as the user who may own a server: initdb refuses root."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", OWNER, "--", *command]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")


def programs() -> Path | None:
    """Where PostgreSQL's programs are: on the path, or the newest of Debian's; None: nowhere."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    return debian[-1].parent if debian else None


@contextmanager
def server(*, fsync: bool = False) -> Iterator[Server]:
    """A server as long as the block lasts; LookupError if none is installed."""
    found = programs()
    if found is None:
        raise LookupError("PostgreSQL is not installed: initdb is not found")
    folder = Path(tempfile.mkdtemp(prefix="contingent-pg-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = str(folder / "data")
        as_owner(
            [str(found / "initdb"), "-D", data, "-A", "trust", "-U", "test", "-N", "-E", "UTF8"]
        )
        running = Server(folder=folder, programs=found)
        running.start(fsync=fsync)
        try:
            yield running
        finally:
            running.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL. Without one the tests are skipped; in CI that is a failure."""
    if programs() is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: CI must not skip these tests")
        pytest.skip("PostgreSQL is not installed: nothing about the team store was tested")
    with server() as running:
        yield running


@pytest.fixture
def database(postgres):
    """The address of an empty database."""
    return postgres.database(f"database_{next(_NUMBERS)}")


@pytest.fixture
def address(postgres):
    """The address of a ledger that is not there yet."""
    return postgres.address(f"ledger_{next(_NUMBERS)}")
