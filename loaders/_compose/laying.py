"""What does a later layer take away from those before it?

`!override` puts its own value in the place of theirs, `!reset` none (Compose Specification, merge).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from loaders._documents.part import Part

_RESET = "!reset"
_TAGS = frozenset({_RESET, "!override"})


def laid(layers: Iterable[Part]) -> list[Part]:
    """The layers, the base first, without what a later one takes away; one that is taken away itself is none."""
    found: list[Part] = []
    for layer in layers:
        here = f"{layer.pointer}/"
        tagged = {pointer: tag for pointer, tag in layer.tags.items() if tag in _TAGS}
        if layer.pointer in tagged:
            found = []
        for pointer in sorted(pointer for pointer in tagged if pointer.startswith(here)):
            path = [step.replace("~1", "/").replace("~0", "~") for step in pointer.removeprefix(here).split("/")]
            found = [_without(one, path) for one in found]
            if tagged[pointer] == _RESET:
                layer = _without(layer, path)  # noqa: PLW2901
        if tagged.get(layer.pointer) != _RESET:
            found.append(layer)
    return found


def _without(part: Part, path: Sequence[str]) -> Part:
    return replace(part, value=_left(part.value, path))


def _left(value: Any, path: Sequence[str]) -> Any:
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {name: inside for name, inside in value.items() if name != path[0]}
    return {**value, path[0]: _left(value[path[0]], path[1:])}
