"""A landscape as a SaaSBOM: what stands where, what is counted as not told, and one landscape giving one file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eagraph import export
from eagraph.export.cyclonedx import serial_number
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, tie
from tests.unit.export.awkward import drawn, snapshot

EXPECTED = Path(__file__).parent / "expected" / "cyclonedx.txt"
CITY = [
    node("bok", "System", name="Lokalbokning", endpoints=("https://a", "https://b"), authenticated="true", vendor="Bokit"),
    node("api", "Integration", name="Boknings-API"),
    node("pay", "DigitalService", name="Betalning", **{"x-trust-boundary": "false"}),
    node("host", "System", name="Värd", source_type="platform", cpe="cpe:2.3:a:b:c:1:*:*:*:*:*:*:*"),
    node("lib", "ModelElement", name="bibliotek", source_type="library", purl="pkg:pypi/x@1", version="1"),
    node("urn:cdx:odd", "Device", name="grind"),
    node("a", "InformationAsset", name="Bokare", k=2, k_high=3),
    node("b", "InformationAsset", name="Bokare", classification="offentlig"),
    node("zone", "NetworkZone", name="Kontorsnätet"),
    node("org", "Organisation", name="Nämnden"),
    node("role", "Role", name="Ägare"),
    node("goal", "Capability", name="Förmåga"),
    node("zone2", "NetworkZone", name="Driftnätet"),
]
TIES = [
    tie("bok", "FLOW", "pay", carries=("a", "b")),
    tie("api", "VIA", "bok"),
    tie("host", "HOSTS", "bok"),
    tie("bok", "DEPENDS_ON", "lib"),
    tie("bok", "REALISES", "pay"),
    tie("api", "PART_OF", "bok"),
    tie("lib", "PART_OF", "bok"),
    tie("bok", "CONNECTED_TO", "zone"),
    tie("a", "OWNED_BY", "org"),
    tie("b", "OWNED_BY", "role"),
    tie("pay", "SUPPLIED_BY", "org"),
    tie("bok", "SUPPORTS", "goal"),
    tie("bok", "OWNED_BY", "role"),
    tie("pay", "CONNECTED_TO", "zone"),
    tie("pay", "CONNECTED_TO", "zone2"),
    tie("api", "HOLDS", "a"),
]


def _written(landscape: Snapshot, folder: Path) -> tuple[bytes, dict[str, Any]]:
    [path] = export.find("cyclonedx").write(Extract.whole(landscape), folder / "a" / "bill.cdx.json")
    data = path.read_bytes()
    return data, json.loads(data)


def _city(folder: Path, ties: list[Relationship] = TIES, nodes: list[Node] = CITY) -> dict[str, Any]:
    return _written(drawn(nodes, ties), folder)[1]


def _by_reference(parts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {part["bom-ref"]: part for part in parts}


def _properties(part: Mapping[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in part["properties"]}


def test_the_expected_file(tmp_path: Path) -> None:
    data, _ = _written(snapshot(), tmp_path)
    if os.environ.get("EAGRAPH_EXPECTED") == "write":
        EXPECTED.write_bytes(data)
    assert data == EXPECTED.read_bytes()


def test_services_say_who_provides_them_and_where_they_stand(tmp_path: Path) -> None:
    services = _by_reference(_city(tmp_path)["services"])
    assert services["bok"]["provider"] == {"name": "Bokit"}
    assert services["bok"]["endpoints"] == ["https://a", "https://b"]
    assert services["bok"]["authenticated"] is True
    assert services["bok"]["trustZone"] == "Kontorsnätet"
    assert services["pay"]["provider"] == {"name": "Nämnden"}
    assert services["pay"]["x-trust-boundary"] is False


def test_a_flow_is_data_of_both_its_ends(tmp_path: Path) -> None:
    bill = _city(tmp_path)
    services = _by_reference(bill["services"])
    link = f"urn:cdx:{bill['serialNumber'].removeprefix('urn:uuid:')}/1#"
    first, second = services["bok"]["data"]
    assert first == {
        "flow": "outbound", "classification": "K2–3", "name": "a", "destination": [f"{link}pay"],
        "governance": {"owners": [{"organization": {"name": "Nämnden"}}]},
    }  # fmt: skip
    assert second["name"] == "b"
    assert second["classification"] == "offentlig"
    assert second["governance"] == {"owners": [{"contact": {"name": "Ägare"}}]}
    assert [(one["flow"], one["source"]) for one in services["pay"]["data"]] == [("inbound", [f"{link}bok"])] * 2


def test_what_is_held_and_does_not_flow_has_no_direction(tmp_path: Path) -> None:
    inner = _by_reference(_city(tmp_path)["services"])["bok"]["services"]
    assert [(one["flow"], one["name"]) for one in inner[0]["data"]] == [("unknown", "a")]


def test_hosts_and_what_an_integration_goes_via_are_needed(tmp_path: Path) -> None:
    needs = {one["ref"]: one for one in _city(tmp_path)["dependencies"]}
    assert needs == {
        "api": {"ref": "api", "dependsOn": ["bok"]},
        "bok": {"ref": "bok", "dependsOn": ["host", "lib"], "provides": ["pay"]},
    }


def test_what_came_from_a_bill_returns_as_the_component_it_was(tmp_path: Path) -> None:
    components = _by_reference(_city(tmp_path)["components"])
    assert components["host"]["type"] == "platform"
    assert components["host"]["cpe"].startswith("cpe:2.3:a:b:c")
    assert {name: components["lib"][name] for name in ("type", "version", "purl")} == {
        "type": "library", "version": "1", "purl": "pkg:pypi/x@1",
    }  # fmt: skip
    assert components["ref:urn:cdx:odd"]["type"] == "device"
    assert _properties(components["ref:urn:cdx:odd"])["eagraph:id"] == "urn:cdx:odd"


def test_what_has_no_place_is_counted(tmp_path: Path) -> None:
    told = {
        name.removeprefix("eagraph:not_told:"): count
        for name, count in _properties(_city(tmp_path)["metadata"]).items()
        if name.startswith("eagraph:not_told:")
    }
    assert told == {
        "CONNECTED_TO": "2", "Capability": "1", "NetworkZone": "2", "OWNED_BY": "1", "Organisation": "1", "PART_OF": "1",
        "Role": "1", "SUPPORTS": "1",
    }  # fmt: skip


def test_one_landscape_gives_one_file_and_another_selection_another_number(tmp_path: Path) -> None:
    landscape = drawn(CITY, TIES)
    assert _written(landscape, tmp_path)[0] == _written(drawn(CITY[::-1], TIES[::-1]), tmp_path)[0]
    whole, part = Extract.whole(landscape), Extract.of(landscape, [0, 1], both("two"))
    assert serial_number(whole) != serial_number(part)
    assert _written(landscape, tmp_path)[1]["serialNumber"] == serial_number(whole)
