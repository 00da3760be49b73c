"""A landscape as members of a package, and back: records in our own folder, where each is from, and texts beside it.

Runs and hours are left out: two loads of the same sources on one day are the same landscape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eagraph.errors import SourceError
from eagraph.export.landscape import NODES, RELATIONSHIPS, write_landscape
from eagraph.loading import Intake, detection
from eagraph.loading.changes import SourceRow, Stored
from eagraph.loading.planning import plan
from eagraph.locale import both
from eagraph.model.fields import all_of_json
from eagraph.model.landscape import Relationship
from eagraph.model.provenance import Provenance
from eagraph.model.schema import Schema
from eagraph.packages._points import portable
from eagraph.packages._shelf import Shelf, midnight
from eagraph.scenarios.book import KIND as SCENARIO
from eagraph.store import Saved

FOLDER, SOURCES, SAVED = "landscape", "landscape/sources.json", "landscape/saved.json"


def members_of(stored: Stored, texts: Iterable[Saved]) -> dict[str, bytes]:
    """A landscape, and texts that were looked at, as files by name."""
    with TemporaryDirectory() as folder:
        write_landscape(stored.nodes, stored.relationships, Path(folder))
        told = {f"{FOLDER}/{name}": (Path(folder) / name).read_bytes() for name in (NODES, RELATIONSHIPS)}
    sources = {
        "sources": [_row(row) for row in stored.sources],
        "nodes": [_claims(node.provenance) for node in stored.nodes],
        "relationships": [[tie.ordinal, _claims(tie.provenance)] for tie in _by_content(stored.relationships)],
    }
    saved = [asdict(_timeless(one)) for one in portable(texts)]
    return {**told, SOURCES: as_json(sources), SAVED: as_json(saved)}


def restored(members: Mapping[str, bytes], schema: Schema) -> Shelf:
    """The store that a package holds.

    Raises:
        SourceError: a member is missing or not what it should be.
    """
    told: Any = from_json(members, SOURCES)
    try:
        stored = _with_claims(_read(members, schema), told)
        texts = tuple(Saved(**one) for one in from_json(members, SAVED))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        text = both("{member}: does not fit the landscape beside it ({error}).", member=SOURCES, error=error)
        raise SourceError(text) from error
    return Shelf(stored, texts)


def as_json(value: object) -> bytes:
    """A value as JSON that people can read, always the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def from_json(members: Mapping[str, bytes], name: str) -> Any:
    """A member of JSON.

    Raises:
        SourceError: it is missing, or no JSON.
    """
    if name not in members:
        raise SourceError(both("{member}: is missing from the package.", member=name))
    try:
        return json.loads(members[name])
    except (ValueError, RecursionError) as error:
        raise SourceError(both("{member}: is no JSON ({error}).", member=name, error=error)) from error


def _read(members: Mapping[str, bytes], schema: Schema) -> Stored:
    """The records, by the loader of our own folder."""
    with TemporaryDirectory() as folder:
        for name in (NODES, RELATIONSHIPS):
            if f"{FOLDER}/{name}" not in members:
                raise SourceError(both("{member}: is missing from the package.", member=f"{FOLDER}/{name}"))
            (Path(folder) / name).write_bytes(members[f"{FOLDER}/{name}"])
        intake = Intake("package", "package", schema)
        detection.loader_for(Path(folder), "landscape").read(Path(folder), intake)
        changes, _ = plan(Stored(), intake, loader="landscape", run="", loaded_at="")
    return Stored(tuple(sorted(changes.nodes, key=lambda node: node.id)), tuple(changes.relationships), (), 1)


def _with_claims(stored: Stored, told: Mapping[str, Any]) -> Stored:
    days = {row["name"]: row["loaded_at"][:10] for row in told["sources"]}
    nodes = tuple(
        replace(node, provenance=_provenance(claims, days)) for node, claims in zip(stored.nodes, told["nodes"], strict=True)
    )
    ties = [
        replace(tie, ordinal=ordinal, provenance=_provenance(claims, days))
        for tie, (ordinal, claims) in zip(_by_content(stored.relationships), told["relationships"], strict=True)
    ]
    sources = tuple(SourceRow(**{**row, "location": "", "run": row["loaded_at"][:10]}) for row in told["sources"])
    return Stored(nodes, tuple(sorted(ties, key=lambda tie: tie.key)), sources, 1)


def _by_content(relationships: Iterable[Relationship]) -> list[Relationship]:
    """Relationships in an order that their content alone decides, each with the ordinal it has."""
    return sorted(relationships, key=lambda tie: (*tie.key[:4], repr(sorted(tie.properties.items()))))


def _row(row: SourceRow) -> dict[str, Any]:
    return {
        "name": row.name, "loader": row.loader, "loaded_at": midnight(row.loaded_at), "kept": dict(row.kept),
        "skipped": row.skipped,
    }  # fmt: skip


def _claims(claims: Iterable[Provenance]) -> list[list[Any]]:
    return [[one.source, one.place, None if one.content is None else dict(one.content), one.removed] for one in claims]


def _provenance(claims: Iterable[Sequence[Any]], days: Mapping[str, str]) -> tuple[Provenance, ...]:
    return tuple(
        Provenance(source, days.get(source, ""), place, None if content is None else all_of_json(content), bool(removed))
        for source, place, content, removed in claims
    )


def _timeless(one: Saved) -> Saved:
    """A text with the day it was kept; of scenarios the hour says nothing."""
    return replace(one, saved_at=midnight(one.saved_at)) if one.kind == SCENARIO else one
