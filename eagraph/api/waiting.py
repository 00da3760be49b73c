"""Waiting for an answer that somebody may not want any more: when he hangs up, the work stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from eagraph.work import Cancelled, watched

Answer = TypeVar("Answer")
LOOKS_EVERY_S = 0.25


async def awaited(request: Request, work: Callable[[], Answer]) -> Answer:
    """The answer of some work in a thread of its own; cancelled when whoever asked has hung up."""
    gone = asyncio.Event()

    def hear(_done: int, _total: int | None) -> None:
        if gone.is_set():
            raise Cancelled

    def watching() -> Answer:
        with watched(hear):
            return work()

    async def look() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(LOOKS_EVERY_S)
        gone.set()

    looking = asyncio.ensure_future(look())
    try:
        return await run_in_threadpool(watching)
    finally:
        looking.cancel()
