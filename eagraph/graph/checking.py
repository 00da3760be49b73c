"""Is a proof that something stops right? Checked straight from what the relationships say.

A proof is a list of reasons, from what failed itself to the thing that is proven to stop; each rests only on those before
it, so no ring can hold itself up, and a chain of any length is checked in one walk. Nothing here comes from the views, the
kernels or whoever wrote the proof: the two have only the declared types, and the words of a proof, in common.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.fields import Value
from eagraph.model.relationships import WEAK, RelationshipType, Travel


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one thing stops: with `lost` gone fewer than `k` of the `n` of a group work; without a group it failed itself."""

    id: str
    group: str | None = None
    k: int = 0
    n: int = 0
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """That `id` stops when `failed` fail. Least: without any one of them, or of the lost, it does not follow."""

    id: str
    failed: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass
class _Group:
    """What a needer says it needs, relationship by relationship."""

    name: str
    members: Counter[str] = field(default_factory=Counter)
    k: int = 1
    states_k: bool = False
    is_hard: bool = False

    @property
    def size(self) -> int:
        return self.members.total()

    @property
    def needed(self) -> int:
        return min(self.k, self.size)

    def breaks(self, lost: Collection[str]) -> bool:
        return self.size - sum(self.members[member] for member in lost) < self.needed


class Checker:
    """Accepts proofs over one landscape, or says what is wrong with them.

    Args:
        snapshot: the landscape.
        failed: ids of what failed itself; nothing else may be taken for granted.
        at: relationships and things that are not valid on this day say nothing but how many of their group must work.
        assume_needed: a flow of which nobody has said whether it is needed counts as needed.
    """

    def __init__(
        self, snapshot: Snapshot, failed: Collection[str], *, at: dt.date | None = None, assume_needed: bool = False
    ) -> None:
        self.failed = frozenset(failed)
        self._groups: dict[str, dict[str, _Group]] = {}
        elsewhere: dict[tuple[str, str], int] = {}
        standing = {node.id: _is_valid(node.properties, at) for node in snapshot.nodes}
        for number, tie in enumerate(snapshot.relationships):
            type_ = snapshot.schema.relationship[tie.type]
            if not (_is_valid(tie.properties, at) and standing[tie.source] and standing[tie.target]):
                for needer, _ in _needs(type_, tie.source, tie.target):
                    if "group" in tie.properties and isinstance(k := tie.properties.get("k"), int):
                        elsewhere[needer, f"group {tie.properties['group']}"] = k
                continue
            if type_.failure_if and not tie.properties.get(type_.failure_if, assume_needed):
                continue
            for needer, member in _needs(type_, tie.source, tie.target):
                self._add(needer, member, number, tie.type, tie.properties)
        for (needer, key), k in elsewhere.items():
            group = self._groups.get(needer, {}).get(key)
            if group is not None and not group.states_k:
                group.k = k

    def objections(self, proof: Proof) -> tuple[Text, ...]:
        """What is wrong with a proof; nothing where it holds."""
        return tuple(self._objections(proof))

    def _add(self, needer: str, member: str, number: int, type_: str, said: Mapping[str, Value]) -> None:
        label = str(said.get("group", ""))
        key = f"group {label}" if label else f"alone {number} {member}"
        group = self._groups.setdefault(needer, {}).setdefault(key, _Group(label or type_))
        group.members[member] += 1
        group.is_hard |= said.get("mode") not in WEAK
        if isinstance(k := said.get("k"), int):
            group.k, group.states_k = k, True

    def _objections(self, proof: Proof) -> Iterator[Text]:
        proven: set[str] = set()
        for reason in proof.reasons:
            if reason.id in proven:
                yield both("{thing} is proven twice.", thing=repr(reason.id))
            yield from self._wrong(reason, proven)
            proven.add(reason.id)
        if not proof.reasons or proof.reasons[-1].id != proof.id:
            yield both("The last reason is not that of {thing}.", thing=repr(proof.id))
        used = {proof.id, *(member for reason in proof.reasons for member in reason.lost)}
        for reason in proof.reasons:
            if reason.id not in used:
                yield both("Nothing rests on the reason of {thing}.", thing=repr(reason.id))
        begun = sorted(reason.id for reason in proof.reasons if reason.group is None)
        if begun != sorted(proof.failed):
            yield both("The proof says that {said} failed, and rests on {begun}.", said=list(proof.failed), begun=begun)

    def _wrong(self, reason: Reason, proven: set[str]) -> Iterator[Text]:
        if reason.group is None:
            if reason.id not in self.failed or reason.lost:
                yield both("{thing} did not fail itself.", thing=repr(reason.id))
            return
        for member in sorted(set(reason.lost) - proven):
            yield both(
                "{thing} rests on the loss of {member}, which is not proven before it.",
                thing=repr(reason.id), member=repr(member),
            )  # fmt: skip
        if not any(_fits(group, reason) for group in self._groups.get(reason.id, {}).values()):
            yield both(
                "{thing} has no group {group} that needs {k} of {n} and breaks by just the loss of {lost}.",
                thing=repr(reason.id), group=repr(reason.group), k=reason.k, n=reason.n, lost=list(reason.lost),
            )  # fmt: skip


def _fits(group: _Group, reason: Reason) -> bool:
    """Does this group stop its needer by the loss of these, and of no fewer?"""
    if not group.is_hard or (group.name, group.needed, group.size) != (reason.group, reason.k, reason.n):
        return False
    lost = set(reason.lost)
    least = not any(group.breaks(lost - {member}) for member in lost)
    return len(lost) == len(reason.lost) and least and group.breaks(lost)


def _needs(type_: RelationshipType, source: str, target: str) -> Iterator[tuple[str, str]]:
    """(who needs, what is needed): failure goes the other way."""
    if type_.failure in (Travel.WITH, Travel.BOTH):
        yield target, source
    if type_.failure in (Travel.AGAINST, Travel.BOTH):
        yield source, target


def _is_valid(said: Mapping[str, Value], at: dt.date | None) -> bool:
    if at is None:
        return True
    first, last = said.get("valid_from"), said.get("valid_to")
    begun = not first or dt.date.fromisoformat(str(first)) <= at
    return begun and (not last or at <= dt.date.fromisoformat(str(last)))
