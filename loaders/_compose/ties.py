"""What a service needs, holds and is connected to.

`depends_on` orders starts: it is required for start; what must only have completed is needed no longer afterwards, so that
its failure degrades nothing: `mode` soft. A named volume is held, and needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eagraph.loading import Intake, Reference, RelationshipRecord
from eagraph.locale import both
from loaders._compose.keys import key, section_key
from loaders._compose.projects import Project
from loaders._compose.service import Service, interpolated
from loaders._containers.mentions import Mentions, hosts
from loaders._documents.part import Part

_ELSEWHERE = ("System",)
_SHARED = ("network_mode", "ipc", "pid")
_NO = frozenset({"false", "no", "off"})


@dataclass(frozen=True, slots=True)
class _Tie:
    """A relationship of a service: what it is called in the file, its type, and where it leads."""

    stated: str
    type: str
    target: Reference
    place: str
    properties: dict[str, object]


def tell_ties(service: Service, project: Project, intake: Intake, containers: Mapping[str, str]) -> None:
    """Give the intake every relationship of a service; what leads nowhere is told by the load.

    `containers` are the keys of the services of this source by the names of their containers.
    """
    own = Reference(key("service", project, service.name))
    told: dict[tuple[str, str, str], str] = {}
    for tie in _ties(service, project, containers):
        known = (tie.stated, tie.type, tie.target.text)
        if known in told:
            why = both("stated at {place} too.", place=told[known])
            intake.join(tie.place, f"{tie.stated} {tie.target.text}", why, relationship=True)
            continue
        told[known] = tie.place
        intake.explain("services", f"{tie.stated} {tie.type}", both("a relationship {type}", type=tie.type))
        said = {"source_key": tie.stated, "source_type": tie.stated, **tie.properties}
        properties = {name: value for name, value in said.items() if value not in ("", None)}
        intake.relationship(RelationshipRecord(own, tie.type, tie.target, properties, tie.place, is_loose=True))


def _ties(service: Service, project: Project, containers: Mapping[str, str]) -> Iterator[_Tie]:
    yield from _starts(service, project)
    for entry in service.entries("links"):
        name, _, alias = entry.as_text.partition(":")
        yield _Tie("links", "DEPENDS_ON", _within(project, name), entry.place, {"alias": alias})
    for entry in service.entries("external_links"):
        name, _, alias = entry.as_text.partition(":")
        yield _Tie("external_links", "DEPENDS_ON", _elsewhere(name, containers), entry.place, {"alias": alias})
    for entry in service.entries("volumes_from"):
        yield _Tie("volumes_from", "DEPENDS_ON", _other(project, entry.as_text, containers), entry.place, {})
    for name in _SHARED:
        part = service.single(name)
        if part is not None and part.as_text.startswith(("service:", "container:")):
            other = _other(project, part.as_text.removeprefix("service:"), containers)
            yield _Tie(name, "DEPENDS_ON", other, part.place, {})
    yield from _volumes(service, project)
    yield from _networks(service, project)
    for section in ("configs", "secrets", "models"):
        for name, part in _chosen(service, section):
            target = Reference(section_key(section, project, name))
            yield _Tie(section, "DEPENDS_ON", target, part.place, {"required_for_start": True, "path": part.text("target")})


def _starts(service: Service, project: Project) -> Iterator[_Tie]:
    for name, part in service.named("depends_on").items():
        condition = part.text("condition") or "service_started"
        mode = "soft" if condition == "service_completed_successfully" else ""
        mode = "optional" if part.text("required").casefold() in _NO else mode
        said = {"required_for_start": True, "condition": condition, "mode": mode, "restart": part.text("restart")}
        yield _Tie("depends_on", "DEPENDS_ON", _within(project, name), part.place, said)


def _chosen(service: Service, section: str) -> Iterator[tuple[str, Part]]:
    """What a service takes of a section: names, or objects with a `source`, or a mapping by name."""
    for layer in service.layers:
        part = layer.get(section)
        if part is not None and isinstance(part.value, dict):
            yield from part.items()
        elif part is not None:
            yield from ((name, one) for one in part.parts() if (name := one.text("source") or one.as_text))


def _volumes(service: Service, project: Project) -> Iterator[_Tie]:
    for entry in service.entries("volumes"):
        name, path, is_read_only = _mount(entry)
        if not name:
            continue
        target = Reference(section_key("volumes", project, name))
        how = "processed" if is_read_only else "stored"
        yield _Tie("volumes", "HOLDS", target, entry.place, {"how": how, "path": path})
        yield _Tie("volumes", "DEPENDS_ON", target, entry.place, {"required_for_start": True})


def _mount(entry: Part) -> tuple[str, str, bool]:
    """The named volume that is mounted (empty: a folder of the host, or one without a name), where, and read-only?"""
    if isinstance(entry.value, dict):
        is_named = entry.text("type") in ("volume", "")
        is_read_only = entry.text("read_only") not in ("", *_NO)
        return (interpolated(entry.text("source")) if is_named else ""), entry.text("target"), is_read_only
    source, _, rest = interpolated(entry.as_text).partition(":")
    path, _, mode = rest.partition(":")
    is_named = bool(path) and source[:1] not in "./~$\\" and not path.startswith("\\")
    return (source if is_named else ""), path, "ro" in mode.split(",")


def _networks(service: Service, project: Project) -> Iterator[_Tie]:
    named = service.named("networks")
    for name, part in named.items():
        aliases = tuple(alias.as_text for alias in part.parts("aliases")) if isinstance(part.value, dict) else ()
        said: dict[str, object] = {"aliases": aliases, "address": part.text("ipv4_address")}
        yield _Tie("networks", "CONNECTED_TO", Reference(section_key("networks", project, name)), part.place, said)
    if is_on_default(service):
        target = Reference(section_key("networks", project, "default"))
        yield _Tie("networks", "CONNECTED_TO", target, service.place, {"implied": True})


def is_on_default(service: Service) -> bool:
    """Does it name neither a network nor a mode, and is thereby on the network of its project?"""
    return not service.named("networks") and service.single("network_mode") is None


def _within(project: Project, name: str) -> Reference:
    return Reference(key("service", project, interpolated(name)))


def _elsewhere(name: str, containers: Mapping[str, str]) -> Reference:
    """A container by its name: of this source, else what other sources call so."""
    found = containers.get(interpolated(name))
    return Reference(found) if found else Reference(interpolated(name), _ELSEWHERE, by_name=True)


def _other(project: Project, text: str, containers: Mapping[str, str]) -> Reference:
    """A service, or a container of another project, perhaps with how it is used behind it."""
    if text.startswith("container:"):
        return _elsewhere(text.removeprefix("container:").partition(":")[0], containers)
    return _within(project, text.partition(":")[0])


def tell_mentions(service: Service, names: Mapping[str, str], mentions: Mentions) -> None:
    """Hint at other services of the project that its variables name and that it does not say it needs.

    `names` are those services by every name they have on a network.
    """
    stated = {*service.named("depends_on"), *(entry.as_text.partition(":")[0] for entry in service.entries("links"))}
    for variable, part in service.named("environment").items():
        found = {names[host] for host in hosts(variable, interpolated(part.as_text)) if host in names}
        mentions.tell(part.place, variable, found - stated - {service.name})
