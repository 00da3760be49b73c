"""One step of a reason: what it concludes, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from eagraph.escalation.arrival import Way
from eagraph.escalation.planes import Plane
from eagraph.model.aggregation import Condition
from eagraph.model.classification import Aspect

Kind = Literal["classified", "decided", "arrives", "content", "rule", "demand"]


@dataclass(frozen=True, slots=True)
class Step:
    """One conclusion: `place` must meet `level` in `aspect` (or, of kind arrives, `asset` is in `place`), and why.

    classified: the owner of the information says so · decided: the owner of the place says so (R, T) · arrives: `way` ·
    content: information in it requires it · rule: `rule` under `condition`, for `subject` · demand: by relationship `tie`.
    """

    kind: Kind
    place: int
    aspect: Aspect
    level: int
    premises: tuple[Step, ...] = ()
    asset: int = -1
    way: Way | None = None
    plane: Plane = ()
    rule: str = ""
    condition: Condition | None = None
    subject: str = ""
    tie: int = -1
    discount: int = 0

    def steps(self) -> Iterator[Step]:
        """All steps, each after what it rests on, each once."""
        seen: set[Step] = set()
        stack = [(self, False)]
        while stack:
            step, done = stack.pop()
            if done:
                yield step
            elif step not in seen:
                seen.add(step)
                stack.append((step, True))
                stack += [(premise, False) for premise in reversed(step.premises)]

    @property
    def guessed(self) -> bool:
        """Does it rest on a flow of which nobody says what it carries?"""
        return any(step.way.guessed for step in self.steps() if step.way)


class Claim(NamedTuple):
    """That a place must meet a level; `unruled`: already without the rules that depend on levels elsewhere."""

    place: int
    aspect: Aspect
    level: int
    unruled: bool = False


class Unexplained(LookupError):  # noqa: N818
    """Nothing requires it."""
