"""What stands for all of a large landscape where it is checked: one of each kind there is.

A check that looks at a node or a relationship alone says the same of all that have the same labels and values. A check that
looks at a group says the same of all groups whose members are alike in number and kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eagraph.loading.numbering import distinct, first_of
from eagraph.model.columns import ranks
from eagraph.model.landscape import Landscape
from eagraph.model.relationships import Travel
from eagraph.model.schema import Schema
from eagraph.model.things import Things
from eagraph.model.ties import Ties

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from eagraph.model.columns import Chosen

    Numbers = npt.NDArray[np.int32]
    Long = npt.NDArray[np.int64]


def standing_for(things: Things, shown: Chosen, ties: Ties, sort: Numbers, schema: Schema) -> tuple[Landscape, Landscape]:
    """What stands for all where each is looked at alone, and what has to be looked at together.

    Args:
        things: all nodes.
        shown: which of them stand for all.
        ties: all relationships.
        sort: by relationship, the number of its type and of the values that checks look at.
        schema: the types there are.
    """
    import numpy as np

    labels = things.label.astype(np.int64)
    _, sorts = distinct((labels[ties.source] * len(things.labels) + labels[ties.target]) * (int(sort.max()) + 1) + sort)
    alone = first_of(sorts)
    needed = np.unique(np.concatenate([shown, ties.source[alone], ties.target[alone]]))
    part_of = np.flatnonzero(np.array([type_ == "PART_OF" for type_ in ties.types], dtype=bool)[ties.kind])
    parts = np.unique((ties.source[part_of], ties.target[part_of]))
    together = ties.at(np.union1d(_in_groups(ties, sort, schema), part_of))
    return Landscape(things.at(needed), ties.at(alone)), Landscape(things.at(parts), together)


def _in_groups(ties: Ties, sort: Numbers, schema: Schema) -> Long:
    """The members of groups that stand for all groups, and what states a k without one.

    Groups whose members are of one or two sorts are alike where those sorts, and the number of each, are the same.
    """
    import numpy as np

    names = ranks([str(content.get("group", "")) for content in ties.contents])
    is_told = np.array([not content.keys().isdisjoint(("group", "k")) for content in ties.contents], dtype=bool)
    told = np.flatnonzero(is_told[ties.content])
    if not len(told):
        return told
    types = [schema.relationship.get(type_) for type_ in ties.types]
    needs_at_target = np.array([type_ is not None and type_.failure is Travel.WITH for type_ in types], dtype=bool)
    needer = np.where(needs_at_target[ties.kind], ties.target, ties.source)[told]
    named = names[ties.content[told]]
    _, group = distinct(needer.astype(np.int64) * (int(names.max()) + 1) + named)
    sort = sort[told]
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    low, high = np.minimum.reduceat(sort[order], starts), np.maximum.reduceat(sort[order], starts)
    size = np.bincount(group)
    at_low = np.bincount(group, sort == low[group]).astype(np.int64)
    is_between = np.bincount(group, (sort != low[group]) & (sort != high[group])).astype(np.int64) > 0
    alike = low.astype(np.int64)
    for number in (high, size, at_low, np.where(is_between, np.arange(1, len(size) + 1), 0)):
        _, codes = distinct(alike)
        alike = codes.astype(np.int64) * (int(number.max()) + 1) + number
    chosen = np.zeros(len(size), dtype=bool)
    chosen[first_of(distinct(alike)[1])] = True
    return told[chosen[group]]
