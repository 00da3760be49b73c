"""ServiceNow's classes, states and relations: what each becomes, and in which direction."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, loader_named, short_name
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

ITEMS = "sys_id,name,sys_class_name,install_status\np,parent,cmdb_ci_server,1\nc,child,cmdb_ci_appl,1\n"
RELATIONS = [
    ("Depends on::Used by", "p", "DEPENDS_ON", "c"),
    ("Used by::Depends on", "c", "DEPENDS_ON", "p"),
    ("Uses::Used by", "p", "DEPENDS_ON", "c"),
    ("Consumes::Consumed by", "p", "DEPENDS_ON", "c"),
    ("Runs on::Runs", "c", "HOSTS", "p"),
    ("Runs::Runs on", "p", "HOSTS", "c"),
    ("Hosted on::Hosts", "c", "HOSTS", "p"),
    ("Virtualized by::Virtualizes", "c", "HOSTS", "p"),
    ("Contains::Contained by", "c", "PART_OF", "p"),
    ("Members::Member of", "c", "PART_OF", "p"),
    ("Member of::Members", "p", "PART_OF", "c"),
    ("Sends data to::Receives data from", "p", "FLOW", "c"),
    ("Receives data from::Sends data to", "c", "FLOW", "p"),
    ("Owns::Owned by", "p", "RELATES_TO", "c"),  # a server owns nothing
    ("Connects to::Connected by", "p", "RELATES_TO", "c"),  # neither is a zone
    ("Backs up::Backed up by", "p", "RELATES_TO", "c"),
]
CLASSES = [
    ("cmdb_ci_business_app", "System"),
    ("Business Application", "System"),
    ("cmdb_ci_service_auto", "System"),
    ("Mapped Application Service", "System"),
    ("cmdb_ci_service_technical", "System"),
    ("cmdb_ci_service_business", "DigitalService"),
    ("cmdb_ci_service", "DigitalService"),
    ("service_offering", "DigitalService"),
    ("cmdb_ci_win_server", "System"),
    ("cmdb_ci_linux_server", "System"),
    ("cmdb_ci_db_ora_instance", "System"),
    ("cmdb_ci_vm_instance", "System"),
    ("cmdb_ci_netgear", "Device"),
    ("cmdb_ci_ip_switch", "Device"),
    ("cmdb_ci_ip_firewall", "Device"),
    ("IP Router", "Device"),
    ("cmdb_ci_ip_network", "NetworkZone"),
    ("cmdb_ci_datacenter", "Facility"),
    ("cmdb_ci_ups", "Facility"),
    ("cmdb_ci_business_capability", "Capability"),
    ("cmdb_ci_information_object", "InformationAsset"),
    ("cmdb_ci_spkg", "ModelElement"),
    ("Något eget", "ModelElement"),
]
STATES = [
    ("1", "1", "live"),
    ("7", "1", "retired"),
    ("1", "6", "retired"),
    ("4", "", "planned"),
    ("6", "", "planned"),
    ("3", "2", None),
    ("Installed", "Operational", "live"),
    ("On Order", "", "planned"),
    ("", "", None),
    ("In use", "", "live"),
]


def _load(folder: Path, **files: str) -> tuple[Intake, Changes]:
    source = folder / "export"
    source.mkdir(exist_ok=True)
    for name, text in files.items():
        (source / f"{name}.csv").write_text(text, encoding="utf-8")
    intake = Intake(str(source), "export", Schema.standard())
    loader = detect(source)
    assert short_name(loader) == "cmdb"
    loader.read(source, intake)
    changes, _ = plan(Stored(), intake, loader="cmdb", run="1", loaded_at="2026-01-01")
    return intake, changes


@pytest.mark.parametrize(("words", "source", "type_", "target"), RELATIONS)
def test_a_relation_goes_as_what_the_parent_does_says(
    words: str, source: str, type_: str, target: str, tmp_path: Path
) -> None:
    _, changes = _load(tmp_path, cmdb_ci=ITEMS, cmdb_rel_ci=f"parent,type,child\np,{words},c\np,Depends on::Used by,p\n")
    [tie] = [t for t in changes.relationships if t.properties["source_type"] == words and t.source != t.target]
    assert (tie.source[-1], tie.type, tie.target[-1]) == (source, type_, target)


def test_data_that_go_both_ways_are_two_flows(tmp_path: Path) -> None:
    relations = "parent,type,child\np,Exchanges data with::Exchanges data with,c\n"
    _, changes = _load(tmp_path, a=ITEMS, b=relations)
    assert sorted((t.source[-1], t.type, t.target[-1]) for t in changes.relationships) == [
        ("c", "FLOW", "p"), ("p", "FLOW", "c"),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "label"), CLASSES)
def test_a_class_becomes_a_label_and_is_kept(name: str, label: str, tmp_path: Path) -> None:
    _, changes = _load(tmp_path, items=f"{ITEMS}x,thing,{name},1\n")
    [node] = [n for n in changes.nodes if n.name == "thing"]
    assert (node.label, node.properties["source_type"]) == (label, name)


@pytest.mark.parametrize(("installed", "operational", "lifecycle"), STATES)
def test_states_together_say_the_lifecycle(installed: str, operational: str, lifecycle: str | None, tmp_path: Path) -> None:
    header, row = (
        "sys_id,name,sys_class_name,install_status,operational_status",
        f"x,X,cmdb_ci_appl,{installed},{operational}",
    )
    _, changes = _load(tmp_path, items=f"{header}\n{row}\n")
    assert changes.nodes[0].properties.get("lifecycle") == lifecycle
    assert changes.nodes[0].properties.get("install_status", "") == installed


def test_ends_by_name_are_found_where_one_has_the_name(tmp_path: Path) -> None:
    items = "Name,Class,Operational status\nA,Server,Operational\nB,Application,Operational\nB,Database,Operational\n"
    intake, changes = _load(tmp_path, a=items, b="Parent,Type,Child\nA,Runs::Runs on,B\nA,Depends on::Used by,A\n")
    assert [(t.source, t.target) for t in changes.relationships] == [("export:server/a", "export:server/a")]
    assert [s.where for s in intake.skipped] == ["b.csv:2"]


def test_the_list_of_a_municipality_is_not_an_export(tmp_path: Path) -> None:
    for name, text in {
        "list": "Name,Class,Owner\nKartan,Business Application,Ann\n",
        "ties": "Parent,Type,Child\nA,is part of,B\n",
    }.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        assert not loader_named("cmdb").detects(path)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="neither configuration items"):
        loader_named("cmdb").read(path, Intake(str(path), "x", Schema.standard()))
