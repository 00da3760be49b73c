"""The part of a mapping that holds for every loader: the source's own names for properties, and its words.

[properties]
Beschikbaarheid = "t"           # the source's own name = the model's

[values.t]
"hoog" = 3                      # the source's word = the model's value
"""

from __future__ import annotations

from collections.abc import Mapping

from eagraph.errors import Problem, nearest_names
from eagraph.locale import both
from eagraph.model.schema import Schema


def mapped(properties: Mapping[str, object], mapping: Mapping[str, object]) -> dict[str, object]:
    """Properties under the model's names and words; those the mapping does not name stay as they are.

    Where two would get one name, the first gets it and the other keeps its own: nothing is lost.
    """
    names, values = mapping.get("properties"), mapping.get("values")
    if not names and not values:
        return dict(properties)
    out: dict[str, object] = {}
    for name, value in properties.items():
        new = names.get(name, name) if isinstance(names, dict) else name
        new = name if new in out else new
        words = values.get(new) if isinstance(values, dict) else None
        out[new] = _translated(value, words) if isinstance(words, dict) else value
    return out


def unknown_names(mapping: Mapping[str, object], schema: Schema, file: str) -> list[Problem]:
    """Names of properties that a mapping sends the source's to, and that the model has nowhere."""
    names = mapping.get("properties")
    known = {name for fields in (schema.node_fields, schema.relationship_fields) for one in fields.values() for name in one}
    found = []
    for name, new in names.items() if isinstance(names, dict) else ():
        if new not in known:
            near = ", ".join(nearest_names(new, known)) or "–"
            text = both("{name} is no property of the model; kept as text. Nearest: {near}.", name=repr(new), near=near)
            found.append(Problem(f"{file} [properties] {name}", text))
    return found


def _translated(value: object, words: Mapping[str, object]) -> object:
    if isinstance(value, list | tuple):
        return tuple(words.get(str(part), part) for part in value)
    return words.get(str(value), value)
