"""DQ-05: does every group need at least one and at most as many as it has, and do its members agree on how many?

A group is the relationships of one needer with one `group`; a relationship without a group is one of its own (domain: k-of-n
in fault trees, VOTE gates).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from eagraph.analysis._quality.judged import Judged
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.relationships import Travel


def judged(snapshot: Snapshot, valid: Booleans) -> Iterator[Judged]:
    """Groups that cannot be, told of who needs them; of one that does not say how many it needs it cannot be told."""
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for j, tie in enumerate(snapshot.relationships):
        travel = snapshot.schema.relationship[tie.type].failure
        if travel is Travel.NOT or not valid[j]:
            continue
        needer = int(snapshot.target[j] if travel is Travel.WITH else snapshot.source[j])
        if group := str(tie.properties.get("group") or ""):
            groups[needer, group].append(j)
        elif _wrong_alone(k := tie.properties.get("k")):
            words = both(
                "{name}: {k} must work, without a group; expected 1, or a group.", name=snapshot.nodes[needer].name, k=k
            )
            other = int(snapshot.source[j] if travel is Travel.WITH else snapshot.target[j])
            yield Judged(needer, words, f"alone {tie.type}", (other,), "k")
    for (needer, group), members in sorted(groups.items()):
        yield from _of_group(snapshot, needer, group, members)


def _wrong_alone(k: Value | None) -> bool:
    return k is not None and k != 1


def _of_group(snapshot: Snapshot, needer: int, group: str, members: list[int]) -> Iterator[Judged]:
    stated = [k for j in members if (k := snapshot.relationships[j].properties.get("k")) is not None]
    named = {"name": snapshot.nodes[needer].name, "group": group, "size": len(members)}
    if len(set(stated)) > 1:
        told = ", ".join(sorted({str(k) for k in stated}))
        words = both(
            "{name}: the members of the group {group} say different numbers that must work: {told}.", told=told, **named
        )
        yield Judged(needer, words, f"unlike {group}", (), "k")
    for k in sorted({k for k in stated if not _fits(k, len(members))}, key=str):
        words = both("{name}: of the group {group} {k} must work, but it has {size} members.", k=k, **named)
        yield Judged(needer, words, f"size {group} {k}", (), "k")
    if not stated and len(members) > 1:
        words = both("{name}: nobody says how many of the {size} members of the group {group} must work.", **named)
        yield Judged(needer, words, f"silent {group}", (), "k", is_sure=False)


def _fits(k: Value, size: int) -> bool:
    return isinstance(k, int) and not isinstance(k, bool) and 1 <= k <= size
