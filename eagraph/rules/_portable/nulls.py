"""Where the stores differ about null.

ladybug's any(), all(), none() and IN over a list with null know no null: that shows where null is kept or turned round. And
it joins a subquery or an OPTIONAL MATCH with the rows outside on the values it asks of them, where null joins with nothing:
its condition is never true then, even where Cypher says so (`s.users IS NULL`, `… OR …`, `coalesce(s.users, 0)`).
"""

from __future__ import annotations

from eagraph.locale import both
from eagraph.rules._grammar.tree import Expression
from eagraph.rules._portable import values
from eagraph.rules._portable.absence import asked, is_untrue_without, may_lack
from eagraph.rules._portable.scope import Scope


def check_kept(value: Expression, scope: Scope, *, is_kept: bool) -> None:
    """Tell any(), all(), none() and IN that may meet null where null is not the same as false.

    `is_kept` says that it is not: the value is returned, turned round or compared. In a WHERE both leave the row out.
    """
    if value.kind == "quantifier":
        _check_quantifier(value, scope, is_kept=is_kept or value.name == "none")
        return
    if value.kind == "membership" and is_kept:
        _check_list(value.parts[1], scope)
    for child in value.children():
        check_kept(child, scope, is_kept=is_kept or value.kind != "logic")


def check_outside(where: Expression, scope: Scope, outside: frozenset[str]) -> None:
    """Tell values of outside that may be absent, in a condition that may be true without them."""
    told: set[str] = set()
    for value in asked(where):
        if value.name not in outside or value.text in told or is_untrue_without(where, value):
            continue
        told.add(value.text)
        if may_lack(value, scope):
            text = both(
                "{text} may be absent, and one of the stores then finds nothing here; ask for it outside, or carry "
                "{instead} in by a WITH before.", text=value.text, instead="coalesce(…) AS …",
            )  # fmt: skip
            scope.complain(value.at, text)


def check_optional(where: Expression, scope: Scope, outside: frozenset[str]) -> None:
    """Tell what a WHERE of OPTIONAL MATCH asks of rows outside alone: ladybug may not find a plan for it."""
    for part in where.parts if where.kind == "logic" and where.name == "AND" else (where,):
        names = {value.name for value in asked(part)}
        if names and names <= outside:
            text = both(
                "{text} asks nothing of what OPTIONAL MATCH finds; ask it in a WHERE before, or afterwards with CASE.",
                text=part.text,
            )
            scope.complain(part.at, text)


def _check_quantifier(value: Expression, scope: Scope, *, is_kept: bool) -> None:
    listed, condition = value.parts
    inner = scope.inner()
    inner.names[(value.key or value.at).name] = values.element(listed, values.kind_of(listed, scope), scope)
    check_kept(condition, inner, is_kept=True)
    if is_kept and may_lack(condition, inner):
        text = both(
            "In {name}() something may be absent, and the stores then answer differently; write {instead} around it.",
            name=value.name, instead="coalesce(…, '')",
        )  # fmt: skip
        scope.complain(value.at, text)


def _check_list(listed: Expression, scope: Scope) -> None:
    if listed.kind == "list" and any(may_lack(part, scope) for part in listed.parts):
        text = both(
            "Something in {text} may be absent, and the stores then answer differently; compare one by one with OR.",
            text=listed.text,
        )
        scope.complain(listed.at, text)
