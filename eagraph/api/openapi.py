"""The OpenAPI document as others read it: every problem is told, and every type has a name that stays.

FastAPI numbers types of one name (`Result_Row___1`); here each is called after its analysis or report (`CyclesAnswer`), and
its own form of validation errors gives way to ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from eagraph.api.problems import KINDS, MEDIA_TYPE, Problem

_OF_ANALYSIS = re.compile(r"eagraph__analysis__([a-z_]+?)__(\w+)")
_OF_REPORT = re.compile(r"eagraph__reports__([a-z_]+?)__(\w+)")
_REFERENCE = "#/components/schemas/"


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document with problems and lasting names."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for _, operation in operations(document):
        operation["responses"] |= _problem_responses()
    for replaced in ("HTTPValidationError", "ValidationError"):
        schemas.pop(replaced, None)
    problem = Problem.model_json_schema(ref_template=f"{_REFERENCE}{{model}}")
    schemas |= {**problem.pop("$defs"), "Problem": problem}
    named = _renamed(document, _lasting_names(document))
    named["components"]["schemas"] = dict(sorted(named["components"]["schemas"].items()))
    return named


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its path."""
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def camel(name: str) -> str:
    """The name of an analysis as the start of a type's name.

    >>> camel("blast-radius")
    'BlastRadius'
    """
    return "".join(part.capitalize() for part in re.split("[-_]", name))


def _problem_responses() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{_REFERENCE}Problem"}}}
    titles: dict[str, list[str]] = {}
    for kind in KINDS:
        titles.setdefault(str(kind.status), []).append(kind.title.en)
    return {status: {"description": " · ".join(told), "content": content} for status, told in titles.items()}


def _lasting_names(document: dict[str, Any]) -> dict[str, str]:
    """Name now → name that stays."""
    names = {"Result_Any_": "Answer"}
    for name in document["components"]["schemas"]:
        if found := _OF_ANALYSIS.fullmatch(name):
            names[name] = camel(found[1]) + found[2]
        elif found := _OF_REPORT.fullmatch(name):
            names[name] = f"{camel(found[1])}Report{found[2]}"
    for path, operation in operations(document):
        if path.startswith("/analyses/"):
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            answer, name = schema["$ref"].removeprefix(_REFERENCE), camel(path.removeprefix("/analyses/"))
            row = document["components"]["schemas"][answer]["properties"]["rows"]["items"]["$ref"]
            names |= {answer: f"{name}Answer", row.removeprefix(_REFERENCE): f"{name}Row"}
    return names


def _renamed(document: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    schemas = document["components"]["schemas"]
    document["components"]["schemas"] = {names.get(name, name): schema for name, schema in schemas.items()}
    text = re.sub(
        rf'"{_REFERENCE}([^"]+)"', lambda found: f'"{_REFERENCE}{names.get(found[1], found[1])}"', json.dumps(document)
    )
    renamed: dict[str, Any] = json.loads(text)
    return renamed
