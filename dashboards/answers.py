"""Answers kept for a while: one question is worked out once for the picture, the table and its windows, also when all ask
at the same moment.

Answers are frozen and known by the hash of their data, so an old one is never wrong, only forgotten. One of these belongs
to one application; it is made where callbacks are registered.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any

from eagraph.results import Result
from eagraph.workspace import Workspace

KEPT = 24


class Answers:
    """The workspace's answers, the latest asked for kept."""

    def __init__(self, workspace: Workspace, kept: int = KEPT) -> None:
        self.workspace = workspace
        self._kept = kept
        self._answers: OrderedDict[tuple[str, str, str], Result[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._asking: dict[tuple[str, str, str], threading.Lock] = {}

    def ask(self, question: str, **params: Any) -> Result[Any]:
        """The answer of one analysis.

        Raises:
            EagraphError: the question or a parameter is wrong, or the store is away.
        """
        key = (self.workspace.snapshot().hash, question, json.dumps(params, sort_keys=True, default=str))
        with self._lock:
            asking = self._asking.setdefault(key, threading.Lock())
        with asking:
            known = self._known(key)
            return self._worked_out(key, question, params) if known is None else known

    def _known(self, key: tuple[str, str, str]) -> Result[Any] | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def _worked_out(self, key: tuple[str, str, str], question: str, params: dict[str, Any]) -> Result[Any]:
        try:
            answer = self.workspace.analyse(question, params)
        finally:
            with self._lock:
                self._asking.pop(key, None)
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._kept:
                self._answers.popitem(last=False)
        return answer
