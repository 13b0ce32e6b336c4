"""Long work becomes a job that can be watched, stopped and found again after a reload."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum

from contingent.errors import ContingentError

__all__ = ["Job", "JobState", "Jobs", "Outcome", "Stopped"]

_KEPT = 100
_AT_ONCE = 1  # two cores are shared with those who read pages


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Stopped(Exception):
    """Somebody asked for a job to be stopped, and its work has left off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of work: lines for the person who asked, where to go on, what was worked out."""

    lines: tuple[str, ...] = ()
    onward: str = ""
    result: object = None


@dataclass(slots=True, kw_only=True)
class Job:
    """Work under way or over. Only its own thread changes it, but for `stop`.

    `owner` is the key of the reader who asked for it: nobody else may see it.
    """

    id: str
    title: str
    total: int
    owner: str = ""
    done: int = 0
    state: JobState = JobState.WAITING
    outcome: tuple[str, ...] = ()
    onward: str = ""
    result: object = None
    _wanted: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def is_going(self) -> bool:
        """True while it waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def is_stopping(self) -> bool:
        """True once somebody asked for it to be stopped; its work looks here as it goes."""
        return self._wanted.is_set()

    def stop(self) -> None:
        """Ask for it to be stopped; what was recorded before stays."""
        self._wanted.set()

    def wait(self, seconds: float) -> bool:
        """True once it is over; waits for that, but not longer than told."""
        return self._over.wait(seconds)

    def close(self) -> None:
        """Say that it is over to all who wait."""
        self._over.set()

    def advance(self, done: int) -> None:
        """Say how far it has come; raises Stopped if somebody asked for that."""
        self.done = done
        if self.is_stopping:
            raise Stopped


class Jobs:
    """The last hundred jobs of this app; one runs at a time, the others wait."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="job")

    def start(
        self, title: str, total: int, work: Callable[[Job], Outcome], *, owner: str = ""
    ) -> Job:
        """Put work in line; the job, under an id that cannot be guessed."""
        job = Job(id=secrets.token_urlsafe(12), title=title, total=total, owner=owner)
        with self._lock:
            self._jobs[job.id] = job
            over = [id for id, each in self._jobs.items() if not each.is_going]
            for id in over[: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[id]
        self._pool.submit(self._run, job, work)
        return job

    def find(self, id: str, *, owner: str) -> Job | None:
        """The job of that id, if it is that reader's; None if there is none, or none any more."""
        with self._lock:
            job = self._jobs.get(id)
        return job if job is not None and job.owner == owner else None

    def latest(self, *, owner: str) -> tuple[Job, ...]:
        """A reader's jobs, the latest first."""
        with self._lock:
            return tuple(job for job in self._jobs.values() if job.owner == owner)[::-1]

    def close(self) -> None:
        """Stop what runs and what waits, when the app ends."""
        with self._lock:
            going = tuple(self._jobs.values())
        for job in going:
            job.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def done_now(title: str, work: Callable[[Job], Outcome]) -> Job:
        """A job that is over when it is returned, done in this thread."""
        job = Job(id="", title=title, total=0)
        Jobs._run(job, work)
        return job

    @staticmethod
    def _run(job: Job, work: Callable[[Job], Outcome]) -> None:
        try:
            _do(job, work)
        finally:  # whatever went wrong, nobody must be left waiting
            job.state = JobState.FAILED if job.is_going else job.state
            job.close()


def _do(job: Job, work: Callable[[Job], Outcome]) -> None:
    """Do the work of a job, and note what came of it."""
    if job.is_stopping:
        job.state = JobState.STOPPED
        return
    job.state = JobState.RUNNING
    try:
        outcome = work(job)
    except Stopped:
        job.outcome = ("Stopped. What was recorded before is kept.",)
        job.state = JobState.STOPPED
    except (ContingentError, OSError, ValueError) as error:
        job.outcome = tuple(str(error).splitlines())
        job.state = JobState.FAILED
    else:
        job.outcome, job.onward = outcome.lines, outcome.onward
        job.result = outcome.result
        job.done, job.state = job.total, JobState.DONE
