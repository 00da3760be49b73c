"""Why is a level required of a place? The steps from what owners decided to what follows, each with what it rests on.

Found from the end backwards along the causes of the fixpoint, so that no step rests on itself; where several reasons hold,
information in the place comes before demands of others, and rules after what needs no rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.arrival import Arrivals, Way
from eagraph.escalation.levels import Solution
from eagraph.escalation.planes import THERE, Plane
from eagraph.escalation.ruling import Ruling, arriving
from eagraph.escalation.steps import Claim, Kind, Step, Unexplained
from eagraph.model.classification import Aspect


@dataclass(frozen=True, eq=False)
class Derivation:
    """Reasons for the levels of one solution."""

    solution: Solution

    @cached_property
    def _arrivals(self) -> Arrivals:
        return Arrivals(self.solution.content)

    @cached_property
    def _ruling(self) -> Ruling:
        return Ruling(self.solution, self._arrivals, self._claim, self._of_content)

    def of(self, place: int, aspect: Aspect, level: int, *, beside_own: bool = True) -> Step:
        """Why at least a level is required of a place; `beside_own`: leaving aside what its owner decided.

        Raises:
            Unexplained: it is not required.
        """
        return self._claim(Claim(place, aspect, level), frozenset(), beside_own=beside_own)

    def _claim(self, claim: Claim, above: frozenset[Claim], *, beside_own: bool = False) -> Step:
        """A claim, that does not rest on those above it; a chain of demands is followed without going deeper.

        In a ring of things with open levels, what others ask of a place may begin with what its own owner decided. What
        leads nowhere, since it comes back to where it began, is given up for the next demand, and last for a rule.
        """
        chain: list[tuple[Claim, Iterator[int], list[int]]] = []
        at, path, given_up = claim, set(above), set[Claim]()
        while True:
            alone = beside_own and not chain
            found = self._without_demand(at, frozenset(path), beside_own=alone)
            if found is None:
                path |= set() if alone else {at}
                chain.append((at, self._causes(at), []))
            while found is None:
                at_top, causes, cause = chain[-1]
                onward = next((c for c in causes if self._rests_on(at_top, c) not in path | given_up), None)
                if onward is not None:
                    cause[:] = [onward]
                    at = self._rests_on(at_top, onward)
                    break
                chain.pop()
                found = self._raised(at_top, frozenset(path))
                given_up.add(at_top)
                path.discard(at_top)
                if found is None and not chain:
                    raise Unexplained(claim)
            if found is not None:
                return self._unwound(found, [(step, cause[0]) for step, _, cause in chain])

    def _unwound(self, found: Step, chain: list[tuple[Claim, int]]) -> Step:
        """The demands of a chain on top of where it began."""
        for (place, aspect, level, _), cause in reversed(chain):
            demand = self.solution.content.ground.required.by_aspect[aspect].number(cause)
            told = {"rule": demand.rule, "tie": demand.tie, "discount": demand.discount}
            found = Step("demand", place, aspect, level, (found,), **told)  # type: ignore[arg-type]
        return found

    def _rests_on(self, claim: Claim, cause: int) -> Claim:
        demand = self.solution.content.ground.required.by_aspect[claim.aspect].number(cause)
        return Claim(demand.giver, claim.aspect, claim.level + demand.discount)

    def _causes(self, claim: Claim) -> Iterator[int]:
        """The demands a claim may rest on, first the one that raised the place last."""
        place, aspect, level, _ = claim
        required = self.solution.required[aspect]
        demands = self.solution.content.ground.required.by_aspect[aspect]
        enough = np.flatnonzero((demands.taker == place) & (required.value[demands.giver] - demands.discount >= level))
        first = int(required.cause[place])
        yield from dict.fromkeys((*([first] if first in enough else []), *enough.tolist()))

    def _raised(self, claim: Claim, above: frozenset[Claim]) -> Step | None:
        """A rule that depends on levels, where demands alone come back to where they began."""
        if claim.unruled:
            return None
        try:
            return self._ruling.step(claim, above, of_levels=True)
        except Unexplained:
            return None

    def _without_demand(self, claim: Claim, above: frozenset[Claim], *, beside_own: bool) -> Step | None:
        """What a claim rests on besides demands: what is decided, the information in it, a rule."""
        place, aspect, level, _ = claim
        required = self.solution.required[aspect]
        if not beside_own and required.own[place] >= level:
            is_asset = place in self.solution.content.ground.column
            kind: Kind = "classified" if is_asset else "decided"
            return Step(kind, place, aspect, level, asset=place if is_asset else -1)
        if required.held[place] >= level:
            return self._of_content(claim, above)
        if required.lifted[place] >= level:
            return self._ruling.step(claim, above, of_levels=False)
        return self._raised(claim, above) if required.level[place] < level <= required.asked[place] else None

    def _of_content(
        self, claim: Claim, above: frozenset[Claim], *, counted: bool = False, first: Collection[int] = ()
    ) -> Step:
        """One asset in the place requires it; one that comes without assumption, by the shortest way.

        `counted`: that counts as one for rules, or is derived from such; `first`: columns to choose from before others.
        """
        place, aspect, level, _ = claim
        content = self.solution.content
        plane: Plane = ("level", aspect, self.solution.end, str(level))
        has_plane = content.has_plane(plane) and aspect in "ks"
        columns = content.columns(place, plane) if has_plane else self._high_enough(place, aspect, level)
        if counted:
            columns = tuple(c for c in columns if self._sources(c, aspect, level) is not None)
        if not columns:
            raise Unexplained(claim)
        ways = [self._arrivals.way(place, c, plane if has_plane else ()) for c in columns]
        best = min(range(len(ways)), key=lambda i: (columns[i] not in first, ways[i].guessed, len(ways[i].legs), columns[i]))
        asset = int(content.ground.assets[columns[best]])
        given = self._claim(Claim(asset, aspect, self._needed(aspect, level, ways[best])), above | {claim})
        arrives = arriving(self._arrivals, place, aspect, columns[best], plane if has_plane else THERE)
        sources = self._sources(columns[best], aspect, level) if counted else ()
        more = tuple(self._claim(Claim(source, aspect, level), above | {claim}) for source in sources or ())
        return Step("content", place, aspect, level, (given, *more, arrives), asset=asset)

    def _sources(self, column: int, aspect: Aspect, level: int) -> tuple[int, ...] | None:
        """What information counts as where a rule raises it, that has a level; nothing for what counts as itself."""
        ground, bases = self.solution.content.ground, self._ruling.facts.bases
        if column not in bases:
            return ()
        value = self.solution.required[aspect].value
        nodes = [int(ground.assets[base]) for base in bases[column]]
        return next(((node,) for node in nodes if value[node] >= level), None)

    def _high_enough(self, place: int, aspect: Aspect, level: int) -> tuple[int, ...]:
        content = self.solution.content
        rows = content.columns(place) if aspect in "ks" else _held(self.solution, place)
        levels = self.solution.assets_before[aspect]
        late = self.solution.required[aspect].value[content.ground.assets]
        first = tuple(c for c in rows if levels[c] >= level)
        return first or tuple(c for c in rows if late[c] >= level)

    @cached_property
    def _effects(self) -> dict[int, int]:
        """By relationship, the number of what it does to what it carries."""
        moves = self.solution.content.ground.moves
        return dict(zip(moves.tie.tolist(), moves.effect.tolist(), strict=True))

    def _needed(self, aspect: Aspect, level: int, way: Way) -> int:
        """Which level information must have at home for a level to be left of it at the end of a way."""
        ground = self.solution.content.ground
        for leg in reversed(way.legs):
            steps = ground.moves.effects[self._effects[leg.tie]].of(aspect)
            level = next(before for before, after in enumerate(steps) if after >= level)
        return level


def _held(solution: Solution, place: int) -> tuple[int, ...]:
    homes = solution.content.ground.homes
    return tuple(sorted({int(c) for c in homes.column[(homes.place == place) & homes.held]}))
