"""Functions: what each takes and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from eagraph.locale import both
from eagraph.rules._grammar.functions import AGGREGATES
from eagraph.rules._grammar.tree import Expression
from eagraph.rules._portable import values
from eagraph.rules._portable.scope import NAMES, OPEN, THINGS, Kind, Scope

_ISO_DAY = re.compile(r"""['"][0-9]{4}-[0-9][0-9]-[0-9][0-9]['"]""")


def call(value: Expression, scope: Scope, *, is_covered: bool = False) -> Kind:
    """The kind a function gives; `is_covered` says that coalesce() stands around it."""
    if value.name in AGGREGATES:
        for inner in (a for part in value.parts for a in values.aggregates(part)):
            scope.complain(inner.at, both("An aggregate inside another; compute the inner one in a WITH before."))
    elif value.distinct:
        scope.complain(value.at, both("DISTINCT stands in an aggregate only; take it away."))
    if value.name == "coalesce":
        return _coalesced(value, scope)
    kinds = [values.kind_of(part, scope) for part in value.parts]
    if not kinds:
        return "any"
    if value.name == "sum" and not is_covered:
        _uncovered(value, scope)
    return _CALLS[value.name](value, kinds[0], scope)


def _coalesced(value: Expression, scope: Scope) -> Kind:
    """coalesce(): beside another value it may hold a sum(), which over nothing is 0 or nothing."""
    first = value.parts[0] if value.parts else None
    if first and first.kind == "call" and first.name == "sum" and len(value.parts) > 1:
        call(first, scope, is_covered=True)
        values.of_one_kind(value.parts[1:], scope)
        return "number"
    return values.of_one_kind(value.parts, scope)


def _uncovered(value: Expression, scope: Scope) -> None:
    text = both(
        "A sum over nothing is 0 in one store and nothing in the other; write {instead}.",
        instead=f"coalesce({value.text}, 0)",
    )
    scope.complain(value.at, text)


def wants(value: Expression, kind: Kind, scope: Scope, *wanted: Kind) -> None:
    """Tell an argument that is of none of the wanted kinds."""
    if kind not in (*wanted, *OPEN):
        text = both(
            "{function}() takes {wanted}, not {kind}.", function=value.name, wanted=NAMES[wanted[0]], kind=NAMES[kind]
        )
        scope.complain(value.at, text)


def _mean(value: Expression, kind: Kind, scope: Scope) -> Kind:
    wants(value, kind, scope, "number")
    return "number"


def _extreme(value: Expression, kind: Kind, scope: Scope) -> Kind:
    wants(value, kind, scope, "number", "text", "boolean")
    return kind


def _letters(value: Expression, kind: Kind, scope: Scope) -> Kind:
    wants(value, kind, scope, "text")
    return "text"


def _size(value: Expression, kind: Kind, scope: Scope) -> Kind:
    wants(value, kind, scope, "list", "text", "things")
    return "number"


def _collected(_value: Expression, kind: Kind, _scope: Scope) -> Kind:
    return "things" if kind in THINGS else "list"


def _date(value: Expression, kind: Kind, scope: Scope) -> Kind:
    part = value.parts[0]
    if kind not in ("text", "any") or (part.kind == "text" and not _ISO_DAY.fullmatch(part.text)):
        scope.complain(part.at, both("date() takes a day as {example}.", example="'2026-01-31'"))
    return "day"


def _counted(_value: Expression, _kind: Kind, _scope: Scope) -> Kind:
    return "number"


_CALLS: Mapping[str, Callable[[Expression, Kind, Scope], Kind]] = {
    "count": _counted, "min": _extreme, "max": _extreme, "avg": _mean, "sum": _mean, "collect": _collected, "size": _size,
    "toLower": _letters, "toUpper": _letters, "date": _date,
}  # fmt: skip
