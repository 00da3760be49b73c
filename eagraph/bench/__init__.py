"""Measurements: ours beside the peer's, in one run; one question a file.

A bench is a module with `title` and `run() -> list[Measurement]`. Ratios are what to trust: machines differ, and are noisy.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from eagraph import plugins
from eagraph.errors import UnknownName, nearest_names
from eagraph.locale import Text, both, say

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was done, in how many seconds (median), against which peer (see `absent`), and how well."""

    what: str
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None
    megabytes: float | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    """How good the answer is, where that is what is measured."""

    @property
    def ratio(self) -> float | None:
        """How many times longer the peer took."""
        return None if self.peer_seconds is None else self.peer_seconds / self.seconds


class Bench(Protocol):
    """A module of this room."""

    title: Text

    def run(self) -> list[Measurement]:
        """Measure."""


def names() -> tuple[str, ...]:
    """The measurements there are."""
    return plugins.member_names(sys.modules[__name__])


def find(name: str) -> Bench:
    """One of them, imported now.

    Raises:
        UnknownName: there is none of that name.
    """
    if name not in names():
        text = both("There is no measurement {name}; there are {known}.", name=repr(name), known=", ".join(names()))
        raise UnknownName(text, nearest_names(name, names()))
    return cast("Bench", plugins.member(sys.modules[__name__], name))


def installed(package: str) -> bool:
    """Is a peer here to be measured? eagraph does not need it."""
    return importlib.util.find_spec(package) is not None


def absent(peer: str) -> str:
    """The name of a peer that could not be measured."""
    return say("{peer} (not installed)", peer=peer)


def timed(work: Callable[[], Answer], *, times: int = 3) -> tuple[float, Answer]:
    """The median of some runs in seconds, and the last answer."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        answer = work()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent), answer
