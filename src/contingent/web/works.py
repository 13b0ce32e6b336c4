"""What takes longer than a page may: worked out once for a key, shown when it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

from contingent.web.jobs import Job, Jobs, JobState, Outcome
from contingent.web.workplace import Shelf

__all__ = ["Works"]

_KEPT = 32
_Result = TypeVar("_Result")


class Works:
    """Results by what they were worked out from; each is worked out by one job, whoever asks.

    A key holds everything that a result depends on, the state of the mission's files included.
    """

    def __init__(self, jobs: Jobs | None) -> None:
        self._jobs = jobs
        self._kept: Shelf[Hashable, Job] = Shelf(_KEPT)
        self._latest: dict[tuple[str, str], Job] = {}
        self._lock = threading.Lock()

    def ask(
        self,
        key: Hashable,
        kind: type[_Result],
        work: Callable[[Job], _Result],
        *,
        title: str,
        owner: str = "",
        patience_seconds: float,
    ) -> _Result | Job:
        """The result, if it is there or comes within `patience_seconds`; else the job behind it.

        A job that failed or was stopped is returned as it is; asking again begins anew.
        """
        job = self._job(key, lambda going: Outcome(result=work(going)), title, owner)
        job.wait(patience_seconds)
        if job.state is JobState.DONE and isinstance(job.result, kind):
            return job.result
        return job

    def _job(self, key: Hashable, work: Callable[[Job], Outcome], title: str, owner: str) -> Job:
        with self._lock:
            found = self._kept.find(key)
            if found is not None and (found.is_going or found.state is JobState.DONE):
                return found
            return self._kept.keep(key, self._started(work, title, owner))

    def _started(self, work: Callable[[Job], Outcome], title: str, owner: str) -> Job:
        if self._jobs is None:  # nobody else waits: at once, in this thread
            return Jobs.done_now(title, work)
        before = self._latest.get((owner, title))
        if before is not None and before.state is JobState.WAITING:
            before.stop()  # whoever moves on does not wait for what they asked before
        job = self._jobs.start(title, 0, work, owner=owner)
        self._latest[owner, title] = job
        return job
