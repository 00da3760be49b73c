"""The parts of a Thing Description one after the other: affordances, forms, data schemas."""

from __future__ import annotations

from collections.abc import Iterator

from loaders._documents.part import Part

KINDS = ("properties", "actions", "events")
_SCHEMAS = {
    "properties": (),
    "actions": ("input", "output"),
    "events": ("subscription", "data", "dataResponse", "cancellation"),
}
DEEPEST = 100


def affordances(thing: Part, *kinds: str) -> Iterator[tuple[str, str, Part]]:
    """Kind, name and content of every affordance."""
    for kind in kinds or KINDS:
        for name, affordance in thing.items(kind):
            yield kind, name, affordance


def forms(thing: Part) -> Iterator[tuple[Part, Part]]:
    """Every form with what it belongs to: an affordance, or the Thing."""
    for form in thing.parts("forms"):
        yield thing, form
    for _, _, affordance in affordances(thing):
        for form in affordance.parts("forms"):
            yield affordance, form


def schemas(thing: Part) -> Iterator[Part]:
    """Every data schema, those inside others too."""
    for kind, _, affordance in affordances(thing):
        if kind == "properties":
            yield from _inner(affordance)
        for name in _SCHEMAS[kind]:
            if (found := affordance.get(name)) is not None:
                yield from _inner(found)
        for _, variable in affordance.items("uriVariables"):
            yield from _inner(variable)
    for name in ("schemaDefinitions", "uriVariables"):
        for _, schema in thing.items(name):
            yield from _inner(schema)


def _inner(schema: Part) -> Iterator[Part]:
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        yield one
        if one.pointer.count("/") < DEEPEST:
            inside = [*(part for _, part in one.items("properties")), *one.parts("oneOf"), *one.parts("items")]
            waiting += reversed(inside)


def names(part: Part, key: str) -> list[str]:
    """The texts of a list under a key; one text counts as a list of one."""
    return [one.value for one in part.parts(key) if isinstance(one.value, str)]
