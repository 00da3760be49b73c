"""What in a document breaks the form of a Thing Description or a Thing Model? Every violation, with its JSON pointer.

A Thing Model is checked as a Thing Description in which nothing but `@context` is mandatory and every value may be a
placeholder `{{NAME}}` (TD 1.1 §10.3.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from eagraph.errors import Problem
from eagraph.locale import Text, both
from loaders._documents.part import Part
from loaders._wot.description import CONTEXT, Thing

PLACEHOLDER = re.compile(r"\{\{[^{}]+\}\}")
_ANYWAY = ("@context",)
"""What is mandatory in a Thing Model too."""


def find_violations(thing: Part, *, is_model: bool) -> Iterator[Problem]:
    """Everything that is not of the declared form, in the order of the document."""
    try:
        Thing.model_validate(thing.value)
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            place = _where(thing, wrong["loc"])
            if not (is_model and _is_open(place, wrong)):
                yield Problem(place.place, _told(place, wrong))


def _is_open(place: Part, wrong: ErrorDetails) -> bool:
    """May a Thing Model leave this to those who make a description of it?"""
    if wrong["type"] == "missing":
        return place.pointer.strip("/") not in _ANYWAY
    return isinstance(place.value, str) and bool(PLACEHOLDER.search(place.value))


def _where(thing: Part, path: tuple[int | str, ...]) -> Part:
    """The value at a path of names and numbers; steps that only name a choice of the declaration are left out."""
    place = thing
    for number, step in enumerate(path):
        inside = _inside(place.value, step)
        if inside is not _NOTHING:
            place = place.at(step, inside)
        elif number == len(path) - 1 and isinstance(place.value, dict):
            place = place.at(step, None)
    return place


_NOTHING = object()


def _inside(value: object, step: int | str) -> object:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step, _NOTHING)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _NOTHING


def _told(place: Part, wrong: ErrorDetails) -> Text:
    context: Mapping[str, Any] = wrong.get("ctx", {})
    if wrong["type"] == "missing":
        return both("{name} is mandatory.", name=place.pointer.rpartition("/")[2].replace("~1", "/"))
    if wrong["type"] == "literal_error":
        allowed = both("one of {names}", names=context["expected"].replace(" or ", ", ").replace("'", ""))
        return place.expected(allowed).text
    expected = _EXPECTED.get(wrong["type"])
    return place.expected(expected(context)).text if expected else both("{told}.", told=wrong["msg"])


def _plain(text: Text) -> Callable[[Mapping[str, Any]], Text]:
    return lambda _: text


_OBJECT = _plain(both("an object"))
_EXPECTED: Mapping[str, Callable[[Mapping[str, Any]], Text]] = {
    "string_type": _plain(both("a text")),
    "bool_type": _plain(both("true or false")),
    "int_type": _plain(both("a whole number")),
    "float_type": _plain(both("a number")),
    "list_type": _plain(both("a list")),
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "too_short": lambda context: both("at least {count} entries", count=context["min_length"]),
    "greater_than": lambda context: both("a number above {low}", low=context["gt"]),
    "greater_than_equal": lambda context: both("a number from {low} upwards", low=context["ge"]),
    "finite_number": _plain(both("a number")),
    "recursion_loop": _plain(both("less nesting")),
    "uri": _plain(both("a URI with its scheme, as urn:… or https://…")),
    "uri_reference": _plain(both("a URI without blanks")),
    "media_type": _plain(both("a media type as application/json")),
    "moment": _plain(both("a date and time as 2026-01-31T12:00:00Z")),
    "language_tags": _plain(both("language tags as sv or en-GB (BCP 47)")),
    "unique": _plain(both("values that differ from each other")),
    "not_a_model": _plain(both("another type than tm:ThingModel")),
    "context_entries": _plain(both("URIs and objects")),
    "context": _plain(both("{context} first", context=CONTEXT)),
}
