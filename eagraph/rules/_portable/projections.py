"""WITH and RETURN: columns with names of their own, groups, DISTINCT, order and limits that both stores keep alike."""

from __future__ import annotations

from eagraph.locale import both
from eagraph.rules._grammar.tree import Expression, Projection, Step
from eagraph.rules._portable import absence, nulls
from eagraph.rules._portable.matching import check_loose, check_where, no_aggregates
from eagraph.rules._portable.scope import THINGS, Kind, Meaning, Scope
from eagraph.rules._portable.values import aggregates, kind_of, within

_STEADY = ("min", "max")


def check_projection(projection: Projection, scope: Scope, loose: list[Step], *, is_united: bool = False) -> Scope:
    """The scope after a WITH or RETURN; what the stores would answer differently is told."""
    is_return = projection.at.word == "RETURN"
    kinds = [kind_of(item.expression, scope) for item in projection.items]
    if is_return:
        _returns_values(projection, kinds, scope)
    _check_names(projection, scope)
    _check_groups(projection, scope)
    for item in projection.items:
        nulls.check_kept(item.expression, scope, is_kept=True)
    if not _is_steady(projection, is_united=is_united):
        check_loose(loose, scope)
    after = _after(projection, kinds, scope)
    _check_order(projection, scope, after)
    if projection.where:
        check_where(projection.where, after)
    return after


def _returns_values(projection: Projection, kinds: list[Kind], scope: Scope) -> None:
    if projection.has_star:
        scope.complain(projection.at, both("Name what is returned: {example}.", example="RETURN s.id AS id, s.name AS name"))
    for item, kind in zip(projection.items, kinds, strict=True):
        if kind in THINGS:
            name = item.expression.text
            instead = f"collect({'x' if '(' in name else name}.id)" if kind == "things" else f"{name}.id AS id"
            scope.complain(
                item.expression.at,
                both("A whole node or relationship is not returned; return its properties: {instead}.", instead=instead),
            )
        elif kind == "day":
            scope.complain(item.expression.at, both("A day is returned as its ISO text, without date()."))


def _check_names(projection: Projection, scope: Scope) -> None:
    seen: set[str] = set()
    for item in projection.items:
        value = item.expression
        if item.alias is None:
            if value.kind != "variable" and not (value.kind == "property" and projection.at.word == "RETURN"):
                scope.complain(value.at, both("Name the column: {text} AS …", text=value.text))
        elif item.alias.name in scope.names and not (value.kind == "variable" and value.name == item.alias.name):
            text = both("{name} is a variable in scope; give the column another name.", name=item.alias.text)
            scope.complain(item.alias, text)
        if item.name in seen:
            scope.complain(
                item.alias or value.at, both("Two columns are called {name}; give one another name.", name=item.name)
            )
        seen.add(item.name)


def _check_groups(projection: Projection, scope: Scope) -> None:
    """Tell a value beside an aggregate in one column that is no column of its own, and subqueries beside aggregates."""
    if any(aggregates(item.expression) for item in projection.items):
        for item in projection.items:
            for found in within(item.expression, "subquery"):
                if not any(value.name in scope.names for value in absence.asked(found)):
                    continue
                text = both(
                    "{name} asks for a value of outside beside an aggregate; compute it in a WITH before.",
                    name=f"{found.name} {{ }}",
                )
                scope.complain(found.at, text)
    keys = {item.expression.text for item in projection.items if not aggregates(item.expression)}
    for item in projection.items:
        if aggregates(item.expression):
            for value in _ungrouped(item.expression, keys):
                text = both(
                    "{text} stands beside an aggregate; make it a column, or compute the aggregate in a WITH before.",
                    text=value.text,
                )
                scope.complain(value.at, text)


def _ungrouped(value: Expression, keys: set[str]) -> list[Expression]:
    if value.text in keys or value in aggregates(value):
        return []
    if value.kind in ("variable", "property", "subquery"):
        return [value]
    return [found for child in value.children() for found in _ungrouped(child, keys)]


def _is_steady(projection: Projection, *, is_united: bool) -> bool:
    """Does it give the same however many times a row is met?"""
    found = [a for item in projection.items for a in aggregates(item.expression)]
    return all(a.distinct or a.name in _STEADY for a in found) and (bool(found) or projection.is_distinct or is_united)


def _after(projection: Projection, kinds: list[Kind], scope: Scope) -> Scope:
    after = scope.inner(None if projection.has_star else {})
    for item, kind in zip(projection.items, kinds, strict=True):
        value = item.expression
        meaning = Meaning("any" if kind == "null" else kind, may_lack=absence.may_lack(value, scope))
        if value.kind == "variable":
            meaning = scope.names.get(value.name, meaning)
        name = item.alias or (value.at if value.kind == "variable" else None)
        if name and projection.at.word == "RETURN":
            after.names[name.name] = meaning
        elif name:
            after.bind(name, meaning)
    return after


def _check_order(projection: Projection, scope: Scope, after: Scope) -> None:
    is_return = projection.at.word == "RETURN"
    cut = projection.limit or projection.skip
    if cut and not projection.order:
        scope.complain(cut.at, both("Which rows stay is not said; write ORDER BY before SKIP and LIMIT."))
    if projection.order and not is_return and not projection.limit:
        scope.complain(
            projection.order[0].at,
            both("An order in the middle is forgotten; write ORDER BY in the last RETURN, or LIMIT after it."),
        )
    grouped = projection.is_distinct or any(aggregates(item.expression) for item in projection.items)
    place = after if grouped else scope.inner({**scope.names, **after.names})
    written = {item.expression.text for item in projection.items}
    for key in projection.order:
        if key.text in written:
            continue
        no_aggregates(key, scope)
        if kind_of(key, place) in THINGS:
            scope.complain(key.at, both("Nodes have no order; write {instead}.", instead=f"{key.text}.id"))
    for bound in (projection.skip, projection.limit):
        if bound and bound.kind not in ("number", "parameter"):
            scope.complain(bound.at, both("Write a whole number or a parameter after SKIP and LIMIT."))
    if cut and projection.order and not _is_total(projection):
        scope.complain(cut.at, both("Rows that are equal in the order come in any order; end ORDER BY with an id."))


def _is_total(projection: Projection) -> bool:
    """Does the order leave no two rows equal: an id among its keys, or every column that is no aggregate?"""
    by_name = {item.name: item.expression for item in projection.items}
    keys = [by_name.get(key.text, key) for key in projection.order]
    if any(key.kind == "property" and key.key and key.key.name == "id" for key in keys) or "id" in {
        k.text for k in projection.order
    }:
        return True
    groups = [item.expression for item in projection.items if not aggregates(item.expression)]
    is_grouped = projection.is_distinct or len(groups) < len(projection.items)
    return is_grouped and {g.text for g in groups} <= {key.text for key in keys}
