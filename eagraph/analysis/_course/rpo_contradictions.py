"""RPO contradictions: a thing promises to lose less than those it gets its data from.

After a restoration data is as old as the recovery point objective (RPO) allows. A thing that is fed by one that may lose
more cannot have what that one lost, whatever it promises. It is fed by those that send to it (FLOW), directly or through
things that keep nothing (whose kind has no RPO), and by the master of a type of information of which it holds an asset.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eagraph.analysis._course.hours import stated
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships

Carried = frozenset[str] | None
"""Ids of assets; None where a flow does not say."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`node` promises `rpo` and is fed by `master`, which promises `master_rpo`. Times are milliseconds.

    `by`: FLOW or MASTER_OF; `of`: ids of the assets sent (empty: not said) or of the type of information.
    """

    node: int
    rpo: int
    master: int
    master_rpo: int
    by: str
    of: tuple[str, ...]


def rpo_contradictions(snapshot: Snapshot, among: Iterable[int], *, at: dt.date | None = None) -> list[Contradiction]:
    """The contradictions in which one end is among some things; each pair of things once, by flow if there is one."""
    feeds = _Feeds(snapshot, at)
    wanted = set(among)
    found: dict[tuple[int, int], Contradiction] = {}
    for node, rpo in enumerate(feeds.rpo):
        if rpo is None:
            continue
        for master, by, of in (*feeds.senders(node), *feeds.masters(node)):
            its = feeds.rpo[master]
            if its is not None and rpo < its and (node in wanted or master in wanted):
                found.setdefault((node, master), Contradiction(node, rpo, master, its, by, of))
    return [found[pair] for pair in sorted(found)]


class _Feeds:
    """Who is fed by whom on a day."""

    def __init__(self, snapshot: Snapshot, at: dt.date | None) -> None:
        self.snapshot = snapshot
        self.rpo = [stated(node.properties, "rpo_h") for node in snapshot.nodes]
        self._valid = valid_relationships(snapshot, at)
        self._keeping = {label for label, fields in snapshot.schema.node_fields.items() if "rpo_h" in fields}

    def senders(self, node: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Those that keep data and send it here, with what they send."""
        seen: set[tuple[int, Carried]] = {(node, None)}
        todo: list[tuple[int, Carried]] = [(node, None)]
        while todo:
            here, wanted = todo.pop()
            for sender, carried in self._flows(here):
                both = carried if wanted is None else wanted if carried is None else wanted & carried
                if sender == node or both == frozenset() or (sender, both) in seen:
                    continue
                seen.add((sender, both))
                if self.snapshot.nodes[sender].label in self._keeping:
                    yield sender, "FLOW", tuple(sorted(both or ()))
                else:
                    todo.append((sender, both))

    def masters(self, node: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The masters of the types of information of which a thing holds an asset, unless it is one itself."""
        for asset in self._targets(node, "HOLDS"):
            for type_ in self._targets(asset, "OF_TYPE"):
                masters = self._masters.get(type_, ())
                if node not in masters:
                    yield from ((master, "MASTER_OF", (self.snapshot.nodes[type_].id,)) for master in masters)

    def _flows(self, node: int) -> Iterator[tuple[int, Carried]]:
        for j in self.snapshot.incoming.of(node).tolist():
            tie = self.snapshot.relationships[j]
            if tie.type == "FLOW" and self._valid[j]:
                carries = tie.properties.get("carries")
                yield int(self.snapshot.source[j]), frozenset(carries) if isinstance(carries, tuple) and carries else None

    def _targets(self, node: int, type_: str) -> Iterator[int]:
        for j in self.snapshot.outgoing.of(node).tolist():
            if self.snapshot.relationships[j].type == type_ and self._valid[j]:
                yield int(self.snapshot.target[j])

    @cached_property
    def _masters(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for j, tie in enumerate(self.snapshot.relationships):
            if tie.type == "MASTER_OF" and self._valid[j]:
                found.setdefault(int(self.snapshot.target[j]), []).append(int(self.snapshot.source[j]))
        return found
