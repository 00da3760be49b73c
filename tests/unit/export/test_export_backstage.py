"""A catalogue for Backstage: what its file looks like, and what it says of what it cannot hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from eagraph.errors import StoreError
from eagraph.export import backstage
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.locale import Text
from eagraph.model.landscape import Node, Relationship, numbered

EXPECTED = Path(__file__).parent / "expected" / "backstage.yaml"
NODES = (
    Node("granvik:arende", "System", {"name": "Ärendesystem", "lifecycle": "live", "tags": ("bygg", "lov"), "k": 2}),
    Node("granvik:bygglov", "DigitalService", {"name": "Ansök om bygglov", "audience": ("resident",)}),
    Node("granvik:api", "Integration", {"name": "Ärende-API", "pattern": "api", "standard": "openapi"}),
    Node("granvik:db", "System", {"name": "PostgreSQL: drift", "system_kind": "infrastructure"}),
    Node("granvik:chef", "Role", {"name": "Systemägare bygg"}),
    Node("granvik:eva", "Person", {"name": "Eva Å", "email": "eva@granvik.example"}),
    Node("granvik:bygg", "Organisation", {"name": "Bygg- och miljönämnden", "kind": "board"}),
    Node("granvik:objekt", "ManagementObject", {"name": "Bygga och bo"}),
    Node("granvik:omrade", "ManagementObject", {"name": "Samhällsbyggnad"}),
    Node("granvik:process", "Process", {"name": "Pröva bygglov"}),
    Node("k:component:it/inloggning", "System", {
        "name": "Inloggning", "source_key": "component:it/inloggning", "source_type": "Component",
        "backstage.type": "service"}),
    Node("x:1", "System", {"name": "Ärendesystem", "description": "Ett annat.\n#inte en kommentar"}),
)  # fmt: skip
TIES = (
    ("granvik:arende", "DEPENDS_ON", "granvik:db"), ("granvik:arende", "DEPENDS_ON", "k:component:it/inloggning"),
    ("granvik:arende", "REALISES", "granvik:api"), ("granvik:arende", "REALISES", "granvik:bygglov"),
    ("granvik:bygglov", "DEPENDS_ON", "granvik:api"), ("granvik:arende", "OWNED_BY", "granvik:chef"),
    ("granvik:arende", "OWNED_BY", "granvik:eva"), ("granvik:chef", "HELD_BY", "granvik:eva"),
    ("granvik:chef", "BELONGS_TO", "granvik:bygg"), ("granvik:arende", "MANAGED_IN", "granvik:objekt"),
    ("granvik:objekt", "PART_OF", "granvik:omrade"), ("granvik:arende", "SUPPORTS", "granvik:process"),
    ("granvik:api", "VIA", "k:component:it/inloggning"), ("x:1", "FLOW", "granvik:arende"),
)  # fmt: skip


def _extract() -> Extract:
    nodes = tuple(sorted(NODES, key=lambda node: node.id))
    snapshot = Snapshot.of(Stored(nodes, numbered(Relationship(*tie) for tie in TIES)))
    return replace(Extract.whole(snapshot), date="2026-11-24", hash="0" * 64, selected=Text("allt\n---", "all\n---"))


def test_the_file_is_the_expected_one_byte_for_byte(tmp_path: Path) -> None:
    [path] = backstage.write(_extract(), tmp_path / "catalog-info.yaml")
    assert path.read_text(encoding="utf-8") == EXPECTED.read_text(encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["catalog-info.yaml"]


def test_every_entity_has_what_backstage_asks_of_its_kind(tmp_path: Path) -> None:
    [path] = backstage.write(_extract(), tmp_path / "catalog-info.yaml")
    asked = {"Component": {"type", "lifecycle", "owner"}, "API": {"type", "lifecycle", "owner", "definition"},
             "Resource": {"type", "owner"}, "System": {"owner"}, "Domain": {"owner"}, "Group": {"type", "children"},
             "User": {"memberOf"}}  # fmt: skip
    documents = [one for one in yaml.safe_load_all(path.read_text(encoding="utf-8")) if one]
    assert len(documents) == len(NODES) - 1
    for one in documents:
        assert asked[one["kind"]] <= one["spec"].keys()
        assert all(isinstance(value, str) for value in one["metadata"]["annotations"].values())
    names = [(one["kind"], one["metadata"].get("namespace"), one["metadata"]["name"]) for one in documents]
    assert len(set(names)) == len(names)


def test_a_path_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        backstage.write(_extract(), tmp_path / "file" / "catalog-info.yaml")
