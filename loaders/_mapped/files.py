"""Which kind of file is this, and how does it become items?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from eagraph.loading import Intake
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.paths import Item
from loaders._documents.glimpse import JSON, YAML
from loaders._documents.part import Part
from loaders._documents.sources import is_source, read_documents
from loaders._graph import gexf, graphml
from loaders._graph.reading import give
from loaders._mapped.parquet import read_parquet
from loaders._mapped.tables import read_tables
from loaders._neo4j import exported
from loaders._neo4j.graph import PropertyGraph

Reader = Callable[[Path, str, Applying, Intake], None]


MOST_FILES = 10_000


def files_of(folder: Path) -> list[Path]:
    """Files of a folder and the folders in it, sorted; hidden ones never, nor Excel's lock files, nor what is a link."""
    inside = (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())
    shown = (file for file in inside if not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts))
    return list(islice(shown, MOST_FILES))


def read_file(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    """Apply a mapping to everything in a file; `name` is what to call it.

    Raises:
        SourceError: it cannot be read.
    """
    _READERS[kind_of(path)](path, name, applying, intake)


def kind_of(path: Path) -> str:
    """The kind of a file; empty where it is none of those that are read."""
    suffix = path.suffix.lower()
    if suffix == ".xml":
        return next((kind for kind, module in (("graphml", graphml), ("gexf", gexf)) if module.is_one(path)), "")
    if suffix in JSON and is_source(path, exported.recognises, JSON):
        return "exported"
    return next((kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes), "")


def _documents(path: Path, name: str, applying: Applying, intake: Intake) -> None:  # noqa: ARG001
    for part in read_documents(path):
        applying.document(Item(part.value, name, where=_places(replace(part, file=name))))


def _places(part: Part) -> Callable[[str], str]:
    return lambda pointer: replace(part, pointer=pointer).place


def _graphml(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    give(graphml.graph_of(path, name), applying, intake)


def _gexf(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    give(gexf.graph_of(path, name), applying, intake)


def _exported(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    exported.fill(path, PropertyGraph(intake, name, applying=applying), intake)


_SUFFIXES: dict[str, frozenset[str]] = {
    "document": JSON | YAML,
    "table": frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"}),
    "parquet": frozenset({".parquet"}),
    "graphml": frozenset({".graphml"}),
    "gexf": frozenset({".gexf"}),
}
_READERS: dict[str, Reader] = {
    "document": _documents, "table": read_tables, "parquet": read_parquet, "graphml": _graphml, "gexf": _gexf,
    "exported": _exported,
}  # fmt: skip
