"""Blast radius: what stops when this fails, in which order, and why?

A node fails when a dependency group has fewer than k members left. The result is the least set of failures: a ring of
nodes that only need each other keeps running. Soft and optional groups degrade their needer and do not stop it.
Reference: coherent fault trees (Vesely 1981), worklist in O(V + E).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from eagraph.analysis._consequence import Consequence, consequence
from eagraph.analysis._degradation import Degraded, MayDegrade, degraded, passed_on
from eagraph.analysis._facts import facts
from eagraph.analysis._redundancy import Broken, Held, broken, held
from eagraph.analysis._starts import Starts, absent, starts
from eagraph.analysis._things import found
from eagraph.errors import UsageError
from eagraph.graph import kernels
from eagraph.graph.cascades import Cascade
from eagraph.graph.checking import Proof
from eagraph.graph.proofs import prove
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import advanced

title = both("Blast radius")
question = both("What stops when this fails, in which order, and why?")
SMALL, LITTLE = 100, 1000
"""As many stopped things, and as many times what failed, are proven without being asked for."""
MOST_REASONS = 200_000
"""Proofs that would hold more reasons than this together are left out, and told."""


class Params(Starts):
    """What fails, how the data is read, and what is to be proven."""

    proof: tuple[str, ...] = Field(
        default=(),
        description="things whose stop is proven; empty proves all where few stop",
        json_schema_extra={"names": "thing"},
    )
    limit: int = Field(default=100_000, ge=1, description="no more rows than this in any list; those of the first waves")


class Row(Named):
    """One thing that stops."""

    brief: ClassVar = ("id", "name", "wave", "broken_group", "needed", "because", "owner")

    wave: int = Field(description="0 fails itself, 1 stops because of it, and so on")
    broken_group: str | None = Field(description="the group (or type of relationship) whose loss stopped it")
    needed: str | None = Field(description="how many members of the group must work, of how many")
    because: tuple[str, ...] = Field(description="ids of the members of that group that were lost before it")
    hops: int = Field(description="fewest steps from something that failed by itself")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    criticality: int | None = Field(description="0-4 as its source states; empty is unknown")


class Answer(Result[Row]):
    """Rows are what stops; beside them what goes on worse, which redundancy held or not, what it means, and proofs."""

    degraded: tuple[Degraded, ...] = ()
    may_degrade: tuple[MayDegrade, ...] = ()
    held: tuple[Held, ...] = ()
    broken: tuple[Broken, ...] = ()
    consequence: Consequence = Consequence()
    proofs: tuple[Proof, ...] = ()

    @property
    def quiet(self) -> tuple[str, ...]:
        """What is only for machines to read: proofs nobody asked for."""
        return () if self.params.get("proof") else ("proofs",)


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What stops, wave by wave.

    Raises:
        UnknownName: something that is to fail or to be proven, or a label, does not exist.
        UsageError: something that is to be proven does not stop.
    """
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    cascade = Cascade.of(plan, starts(snapshot, params))
    worse = degraded(cascade)
    meaning = consequence(snapshot, cascade.stopped.tolist(), at=params.at)
    unsure = (*absent(snapshot, cascade.failed, params.at), *plan.reasons)
    proofs, unproven = _proofs(cascade, found(snapshot, params.proof))
    beside = {"degraded": worse, "may_degrade": passed_on(cascade, worse), "held": held(cascade), "broken": broken(cascade)}
    cut = [*unproven, *_cut(len(cascade.stopped), [len(rows) for rows in beside.values()], params.limit)]
    return Answer(
        analysis="blast-radius",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(cascade)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *unsure, *meaning.reasons], truncated=bool(cut)),
        hidden=plan.view.hidden,
        rows=tuple(_rows(cascade, params.limit)),
        **{name: rows[: params.limit] for name, rows in beside.items()},
        consequence=meaning,
        proofs=proofs,
    )


def _rows(cascade: Cascade, limit: int) -> Iterator[Row]:
    """The rows, wave by wave."""
    view, groups = cascade.failure
    nodes, known = view.snapshot.nodes, facts(view.snapshot, view.at)
    hops, _ = kernels.shortest(view.onward, view.reached, list(cascade.failed), allowed=cascade.wave)
    steps, levels, group_of = hops.tolist(), known.criticality.tolist(), cascade.broken.tolist()
    for node in cascade.stopped[:limit].tolist():
        thing, group, wave = nodes[node], group_of[node], cascade.waves[node]
        yield Row(
            id=thing.id,
            name=thing.name,
            label=thing.label,
            wave=wave,
            broken_group=groups.name[group] if group >= 0 else None,
            needed=cascade.needed(group) if group >= 0 else None,
            because=cascade.ids(cascade.gone(group, wave)) if group >= 0 else (),
            hops=steps[node],
            owner=known.owner_names.get(node),
            criticality=levels[node] if levels[node] >= 0 else None,
        )


def _cut(stopped: int, beside: list[int], limit: int) -> Iterator[Text]:
    """How much is not shown."""
    if stopped > limit:
        yield both("{count} more things stop than are shown.", count=stopped - limit)
    if more := sum(max(0, count - limit) for count in beside):
        yield both("{count} more redundancies and things that go on worse than are shown.", count=more)


def _proofs(cascade: Cascade, asked: list[int]) -> tuple[tuple[Proof, ...], list[Text]]:
    """Proofs of what is asked for, else of all that stops when that is little; and what is left out of those asked for."""
    nodes = cascade.failure.view.snapshot.nodes
    if running := [nodes[i].name for i in asked if cascade.wave[i] < 0]:
        raise UsageError(both("There is no proof: {things} does not stop.", things=", ".join(running)))
    stopped = cascade.stopped.tolist()
    few = len(stopped) <= SMALL and len(stopped) * len(cascade.failed) <= LITTLE
    wanted = asked or [i for i in stopped if few and cascade.wave[i]]
    proofs: list[Proof] = []
    left = MOST_REASONS
    for node in wanted:
        advanced(len(proofs), len(wanted))
        proof = prove(cascade, node)
        left -= len(proof.reasons)
        if left < 0 and proofs:
            return tuple(proofs), [both("{count} proofs are left out.", count=len(wanted) - len(proofs))]
        proofs.append(proof)
    return tuple(proofs), []


def _summary(cascade: Cascade) -> Text:
    failed, nodes = cascade.failed, cascade.failure.view.snapshot.nodes
    others, waves = int((cascade.wave > 0).sum()), int(cascade.wave.max())
    if len(failed) > 1 and others:
        return both(
            "When {count} things fail, others stop: {others}; waves: {waves}.", count=len(failed), others=others, waves=waves
        )
    if len(failed) > 1:
        return both("When {count} things fail, nothing else stops.", count=len(failed))
    if others:
        return both(
            "When {what} fails, others stop: {others}; waves: {waves}.",
            what=nodes[failed[0]].name,
            others=others,
            waves=waves,
        )
    return both("When {what} fails, nothing else stops.", what=nodes[failed[0]].name)
