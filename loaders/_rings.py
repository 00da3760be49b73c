"""Which arrows stand in a ring? Those whose two ends reach each other (strongly connected components, Kosaraju)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eagraph.errors import Problem
from eagraph.loading import Intake, RelationshipRecord
from eagraph.locale import both

Arrow = tuple[str, str]
_MOST_HINTS = 20


def ringed(arrows: Sequence[Arrow | None]) -> list[bool]:
    """For each arrow, whether it is part of a ring; None is no arrow. O(V + E), without recursion.

    >>> ringed([("a", "b"), ("b", "a"), ("b", "c"), ("d", "d"), None])
    [True, True, False, True, False]
    """
    ahead: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for start, end in filter(None, arrows):
        ahead[start].append(end)
        behind[end].append(start)
    done: set[str] = set()
    order = [node for first in list(ahead) for node in _last_first(first, ahead, done)]
    component: dict[str, str] = {}
    for root in reversed(order):
        if root not in component:
            _colour(root, behind, component)
    return [arrow is not None and component[arrow[0]] == component[arrow[1]] for arrow in arrows]


def _last_first(start: str, ahead: Mapping[str, Iterable[str]], done: set[str]) -> Iterator[str]:
    """Nodes reached from one, each after all that it reaches (depth first)."""
    if start in done:
        return
    done.add(start)
    stack = [(start, iter(ahead.get(start, ())))]
    while stack:
        node, rest = stack[-1]
        following = next((n for n in rest if n not in done), None)
        if following is None:
            yield node
            stack.pop()
        else:
            done.add(following)
            stack.append((following, iter(ahead.get(following, ()))))


def _colour(root: str, behind: Mapping[str, Iterable[str]], component: dict[str, str]) -> None:
    component[root] = root
    stack = [root]
    while stack:
        for node in behind.get(stack.pop(), ()):
            if node not in component:
                component[node] = root
                stack.append(node)


def without_rings(records: Sequence[RelationshipRecord], intake: Intake) -> list[RelationshipRecord]:
    """The records, with PART_OF in a ring as RELATES_TO."""
    arrows = [(r.source.text, r.target.text) if r.type == "PART_OF" else None for r in records]
    kept, hints = [], []
    for record, in_ring in zip(records, ringed(arrows), strict=True):
        kept.append(replace(record, type="RELATES_TO") if in_ring else record)
        if in_ring:
            hints.append(Problem(record.place, both("PART_OF goes round in a ring; kept as RELATES_TO.")))
    intake.hints += hints[:_MOST_HINTS]
    if len(hints) > _MOST_HINTS:
        more = both("{count} more that go round in a ring.", count=len(hints) - _MOST_HINTS)
        intake.hints.append(Problem(hints[_MOST_HINTS].where, more))
    return kept
