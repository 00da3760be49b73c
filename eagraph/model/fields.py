"""Fields: what a property is called, which values it takes, in which unit.

A declared field is read strictly; a property no field declares is kept as its source wrote it. Absent is unknown.

>>> number("rto_h", "återställningstid", "recovery time objective", unit="h").read("4,5")
4.5
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from eagraph.locale import Text, both

Scalar = str | int | float | bool
Value = Scalar | tuple[str, ...]
as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""Values as one line of JSON, the same for the same values."""
Kind = Literal["text", "integer", "number", "boolean", "date", "level", "choice", "list"]

TRUE = frozenset({"true", "yes", "y", "ja", "j", "sant", "1", "x"})
FALSE = frozenset({"false", "no", "n", "nej", "falskt", "0", "none", "inga", "ingen"})
_LARGEST_INTEGER = 2**63 - 1
"""What every store can hold."""
_LONGEST_INTEGER = 20
LEVEL_KEYS = ("negligible", "moderate", "significant", "serious", "exceptional")
LEVEL_NAMES = (
    Text("ingen eller försumbar", "none or negligible"),
    Text("måttlig", "moderate"),
    Text("betydande", "significant"),
    Text("allvarlig", "serious"),
    Text("synnerligen allvarlig", "exceptional"),
)
_LEVEL_WORDS = {
    **{key: level for level, key in enumerate(LEVEL_KEYS)},
    **{name.sv: level for level, name in enumerate(LEVEL_NAMES)},
    "none": 0,
    "ingen": 0,
    "försumbar": 0,
}


class BadValue(ValueError):  # noqa: N818
    """A value a field does not take; `expected` says what it does take."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.en)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Field:
    """One property: its name in the model, its names for people, its kind, unit and bounds.

    `closed` choices are read by an analysis and any other word is an error; an open one keeps the word with a hint.
    """

    name: str
    text: Text
    kind: Kind = "text"
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    closed: bool = False

    def read(self, raw: object) -> Value:
        """The value as the model keeps it.

        Raises:
            BadValue: it is not of this kind, or out of bounds.
        """
        value = _READERS[self.kind](raw.strip() if isinstance(raw, str) else raw)
        if self.low is not None and isinstance(value, int | float) and not self.low <= value <= self._top:
            raise BadValue(self.expectation)
        if self.closed and value not in self.choices:
            raise BadValue(both("one of {choices}", choices=", ".join(self.choices)))
        return value

    def is_known(self, value: Value) -> bool:
        """Is the value among the choices, where there are any?"""
        values = value if isinstance(value, tuple) else (value,)
        return not self.choices or all(v in self.choices for v in values)

    @property
    def _top(self) -> float:
        return float("inf") if self.high is None else self.high

    @property
    def expectation(self) -> Text:
        """What a value has to be, in words."""
        if self.low is None:
            return _EXPECTED[self.kind]
        if self.high is None:
            return both("a number, {low} or more", low=f"{self.low:g}")
        return both("a number from {low} to {high}", low=f"{self.low:g}", high=f"{self.high:g}")


def plain_text(raw: object) -> str:
    """A scalar as text, the same from every source: true and false in small letters."""
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def undeclared(raw: object) -> Value:
    """A property no field declares: text, or a list of texts, as its source wrote it."""
    return tuple(plain_text(part) for part in raw) if isinstance(raw, tuple | list) else plain_text(raw)


def _text(raw: object) -> Value:
    return "|".join(map(plain_text, raw)).strip() if isinstance(raw, tuple | list) else plain_text(raw)


def _number(raw: object) -> Value:
    if isinstance(raw, bool):
        raise BadValue(_EXPECTED["number"])
    try:
        value = float(raw.replace("\u00a0", "").replace(",", ".")) if isinstance(raw, str) else float(raw)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError) as error:
        raise BadValue(_EXPECTED["number"]) from error
    if not math.isfinite(value):
        raise BadValue(_EXPECTED["number"])
    return value


def _integer(raw: object) -> Value:
    if isinstance(raw, int) and not isinstance(raw, bool):
        value = raw
    elif isinstance(raw, str) and raw.removeprefix("-").isdecimal() and len(raw) <= _LONGEST_INTEGER:
        value = int(raw)
    else:
        number = _number(raw)
        if not isinstance(number, float) or not number.is_integer():
            raise BadValue(_EXPECTED["integer"])
        value = int(number)
    if abs(value) > _LARGEST_INTEGER:
        raise BadValue(_EXPECTED["integer"])
    return value


def _boolean(raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    word = str(raw).casefold().removesuffix(".0")
    if word not in TRUE | FALSE:
        raise BadValue(_EXPECTED["boolean"])
    return word in TRUE


def _date(raw: object) -> Value:
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    if isinstance(raw, dt.date):
        return raw.isoformat()
    day, more = str(raw)[:10], str(raw)[10:]
    if more[:1].isalnum() and not more.startswith("T"):
        raise BadValue(_EXPECTED["date"])
    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise BadValue(_EXPECTED["date"]) from error


def _level(raw: object) -> Value:
    if isinstance(raw, str) and raw.casefold() in _LEVEL_WORDS:
        return _LEVEL_WORDS[raw.casefold()]
    try:
        value = _integer(raw)
    except BadValue as error:
        raise BadValue(_EXPECTED["level"]) from error
    if value not in range(len(LEVEL_KEYS)):
        raise BadValue(_EXPECTED["level"])
    return value


def _list(raw: object) -> Value:
    if isinstance(raw, tuple | list):
        return tuple(plain_text(part) for part in raw)
    return tuple(part.strip() for part in str(raw).split("|") if part.strip())


_READERS: dict[Kind, Callable[[object], Value]] = {
    "text": _text, "choice": _text, "number": _number, "integer": _integer,
    "boolean": _boolean, "date": _date, "level": _level, "list": _list,
}  # fmt: skip
_EXPECTED: dict[Kind, Text] = {
    "text": both("a text"),
    "choice": both("a word"),
    "number": both("a number"),
    "integer": both("a whole number"),
    "boolean": both("yes or no"),
    "date": both("a date as YYYY-MM-DD"),
    "level": both("a level 0-4 or its key ({keys})", keys=", ".join(LEVEL_KEYS)),
    "list": both("a list with | between its parts"),
}


def text(name: str, sv: str, en: str) -> Field:
    """A field of free text."""
    return Field(name, Text(sv, en))


def integer(name: str, sv: str, en: str, *, low: float | None = 0, high: float | None = None) -> Field:
    """A field of whole numbers."""
    return Field(name, Text(sv, en), "integer", low=low, high=high)


def number(name: str, sv: str, en: str, *, unit: str = "", low: float | None = 0, high: float | None = None) -> Field:
    """A field of numbers with a unit."""
    return Field(name, Text(sv, en), "number", unit, low, high)


def probability(name: str, sv: str, en: str) -> Field:
    """A field of numbers from 0 to 1."""
    return number(name, sv, en, high=1)


def boolean(name: str, sv: str, en: str) -> Field:
    """A field of yes or no."""
    return Field(name, Text(sv, en), "boolean")


def date(name: str, sv: str, en: str) -> Field:
    """A field of ISO dates."""
    return Field(name, Text(sv, en), "date")


def level(name: str, sv: str, en: str) -> Field:
    """A field of classification levels 0-4."""
    return Field(name, Text(sv, en), "level")


def listing(name: str, sv: str, en: str, choices: str = "") -> Field:
    """A field of several texts."""
    return Field(name, Text(sv, en), "list", choices=tuple(choices.split()))


def choice(name: str, sv: str, en: str, choices: str, *, closed: bool = False) -> Field:
    """A field of one word among some."""
    return Field(name, Text(sv, en), "choice", choices=tuple(choices.split()), closed=closed)


def of_json(value: Any) -> Value:
    """A value as JSON gives it: JSON has lists where the model has tuples."""
    return tuple(value) if isinstance(value, list) else value


def all_of_json(values: Mapping[str, Any]) -> dict[str, Value]:
    """The values of a record as JSON gives them."""
    return {name: of_json(value) for name, value in values.items()}
