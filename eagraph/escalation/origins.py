"""What does derived information come from in the end? What counts as one where information is counted.

>>> origins({1: {0}, 2: {1, 5}})
{1: (0,), 2: (0, 5)}

Of information that is derived from each other in a ring, and from nothing else, the first stands for all.

>>> origins({3: {4}, 4: {5}, 5: {3}, 6: {4}})
{4: (3,), 5: (3,), 6: (3,)}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping


def origins(parents: Mapping[int, Collection[int]]) -> dict[int, tuple[int, ...]]:
    """By what is derived: what it comes from in the end, sorted; nothing for what stands for itself."""
    children: dict[int, set[int]] = defaultdict(set)
    for child, of in parents.items():
        for parent in of:
            children[parent].add(child)
    endless = set(parents) - _reached([one for one in children if not parents.get(one)], children)
    beyond = {one: _reached([one], parents) for one in sorted(endless)}
    first = {one: min(there) for one, there in beyond.items() if all(one in beyond[other] for other in there)}
    found = {}
    for one in sorted(parents):
        reached = beyond.get(one) or _reached([one], parents)
        last = {first.get(end, end) for end in reached if end in first or not parents.get(end)}
        if one not in last:
            found[one] = tuple(sorted(last))
    return found


def _reached(starts: Collection[int], ways: Mapping[int, Collection[int]]) -> set[int]:
    """Where ways lead from some starts, these included."""
    seen, front = set(starts), list(starts)
    while front:
        for to in ways.get(front.pop(), ()):
            if to not in seen:
                seen.add(to)
                front.append(to)
    return seen
