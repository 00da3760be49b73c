"""What a landscape says of one relationship, place or piece of information, read straight from its words.

For `reference`, which must owe nothing to the engine. Everything is looked up where it stands, and remembered with the
snapshot; only which flows say what they carry is drawn up for the whole landscape.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import TOP
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship

Steps = tuple[int, ...]
"""By level before, the level after."""
SAME: Steps = tuple(range(TOP + 1))
_EVIDENCE = ("filter_method", "filter_decision", "filter_decided_by", "filter_date", "filter_review", "filter_evidence")
KEPT: tuple[Literal["k", "s"], ...] = ("k", "s")
"""The aspects that filters may lower."""
T = TypeVar("T")


class Effect(NamedTuple):
    """What becomes of information: its K and S, whether it can still be tied to its subject, which categories are lost."""

    k: Steps = SAME
    s: Steps = SAME
    link: bool = True
    lost: frozenset[str] = frozenset()

    def then(self, after: Effect) -> Effect:
        """Both, one after the other."""
        k, s = tuple(after.k[level] for level in self.k), tuple(after.s[level] for level in self.s)
        return Effect(k, s, self.link and after.link, self.lost | after.lost)

    def joined(self, other: Effect) -> Effect:
        """What is left of information that came both ways."""
        k, s = (tuple(map(max, *pair)) for pair in ((self.k, other.k), (self.s, other.s)))
        return Effect(k, s, self.link or other.link, self.lost & other.lost)


class Move(NamedTuple):
    """Information goes on to a place: some of it (None: all there is), as a filter leaves it."""

    tie: int
    receiver: int
    brings: frozenset[int] | None
    effect: Effect
    guessed: bool
    opens: bool
    """Is it a filter that another may open again?"""


@dataclass(frozen=True, eq=False)
class Declared:
    """The words of a landscape on a day."""

    snapshot: Snapshot
    at: dt.date | None
    _known: dict[Hashable, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, at: dt.date | None) -> Declared:
        """What was looked up before is not looked up again."""
        found: Declared = snapshot.plans.setdefault(("escalation reference", at), cls(snapshot, at))
        return found

    def once(self, key: Hashable, look_up: Callable[[], T]) -> T:
        """What was looked up before."""
        if key not in self._known:
            self._known[key] = look_up()
        found: T = self._known[key]
        return found

    @property
    def model(self) -> ClassificationModel:
        """The classification model in force."""
        return self.snapshot.schema.classification

    @property
    def day(self) -> str:
        """The day on which filters are judged."""
        return self.at.isoformat() if self.at else self.snapshot.date[:10]

    def ends(self, j: int) -> tuple[int, int]:
        """Source and target of a relationship."""
        tie = self.snapshot.relationships[j]
        return self.snapshot.index[tie.source], self.snapshot.index[tie.target]

    def said(self, node: int) -> Mapping[str, Value]:
        """What a thing says of itself."""
        return self.snapshot.nodes[node].properties

    def stands(self, properties: Mapping[str, Value]) -> bool:
        """Is what says this valid on the day?"""
        first, last = (str(properties.get(name) or "") for name in ("valid_from", "valid_to"))
        return self.at is None or (first <= self.at.isoformat() and (not last or self.at.isoformat() <= last))

    def is_valid(self, j: int) -> bool:
        """Is a relationship valid on the day, and both its ends?"""
        words = self.snapshot.relationships[j].properties
        return self.at is None or all(map(self.stands, (words, *map(self.said, self.ends(j)))))

    def ties(self, node: int, *types: str, out: bool) -> Iterator[tuple[int, Relationship, int]]:
        """Valid relationships of a thing, out of it or into it: number, words, the other end."""
        for j in (self.snapshot.outgoing if out else self.snapshot.incoming).of(node).tolist():
            tie = self.snapshot.relationships[j]
            if tie.type in types and self.is_valid(j):
                yield j, tie, self.ends(j)[1 if out else 0]

    def owning(self) -> tuple[str, ...]:
        """The types by which a place holds information."""
        return tuple(type_.type for type_ in self.snapshot.schema.relationship_types if type_.owns)

    # Information and its ways

    def is_information(self, node: int) -> bool:
        """Is it information: by its label, or because something holds, carries or sends it?"""

        def look_up() -> bool:
            held = any(True for _ in self.ties(node, *self.owning(), "CARRIES", out=False))
            return held or self.snapshot.nodes[node].label == "InformationAsset" or bool(self._flows_that_say(node))

        return self.once(("information", node), look_up)

    def says(self, j: int) -> frozenset[int] | None:
        """The information that a flow itself says it carries, of what there is on the day."""
        carried = self.snapshot.relationships[j].properties.get("carries")
        if not isinstance(carried, tuple):
            return None
        named = (self.snapshot.index[str(a)] for a in carried if str(a) in self.snapshot.index)
        return frozenset(a for a in named if self.stands(self.said(a)))

    def _flows_that_say(self, asset: int) -> list[int]:
        """The flows that say they carry it."""
        named = self._flows_by_name.get(self.snapshot.nodes[asset].id, ()) if self.stands(self.said(asset)) else ()
        return self.once(("flows", asset), lambda: [j for j in named if self.is_valid(j)])

    @cached_property
    def _flows_by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for j, tie in enumerate(self.snapshot.relationships):
            if tie.type == "FLOW" and isinstance(carried := tie.properties.get("carries"), tuple):
                for asset in carried:
                    found[str(asset)].append(j)
        return dict(found)

    def carried_by(self, integration: int) -> frozenset[int]:
        """What an integration CARRIES."""
        return self.once(
            ("carried", integration), lambda: frozenset(a for _, _, a in self.ties(integration, "CARRIES", out=True))
        )

    def move(self, j: int) -> Move | None:
        """The information a valid relationship hands on, if it does."""
        tie, (source, target) = self.snapshot.relationships[j], self.ends(j)
        if tie.type == "VIA":
            return Move(j, target, None, self._transport(source), guessed=False, opens=False)
        if tie.type != "FLOW":
            return None
        says, effect = self.says(j), self._filter(tie.properties)
        if says is None:
            says = self.carried_by(source) or self.carried_by(target) or None
        return Move(j, target, says, effect, guessed=says is None, opens=effect != Effect())

    def moves_from(self, place: int) -> list[Move]:
        """All that is handed on from a place."""
        return self.once(
            ("moves", place), lambda: [m for j, _, _ in self.ties(place, "FLOW", "VIA", out=True) if (m := self.move(j))]
        )

    def unfounded(self, asset: int) -> frozenset[int]:
        """Places that send information although nothing says how it came there: it counts as at home with them.

        Who is itself sent it by such a place has it from there; of places that send it to each other in a ring all have it.
        """

        def look_up() -> frozenset[int]:
            homes = {place for _, _, place in self.ties(asset, *self.owning(), "CARRIES", out=False)}
            there = self._spread(asset, homes)
            missing = [self.ends(j) for j in self._flows_that_say(asset) if self.ends(j)[0] not in there]
            fed = {receiver for _, receiver in missing}
            first = {sender for sender, _ in missing} - fed
            there = self._spread(asset, homes | first)
            return frozenset(first | ({sender for sender, _ in missing} - there))

        return self.once(("unfounded", asset), look_up)

    def _spread(self, asset: int, homes: set[int]) -> set[int]:
        there, front = set(homes), list(homes)
        while front:
            for move in self.moves_from(front.pop()):
                if move.receiver not in there and (move.brings is None or asset in move.brings):
                    there.add(move.receiver)
                    front.append(move.receiver)
        return there

    # Filters

    def _is_proven(self, words: Mapping[str, Value]) -> bool:
        """Has a filter of the model evidence that holds on the day?"""
        if words.get("filter") not in self.model.filters or not all(words.get(name) for name in _EVIDENCE):
            return False
        return not self.day or str(words["filter_date"]) <= self.day <= str(words["filter_review"])

    def _filter(self, words: Mapping[str, Value]) -> Effect:
        """What a flow's filter does; nothing without evidence."""
        if not self._is_proven(words):
            return Effect()
        kind, decided, removes = self.model.filters[words["filter"]], words.get("filter_k"), words.get("filter_removes")  # type: ignore[index]
        cap = {**kind.cap, "k": decided} if isinstance(decided, int) else {**kind.cap}
        k, s = (tuple(min(cap.get(a, TOP), max(0, n - kind.lower.get(a, 0))) for n in SAME) for a in KEPT)
        lost = {*kind.removes, *(map(str, removes) if isinstance(removes, tuple) else ())}
        return Effect(k, s, kind.keeps_link, frozenset(lost))

    def _transport(self, integration: int) -> Effect:
        """What those who transport can read: little, where all that comes in is encrypted from end to end, with evidence."""
        into = [tie.properties for _, tie, _ in self.ties(integration, "FLOW", out=False)]
        is_sealed = all(words.get("filter") == "encrypt" and self._is_proven(words) for words in into)
        if not into or not is_sealed or self.snapshot.nodes[integration].label != "Integration":
            return Effect()
        less = self.model.discounts.encrypted
        return Effect(tuple(max(min(1, k), k - less) for k in SAME), link=False, lost=frozenset(self.model.categories))

    def is_decided_anonymous(self, asset: int) -> bool:
        """Is it anonymous by a dated decision? Then it does not inherit what it was derived from."""
        words = self.said(asset)
        return (
            words.get("asset_kind") == "anonymous" and bool(words.get("classified_by")) and bool(words.get("classified_on"))
        )
