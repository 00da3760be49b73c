"""The demo city: valid, of the size asked for, the same every time, and without a real name."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from eagraph.demo import KINDS, DemoCity, generate
from eagraph.errors import StoreError, UsageError
from eagraph.export.landscape import write_landscape
from eagraph.model.landscape import Landscape
from eagraph.model.schema import Schema, read_properties
from eagraph.model.validation import find_hints
from eagraph.settings import Settings
from eagraph.workspace import Workspace

TODAY = dt.date(2031, 5, 6)
AT_DEFAULT = {
    "System": 131, "Integration": 300, "Sensor": 400, "Device": 43, "NetworkZone": 12, "InformationAsset": 200,
    "Organisation": 40, "DigitalService": 28, "Role": 85, "Capability": 55, "ManagementObject": 16, "Facility": 10,
    "Project": 36, "Evidence": 255, "Control": 13,
}  # fmt: skip
FEWEST = {"Person": 5, "Process": 15, "TargetGroup": 8, "Exemption": 4, "Incident": 6, "CommonCause": 4, "Concept": 20}


@pytest.fixture(scope="module")
def city() -> DemoCity:
    return generate(today=TODAY)


def counted(city: DemoCity) -> Counter[str]:
    return Counter(node.label for node in city.nodes)


def named(section: str) -> list[str]:
    text = (Path(__file__).parent / "real_names.txt").read_text(encoding="utf-8")
    return re.split(r"\n\[.*\]\n", text)[1 if section == "products" else 2].split("\n")


@pytest.mark.parametrize(("label", "about"), AT_DEFAULT.items())
def test_the_default_city_has_about_so_many(city: DemoCity, label: str, about: int) -> None:
    assert about * 0.85 <= counted(city)[label] <= about * 1.15


@pytest.mark.parametrize(("label", "fewest"), FEWEST.items())
def test_the_default_city_has_at_least_so_many(city: DemoCity, label: str, fewest: int) -> None:
    assert counted(city)[label] >= fewest


@pytest.mark.parametrize("size", [None, 500, 900, 12_000])
def test_the_city_is_a_valid_landscape_without_hints_and_already_in_order(size: int | None) -> None:
    city = generate(size=size, today=TODAY)
    whole = Landscape.of(city.nodes, city.relationships)
    assert (whole.nodes, whole.relationships) == (city.nodes, city.relationships)
    assert not [str(hint) for hint in find_hints(whole, Schema.standard())]


def test_every_value_is_as_the_model_reads_it(city: DemoCity) -> None:
    schema = Schema.standard()
    for node in city.nodes:
        assert read_properties(schema.node_fields[node.label], node.properties, node.id) == (node.properties, [])
    for tie in city.relationships:
        assert read_properties(schema.relationship_fields[tie.type], tie.properties, tie.source) == (tie.properties, [])


def test_the_same_seed_size_and_day_give_the_same_city(city: DemoCity) -> None:
    assert generate(today=TODAY) == city


def test_another_seed_gives_another_city_with_the_same_truths(city: DemoCity) -> None:
    other = generate(today=TODAY, seed=2)
    assert other.relationships != city.relationships
    assert {f.kind for f in other.expected} == {f.kind for f in city.expected}


def test_another_day_moves_the_dates_only(city: DemoCity) -> None:
    other = generate(today=TODAY + dt.timedelta(days=40))
    same = [(n.id, n.label) for n in city.nodes if n.label != "Incident"]
    assert [(n.id, n.label) for n in other.nodes if n.label != "Incident"] == same
    assert other.nodes != city.nodes


def test_the_city_does_not_depend_on_how_the_process_hashes_texts(tmp_path: Path) -> None:
    script = """if True:
        import sys, datetime, pathlib, eagraph.demo
        eagraph.demo.generate(size=800, today=datetime.date(2031, 5, 6)).write(pathlib.Path(sys.argv[1]))
    """
    for hashing in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hashing}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / hashing)], check=True, env=environment)
    for file in ("nodes.csv", "relationships.csv", "expected_findings.json"):
        assert (tmp_path / "1" / file).read_bytes() == (tmp_path / "2" / file).read_bytes()


def test_the_smallest_city_is_as_large_as_what_is_planted_in_it() -> None:
    assert 500 <= len(generate(size=500, today=TODAY).relationships) <= 800


@pytest.mark.parametrize("size", [1_000, 3_000, 8_000, 30_000, pytest.param(120_000, marks=pytest.mark.heavy)])
def test_a_size_is_met_and_proportions_are_kept(city: DemoCity, size: int) -> None:
    scaled = generate(size=size, today=TODAY)
    assert abs(len(scaled.relationships) - size) <= max(40, size * 0.01)
    if size < len(city.relationships):
        return
    times = size / len(city.relationships)
    for label in (
        "System",
        "Integration",
        "Sensor",
        "Device",
        "InformationAsset",
        "Organisation",
        "DigitalService",
    ):
        assert counted(scaled)[label] / counted(city)[label] / times == pytest.approx(1, abs=0.3), label
    assert counted(scaled)["Evidence"] > counted(city)["Evidence"], "evidence goes by boards and objects, which are fewer"


@pytest.mark.parametrize("size", [-1, 0, 499, 2_000_001])
def test_a_size_out_of_bounds_is_refused_with_the_bounds(size: int) -> None:
    with pytest.raises(UsageError, match=r"expected 500 to 2000000"):
        generate(size=size, today=TODAY)


@pytest.mark.parametrize("size", [None, 12_000])
def test_names_are_unique_among_things_of_one_label(size: int | None) -> None:
    city = generate(size=size, today=TODAY)
    twice = [pair for pair, count in Counter((n.label, n.name.casefold()) for n in city.nodes).items() if count > 1]
    assert not [pair for pair in twice if pair[0] not in {"Project", "Control", "Evidence"}]


def test_ids_are_readable(city: DemoCity) -> None:
    assert all(re.fullmatch(r"[a-z-]+:[a-z0-9-]+", node.id) for node in city.nodes)
    assert {"system:stadens-diarium", "sensor:vattenniva-042", "org:kommunstyrelsen"} <= {n.id for n in city.nodes}


@pytest.mark.parametrize("size", [None, 25_000])
def test_no_name_is_that_of_a_real_vendor_product_or_municipality(size: int | None) -> None:
    words = set()
    for node in generate(size=size, today=TODAY).nodes:
        words |= {str(node.properties.get(key, "")) for key in ("name", "name_en", "product", "vendor", "description")}
    text = "\n".join(sorted(words))
    products = [name for name in named("products") if re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE)]
    municipalities = [name for name in named("municipalities") if name and re.search(rf"\b{re.escape(name)}s?\b", text)]
    assert not products
    assert not municipalities


def test_some_facts_are_missing_and_some_are_unsure(city: DemoCity) -> None:
    systems = [n.properties for n in city.nodes if n.label == "System" and n.properties["lifecycle"] == "live"]
    optional = ("mtpd_h", "rto_h", "cost_year", "users", "last_verified", "confidence")
    missing = sum(name not in facts for facts in systems for name in optional) / len(systems) / len(optional)
    assert 0.04 < missing < 0.13
    assert {"confirmed", "stated", "inferred", "assumed"} == {str(f["confidence"]) for f in systems if "confidence" in f}
    flows = [r for r in city.relationships if r.type == "FLOW"]
    assert 0.005 < sum("carries" not in flow.properties for flow in flows) / len(flows) < 0.1
    assets = [n.properties for n in city.nodes if n.label == "InformationAsset"]
    assert any("k" not in facts for facts in assets)
    assert any(f"{aspect}_high" in facts for facts in assets for aspect in "krt")


def test_written_files_are_read_back_by_the_loader_as_the_same_city(city: DemoCity, tmp_path: Path) -> None:
    city.write(tmp_path / "city")
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"))
    (report,) = workspace.load([tmp_path / "city"], loader="landscape")
    snapshot = workspace.snapshot()
    workspace.close()
    assert (snapshot.nodes, snapshot.relationships) == (city.nodes, city.relationships)
    assert not report.skipped
    assert not report.hints


def test_written_files_are_those_of_the_exporter(city: DemoCity, tmp_path: Path) -> None:
    city.write(tmp_path / "demo")
    for theirs in write_landscape(city.nodes, city.relationships, tmp_path / "exported"):
        assert (tmp_path / "demo" / theirs.name).read_text(encoding="utf-8") == theirs.read_text(encoding="utf-8")


def test_what_was_planted_is_written_beside_the_landscape(city: DemoCity, tmp_path: Path) -> None:
    city.write(tmp_path)
    written = json.loads((tmp_path / "expected_findings.json").read_text(encoding="utf-8"))
    assert [finding["kind"] for finding in written] == [finding.kind for finding in city.expected]
    assert {finding["kind"] for finding in written} == set(KINDS)
    assert all(finding["text"]["sv"] and finding["text"]["en"] for finding in written)
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_folder_that_cannot_be_written_is_named(city: DemoCity, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match="taken"):
        city.write(tmp_path / "taken")
