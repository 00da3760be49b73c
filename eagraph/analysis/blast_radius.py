"""Blast radius: what stops when this fails, in which order, and why?

A node fails when a dependency group has fewer than k members left. The result is the least set of failures: a ring of
nodes that only need each other keeps running. Soft and optional groups degrade their needer and do not stop it.
Reference: coherent fault trees (Vesely 1981), worklist in O(V + E).
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.analysis._things import found, named, owner_names
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Groups, View, groups, view
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Blast radius")
question = both("What stops when this fails, in which order, and why?")


class Params(BaseModel):
    """What fails, and how the data is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    failed: tuple[str, ...] = Field(default=(), description="things that fail: id, source key or unique name")
    failed_kind: tuple[str, ...] = Field(default=(), description="labels of which every thing fails")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")

    @model_validator(mode="after")
    def _something_fails(self) -> Params:
        if not self.failed and not self.failed_kind:
            raise ValueError(both("say what fails: at least one of failed, failed_kind").en)
        return self


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


class Degraded(Named):
    """One thing that goes on worse: a soft or optional group of it broke."""

    mode: str
    because: tuple[str, ...]


class Held(Value):
    """One redundancy that held: a group that lost members and still has enough."""

    id: str
    name: str
    group: str
    needed: str
    lost: tuple[str, ...]


class Answer(Result[Row]):
    """Rows are what stops; beside them what goes on worse, and which redundancy held."""

    degraded: tuple[Degraded, ...] = ()
    held: tuple[Held, ...] = ()


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What stops, wave by wave.

    Raises:
        UnknownName: something that is to fail, or a label, does not exist.
    """
    starts = _starts(snapshot, params)
    failure = view(snapshot, "failure", at=params.at, assume_needed=params.assume_needed)
    needs = groups(failure)
    wave, broken, lost = kernels.cascade(failure, needs, starts)
    hops, _ = kernels.shortest(failure.onward, failure.reached, starts, allowed=wave)
    members = _Members(failure, needs, wave)
    stopped = sorted(np.flatnonzero(wave >= 0).tolist(), key=lambda i: (wave[i], snapshot.nodes[i].id))
    weak = [g for g in np.flatnonzero((lost >= needs.breaks_at) & ~needs.hard).tolist() if wave[needs.needer[g]] < 0]
    whole = [g for g in np.flatnonzero((lost > 0) & (lost < needs.breaks_at)).tolist() if wave[needs.needer[g]] < 0]
    return Answer(
        analysis="blast-radius",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, starts, wave)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*failure.reasons, *needs.reasons]),
        hidden=failure.hidden,
        rows=tuple(_row(snapshot, i, wave, broken, hops, members) for i in stopped),
        degraded=_degraded(snapshot, weak, members),
        held=tuple(_held(snapshot, g, members) for g in whole),
    )


class _Members:
    """Who of a group has fallen, and when."""

    def __init__(self, failure: View, needs: Groups, wave: Numbers) -> None:
        self.failure, self.needs, self.wave = failure, needs, wave
        self._order = np.argsort(needs.group, kind="stable")
        self._starts = np.searchsorted(needs.group[self._order], np.arange(len(needs.k) + 1))

    def lost(self, group: int, before: int | None = None) -> tuple[str, ...]:
        steps = self._order[self._starts[group] : self._starts[group + 1]]
        origins = {int(self.failure.origin[s]) for s in steps}
        limit = before if before is not None else len(self.wave) + 1
        return tuple(sorted(self.failure.snapshot.nodes[i].id for i in origins if 0 <= self.wave[i] < limit))

    def needed(self, group: int) -> str:
        return f"{self.needs.k[group]}/{self.needs.size[group]}"


def _starts(snapshot: Snapshot, params: Params) -> list[int]:
    labels = {node.label for node in snapshot.nodes}
    for kind in params.failed_kind:
        if kind not in snapshot.schema.node:
            raise UnknownName(
                both("There is no label {label}.", label=repr(kind)), nearest_names(kind, snapshot.schema.node)
            )
        if kind not in labels:
            raise UsageError(both("There is no {label} in this landscape.", label=repr(kind)))
    of_kind = [i for i, node in enumerate(snapshot.nodes) if node.label in params.failed_kind]
    return list(dict.fromkeys([*found(snapshot, params.failed), *of_kind]))


def _row(snapshot: Snapshot, i: int, wave: Numbers, broken: Numbers, hops: Numbers, members: _Members) -> Row:
    group = int(broken[i])
    criticality = snapshot.nodes[i].properties.get("criticality")
    return Row(
        **named(snapshot, i),
        wave=int(wave[i]),
        broken_group=members.needs.name[group] if group >= 0 else None,
        needed=members.needed(group) if group >= 0 else None,
        because=members.lost(group, before=int(wave[i])) if group >= 0 else (),
        hops=int(hops[i]),
        owner=owner_names(snapshot, i),
        criticality=criticality if isinstance(criticality, int) else None,
    )


def _degraded(snapshot: Snapshot, groups_lost: list[int], members: _Members) -> tuple[Degraded, ...]:
    rows = [
        Degraded(**named(snapshot, int(members.needs.needer[g])), mode=members.needs.mode[g], because=members.lost(g))
        for g in groups_lost
    ]
    return tuple(sorted(rows, key=lambda row: (row.id, row.mode, row.because)))


def _held(snapshot: Snapshot, group: int, members: _Members) -> Held:
    thing = snapshot.nodes[members.needs.needer[group]]
    return Held(
        id=thing.id,
        name=thing.name,
        group=members.needs.name[group],
        needed=members.needed(group),
        lost=members.lost(group),
    )


def _summary(snapshot: Snapshot, starts: list[int], wave: Numbers) -> Text:
    what = snapshot.nodes[starts[0]].name if len(starts) == 1 else both("{count} things", count=len(starts))
    others = int((wave > 0).sum())
    if not others:
        return both("When {what} fails, nothing else stops.", what=what)
    return both("When {what} fails, {others} more stop, in {waves} waves.", what=what, others=others, waves=int(wave.max()))
