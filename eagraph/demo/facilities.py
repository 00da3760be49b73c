"""What the systems stand on and in: data halls, power feeds, fibre, server rooms; network zones and barriers."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo._tables import table

ZONES_AT_DEFAULT = 12
_LAST_NEEDED = 5
_ZONES_A_DISTRICT = ("Kontorsnät", "Skolnät", "Sensornät", "Gästnät", "Larmnät", "Driftnät")


def build(draft: Draft) -> None:
    """Facilities and zones of the tables, then a server room and zones in each district."""
    for line in table("facilities"):
        autonomy = float(line["autonomy_h"]) if line["autonomy_h"] else None
        id_ = draft.node(
            "Facility",
            line["name"],
            key=line["key"],
            name_en=line["name_en"],
            autonomy_h=autonomy,
            criticality=int(line["criticality"]),
        )
        if line["needs"]:
            draft.tie(
                id_, "DEPENDS_ON", f"facility:{line['needs']}", buffer_h=float(line["buffer_h"]), dependency_kind="physical"
            )
    for line in table("zones")[: max(_LAST_NEEDED, draft.scale.count(ZONES_AT_DEFAULT))]:
        zone(draft, line["key"])
    for district in draft.districts:
        room = draft.node("Facility", f"Serverrum {district.name}", autonomy_h=1.0, criticality=2)
        draft.tie(room, "DEPENDS_ON", "facility:elmatning-norr", buffer_h=1.0, dependency_kind="physical")
        district.room = room
        for kind in _ZONES_A_DISTRICT:
            district.zones.append(draft.node("NetworkZone", f"{kind} {district.name}", trust=2, ot=kind == "Driftnät"))
            draft.tie(district.zones[-1], "CONNECTED_TO", "zone:servernat", barrier="firewall")


def zone(draft: Draft, key: str) -> str:
    """A zone of the table, drawn when first needed, with what it is next to; its id."""
    line = next(row for row in table("zones") if row["key"] == key)
    id_ = draft.node(
        "NetworkZone", line["name"], key=key, name_en=line["name_en"], trust=int(line["trust"]), ot=line["ot"] == "true"
    )
    if line["next_to"]:
        draft.tie(id_, "CONNECTED_TO", zone(draft, line["next_to"]), barrier=line["barrier"])
    return id_
