"""What it means to people that some things stop: services, capabilities, those who use them, and whom to call.

What the landscape does not say is counted beside the sum it is missing from; it never counts as none without being told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
from pydantic import Field

from eagraph.analysis._facts import LEVELS, UNKNOWN, Counts, Facts, criticality_of, facts
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.locale import Text, both, joined
from eagraph.results import Named, Value

__all__ = ["Consequence", "Owner", "consequence", "criticality_of"]
CRITICAL = 3


class Owner(Named):
    """One to call, and about what."""

    holder: str | None = Field(description="who holds the role, by name; empty where nobody is said to")
    organisation: str | None = Field(description="where the owner or the holder belongs")
    contact: str | None = Field(description="e-mail address of the owner or the holder")
    criticality: int | None = Field(description="the highest known criticality among the things")
    things: tuple[str, ...] = Field(description="ids of what it owns among what stopped, the most critical first")


class Consequence(Value):
    """What stopped, summed; nothing unless said. Every tuple of ids is sorted.

    `users` counts a person once for every use that is lost, so the persons are at most that many, and at least
    `users_at_least`: the largest single number.
    """

    stopped: int = Field(default=0, description="how many things stopped")
    services: tuple[str, ...] = Field(default=(), description="digital services that stopped")
    capabilities: tuple[str, ...] = Field(default=(), description="capabilities that stopped")
    processes: tuple[str, ...] = Field(default=(), description="processes that stopped")
    target_groups: tuple[str, ...] = Field(default=(), description="target groups that use something that stopped")
    organisations: tuple[str, ...] = Field(default=(), description="organisations that use something that stopped")
    users: int = Field(default=0, description="users of what stopped, one for every use")
    users_at_least: int = Field(default=0, description="the largest number of users of one use")
    users_unknown: int = Field(default=0, description="systems and services that stopped and have no known number of users")
    criticality: int = Field(default=0, description="sum of the known criticality of what stopped")
    criticality_levels: tuple[int, ...] = Field(
        default=(0,) * LEVELS, description="how many of criticality 0, 1, 2, 3 and 4 stopped"
    )
    criticality_unknown: int = Field(
        default=0, description="things of a kind that may be critical, of which it is not known"
    )
    owners: tuple[Owner, ...] = Field(default=(), description="whom to call, the one with the most critical thing first")
    unowned: tuple[str, ...] = Field(default=(), description="things of a kind that may be critical, with no owner to call")

    @property
    def worst(self) -> int | None:
        """The highest known criticality that stopped; None where none is known."""
        return max((level for level, count in enumerate(self.criticality_levels) if count), default=None)

    @property
    def critical(self) -> int:
        """How many things of criticality 3 or 4 stopped."""
        return sum(self.criticality_levels[CRITICAL:])

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What the sums leave out, in words."""
        told = []
        if self.users_unknown:
            text = both("{count} things that stop have no known number of users; they add none.", count=self.users_unknown)
            told.append(text)
        if self.criticality_unknown:
            text = both("{count} things that stop have no known criticality; they add none.", count=self.criticality_unknown)
            told.append(text)
        if self.unowned:
            told.append(both("{count} things that stop have no owner to call.", count=len(self.unowned)))
        return tuple(told)

    @property
    def sentence(self) -> Text:
        """The sums in a sentence."""
        parts = [
            both("critical things: {count}", count=self.critical),
            both("digital services: {count}", count=len(self.services)),
            both("capabilities: {count}", count=len(self.capabilities)),
            both("processes: {count}", count=len(self.processes)),
            both("target groups: {count}", count=len(self.target_groups)),
            both("organisations: {count}", count=len(self.organisations)),
            both("users: {count}", count=self.users),
            both("owners to call: {count}", count=len(self.owners)),
        ]
        return both("Of what stops: {parts}.", parts=joined(parts, ", "))


def consequence(snapshot: Snapshot, stopped: Iterable[int], *, at: dt.date | None = None) -> Consequence:
    """What it means that these things stopped.

    Args:
        snapshot: what is looked at.
        stopped: node numbers, in any order, each once or more.
        at: who uses and who owns is read as valid on this day; without a day all that is stated counts.
    """
    known = facts(snapshot, at)
    nodes = np.unique(np.fromiter(stopped, dtype=np.int32))
    levels = known.criticality[nodes]
    stated = levels[levels >= 0]
    used_by, users = _used(known, nodes)
    return Consequence(
        stopped=len(nodes),
        services=_ids(snapshot, nodes, "DigitalService"),
        capabilities=_ids(snapshot, nodes, "Capability"),
        processes=_ids(snapshot, nodes, "Process"),
        target_groups=_ids(snapshot, used_by, "TargetGroup"),
        organisations=_ids(snapshot, used_by, "Organisation"),
        users=int(users[users >= 0].sum()),
        users_at_least=int(users.max(initial=0)),
        users_unknown=int((users == UNKNOWN).sum()),
        criticality=int(stated.sum()),
        criticality_levels=tuple(np.bincount(stated, minlength=LEVELS).tolist()),
        criticality_unknown=int((levels == UNKNOWN).sum()),
        owners=_owners(known, nodes),
        unowned=tuple(snapshot.nodes[i].id for i in nodes[known.critical[nodes]].tolist() if i not in known.owned_by),
    )


def _used(known: Facts, nodes: Numbers) -> tuple[Numbers, Counts]:
    """Who uses any of the nodes; and how many: by use that states it, else by thing, -1 unknown."""
    stopped = np.zeros(len(known.snapshot.nodes), dtype=np.bool_)
    stopped[nodes] = True
    lost = stopped[known.snapshot.source[known.uses]]
    stating = lost & (known.users_of_use >= 0)
    stopped[known.snapshot.source[known.uses[stating]]] = False
    used_by = np.unique(known.snapshot.target[known.uses[lost]])
    return used_by, np.concatenate([known.users_of_use[stating], known.users_of_thing[stopped]])


def _owners(known: Facts, nodes: Numbers) -> tuple[Owner, ...]:
    things: dict[int, list[int]] = {}
    for node in nodes.tolist():
        for owner in known.owned_by.get(node, ()):
            things.setdefault(owner, []).append(node)
    found = [_owner(known, owner, owned) for owner, owned in things.items()]
    return tuple(sorted(found, key=lambda o: (-1 if o.criticality is None else -o.criticality - 2, -len(o.things), o.id)))


def _owner(known: Facts, owner: int, things: list[int]) -> Owner:
    snapshot = known.snapshot
    called = (owner, *known.held_by.get(owner, ()))
    places = sorted({place for one in called for place in known.belongs_to.get(one, ())})
    mails = [str(snapshot.nodes[one].properties.get("email") or "") for one in called]
    first = sorted(things, key=lambda i: (-int(known.criticality[i]), snapshot.nodes[i].id))
    return Owner(
        **named(snapshot, owner),
        holder=known.names(called[1:]),
        organisation=known.names(tuple(places)),
        contact=", ".join(filter(None, mails)) or None,
        criticality=criticality_of(snapshot, first[0]),
        things=tuple(snapshot.nodes[i].id for i in first),
    )


def _ids(snapshot: Snapshot, nodes: Numbers, label: str) -> tuple[str, ...]:
    return tuple(snapshot.nodes[i].id for i in nodes.tolist() if snapshot.nodes[i].label == label)
