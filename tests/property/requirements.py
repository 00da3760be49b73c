"""Which levels are required, by the words of the model alone: rules tried again and again until nothing changes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from tests.property.directions import has_standing, is_valid, steps

Pair = tuple[str, str]
"""(place, asset)."""
Level = tuple[int, int]
"""The lower and the upper end."""


@dataclass(frozen=True)
class Content:
    """What is where: known, known or guessed, and where information is at home."""

    known: frozenset[Pair]
    everything: frozenset[Pair]
    homes: frozenset[Pair]


def valid_ties(snapshot: Snapshot, at: dt.date | None) -> list[Relationship]:
    return [t for t in snapshot.relationships if at is None or is_valid(snapshot, t, at)]


def stated(snapshot: Snapshot, tie: Relationship, at: dt.date | None) -> frozenset[str] | None:
    """What a flow itself says it carries, of what there is on that day."""
    if "carries" not in tie.properties:
        return None
    carried = tie.properties["carries"]
    assert isinstance(carried, tuple)
    properties = {a: snapshot.nodes[snapshot.index[a]].properties for a in carried}
    return frozenset(a for a in carried if at is None or has_standing(properties[a], at))


def content(snapshot: Snapshot, at: dt.date | None = None) -> Content:
    ties = valid_ties(snapshot, at)
    held = {(t.source, t.target) for t in ties if t.type == "HOLDS"}
    carried = {(t.source, t.target) for t in ties if t.type == "CARRIES"}
    sent = {(t.source, a, t.target) for t in ties if t.type == "FLOW" for a in stated(snapshot, t, at) or ()}
    homes, everything = set(held), _spread(snapshot, at, held | carried, guess=True)
    orphans = {(sender, a, receiver) for sender, a, receiver in sent if (sender, a) not in everything}
    fed = {(receiver, a) for _, a, receiver in orphans}
    for skipped in (fed, set[Pair]()):
        homes |= {(sender, a) for sender, a, _ in orphans if (sender, a) not in everything | skipped}
        everything = _spread(snapshot, at, homes | carried, guess=True)
    known = _spread(snapshot, at, homes | carried, guess=False)
    return Content(frozenset(known), frozenset(everything), frozenset(homes))


def _spread(snapshot: Snapshot, at: dt.date | None, start: set[Pair], *, guess: bool) -> set[Pair]:
    there = set(start)
    ties = valid_ties(snapshot, at)
    integrations = {(t.source, t.target) for t in ties if t.type == "CARRIES"}
    while True:
        before = len(there)
        for tie in ties:
            here = {a for place, a in there if place == tie.source}
            if tie.type == "VIA":
                there |= {(tie.target, a) for a in here}
            elif tie.type == "FLOW":
                there |= {(tie.target, a) for a in here & _let_through(snapshot, tie, integrations, at, guess=guess)}
        if len(there) == before:
            return there


def _let_through(
    snapshot: Snapshot, tie: Relationship, carried: set[Pair], at: dt.date | None, *, guess: bool
) -> frozenset[str]:
    said = stated(snapshot, tie, at)
    if said is not None:
        return said
    for end in (tie.source, tie.target):
        if declared := frozenset(a for place, a in carried if place == end):
            return declared
    return frozenset(n.id for n in snapshot.nodes) if guess else frozenset()


def own(snapshot: Snapshot, id_: str, aspect: str) -> Level:
    """What its owner decided; unknown is anything."""
    properties = snapshot.nodes[snapshot.index[id_]].properties
    low, high = properties.get(aspect), properties.get(f"{aspect}_high")
    if low is None and high is None:
        return (0, 4)
    return (_whole(low, 0), _whole(high, _whole(low, 0)))


def _whole(value: Value | None, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def demands(snapshot: Snapshot, aspect: str, at: dt.date | None = None) -> Iterator[tuple[str, str, int]]:
    """(who requires, who must meet it, how many levels less), without content."""
    for tie in valid_ties(snapshot, at):
        if tie.type == "DERIVED_FROM" and aspect in "ks":
            yield tie.target, tie.source, 0
        if tie.type in ("HOSTS", "CONTROLS_ACCESS_TO") and aspect != "t":
            yield tie.target, tie.source, 0
        if tie.type == "FLOW" and aspect == "r":
            yield tie.target, tie.source, 0
        if tie.type == "VIA" and aspect == "r":
            yield tie.source, tie.target, 0
    if aspect == "t":
        yield from _availability(snapshot, at)


def _availability(snapshot: Snapshot, at: dt.date | None) -> Iterator[tuple[str, str, int]]:
    groups = defaultdict(list)
    for number, step in enumerate(steps(snapshot, "failure", at=at)):
        groups[step.taker, step.by.properties.get("group", number)].append(step)
    for (needer, _), members in groups.items():
        modes = {s.by.properties.get("mode") for s in members}
        k = max((_whole(s.by.properties.get("k"), 1) for s in members), default=1)
        if modes == {"optional"}:
            continue
        soft = modes <= {"soft", "optional"}
        for step in members:
            if step.by.type != "MEMBER_OF":
                yield needer, step.giver, int(soft) + int(k < len(members))


def required(snapshot: Snapshot, aspect: str, at: dt.date | None = None, *, guess: bool = True) -> dict[str, Level]:
    """The least levels that meet everything; of `asked` see below."""
    found = content(snapshot, at)
    there = found.everything if guess else found.known
    rules = [*demands(snapshot, aspect, at), *((a, p, 0) for p, a in there if aspect in "ks" or (p, a) in found.homes)]
    levels = {n.id: own(snapshot, n.id, aspect) for n in snapshot.nodes if n.label == "InformationAsset"}
    if aspect in "rt":
        named = (aspect, f"{aspect}_high")
        levels |= {n.id: own(snapshot, n.id, aspect) for n in snapshot.nodes if any(m in n.properties for m in named)}
    while True:
        before = dict(levels)
        for giver, taker, less in rules:
            if giver in levels:
                levels[taker] = joined(levels.get(taker, (0, 0)), lowered(levels[giver], less))
        if levels == before:
            return levels


def asked(snapshot: Snapshot, aspect: str) -> dict[str, Level]:
    """What others ask of a thing, given all that is required."""
    levels, there = required(snapshot, aspect), content(snapshot)
    out: dict[str, Level] = defaultdict(lambda: (0, 0))
    held = ((a, p, 0) for p, a in there.everything if aspect in "ks" or (p, a) in there.homes)
    for giver, taker, less in [*demands(snapshot, aspect), *held]:
        if giver != taker:
            out[taker] = joined(out[taker], lowered(levels.get(giver, (0, 0)), less))
    return out


def lowered(level: Level, less: int) -> Level:
    return (max(0, level[0] - less), max(0, level[1] - less))


def joined(one: Level, other: Level) -> Level:
    return (max(one[0], other[0]), max(one[1], other[1]))
