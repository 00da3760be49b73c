"""A loop that is interpreted where there is little to do and compiled where there is much; never both ways of writing it.

Compiling costs about a second once a process (numba's import and the compiler), as much as a million interpreted steps.
What was compiled once stays so. It is kept on disk only where numba is told in which folder (`NUMBA_CACHE_DIR`): the
installed package is never written to.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar, Generic, ParamSpec, TypeVar, cast

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


class Kernel(Generic[Parameters, Answer]):
    """One loop over arrays and numbers, written in the subset numba compiles."""

    threshold: ClassVar[int] = 100_000
    """Steps of a loop (about a microsecond each) up to which interpreting is sooner done than compiling."""

    def __init__(self, loop: Callable[Parameters, Answer]) -> None:
        self.interpreted = loop
        self.__doc__ = loop.__doc__
        self._compiled: Callable[Parameters, Answer] | None = None
        self._compiling = threading.Lock()

    @property
    def is_compiled(self) -> bool:
        """Has it been compiled in this process?"""
        return self._compiled is not None

    @property
    def compiled(self) -> Callable[Parameters, Answer]:
        """The loop as machine code; it releases the interpreter's lock, so that threads run beside each other."""
        with self._compiling:
            if self._compiled is None:
                import numba

                keep = bool(getattr(numba.config, "CACHE_DIR", ""))
                made = numba.njit(nogil=True, cache=keep)(self.interpreted)
                self._compiled = cast("Callable[Parameters, Answer]", made)
            return self._compiled

    def of(self, work: int) -> Callable[Parameters, Answer]:
        """The loop for so many steps of work: compiled where it is already, or where that pays."""
        return self.compiled if self.is_compiled or work > self.threshold else self.interpreted
