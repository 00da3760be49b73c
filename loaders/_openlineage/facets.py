"""Facets of OpenLineage as properties: each under its name and a dot, and what the model has a field for in that field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from loaders._documents.part import Part

_SAID_OF_ITSELF = ("_producer", "_schemaURL", "_deleted")
_LOGIN = re.compile(r"://[^/@\s]*@")
Facets = dict[str, Part]


def laid_over(before: Facets, facets: Part | None) -> None:
    """Take up the facets of a later event: each takes the place of the earlier one; one that is deleted goes."""
    if facets is None:
        return
    for name, facet in facets.items():
        if facet.get("_deleted") is not None and facet.text("_deleted") == "true":
            before.pop(name, None)
        elif isinstance(facet.value, dict):
            before[name] = facet


def flat(facets: Mapping[str, Part], *, without: Iterable[str] = ()) -> dict[str, object]:
    """Every value of the facets under `facet.name`; lists of objects and what lies deeper as JSON."""
    found: dict[str, object] = {}
    for name, facet in sorted(facets.items()):
        if name not in without:
            found |= dict(_flat(name, facet.value, 0))
    return found


def _flat(name: str, value: Any, depth: int) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict) and depth < 2:
        for key, inside in value.items():
            if key not in _SAID_OF_ITSELF:
                yield from _flat(f"{name}.{key}", inside, depth + 1)
    elif isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        yield name, tuple(str(one) for one in value)
    elif isinstance(value, dict | list):
        if value:
            yield name, json.dumps(value, ensure_ascii=False, sort_keys=True)
    elif value is not None:
        yield name, without_secrets(value) if isinstance(value, str) else value


def without_secrets(text: str) -> str:
    """A text without the user and password of the addresses in it.

    >>> without_secrets("postgres://etl:hemligt@lager.granvik.example:5432")
    'postgres://lager.granvik.example:5432'
    """
    return _LOGIN.sub("://", text)


def described(facets: Facets) -> dict[str, object]:
    """What facets of jobs and data sets alike say: description and tags."""
    found: dict[str, object] = {}
    if text := facets["documentation"].text("description") if "documentation" in facets else "":
        found["description"] = text
    if "tags" in facets:
        said = (f"{tag.text('key')}={tag.text('value')}".removesuffix("=") for tag in facets["tags"].parts("tags"))
        found["tags"] = tuple(sorted({tag for tag in said if tag}))
    return found


def columns(facets: Facets) -> tuple[str, ...]:
    """The columns of a data set, in their order, with their types; those inside a column with its name in front."""
    return tuple(_columns(facets["schema"].parts("fields"), "")) if "schema" in facets else ()


def _columns(fields: Iterable[Part], above: str) -> Iterator[str]:
    for field in fields:
        name = f"{above}{field.text('name')}"
        typed = f"{name}: {field.text('type')}" if field.text("type") else name
        yield f"{typed} – {field.text('description')}" if field.text("description") else typed
        yield from _columns(field.parts("fields"), f"{name}.")


def owners(facets: Facets) -> Iterator[Part]:
    """The owners a facet names."""
    if "ownership" in facets:
        yield from facets["ownership"].parts("owners")
