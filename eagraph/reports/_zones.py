"""Network zones of sensors and devices: what stands in them, where they lead, which ways are open, how many are to spare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter, choice
from eagraph.reports._draft import Draft, Section
from eagraph.reports._words import NOT_STATED, UNKNOWN, named, sentences, word


def number_of(draft: Draft, node: int) -> int:
    """How many a node stands for."""
    said = draft.snapshot.nodes[node].properties.get("count")
    return said if isinstance(said, int) and not isinstance(said, bool) else 1


def _known(zones: set[int]) -> list[int | None]:
    return [*sorted(zones)] if zones else [None]


def zones_of(draft: Draft, things: Iterable[int]) -> dict[int | None, list[int]]:
    """By network zone (None: nobody says), the sensors and devices in it."""
    found: dict[int | None, list[int]] = defaultdict(list)
    for node in things:
        ties = draft.snapshot.outgoing.of(node).tolist()
        zones = {int(draft.snapshot.target[j]) for j in ties if draft.snapshot.relationships[j].type == "CONNECTED_TO"}
        for zone in _known(zones):
            found[zone].append(node)
    return dict(found)


def coverage(draft: Draft, things: set[int]) -> Section:
    """Who needs how many of which of them: k of n."""
    snapshot, read = (
        draft.snapshot,
        draft.look(both("FLOW and DEPENDS_ON with a group: at least k of its members must work.")),
    )
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for j, tie in enumerate(snapshot.relationships):
        if tie.type in ("FLOW", "DEPENDS_ON") and tie.properties.get("group"):
            needer, member = int(snapshot.target[j]), int(snapshot.source[j])
            if tie.type == "DEPENDS_ON":
                needer, member = member, needer
            if member in things:
                groups[needer, str(tie.properties["group"])].append(j)
    rows = [
        _group(draft, needer, name, ties) for (needer, name), ties in sorted(groups.items()) if not draft.is_apart(needer)
    ]
    bare = [row for row in rows if row["spare"] == 0]
    headings = {
        "needer": both("Who needs them"), "group": both("Group"), "needed": both("Needed"), "members": both("Members"),
        "spare": both("May fail"), "zones": both("Network zones"),
    }  # fmt: skip
    text = both(
        "Groups of which only some must work: {count}; with none to spare: {bare} {ref}.",
        count=len(rows),
        bare=len(bare),
        ref=read.ref,
    )
    tables = (draft.table("coverage", both("How many of them are needed"), headings, rows, read),) if rows else ()
    return Section(Chapter(both("Coverage"), says=(text,), tables=tables), ((both("Coverage."), text),))


def _group(draft: Draft, needer: int, name: str, ties: list[int]) -> dict[str, Any]:
    snapshot = draft.snapshot
    wanted = {snapshot.relationships[j].properties.get("k") for j in ties}
    needed = max((k for k in wanted if isinstance(k, int)), default=1)
    members = {end for j in ties for end in (int(snapshot.source[j]), int(snapshot.target[j])) if end != needer}
    zones = [zone for zone in zones_of(draft, sorted(members)) if zone is not None]
    return {
        "needer": draft.call(needer),
        "group": name,
        "needed": both("{k} of {n}", k=needed, n=len(members)),
        "members": draft.names_of([snapshot.nodes[i].id for i in sorted(members)], 4),
        "spare": max(0, len(members) - needed),
        "zones": joined([draft.call(zone) for zone in zones], ", ") if zones else NOT_STATED,
    }


def section(draft: Draft, zones: Mapping[int | None, list[int]]) -> Section:
    read = draft.look(both("Network zones: trust, whether they are of control systems, and what is CONNECTED_TO them."))
    rows = []
    for zone, nodes in sorted(
        ((z, n) for z, n in zones.items() if z is not None), key=lambda pair: (-len(pair[1]), pair[0])
    ):
        said = draft.snapshot.nodes[zone].properties
        ot = said.get("ot")
        rows.append(
            {
                "zone": draft.call(zone),
                "trust": said.get("trust", NOT_STATED),
                "ot": UNKNOWN if ot is None else both("yes") if ot else both("no"),
                "number": sum(number_of(draft, i) for i in nodes),
                "beside": _beside(draft, zone),
                "next": _next(draft, zone),
            }
        )
    headings = {
        "zone": both("Network zone"),
        "trust": both("Trust"),
        "ot": both("Of control systems"),
        "number": both("Sensors and devices"),
        "beside": both("Systems in the same zone"),
        "next": both("Leads to, and past which barrier"),
    }
    text = both("Network zones with sensors or devices: {count} {ref}.", count=len(rows), ref=read.ref)
    mixed = [row for row in rows if row["beside"]]
    if mixed:
        text = sentences(text, both("In {count} of them stand systems too.", count=len(mixed)))
    tables = (draft.table("zones", both("Network zones"), headings, rows, read),) if rows else ()
    return Section(Chapter(both("Network zones"), says=(text,), tables=tables), ((both("Network zones."), text),))


def _beside(draft: Draft, zone: int) -> int:
    """How many systems stand in a zone."""
    snapshot = draft.snapshot
    ties = [j for j in snapshot.incoming.of(zone).tolist() if snapshot.relationships[j].type == "CONNECTED_TO"]
    return len({int(snapshot.source[j]) for j in ties if snapshot.nodes[int(snapshot.source[j])].label == "System"})


def _next(draft: Draft, zone: int) -> Text:
    """The zones a zone is connected to, either way."""
    snapshot, found = draft.snapshot, {}
    for j in (*snapshot.outgoing.of(zone).tolist(), *snapshot.incoming.of(zone).tolist()):
        tie, ends = snapshot.relationships[j], {int(snapshot.source[j]), int(snapshot.target[j])} - {zone}
        if tie.type == "CONNECTED_TO" and ends and snapshot.nodes[other := min(ends)].label == "NetworkZone":
            barrier = word(tie.properties["barrier"]) if tie.properties.get("barrier") else NOT_STATED
            found[other] = both("{zone} ({barrier})", zone=draft.call(other), barrier=barrier)
    return joined([found[other] for other in sorted(found)], ", ")


def standing_open(draft: Draft, zones: Mapping[int | None, list[int]] | None) -> Section:
    """Ways from networks of sensors and control systems to administrative systems past no barrier."""
    asked = draft.ask("open-zones")
    rows = draft.may_tell(asked.rows)
    if zones is not None:
        rows = [row for row in rows if draft.node(row.id) in zones]
    sure = [row for row in rows if row.open == "yes"]
    unknown = [row for row in rows if row.open == "unknown"]
    headings = {
        "zone": both("Network zone"), "open": both("Open"), "into": both("Leads into"), "systems": both("Systems reached"),
        "examples": both("Among them"), "path": both("Way"), "id": both("Id"),
    }  # fmt: skip
    told_rows = [
        {
            "zone": draft.name_of(row.id),
            "open": choice(row.open),
            "into": draft.name_of(row.into) if row.into else plain(""),
            "systems": row.systems,
            "examples": named(row.examples, 3) if row.examples else "",
            "path": draft.way(row.path),
            "id": row.id,
        }
        for row in rows
    ]
    text = both(
        "Networks of sensors and control systems from which one gets to administrative systems past no barrier: {count}; of "
        "{unknown} it is not known {ref}.",
        count=len(sure),
        unknown=len(unknown),
        ref=asked.ref,
    )
    tables = (draft.table("open", both("Ways that stand open"), headings, told_rows, asked),) if rows else ()
    return Section(
        Chapter(both("Ways that stand open"), says=(text,), tables=tables), ((both("Ways that stand open."), text),)
    )
