"""The nodes of a project: its services, and what its other sections declare.

Values of variables, build arguments, and the content of configs and secrets are not kept: they may be secret. Of
variables the names are.
"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.loading import Intake, NodeRecord
from eagraph.locale import Text, both
from loaders._compose.keys import SECTIONS, host_name, key, section_key
from loaders._compose.projects import Project
from loaders._compose.service import Service
from loaders._containers.images import product_of
from loaders._documents.facts import beside, flat
from loaders._documents.part import Part

_RELATED = frozenset(
    {
        "depends_on", "links", "external_links", "volumes_from", "volumes", "networks", "configs", "secrets", "models",
        "extends", "environment", "labels", "annotations",
    }
)  # fmt: skip
"""Keys of a service that become relationships, or are read by name."""
_HIDDEN = frozenset({"content", "environment", "args", "secrets"})
_KEPT_OUT: Text = both("kept out: values may be secret; names are kept")


def service_node(service: Service, project: Project, intake: Intake) -> NodeRecord:
    """A service: a System, with what its image says of the product."""
    image = service.text("image")
    stated: dict[str, object] = {
        "name": service.name,
        "source_key": key("service", project, service.name),
        "source_type": "service",
        "project": project.name,
        "image": image,
        **product_of(image),
    }
    stated = {name: value for name, value in stated.items() if value}
    fields = intake.schema.node_fields["System"]
    properties = beside(stated, _own(service, intake), fields, "compose")
    intake.explain("services", "service", both("a thing of the kind {label}", label="System"))
    return NodeRecord(key("service", project, service.name), "System", properties, service.place)


def _own(service: Service, intake: Intake) -> Iterator[tuple[str, object]]:
    for name in service.said:
        part = service.single(name)
        if part is None or name in _RELATED or name == "image":
            continue
        if name in ("ports", "profiles", "expose", "env_file"):
            yield name, tuple(dict.fromkeys(_written(entry) for entry in service.entries(name)))
        else:
            yield from _facts(name, part)
    if variables := service.named("environment"):
        intake.explain("services", "environment", _KEPT_OUT)
        yield "environment", tuple(sorted(variables))
    for section in ("labels", "annotations"):
        for name, part in service.named(section).items():
            yield from flat(f"{section}.{name}", part)
    if mounts := tuple(_written(entry) for entry in service.entries("volumes")):
        yield "volumes", mounts


def _facts(name: str, part: Part) -> Iterator[tuple[str, object]]:
    """A value and those in it, without what may be secret."""
    if not isinstance(part.value, dict):
        yield from flat(name, part)
        return
    for inner, inside in part.items():
        if inner not in _HIDDEN:
            yield from flat(f"{name}.{inner}", inside)
        elif (
            names := tuple(str(one).partition("=")[0] for one in inside.value)
            if isinstance(inside.value, dict | list)
            else ()
        ):
            yield f"{name}.{inner}", names


def _written(entry: Part) -> str:
    """A port, a mount or a file as one line, however it is written."""
    if not isinstance(entry.value, dict):
        return entry.as_text
    if "target" not in entry.value:
        return entry.text("path")
    outer = entry.text("published") or entry.text("source")
    told = f"{outer}:{entry.text('target')}" if outer else entry.text("target")
    if entry.text("host_ip"):
        told = f"{entry.text('host_ip')}:{told}"
    return f"{told}/{entry.text('protocol')}" if entry.text("protocol") else told


def section_nodes(project: Project, intake: Intake, known: dict[str, str]) -> Iterator[NodeRecord]:
    """What the other sections declare, and the network every project has; `known` are the places of keys told before."""
    for section, (kind, label) in SECTIONS.items():
        for name, layers in project.section(section).items():
            own = section_key(section, project, name)
            if own in known:
                why = both("the same as at {place}.", place=known[own])
                intake.join(layers[-1].place, f"{kind} {name}", why, relationship=False)
                continue
            known[own] = layers[-1].place
            intake.explain(section, kind, both("a thing of the kind {label}", label=label))
            stated: dict[str, object] = {
                "name": host_name(name, layers) or name, "source_key": own, "source_type": kind, "project": project.name,
            }  # fmt: skip
            stated = {property_: value for property_, value in stated.items() if value}
            facts = (fact for layer in layers for fact in _section_facts(layer, section, intake))
            properties = beside(stated, dict(facts).items(), intake.schema.node_fields[label], "compose")
            yield NodeRecord(own, label, properties, layers[-1].place)


def _section_facts(layer: Part, section: str, intake: Intake) -> Iterator[tuple[str, object]]:
    for name, part in layer.items():
        if name in _HIDDEN:
            intake.explain(section, name, _KEPT_OUT)
        elif name != "name":
            yield from flat(name, part)


def default_network(project: Project) -> NodeRecord:
    """The network that the services of a project share which name none."""
    own = key("network", project, "default")
    properties = {"name": "default", "source_key": own, "source_type": "network", "project": project.name, "implied": True}
    return NodeRecord(own, "NetworkZone", properties, project.layers[0].place)
