"""Which files make one project, and in which order is what they say laid over each other?

Files of a standard name in one folder are one project: the base, then its override, then the others by name. Another
file is a project of its own, save where one includes it. A service that extends another one begins with what that says.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import Text, both
from loaders._compose.files import Files
from loaders._compose.laying import laid
from loaders._compose.recognition import STANDARD
from loaders._compose.service import Service
from loaders._documents.part import Part

_DEEPEST = 50
_ABSENT: Text = both("not inside the folder of this source; named here and not followed.")


@dataclass
class Project:
    """One project: `unit` tells it from the others of the source, `layers` are its documents, the base first."""

    unit: str
    layers: list[Part] = field(default_factory=list)
    _sections: dict[str, dict[str, list[Part]]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """What its files call it; else what tells it from others."""
        return next((name for layer in reversed(self.layers) if (name := layer.text("name"))), self.unit)

    def section(self, name: str) -> dict[str, list[Part]]:
        """What a section declares, by name, each as its layers; asked when all layers are laid."""
        if name not in self._sections:
            found: dict[str, list[Part]] = {}
            for layer in laid(self.layers):
                for key, part in layer.items(name):
                    found.setdefault(key, []).append(part)
            self._sections[name] = found
        return self._sections[name]


def projects_of(files: Files, intake: Intake) -> list[Project]:
    """The projects of a source, by unit."""
    projects: dict[str, Project] = {}
    included = {other for file, parts in files.own.items() for other in _included(parts, files) if other != file}
    done: set[str] = set()
    # those that nobody includes; then, of files that include each other in a ring, the first
    for file in (*(f for f in sorted(files.own, key=_rank) if f not in included), *sorted(included, key=_rank)):
        if file in files.own and file not in done:
            unit = _unit(file, alone=files.is_one)
            project = projects.setdefault(unit, Project(unit))
            _lay(project, file, files, intake, (file,))
            done.update(layer.file for layer in project.layers)
    return list(projects.values())


def _unit(file: str, *, alone: bool) -> str:
    if alone:
        return ""
    folder, name = posixpath.split(file)
    return folder if STANDARD.fullmatch(name) else file.rpartition(".")[0]


def _rank(file: str) -> tuple[str, int, str]:
    folder, name = posixpath.split(file)
    dots = name.count(".")
    return (folder, 0 if dots == 1 else 1 if ".override." in name else 2, name)


def _lay(project: Project, file: str, files: Files, intake: Intake, above: tuple[str, ...]) -> None:
    """The documents of a file onto a project, after those that it includes."""
    for document in files.of(file):
        for part, name in _names(document):
            other = files.beside(document, name)
            if other in above or len(above) > _DEEPEST or not files.of(other):
                why = both("the files include each other in a ring.") if other in above else _ABSENT
                intake.skip(part.place, f"include {name}", why, relationship=True)
                continue
            intake.join(part.place, f"include {name}", both("its services are of this project."), relationship=True)
            _lay(project, other, files, intake, (*above, other))
        project.layers.append(document)


def _included(documents: list[Part], files: Files) -> Iterator[str]:
    return (files.beside(document, name) for document in documents for _, name in _names(document))


def _names(document: Part) -> Iterator[tuple[Part, str]]:
    for entry in document.parts("include"):
        for part in entry.parts("path") if isinstance(entry.value, dict) else [entry]:
            if part.as_text:
                yield part, part.as_text


class Extending:
    """Services with what they extend; remembers which services others were made from."""

    def __init__(self, files: Files, intake: Intake) -> None:
        self._files, self._intake = files, intake
        self.patterns: set[tuple[str, str]] = set()
        self._project = Project("")

    def services(self, project: Project) -> Iterator[Service]:
        """The services of a project."""
        self._project = project
        for name, layers in project.section("services").items():
            wrong = [layer for layer in layers if not isinstance(layer.value, dict | type(None))]
            self._intake.problems += [layer.expected(both("a service")) for layer in wrong]
            if not wrong:
                yield Service(name, laid(self._layers(name, layers, project.layers, ())))

    def _layers(self, name: str, layers: list[Part], documents: list[Part], above: tuple[str, ...]) -> list[Part]:
        found: list[Part] = []
        for layer in layers:
            extends = layer.get("extends")
            if extends is not None:
                found += self._base(name, extends, documents, above)
            found.append(layer)
        return found

    def _base(self, name: str, extends: Part, documents: list[Part], above: tuple[str, ...]) -> list[Part]:
        base, file = (
            (extends.text("service"), extends.text("file")) if isinstance(extends.value, dict) else (extends.as_text, "")
        )
        path = self._files.beside(extends, file) if file else ""
        inside = self._files.of(path) if file else documents
        layers = [part for document in inside if (part := document.get("services", base)) is not None]
        known = f"{path}:{base}"
        if known in above or len(above) > _DEEPEST:
            self._intake.problems.append(Problem(extends.place, both("{name} extends itself.", name=repr(name))))
            return []
        if not layers:
            self._intake.skip(extends.place, f"{name} extends {base or extends.shown}", _ABSENT, relationship=True)
            return []
        own = {layer.file for layer in self._project.layers}
        self.patterns |= {(layer.file, base) for layer in layers if layer.file not in own}
        if not above:
            why = both("what {base} says is taken up in {name}.", base=base, name=name)
            self._intake.join(extends.place, f"{name} extends {base}", why, relationship=True)
        return self._layers(base, layers, inside, (*above, known))
