"""Patterns that both stores bind alike.

Neo4j lets no relationship occur twice in one MATCH, ladybug does; a path of several steps may pass a relationship again in
ladybug; a relationship from a node to itself is met twice without direction.
"""

from __future__ import annotations

from dataclasses import replace

from eagraph.locale import both
from eagraph.rules._grammar.tree import Expression, Match, Node, Pattern, Step
from eagraph.rules._portable import absence, nulls, values
from eagraph.rules._portable.scope import Kind, Meaning, Scope
from eagraph.rules._tokens import Token

FURTHEST = 6
"""How many steps a query may go; longer reach belongs to an analysis."""


def check_match(match: Match, scope: Scope) -> None:
    """Bind the names of a MATCH in the scope, and tell what the stores would answer differently."""
    bound = frozenset(scope.names)
    _check(match, scope, bound if match.is_optional else frozenset())
    for pattern in match.patterns:
        _begins_bound(pattern, bound, scope)
        _stands_alone(pattern, bound, scope)


def check_subquery(value: Expression, scope: Scope) -> None:
    """Check EXISTS { } or COUNT { } in a scope of its own."""
    match = value.match
    if match is None:
        return
    _check(match, scope.inner(), frozenset(scope.names))
    if value.name != "EXISTS":
        for step in match.steps:
            if is_loose(step):
                text = both(
                    "{what} is counted differently in the stores; ask EXISTS, or MATCH and {instead}.",
                    what=_what(step),
                    instead="count(DISTINCT …)",
                )
                scope.complain(step.at, text)


def is_loose(step: Step) -> bool:
    """May the stores differ in how many times it leads from one node to another?"""
    return step.hops is not None or not step.is_directed


def check_loose(steps: list[Step], scope: Scope) -> None:
    """Tell the steps that need DISTINCT and have none."""
    for step in steps:
        text = both(
            "{what} is met more often in one of the stores; write WITH DISTINCT or RETURN DISTINCT next, or ask EXISTS.",
            what=_what(step),
        )
        scope.complain(step.at, text)


def _what(step: Step) -> object:
    return both("A step of several hops") if step.hops else both("A step without direction")


def _check(match: Match, scope: Scope, outside: frozenset[str]) -> None:
    """Check and bind; `outside` are the names that a subquery or an OPTIONAL MATCH joins with."""
    for pattern in match.patterns:
        for node in pattern.nodes:
            _bind_node(node, scope, may_lack=match.is_optional)
        for step in pattern.steps:
            _bind_step(step, scope, may_lack=match.is_optional)
    _one_of_each_type(match, scope)
    for pattern in match.patterns:
        parts: tuple[Node | Step, ...] = (*pattern.nodes, *pattern.steps)
        for part in parts:
            _check_properties(part, scope)
    if match.where:
        nulls.check_outside(match.where, scope, outside)
        if match.is_optional:
            nulls.check_optional(match.where, scope, outside)
        check_where(match.where, scope, is_optional=match.is_optional)


def check_where(value: Expression, scope: Scope, *, is_optional: bool = False) -> None:
    """Check the condition of a WHERE, and learn from it what is there afterwards."""
    place = scope.inner() if is_optional else scope
    absence.learn(value, place)
    values.condition(value, place)
    no_aggregates(value, place)
    nulls.check_kept(value, place, is_kept=False)


def no_aggregates(value: Expression, scope: Scope) -> None:
    """Tell aggregates where there are no groups."""
    for aggregate in values.aggregates(value):
        text = both("{text} stands in WITH or RETURN; compute it in a WITH before, and name it.", text=aggregate.text)
        scope.complain(aggregate.at, text)


def _bind_node(node: Node, scope: Scope, *, may_lack: bool) -> None:
    for label in node.labels:
        scope.declare(label, scope.schema.node, both("label"))
    labels = tuple(label.name for label in node.labels)
    if node.variable:
        _bind(node.variable, Meaning("node", labels, may_lack), scope)


def _bind(token: Token, meaning: Meaning, scope: Scope) -> None:
    before = scope.names.get(token.name)
    if before is None:
        scope.bind(token, meaning)
    elif before.kind not in (meaning.kind, "any"):
        scope.complain(token, both("{name} names something else before; choose another name.", name=token.text))
    elif meaning.kind == "relationship":
        text = both("{name} is bound already, and one of the stores binds it anew; choose another name.", name=token.text)
        scope.complain(token, text)
    elif before.declared and meaning.declared and before.declared != meaning.declared:
        text = both("{name} is {before} already; a node has one label.", name=token.text, before=", ".join(before.declared))
        scope.complain(token, text)
    elif meaning.declared:
        scope.names[token.name] = replace(before, declared=meaning.declared)


def _bind_step(step: Step, scope: Scope, *, may_lack: bool) -> None:
    for name in step.types:
        scope.declare(name, scope.schema.relationship, both("relationship type"))
    if step.variable:
        kind: Kind = "any" if step.hops else "relationship"
        _bind(step.variable, Meaning(kind, tuple(t.name for t in step.types), may_lack), scope)
    if step.hops:
        _check_hops(step, *step.hops, scope)


def _check_hops(step: Step, least: int | None, most: int | None, scope: Scope) -> None:
    if not step.is_directed:
        scope.complain(step.at, both("A step of several hops has a direction; write {instead}.", instead="-[:X*1..6]->"))
    if least not in (0, 1) or most is None or most < max(least, 1):
        text = both(
            "Several hops are written *0..n or *1..n with n at most {furthest}; a longer reach belongs to an analysis.",
            furthest=FURTHEST,
        )
        scope.complain(step.at, text)
    elif most > FURTHEST:
        text = both(
            "{most} hops are more than {furthest}; a longer reach belongs to an analysis, named in the header.",
            most=most,
            furthest=FURTHEST,
        )
        scope.complain(step.at, text)


def _one_of_each_type(match: Match, scope: Scope) -> None:
    """Tell steps that may bind the same relationship as one before them in the same MATCH."""
    before: list[Step] = []
    for step in match.steps:
        names = {t.name for t in step.types}
        twin = next((s for s in before if not names or not s.types or names & {t.name for t in s.types}), None)
        if twin:
            shared = ", ".join(sorted(names & {t.name for t in twin.types})) or both("any type")
            text = both(
                "Two steps of {shared} in one MATCH may be one relationship in one of the stores; begin a second MATCH at a "
                "node of the first and write {instead}.", shared=shared, instead="WHERE a.id <> b.id",
            )  # fmt: skip
            scope.complain(step.at, text)
        before.append(step)


def _check_properties(part: Node | Step, scope: Scope) -> None:
    meaning = (
        Meaning("node", tuple(t.name for t in part.labels))
        if isinstance(part, Node)
        else Meaning("relationship", tuple(t.name for t in part.types))
    )
    if part.variable and not meaning.declared:
        known = scope.names.get(part.variable.name)
        meaning = known if known and known.kind == meaning.kind else meaning
    for key, value in part.properties:
        wanted, found = scope.property_kind(meaning, key), values.kind_of(value, scope)
        if value.kind == "null":
            scope.complain(value.at, both("Nothing equals null; write WHERE … IS NULL."))
        elif "any" not in (wanted, found) and wanted != found:
            scope.complain(
                value.at,
                both("{name} is of another kind than {text}; write a value of its kind.", name=key.name, text=value.text),
            )
    if part.where:
        values.condition(part.where, scope)


def _stands_alone(pattern: Pattern, bound: frozenset[str], scope: Scope) -> None:
    """Tell a bound node that is a pattern of its own: ladybug breaks where an unconnected pattern follows."""
    name = pattern.nodes[0].variable
    if name and name.name in bound and not pattern.steps:
        text = both(
            "{name} is bound already; write its label where it is bound, and a condition after WITH.", name=name.text
        )
        scope.complain(pattern.nodes[0].at, text)


def _begins_bound(pattern: Pattern, bound: frozenset[str], scope: Scope) -> None:
    """Tell a pattern that meets a bound node and does not begin there."""
    first = pattern.nodes[0].variable
    if first and first.name in bound:
        return
    met = next((n.variable for n in pattern.nodes if n.variable and n.variable.name in bound), None)
    if met:
        text = both("Begin at {name}, which is bound: turn the pattern round.", name=met.text)
        scope.complain(pattern.nodes[0].at, text)
