"""IoT: fleets of sensors and devices, the network zones they stand in, what rests on them, and the ways that stand open.

A fleet is all sensors or devices of one kind that measure the same and that one organisation answers for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.escalation.owners import boards
from eagraph.locale import Text, both, joined
from eagraph.report import Chapter, Document
from eagraph.reports import Desk, _people, _silence, _zones
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._holdings import find_organisation, held_by
from eagraph.reports._telling import told
from eagraph.reports._words import NOT_STATED, label, named, sentences, word
from eagraph.reports._zones import number_of, zones_of
from eagraph.work import counted

title = both("Sensors and devices")
about = both("Fleets of sensors and devices, the network zones they stand in, what rests on them, and ways that stand open.")
THINGS = ("Sensor", "Device")


class Params(BaseModel):
    """Whose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="only what this organisation answers for; empty is everybody",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    limit: int = Field(default=500, ge=1, le=100_000, description="no more rows than this in any list")


@dataclass(frozen=True)
class _Fleet:
    """Sensors or devices that are alike (node numbers)."""

    label: str
    kind: str
    measures: str
    board: int | None
    nodes: tuple[int, ...]


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such organisation.
        UsageError: it is no organisation.
    """
    draft = Draft(desk, "iot", params)
    organisation = find_organisation(draft, params.organisation) if params.organisation else None
    among: Iterable[int] = range(len(draft.snapshot.nodes))
    if organisation is not None:
        among = held_by(draft.snapshot, organisation)
    things = [i for i in among if draft.snapshot.nodes[i].label in THINGS and not draft.is_apart(i)]
    fleets = _fleets(draft, things)
    zones = zones_of(draft, things)
    stops = _stops(draft, fleets)
    heading = title if organisation is None else both("Sensors and devices: {name}", name=draft.call(organisation))
    number = sum(number_of(draft, node) for node in things)
    summary = both(
        "Sensors and devices: {number}; fleets: {fleets}; network zones: {zones}.",
        number=number,
        fleets=len(fleets),
        zones=len([zone for zone in zones if zone is not None]),
    )
    sections = [
        _fleet_section(draft, fleets, zones),
        _resting(draft, fleets, stops),
        _zones.coverage(draft, set(things)),
        *([_silence.section(draft)] if organisation is None else []),
        _zones.section(draft, zones),
        _zones.standing_open(draft, zones if organisation is not None else None),
        _people.section(draft, things, both("Who answers for them")),
    ]
    return told(draft, heading, summary, sections)


def _fleets(draft: Draft, things: list[int]) -> list[_Fleet]:
    """Those that most belong to first."""
    whose = boards(draft.snapshot)
    found: dict[tuple[str, str, str, int | None], list[int]] = defaultdict(list)
    for node in things:
        said = draft.snapshot.nodes[node].properties
        kind, measures = str(said.get("device_kind") or ""), str(said.get("observed_property") or "")
        found[draft.snapshot.nodes[node].label, kind, measures, whose.get(node)].append(node)
    fleets = [_Fleet(*key, tuple(nodes)) for key, nodes in found.items()]
    return sorted(fleets, key=lambda f: (-sum(number_of(draft, i) for i in f.nodes), f.nodes))


def _called(draft: Draft, fleet: _Fleet) -> Text:
    kind = word(fleet.kind) if fleet.kind else label(draft.snapshot.schema, fleet.label)
    return both("{kind}: {measures}", kind=kind, measures=fleet.measures) if fleet.measures else kind


def _fleet_section(draft: Draft, fleets: list[_Fleet], zones: Mapping[int | None, list[int]]) -> Section:
    read = draft.look(both("Sensors and devices: their kind, what they measure, their number, version, owner and zone."))
    zone_of = {node: zone for zone, nodes in zones.items() for node in nodes}
    rows = []
    for fleet in fleets:
        said = [draft.snapshot.nodes[i].properties for i in fleet.nodes]
        versions = sorted({str(one["firmware"]) for one in said if one.get("firmware")})
        where = dict.fromkeys(zone for i in fleet.nodes if (zone := zone_of.get(i)) is not None)
        rows.append(
            {
                "fleet": _called(draft, fleet),
                "number": sum(number_of(draft, i) for i in fleet.nodes),
                "nodes": len(fleet.nodes),
                "board": NOT_STATED if fleet.board is None else draft.call(fleet.board),
                "versions": named(versions, 3) if versions else NOT_STATED,
                "zones": joined([draft.call(zone) for zone in where][:3], ", ") if where else NOT_STATED,
                "places": sum("latitude" in one for one in said),
            }
        )
    headings = {
        "fleet": both("Fleet"),
        "number": both("Number"),
        "nodes": both("In the register"),
        "board": both("Board or company"),
        "versions": both("Versions"),
        "zones": both("Network zones"),
        "places": both("With a place"),
    }
    mute = sum("firmware" not in draft.snapshot.nodes[i].properties for fleet in fleets for i in fleet.nodes)
    lost = len(zones.get(None, ()))
    text = both("Fleets: {count} {ref}.", count=len(fleets), ref=read.ref)
    text = sentences(text, both("Without a known version: {mute}; in no known network zone: {lost}.", mute=mute, lost=lost))
    tables = (draft.table("fleets", both("Fleets, the largest first"), headings, rows, read),) if rows else ()
    return Section(Chapter(both("Fleets"), says=(text,), tables=tables), ((both("Fleets."), text),))


def _stops(draft: Draft, fleets: list[_Fleet]) -> list[Any]:
    """What stops when all of a fleet fails, fleet by fleet."""
    asked = [
        draft.desk.analyse("blast-radius", {"failed": [draft.snapshot.nodes[i].id for i in fleet.nodes]})
        for fleet in counted(fleets, len(fleets))
    ]
    if asked:
        draft.keep_all("blast-radius", both("All of a fleet fails, fleet by fleet: {count}.", count=len(fleets)), asked)
    return asked


def _resting(draft: Draft, fleets: list[_Fleet], stops: list[Any]) -> Section:
    """Which systems and services need a fleet."""
    ref = next((one.ref for one in draft.asked if one.name == "blast-radius"), "")
    headings = {
        "fleet": both("If all of a fleet fails"), "board": both("Board or company"), "stopped": both("Other things stop"),
        "services": both("Digital services"), "systems": both("Systems"), "worst": both("Highest criticality"),
    }  # fmt: skip
    rows, meets = [], set()
    for fleet, answer in zip(fleets, stops, strict=True):
        others = [row for row in draft.may_tell(answer.rows) if row.wave]
        by = {name: [row.id for row in others if row.label == name] for name in ("DigitalService", "System")}
        meets |= set(by["DigitalService"])
        if others:
            levels = [row.criticality for row in others if row.criticality is not None]
            rows.append(
                {
                    "fleet": _called(draft, fleet),
                    "board": NOT_STATED if fleet.board is None else draft.call(fleet.board),
                    "stopped": len(others),
                    "services": draft.names_of(by["DigitalService"], 4),
                    "systems": draft.names_of(by["System"], 4),
                    "worst": max(levels) if levels else NOT_STATED,
                }
            )
    rows.sort(key=lambda row: -int(str(row["stopped"])))
    text = both(
        "Fleets whose failure stops something else: {count} of {all} {ref}.", count=len(rows), all=len(fleets), ref=ref
    )
    if meets:
        names = named(str(draft.name_of(id_)) for id_ in sorted(meets))
        text = sentences(text, both("Digital services that rest on a fleet: {names}.", names=names))
    tables = (
        (draft.table("resting", both("What rests on each fleet"), headings, rows, *_one(draft, "blast-radius")),)
        if rows
        else ()
    )
    return Section(Chapter(both("What rests on them"), says=(text,), tables=tables), ((both("What rests on them."), text),))


def _one(draft: Draft, name: str) -> list[Asked]:
    return [one for one in draft.asked if one.name == name]
