"""A software catalogue of Backstage: descriptor files in YAML, or the entities as its API answers them in JSON.

Every kind is read, whatever the apiVersion, and every relation, from whichever end it is stated. An entity is known by
its full reference (`component:default/web`). Owners, parts, APIs and dependencies become relationships of the model; what
a reference means is looked for in this source, then in what others gave; what is not found is named in the report.
Targets of a Location are named and not fetched.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path

from eagraph.errors import SourceError
from eagraph.loading import Intake, NodeRecord
from eagraph.locale import both
from loaders._backstage.entities import Entity, entities_in, properties_of, recognises
from loaders._backstage.ties import Catalogue
from loaders._documents.glimpse import JSON, YAML
from loaders._documents.sources import documents, is_source

title = both("Backstage software catalogue (YAML, JSON)")
SUFFIXES = JSON | YAML


def detects(path: Path) -> bool:
    """Is it a file, or a folder with a file, whose documents are entities of a catalogue?"""
    return is_source(path, recognises, SUFFIXES)


def read(path: Path, intake: Intake) -> None:
    """Read every entity and every relation.

    Raises:
        SourceError: a file cannot be read, or there is no entity.
    """
    entities: dict[str, Entity] = {}
    files: set[str] = set()
    for document in documents(path, intake, recognises, SUFFIXES):
        files.add(document.file)
        for entity in entities_in(document, intake):
            entities.setdefault(entity.key, entity)
            intake.node(_node(entity, intake))
    if not intake.read_nodes and not intake.problems:
        raise SourceError(both("{path}: no entity of a software catalogue (apiVersion, kind, metadata).", path=path.name))
    Catalogue(entities, intake).fill()
    _tell_targets(entities.values(), files, intake)


def _node(entity: Entity, intake: Intake) -> NodeRecord:
    type_ = entity.part.text("spec", "type")
    what = f"{entity.kind} {type_}".strip()
    intake.explain("kind", what, both("a thing of the kind {label}", label=entity.label))
    return NodeRecord(entity.key, entity.label, properties_of(entity, intake), entity.part.place, id=entity.own_id)


def _tell_targets(entities: Iterable[Entity], files: set[str], intake: Intake) -> None:
    """Say of every target of a Location whether it is read here."""
    for entity in entities:
        if entity.kind.casefold() != "location":
            continue
        for target in (*entity.part.parts("spec", "target"), *entity.part.parts("spec", "targets")):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(target.file), target.as_text))
            if beside in files:
                why = both("read as a part of this source.")
                intake.join(target.place, f"target {target.as_text}", why, relationship=True)
            else:
                why = both("named here and not fetched; load it as a source of its own.")
                intake.skip(target.place, f"target {target.shown}", why, relationship=True)
