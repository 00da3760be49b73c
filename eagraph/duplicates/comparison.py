"""All pairs of systems that may be one record or several installations, each judged; worked out once a snapshot.

Pairs are scored here and not by a library such as Splink: some ten thousand names give about a hundred thousand candidates,
which plain code judges in seconds without a database engine; there are three sorts of pairs to keep apart where a linkage
library has two; and a register of some hundred systems has a handful of duplicates, from which expectation maximisation
cannot learn. Of the chances, those among others are counted in the landscape's own pairs, the rest is declared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from eagraph.duplicates.blocking import candidates
from eagraph.duplicates.comparing import Compared, compared, facts
from eagraph.duplicates.judging import Judged, weighed
from eagraph.duplicates.rarity import Rarity
from eagraph.duplicates.records import Record, records
from eagraph.duplicates.spread import Spread
from eagraph.duplicates.weights import Weights, weights
from eagraph.graph.snapshot import Snapshot
from eagraph.work import counted

_ROUNDS = 8
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
    rarity = Rarity.of((name for record in ordered for name in record.names), (record.product for record in ordered))
    own = weights().of_landscape(_seen(ordered, weights().sampled))
    tried = candidates(ordered)
    spread = Spread.of(ordered)
    likely = tuple(_likely(ordered, tried.pairs, rarity, spread))
    bits_of = [weighed(pair, own) for pair in likely]
    learned = _rates([bits.sums for bits in bits_of], own, len(ordered))
    prior = learned.prior(len(ordered))
    pairs = tuple(Judged(pair, learned, prior, bits) for pair, bits in zip(likely, bits_of, strict=True))
    return Comparison(ordered, learned, rarity, pairs, tried.crowded)


def _likely(
    ordered: Sequence[Record], tried: Sequence[tuple[int, int]], rarity: Rarity, spread: Spread
) -> Iterator[Compared]:
    """Those of which something says that they are one thing."""
    for one, other in counted(tried, len(tried), every=1000):
        if pair := compared(ordered[one], ordered[other], rarity, spread):
            yield pair


def _rates(sums: Sequence[tuple[float, float]], own: Weights, count: int) -> Weights:
    """With the rates of both sorts as the pairs make them likely (EM), the declared ones believed in part."""
    same, several = np.array(sums).reshape(-1, 2).T
    found = own
    for _ in range(_ROUNDS):
        of_same, of_several = found.prior(count)
        odds = np.exp2(np.clip(np.array([same + of_same, several + of_several]), -200, 200))
        expected = (odds / (1 + odds.sum(axis=0))).sum(axis=1) / max(1, count)
        declared, believed = np.array([own.rate_same, own.rate_several]), own.believed
        rates = (expected + believed * declared) / (1 + believed)
        found = replace(own, rate_same=float(rates[0]), rate_several=float(rates[1]))
    return found


def _seen(ordered: Sequence[Record], most: int) -> Mapping[str, Mapping[str, int]]:
    """How often every level is found in pairs drawn blindly: each record with those some fixed strides after it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    count = len(ordered)
    for stride in _STRIDES:
        if stride >= count:
            break
        step = max(1, count * len(_STRIDES) // most)
        for place in range(0, count - stride, step):
            one, other = ordered[place], ordered[place + stride]
            for feature, level in facts(one, other).items():
                seen[feature][level] += 1
    return seen
