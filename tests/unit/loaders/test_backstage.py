"""Catalogues: which documents are entities, what references mean, and what becomes of those that lead nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from eagraph.errors import EagraphError, InvalidLandscape
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema
from loaders import backstage
from loaders._backstage.references import read_reference
from loaders._manifests.envelope import is_entity, is_object


def _entity(kind: str, name: str, namespace: str = "", **spec: Any) -> dict[str, Any]:
    metadata = {"name": name, "namespace": namespace} if namespace else {"name": name}
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}


def _load(tmp_path: Path, *entities: dict[str, Any], mapping: dict[str, object] | None = None) -> tuple[Changes, LoadReport]:
    path = tmp_path / "catalog-info.yaml"
    path.write_text(yaml.safe_dump_all(entities, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert backstage.detects(path)
    intake = Intake(str(path), "k", Schema.standard(), mapping=mapping or {})
    backstage.read(path, intake)
    return plan(Stored(), intake, loader="backstage", run="run", loaded_at="2026-01-01")


def _ties(changes: Changes) -> set[tuple[str, str, str]]:
    return {(t.source.removeprefix("k:"), t.type, t.target.removeprefix("k:")) for t in changes.relationships}


OTHERS = [
    {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {"type": "x", "owner": "y"}},
    {"apiVersion": "template.openshift.io/v1", "kind": "Template", "metadata": {"name": "a"}, "objects": []},
    {"apiVersion": "user.openshift.io/v1", "kind": "Group", "metadata": {"name": "a"}, "users": ["b"]},
    {"apiVersion": "core.oam.dev/v1beta1", "kind": "Component", "metadata": {"name": "a"}, "spec": {"workload": {}}},
    {"kind": "Component", "metadata": {"name": "a"}, "spec": {"type": "x", "owner": "y"}},
    {"services": {"a": {"image": "b"}}},
]


@pytest.mark.parametrize("document", OTHERS, ids=lambda d: str(d.get("apiVersion", "none")))
def test_what_only_looks_like_an_entity_is_none(document: dict[str, Any]) -> None:
    assert not is_entity(document)


@pytest.mark.parametrize("version", ["backstage.io/v1alpha1", "swcat/v1", "katalog.example.se/v2"])
def test_an_entity_is_one_whatever_the_version_and_is_never_an_object_of_a_cluster(version: str) -> None:
    document = _entity("Component", "a", type="service", owner="b") | {"apiVersion": version}
    assert is_entity(document)
    assert not is_object(document)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a", "api:mitt/a"), ("n/a", "api:n/a"), ("component:a", "component:mitt/a"), ("Component:N/A", "component:n/a"),
        ('a "varför"', "api:mitt/a"), ("a@v2", "api:mitt/a"), ("", None), ("Eva Å", None), ("a:b:c", None), ("a/b/c", None),
        ("a: b", None),
    ],
)  # fmt: skip
def test_references_follow_from_where_they_stand(text: str, key: str | None) -> None:
    found = read_reference(text, "api", "mitt")
    assert (found.key if found else None) == key


def test_a_namespace_is_the_entitys_own_and_else_the_default_one(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        _entity("Group", "team", type="team"), _entity("Group", "team", "x", type="team"),
        _entity("Group", "bara-har", type="team"),
        _entity("Resource", "r", "x", type="t", owner="team"), _entity("Resource", "s", "x", type="t", owner="bara-har"),
    )  # fmt: skip
    assert _ties(changes) == {
        ("resource:x/r", "OWNED_BY", "group:x/team"), ("resource:x/s", "OWNED_BY", "group:default/bara-har"),
    }  # fmt: skip


def test_a_reference_without_a_kind_finds_the_one_there_is(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path,
        _entity("Component", "a", type="service", owner="g", dependsOn=["b", "component:finns-ej"]),
        _entity("Resource", "b", type="database", owner="g"),
        _entity("Group", "g", type="team"),
    )
    assert ("component:default/a", "DEPENDS_ON", "resource:default/b") in _ties(changes)
    assert [s.what for s in report.skipped] == ["DEPENDS_ON component:default/finns-ej"]
    assert report.skipped[0].where == "catalog-info.yaml:10"


def test_a_relation_told_from_both_ends_is_one(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path,
        _entity("Component", "a", type="service", owner="g", dependsOn=["resource:b"]),
        _entity("Resource", "b", type="database", owner="g", dependencyOf=["component:a"]),
        _entity("Group", "g", type="team", members=["u"], children=["h"]),
        _entity("Group", "h", type="team", parent="g"),
        _entity("User", "u", memberOf=["g"]),
    )
    assert {tie for tie in _ties(changes) if tie[1] != "OWNED_BY"} == {
        ("component:default/a", "DEPENDS_ON", "resource:default/b"), ("group:default/h", "PART_OF", "group:default/g"),
        ("user:default/u", "BELONGS_TO", "group:default/g"),
    }  # fmt: skip
    assert len(report.joined) == 3


def test_parts_in_a_ring_are_kept_as_related(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path, _entity("Group", "a", type="team", parent="b"), _entity("Group", "b", type="team", parent="a")
    )
    assert {tie[1] for tie in _ties(changes)} == {"RELATES_TO"}
    assert len(report.hints) == 2


def test_what_stands_twice_and_what_has_no_name_is_told_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidLandscape) as refused:
        _load(
            tmp_path,
            _entity("Group", "a", type="team"), _entity("Group", "A", type="team"),
            {"apiVersion": "backstage.io/v1alpha1", "kind": "System", "metadata": {}, "spec": {"owner": "a"}},
        )  # fmt: skip
    assert [problem.where for problem in refused.value.problems] == ["catalog-info.yaml:8", "catalog-info.yaml:15"]


def test_fields_of_ones_own_are_kept_and_mapped(tmp_path: Path) -> None:
    one = _entity("Component", "a", type="service", owner="g", criticality="hög", dataklass={"k": 3, "listan": [{"x": 1}]})
    changes, _ = _load(tmp_path, one, _entity("Group", "g", type="team"))
    [node] = [node for node in changes.nodes if node.label == "System"]
    assert node.properties["backstage.criticality"] == "hög"
    assert node.properties["dataklass.k"] == "3"
    assert node.properties["dataklass.listan"] == ('{"x": 1}',)
    mapping: dict[str, object] = {"properties": {"dataklass.k": "k"}}
    changes, _ = _load(tmp_path, one, _entity("Group", "g", type="team"), mapping=mapping)
    [node] = [node for node in changes.nodes if node.label == "System"]
    assert node.properties["k"] == 3


def test_an_annotation_of_an_export_that_is_broken_is_told_with_its_line(tmp_path: Path) -> None:
    one = _entity("System", "a", owner="unknown")
    one["metadata"]["annotations"] = {"eagraph/id": "x", "eagraph/label": "System", "eagraph/properties": "[1]"}
    with pytest.raises(InvalidLandscape) as refused:
        _load(tmp_path, one)
    assert [problem.where for problem in refused.value.problems] == ["catalog-info.yaml:8"]


def test_a_folder_without_an_entity_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EagraphError, match="no entity"):
        backstage.read(tmp_path, Intake(str(tmp_path), "x", Schema.standard()))
