"""What the public sees, judged for certain and perhaps, with what is to be published besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import Field

from eagraph.analysis._published.decided import Decisions
from eagraph.analysis._published.mosaic import Pair
from eagraph.analysis._published.public import Public
from eagraph.analysis._published.together import Together
from eagraph.escalation import Escalation
from eagraph.model.classification import TOP
from eagraph.results import Value


class Level(Value):
    """Confidentiality of all that is seen, together."""

    low: int = Field(description="at least")
    high: int = Field(description="at most, whatever is unknown turns out to be")


class Judged:
    """What is seen, judged for certain and perhaps; `added` are columns that are to be published."""

    def __init__(self, escalation: Escalation, places: tuple[int, ...], added: frozenset[int] = frozenset()) -> None:
        self.escalation, self.added = escalation, added
        self.low = Together.of(Public(escalation, "low", places, added))
        self.high = Together.of(Public(escalation, "high", places, added))
        self.decisions = Decisions(escalation.ground)

    @property
    def level(self) -> Level:
        """Confidentiality of all of it."""
        low, high = (t.level(tuple(t.public.items), [a.rule for a in t.applying]) for t in (self.low, self.high))
        return Level(low=low, high=max(low, high, self.high_level(tuple(self.high.public.items))))

    def pairs(self) -> Iterator[Pair]:
        """Sets that open each other, the sure ones first."""
        yield from self.high.mosaic.pairs(self.added, surely=True)
        yield from self.high.mosaic.pairs(self.added, surely=False)

    def unshown(self, limit: int) -> int:
        """How many pairs there are more than so many, of each mosaic rule."""
        pairs = sum(self.high.mosaic.count(self.added, surely=surely) for surely in (True, False))
        rules = sum(rule.family == "mosaic" for rule in self.escalation.ground.model.rules)
        return max(0, pairs * rules - limit)

    def high_level(self, columns: Sequence[int]) -> int:
        """Confidentiality of some sets together at most: anything, where one comes open of which nobody says what it was."""
        opened = self.high.opened(columns)
        unknown = any(self.high.public.is_of_unknown_origin(c) for c in columns if c in opened)
        return TOP if unknown else self.high.level(columns)

    def ids(self, columns: Iterable[int]) -> tuple[str, ...]:
        """Ids of some columns, sorted."""
        ground = self.escalation.ground
        return tuple(sorted(ground.snapshot.nodes[int(ground.assets[c])].id for c in columns))
