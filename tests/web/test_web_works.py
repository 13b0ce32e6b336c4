"""What takes long is worked out once, shown when it is there, and never leaves anybody waiting."""

from __future__ import annotations

import threading

import pytest

from contingent.web.jobs import Job, Jobs, JobState
from contingent.web.works import Works


@pytest.fixture
def works():
    """Works with a line of jobs behind them."""
    jobs = Jobs()
    yield Works(jobs)
    jobs.close()


def asked(works, key, work, patience=5.0):
    """The answer for a key, or the job behind it."""
    return works.ask(key, str, work, title="a word", patience_seconds=patience)


def test_a_result_is_worked_out_once(works):
    """Whoever asks for the same gets the same, and no work is done twice."""
    done = []
    for _ in range(3):
        assert asked(works, "a", lambda job: done.append(job) or "word") == "word"
    assert len(done) == 1


def test_who_does_not_wait_gets_the_job(works):
    """A page that may not wait shows how far it is; later the result is there."""
    go_on = threading.Event()
    job = asked(works, "a", lambda _: "word" if go_on.wait(5) else "", patience=0.0)
    assert isinstance(job, Job)
    assert job.is_going
    go_on.set()
    assert asked(works, "a", lambda _: "another") == "word"


def test_what_failed_says_why_and_may_be_asked_again(works):
    """A fault of the input is told in its own words; asking again begins anew."""

    def fail(_: Job) -> str:
        raise ValueError("there is no such thing")

    job = asked(works, "a", fail)
    assert isinstance(job, Job)
    assert job.state is JobState.FAILED
    assert job.outcome == ("there is no such thing",)
    assert asked(works, "a", lambda _: "word") == "word"


def test_whatever_goes_wrong_nobody_is_left_waiting(works):
    """Even a fault that nobody foresaw ends its job."""
    job = asked(works, "a", lambda _: {}["nothing"])
    assert isinstance(job, Job)
    assert not job.is_going


def test_a_job_that_is_stopped_while_it_waits_is_never_begun():
    """The line moves on without it."""
    jobs = Jobs()
    go_on = threading.Event()
    jobs.start("first", 0, lambda _: go_on.wait(5) and None)
    second = jobs.start("second", 0, lambda _: pytest.fail("it was begun"))
    second.stop()
    go_on.set()
    assert second.wait(5)
    assert second.state is JobState.STOPPED
    jobs.close()


def test_who_moves_on_does_not_wait_for_what_they_asked_before(works):
    """Of one reader's questions of a kind only the last that has not begun stays in line."""
    go_on = threading.Event()
    running = asked(works, "a", lambda _: "first" if go_on.wait(5) else "", patience=0.0)
    passed = asked(works, "b", lambda _: pytest.fail("it was begun"), patience=0.0)
    last = asked(works, "c", lambda _: "last", patience=0.0)
    go_on.set()
    assert asked(works, "c", lambda _: "") == "last"
    assert asked(works, "a", lambda _: "") == "first"
    assert passed.state is JobState.STOPPED
    assert running.state is last.state is JobState.DONE


def test_without_a_line_work_is_done_at_once():
    """A folder of pages is written by one process that has nothing else to do."""
    assert asked(Works(None), "a", lambda _: "word", patience=0.0) == "word"
