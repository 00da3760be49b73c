"""Who requires a level of whom, beside what information requires by being there?

Each aspect has its own direction, and its own discounts. Integrity is required back along a flow by those who use the data,
less behind an independent validation. Availability is required of a supplier by who depends on it: less over a soft
dependency, of each member of a redundancy, and where the one who needs it holds out as long as it takes to restore; nothing
over an optional one. What a host or an access controller serves, it must meet in all four (NIST SP 800-60 vol. 1, §4.4.2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import Ways
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Failure, failure, view
from eagraph.locale import Text
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.relationships import Travel

Levels = npt.NDArray[np.int8]
RULES = ("use", "transport", "hosting", "access", "derivation", "dependency")
"""By number, the rule by which what is required of one end is required of the other."""
_BY_TYPE = {"FLOW": "use", "VIA": "transport", "HOSTS": "hosting", "CONTROLS_ACCESS_TO": "access"}
_INTEGRITY_ONLY = ("FLOW", "VIA")


class Demand(NamedTuple):
    """What `giver` requires of `taker`, so many levels less, by a rule and a relationship."""

    giver: int
    taker: int
    discount: int
    rule: str
    tie: int


@dataclass(frozen=True, eq=False)
class Demands:
    """The demands of one aspect as columns."""

    giver: Numbers
    taker: Numbers
    discount: Levels
    rule: Numbers
    tie: Numbers

    @classmethod
    def of(cls, demands: list[Demand]) -> Demands:
        """Demands as columns, by giver; what a thing requires of itself says nothing."""
        given = sorted(demands, key=lambda demand: demand.giver)
        rows = [(d.giver, d.taker, d.discount, RULES.index(d.rule), d.tie) for d in given if d.giver != d.taker]
        giver, taker, discount, rule, tie = np.array(rows, dtype=np.int32).reshape(len(rows), 5).T
        return cls(giver.copy(), taker.copy(), discount.astype(np.int8), rule.copy(), tie.copy())

    def __len__(self) -> int:
        return len(self.tie)

    def ways(self, count: int) -> Ways:
        """Demands by giver, among so many nodes; drawn up once."""
        if count not in self._ways:
            self._ways[count] = Ways.of(np.arange(count, dtype=np.int32), self.giver, self.taker)
        return self._ways[count]

    @cached_property
    def _ways(self) -> dict[int, Ways]:
        return {}

    def number(self, i: int) -> Demand:
        """One of them."""
        row = (int(self.giver[i]), int(self.taker[i]), int(self.discount[i]))
        return Demand(*row, RULES[int(self.rule[i])], int(self.tie[i]))

    def where(self, kept: npt.NDArray[np.bool_]) -> Demands:
        """Some of them."""
        return Demands(self.giver[kept], self.taker[kept], self.discount[kept], self.rule[kept], self.tie[kept])

    def without(self, ties: Numbers) -> Demands:
        """As if some relationships were not there; itself, where none of them is any."""
        gone = np.isin(self.tie, ties)
        return self.where(~gone) if gone.any() else self

    def joined(self, more: Demands) -> Demands:
        """These and more, each after those of the same giver."""
        at = np.searchsorted(self.giver, more.giver, side="right")
        names = ("giver", "taker", "discount", "rule", "tie")
        return Demands(*(np.insert(getattr(self, name), at, getattr(more, name)) for name in names))


@dataclass(frozen=True, eq=False)
class Requirements:
    """Demands by aspect, and who needs whom, for the concentration of dependants: `needer[i]` of `needed[i]` by `tie[i]`."""

    by_aspect: dict[Aspect, Demands]
    needer: Numbers
    needed: Numbers
    tie: Numbers
    hidden: dict[Aspect, Numbers]
    """By aspect, relationships the day leaves out."""
    reasons: tuple[Text, ...]
    """What is assumed of availability."""
    unfounded: tuple[int, ...] = ()
    """Flows that are said to be validated, without evidence."""
    made_of: tuple[tuple[int, int], ...] = ()
    """Information, and what it is derived from: it counts as that, whatever relationships end."""

    @cached_property
    def pairs(self) -> tuple[Numbers, Numbers]:
        """Who needs which other thing, each once."""
        count = int(max(self.needer.max(initial=0), self.needed.max(initial=0))) + 1
        other = self.needer != self.needed
        needer, needed = np.divmod(np.unique(self.needer[other].astype(np.int64) * count + self.needed[other]), count)
        return needer.astype(np.int32), needed.astype(np.int32)

    def without(self, ties: Numbers) -> Requirements:
        """As if some relationships were not there; a redundancy keeps its discount."""
        kept = ~np.isin(self.tie, ties)
        return replace(
            self,
            by_aspect={a: d.without(ties) for a, d in self.by_aspect.items()},
            needer=self.needer[kept], needed=self.needed[kept], tie=self.tie[kept],
        )  # fmt: skip

    def and_flow(self, sender: int, receiver: int) -> Requirements:
        """As if one thing more sent another information: who uses it requires integrity of who sends it."""
        use = Demands.of([Demand(receiver, sender, 0, "use", -1)])
        return replace(self, by_aspect={**self.by_aspect, "r": self.by_aspect["r"].joined(use)})


def requirements(snapshot: Snapshot, model: ClassificationModel, at: dt.date | None) -> Requirements:
    """All demands on a day."""
    ties, needs = view(snapshot, "requirement", at=at), failure(snapshot, at=at)
    derived = view(snapshot, "data", at=at)
    found: dict[Aspect, list[Demand]] = {aspect: [] for aspect in ASPECTS}
    unfounded, made_of = list[int](), list[tuple[int, int]]()
    for origin, reached, j in zip(ties.origin.tolist(), ties.reached.tolist(), ties.tie.tolist(), strict=True):
        tie = snapshot.relationships[j]
        if tie.type not in _BY_TYPE:
            continue
        discount = 0
        if tie.type == "FLOW" and tie.properties.get("validated"):
            if tie.properties.get("validation_evidence"):
                discount = model.discounts.validation
            else:
                unfounded.append(j)
        for aspect in ("r",) if tie.type in _INTEGRITY_ONLY else ("k", "r", "s"):
            found[aspect].append(Demand(origin, reached, discount, _BY_TYPE[tie.type], j))  # type: ignore[index]
    for origin, reached, j in zip(derived.origin.tolist(), derived.reached.tolist(), derived.tie.tolist(), strict=True):
        if snapshot.relationships[j].type == "DERIVED_FROM" and not _is_decided_anonymous(snapshot, reached):
            made_of.append((reached, origin))
            found["k"].append(Demand(origin, reached, 0, "derivation", j))
            found["s"].append(Demand(origin, reached, 0, "derivation", j))
    found["t"] = list(_availability(snapshot, needs, model))
    hidden = dict.fromkeys(ASPECTS, ties.left_out)
    hidden["t"] = np.union1d(ties.left_out, needs.view.left_out).astype(np.int32)
    return Requirements(
        {aspect: Demands.of(demands) for aspect, demands in found.items()},
        needs.view.reached, needs.view.origin, needs.view.tie, hidden, needs.reasons, tuple(unfounded), tuple(made_of),
    )  # fmt: skip


def _is_decided_anonymous(snapshot: Snapshot, asset: int) -> bool:
    """Is derived information anonymous by a dated decision? Then it does not inherit what it was derived from."""
    said = snapshot.nodes[asset].properties
    return said.get("asset_kind") == "anonymous" and bool(said.get("classified_by")) and bool(said.get("classified_on"))


def _availability(snapshot: Snapshot, needs: Failure, model: ClassificationModel) -> Iterator[Demand]:
    """Who depends on whom requires availability of it, where requirements travel along the tie at all."""
    ways, groups = needs
    types = snapshot.schema.relationship
    for step, (g, j) in enumerate(zip(groups.group.tolist(), ways.tie.tolist(), strict=True)):
        tie = snapshot.relationships[j]
        if groups.mode[g] == "optional" or types[tie.type].requirement is Travel.NOT:
            continue
        needer, supplier = int(ways.reached[step]), int(ways.origin[step])
        discount = model.discounts.soft * (groups.mode[g] == "soft")
        discount += model.discounts.redundancy * bool(groups.k[g] < groups.size[g])
        discount += model.discounts.buffer * _holds_out(snapshot, needer, j)
        rule = _BY_TYPE[tie.type] if tie.type in ("HOSTS", "CONTROLS_ACCESS_TO") else "dependency"
        yield Demand(needer, supplier, min(discount, 4), rule, j)


def _holds_out(snapshot: Snapshot, needer: int, tie: int) -> bool:
    """Does who needs it hold out without it as long as it may itself take to be restored?"""
    buffer = snapshot.relationships[tie].properties.get("buffer_h")
    target = snapshot.nodes[needer].properties.get("rto_h")
    return isinstance(buffer, int | float) and isinstance(target, int | float) and 0 < target <= buffer
