"""All pairs of a landscape's systems that may be one record or several installations, each judged; worked out once a snapshot.

Pairs are scored here and not by a library such as Splink: some ten thousand names give about a hundred thousand candidates,
which plain code judges in seconds without a database engine; there are three sorts of pairs to keep apart where a linkage
library has two; and a register of some hundred systems has a handful of duplicates, from which expectation maximisation
cannot learn. Of the chances, those among others are counted in the landscape's own pairs, the rest is declared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from eagraph.duplicates.blocking import candidates
from eagraph.duplicates.comparing import compared, facts
from eagraph.duplicates.judging import Judged
from eagraph.duplicates.rarity import Rarity
from eagraph.duplicates.records import Record, records
from eagraph.duplicates.weights import Weights, weights
from eagraph.graph.snapshot import Snapshot
from eagraph.work import counted

_STRIDES = (1, 7, 31, 127, 509, 2039, 8191)


@dataclass(frozen=True, eq=False)
class Comparison:
    """The judged pairs, sorted by ids."""

    records: tuple[Record, ...]
    weights: Weights
    rarity: Rarity
    pairs: tuple[Judged, ...]
    crowded: int
    """Systems with more near names than were looked at."""

    @cached_property
    def by_ids(self) -> Mapping[tuple[str, str], Judged]:
        """Pairs by their ids, in order."""
        return {(judged.pair.a.id, judged.pair.b.id): judged for judged in self.pairs}


def compare(snapshot: Snapshot) -> Comparison:
    """Compare the systems of a landscape."""
    if "comparison of duplicates" not in snapshot.plans:
        snapshot.plans["comparison of duplicates"] = compared_records(records(snapshot))
    found: Comparison = snapshot.plans["comparison of duplicates"]
    return found


def compared_records(found: Sequence[Record]) -> Comparison:
    """Compare records, whatever their order."""
    ordered = tuple(sorted(found, key=lambda record: record.id))
    rarity = Rarity.of(name for record in ordered for name in record.names)
    own = weights().of_landscape(_seen(ordered, weights().sampled))
    tried = candidates(ordered)
    pairs = tuple(_judged(ordered, tried.pairs, rarity, own))
    return Comparison(ordered, own, rarity, pairs, tried.crowded)


def _judged(ordered: Sequence[Record], tried: Sequence[tuple[int, int]], rarity: Rarity, own: Weights) -> Iterator[Judged]:
    """Those of which something says that they are one thing."""
    for one, other in counted(tried, len(tried), every=1000):
        pair = compared(ordered[one], ordered[other], rarity)
        if pair.names.level != "different" or pair.levels.get("product") in {"id", "same", "named"} or "key" in pair.levels:
            yield Judged(pair, own, len(ordered))


def _seen(ordered: Sequence[Record], most: int) -> Mapping[str, Mapping[str, int]]:
    """How often every level is found in pairs drawn blindly: each record with those some fixed strides after it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    count, left = len(ordered), most
    for stride in _STRIDES:
        if stride >= count:
            break
        step = max(1, count * len(_STRIDES) // most)
        for place in range(0, count - stride, step):
            one, other = ordered[place], ordered[place + stride]
            for feature, level in facts(one, other).items():
                seen[feature][level] += 1
            if (one.product or one.product_id) and (other.product or other.product_id):
                seen["product"]["same" if (one.product, one.product_id) == (other.product, other.product_id) else "differ"] += 1
            left -= 1
    return seen
