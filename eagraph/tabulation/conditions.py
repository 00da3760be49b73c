r"""Conditions on a column, as an address or a saved view writes them: `column:operator:value|value`.

contains, not-contains, is, is-not, begins, ends     the text, as it is kept or as it is shown; capitals do not matter
below, at-most, above, at-least, between             numbers and days (both ends of between belong to it)
in, not-in                                           the value as it is kept; of a list any part; nothing means unknown
unknown, known                                       whether anybody has said it

>>> read_condition("a\\:b:in:x|y\\|z")
Condition(column='a:b', operator='in', values=('x', 'y|z'))
>>> str(read_condition("name:contains:x"))
'name:contains:x'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.model.fields import Value, plain_text

TEXTS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda text, sought: sought in text,
    "is": lambda text, sought: text == sought,
    "begins": lambda text, sought: text.startswith(sought),
    "ends": lambda text, sought: text.endswith(sought),
}
NEGATED = {"not-contains": "contains", "is-not": "is"}
LIMITS = ("below", "at-most", "above", "at-least")
OPERATORS = {
    **dict.fromkeys((*TEXTS, *NEGATED, *LIMITS), (1, 1)),
    "between": (2, 2), "in": (0, None), "not-in": (0, None), "unknown": (0, 0), "known": (0, 0),
}  # fmt: skip
"""How many values each takes, at least and at most."""
_ESCAPED = re.compile(r"([\\:|])")
_ENDS = ("at-least", "at-most")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition."""

    column: str
    operator: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f"{_escape(self.column)}:{self.operator}"
        if self.values:
            return f"{told}:{'|'.join(map(_escape, self.values))}"
        return told

    @property
    def takes_unknown(self) -> bool:
        """Does it hold where nothing is known?"""
        if self.operator == "in":
            return "" in self.values
        return self.operator == "unknown"

    @property
    def leaves_unknown_out(self) -> bool:
        """Can nobody say whether it holds where nothing is known?"""
        return self.operator not in {"unknown", "known"} and not self.takes_unknown and not self._names_unknown

    @property
    def _names_unknown(self) -> bool:
        return self.operator == "not-in" and "" in self.values


def read_condition(text: str) -> Condition:
    """A condition from its text.

    Raises:
        UsageError: it has not the form, or the operator takes another number of values.
    """
    column, operator, rest = _three(text)
    if operator not in OPERATORS or not column:
        raise UsageError(
            both(
                "where {text}: expected column:operator:value, the operator one of {known}.",
                text=repr(text), known=", ".join(OPERATORS),
            )
        )  # fmt: skip
    values = tuple(_plain(part) for part in _split(rest, "|")) if rest is not None else ()
    least, most = OPERATORS[operator]
    if len(values) < least or (most is not None and len(values) > most):
        raise UsageError(
            both("where {text}: {operator} takes {count} values.", text=repr(text), operator=operator, count=least)
        )
    return Condition(column, operator, values)


def read_order(text: str) -> tuple[str, bool]:
    """A column and whether the order falls, from `column:asc` or `column:desc`.

    Raises:
        UsageError: it is neither.
    """
    column, way, rest = _three(text)
    if way not in {"asc", "desc"} or rest is not None or not column:
        raise UsageError(both("sort {text}: expected column:asc or column:desc.", text=repr(text)))
    return column, way == "desc"


def write_order(column: str, *, descending: bool) -> str:
    """The text of an order."""
    return f"{_escape(column)}:{'desc' if descending else 'asc'}"


def fitting(condition: Condition, said: Callable[[Value], str] | None = None) -> Callable[[Value], bool]:
    """Does a known value fit?

    Args:
        condition: what has to hold.
        said: a value as it is shown, where it is not shown as it is kept.

    Raises:
        UsageError: a limit is neither a number nor a day.
    """
    operator, values = condition.operator, condition.values
    if operator in {"unknown", "known"}:
        return lambda _: operator == "known"
    if operator in {"in", "not-in"}:
        return lambda value: (not _among(value, values)) == (operator == "not-in")
    if operator == "between":
        low, high = (
            _limit(replace(condition, operator=way, values=(value,))) for way, value in zip(_ENDS, values, strict=True)
        )
        return lambda value: low(value) and high(value)
    if operator in LIMITS:
        return _limit(condition)
    return _text(condition, said)


def _text(condition: Condition, said: Callable[[Value], str] | None) -> Callable[[Value], bool]:
    operator, sought = condition.operator, condition.values[0].casefold()
    compare, negated = TEXTS[NEGATED.get(operator, operator)], operator in NEGATED
    number = _number(sought) if NEGATED.get(operator, operator) == "is" else None

    def fits(value: Value) -> bool:
        if number is not None and isinstance(value, int | float) and not isinstance(value, bool):
            return (value == number) != negated
        found = compare(_kept(value).casefold(), sought) or (said is not None and compare(said(value).casefold(), sought))
        return found != negated

    return fits


def _limit(condition: Condition) -> Callable[[Value], bool]:
    text = condition.values[0].strip()
    number = _number(text)
    if number is None and not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise UsageError(
            both(
                "where {text}: {value} is neither a number nor a day as YYYY-MM-DD.",
                text=repr(str(condition)),
                value=repr(text),
            )
        )
    compare = _COMPARE[condition.operator]

    def fits(value: Value) -> bool:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number is not None and compare(value, number)
        return isinstance(value, str) and compare(value, text)

    return fits


_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "below": lambda value, limit: value < limit,  # type: ignore[operator]
    "at-most": lambda value, limit: value <= limit,  # type: ignore[operator]
    "above": lambda value, limit: value > limit,  # type: ignore[operator]
    "at-least": lambda value, limit: value >= limit,  # type: ignore[operator]
}


def _number(text: str) -> float | None:
    try:
        value = float(text.replace("\u00a0", "").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _among(value: Value, values: Iterable[str]) -> bool:
    parts = value if isinstance(value, tuple) else (plain_text(value),)
    return any(part in values for part in parts)


def _kept(value: Value) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(value) if isinstance(value, tuple) else plain_text(value)


def _three(text: str) -> tuple[str, str, str | None]:
    parts = _split(text, ":", 2)
    return _plain(parts[0]), parts[1] if len(parts) > 1 else "", parts[2] if len(parts) > 2 else None


def _split(text: str, sign: str, most: int = -1) -> list[str]:
    """Parts between signs that have no backslash before them; after so many, the rest is one."""
    parts: list[str] = []
    begin = at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == sign and len(parts) != most:
            parts.append(text[begin:at])
            begin = at + 1
        at += 1
    return [*parts, text[begin:]]


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
