"""Same record: which systems of a landscape are one that was registered twice?"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.duplicates.comparison import compare
from eagraph.duplicates.judging import Judged
from eagraph.duplicates.pairs import Pair
from eagraph.duplicates.wording import evidence, would_change
from eagraph.graph.snapshot import Snapshot

LEAST = 0.5
"""More likely one record than not."""


def same_record_pairs(snapshot: Snapshot, *, least: float = LEAST) -> tuple[Pair, ...]:
    """Pairs that are likely one record, the likeliest first. The score is the probability."""
    found = sorted(_likely(snapshot, least), key=lambda j: (-j.weight, j.pair.a.id, j.pair.b.id))
    return tuple(as_pair(snapshot, judged) for judged in found)


def as_pair(snapshot: Snapshot, judged: Judged) -> Pair:
    """A pair as one that is, or is not, one record."""
    return Pair(
        kind="same-record",
        a=judged.pair.a.id,
        b=judged.pair.b.id,
        score=judged.same,
        probability=judged.same,
        evidence=evidence(snapshot, judged),
        would_change=would_change(judged),
    )


def _likely(snapshot: Snapshot, least: float) -> Iterator[Judged]:
    for judged in compare(snapshot).pairs:
        if judged.same >= least and judged.same >= judged.several:
            yield judged
