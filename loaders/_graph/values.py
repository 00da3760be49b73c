"""Values of attributes, as the type that a graph declares for them; as text where they are not of it."""

from __future__ import annotations

import math
from collections.abc import Callable

LONGEST_NUMBER = 19


def read_value(type_: str, text: str) -> object:
    """A value by its declared type.

    >>> read_value("double", "2.50"), read_value("int", "many"), read_value("boolean", "true")
    (2.5, 'many', True)
    """
    try:
        return _TYPES.get(type_, str)(text)
    except ValueError:
        return text


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return text.lower() in ("true", "1")


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


_TYPES: dict[str, Callable[[str], object]] = {
    "boolean": _boolean, "int": _whole, "integer": _whole, "long": _whole, "short": _whole, "byte": _whole,
    "float": _number, "double": _number, "bigdecimal": _number, "biginteger": _whole,
}  # fmt: skip
