"""Which kind of value an expression has, and whether the two stores compute it alike.

Kinds are those of the model: ladybug casts where Neo4j says null (`s.users = '10'`), so like is compared with like alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from eagraph.locale import Text, both
from eagraph.rules._grammar.functions import AGGREGATES
from eagraph.rules._grammar.tree import Expression, ExpressionKind
from eagraph.rules._portable import calls, matching
from eagraph.rules._portable.scope import NAMES, OPEN, THINGS, Kind, Meaning, Scope

_ESCAPES = re.compile(r"""\\(?:(?P<known>[\\'"nrtbf]|u[0-9a-fA-F]{4})|(?P<other>.?))""", re.DOTALL)
_CLASS = re.compile(r"\[[^\]]*\]")
_NOT_EVERYWHERE = re.compile(r"\(\?<?[=!]|\(\?>|\\\\[1-9]|[*+?}]\+")
_IGNORING_CASE = re.compile(r"\(\?[a-z]*i")


def kind_of(value: Expression, scope: Scope) -> Kind:
    """The kind of a value; everything in it that is not in the subset is told."""
    return _KIND[value.kind](value, scope)


def condition(value: Expression, scope: Scope) -> None:
    """Check what has to be true or false."""
    kind = kind_of(value, scope)
    if kind not in ("boolean", *OPEN):
        scope.complain(
            value.at,
            both("A condition is true or false, and {text} is {kind}; compare it.", text=value.text, kind=NAMES[kind]),
        )


def of_one_kind(values: Iterable[Expression], scope: Scope) -> Kind:
    """The kind that values side by side have in common."""
    common: Kind = "null"
    for value in values:
        kind = kind_of(value, scope)
        if common in OPEN:
            common = kind if kind != "null" else common
        elif kind not in OPEN and kind != common:
            text = both(
                "{text} is {kind}, beside {other}; write values of one kind.",
                text=value.text,
                kind=NAMES[kind],
                other=NAMES[common],
            )
            scope.complain(value.at, text)
    return common


def aggregates(value: Expression) -> list[Expression]:
    """The aggregate functions in a value, those of subqueries left out."""
    found = [value] if value.kind == "call" and value.name in AGGREGATES else []
    return found + [inner for child in value.children() for inner in aggregates(child)]


def _text(value: Expression, scope: Scope) -> Kind:
    for escape in _ESCAPES.finditer(value.text[1:-1]):
        if escape["known"]:
            continue
        instead = "\\\\" + escape["other"]
        scope.complain(
            value.at, both("{found} is no escape that both stores take; write {instead}.", found=escape[0], instead=instead)
        )
    return "text"


def _variable(value: Expression, scope: Scope) -> Kind:
    return scope.meaning(value.at).kind


def _property(value: Expression, scope: Scope) -> Kind:
    owner, key = value.parts[0], value.key or value.at
    meaning = scope.meaning(owner.at)
    if meaning.kind in ("node", "relationship"):
        return scope.property_kind(meaning, key)
    if meaning.kind != "any":
        kind = NAMES[meaning.kind]
        text = both(
            "{name} is {kind} and has no properties; carry the node through WITH and ask it.", name=owner.text, kind=kind
        )
        scope.complain(key, text)
    return "any"


def _call(value: Expression, scope: Scope) -> Kind:
    return calls.call(value, scope)


def _listed(value: Expression, scope: Scope) -> Kind:
    for part in value.parts:
        if part.kind == "null":
            scope.complain(
                part.at, both("No null in a list: the stores compare it differently. Ask with IS NULL beside it.")
            )
    return "things" if of_one_kind(value.parts, scope) in THINGS else "list"


def _case(value: Expression, scope: Scope) -> Kind:
    if value.subject:
        of_one_kind((value.subject, *value.conditions), scope)
        for part in value.conditions:
            _no_null(part, scope)
    else:
        for part in value.conditions:
            condition(part, scope)
    return of_one_kind(value.parts, scope)


def _no_null(value: Expression, scope: Scope) -> None:
    if value.kind == "null":
        scope.complain(value.at, both("Nothing equals null; write IS NULL or IS NOT NULL."))


def _quantified(value: Expression, scope: Scope) -> Kind:
    listed, asked = value.parts
    variable = value.key or value.at
    kind = kind_of(listed, scope)
    calls.wants(value, kind, scope, "list", "things")
    if variable.name in scope.names:
        text = both("{name} is in scope already; name what goes through the list otherwise.", name=variable.text)
        scope.complain(variable, text)
    inner = scope.inner()
    inner.bind(variable, element(listed, kind, scope))
    for sub in within(asked, "subquery"):
        scope.complain(
            sub.at, both("No subquery inside {name}(); ask with IN inside the subquery instead.", name=value.name)
        )
    for given in within(asked, "parameter"):
        text = both(
            "No parameter inside {name}(); write {one}, or of a list {instead}.", name=value.name,
            one=f"{given.text} IN {listed.text}", instead=f"{value.name}(x IN {given.text} WHERE x IN {listed.text})",
        )  # fmt: skip
        scope.complain(given.at, text)
    condition(asked, inner)
    return "boolean"


def element(listed: Expression, kind: Kind, scope: Scope) -> Meaning:
    """What one element of a list is."""
    if listed.kind == "property" and kind == "list":
        return Meaning("text")
    if listed.kind == "list" and listed.parts:
        return Meaning(of_one_kind(listed.parts[:1], scope.inner()))
    return Meaning("any")


def within(value: Expression, kind: ExpressionKind) -> list[Expression]:
    """What is of a kind in a value, the outermost alone."""
    if value.kind == kind:
        return [value]
    return [found for child in value.children() for found in within(child, kind)]


def _subquery(value: Expression, scope: Scope) -> Kind:
    matching.check_subquery(value, scope)
    return "boolean" if value.name == "EXISTS" else "number"


def _logical(value: Expression, scope: Scope) -> Kind:
    for part in value.parts:
        condition(part, scope)
    return "boolean"


def _compared(value: Expression, scope: Scope) -> Kind:
    left, right = (kind_of(part, scope) for part in value.parts)
    for part in value.parts:
        _no_null(part, scope)
    if left in ("node", "relationship") or right in ("node", "relationship"):
        names = [part.text for part in value.parts]
        text = both("Identity is the property id; write {instead}.", instead=f"{names[0]}.id {value.name} {names[1]}.id")
        scope.complain(value.at, text)
    elif left not in OPEN and right not in OPEN and left != right:
        scope.complain(value.at, _unlike(left, right))
    return "boolean"


def _unlike(left: Kind, right: Kind) -> Text:
    if {left, right} == {"text", "day"}:
        return both(
            "Dates are ISO texts here; compare with a text ({example}) or a parameter, without date().",
            example="'2026-01-31'",
        )
    return both("Here {left} is compared with {right}; compare values of one kind.", left=NAMES[left], right=NAMES[right])


def _contained(value: Expression, scope: Scope) -> Kind:
    """left IN right."""
    item, listed = value.parts
    left, right = kind_of(item, scope), kind_of(listed, scope)
    if right not in ("list", "things", *OPEN):
        scope.complain(listed.at, both("IN asks a list, and {text} is {kind}.", text=listed.text, kind=NAMES[right]))
    if left in ("node", "relationship") or right == "things":
        scope.complain(
            value.at,
            both("Identity is the property id; collect the ids and ask {instead}.", instead=f"{item.text}.id IN ids"),
        )
    elif right == "list":
        of = element(listed, right, scope).kind
        if left not in OPEN and of not in OPEN and left != of:
            scope.complain(value.at, _unlike(left, of))
    return "boolean"


def _worded(value: Expression, scope: Scope) -> Kind:
    """CONTAINS, STARTS WITH, ENDS WITH and =~ between texts."""
    for part in value.parts:
        kind = kind_of(part, scope)
        if kind == "list":
            text = both(
                "{operator} asks a text; ask a list with {instead}.", operator=value.name, instead=f"… IN {part.text}"
            )
            scope.complain(value.at, text)
        elif kind not in ("text", *OPEN):
            scope.complain(
                value.at,
                both("{operator} asks a text, and {text} is {kind}.", operator=value.name, text=part.text, kind=NAMES[kind]),
            )
    if value.name == "=~":
        _same_everywhere(value.parts[1], scope)
    return "boolean"


def _same_everywhere(pattern: Expression, scope: Scope) -> None:
    """Is a regular expression read alike by Java's engine and by RE2?"""
    if pattern.kind != "text":
        return
    if _NOT_EVERYWHERE.search(_CLASS.sub("x", pattern.text)):
        scope.complain(
            pattern.at,
            both("Look-around, back references and possessive repeats are read in one store only; write two conditions."),
        )
    if _IGNORING_CASE.search(pattern.text) and not pattern.text.isascii():
        scope.complain(
            pattern.at, both("(?i) reads å, ä and ö in one store only; write {instead}.", instead="toLower(…) =~")
        )


def _tested(value: Expression, scope: Scope) -> Kind:
    kind_of(value.parts[0], scope)
    return "boolean"


def _computed(value: Expression, scope: Scope) -> Kind:
    kinds = [kind_of(part, scope) for part in value.parts]
    wrong = next(
        ((part, kind) for part, kind in zip(value.parts, kinds, strict=True) if kind not in ("number", "any")), None
    )
    if wrong:
        part, kind = wrong
        instead = both("; return each value as a column of its own") if kind in ("text", "list") else ""
        text = both(
            "{text} is {kind}, and only numbers are computed with{instead}.",
            text=part.text,
            kind=NAMES[kind],
            instead=instead,
        )
        scope.complain(part.at, text)
    return "number"


def _always(kind: Kind) -> Callable[[Expression, Scope], Kind]:
    return lambda _value, _scope: kind


_KIND: Mapping[ExpressionKind, Callable[[Expression, Scope], Kind]] = {
    "null": _always("null"), "boolean": _always("boolean"), "number": _always("number"), "text": _text,
    "parameter": _always("any"), "star": _always("any"), "refused": _always("any"), "variable": _variable,
    "property": _property, "call": _call, "list": _listed, "case": _case, "quantifier": _quantified,
    "subquery": _subquery, "not": _logical, "logic": _logical, "compare": _compared, "membership": _contained,
    "words": _worded, "test": _tested, "arithmetic": _computed, "minus": _computed,
}  # fmt: skip
