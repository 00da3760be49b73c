"""What would have prevented it, as changes of a scenario: each proposed change becomes something that can be laid over.

An alternative, and what protects a thing, is a new thing that needs nothing and therefore never fails: it joins the group
whose loss is to be borne. A looser tie degrades and no longer stops; where a type knows no strength it is not needed any
more, or, where it says what is shared, gone. A buffer lasts longer by so many hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

import numpy as np

from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.locale import both
from eagraph.model.landscape import Relationship
from eagraph.model.validation import needer
from eagraph.scenarios.changes import Add, AddRedundancy, AddRelationship, Change, RemoveRelationship, SetRelationship

SHARED = "MEMBER_OF"


class Proposed(Protocol):
    """One change of a proposal, as the analysis tells it."""

    @property
    def id(self) -> str:
        """Whom it is made on."""

    @property
    def change(self) -> str:
        """redundant, buffer, break or protect."""

    @property
    def needed(self) -> str | None:
        """How many members of the group must work, of how many."""

    @property
    def hours(self) -> float | None:
        """By how many hours a buffer is lengthened."""

    @property
    def relationships(self) -> Sequence[str]:
        """The relationships concerned, as source TYPE target, with #n for further ones."""


@dataclass(frozen=True, slots=True)
class _Draft:
    snapshot: Snapshot
    prefix: str
    number: Iterator[int] = field(default_factory=lambda: count(1))
    made_good: set[object] = field(default_factory=set)

    def stand_in(self, instead_of: str, label: str) -> Add:
        """A new thing that never fails, named after what it stands in for."""
        name = both("Alternative to {name}", name=self.snapshot.nodes[self.snapshot.index[instead_of]].name)
        return Add(do="add", id=f"{self.prefix}:{next(self.number)}", label=label, properties={"name": str(name)})

    def one_more(self, ties: Sequence[Relationship], needer: str, k: int) -> Iterator[Change]:
        """A group that may lose one member more. Where it states that more must work than count, as many are made good."""
        group = (needer, ties[0].properties.get("group") or id(ties[0]))
        short = 0 if group in self.made_good else max(0, _stated(ties, k) - k)
        self.made_good.add(group)
        for _ in range(1 + short):
            yield from self.spare(ties, needer, _stated(ties, k))

    def spare(self, ties: Sequence[Relationship], needer: str, k: int) -> Iterator[Change]:
        """A group with one member more; a tie that is a group of its own becomes one of two."""
        tie = ties[0]
        giver = tie.target if tie.source == needer else tie.source
        spare = self.stand_in(giver, self.snapshot.nodes[self.snapshot.index[giver]].label)
        yield spare
        if tie.properties.get("group"):
            said = {name: value for name, value in tie.properties.items() if name != "source_key"}
            ends = {**_ends(tie), "source_key": "", "target" if giver == tie.target else "source": spare.id}
            yield AddRelationship(do="add_relationship", **ends, properties={**said, "k": k})
        else:
            yield AddRedundancy(do="add_redundancy", **_ends(tie), alternative=spare.id, k=k)

    def loosened(self, ties: Sequence[Relationship], thing: str) -> Iterator[Change]:
        """A group whose loss stops nothing any more."""
        shared, left = [tie for tie in ties if tie.type == SHARED], [tie for tie in ties if tie.type != SHARED]
        yield from (RemoveRelationship(do="remove_relationship", **_ends(tie)) for tie in shared)
        for tie in left:
            declared = self.snapshot.schema.relationship[tie.type]
            name, value = (declared.failure_if, False) if declared.failure_if else ("mode", "soft")
            yield _set(tie, name, value)
        group = ties[0].properties.get("group")
        if shared and group:
            beside = (tie for tie in _around(self.snapshot, thing) if tie.properties.get("group") == group)
            of_group = (tie for tie in beside if needer(tie, self.snapshot.schema) == thing and tie.type != SHARED)
            yield from (_set(tie, "k", 1) for tie in of_group)


def changes_of(
    snapshot: Snapshot, proposed: Iterable[Proposed], *, prefix: str, at: dt.date | None = None, assume_needed: bool = False
) -> tuple[Change, ...]:
    """The changes of a proposal, in its order.

    Args:
        snapshot: the landscape the proposal was made for.
        proposed: the rows of one proposal.
        prefix: the ids of new things begin with it.
        at: the day on which the landscape was looked at.
        assume_needed: flows nobody has judged were counted as needed.
    """
    draft, out = _Draft(snapshot, prefix), list[Change]()
    for row in proposed:
        ties = [tie for tie in _around(snapshot, row.id) if _written(tie) in row.relationships]
        if row.change == "protect":
            out += _protected(draft, row.id, failure(snapshot, at=at, assume_needed=assume_needed))
        elif row.change == "redundant":
            out += draft.one_more(ties, row.id, int((row.needed or "1").partition("/")[0]))
        elif row.change == "buffer":
            out += [_longer(tie, row.hours or 0) for tie in ties]
        else:
            out += draft.loosened(ties, row.id)
    return tuple(_once(out))


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """Each change of a relationship once: of parallel ones that nothing tells apart, all are meant."""
    seen = set()
    for change in changes:
        if isinstance(change, RemoveRelationship | SetRelationship):
            about = (change.source, change.type, change.target, change.source_key, getattr(change, "property", ""))
            if about in seen:
                continue
            seen.add(about)
        yield change


def _protected(draft: _Draft, thing: str, ways: Failure) -> Iterator[Change]:
    """Every group that could stop a thing, with as many members more as it needs; what is shared goes."""
    view, groups = ways
    node = draft.snapshot.index[thing]
    for g in np.flatnonzero((groups.needer == node) & groups.hard).tolist():
        ties = [draft.snapshot.relationships[int(view.tie[step])] for step in groups.members.of(g).tolist()]
        if any(tie.type == SHARED for tie in ties):
            yield from draft.loosened(ties, thing)
        else:
            k = _stated(ties, int(groups.k[g]))
            for _ in range(k):
                yield from draft.spare(ties, thing, k)


def _stated(ties: Iterable[Relationship], counted: int) -> int:
    """How many of a group must work as it states; what counts may be fewer."""
    stated = [k for tie in ties if isinstance(k := tie.properties.get("k"), int)]
    return max([counted, *stated])


def _longer(tie: Relationship, hours: float) -> Change:
    stated = tie.properties.get("buffer_h")
    before = stated if isinstance(stated, int | float) else 0
    return _set(tie, "buffer_h", before + hours)


def _set(tie: Relationship, name: str, value: object) -> Change:
    return SetRelationship(do="set_relationship", **_ends(tie), property=name, value=value)


def _around(snapshot: Snapshot, thing: str) -> Iterator[Relationship]:
    node = snapshot.index[thing]
    for ties in (snapshot.incoming.of(node), snapshot.outgoing.of(node)):
        yield from (snapshot.relationships[j] for j in ties.tolist())


def _written(tie: Relationship) -> str:
    """A relationship as a proposal names it."""
    return f"{tie.source} {tie.type} {tie.target}" + (f" #{tie.ordinal + 1}" if tie.ordinal else "")


def _ends(tie: Relationship) -> dict[str, str]:
    key = str(tie.properties.get("source_key") or "")
    return {"source": tie.source, "type": tie.type, "target": tie.target, **({"source_key": key} if key else {})}
