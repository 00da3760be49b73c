"""Every level of a landscape in few letters, to be kept and compared.

A vector is sixteen digits: for K, R, T and S in turn what was assigned at least and at most, and what was required at least
and at most. `UNKNOWN` is that of a place of which nobody decided anything and nothing is required; one gone has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from eagraph.decisions import Levels
from eagraph.escalation import Escalation
from eagraph.loading.changes import Changes, Stored
from eagraph.model.classification import ASPECTS, TOP, Aspect, interval
from eagraph.model.landscape import Node

DIGITS = 4
UNKNOWN = f"0{TOP}00" * len(ASPECTS)
GONE = ""
_KEYS = frozenset(name for aspect in ASPECTS for name in (aspect, f"{aspect}_high"))


def has_levels(stored: Stored, changes: Changes) -> bool:
    """Is anything classified in a landscape, before or after a change? Stops at the first."""
    return _any_level(changes.nodes) or _any_level(stored.nodes)


def _any_level(nodes: Iterable[Node]) -> bool:
    return any(not _KEYS.isdisjoint(node.properties) for node in nodes)


def vectors(escalation: Escalation) -> Mapping[str, str]:
    """By place (id) that has a level or of which one is required, its vector; sorted."""
    nodes = escalation.snapshot.nodes
    digits = np.zeros((len(nodes), len(ASPECTS), DIGITS), dtype=np.uint8)
    digits[:, :, 1] = TOP
    for i, node in enumerate(nodes):
        if not _KEYS.isdisjoint(node.properties):
            for a, aspect in enumerate(ASPECTS):
                said = interval(node.properties, aspect)
                digits[i, a, :2] = said.low, said.high
    for a, aspect in enumerate(ASPECTS):
        for end, solution in ((2, escalation.low), (3, escalation.high)):
            digits[:, a, end] = solution.required[aspect].value
    size = len(ASPECTS) * DIGITS
    text = (digits + ord("0")).tobytes().decode("ascii")
    told = ((node.id, text[i * size : (i + 1) * size]) for i, node in enumerate(nodes))
    return {id_: vector for id_, vector in told if vector != UNKNOWN}


def levels(vector: str, aspect: Aspect) -> tuple[Levels, Levels]:
    """What was assigned and required in an aspect."""
    start = ASPECTS.index(aspect) * DIGITS
    low, high, least, most = map(int, vector[start : start + DIGITS])
    return Levels(low=low, high=high), Levels(low=least, high=most)
