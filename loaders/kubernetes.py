"""Kubernetes manifests, or what a cluster answers with `-o yaml` and `-o json`: objects of every kind.

Workloads, services, ways in, settings, secrets, storage and policies become what the model has for them; every other kind,
and every kind of the user's own, is kept as a ModelElement. References are relationships; selectors are followed. Values
of secrets, settings and variables are never kept. An object that stands twice (a base and what is laid over it) is read
once.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.errors import SourceError
from eagraph.loading import Intake, NodeRecord
from eagraph.locale import both
from loaders._documents.glimpse import JSON, YAML
from loaders._documents.sources import documents, is_source
from loaders._kubernetes.cluster import Cluster
from loaders._kubernetes.kinds import WORKLOADS
from loaders._kubernetes.objects import Object, objects_in, properties_of
from loaders._kubernetes.pods import needs_of, pod_of, stated_of
from loaders._kubernetes.routes import hosts_of, is_encrypted
from loaders._kubernetes.ties import Ties
from loaders._manifests.envelope import is_object

title = both("Kubernetes manifests (YAML, JSON)")
SUFFIXES = JSON | YAML


def detects(path: Path) -> bool:
    """Is it a file, or a folder with a file, whose documents are objects of a cluster?"""
    return is_source(path, is_object, SUFFIXES)


def read(path: Path, intake: Intake) -> None:
    """Read every object and what it names.

    Raises:
        SourceError: a file cannot be read, or there is no object.
    """
    cluster = Cluster(intake)
    for document in documents(path, intake, is_object, SUFFIXES):
        for one in objects_in(document, intake):
            cluster.add(one)
    if not cluster.objects and not intake.read_nodes and not intake.problems:
        raise SourceError(both("{path}: no object of a cluster (apiVersion, kind, metadata).", path=path.name))
    for one in cluster.objects.values():
        intake.explain("kind", one.kind, both("a thing of the kind {label}", label=one.label))
        intake.node(NodeRecord(one.key, one.label, properties_of(one, _stated(one, intake), intake), one.part.place))
    _add_claims(cluster, intake)
    Ties(cluster, intake).tell()


def _stated(one: Object, intake: Intake) -> dict[str, object]:
    """What an object says in words the model has."""
    pod = pod_of(one) if one.kind in WORKLOADS else None
    if pod is not None:
        intake.explain(one.kind, "template", both("of its pods: images, names of variables, and what they refer to"))
        return stated_of(pod)
    if one.kind == "Node":
        return {"system_kind": "infrastructure"}
    if one.label == "Integration":
        return {"hosts": hosts_of(one), "encrypted": "transport" if is_encrypted(one) else ""}
    return {}


def _add_claims(cluster: Cluster, intake: Intake) -> None:
    """The storage that a StatefulSet claims for each of its pods, as one asset."""
    for one in cluster.objects.values():
        pod = pod_of(one) if one.kind in WORKLOADS else None
        for need in needs_of(one, pod) if pod is not None else ():
            claim = Object(need.kind, "", one.namespace, need.name, one.part)
            if need.field != "volumeClaimTemplates" or claim.key in cluster.objects:
                continue
            properties = {"name": need.name, "source_key": claim.key, "source_type": need.kind, "per_pod": True}
            intake.explain(one.kind, need.field, both("a thing of the kind {label}", label=claim.label))
            intake.node(NodeRecord(claim.key, claim.label, properties, need.place))
