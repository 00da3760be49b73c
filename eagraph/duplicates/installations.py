"""Several installations: which systems are one product, installed more than once? Distinct things; one might be enough.

That two are of one product has to be said: by a product or its id, or by a proper name that no common word explains, at
different organisations and from one supplier (or, where one has none, for some of the same capabilities). Two halves of one
installation (north and south, A and B) are neither installations nor one record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from eagraph.duplicates.comparing import NOT_ONE, Levels
from eagraph.duplicates.comparison import Comparison, compare
from eagraph.duplicates.judging import Judged
from eagraph.duplicates.pairs import Pair
from eagraph.duplicates.wording import evidence, would_change
from eagraph.graph.snapshot import Snapshot

LEAST = 0.5
_LEAST_NAME_BITS = 14.0
"""A proper name; see `rarity`."""


def installation_pairs(snapshot: Snapshot, *, least: float = LEAST) -> tuple[Pair, ...]:
    """Pairs that are likely to be installations of one product, the likeliest first."""
    found = sorted(_likely(compare(snapshot), least), key=lambda j: (-j.weight_several, j.pair.a.id, j.pair.b.id))
    return tuple(_as_pair(snapshot, judged) for judged in found)


def installations(snapshot: Snapshot, *, least: float = LEAST) -> tuple[tuple[str, ...], ...]:
    """The products that are installed several times: the ids of their systems, the most first.

    Systems are joined by pairs that are installations or one record: whoever has one product with another has it with all.
    """
    above: dict[str, str] = {}

    def top(id_: str) -> str:
        while above.get(id_, id_) != id_:
            id_ = above[id_]
        return id_

    for judged in _likely(compare(snapshot), least):
        first, second = sorted((top(judged.pair.a.id), top(judged.pair.b.id)))
        above[first], above[second] = first, first
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(above):
        groups[top(id_)].append(id_)
    return tuple(sorted(map(tuple, groups.values()), key=lambda ids: (-len(ids), ids)))


def is_said(judged: Judged) -> bool:
    """Is it said that the two are of one product?"""
    levels, names = judged.pair.levels, judged.pair.names
    if levels.get("product") in {"id", "same", "named"}:
        return True
    is_proper = levels["name"] in {"identical", "near"} and names.bits >= _LEAST_NAME_BITS
    is_apart = levels.get("organisation") in {"differ", "related"} and levels.get("product") not in NOT_ONE
    return is_proper and is_apart and _is_backed(levels)


def _is_backed(levels: Levels) -> bool:
    """Does the supplier say that it is one product, or, where one has none, what it is for?"""
    if "supplier" in levels:
        return levels["supplier"] == "same"
    return levels.get("capabilities") in {"same", "overlap"}


def _likely(found: Comparison, least: float) -> Iterator[Judged]:
    for judged in found.pairs:
        if judged.several >= least and judged.several > judged.same and is_said(judged):
            yield judged


def _as_pair(snapshot: Snapshot, judged: Judged) -> Pair:
    return Pair(
        kind="several-installations",
        a=judged.pair.a.id,
        b=judged.pair.b.id,
        score=judged.several,
        probability=judged.several,
        evidence=evidence(snapshot, judged, several=True),
        would_change=would_change(judged, several=True),
    )
