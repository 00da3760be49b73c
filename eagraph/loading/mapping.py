"""A mapping file: which of the source's properties mean which of the model's, and what its words mean.

[properties]
Beschikbaarheid = "t"           # the source's own name → the model's

[values.t]
"hoog" = 3                      # the source's word → the model's value
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from eagraph.errors import SourceError
from eagraph.locale import both


def read_mapping(path: Path | None) -> dict[str, object]:
    """The mapping of a file; empty without one.

    Raises:
        SourceError: it is not TOML, or not of this form.
    """
    if path is None:
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=path, error=error)) from error
    properties, values = document.get("properties", {}), document.get("values", {})
    wrong = document.keys() - {"properties", "values"}
    fine = isinstance(properties, dict) and all(isinstance(v, str) for v in properties.values())
    if wrong or not fine or not isinstance(values, dict) or not all(isinstance(v, dict) for v in values.values()):
        text = both(
            '{path}: expected [properties] with name = "model name" and [values.NAME] with "word" = value.', path=path
        )
        raise SourceError(text)
    return document


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


def _translated(value: object, words: Mapping[str, object]) -> object:
    if isinstance(value, list | tuple):
        return tuple(words.get(str(part), part) for part in value)
    return words.get(str(value), value)
