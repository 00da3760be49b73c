"""Docker compose files: services, what they need and hold, the networks they share, over all files of a project.

Read as the Compose Specification says: overrides in one folder with `!reset` and `!override`, `include`, `extends` in the
same file and in files of the same folder, anchors and merge keys, short and long forms, variables with their defaults. In a
folder each folder inside is a project. Values of variables and the content of secrets are never kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._compose.files import Files
from loaders._compose.keys import key
from loaders._compose.projects import Extending, Project, projects_of
from loaders._compose.recognition import STANDARD, recognises
from loaders._compose.service import Service
from loaders._compose.things import default_network, section_nodes, service_node
from loaders._compose.ties import is_on_default, tell_mentions, tell_ties
from loaders._containers.mentions import Mentions
from loaders._documents.glimpse import YAML
from loaders._documents.sources import is_source

title = both("Docker compose file (YAML)")


def detects(path: Path) -> bool:
    """Is it a file of compose sections, or a folder with one?"""
    return is_source(path, recognises, YAML)


def read(path: Path, intake: Intake) -> None:
    """Read every project.

    Raises:
        SourceError: a file cannot be read, or there is no service.
    """
    files = Files(path, intake)
    extending, mentions = Extending(files, intake), Mentions(intake)
    projects = projects_of(files, intake)
    services = [(project, list(extending.services(project))) for project in projects]
    if not any(found for _, found in services) and not intake.read_nodes and not intake.problems:
        raise SourceError(both("{path}: no services of a compose file.", path=path.name))
    _name(path, projects, intake)
    kept = [(project, [one for one in found if not _is_pattern(one, extending, intake)]) for project, found in services]
    containers = {name: key("service", project, one.name) for project, one, name in _called(kept, "container_name")}
    known: dict[str, str] = {}
    for project, found in kept:
        _fill(project, found, intake, known)
        for service in found:
            tell_ties(service, project, intake, containers)
            tell_mentions(service, _names(found), mentions)
    mentions.close()


def _called(kept: list[tuple[Project, list[Service]]], field: str) -> Iterator[tuple[Project, Service, str]]:
    """Services with what a field of theirs calls them."""
    return ((project, one, one.text(field)) for project, found in kept for one in found if one.text(field))


def _names(services: list[Service]) -> dict[str, str]:
    """Services by every name they have on a network of their project."""
    also = {one.text(field): one.name for field in ("hostname", "container_name") for one in services if one.text(field)}
    return {**also, **{one.name: one.name for one in services}}


def _name(path: Path, projects: list[Project], intake: Intake) -> None:
    """Files of a standard name are called as their project, or as the folder they lie in."""
    if path.is_file() and STANDARD.fullmatch(path.name):
        own = next((project.name for project in projects if project.name), "")
        intake.title = own or path.resolve().parent.name or intake.title


def _is_pattern(service: Service, extending: Extending, intake: Intake) -> bool:
    """Is it only what services of other files are made from?"""
    is_pattern = (service.file, service.name) in extending.patterns and not STANDARD.fullmatch(Path(service.file).name)
    if is_pattern:
        why = both("a pattern: services of other files have taken it up.")
        intake.join(service.place, f"service {service.name}", why, relationship=False)
    return is_pattern


def _fill(project: Project, services: list[Service], intake: Intake, known: dict[str, str]) -> None:
    for service in services:
        intake.node(service_node(service, project, intake))
    for record in section_nodes(project, intake, known):
        intake.node(record)
    default = key("network", project, "default")
    if any(map(is_on_default, services)) and "default" not in project.section("networks"):
        known[default] = project.layers[0].place
        intake.node(default_network(project))
    for layer in project.layers:
        for name, part in layer.items():
            if name.startswith("x-"):
                intake.explain(part.file, name, both("an extension: read where services refer to it"))
