"""Where null is kept and where it becomes false: ladybug's any(), all(), none() and IN over a list with null know no null.

In a WHERE that is no difference, as long as nothing turns it round: null and false both leave the row out.
"""

from __future__ import annotations

from eagraph.locale import both
from eagraph.rules._grammar.tree import Expression
from eagraph.rules._portable import values
from eagraph.rules._portable.scope import Scope

_NEVER = frozenset(
    {"null", "test", "subquery", "quantifier", "parameter", "boolean", "number", "text", "list", "star", "refused"}
)
_COUNTED = frozenset({"count", "collect"})


def check(value: Expression, scope: Scope, *, is_kept: bool) -> None:
    """Tell what the stores answer differently where something is absent.

    `is_kept` says that null is not the same as false here: the value is returned, turned round or compared.
    """
    if value.kind == "quantifier":
        _check_quantifier(value, scope, is_kept=is_kept or value.name == "none")
    elif value.kind == "membership":
        _check_membership(value, scope, is_kept=is_kept)
    inside = is_kept or value.kind != "logic"
    for child in value.children():
        if value.kind != "quantifier":
            check(child, scope, is_kept=inside)


def may_lack(value: Expression, scope: Scope) -> bool:
    """May the value be null?"""
    if value.kind == "variable":
        found = scope.names.get(value.name)
        return found is None or found.may_lack
    if value.kind == "property":
        is_id = value.key is not None and value.key.name == "id"
        return not is_id or may_lack(value.parts[0], scope)
    if value.kind == "call" and value.name == "coalesce":
        return all(may_lack(part, scope) for part in value.parts)
    if value.kind == "call" and value.name in _COUNTED:
        return False
    return value.kind not in _NEVER and any(may_lack(child, scope) for child in value.children())


def _check_quantifier(value: Expression, scope: Scope, *, is_kept: bool) -> None:
    listed, asked = value.parts
    inner = scope.inner()
    inner.names[(value.key or value.at).name] = values.element(listed, values.kind_of(listed, scope), scope)
    check(asked, inner, is_kept=True)
    if is_kept and may_lack(asked, inner):
        text = both(
            "In {name}() something may be absent, and the stores then answer differently; write {instead} around it.",
            name=value.name, instead="coalesce(…, '')",
        )  # fmt: skip
        scope.complain(value.at, text)


def _check_membership(value: Expression, scope: Scope, *, is_kept: bool) -> None:
    listed = value.parts[1]
    if is_kept and listed.kind == "list" and any(may_lack(part, scope) for part in listed.parts):
        text = both(
            "Something in {text} may be absent, and the stores then answer differently; compare one by one with OR.",
            text=listed.text,
        )
        scope.complain(value.at, text)
