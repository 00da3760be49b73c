"""Manifests: whom selectors find, what pods need, where ways in lead, and what is never kept."""

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
from loaders import kubernetes
from loaders._manifests.envelope import is_object


def _object(kind: str, name: str, version: str = "apps/v1", **more: Any) -> dict[str, Any]:
    metadata = {"name": name, **more.pop("metadata", {})}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **more}


def _workload(name: str, labels: dict[str, str], kind: str = "Deployment", **pod: Any) -> dict[str, Any]:
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "c", "image": "x:1"}], **pod}}
    return _object(kind, name, spec={"template": template})


def _load(tmp_path: Path, *objects: dict[str, Any]) -> tuple[Changes, LoadReport]:
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump_all(objects, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert kubernetes.detects(path)
    intake = Intake(str(path), "k", Schema.standard())
    kubernetes.read(path, intake)
    return plan(Stored(), intake, loader="kubernetes", run="run", loaded_at="2026-01-01")


def _ties(changes: Changes, *types: str) -> set[tuple[str, str, str]]:
    keys = {node.id: str(node.properties["source_key"]) for node in changes.nodes}
    return {(keys[t.source], t.type, keys[t.target]) for t in changes.relationships if not types or t.type in types}


def _told(changes: Changes) -> str:
    """All that is kept."""
    return str(
        [*map(dict, (n.properties for n in changes.nodes)), *map(dict, (t.properties for t in changes.relationships))]
    )


@pytest.mark.parametrize(
    ("document", "is_one"),
    [
        ({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}, True),
        ({"apiVersion": "minio.example.se/v2alpha1", "kind": "Tenant", "metadata": {"generateName": "a-"}}, True),
        ({"apiVersion": "v1", "kind": "List", "items": []}, True),
        ({"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}, True),
        ({"apiVersion": "v1", "kind": "Config", "clusters": []}, False),
        ({"apiVersion": "swcat/v1", "kind": "Component", "metadata": {"name": "a"}}, False),
        ({"apiVersion": "backstage.io/v1alpha1", "kind": "Group", "metadata": {"name": "a"}}, False),
        ({"apiVersion": "v2", "name": "chart"}, False),
        ({"apiVersion": "1.0", "kind": "Pod", "metadata": {"name": "a"}}, False),
        ({"kind": "Pod", "metadata": {"name": "a"}}, False),
        ({"services": {"a": {"image": "b"}}}, False),
        ("v1", False),
    ],
)
def test_an_object_is_known_by_its_version_kind_and_name(document: object, is_one: bool) -> None:
    assert is_object(document) is is_one


def test_a_service_needs_one_of_the_workloads_it_selects(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path,
        _workload("a", {"app": "web"}), _workload("b", {"app": "web"}), _workload("c", {"app": "other"}),
        _object("Service", "web", "v1", spec={"selector": {"app": "web"}}),
        _object("Service", "none", "v1", spec={"selector": {"app": "gone"}}),
        _object("Service", "headless", "v1", spec={}),
        _object("Service", "far", "v1", metadata={"namespace": "far"}, spec={"selector": {"app": "web"}}),
    )  # fmt: skip
    assert _ties(changes) == {
        ("Service:default/web", "DEPENDS_ON", "Deployment:default/a"),
        ("Service:default/web", "DEPENDS_ON", "Deployment:default/b"),
    }  # fmt: skip
    assert {(tie.properties["group"], tie.properties["k"]) for tie in changes.relationships} == {("selector", 1)}
    assert [skipped.what for skipped in report.skipped] == ["selector {app}", "selector {app}"]


def test_what_a_running_cluster_made_is_a_part_of_what_made_it_and_needed_by_it(tmp_path: Path) -> None:
    def made(kind: str, name: str, owner: tuple[str, str], **more: Any) -> dict[str, Any]:
        by = [{"apiVersion": "apps/v1", "kind": owner[0], "name": owner[1]}]
        return _object(kind, name, metadata={"ownerReferences": by, "labels": {"app": "web"}}, **more)

    changes, _ = _load(
        tmp_path,
        _workload("web", {"app": "web"}),
        made("ReplicaSet", "new", ("Deployment", "web"), spec={"replicas": 1}),
        made("ReplicaSet", "old", ("Deployment", "web"), spec={"replicas": 0}),
        made("Pod", "new-1", ("ReplicaSet", "new"), spec={"nodeName": "n"}),
        _object("Node", "n", "v1"), _object("Service", "web", "v1", spec={"selector": {"app": "web"}}),
    )  # fmt: skip
    assert _ties(changes, "DEPENDS_ON", "HOSTS") == {
        ("Service:default/web", "DEPENDS_ON", "Deployment:default/web"),
        ("Deployment:default/web", "DEPENDS_ON", "ReplicaSet:default/new"),
        ("ReplicaSet:default/new", "DEPENDS_ON", "Pod:default/new-1"), ("Node:n", "HOSTS", "Pod:default/new-1"),
    }  # fmt: skip
    assert len(_ties(changes, "PART_OF")) == 3


def test_pods_need_what_they_name_and_start_without_what_is_optional(tmp_path: Path) -> None:
    env = [
        {"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
        {"name": "B", "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k", "optional": True}}},
    ]
    volumes = [
        {"name": "v", "persistentVolumeClaim": {"claimName": "p"}},
        {"name": "w", "projected": {"sources": [{"secret": {"name": "s2"}}, {"configMap": {"name": "gone"}}]}},
        {"name": "x", "secret": {"secretName": "s"}},
    ]
    names = [("Secret", "s"), ("Secret", "s2"), ("ConfigMap", "c"), ("PersistentVolumeClaim", "p")]
    changes, report = _load(
        tmp_path,
        _workload("a", {}, containers=[{"name": "c", "image": "x", "env": env}], volumes=volumes),
        *(_object(kind, name, "v1") for kind, name in names),
    )
    assert _ties(changes) == {
        *(("Deployment:default/a", "DEPENDS_ON", f"{kind}:default/{name}") for kind, name in names),
        ("Deployment:default/a", "HOLDS", "PersistentVolumeClaim:default/p"),
    }
    modes = {tie.target.rpartition("/")[2]: tie.properties.get("mode") for tie in changes.relationships}
    assert modes == {"s": None, "s2": None, "c": "optional", "p": None}
    assert [skipped.what for skipped in report.skipped] == ["DEPENDS_ON ConfigMap:default/gone"]


@pytest.mark.parametrize(
    "backend", [{"service": {"name": "web"}}, {"serviceName": "web", "servicePort": 80}], ids=["v1", "v1beta1"]
)
def test_ways_in_lead_to_services(backend: dict[str, Any], tmp_path: Path) -> None:
    rules = [{"host": "a.example", "http": {"paths": [{"path": "/", "backend": backend}]}}]
    changes, _ = _load(
        tmp_path,
        _object("Ingress", "i", "networking.k8s.io/v1", spec={"rules": rules, "tls": [{"secretName": "t"}]}),
        _object("Secret", "t", "v1"), _object("Service", "web", "v1"),
        _object("Route", "r", "route.openshift.io/v1", spec={"host": "b.example", "to": {"kind": "Service", "name": "web"}}),
    )  # fmt: skip
    assert _ties(changes) == {
        ("Ingress:default/i", "DEPENDS_ON", "Service:default/web"), ("Ingress:default/i", "DEPENDS_ON", "Secret:default/t"),
        ("Route:default/r", "DEPENDS_ON", "Service:default/web"),
    }  # fmt: skip
    said = {node.properties["name"]: node.properties for node in changes.nodes}
    assert (said["i"]["hosts"], said["i"]["encrypted"]) == (("a.example",), "transport")
    assert "encrypted" not in said["r"]


def test_a_policy_protects_whom_it_selects_and_an_empty_selector_is_everybody(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        _workload("a", {"x": "1"}), _workload("b", {"x": "2"}, "StatefulSet"),
        _object("NetworkPolicy", "all", "networking.k8s.io/v1", spec={"podSelector": {}}),
        _object("NetworkPolicy", "one", "networking.k8s.io/v1", spec={
            "podSelector": {"matchExpressions": [{"key": "x", "operator": "NotIn", "values": ["2"]}]}}),
    )  # fmt: skip
    assert _ties(changes) == {
        ("NetworkPolicy:default/all", "PROTECTS", "Deployment:default/a"),
        ("NetworkPolicy:default/all", "PROTECTS", "StatefulSet:default/b"),
        ("NetworkPolicy:default/one", "PROTECTS", "Deployment:default/a"),
    }
    assert {node.label for node in changes.nodes} == {"System", "Control"}


def test_nothing_that_may_be_secret_is_kept(tmp_path: Path) -> None:
    copies = {"annotations": {"kubectl.kubernetes.io/last-applied-configuration": "SEMLIG"}, "managedFields": ["SEMLIG"]}
    sealed = {"encryptedData": {"k": "SEMLIG"}, "template": {"x": "SEMLIG"}}
    container = {"name": "c", "image": "x", "env": [{"name": "K", "value": "SEMLIG"}], "args": ["SEMLIG"]}
    secret = {"data": {"k": "SEMLIG"}, "stringData": {"j": "SEMLIG"}, "status": {"x": "SEMLIG"}}
    changes, _ = _load(
        tmp_path,
        _object("Secret", "s", "v1", metadata=copies, **secret),
        _object("ConfigMap", "c", "v1", data={"k": "SEMLIG"}, binaryData={"b": "SEMLIG"}),
        _object("SealedSecret", "e", "bitnami.com/v1alpha1", spec=sealed),
        _workload("a", {}, containers=[container]),
    )
    assert "SEMLIG" not in _told(changes)
    keys = {
        node.properties["name"]: node.properties.get("keys") for node in changes.nodes if node.label == "InformationAsset"
    }
    assert keys == {"s": ("k", "j"), "c": ("k", "b"), "e": ("k",)}


def test_the_name_of_a_service_in_a_variable_is_a_hint_alone(tmp_path: Path) -> None:
    env = [{"name": "A_URL", "value": "http://db.far.svc.cluster.local:80"}, {"name": "B_URL", "value": "http://db:80"}]
    changes, report = _load(
        tmp_path,
        _workload("a", {}, containers=[{"name": "c", "image": "x", "env": env}]),
        _object("Service", "db", "v1", metadata={"namespace": "far"}),
    )
    assert _ties(changes) == set()
    assert [hint.text.en for hint in report.hints] == [
        "A_URL names Service:far/db: perhaps a dependency; nothing states it."
    ]


def test_lists_are_unpacked_and_their_items_take_the_kind_of_a_typed_list(tmp_path: Path) -> None:
    items = [{"metadata": {"name": "a"}}, {"metadata": {"name": "b"}}]
    changes, _ = _load(
        tmp_path,
        {"apiVersion": "apps/v1", "kind": "DeploymentList", "items": items},
        {"apiVersion": "v1", "kind": "List", "items": [_object("Service", "s", "v1")]},
    )
    assert {str(node.properties["source_key"]) for node in changes.nodes} == {
        "Deployment:default/a", "Deployment:default/b", "Service:default/s",
    }  # fmt: skip


def test_kinds_of_others_are_kept_apart_from_those_of_the_same_name(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        _object("Service", "a", "serving.knative.dev/v1", spec={"template": {"x": 1}}),
        _object("Service", "a", "v1"),
    )
    assert {(str(n.properties["source_key"]), n.label, n.properties["source_type"]) for n in changes.nodes} == {
        ("Service.serving.knative.dev:default/a", "ModelElement", "Service"),
        ("Service:default/a", "Integration", "Service"),
    }  # fmt: skip


def test_what_stands_twice_is_read_once_and_told(tmp_path: Path) -> None:
    changes, report = _load(tmp_path, _workload("a", {"x": "1"}), _workload("a", {"x": "2"}))
    assert len(changes.nodes) == 1
    assert [joined.what for joined in report.joined] == ["Deployment:default/a"]


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    listed = {
        "apiVersion": "v1",
        "kind": "List",
        "items": [{"apiVersion": "v1", "kind": "ConfigMapList", "items": [{"data": {}}]}],
    }
    with pytest.raises(InvalidLandscape) as refused:
        _load(tmp_path, _workload("a", {}), _object("ConfigMap", "b", "v1") | {"metadata": {"generateName": " "}}, listed)
    assert [problem.where for problem in refused.value.problems] == ["manifest.yaml:14"]


def test_a_folder_without_an_object_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EagraphError, match="no object"):
        kubernetes.read(tmp_path, Intake(str(tmp_path), "x", Schema.standard()))
