"""How large is a thing? Counts of who uses it, what it holds, exchanges and supports; and whether they have grown.

>>> grown({"users": 100, "flows": 3}, {"users": 120, "flows": 3})
('users',)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from eagraph.graph.snapshot import Snapshot

TOLERANCE = 1.1
"""Users are counted roughly; so many times as many is no growth yet."""
_OUT = {"USED_BY": "organisations", "HOLDS": "information", "SUPPORTS": "capabilities", "REALISES": "services"}


def extent(snapshot: Snapshot, node: int) -> dict[str, int]:
    """The counts that are known: distinct organisations and target groups, information, partners in flows, and so on."""
    ends: dict[str, set[int]] = defaultdict(set)
    for j in snapshot.outgoing.of(node):
        type_, other = snapshot.relationships[j].type, int(snapshot.target[j])
        if type_ in _OUT:
            ends[_OUT[type_]].add(other)
        elif type_ == "FLOW":
            ends["flows"].add(other)
    ends["flows"] |= {
        int(snapshot.source[j]) for j in snapshot.incoming.of(node) if snapshot.relationships[j].type == "FLOW"
    }
    told = {measure: len(found) for measure, found in sorted(ends.items()) if found}
    users = snapshot.nodes[node].properties.get("users")
    return {**told, "users": users} if isinstance(users, int) else told


def written(thing: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Counts of a thing (id) as a property keeps them: `id measure=count`."""
    return tuple(f"{thing} {measure}={count}" for measure, count in sorted(counts.items()))


def read(said: Iterable[str]) -> dict[str, dict[str, int]]:
    """By thing (id) the counts as they were written; what is no count is left out."""
    told: dict[str, dict[str, int]] = {}
    for one in said:
        what, _, count = one.rpartition("=")
        thing, _, measure = what.rpartition(" ")
        if thing and count.isdecimal():
            told.setdefault(thing, {})[measure] = int(count)
    return told


def grown(then: Mapping[str, int], now: Mapping[str, int]) -> tuple[str, ...]:
    """The measures that are larger than they were; one that was not known then is not compared, but nothing was nothing."""
    return tuple(
        measure
        for measure, count in sorted(now.items())
        if count > then.get(measure, 0) * (TOLERANCE if measure == "users" else 1)
        and (measure in then or measure != "users")
    )
