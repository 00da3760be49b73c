"""Facts of a document that the model has no field for: kept under their own names, flat, as a reader understands them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping

from eagraph.errors import SourceError
from eagraph.locale import both
from loaders._documents.part import Part

DEEPEST = 50
_OWN_NAMES = frozenset({"id", "label", "type", "target", "source", "source_key", "source_type", "name"})
"""Names eagraph needs for itself."""


def flat(name: str, part: Part, *, skip: Container[str] = ()) -> Iterator[tuple[str, object]]:
    """A value under a name: an object as `name.inner`, a list as a list of texts, what is in such a list as JSON.

    Raises:
        SourceError: it is nested deeper than is read.
    """
    if part.pointer.count("/") > DEEPEST:
        raise SourceError(both("{where}: nested deeper than is read.", where=part.place[:300]))
    if isinstance(part.value, dict):
        for key, inside in part.items():
            if key not in skip:
                yield from flat(f"{name}.{key}" if name else key, inside, skip=skip)
    elif isinstance(part.value, list):
        yield name, tuple(text for one in part.parts() if (text := written(one)))
    else:
        yield name, part.as_text


def written(part: Part) -> str:
    """A value as one text: plain where it is plain, else as JSON.

    Raises:
        SourceError: it is nested deeper than is read.
    """
    if not isinstance(part.value, dict | list):
        return part.as_text
    try:
        return json.dumps(part.value, ensure_ascii=False)
    except RecursionError as error:
        raise SourceError(both("{where}: nested deeper than is read.", where=part.place[:300])) from error


def beside(
    stated: Mapping[str, object], own: Iterable[tuple[str, object]], fields: Container[str], prefix: str
) -> dict[str, object]:
    """Own facts laid beside what is stated; one whose name the model uses itself gets the format's name in front.

    >>> beside({"name": "a"}, [("count", "2"), ("rssi", "-70")], {"name", "count"}, "ngsi")
    {'name': 'a', 'ngsi.count': '2', 'rssi': '-70'}
    """
    laid: dict[str, object] = {}
    for name, value in own:
        clean = name if name.strip() else "_"
        if clean in stated and str(stated[clean]) == value:
            continue
        kept = f"{prefix}.{clean}" if clean in fields or clean in stated or clean in _OWN_NAMES else clean
        laid[kept] = _together(laid[kept], value) if kept in laid else value
    return {**stated, **laid}


def _together(first: object, second: object) -> tuple[object, ...]:
    """Both, each part once."""
    parts = (part for value in (first, second) for part in (value if isinstance(value, tuple) else (value,)))
    return tuple(dict.fromkeys(parts))
