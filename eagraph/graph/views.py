"""Views: which way failure, data, requirements and attacks travel, derived from the model's declarations.

A view is a list of steps `origin[i] → reached[i]`, each made by relationship `tie[i]` of the snapshot. What a day leaves
out is counted in `hidden`, and that and every assumption is told in `reasons`; nothing is left out silently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from eagraph.graph import _columns
from eagraph.graph.snapshot import Numbers, Rows, Snapshot
from eagraph.locale import Text, both
from eagraph.model.relationships import Travel

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
    conditional = [i for i, type_ in enumerate(snapshot.schema.relationship_types) if type_.failure_if]
    asked = open_ & np.isin(snapshot.kind, conditional)
    needed = _columns.needed(snapshot)
    unknown = asked & (needed == _columns.UNKNOWN)
    open_ &= ~asked | (needed == 1) | (unknown & assume_needed)
    return int(np.count_nonzero(unknown))


def valid_relationships(snapshot: Snapshot, at: dt.date | None) -> Booleans:
    """By relationship: is it valid on a day, and both its ends? Without a day all are."""
    if at is None:
        return np.ones(len(snapshot.relationships), dtype=np.bool_)
    things = valid_things(snapshot, at)
    return _valid(snapshot, "relationships", at) & things[snapshot.source] & things[snapshot.target]


def valid_things(snapshot: Snapshot, at: dt.date | None) -> Booleans:
    """By node: is it valid on a day? Without a day all are."""
    return np.ones(len(snapshot.nodes), dtype=np.bool_) if at is None else _valid(snapshot, "nodes", at)


def _valid(snapshot: Snapshot, what: Literal["nodes", "relationships"], at: dt.date) -> Booleans:
    valid, day = np.ones(len(getattr(snapshot, what)), dtype=np.bool_), at.isoformat()
    for i, first, last in _columns.dated(snapshot, what):
        valid[i] = (first or day) <= day <= (last or day)
    return valid


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
    """The k-of-n groups of a failure view: one for each needer and `group`, one of its own for every other step.

    Groups are numbered in the order of their first steps. Of several k that members state the last holds; a k that only a
    member states which the day leaves out holds too, for it is the group's.
    """
    said = _columns.redundancy(failure.snapshot)
    first = _first_steps(failure.reached, said.group[failure.tie], len(said.names))
    opens = first == np.arange(len(first))
    opening = np.flatnonzero(opens)
    group = (np.cumsum(opens) - 1)[first].astype(np.int32)
    size = np.bincount(group, minlength=len(opening)).astype(np.int32)
    k, strength = np.ones(len(opening), dtype=np.int32), np.zeros(len(opening), dtype=np.int32)
    states = said.k[failure.tie] != _columns.NOT_SAID
    for g, stated in _of_left_out(failure, said, group):
        k[g] = stated
    k[group[states]] = said.k[failure.tie[states]]
    np.maximum.at(strength, group, said.strength[failure.tie])
    short = int(np.count_nonzero(k > size))
    modes = np.array(_columns.STRENGTHS, dtype=np.object_)[strength].tolist()
    names = _names(failure, said, failure.tie[opening])
    needer = failure.reached[opening].astype(np.int32)
    return Groups(group, needer, np.minimum(k, size), size, tuple(modes), names, _short(short))


def _of_left_out(failure: View, said: _columns.Redundancy, group: Numbers) -> Iterator[tuple[int, int]]:
    """Groups of which a member that the day leaves out states k, and that k."""
    ties = failure.left_out[(said.k[failure.left_out] != _columns.NOT_SAID) & (said.group[failure.left_out] >= 0)]
    if not len(ties):
        return
    snapshot = failure.snapshot
    steps = np.flatnonzero(said.group[failure.tie] >= 0)
    keys = zip(failure.reached[steps].tolist(), said.group[failure.tie[steps]].tolist(), strict=True)
    known = dict(zip(keys, group[steps].tolist(), strict=True))
    for j in ties.tolist():
        way = snapshot.schema.relationship_types[int(snapshot.kind[j])].failure
        needer = snapshot.source[j] if way is Travel.AGAINST else snapshot.target[j]
        if (found := known.get((int(needer), int(said.group[j])))) is not None:
            yield found, int(said.k[j])


def _first_steps(needer: Numbers, label: Numbers, labels: int) -> Numbers:
    """By step, the first step of its group."""
    first = np.arange(len(needer))
    named = np.flatnonzero(label != _columns.UNKNOWN)
    code = needer[named].astype(np.int64) * labels + label[named]
    _, opening, group = np.unique(code, return_index=True, return_inverse=True)
    first[named] = named[opening][group]
    return first.astype(np.int32)


def _names(failure: View, said: _columns.Redundancy, ties: Numbers) -> tuple[str, ...]:
    """What the groups are called: the name given, else the type of the relationship."""
    types = [type_.type for type_ in failure.snapshot.schema.relationship_types]
    number = np.where(said.group[ties] < 0, failure.snapshot.kind[ties], said.group[ties] + len(types))
    return tuple(np.array([*types, *said.names], dtype=np.object_)[number].tolist())


def _short(count: int) -> tuple[Text, ...]:
    if not count:
        return ()
    text = both("{count} groups have fewer members left than they need; all that are left count as needed.", count=count)
    return (text,)
