"""Which rows, in which order? Conditions and searches are tried once a distinct value, rows are told by their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.tabulation import Asked
from eagraph.tabulation.coding import UNKNOWN, Mask
from eagraph.tabulation.columns import Column, find, shown
from eagraph.tabulation.conditions import Condition, fitting, read_condition, read_order
from eagraph.tabulation.reading import column
from eagraph.tabulation.telling import read_aloud

_ENDS = ("~from.~id", "~to.~id")


@dataclass(frozen=True, eq=False)
class Selected:
    """The rows that were asked for, by number, in order.

    `total` counts the things of the labels, or the relationships of the types, before any condition. `unknown` counts by
    column those that fit otherwise and are left out because nobody has said it.
    """

    snapshot: Snapshot
    asked: Asked
    columns: tuple[Column, ...]
    numbers: Numbers
    total: int
    unknown: Mapping[str, int]

    def rows(self, first: int = 0, count: int | None = None) -> list[tuple[Value | None, ...]]:
        """Some rows, as values; None is unknown."""
        chosen = self.numbers[first : None if count is None else first + count]
        read = [column(self.snapshot, self.asked.what, shown.name).at(chosen) for shown in self.columns]
        return [tuple(part.value(i) for part in read) for i in range(len(chosen))]


def selected(snapshot: Snapshot, asked: Asked, among: Sequence[int] | None = None) -> Selected:
    """The rows of a table.

    Args:
        snapshot: the landscape.
        asked: what is tabulated.
        among: only these, by number, where they fit.

    Raises:
        UnknownName: a label, type or column that is not there.
        UsageError: a condition or an order has not the form.
    """
    columns = shown(snapshot, asked)
    inside = _inside(snapshot, asked)
    total = int(inside.sum())
    if among is not None:
        inside &= np.isin(np.arange(len(inside)), among)
    inside &= _searched(snapshot, asked, columns)
    tried = [(condition, *_tried(snapshot, asked, condition)) for condition in map(read_condition, asked.where)]
    kept = inside.copy()
    for _, fits, _ in tried:
        kept &= fits
    unknown: dict[str, int] = {}
    for i, (condition, _, unsaid) in enumerate(tried):
        if condition.leaves_unknown_out:
            others = inside & unsaid
            for j, (_, fits, _) in enumerate(tried):
                others &= fits if i != j and tried[j][0].column != condition.column else True
            unknown[condition.column] = int(others.sum())
    return Selected(
        snapshot, asked, columns, _ordered(snapshot, asked, np.flatnonzero(kept).astype(np.int32)), total, unknown
    )


def _inside(snapshot: Snapshot, asked: Asked) -> Mask:
    """Is it of one of the labels or types?"""
    declared = snapshot.schema.node if asked.what == "things" else snapshot.schema.relationship
    for name in asked.kinds:
        if name not in declared:
            raise UnknownName(both("The model has no {name}.", name=repr(name)), nearest_names(name, declared))
    kind = column(snapshot, asked.what, "~label" if asked.what == "things" else "~type")
    return kind.fitting(lambda value: not asked.kinds or value in asked.kinds)


def _tried(snapshot: Snapshot, asked: Asked, condition: Condition) -> tuple[Mask, Mask]:
    """By row: does the condition hold, and is it unknown whether?"""
    about = find(snapshot, asked.what, condition.column)
    read = column(snapshot, asked.what, condition.column)
    aloud = partial(read_aloud, snapshot.schema, about) if about.is_closed else None
    fits = fitting(condition, aloud)
    return read.fitting(fits, unknown=condition.takes_unknown), read.codes == UNKNOWN


def _searched(snapshot: Snapshot, asked: Asked, columns: Sequence[Column]) -> Mask:
    """Does every word stand in some column that is shown, or in the id?"""
    count = len(snapshot.nodes if asked.what == "things" else snapshot.relationships)
    found = np.ones(count, dtype=np.bool_)
    if not (words := asked.search.split()):
        return found
    ids = ("~id",) if asked.what == "things" else _ENDS
    looked_in = dict.fromkeys([*columns, *(find(snapshot, asked.what, name) for name in ids)])
    for word in words:
        somewhere = np.zeros(count, dtype=np.bool_)
        for about in looked_in:
            condition = Condition(about.name, "contains", (word,))
            somewhere |= _tried(snapshot, asked, condition)[0]
        found &= somewhere
    return found


def _ordered(snapshot: Snapshot, asked: Asked, numbers: Numbers) -> Numbers:
    """The rows in the order asked for; those that are alike in the order of their ids."""
    keys = [
        column(snapshot, asked.what, name).ordering(descending=descending)[numbers]
        for name, descending in map(read_order, asked.sort)
    ]
    return numbers[np.lexsort(keys[::-1])] if keys else numbers
