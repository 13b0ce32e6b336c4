"""Very many documents become windows of results, in their order, on one machine or on many."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing.connection import wait
from typing import Any, Generic, Protocol, TypeVar

from contingent.errors import ClusterUnreachable, Problem
from contingent.read.archives import Piece

__all__ = ["Load", "Workers", "in_order", "loads", "processes", "ray_cluster"]

R = TypeVar("R")

_MOST_TOGETHER = 200
_MOST_BYTES_TOGETHER = 32_000_000
_AHEAD = 2  # loads that wait for each worker, so that none stands idle
_GREETING = 10.0  # seconds within which somebody answers at the address of a cluster
_LOST = "ended the process that read it; it was left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Pieces that are read together, and the days on which those on record speak."""

    pieces: tuple[Piece | Problem, ...]
    settled_days: Mapping[str, date | None] = field(default_factory=dict)


def loads(
    pieces: Iterable[Piece | Problem], *, most: int = _MOST_TOGETHER
) -> Iterator[tuple[Piece | Problem, ...]]:
    """The pieces in their order, so many at a time, fewer where they are large.

    Where one ends depends on the pieces alone, so a second run cuts them alike.
    """
    gathered: list[Piece | Problem] = []
    size = 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece.data) if isinstance(piece, Piece) else 0
        if len(gathered) == most or size >= _MOST_BYTES_TOGETHER:
            yield tuple(gathered)
            gathered, size = [], 0
    if gathered:
        yield tuple(gathered)


class Workers(Protocol[R]):
    """Whoever reads loads apart from this process; `lost` are the errors of a worker that died."""

    ahead: int
    lost: tuple[type[BaseException], ...]

    def submit(self, load: Load) -> Future[R]:
        """Begin to read a load."""

    def renew(self) -> None:
        """Replace workers that died."""


def in_order(workers: Workers[R], waiting: Iterable[Load]) -> Iterator[R]:
    """What each load comes to, in the order of the loads, while later ones are being read.

    Only a few are under way at a time, so memory does not grow with the corpus. If a worker dies,
    what it had is read again; a piece that kills it twice is left out and named in a problem.
    """
    under_way: deque[tuple[Load, Future[R]]] = deque()
    for load in waiting:
        under_way.append((load, workers.submit(load)))
        if len(under_way) >= workers.ahead:
            yield from _finished(workers, under_way, down_to=workers.ahead - 1)
    yield from _finished(workers, under_way, down_to=0)


def _finished(
    workers: Workers[R], under_way: deque[tuple[Load, Future[R]]], *, down_to: int
) -> Iterator[R]:
    while len(under_way) > down_to:
        load, future = under_way[0]
        try:
            found = future.result()
        except workers.lost:
            workers.renew()
            found = _again(workers, load)
            again = [(later, workers.submit(later)) for later, _ in list(under_way)[1:]]
            under_way.clear()
            under_way.extend([(load, future), *again])
        under_way.popleft()
        yield found


def _again(workers: Workers[R], load: Load) -> R:
    """A load read once more; if its worker dies again, without the pieces that kill it."""
    try:
        return workers.submit(load).result()
    except workers.lost:
        workers.renew()
    kept: list[Piece | Problem] = []
    for piece in load.pieces:
        try:
            workers.submit(replace(load, pieces=(piece,))).result()
            kept.append(piece)
        except workers.lost:
            workers.renew()
            where = piece.source if isinstance(piece, Piece) else piece.where
            kept.append(Problem(where=where, what=_LOST))
    return workers.submit(replace(load, pieces=tuple(kept))).result()


@contextmanager
def processes(work: Callable[[Load], R], jobs: int) -> Iterator[Workers[R]]:
    """So many processes of this machine; they end with the block, or with this process."""
    workers = _Processes(work, jobs)
    try:
        yield workers
    finally:
        workers.close()


class _Processes(Generic[R]):
    """A pool of processes that is replaced when one of them dies."""

    lost: tuple[type[BaseException], ...] = (BrokenProcessPool,)

    def __init__(self, work: Callable[[Load], R], jobs: int) -> None:
        self.ahead = _AHEAD * jobs
        self._work = work
        self._jobs = jobs
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._work,),
        )

    def submit(self, load: Load) -> Future[R]:
        """Hand a load to whichever process is free."""
        try:
            return self._pool.submit(_held, load)
        except BrokenProcessPool as fault:  # found out only now that a process died
            future: Future[R] = Future()
            future.set_exception(fault)
            return future

    def renew(self) -> None:
        """A new pool in place of the broken one."""
        self.close()
        self._pool = self._new_pool()

    def close(self) -> None:
        """End the processes; what they had begun is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)


_WORK: list[Callable[[Load], Any]] = []


def _begin(work: Callable[[Load], Any]) -> None:
    """Prepare a process: it leaves Ctrl-C to its parent, and ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORK[:] = [work]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _held(load: Load) -> Any:
    return _WORK[0](load)


def ray_cluster(work: Callable[[Load], R], jobs: int | None) -> AbstractContextManager[Workers[R]]:
    """The workers of a Ray cluster: that of RAY_ADDRESS, else one started here; all its cores.

    Raises ImportError where Ray is not installed; the block raises ClusterUnreachable where it
    does not start.
    """
    import ray  # noqa: F401  # to fail at once, and not when the first load is submitted

    return _ray_workers(work, jobs)


@contextmanager
def _ray_workers(work: Callable[[Load], R], jobs: int | None) -> Iterator[Workers[R]]:
    import logging

    import ray

    was_running = ray.is_initialized()
    if not was_running:
        address = os.environ.get("RAY_ADDRESS", "")
        is_elsewhere = bool(address)
        _greet(address)
        try:
            ray.init(
                num_cpus=None if is_elsewhere else jobs,
                include_dashboard=False if not is_elsewhere else None,
                logging_level=logging.ERROR,
                log_to_driver=False,
            )
        except Exception as fault:  # a node that is late is an Exception of no narrower kind
            raise ClusterUnreachable(str(fault).partition("\n")[0]) from fault
    try:
        yield _Ray(work, jobs or _cores(ray))
    finally:
        if not was_running:
            ray.shutdown()


def _greet(address: str) -> None:
    """Raises ClusterUnreachable at once where nobody listens; Ray would try for minutes."""
    host, colon, port = address.rpartition("//")[2].rpartition(":")
    if not colon or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_GREETING).close()
    except OSError as fault:
        raise ClusterUnreachable(f"{address}: {fault.strerror or fault}") from fault


def _cores(ray: Any) -> int:
    """How many tasks the cluster can do at once."""
    return int(ray.cluster_resources().get("CPU", 1))


class _Ray(Generic[R]):
    """Tasks on a Ray cluster; Ray itself starts new workers for those that die."""

    def __init__(self, work: Callable[[Load], R], jobs: int) -> None:
        import ray
        from ray.exceptions import NodeDiedError, OutOfMemoryError, WorkerCrashedError

        self.ahead = _AHEAD * jobs
        self.lost: tuple[type[BaseException], ...] = (
            NodeDiedError,
            OutOfMemoryError,
            WorkerCrashedError,
        )
        self._task = ray.remote(max_retries=0)(_read_on_ray)
        self._work = ray.put(work)

    def submit(self, load: Load) -> Future[R]:
        """Hand a load to the cluster."""
        future: Future[R] = self._task.remote(self._work, load).future()
        return future

    def renew(self) -> None:
        """Nothing to do: the cluster replaces its workers."""


def _read_on_ray(work: Callable[[Load], Any], load: Load) -> Any:
    return work(load)
