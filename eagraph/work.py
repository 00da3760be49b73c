"""Long work: how far is it, and should it stop?

Whoever does the work says `advanced(done, total)` now and then (at least some times a second); whoever waits for it sets a
watcher with `watched`. A watcher that raises `Cancelled` ends the work where it stands. Nothing is watched by default, so
that a result never depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from eagraph.errors import EagraphError
from eagraph.locale import both

Progress = Callable[[int, int | None], None]
"""Called with what is done and the total, where it is known."""
Item = TypeVar("Item")


class Cancelled(EagraphError):  # noqa: N818
    """Somebody asked the work to stop."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__(both("Cancelled; nothing half-written stays."))


def silent(_done: int, _total: int | None) -> None:
    """Progress nobody watches."""


_watcher: ContextVar[Progress] = ContextVar("watcher", default=silent)


def advanced(done: int, total: int | None = None) -> None:
    """Say how far the work is.

    Raises:
        Cancelled: whoever waits for it does not any more.
    """
    _watcher.get()(done, total)


def counted(items: Iterable[Item], total: int | None = None, *, every: int = 1) -> Iterator[Item]:
    """The items, saying how far one is after every so many."""
    for done, item in enumerate(items, 1):
        yield item
        if done % every == 0:
            advanced(done, total)


def watcher() -> Progress:
    """Who hears of the work here."""
    return _watcher.get()


@contextmanager
def watched(hears: Progress) -> Iterator[None]:
    """Let somebody hear of all work inside."""
    token = _watcher.set(hears)
    try:
        yield
    finally:
        _watcher.reset(token)
