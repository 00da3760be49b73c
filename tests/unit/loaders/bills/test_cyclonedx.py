"""CycloneDX: nothing is dropped, JSON and XML are one landscape, and what a reference means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import InvalidLandscape, SourceError
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.model.schema import Schema
from loaders import cyclonedx
from tests.unit.loaders.bills.counting import Load, bill, components, dependencies, lost_texts, services, written

SAMPLES = Path(__file__).parents[3] / "data" / "cyclonedx"
SHARED = Path(__file__).parents[5] / "shared" / "data" / "sbom"
FILES = [*sorted(SAMPLES.glob("*.json")), *sorted(SHARED.glob("*.json"))]
LIBRARY = {"type": "library", "bom-ref": "x", "name": "x"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_everything_is_kept_joined_or_skipped(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    load = Load(path)
    told = [*load.report.skipped, *load.report.joined]
    again = [one for one in told if "stands at" in one.why.en]
    types = {c["type"] for c in components(document)}
    of_type = [n for n in load.changes.nodes if n.properties.get("source_type") in types and "#data" not in n.id]
    entries = [entry for service in services(document) for entry in service.get("data", ())]
    data = [n for n in of_type if any(t.target == n.id for t in load.ties("HOLDS"))]
    assert len(of_type) - len(data) + len(again) == len(list(components(document)))
    assert sum(n.properties.get("source_type") == "service" for n in load.changes.nodes) == len(list(services(document)))
    assert len(load.ties("HOLDS")) == len(entries)
    stated = list(dependencies(document))
    kept = [t for t in load.changes.relationships if t.properties.get("source_type") in ("dependsOn", "provides")]
    left = [one for one in told if one.what.startswith(("DEPENDS_ON ", "REALISES "))]
    assert len(kept) + len(left) == len(stated)
    found = [n for n in load.changes.nodes if n.properties.get("evidence_kind") == "vulnerability"]
    assert len(found) == len(document.get("vulnerabilities", ()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_every_text_of_the_file_stands_somewhere(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    lost = lost_texts(document, Load(path))
    resolved = ("/$schema", "/bomFormat", "/services/0/data/0/destination/0", "/services/1/data/0/source/0")
    assert [one for one in lost if one[0] not in resolved] == []


def test_json_and_xml_of_one_bill_are_one_landscape() -> None:
    first, second = (Load(SAMPLES / f"granvik-bokning.cdx.{form}") for form in ("json", "xml"))
    assert first.intake.location == second.intake.location
    assert first.nodes == second.nodes
    assert {t.key: t for t in first.changes.relationships} == {t.key: t for t in second.changes.relationships}
    assert first.report.read == second.report.read
    assert first.left() == second.left()
    assert second.named("Boknings-API").provenance[0].place.startswith("granvik-bokning.cdx.xml:")


def test_one_library_of_two_bills_is_one_thing() -> None:
    first = Load(SAMPLES / "granvik-bokning.cdx.json")
    stored = Stored(tuple(first.changes.nodes), tuple(first.changes.relationships), (first.changes.source,), 1)
    second = Load(SAMPLES / "parkering.bom.1.4.json", stored)
    library = second.nodes["pkg:pypi/krypto-bibliotek@3.1"]
    assert {claim.source for claim in library.provenance} == {"lokalbokning", "parkeringstillstand"}


def test_a_serial_number_that_others_copied_does_not_make_two_bills_one(tmp_path: Path) -> None:
    serial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
    first, second = (
        bill(serialNumber=serial, metadata={"component": {"type": "application", "bom-ref": "app", "name": name}})
        for name in ("En", "Två")
    )
    locations = [Load(written(tmp_path, one)).intake.location for one in (first, first | {"version": 2}, second)]
    assert locations[0] == locations[1] != locations[2]


def _problems(tmp_path: Path, document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidLandscape) as caught:
        Load(written(tmp_path, document))
    return [(problem.where, problem.text.en) for problem in caught.value.problems]


def test_a_reference_that_stands_twice_is_named_with_both_places(tmp_path: Path) -> None:
    document = bill(components=[LIBRARY, {**LIBRARY, "name": "y"}], services=[{"bom-ref": "x", "name": "z"}])
    assert _problems(tmp_path, document) == [
        ("bom.json#/components/1", "the reference 'x' stands twice; the first is bom.json#/components/0."),
        ("bom.json#/services/0", "the reference 'x' stands twice; the first is bom.json#/components/0."),
    ]


def test_the_very_same_record_twice_is_one(tmp_path: Path) -> None:
    load = Load(written(tmp_path, bill(metadata={"component": LIBRARY}, components=[LIBRARY])))
    assert [one.what for one in load.report.joined] == ["library x"]
    assert load.report.read["nodes"] == 3


def test_everything_of_a_wrong_form_is_told_at_once(tmp_path: Path) -> None:
    document = bill(
        components=["x", {"type": "library"}, {"name": "kvar"}], services=[7, {"name": "s", "data": ["PII"]}],
        dependencies=[{"dependsOn": ["a"]}], vulnerabilities=["CVE"], compositions={"aggregate": "complete"},
    )  # fmt: skip
    assert [place for place, _ in _problems(tmp_path, document)] == [
        f"bom.json#/{place}"
        for place in ("components/0", "components/1", "compositions", "dependencies/0", "services/0", "services/1/data/0",
                      "vulnerabilities/0")
    ]  # fmt: skip


def test_keys_without_references_do_not_follow_the_order(tmp_path: Path) -> None:
    parts = [{"type": "library", "group": "g", "name": "a", "version": "1"}, {"type": "file", "name": "a"}]
    first, second = (Load(written(tmp_path, bill(components=order))) for order in (parts, parts[::-1]))
    assert set(first.nodes) == set(second.nodes) == {"bom:library:g/a@1", "bom:file:a", "bom:document"}


def test_a_version_beside_the_package_url_belongs_to_the_id(tmp_path: Path) -> None:
    parts = [{"type": "library", "name": "a", "version": v, "purl": "pkg:npm/a"} for v in ("1", "2")]
    assert {"pkg:npm/a@1", "pkg:npm/a@2"} <= set(Load(written(tmp_path, bill(components=parts))).nodes)


def test_what_is_no_package_url_is_kept_and_told(tmp_path: Path) -> None:
    load = Load(written(tmp_path, bill(components=[{**LIBRARY, "purl": "npm/a"}])))
    assert load.nodes["bom:x"].properties["purl"] == "npm/a"
    assert any("not a package URL" in hint.text.en for hint in load.report.hints)


def test_references_that_nobody_answers_to_are_named(tmp_path: Path) -> None:
    document = bill(
        components=[LIBRARY],
        dependencies=[{"ref": "x", "dependsOn": ["borta", "pkg:npm/B@1"]}, {"ref": "ingen"}],
        vulnerabilities=[{"id": "CVE-1", "affects": [{"ref": "urn:cdx:1/1#borta"}]}],
    )
    assert Load(written(tmp_path, document)).left() == {
        "DEPENDS_ON borta": "'borta' is not known.",
        "DEPENDS_ON pkg:npm/b@1": "'pkg:npm/b@1' is not known.",
        "dependency ingen": "'ingen' is not known.",
        "ABOUT urn:cdx:1/1#borta": "'urn:cdx:1/1#borta' is not known.",
    }


def test_links_to_this_bill_and_package_urls_are_references(tmp_path: Path) -> None:
    serial = "3e671687-395b-41f5-a30f-a58921a69b79"
    document = bill(
        serialNumber=f"urn:uuid:{serial}",
        components=[{**LIBRARY, "bom-ref": "x y"}, {"type": "library", "name": "p", "purl": "pkg:npm/p@1"}],
        dependencies=[{"ref": f"urn:cdx:{serial.upper()}/7#x%20y", "dependsOn": ["pkg:npm/p@1"]}],
    )
    assert Load(written(tmp_path, document)).pairs("DEPENDS_ON") == {("x", "p")}


def test_parts_in_a_ring_of_packages_say_of_no_one_which_is_the_whole(tmp_path: Path) -> None:
    a, b = ({"type": "library", "name": n, "purl": f"pkg:npm/{n}@1"} for n in "ab")
    nested = [{**a, "bom-ref": "1", "components": [{**b, "bom-ref": "2", "components": [{**a, "bom-ref": "3"}]}]}]
    load = Load(written(tmp_path, bill(components=nested)))
    assert load.ties("PART_OF") == []
    assert load.pairs("RELATES_TO") >= {("a", "b"), ("b", "a")}


def test_optional_components_are_needed_optionally(tmp_path: Path) -> None:
    parts = [
        LIBRARY,
        {**LIBRARY, "bom-ref": "o", "name": "o", "scope": "optional"},
        {**LIBRARY, "bom-ref": "r", "name": "r"},
    ]
    document = bill(components=parts, dependencies=[{"ref": "x", "dependsOn": ["o", "r"]}])
    modes = {tie.target: tie.properties.get("mode") for tie in Load(written(tmp_path, document)).ties("DEPENDS_ON")}
    assert modes == {"bom:o": "optional", "bom:r": None}


def _service(name: str, *data: tuple[str, str]) -> dict[str, Any]:
    return {"bom-ref": name, "name": name, "data": [{"flow": flow, "classification": said} for flow, said in data]}


@pytest.mark.parametrize(
    ("sender", "receiver", "flows"),
    [
        ("outbound", "inbound", {("a", "b")}),
        ("inbound", "outbound", {("b", "a")}),
        ("bi-directional", "bi-directional", {("a", "b"), ("b", "a")}),
        ("outbound", "outbound", set()),
        ("unknown", "inbound", set()),
    ],
)
def test_flows_follow_directions_and_dependencies(
    sender: str, receiver: str, flows: set[tuple[str, str]], tmp_path: Path
) -> None:
    parts = [_service("a", (sender, "PII")), _service("b", (receiver, "PII")), _service("c", ("inbound", "PII"))]
    load = Load(written(tmp_path, bill(services=parts, dependencies=[{"ref": "a", "dependsOn": ["b"]}])))
    assert load.pairs("FLOW") == flows
    assert all(tie.properties["confidence"] == "inferred" for tie in load.ties("FLOW"))


def test_stated_flows_lead_from_sources_and_to_destinations(tmp_path: Path) -> None:
    data = {
        "flow": "bi-directional",
        "classification": "PII",
        "source": ["https://b.example"],
        "destination": ["c", "https://x"],
    }
    parts = [
        {"bom-ref": "a", "name": "a", "data": [data]},
        {"bom-ref": "b", "name": "b", "endpoints": ["https://B.example/"]},
        {"bom-ref": "c", "name": "c", "data": [{"flow": "inbound", "classification": "PII", "source": ["a"]}]},
    ]
    load = Load(written(tmp_path, bill(services=parts)))
    assert load.pairs("FLOW") == {("b", "a"), ("a", "c"), ("a", "https://x")}
    assert [one.what for one in load.report.joined] == ["FLOW a"]
    assert load.named("a: PII").properties["personal"] is True


def test_a_property_may_be_a_field_of_the_model_or_keeps_its_value_beside_it(tmp_path: Path) -> None:
    said = [
        {"name": "criticality", "value": "3"},
        {"name": "rto_h", "value": "snart"},
        {"name": "external_id", "value": "crm"},
    ]
    load = Load(written(tmp_path, bill(components=[{**LIBRARY, "type": "application", "properties": said}])))
    properties = load.nodes["bom:x"].properties
    assert (properties["criticality"], properties["cyclonedx_rto_h"], properties["cyclonedx_external_id"]) == (
        3,
        "snart",
        "crm",
    )


def test_compositions_and_annotations_lie_on_what_they_are_about(tmp_path: Path) -> None:
    document = bill(
        components=[LIBRARY],
        compositions=[{"aggregate": "complete", "dependencies": ["x"]}, {"aggregate": "incomplete"}],
        annotations=[{"subjects": ["x"], "text": "a"}, {"subjects": ["x", "borta"], "text": "b"}],
    )
    load = Load(written(tmp_path, document))
    assert load.nodes["bom:x"].properties["composition.dependencies"] == "complete"
    assert load.nodes["bom:x"].properties["annotations"] == ("a", "b")
    assert load.nodes["bom:document"].properties["composition"] == "incomplete"
    assert load.left() == {"annotations borta": "'borta' is not known."}


def test_a_newer_version_is_read_with_a_hint(tmp_path: Path) -> None:
    load = Load(written(tmp_path, bill(specVersion="1.9", components=[LIBRARY], neues={"a": 1})))
    assert "version '1.9' of CycloneDX" in load.report.hints[0].text.en
    assert load.nodes["bom:document"].properties["neues.a"] == "1"


def test_what_is_no_bill_is_refused(tmp_path: Path) -> None:
    for document in ({"spdxVersion": "SPDX-2.3"}, [1]):
        path = tmp_path / "x.json"
        path.write_text(json.dumps(document))
        assert not cyclonedx.detects(path)
        with pytest.raises(SourceError, match=r"x\.json#/: not a CycloneDX document"):
            cyclonedx.read(path, Intake(str(path), "x", Schema.standard()))


@pytest.mark.heavy
def test_thousands_of_components_nested_or_not_take_seconds(tmp_path: Path) -> None:
    many = [{**LIBRARY, "bom-ref": str(i), "name": f"n{i}", "purl": f"pkg:npm/n{i}@1"} for i in range(5000)]
    graph = [{"ref": str(i), "dependsOn": [str(i + 1), str(i // 2)]} for i in range(4999)]
    for document in (
        bill(components=many, dependencies=graph), bill(components=[{**LIBRARY, "components": many}], dependencies=graph)
    ):  # fmt: skip
        load = Load(written(tmp_path, document))
        assert len(load.ties("DEPENDS_ON")) == 2 * 4999 - 1


def test_a_package_may_be_a_system_in_one_bill_and_a_library_in_another(tmp_path: Path) -> None:
    purl = {"name": "log", "version": "1", "purl": "pkg:npm/log@1"}
    system = bill(metadata={"component": {"type": "application", "bom-ref": "log", **purl}})
    user = bill(
        components=[{"type": "library", "bom-ref": "l", **purl}, LIBRARY], dependencies=[{"ref": "x", "dependsOn": ["l"]}]
    )
    first = Load(written(tmp_path, system, "system.json"))
    stored = Stored(tuple(first.changes.nodes), tuple(first.changes.relationships), (first.changes.source,), 1)
    second = Load(written(tmp_path, user, "user.json"), stored)
    assert first.nodes["log:log"].properties["product_id"] == "pkg:npm/log@1"
    assert second.nodes["pkg:npm/log@1"].label == "ModelElement"
