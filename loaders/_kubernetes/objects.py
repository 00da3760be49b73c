"""The objects of a source, each once: what they are called, what they become, and what they say of themselves.

Not kept are the values of secrets, settings and variables (their names are), the state of a running cluster, and the
copies a cluster keeps of what was applied, for these hold what was kept out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import Text, both
from loaders._documents.facts import beside, flat
from loaders._documents.part import Part
from loaders._kubernetes.kinds import WORKLOADS, label_of, object_key
from loaders._manifests.envelope import is_list, is_object

_KEPT_OUT: Text = both("kept out: values may be secret; names are kept")
_MOMENT: Text = both("kept out: the state of one moment, or a copy")


@dataclass(frozen=True, slots=True)
class Object:
    """One object, and where it stands."""

    kind: str
    group: str
    namespace: str
    name: str
    part: Part

    @property
    def key(self) -> str:
        """What it is known by."""
        return object_key(self.kind, self.namespace, self.name, self.group)

    @property
    def label(self) -> str:
        """What it becomes."""
        return label_of(self.kind, self.group)

    @property
    def labels(self) -> Mapping[str, str]:
        """Its labels, by which selectors find it."""
        return texts(self.part.get("metadata", "labels"))


def texts(part: Part | None) -> dict[str, str]:
    """A mapping of texts."""
    return {name: one.as_text for name, one in part.items()} if part is not None else {}


def objects_in(document: Part, intake: Intake) -> Iterator[Object]:
    """The objects of a document, those in its lists too; of what is none the intake is told."""
    if not is_object(document.value):
        what = document.text("kind") or document.shown
        intake.skip(document.place, what, both("no object of a cluster."), relationship=False)
    elif is_list(document.value):
        for part in document.parts("items"):
            yield from objects_in(_typed(part, document), intake)
    elif document.text("kind") == "Kustomization":
        why = both("says how other manifests are bent; that is not done here.")
        intake.skip(document.place, "Kustomization", why, relationship=False)
    else:
        metadata, group = document.get("metadata"), document.text("apiVersion").rpartition("/")[0]
        name = metadata and (metadata.text("name") or metadata.text("generateName"))
        if not name or metadata is None:
            told = both("{kind} without metadata.name.", kind=document.text("kind"))
            intake.problems.append(Problem(document.place, told))
            return
        yield Object(document.text("kind"), group, metadata.text("namespace") or "default", name, document)


def _typed(part: Part, above: Part) -> Part:
    """An item of a typed list (`DeploymentList`), which need not say its kind again."""
    if not isinstance(part.value, dict) or "kind" in part.value or above.text("kind") == "List":
        return part
    kind = above.text("kind").removesuffix("List")
    return replace(part, value={"apiVersion": above.text("apiVersion"), "kind": kind, **part.value})


def properties_of(one: Object, stated: Mapping[str, object], intake: Intake) -> dict[str, object]:
    """Everything an object says of itself."""
    names = {
        "name": one.name, "source_key": one.key, "source_type": one.kind,
        "namespace": one.namespace if one.part.get("metadata", "namespace") else "",
        "description": one.part.text("metadata", "annotations", "kubernetes.io/description"),
    }  # fmt: skip
    said = {name: value for name, value in {**names, **stated}.items() if value not in ("", (), None)}
    if one.group and one.label == "ModelElement":
        said["apiVersion"] = one.part.text("apiVersion")
    return beside(said, _own(one, intake), intake.schema.node_fields.get(one.label, {}), "kubernetes")


def _own(one: Object, intake: Intake) -> Iterator[tuple[str, object]]:
    for name, part in one.part.items("metadata"):
        if name in ("labels", "annotations"):
            yield from (fact for key, inside in part.items() if key not in _COPIES for fact in flat(f"{name}.{key}", inside))
        elif name not in _PLUMBING:
            yield from flat(name, part)
    for name, part in one.part.items():
        if name in _VALUES:
            intake.explain(one.kind, name, _KEPT_OUT)
            yield "keys", tuple(key for key, _ in part.items())
        elif name == "status":
            intake.explain(one.kind, name, _MOMENT)
        elif name == "spec":
            yield from _of_spec(one, part, intake)
        elif name not in ("apiVersion", "kind", "metadata"):
            yield from flat(name, part)


def _of_spec(one: Object, spec: Part, intake: Intake) -> Iterator[tuple[str, object]]:
    if one.kind in WORKLOADS:  # what is in its pods is read for itself
        yield from (fact for name, part in spec.items() if name not in _POD for fact in flat(name, part))
    elif one.kind == "SealedSecret":
        intake.explain(one.kind, "spec", _KEPT_OUT)
        yield "keys", tuple(key for key, _ in spec.items("encryptedData"))
    else:
        yield from (fact for name, part in spec.items() for fact in flat(name, part))


_COPIES = frozenset({"kubectl.kubernetes.io/last-applied-configuration"})
_PLUMBING = frozenset(
    {"name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "ownerReferences",
     "selfLink", "generateName"}
)  # fmt: skip
_VALUES = frozenset({"data", "stringData", "binaryData"})
_POD = frozenset(
    {"template", "jobTemplate", "containers", "initContainers", "ephemeralContainers", "volumes", "volumeClaimTemplates",
     "imagePullSecrets", "serviceAccountName", "serviceAccount"}
)  # fmt: skip
