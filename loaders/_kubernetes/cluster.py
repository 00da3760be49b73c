"""All objects of a source together: found by key, by labels, and by the names their services have inside a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._documents.part import Part
from loaders._kubernetes.kinds import WORKLOADS, object_key
from loaders._kubernetes.objects import Object, texts
from loaders._kubernetes.pods import labels_of

Finds = Callable[[Part | None, Mapping[str, str]], bool]


class Cluster:
    """Objects by key; of what stands twice the first is kept, and the others are told."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.objects: dict[str, Object] = {}

    def add(self, one: Object) -> None:
        """Take an object up."""
        first = self.objects.setdefault(one.key, one)
        if first is not one:
            why = both("the same object as at {place}, which is the one that is read.", place=first.part.place)
            self._intake.join(one.part.place, one.key, why, relationship=False)

    def is_known(self, kind: str, namespace: str, name: str) -> bool:
        """Is there such an object?"""
        return object_key(kind, namespace, name) in self.objects

    @cached_property
    def _workloads(self) -> Mapping[str, list[tuple[Object, Mapping[str, str]]]]:
        """Workloads that no other one made, by namespace, with the labels of their pods."""
        found: dict[str, list[tuple[Object, Mapping[str, str]]]] = {}
        for one in self.objects.values():
            if one.kind in WORKLOADS and not any(owner in self.objects for owner, _ in owners_of(one)):
                found.setdefault(one.namespace, []).append((one, texts(labels_of(one))))
        return found

    def selected(self, namespace: str, selector: Part | None, finds: Finds) -> list[Object]:
        """The workloads of a namespace whose pods a selector finds."""
        return [one for one, labels in self._workloads.get(namespace, ()) if finds(selector, labels)]

    def service_named(self, host: str, namespace: str) -> Object | None:
        """The service behind a host name as it is seen from a namespace: `name`, `name.namespace`, `name.namespace.svc…`."""
        name, _, rest = host.partition(".")
        space, _, more = rest.partition(".")
        if more and not more.startswith("svc"):
            return None
        return self.objects.get(object_key("Service", space or namespace, name))


def owners_of(one: Object) -> Iterator[tuple[str, Part]]:
    """The keys of the objects that made this one."""
    for owner in one.part.parts("metadata", "ownerReferences"):
        group = owner.text("apiVersion").rpartition("/")[0]
        if owner.text("kind") and owner.text("name"):
            yield object_key(owner.text("kind"), one.namespace, owner.text("name"), group), owner
