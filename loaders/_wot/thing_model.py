"""What only a Thing Model says, and whether it says it rightly (TD 1.1 §10): optional affordances, references, parents."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urldefrag

from eagraph.errors import Problem
from eagraph.locale import both
from loaders._documents.part import Part
from loaders._wot.walk import KINDS, affordances

_AFFORDANCE = re.compile(rf"/({'|'.join(KINDS)})/[^/]+")
DEEPEST = 100


def is_model(thing: Part) -> bool:
    """Does it say of itself that it is a Thing Model?"""
    return any(one.value == "tm:ThingModel" for one in thing.parts("@type"))


def extended(thing: Part) -> list[Part]:
    """The links to the models it extends."""
    return [link for link in thing.parts("links") if link.text("rel") == "tm:extends"]


def find_model_problems(thing: Part) -> Iterator[Problem]:
    """Pointers of `tm:optional` and references of `tm:ref` that lead nowhere, or are none."""
    optional = thing.get("tm:optional")
    if optional is not None and not isinstance(optional.value, list):
        yield optional.expected(both("a list"))
    for pointer in thing.parts("tm:optional"):
        yield from _optional(thing, pointer)
    for reference in _references(thing):
        yield from _reference(thing, reference)


def _optional(thing: Part, pointer: Part) -> Iterator[Problem]:
    if not isinstance(pointer.value, str) or not _AFFORDANCE.fullmatch(pointer.value):
        yield pointer.expected(both("a JSON pointer to a whole affordance, as /properties/status"))
    elif _resolved(thing, pointer.value) is None and not extended(thing):
        yield Problem(pointer.place, both("{pointer} is no affordance of this model.", pointer=pointer.value[:80]))


def _reference(thing: Part, reference: Part) -> Iterator[Problem]:
    address, pointer = urldefrag(reference.as_text)
    if not isinstance(reference.value, str) or not pointer.startswith("/"):
        yield reference.expected(both("a file and a JSON pointer, as model.tm.jsonld#/properties/status"))
    elif not address and _resolved(thing, pointer) is None:
        yield Problem(reference.place, both("{pointer} is nothing in this model.", pointer=pointer[:80]))


def _resolved(thing: Part, pointer: str) -> Part | None:
    return thing.get(*(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]))


def _references(thing: Part) -> Iterator[Part]:
    """Every `tm:ref` of the affordances and what is in them."""
    waiting = deque(affordance for _, _, affordance in affordances(thing))
    while waiting:
        one = waiting.popleft()
        found = one.get("tm:ref")
        if found is not None:
            yield found
        if one.pointer.count("/") < DEEPEST:
            inside = one.items() if isinstance(one.value, dict) else enumerate(one.parts())
            waiting += [part for _, part in inside if isinstance(part.value, dict | list)]


def is_nothing_without(thing: Part) -> bool:
    """Is all it says that it is another model? Then it cannot be read without that one."""
    return bool(extended(thing)) and not any(True for _ in affordances(thing))
