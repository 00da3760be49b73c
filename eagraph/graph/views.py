"""Views: which way failure, data, requirements and attacks travel, derived from the model's declarations.

A view is a list of steps `origin[i] → reached[i]`, each made by relationship `tie[i]` of the snapshot. What a day leaves
out is counted in `hidden`, and that and every assumption is told in `reasons`; nothing is left out silently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from eagraph.graph.snapshot import Numbers, Rows, Snapshot
from eagraph.locale import Text, both
from eagraph.model.fields import Value
from eagraph.model.relationships import WEAK, Travel

ViewName = Literal["failure", "data", "requirement", "attack"]
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class View:
    """Steps of one subject through the snapshot."""

    name: ViewName
    snapshot: Snapshot
    origin: Numbers
    reached: Numbers
    tie: Numbers
    at: dt.date | None = None
    left_out: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    """Relationships the subject would travel along, were they valid on the day."""
    assumptions: tuple[Text, ...] = ()

    @property
    def hidden(self) -> int:
        """How many relationships the day leaves out."""
        return len(self.left_out)

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits the view, in words."""
        return (*not_valid(self.hidden, self.at), *self.assumptions)

    @cached_property
    def onward(self) -> Rows:
        """Step numbers by origin."""
        return Rows.grouped(self.origin, len(self.snapshot.nodes))

    @cached_property
    def backward(self) -> Rows:
        """Step numbers by the node reached."""
        return Rows.grouped(self.reached, len(self.snapshot.nodes))


def view(snapshot: Snapshot, name: ViewName, *, at: dt.date | None = None, assume_needed: bool = False) -> View:
    """The view of one subject.

    Args:
        snapshot: what is looked at.
        name: the subject.
        at: leave out relationships that are not valid on this day, and those of things that are not.
        assume_needed: failure travels along a flow also where nobody has said whether the receiver needs it.
    """
    types = snapshot.schema.relationship_types
    travels = np.array([list(Travel).index(t.travels(name)) for t in types], dtype=np.int32)
    way = travels[snapshot.kind]
    open_ = way != list(Travel).index(Travel.NOT)
    valid = valid_relationships(snapshot, at)
    left_out = np.flatnonzero(open_ & ~valid).astype(np.int32)
    open_ &= valid
    unjudged = _close_unneeded(snapshot, open_, assume_needed=assume_needed) if name == "failure" else 0
    along = np.flatnonzero(open_ & np.isin(way, [list(Travel).index(t) for t in (Travel.WITH, Travel.BOTH)]))
    against = np.flatnonzero(open_ & np.isin(way, [list(Travel).index(t) for t in (Travel.AGAINST, Travel.BOTH)]))
    tie = np.concatenate([along, against]).astype(np.int32)
    origin = np.concatenate([snapshot.source[along], snapshot.target[against]])
    reached = np.concatenate([snapshot.target[along], snapshot.source[against]])
    order = np.argsort(tie, kind="stable")
    columns = (origin[order], reached[order], tie[order])
    return View(name, snapshot, *columns, at, left_out, _unjudged(unjudged, assume_needed=assume_needed))


def _close_unneeded(snapshot: Snapshot, open_: Booleans, *, assume_needed: bool) -> int:
    """Close relationships along which failure travels only on a condition that does not hold; how many do not say."""
    unknown = 0
    conditional = {i: t.failure_if for i, t in enumerate(snapshot.schema.relationship_types) if t.failure_if}
    for j in np.flatnonzero(open_ & np.isin(snapshot.kind, list(conditional))).tolist():
        needed = snapshot.relationships[j].properties.get(conditional[int(snapshot.kind[j])])
        unknown += needed is None
        open_[j] = assume_needed if needed is None else bool(needed)
    return unknown


def valid_relationships(snapshot: Snapshot, at: dt.date | None) -> Booleans:
    """By relationship: is it valid on a day, and both its ends? Without a day all are."""
    if at is None or not snapshot.relationships:
        return np.ones(len(snapshot.relationships), dtype=np.bool_)
    nodes = valid_things(snapshot, at)
    ties = np.array([_is_valid(tie.properties, at) for tie in snapshot.relationships], dtype=np.bool_)
    return ties & nodes[snapshot.source] & nodes[snapshot.target]


def valid_things(snapshot: Snapshot, at: dt.date | None) -> Booleans:
    """By node: is it valid on a day? Without a day all are."""
    return np.array([at is None or _is_valid(node.properties, at) for node in snapshot.nodes], dtype=np.bool_)


def _is_valid(properties: Mapping[str, Value], at: dt.date) -> bool:
    day = at.isoformat()
    return str(properties.get("valid_from") or day) <= day <= str(properties.get("valid_to") or day)


def not_valid(count: int, at: dt.date | None) -> tuple[Text, ...]:
    """That a day leaves relationships out, in words; nothing where it does not."""
    return (both("{count} relationships are not valid on {at}.", count=count, at=at),) if count else ()


def _unjudged(count: int, *, assume_needed: bool) -> tuple[Text, ...]:
    if not count:
        return ()
    if assume_needed:
        text = both("{count} flows of which nobody has said whether they are needed count as needed.", count=count)
    else:
        text = both("{count} flows of which nobody has said whether they are needed count as not needed.", count=count)
    return (text,)


@dataclass(frozen=True, eq=False)
class Groups:
    """k-of-n groups of the failure view: group g is needed by `needer[g]` and breaks at `breaks_at[g]` lost members.

    `group[step]` is the group a step belongs to; `mode[g]` is hard, soft or optional (of members: the strongest).
    """

    group: Numbers
    needer: Numbers
    k: Numbers
    size: Numbers
    mode: tuple[str, ...]
    name: tuple[str, ...]
    reasons: tuple[Text, ...]

    @cached_property
    def breaks_at(self) -> Numbers:
        """How many members may be lost before fewer than k are left."""
        return self.size - self.k + 1

    @cached_property
    def members(self) -> Rows:
        """Step numbers by group."""
        return Rows.grouped(self.group, len(self.k))

    @cached_property
    def hard(self) -> Booleans:
        """Which groups stop their needer, rather than degrade it."""
        return np.array([mode == "hard" for mode in self.mode], dtype=np.bool_)


class Failure(NamedTuple):
    """The failure view and its k-of-n groups: what every question about failure rests on."""

    view: View
    groups: Groups

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits an answer that rests on them."""
        return (*self.view.reasons, *self.groups.reasons)


def failure(snapshot: Snapshot, *, at: dt.date | None = None, assume_needed: bool = False) -> Failure:
    """The failure view and its groups, worked out once a snapshot (see `view`)."""
    key = ("failure", at, assume_needed)
    if key not in snapshot.plans:
        ways = view(snapshot, "failure", at=at, assume_needed=assume_needed)
        snapshot.plans[key] = Failure(ways, groups(ways))
    found: Failure = snapshot.plans[key]
    return found


def groups(failure: View) -> Groups:
    """The k-of-n groups of a failure view: one for each needer and `group`, one of its own for every other step."""
    number: dict[tuple[int, str], int] = {}
    group: list[int] = []
    needer: list[int] = []
    k: list[int] = []
    size: list[int] = []
    modes: list[set[str]] = []
    names: list[str] = []
    for step, (reached, j) in enumerate(zip(failure.reached.tolist(), failure.tie.tolist(), strict=True)):
        tie = failure.snapshot.relationships[j]
        label = str(tie.properties.get("group") or "")
        g = number.setdefault((reached, label or f"\0{step}"), len(needer))
        if g == len(needer):
            needer.append(reached)
            k.append(1)
            size.append(0)
            modes.append(set())
            names.append(label or tie.type)
        stated = tie.properties.get("k")
        k[g] = stated if isinstance(stated, int) else k[g]
        size[g] += 1
        mode = str(tie.properties.get("mode", "hard"))
        modes[g].add(mode if mode in WEAK else "hard")
        group.append(g)
    short = [g for g in range(len(k)) if k[g] > size[g]]
    for g in short:
        k[g] = size[g]
    reasons = (
        (
            both(
                "{count} groups have fewer members left than they need; all that are left count as needed.",
                count=len(short),
            ),
        )
        if short
        else ()
    )
    strongest = tuple("hard" if "hard" in m else "soft" if "soft" in m else "optional" for m in modes)
    arrays = [np.array(a, dtype=np.int32) for a in (group, needer, k, size)]
    return Groups(arrays[0], arrays[1], arrays[2], arrays[3], strongest, tuple(names), reasons)
