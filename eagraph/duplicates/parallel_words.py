"""Overlaps in words: what is shared, what is missing, and what would change the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eagraph.duplicates.parallel_containment import Containment
from eagraph.duplicates.parallel_needs import FEATURES, Feature, Need, Needs
from eagraph.locale import Text, both, joined

MOST_NAMES = 6
FEATURE_NAMES: dict[Feature, Text] = dict(
    zip(FEATURES, (both("Capabilities"), both("Information"), both("Processes"), both("Users")), strict=True)
)


def names(known: Needs, things: Iterable[int]) -> Text:
    """Names in a row, the first few of many."""
    told = sorted(known.snapshot.nodes[thing].name for thing in things)
    shown = ", ".join(told[:MOST_NAMES])
    if len(told) <= MOST_NAMES:
        return Text(shown, shown)
    return both("{names} and {count} more", names=shown, count=len(told) - MOST_NAMES)


def feature_text(known: Needs, found: Containment, other: str) -> Text:
    """One comparison: which are shared, which are missing, or that it is unknown."""
    called, total = FEATURE_NAMES[found.feature], len(found.shared) + len(found.missing)
    if not found.is_known:
        return both("{feature}: unknown of one or both.", feature=called)
    if not found.shared:
        return both("{feature}: none of {total} in {other}.", feature=called, total=total, other=other)
    told = both(
        "{feature}: {count} of {total} also in {other}: {names}.",
        feature=called, count=len(found.shared), total=total, other=other, names=names(known, found.shared),
    )  # fmt: skip
    missing = both("Not there: {names}.", names=names(known, found.missing)) if found.missing else None
    return joined([told, missing], " ") if missing else told


def under_threshold(known: Needs, found: Containment, threshold: float, pair: Sequence[Need] = ()) -> tuple[int, ...]:
    """The fewest shared things without which the containment would be under a threshold, the most telling first."""

    def weight(things: Iterable[int]) -> float:
        return known.weight(found.feature, things, pair)

    left = sorted(found.shared, key=lambda thing: (-weight((thing,)), thing))
    whole, gone = weight((*found.shared, *found.missing)), 0
    while gone < len(left) and weight(left[gone:]) >= threshold * whole - 1e-9:
        gone += 1
    return tuple(left[:gone])
