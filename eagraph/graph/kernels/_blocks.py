"""Work in blocks: threads beside each other, progress between them, and an end to all of it when somebody cancels."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from eagraph.work import advanced

Block = TypeVar("Block")


def spans(count: int, size: int) -> list[tuple[int, int]]:
    """0..count in spans of a size: from, to."""
    return [(first, min(first + size, count)) for first in range(0, count, size)]


def each(blocks: Sequence[Block], work: Callable[[Block], object], *, threads: bool) -> None:
    """Do every block, saying how many of them are done; in threads where the work lets go of the interpreter's lock.

    Raises:
        Cancelled: somebody does not wait for it any more; blocks that had begun are finished first.
    """
    for done, _ in enumerate(_ended(blocks, work, threads=threads), 1):
        advanced(done, len(blocks))


def _ended(blocks: Sequence[Block], work: Callable[[Block], object], *, threads: bool) -> Iterator[object]:
    count = min(os.cpu_count() or 1, len(blocks)) if threads else 1
    if count < 2:
        yield from map(work, blocks)
        return
    pool = ThreadPoolExecutor(count)
    try:
        for future in as_completed([pool.submit(work, block) for block in blocks]):
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
