"""OGC SensorThings API 1.1: what a service holds, from a dump (files, a folder) or from the service itself.

Read are collections (`{"value": [...]}`), lists and single entities, expanded or not, a dump of all sets in one object,
and bodies for deep insert. A Thing is a Device, a Sensor a Sensor, a Datastream an InformationAsset; a Location gives
its Thing its place. Observations are counted, not kept.

Reference: OGC 18-088, SensorThings API Part 1: Sensing, version 1.1; OGC 17-079r1, Part 2: Tasking Core.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._documents import glimpse as _glimpse
from loaders._documents import sources as _sources
from loaders._sensorthings import collected as _collected
from loaders._sensorthings import kinds as _kinds
from loaders._sensorthings import landscape as _landscape

title = both("OGC SensorThings API 1.1 (dump or service)")
schemes = ("http", "https")


def detects(path: Path) -> bool:
    """Is it JSON of entities of SensorThings?"""
    return _sources.is_source(path, _is_of_entities, _glimpse.JSON)


def _is_of_entities(document: Any) -> bool:
    if isinstance(document, list):
        return bool(document) and all(_is_entity(one) for one in document)
    pages = document.get("value")
    if isinstance(pages, list):
        if not pages:
            return any("@iot." in key for key in document)
        return all(_is_entity(one) for one in pages)
    if _is_entity(document):
        return True
    sets = [_entities(held) for name, held in document.items() if name in _kinds.SETS]
    return any(sets) and all(_is_entity(one) for held in sets for one in held)


def _entities(held: Any) -> list[Any]:
    inside = held.get("value", []) if isinstance(held, dict) else held
    return inside if isinstance(inside, list) else []


def _is_entity(one: Any) -> bool:
    """An entity that a service gave, or one as a service takes it: with what it leads to, or what only its kind has."""
    if not isinstance(one, dict):
        return False
    if any("@iot." in key for key in one):
        return True
    kind = _kinds.kind_of(one)
    expanded = [name for name in _kinds.NAVIGATION if isinstance(one.get(name), list | dict)]
    return (
        kind in ("Datastream", "MultiDatastream")
        or (kind == "Thing" and bool(expanded))
        or (
            kind in ("Sensor", "Location", "FeatureOfInterest", "Observation")
            and isinstance(one.get("description", ""), str)
        )
    )


def read(path: Path, intake: Intake) -> None:
    """Read every entity once, however often it is expanded.

    Raises:
        SourceError: it cannot be read as JSON, or holds no entity.
    """
    collected = _collected.Collected()
    for document in _sources.documents(path, intake, _is_of_entities, _glimpse.JSON):
        if not isinstance(document.value, dict | list):
            intake.problems.append(document.expected(both("entities of SensorThings")))
            continue
        for part, context in _collected.entities_of(document):
            _take(collected, part, context, intake)
    _fill(collected, intake, path.name)


def read_url(url: str, intake: Intake) -> None:
    """Ask a service for all it has: its root (…/v1.1), or one of its sets.

    Raises:
        SourceError: it does not answer, or not as SensorThings.
    """
    from loaders._sensorthings import service as _service

    asked = _service.Service(url, intake.progress)
    intake.location = asked.url.partition("?")[0].rstrip("/")
    intake.title = (urlsplit(asked.url).hostname or "") + urlsplit(asked.url).path.rstrip("/")
    collected = _collected.Collected()
    for page, name in asked.documents():
        for part in page.parts("value") if "value" in page.value else [page]:
            _take(collected, part, name, intake)
    _fill(collected, intake, asked.url)


def _take(collected: _collected.Collected, part: Any, context: str, intake: Intake) -> None:
    if isinstance(part.value, dict):
        collected.take(part, context)
    else:
        intake.problems.append(part.expected(both("an entity")))


def _fill(collected: _collected.Collected, intake: Intake, name: str) -> None:
    for part in collected.strange:
        intake.problems.append(part.expected(both("an entity of a kind of SensorThings")))
    if not collected.entities and not collected.counted and not intake.problems:
        raise SourceError(both("{path}: no entity of SensorThings in it.", path=name))
    _landscape.Landscape(collected, intake).fill()
