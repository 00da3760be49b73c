"""What becomes of levels when a little changes: a flow more, one less, a filter, one piece of information more?

Columns do not depend on each other, so what is there is worked out anew only in the words of columns that the change is
about, from where they are at home; all other words stay. What filters leave, rules and levels follow from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.content import Content, filtered
from eagraph.escalation.facts import Facts
from eagraph.escalation.ground import Ground
from eagraph.escalation.homes import put
from eagraph.escalation.levels import as_asset_levels
from eagraph.escalation.planes import planes_of
from eagraph.graph.kernels import Limits, spread
from eagraph.graph.snapshot import Numbers


@dataclass(frozen=True, eq=False)
class Changed(Escalation):
    """The levels of a changed ground; `before` are those before the change, `words` those of the columns it is about."""

    before: Escalation
    words: Numbers

    @classmethod
    def by(cls, before: Escalation, ground: Ground, columns: Iterable[int]) -> Changed:
        """The levels of a ground that differs only in how some columns come to places, and in who requires what of whom."""
        return cls(ground, before, np.unique(np.fromiter(columns, dtype=np.int32) // 64).astype(np.int32))

    @cached_property
    def facts(self) -> Facts:
        """What the information says of itself."""
        old, new = self.before.ground, self.ground
        same = old.snapshot is new.snapshot and old.assets is new.assets
        derived = old.required.by_aspect["k"] is new.required.by_aspect["k"]
        return self.before.facts if same and derived else Facts(new)

    @cached_property
    def content(self) -> Content:
        """What is where, with what flows may bring that do not say."""
        return self._after(self.before.content, self.ground)

    @cached_property
    def declared_content(self) -> Content:
        """What is where by what is declared alone."""
        guessed = self.ground.moves.guessed
        if not guessed.any():
            return self.content
        return self._after(self.before.declared_content, replace(self.ground, moves=self.ground.moves.where(~guessed)))

    def _after(self, before: Content, ground: Ground) -> Content:
        there = np.zeros((len(ground.snapshot.nodes), ground.words), dtype=np.uint64)
        there[: before.there.shape[0], : before.there.shape[1]] = before.there
        number = np.full(ground.words, -1, dtype=np.int32)
        number[self.words] = np.arange(len(self.words), dtype=np.int32)
        homes = ground.homes.where(number[ground.homes.column // 64] >= 0)
        homes = replace(homes, column=number[homes.column // 64] * 64 + homes.column % 64)
        rows = np.zeros((len(there), 1, len(self.words)), dtype=np.uint64)
        put(rows[:, 0, :], homes)
        moves = ground.moves
        limits = Limits(
            moves.mask, moves.masks[:, self.words], moves.effect, np.zeros((1, len(moves.effects)), dtype=np.int32)
        )
        spread(ground.ways, limits, rows, dirty=np.asarray(rows.any(axis=(1, 2))))
        there[:, self.words] = rows[:, 0, :]
        return filtered(ground, there, as_asset_levels(self.ground), planes=planes_of(self.ground))
