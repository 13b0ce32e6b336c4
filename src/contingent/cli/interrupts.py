"""Ctrl-C becomes the end of a command, at a place where no library swallows it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

__all__ = ["first_interrupt", "heeding_interrupt"]


@contextmanager
def first_interrupt(act: Callable[[], None]) -> Iterator[None]:
    """A first Ctrl-C calls `act` and breaks nothing off; a second one ends the command at once.

    A signal that was ignored from the start (as under nohup) stays ignored.
    """
    before = signal.getsignal(signal.SIGINT)

    def strike(*_: object) -> None:
        act()
        signal.signal(signal.SIGINT, before)

    if before == signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, strike)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def heeding_interrupt() -> Iterator[Callable[[], None]]:
    """A first Ctrl-C raises KeyboardInterrupt where what is given back is called, a second at once.

    An exception that is raised wherever the program happens to be may fall into a finaliser of a
    library, which prints and swallows it. Long work therefore asks between its parts.
    """
    struck = Event()

    def heed() -> None:
        if struck.is_set():
            raise KeyboardInterrupt

    with first_interrupt(struck.set):
        yield heed
