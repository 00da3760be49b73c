"""The ledger of pairs: what was decided about which two, by whom, when and why. The last version counts, none is lost."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import ClassVar

from pydantic import Field

from eagraph.duplicates.verdicts import Decision, Verdict, decision, read_decision, told, write
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.results import Value
from eagraph.store import Saved, Store

KIND = "duplicate"


class Kept(Value):
    """A decision in one of its versions, and when that was kept (UTC, ISO 8601)."""

    decision: Decision
    version: int
    saved_at: str


class Line(Value):
    """A decided pair as a row of plain cells, and whether both are still there."""

    brief: ClassVar[tuple[str, ...]] = ("a_name", "b_name", "verdict", "decided_by", "decided_on", "reason")

    a: str = Field(title="id of one")
    a_name: str = Field(title="one")
    b: str = Field(title="id of the other")
    b_name: str = Field(title="the other")
    verdict: Verdict
    decided_by: str
    decided_on: dt.date
    reason: str
    version: int
    gone: tuple[str, ...] = Field(description="ids of those of the two that are no longer in the landscape")

    @classmethod
    def of(cls, kept: Kept, snapshot: Snapshot) -> Line:
        """How a decision stands beside the landscape."""
        said = kept.decision
        gone = tuple(id_ for id_ in (said.a, said.b) if id_ not in snapshot.index)
        return cls(**said.model_dump(exclude={"snapshot_hash"}), version=kept.version, gone=gone)


class Ledger:
    """The decisions of one store about pairs."""

    def __init__(
        self, store: Callable[[], Store], clock: Callable[[], dt.datetime], landscape: Callable[[], Snapshot]
    ) -> None:
        self._store = store
        self._clock = clock
        self._landscape = landscape
        """As it is stored: a decision is never about a scenario."""

    def all(self) -> tuple[Kept, ...]:
        """The last decision about each pair, by their ids."""
        last = {saved.name: saved for saved in self._store().saved(KIND)}
        return tuple(sorted(map(_kept, last.values()), key=lambda kept: (kept.decision.a, kept.decision.b)))

    def lines(self) -> tuple[Line, ...]:
        """The same as rows."""
        snapshot = self._landscape()
        return tuple(Line.of(kept, snapshot) for kept in self.all())

    def versions(self, a: str, b: str) -> tuple[Kept, ...]:
        """Every decision about a pair, the oldest first.

        Raises:
            UnknownName: nobody decided about the two.
        """
        found = self._versions(a, b) or self._versions(*map(self._id, (a, b)))
        if not found:
            raise UnknownName(both("Nobody decided about {a} and {b}.", a=a, b=b))
        return found

    def decide(self, said: object) -> Kept:
        """Keep what somebody decided (see `eagraph.duplicates.verdicts.Said`).

        Raises:
            InvalidDecision: everything wrong with it.
        """
        now = self._clock()
        taken = decision(said, self._landscape(), now.date())
        return _kept(self._store().save(KIND, _name(taken.a, taken.b), write(taken), now.isoformat(timespec="seconds")))

    def told(self) -> tuple[str, ...]:
        """The decided pairs as an analysis is told of them."""
        return told((kept.decision.a, kept.decision.b, kept.decision.verdict) for kept in self.all())

    def _versions(self, a: str, b: str) -> tuple[Kept, ...]:
        return tuple(_kept(saved) for saved in self._store().saved(KIND) if saved.name == _name(a, b))

    def _id(self, thing: str) -> str:
        snapshot = self._landscape()
        return snapshot.nodes[snapshot.find(thing)].id


def _name(a: str, b: str) -> str:
    return json.dumps(sorted((a, b)), ensure_ascii=False)


def _kept(saved: Saved) -> Kept:
    return Kept(
        decision=read_decision(saved.content, f"{KIND} {saved.name}"), version=saved.version, saved_at=saved.saved_at
    )
