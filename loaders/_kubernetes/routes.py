"""Where does what leads into a cluster lead? Backends, gateways and certificates of Ingress, Route and the Gateway API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders._documents.part import Part
from loaders._kubernetes.kinds import ROUTES
from loaders._kubernetes.objects import Object


@dataclass(frozen=True, slots=True)
class Leads:
    """One thing a route leads to or rests on."""

    field: str
    kind: str
    namespace: str
    name: str
    place: str
    path: str = ""


def hosts_of(one: Object) -> tuple[str, ...]:
    """The host names by which it is reached."""
    spec = one.part.get("spec")
    if spec is None:
        return ()
    named = [*spec.parts("hostnames"), *spec.parts("host")]
    listed = [rule.get("host") for rule in spec.parts("rules")] + [each.get("hostname") for each in spec.parts("listeners")]
    return tuple(dict.fromkeys(part.as_text for part in (*named, *listed) if part is not None and part.as_text))


def is_encrypted(one: Object) -> bool:
    """Does it state a certificate or another end of TLS?"""
    listeners = one.part.parts("spec", "listeners")
    return one.part.get("spec", "tls") is not None or any(each.get("tls") is not None for each in listeners)


def leads_of(one: Object) -> Iterator[Leads]:
    """Everything a route leads to."""
    spec = one.part.get("spec")
    if spec is None:
        return
    if one.kind == "Ingress":
        yield from _ingress(one, spec)
        return
    for field, kind, part in _targets(one.kind, spec):
        if name := part.text("name"):
            yield Leads(field, part.text("kind") or kind, part.text("namespace") or one.namespace, name, part.place)


def _targets(kind: str, spec: Part) -> Iterator[tuple[str, str, Part]]:
    """What a Route of OpenShift, a route of the Gateway API or a Gateway names: the field, the kind meant, and where."""
    if kind == "Route":
        yield from (("to", "Service", part) for part in (*spec.parts("to"), *spec.parts("alternateBackends")))
    elif kind in ROUTES:
        yield from (("parentRefs", "Gateway", part) for part in spec.parts("parentRefs"))
        yield from (("backendRefs", "Service", part) for rule in spec.parts("rules") for part in rule.parts("backendRefs"))
    for listener in spec.parts("listeners"):
        yield from (("tls", "Secret", part) for part in listener.parts("tls", "certificateRefs"))


def _ingress(one: Object, spec: Part) -> Iterator[Leads]:
    for backend in (spec.get("defaultBackend"), spec.get("backend")):
        yield from _backend(one, backend, "")
    for rule in spec.parts("rules"):
        for path in rule.parts("http", "paths"):
            yield from _backend(one, path.get("backend"), f"{rule.text('host')}{path.text('path')}")
    for tls in spec.parts("tls"):
        if name := tls.text("secretName"):
            yield Leads("tls", "Secret", one.namespace, name, tls.place)


def _backend(one: Object, backend: Part | None, path: str) -> Iterator[Leads]:
    """A backend as networking.k8s.io/v1 writes it, or as the versions before did."""
    if backend is None:
        return
    service, resource = backend.text("service", "name") or backend.text("serviceName"), backend.get("resource")
    if service:
        yield Leads("backend", "Service", one.namespace, service, backend.place, path)
    elif resource is not None and resource.text("name"):
        yield Leads("backend", resource.text("kind"), one.namespace, resource.text("name"), backend.place, path)
