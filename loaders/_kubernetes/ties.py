"""What every object needs, holds, protects and is a part of.

A Service needs one at least of the workloads it selects, and a workload one of those it made: they are a group, of which
one must work. What leads into the cluster to several services fails in part with each: `mode` soft. Whoever reaches a
Service by its name in a variable is hinted at, for a name is no proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from eagraph.loading import Intake, Reference, RelationshipRecord
from eagraph.locale import both
from loaders._containers.mentions import Mentions
from loaders._documents.part import Part
from loaders._kubernetes.cluster import Cluster, owners_of
from loaders._kubernetes.kinds import WORKLOADS, is_of_cluster, object_key
from loaders._kubernetes.objects import Object
from loaders._kubernetes.pods import mentioned_in, needs_of, pod_of
from loaders._kubernetes.routes import leads_of
from loaders._kubernetes.selectors import finds, finds_plainly

_DATA = "PersistentVolumeClaim"


@dataclass(frozen=True, slots=True)
class _Tie:
    """A relationship of an object: the field that states it, its type, and where it leads."""

    stated: str
    type: str
    target: str
    place: str
    properties: dict[str, object] = field(default_factory=dict)
    is_turned: bool = False
    """Does it lead from what is named to the object that names it?"""


class Ties:
    """Gives the intake the relationships of a cluster."""

    def __init__(self, cluster: Cluster, intake: Intake) -> None:
        self._cluster, self._intake = cluster, intake
        self._mentions = Mentions(intake)

    def tell(self) -> None:
        """Every relationship of every object; what leads nowhere is told by the load."""
        for one in self._cluster.objects.values():
            told: dict[tuple[str, str, str], str] = {}
            for tie in self._of(one):
                self._give(one, tie, told)
            self._hint(one)
        self._mentions.close()

    def _give(self, one: Object, tie: _Tie, told: dict[tuple[str, str, str], str]) -> None:
        known = (tie.stated, tie.type, tie.target)
        if known in told:
            why = both("stated at {place} too.", place=told[known])
            self._intake.join(tie.place, f"{tie.stated} {tie.target}", why, relationship=True)
            return
        told[known] = tie.place
        self._intake.explain(tie.stated, tie.type, both("a relationship {type}", type=tie.type))
        said = {"source_key": tie.stated, "source_type": tie.stated, **tie.properties}
        properties = {name: value for name, value in said.items() if value not in ("", None)}
        ends = Reference(one.key), Reference(tie.target)
        ends = ends[::-1] if tie.is_turned else ends
        self._intake.relationship(RelationshipRecord(ends[0], tie.type, ends[1], properties, tie.place, is_loose=True))

    def _of(self, one: Object) -> Iterator[_Tie]:
        if self._cluster.is_known("Namespace", "", one.namespace) and not is_of_cluster(one.kind):
            yield _Tie("namespace", "PART_OF", object_key("Namespace", "", one.namespace), one.part.place)
        for owner, part in owners_of(one):
            yield _Tie("ownerReferences", "PART_OF", owner, part.place)
            if one.kind in WORKLOADS and one.part.text("spec", "replicas") != "0":
                group: dict[str, object] = {"group": "replicas", "k": 1}
                yield _Tie("ownerReferences", "DEPENDS_ON", owner, part.place, group, is_turned=True)
        if one.kind in WORKLOADS:
            yield from self._workload(one)
        elif one.kind == "Service":
            yield from self._service(one)
        elif one.kind in ("NetworkPolicy", "PodDisruptionBudget"):
            yield from self._policy(one)
        elif one.label == "Integration":
            yield from self._route(one)
        else:
            yield from self._named(one)

    def _workload(self, one: Object) -> Iterator[_Tie]:
        pod = pod_of(one)
        if pod is None:
            return
        for need in needs_of(one, pod):
            target = object_key(need.kind, one.namespace, need.name)
            mode = "optional" if need.is_optional else ""
            yield _Tie(need.field, "DEPENDS_ON", target, need.place, {"required_for_start": True, "mode": mode})
            if need.kind == _DATA:
                how = "processed" if need.is_read_only else "stored"
                yield _Tie(need.field, "HOLDS", target, need.place, {"how": how})
        node = pod.get("nodeName")
        if node is not None:
            yield _Tie("nodeName", "HOSTS", object_key("Node", "", node.as_text), node.place, is_turned=True)

    def _service(self, one: Object) -> Iterator[_Tie]:
        selector, external = one.part.get("spec", "selector"), one.part.get("spec", "externalName")
        chosen = self._cluster.selected(one.namespace, selector, finds_plainly)
        group: dict[str, object] = {"group": "selector", "k": 1} if len(chosen) > 1 else {}
        for workload in chosen:
            yield _Tie("selector", "DEPENDS_ON", workload.key, one.part.place, group)
        if selector is not None and not chosen:
            self._finds_nothing(selector)
        if external is not None:
            found = self._cluster.service_named(external.as_text, one.namespace)
            yield _Tie("externalName", "DEPENDS_ON", found.key if found else external.as_text, external.place)

    def _policy(self, one: Object) -> Iterator[_Tie]:
        named = "podSelector" if one.kind == "NetworkPolicy" else "selector"
        selector = one.part.get("spec", named)
        chosen = self._cluster.selected(one.namespace, selector, finds)
        for workload in chosen:
            yield _Tie(named, "PROTECTS" if one.label == "Control" else "RELATES_TO", workload.key, one.part.place)
        if selector is not None and not chosen:
            self._finds_nothing(selector)

    def _finds_nothing(self, selector: Part) -> None:
        why = both("no workload of this source has these labels.")
        self._intake.skip(selector.place, f"selector {selector.shown}", why, relationship=True)

    def _route(self, one: Object) -> Iterator[_Tie]:
        leads = list(leads_of(one))
        services = {(lead.namespace, lead.name) for lead in leads if lead.kind == "Service"}
        for lead in leads:
            mode = "soft" if lead.kind == "Service" and len(services) > 1 else ""
            target = object_key(lead.kind, lead.namespace, lead.name)
            yield _Tie(lead.field, "DEPENDS_ON", target, lead.place, {"path": lead.path, "mode": mode})

    def _named(self, one: Object) -> Iterator[_Tie]:
        """What other kinds name: a claim its volume, an account its secrets, a binding its ends, a scaler its target."""
        for stated, kind in (("volumeName", "PersistentVolume"), ("storageClassName", "StorageClass")):
            name = one.part.text("spec", stated)
            if one.kind == _DATA and name and self._cluster.is_known(kind, "", name):
                yield _Tie(stated, "DEPENDS_ON", object_key(kind, "", name), one.part.place)
        for stated, type_, kind, part in _references(one):
            if part.text("name") and (kind or part.text("kind")):
                space = part.text("namespace") or one.namespace
                target = object_key(kind or part.text("kind"), space, part.text("name"))
                yield _Tie(stated, type_, target, part.place)

    def _hint(self, one: Object) -> None:
        pod = pod_of(one) if one.kind in WORKLOADS else None
        for part, variable, host in mentioned_in(pod) if pod is not None else ():
            if found := self._cluster.service_named(host, one.namespace):
                self._mentions.tell(part.place, variable, [found.key])


def _references(one: Object) -> Iterator[tuple[str, str, str, Part]]:
    """Objects with a name that an object refers to: the field, the relationship, the kind that is meant, and where."""
    if one.kind == "ServiceAccount":
        for stated in ("secrets", "imagePullSecrets"):
            yield from ((stated, "DEPENDS_ON", "Secret", part) for part in one.part.parts(stated))
    for part in (*one.part.parts("roleRef"), *one.part.parts("subjects")):
        yield ("roleRef" if part.pointer.endswith("roleRef") else "subjects"), "RELATES_TO", "", part
    yield from (("scaleTargetRef", "RELATES_TO", "", part) for part in one.part.parts("spec", "scaleTargetRef"))
