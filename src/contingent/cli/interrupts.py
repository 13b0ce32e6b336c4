"""Ctrl-C becomes the end of a command, at a place where no library swallows it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["heeding_interrupt"]


@contextmanager
def heeding_interrupt() -> Iterator[Callable[[], None]]:
    """A first Ctrl-C raises KeyboardInterrupt where what is given back is called, a second at once.

    An exception that is raised wherever the program happens to be may fall into a finaliser of a
    library, which prints and swallows it. Long work therefore asks between its parts. A signal
    that was ignored from the start (as under nohup) stays ignored.
    """
    before = signal.getsignal(signal.SIGINT)
    is_struck = False

    def strike(*_: object) -> None:
        nonlocal is_struck
        is_struck = True
        signal.signal(signal.SIGINT, before)

    def heed() -> None:
        if is_struck:
            raise KeyboardInterrupt

    if before == signal.SIG_IGN:
        yield heed
        return
    signal.signal(signal.SIGINT, strike)
    try:
        yield heed
    finally:
        signal.signal(signal.SIGINT, before)
