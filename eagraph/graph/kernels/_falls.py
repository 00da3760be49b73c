"""Who stops whom, as the sweeps need it: hard groups only, and those that one loss breaks joined to plain arrows.

Nothing a group of one's own loss does matters: a node that has stopped cannot stop again.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Failure, Groups


@dataclass(frozen=True, eq=False)
class Falls:
    """Arrows `origin[i] → reached[i]` stop what they reach; groups stop `needer[g]` at `breaks_at[g]` lost members.

    `member_of[i]` is the group that the loss of `member[i]` counts in; who counts more than once stands there so often.
    """

    nodes: int
    origin: Numbers
    reached: Numbers
    member: Numbers
    member_of: Numbers
    needer: Numbers
    breaks_at: Numbers

    @classmethod
    def of(cls, failure: Failure) -> Falls:
        """The arrows and groups of a failure view, drawn up once; both sorted by needer, arrows each once."""
        found = _drawn_up.get(failure.groups)
        if found is None:
            found = _drawn_up[failure.groups] = cls._of(failure)
        return found

    @classmethod
    def _of(cls, failure: Failure) -> Falls:
        view, groups = failure
        count = len(view.snapshot.nodes)
        may_break = groups.hard & (groups.breaks_at <= groups.size)
        others = view.origin != view.reached
        alone = others & (may_break & (groups.breaks_at <= 1))[groups.group]
        reached, origin = distinct(view.reached[alone], view.origin[alone], count)
        kept = np.flatnonzero(may_break & (groups.breaks_at > 1))
        kept = kept[np.argsort(groups.needer[kept], kind="stable")]
        number = np.full(len(groups.k), -1, dtype=np.int32)
        number[kept] = np.arange(len(kept))
        counted = np.flatnonzero(others & (number[groups.group] >= 0))
        return cls(
            count,
            origin,
            reached,
            view.origin[counted].astype(np.int32),
            number[groups.group[counted]],
            groups.needer[kept],
            groups.breaks_at[kept],
        )

    @property
    def stops(self) -> tuple[Numbers, Numbers]:
        """Who may have a part in stopping whom: ends of every arrow, and of every member with its group's needer."""
        return np.concatenate([self.origin, self.member]), np.concatenate([self.reached, self.needer[self.member_of]])


_drawn_up: WeakKeyDictionary[Groups, Falls] = WeakKeyDictionary()


def distinct(first: Numbers, second: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Pairs of numbers below a count, each once, sorted by the first and then the second."""
    code = np.sort(first.astype(np.int64) * count + second)
    once = np.divmod(code[np.flatnonzero(np.diff(code, prepend=-1))], max(count, 1))
    return once[0].astype(np.int32), once[1].astype(np.int32)


def sparse(rows: Numbers, values: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Compressed sparse rows of values: where the values of each row start, and the values."""
    if len(rows) and np.any(rows[1:] < rows[:-1]):
        values = values[np.argsort(rows, kind="stable")]
    starts = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(rows, minlength=count), out=starts[1:])
    return starts, np.require(values, np.int32, ["C", "W"])
