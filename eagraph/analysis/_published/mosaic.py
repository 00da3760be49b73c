"""Which sets that the public sees open each other? Those about the same kind of subject that share quasi-identifiers.

Two sets that share so many as the model says (`rejoins_at`) can be put together again, whatever each leaves out. Then both
are seen whole, with all that they were made of. Of a set about which nobody says whom it concerns this is perhaps so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from eagraph.analysis._published.public import Item, Public


class Kind(NamedTuple):
    """What decides whether sets open each other: sets of a kind are alike in it."""

    quasi: frozenset[str]
    subjects: frozenset[str] | None


class Pair(NamedTuple):
    """Two sets that open each other, surely or perhaps, and what they share."""

    one: Item
    other: Item
    shared: tuple[str, ...]
    subjects: tuple[str, ...]
    surely: bool


@dataclass(frozen=True, eq=False)
class Mosaic:
    """The pairs among what is seen."""

    public: Public

    @cached_property
    def kind(self) -> dict[int, Kind]:
        """By column of what is seen."""
        return {c: Kind(self.public.quasi_identifiers(i), self.public.subjects(i)) for c, i in self.public.items.items()}

    @cached_property
    def silent(self) -> int:
        """How many sets do not say what is in them; with what they share cannot be told."""
        return sum(not self.public.said(column).get("categories") for column in self.public.items)

    def opens(self, one: Kind, other: Kind) -> bool | None:
        """Do sets of two kinds open each other: surely, perhaps (None), or not?"""
        if len(one.quasi & other.quasi) < self.public.escalation.ground.model.rejoins_at:
            return False
        if one.subjects is None or other.subjects is None:
            return None if one.subjects != frozenset() and other.subjects != frozenset() else False
        return bool(one.subjects & other.subjects)

    def pairs(self, among: frozenset[int], *, surely: bool) -> Iterator[Pair]:
        """Those that surely open each other, or those that perhaps do, each once; only with some of the sets, if any."""
        for column in sorted(among) or self.public.items:
            for other in sorted(self._partners(self.kind[column], surely=surely)):
                if other > column or (among and other not in among and other != column):
                    yield self._pair(*sorted((column, other)), surely=surely)

    def count(self, among: frozenset[int], *, surely: bool) -> int:
        """How many pairs there are."""
        chosen = among or frozenset(self.public.items)
        partners = Counter(self.kind[column] for column in chosen)
        ends = sum(len(self._partners(kind, surely=surely)) * n for kind, n in partners.items())
        own = sum(self.opens(kind, kind) is (surely or None) for kind in (self.kind[c] for c in chosen))
        within = sum(
            n * partners[other] for kind, n in partners.items() for other in partners
            if self.opens(kind, other) is (surely or None)
        )  # fmt: skip
        return ends - within + (within - own) // 2

    def _partners(self, kind: Kind, *, surely: bool) -> list[int]:
        """The sets that open those of a kind, of that kind too."""
        wanted = (there for there in self._by_kind if self.opens(kind, there) is (surely or None))
        return [column for there in wanted for column in self._by_kind[there]]

    @cached_property
    def _by_kind(self) -> dict[Kind, list[int]]:
        found = defaultdict(list)
        for column, kind in self.kind.items():
            found[kind].append(column)
        return dict(found)

    def _pair(self, one: int, other: int, *, surely: bool) -> Pair:
        kinds, items = (self.kind[one], self.kind[other]), self.public.items
        subjects = (kinds[0].subjects or frozenset()) & (kinds[1].subjects or frozenset())
        return Pair(
            items[one], items[other], tuple(sorted(kinds[0].quasi & kinds[1].quasi)), tuple(sorted(subjects)), surely
        )

    def opened(self, columns: Sequence[int], *, perhaps: bool) -> set[int]:
        """What comes whole again where some sets are seen together: what opens each other, and all it was made of."""
        count = Counter(self.kind[column] for column in columns)
        wide = {kind for kind in count if self._meets(kind, count, perhaps=perhaps)}
        found = {column for column in columns if self.kind[column] in wide}
        return found | {origin for column in found for origin in self.public.origins.get(column, ())}

    def _meets(self, kind: Kind, others: dict[Kind, int], *, perhaps: bool) -> bool:
        """Is there another set that opens one of a kind?"""
        accepted: Iterable[bool | None] = (True, None) if perhaps else (True,)
        return any(count > (other == kind) and self.opens(kind, other) in accepted for other, count in others.items())
