"""UNWIND: a list taken apart, one row an element."""

from __future__ import annotations

from eagraph.locale import both
from eagraph.rules._grammar.tree import Unwind
from eagraph.rules._portable import nulls
from eagraph.rules._portable.matching import no_aggregates
from eagraph.rules._portable.scope import Scope
from eagraph.rules._portable.values import element, kind_of


def check_unwind(clause: Unwind, scope: Scope) -> None:
    """Bind the name of an element, and tell what is no list."""
    kind = kind_of(clause.expression, scope)
    no_aggregates(clause.expression, scope)
    if kind not in ("list", "things", "any"):
        scope.complain(
            clause.expression.at, both("UNWIND takes a list apart, and {text} is none.", text=clause.expression.text)
        )
    if clause.alias.name in scope.names:
        text = both("{name} is a variable in scope; give the element another name.", name=clause.alias.text)
        scope.complain(clause.alias, text)
    scope.bind(clause.alias, element(clause.expression, kind, scope))
    nulls.check_kept(clause.expression, scope, is_kept=True)
