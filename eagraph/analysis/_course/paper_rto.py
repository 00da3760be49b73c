"""Paper RTOs: recovery time objectives (RTO) shorter than what the suppliers allow.

A thing cannot be back before its suppliers are and it has restarted: RTO(v) >= restart(v) + the longest, over its groups, of
the k-th shortest RTO among the members (k of them must be back). A supplier that states no RTO counts with what its own
suppliers allow; where that goes round in a ring, those in it and behind it count with what the others allow, and where
nobody states anything with 0: what is reported is certain.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from eagraph.analysis._course.hours import stated
from eagraph.analysis._course.needs import Needs


@dataclass(frozen=True, slots=True)
class Paper:
    """A thing that promises more than it can keep. Times are milliseconds.

    `suppliers` decide what is possible: one it needs, and where that states no RTO the one that this needs, and so on; none
    where its own restart alone takes longer. `within_buffers`: the promise holds as long
    as every buffer lasts as stated and nothing but its suppliers takes the thing down.
    """

    node: int
    rto: int
    possible: int
    suppliers: tuple[int, ...]
    within_buffers: bool


def paper_rtos(needs: Needs, restart: list[int], among: Iterable[int]) -> list[Paper]:
    """The promises among some things that their suppliers do not allow."""
    said = [stated(node.properties, "rto_h") for node in needs.snapshot.nodes]
    time = _times(needs, restart, said)
    found = []
    for node in among:
        rto, (possible, supplier) = said[node], _allowed(needs, restart, time, node)
        if rto is not None and rto < possible:
            covered, _ = _allowed(needs, restart, time, node, with_buffers=True)
            suppliers: list[int] = []
            while supplier >= 0 and supplier not in suppliers:
                suppliers.append(supplier)
                supplier = _allowed(needs, restart, time, supplier)[1] if said[supplier] is None else -1
            found.append(Paper(node, rto, possible, tuple(suppliers), covered <= rto))
    return found


def _times(needs: Needs, restart: list[int], said: list[int | None]) -> list[int]:
    """By node its RTO, else what its suppliers allow: from those whose suppliers are known, onward."""
    time = [rto or 0 for rto in said]
    open_ = [0] * len(said)
    for step, g in enumerate(needs.group):
        open_[needs.needer[g]] += _counts(needs, g) and said[needs.giver[step]] is None
    queue = deque(node for node, rto in enumerate(said) if rto is None and not open_[node])
    while queue:
        node = queue.popleft()
        time[node] = _allowed(needs, restart, time, node)[0]
        for step in needs.onward[node]:
            needer = needs.needer[needs.group[step]]
            open_[needer] -= _counts(needs, needs.group[step])
            if not open_[needer] and said[needer] is None and _counts(needs, needs.group[step]):
                queue.append(needer)
    stuck = [node for node, rto in enumerate(said) if rto is None and open_[node] > 0]
    for node, least in [(node, _allowed(needs, restart, time, node)[0]) for node in stuck]:
        time[node] = least
    return time


def _counts(needs: Needs, group: int) -> bool:
    return needs.stops[group] or needs.starts[group]


def _allowed(needs: Needs, restart: list[int], time: list[int], node: int, *, with_buffers: bool = False) -> tuple[int, int]:
    """The shortest RTO a thing can keep, and the supplier that decides it (-1: none); with buffers, from when it stops."""
    longest, supplier = 0, -1
    for g in needs.by_needer[node]:
        if not _counts(needs, g):
            continue
        members = needs.members(g)
        last = [(time[needs.giver[s]] - (needs.buffer[s] if with_buffers else 0), needs.giver[s]) for s in members]
        k = len(members) - needs.breaks_at[g] + 1
        back, by = sorted(last)[k - 1]
        if back > longest:
            longest, supplier = back, by
    return longest + restart[node], supplier
