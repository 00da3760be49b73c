"""Which redundancy held when something failed, which did not, and why not.

A redundancy is a group that needs fewer than all of its members. One that broke was either hit from several sides at once,
or its members share something. The nearest single thing that the loss of enough members rests on is their dominator among
the reasons (Lengauer & Tarjan 1979): it alone would have broken the group.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from pydantic import Field

from eagraph.analysis._things import named
from eagraph.graph.cascades import Cascade
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import valid_relationships
from eagraph.results import Named

SHARED = {"MEMBER_OF": "target", "HOSTS": "source", "CONNECTED_TO": "target", "SUPPLIED_BY": "target"}
"""What things share, by the relationship that says so and the end at which it stands."""


class Held(Named):
    """One redundancy that held: a group that lost members and still has enough."""

    group: str = Field(description="the group that held")
    needed: str = Field(description="how many members of the group must work, of how many")
    lost: tuple[str, ...] = Field(description="ids of the members that stopped")
    spare: int = Field(description="how many more may stop before it breaks")


class Broken(Named):
    """One redundancy that did not hold."""

    group: str = Field(description="the group that broke")
    mode: str = Field(description="hard stops the one who needs it; soft and optional degrade it")
    needed: str = Field(description="how many members of the group must work, of how many")
    lost: tuple[str, ...] = Field(description="ids of the members that stopped")
    stopped_it: bool = Field(
        description="this is what stopped the thing; else it stopped of something else, or goes on worse"
    )
    single: str | None = Field(
        description="id of the nearest single thing whose failure alone breaks the group; empty: none"
    )
    shared: tuple[str, ...] = Field(
        description="ids of causes, hosts, zones and suppliers that enough of the lost have in common"
    )
    shared_by: tuple[str, ...] = Field(description="the types of relationship by which they have them in common")


def held(cascade: Cascade) -> tuple[Held, ...]:
    """The groups that lost members and still have enough, of what still runs, sorted by id."""
    groups, snapshot = cascade.failure.groups, cascade.failure.view.snapshot
    whole = (cascade.lost > 0) & (cascade.lost < groups.breaks_at) & (cascade.wave[groups.needer] < 0)
    rows = [
        Held(
            **named(snapshot, int(groups.needer[g])),
            group=groups.name[g],
            needed=cascade.needed(g),
            lost=cascade.ids(cascade.gone(g)),
            spare=int(groups.breaks_at[g] - cascade.lost[g] - 1),
        )
        for g in np.flatnonzero(whole).tolist()
    ]
    return tuple(sorted(rows, key=lambda row: (row.id, row.group, row.lost)))


def broken(cascade: Cascade) -> tuple[Broken, ...]:
    """The redundant groups that broke, of what did not fail itself, sorted by id."""
    view, groups = cascade.failure
    redundant = (groups.k < groups.size) & (cascade.lost >= groups.breaks_at) & (cascade.wave[groups.needer] != 0)
    found = np.flatnonzero(redundant).astype(np.int32)
    if not len(found):
        return ()
    single = _single_things(cascade, found)
    ties = _ties(cascade)
    rows = []
    for g, needer, enough in zip(*(a.tolist() for a in (found, groups.needer[found], groups.breaks_at[found])), strict=True):
        lost = cascade.gone(g)
        shared = _shared(ties, Counter(lost), enough)
        rows.append(
            Broken(
                **named(view.snapshot, needer),
                group=groups.name[g],
                mode=groups.mode[g],
                needed=cascade.needed(g),
                lost=cascade.ids(lost),
                stopped_it=int(cascade.broken[needer]) == g,
                single=view.snapshot.nodes[single[g]].id if g in single else None,
                shared=tuple(view.snapshot.nodes[end].id for end, _ in shared),
                shared_by=tuple(type_ for _, type_ in shared),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.id, row.group, row.lost)))


def _single_things(cascade: Cascade, broken_groups: Numbers) -> dict[int, int]:
    """By group, the nearest thing that the reasons of enough losses all go through; only those that have one.

    A reason is the first losses of a group that were enough to break it; what failed itself follows from nothing.
    """
    import rustworkx as rx

    view, groups = cascade.failure
    count, steps = len(cascade.wave), cascade.gone_steps
    of = groups.group[steps]
    rank = np.arange(len(steps)) - np.searchsorted(of, of)
    first = rank < groups.breaks_at[of]
    explains = first & (cascade.broken[groups.needer[of]] == of)
    asked = first & np.isin(of, broken_groups)
    origins = [view.origin[steps[explains]], view.origin[steps[asked]], np.full(len(cascade.failed), count)]
    ends = [groups.needer[of[explains]], count + 1 + of[asked], np.array(cascade.failed)]
    used, edges = np.unique([np.concatenate(origins), np.concatenate(ends)], return_inverse=True)
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    graph.add_nodes_from([None] * len(used))
    graph.add_edges_from_no_data([(origin, end) for origin, end in edges.reshape(2, -1).T.tolist()])
    root = int(np.searchsorted(used, count))
    nearest = rx.immediate_dominators(graph, root)
    places = np.searchsorted(used, count + 1 + broken_groups).tolist()
    found = zip(broken_groups.tolist(), (nearest[place] for place in places), strict=True)
    return {g: int(used[place]) for g, place in found if place != root}


Ties = dict[int, list[tuple[int, str]]]


def _ties(cascade: Cascade) -> Ties:
    """By thing that stopped, what it may share with others: the end and the type of every valid tie of `SHARED`."""
    view, found = cascade.failure.view, Ties()
    snapshot = view.snapshot
    valid = valid_relationships(snapshot, view.at)
    for number, type_ in enumerate(t.type for t in snapshot.schema.relationship_types):
        if type_ in SHARED:
            ends = (snapshot.source, snapshot.target)
            member, end = ends if SHARED[type_] == "target" else ends[::-1]
            chosen = np.flatnonzero((snapshot.kind == number) & valid & (cascade.wave[member] >= 0))
            for one, other in zip(member[chosen].tolist(), end[chosen].tolist(), strict=True):
                found.setdefault(one, []).append((other, type_))
    return found


def _shared(ties: Ties, lost: Counter[int], enough: int) -> list[tuple[int, str]]:
    """What several of the lost members are tied to, so many that their loss alone breaks the group; and by which type."""
    times: Counter[tuple[int, str]] = Counter()
    members: Counter[tuple[int, str]] = Counter()
    for member in lost.keys() & ties.keys():
        ends = set(ties[member])
        times.update(dict.fromkeys(ends, lost[member]))
        members.update(ends)
    return sorted(end for end, count in times.items() if count >= enough and members[end] > 1)
