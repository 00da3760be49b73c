"""DQ-15: do the overview of the map and its detail contradict each other?

What stands in the detail layer is compared with what it is PART_OF in the overview layer, and with what has the same
external id there: the overview may be coarser, but it must not say that what is in use is not, that there are no personal
data where there are, or a lower criticality or class than its part has. Where the overview does not say what the detail
does, it cannot be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from eagraph.analysis._quality.judged import Judged, ties
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Value
from eagraph.model.landscape import Node

_IN_USE = frozenset({"pilot", "live", "phase_out"})


def judged(snapshot: Snapshot, valid: Booleans) -> Iterator[Judged]:
    """Detail that its overview contradicts, told of the detail with the overview beside it."""
    for detail, overview in sorted(_pairs(snapshot, valid)):
        one, other = snapshot.nodes[detail], snapshot.nodes[overview]
        for name, has, says, clash in _compared(one, other):
            told = {"one": one.name, "other": other.name, "what": _text(snapshot, one, name), "has": has, "says": says}
            if clash:
                words = both("{one} (detail) has {what} {has}, but {other} (overview) {says}.", **told)
            else:
                words = both("{one} (detail) has {what} {has}; {other} (overview) does not say.", **told)
            yield Judged(detail, words, name, (overview,), name, is_sure=clash)


def _pairs(snapshot: Snapshot, valid: Booleans) -> set[tuple[int, int]]:
    layer = [node.properties.get("layer") for node in snapshot.nodes]
    found = {
        (int(snapshot.source[j]), int(snapshot.target[j]))
        for j in ties(snapshot, "PART_OF", valid).tolist()
        if layer[snapshot.source[j]] == "detail" and layer[snapshot.target[j]] == "overview"
    }
    by_id: dict[Value, list[int]] = defaultdict(list)
    for i, node in enumerate(snapshot.nodes):
        if layer[i] and "external_id" in node.properties:
            by_id[node.properties["external_id"]].append(i)
    for same in by_id.values():
        found |= {(a, b) for a in same for b in same if layer[a] == "detail" and layer[b] == "overview"}
    return found


def _compared(detail: Node, overview: Node) -> Iterator[tuple[str, Value, Value, bool]]:
    """Property, what the detail has, what the overview says, and whether they clash; else the overview is silent."""
    for name in ("lifecycle", "personal_data", "personal", "criticality", *ASPECTS):
        has, says = detail.properties.get(name), overview.properties.get(name)
        if name in ASPECTS:
            says = overview.properties.get(f"{name}_high", says)
        if has is not None and _matters(name, has):
            if says is None:
                if detail.label == overview.label:
                    yield name, has, "", False
            elif _clash(name, has, says):
                yield name, has, says, True


def _matters(name: str, has: Value) -> bool:
    if name == "lifecycle":
        return has in _IN_USE
    return has is True if name.startswith("personal") else isinstance(has, int) and has > 0


def _clash(name: str, has: Value, says: Value) -> bool:
    if name == "lifecycle":
        return says not in _IN_USE
    if name.startswith("personal"):
        return says is False
    return isinstance(has, int) and isinstance(says, int) and says < has


def _text(snapshot: Snapshot, node: Node, name: str) -> Text:
    field = snapshot.schema.node_fields[node.label].get(name)
    return field.text if field else Text(name, name)
