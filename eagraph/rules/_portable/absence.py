"""What may be absent (null), what follows from that, and what a condition leaves no room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eagraph.rules._grammar.tree import Expression, Match, Node, Step
from eagraph.rules._portable.scope import Scope

_NEVER = frozenset(
    {"null", "test", "subquery", "quantifier", "parameter", "boolean", "number", "text", "list", "star", "refused"}
)
_COUNTED = frozenset({"count", "collect"})
_PASSING_ON = frozenset({"compare", "words", "arithmetic", "minus", "not"})
_FUNCTIONS = frozenset({"toLower", "toUpper", "size", "date"})


def may_lack(value: Expression, scope: Scope) -> bool:
    """May the value be null?"""
    if value.kind == "variable":
        found = scope.names.get(value.name)
        return found is None or found.may_lack
    if value.kind == "property":
        key = _key(value)
        found = scope.names.get(value.name)
        return found is None or (key not in found.present and (key != "id" or found.may_lack))
    if value.kind == "call" and value.name == "coalesce":
        return all(may_lack(part, scope) for part in value.parts)
    if value.kind == "call" and value.name in _COUNTED:
        return False
    return value.kind not in _NEVER and any(may_lack(child, scope) for child in value.children())


def learn(where: Expression, scope: Scope) -> None:
    """Note in the scope what is there wherever the condition is true."""
    for value in asked(where):
        meaning = scope.names.get(value.name)
        if meaning and is_untrue_without(where, value):
            known = {_key(value)} if value.kind == "property" else set()
            scope.names[value.name] = replace(
                meaning, may_lack=False, present=meaning.present | known
            )  # fmt: skip


def asked(value: Expression) -> Iterator[Expression]:
    """The properties and names that a value asks for, in its subqueries too."""
    if value.kind in ("property", "variable"):
        yield value
        return
    for inner in (*value.children(), *(_conditions(value.match) if value.match else ())):
        yield from asked(inner)


def is_untrue_without(value: Expression, one: Expression) -> bool:
    """Is a condition null or false wherever `one` is null?"""
    if value.kind == "logic":
        return (any if value.name == "AND" else all)(is_untrue_without(part, one) for part in value.parts)
    if value.kind == "test":
        return value.name == "IS NOT NULL" and _is_null_with(value.parts[0], one)
    if value.kind == "quantifier":
        return value.name == "any" and any(is_untrue_without(part, one) for part in value.parts)
    if value.kind == "subquery" and value.match:
        return value.name == "EXISTS" and any(is_untrue_without(inner, one) for inner in _conditions(value.match))
    return _is_null_with(value, one)


def _is_null_with(value: Expression, one: Expression) -> bool:
    """Is it null wherever `one` is null?"""
    if value.kind == one.kind and value.name == one.name and _key(value) == _key(one):
        return value.kind in ("property", "variable")
    if value.kind == "property":
        return one.kind == "variable" and value.name == one.name
    if value.kind == "membership":
        left, listed = value.parts
        return _is_null_with(left, one) or (listed.kind != "list" and _is_null_with(listed, one))
    if value.kind == "logic":
        return all(_is_null_with(part, one) for part in value.parts)
    passes_on = value.kind in _PASSING_ON or (value.kind == "call" and value.name in _FUNCTIONS)
    return passes_on and any(_is_null_with(child, one) for child in value.children())


def _key(value: Expression) -> str:
    return value.key.name if value.key and value.kind == "property" else ""


def _conditions(match: Match) -> Iterator[Expression]:
    """What a subquery asks to be true, its maps of properties as well."""
    if match.where:
        yield match.where
    for pattern in match.patterns:
        parts: tuple[Node | Step, ...] = (*pattern.nodes, *pattern.steps)
        for part in parts:
            yield from (value for _, value in part.properties)
