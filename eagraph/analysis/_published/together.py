"""Which rules of the model apply to what the public sees, as if it lay in one place, and to which of it already?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from eagraph.analysis._published.mosaic import Mosaic
from eagraph.analysis._published.public import Public
from eagraph.escalation.conditions import Judge
from eagraph.model.aggregation import Condition, Rule


class Applies(NamedTuple):
    """A rule applies: by these sets, of which none can go, for one kind of subject (empty: any)."""

    rule: Rule
    columns: tuple[int, ...]
    subject: str


@dataclass(frozen=True, eq=False)
class Together:
    """What is seen, judged at one end: low is what surely applies, high what perhaps does."""

    public: Public
    mosaic: Mosaic

    @classmethod
    def of(cls, public: Public) -> Together:
        """What is seen."""
        return cls(public, Mosaic(public))

    @property
    def _perhaps(self) -> bool:
        return self.public.end == "high"

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.public.escalation.facts, self._perhaps)

    def opened(self, columns: Sequence[int]) -> set[int]:
        """What comes whole again where some sets are seen together."""
        return self.mosaic.opened(columns, perhaps=self._perhaps)

    @cached_property
    def applying(self) -> tuple[Applies, ...]:
        """Every rule about information that applies, with the first sets that are enough."""
        rules = [rule for rule in self.public.escalation.ground.model.rules if rule.family != "mosaic"]
        return tuple(found for rule in rules if (found := self._first(rule)) is not None)

    def _first(self, rule: Rule) -> Applies | None:
        """The first sets by which a rule applies, if it does."""
        subjects = self.public.escalation.facts.subjects
        ways = [
            (condition, subject, self._about(condition))
            for condition in rule.when if condition.dependants is None
            for subject in (subjects if condition.linkable else ("",))
        ]  # fmt: skip

        def about_whom(columns: Sequence[int]) -> str | None:
            seen = self.public.seen([self.public.items[c] for c in columns], self.opened(columns))
            return next((who for asked, who, about in ways if self._judge.fulfils(asked, who, seen, about)), None)

        if about_whom(tuple(self.public.items)) is None:
            return None
        columns = least(tuple(self.public.items), lambda some: about_whom(some) is not None)
        return Applies(rule, columns, about_whom(columns) or "")

    def _about(self, condition: Condition) -> frozenset[int]:
        """Columns about enough sensitive systems, where that is asked."""
        escalation = self.public.escalation
        solution = escalation.high if self._perhaps else escalation.low
        found = solution.aggregation.about(condition, {a: r.value for a, r in solution.required.items()})
        return frozenset() if found is None else frozenset(c for c, is_so in enumerate(found.tolist()) if is_so)

    def level(self, columns: Sequence[int], rules: Sequence[Rule] = ()) -> int:
        """Confidentiality of some sets seen together, as rules raise it (never above the model's cap by themselves)."""
        items, opened = self.public.items, self.opened(columns)
        held = max((*(items[c].k for c in columns), *(int(self.public.levels[c]) for c in opened)), default=0)
        raised = min(
            held + max((rule.raises.get("k", 0) for rule in rules), default=0), self.public.escalation.ground.model.cap
        )
        return max(held, raised, *(rule.floors.get("k", 0) for rule in rules), 0)


def least(columns: Sequence[int], is_enough: Callable[[Sequence[int]], bool]) -> tuple[int, ...]:
    """Columns that are enough, of which none can go; those that come first are preferred.

    More columns must never be too many. The shortest beginning that is enough ends with one that is needed; with it, look on
    among those before it. A search by halves for each of those needed.
    """
    needed: list[int] = []
    rest = list(columns)
    while not is_enough(needed):
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high) // 2
            if is_enough([*needed, *rest[:middle]]):
                high = middle
            else:
                low = middle + 1
        needed.append(rest[low - 1])
        rest = rest[: low - 1]
    return tuple(sorted(needed))
