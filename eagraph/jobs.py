"""Jobs: long work that somebody waits for. How far is it, whose is it, and may it stop?

Every question asked through a workspace is a job while it is worked on, whoever asked; one that is `start`ed runs in a
thread of its own and is asked for its answer later. A reader sees and cancels his own jobs only.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from eagraph.errors import EagraphError, UnknownName, UsageError
from eagraph.locale import Text, both
from eagraph.work import Cancelled, Progress, watched, watcher

Answer = TypeVar("Answer")
State = Literal["running", "done", "failed", "cancelled"]
MOST_RUNNING = 8
MOST_KEPT = 50
reader: ContextVar[str] = ContextVar("reader", default="")
"""Who asks: a token of his browser or script; empty where nobody is told apart."""
_working: ContextVar[bool] = ContextVar("working", default=False)
"""Is this the inside of a job? What is done there is part of it."""


@dataclass(eq=False)
class Job:
    """One piece of work. `answer` is there when it is done, `error` when it failed."""

    id: str
    title: Text
    reader: str
    state: State = "running"
    done: int = 0
    total: int | None = None
    answer: Any = None
    error: BaseException | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask it to stop; it does so where it next says how far it is."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end; has it come?"""
        return self._ended.wait(seconds)

    def watch(self, others: Progress) -> Progress:
        """What hears of its progress, and passes it on."""

        def hear(done: int, total: int | None) -> None:
            self.done, self.total = done, total
            if self._stop.is_set():
                raise Cancelled
            others(done, total)

        return hear

    def work(self, task: Callable[[], Answer]) -> Answer:
        """Do it in this thread."""
        token = _working.set(True)
        try:
            with watched(self.watch(watcher())):
                self.answer = task()
            self.state = "done"
        except BaseException as error:
            self.error, self.state = error, "cancelled" if isinstance(error, Cancelled) else "failed"
            raise
        finally:
            _working.reset(token)
            self._ended.set()
        answer: Answer = self.answer
        return answer


class Jobs:
    """The jobs of one workspace."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def run(self, title: Text, task: Callable[[], Answer]) -> Answer:
        """Do something in this thread as a job, or as a part of the one it is inside; it is forgotten when it ends."""
        if _working.get():
            return task()
        job = self._new(title)
        try:
            return job.work(task)
        finally:
            with self._lock:
                self._jobs.pop(job.id, None)

    def start(self, title: Text, task: Callable[[], Any]) -> Job:
        """Do something in a thread of its own, in the language and scenario of whoever asks.

        Raises:
            UsageError: he has too many running already.
        """
        if sum(job.state == "running" for job in self.of_reader()) >= MOST_RUNNING:
            raise UsageError(both("{count} jobs are running already; wait for one, or cancel it.", count=MOST_RUNNING))
        job = self._new(title)
        context = copy_context()
        threading.Thread(target=lambda: context.run(_quietly, job, task), name=f"job {job.id}", daemon=True).start()
        return job

    def find(self, id_: str) -> Job:
        """One of the reader's jobs.

        Raises:
            UnknownName: he has none of that id.
        """
        job = self._jobs.get(id_)
        if job is None or job.reader != reader.get():
            raise UnknownName(both("There is no job {id}.", id=repr(id_)))
        return job

    def of_reader(self) -> tuple[Job, ...]:
        """The reader's jobs, the oldest first."""
        return tuple(job for job in list(self._jobs.values()) if job.reader == reader.get())

    def running(self) -> tuple[Job, ...]:
        """All that is worked on, whoever waits for it."""
        return tuple(job for job in list(self._jobs.values()) if job.state == "running")

    def _new(self, title: Text) -> Job:
        with self._lock:
            job = Job(str(next(self._numbers)), title, reader.get())
            self._jobs[job.id] = job
            ended = [id_ for id_, known in self._jobs.items() if known.state != "running"]
            for id_ in ended[: max(0, len(self._jobs) - MOST_KEPT)]:
                self._jobs.pop(id_)
            return job


def _quietly(job: Job, task: Callable[[], Any]) -> None:
    """Do it; what goes wrong stands in the job. What is our own fault goes on to the thread's last resort, which logs it.

    What it was working on is let go: an error holds on to all of it by its traceback.
    """
    try:
        job.work(task)
    except EagraphError as error:
        error.with_traceback(None)
