"""Patterns: (nodes)-[:AND]->(steps), MATCH, and the subqueries EXISTS and COUNT that hold one MATCH."""

from __future__ import annotations

from eagraph.locale import Text, both
from eagraph.rules._grammar import expressions
from eagraph.rules._grammar.reader import Reader
from eagraph.rules._grammar.tree import Expression, Match, Node, Pattern, Step
from eagraph.rules._grammar.words import is_reserved, name_wanted
from eagraph.rules._tokens import Token

_PATHS = both(
    "No paths: the stores count them differently. For reach up to six steps write {steps}, else name an analysis.",
    steps="DISTINCT … -[:X*1..6]->",
)
_AFTER_A_NODE = (("-", "["), ("-", "-", "("), ("-", "-", ">"), ("<", "-", "["), ("<", "-", "-"))


def match(r: Reader) -> Match:
    """MATCH or OPTIONAL MATCH, which comes next, with its WHERE."""
    first = r.token
    is_optional = r.accept_words("OPTIONAL")
    if not r.accept_words("MATCH"):
        r.stop(Text("MATCH", "MATCH"))
    patterns = [_named_pattern(r)]
    while r.accept(","):
        patterns.append(_named_pattern(r))
    while r.says("USING"):
        r.complain(r.token, both("No hints to the planner; take it away."))
        while r.token.kind != "end" and not (r.says("WHERE") or r.says("RETURN") or r.says("WITH") or r.says("MATCH")):
            r.take()
    where = expressions.expression(r) if r.accept_words("WHERE") else None
    return Match(first, tuple(patterns), where, is_optional)


def subquery(r: Reader) -> Expression:
    """EXISTS { MATCH … } or COUNT { MATCH … }, which comes next."""
    first = r.take()
    opening = r.take()
    if first.word == "COLLECT":
        r.complain(first, both("No {found}; MATCH first, and then collect() in WITH.", found="COLLECT { }"))
        _to_the_end(r)
        r.expect("}")
        return Expression("refused", first, r.written(first))
    if r.sees("("):
        r.complain(opening, both("Write MATCH inside: {example}.", example=f"{first.word} {{ MATCH … }}"))
        inner = Match(opening, (_pattern(r),), expressions.expression(r) if r.accept_words("WHERE") else None)
    else:
        inner = match(r)
        if inner.is_optional:
            r.complain(inner.at, both("OPTIONAL says nothing in a subquery; write MATCH."))
    if not r.sees("}"):
        text = both(
            "A subquery is one MATCH with its WHERE; put patterns side by side with a comma, or an EXISTS in the WHERE."
        )
        r.complain(r.token, text)
        _to_the_end(r)
    r.expect("}")
    return Expression("subquery", first, r.written(first), first.word, match=inner)


def is_pattern(r: Reader) -> bool:
    """Does a pattern come next, and not an expression in brackets?"""
    after = r.after_group()
    looks_like_a_node = r.ahead(1).kind in ("name", "quoted") or r.ahead(1).text in (")", ":", "{")
    return looks_like_a_node and any(
        all(r.ahead(after + n).text == text for n, text in enumerate(symbols)) for symbols in _AFTER_A_NODE
    )


def pattern_asked(r: Reader) -> Expression:
    """A pattern where a condition stands: read, and told what to write."""
    first = r.token
    found = _pattern(r)
    written = r.written(first)
    r.complain(first, both("A pattern is no condition; write {instead}.", instead=f"EXISTS {{ MATCH {written} }}"))
    return Expression("subquery", first, written, "EXISTS", match=Match(first, (found,)))


def _to_the_end(r: Reader) -> None:
    """To the bracket that closes the subquery."""
    while r.token.kind != "end" and not r.sees("}"):
        if r.token.text in ("(", "[", "{"):
            r.skip_group()
        else:
            r.take()


def _named_pattern(r: Reader) -> Pattern:
    """A pattern, with what may stand before it in other dialects."""
    if r.token.kind in ("name", "quoted") and r.ahead().text == "=":
        r.complain(r.take(), _PATHS)
        r.take()
    if r.token.kind == "name" and (r.ahead().text == "(" or r.ahead().kind in ("name", "number")):
        r.complain(r.token, _PATHS)
        while r.token.kind in ("name", "number"):
            r.take()
        if r.sees("(", "("):
            r.take()
            inner = _pattern(r)
            r.expect(")")
            return inner
    return _pattern(r)


def _pattern(r: Reader) -> Pattern:
    nodes = [_node(r)]
    steps: list[Step] = []
    while r.sees("-") or r.sees("<"):
        steps.append(_step(r))
        nodes.append(_node(r))
    return Pattern(tuple(nodes), tuple(steps))


def _node(r: Reader) -> Node:
    if r.sees("(", "("):
        return _quantified(r)
    first = r.expect("(")
    variable = _variable(r)
    labels = _labels(r)
    properties = _properties(r)
    where = _inner_where(r)
    r.expect(")")
    _refuse_repetition(r)
    return Node(first, variable, labels, properties, where)


def _quantified(r: Reader) -> Node:
    """((a)-[:X]->(b)){1,3}: past it, as one node without a name."""
    first = r.token
    r.complain(first, both("No repeated patterns; write {instead}.", instead="-[:X*1..6]->"))
    r.skip_group()
    _repetition(r)
    return _node(r) if r.sees("(") else Node(first)


def _refuse_repetition(r: Reader) -> None:
    """+, * or {1,3} after a step or a node."""
    if r.sees("{") or r.sees("+") or r.sees("*"):
        r.complain(r.token, both("No repeated patterns; write {instead}.", instead="-[:X*1..6]->"))
        _repetition(r)


def _repetition(r: Reader) -> None:
    if r.sees("{"):
        r.skip_group()
    elif r.sees("+") or r.sees("*"):
        r.take()


def _variable(r: Reader) -> Token | None:
    if r.token.kind not in ("name", "quoted") or r.says("WHERE") or r.says("IS"):
        return None
    token = r.take()
    if is_reserved(token):
        name_wanted(r, token)
    return token


def _labels(r: Reader) -> tuple[Token, ...]:
    """The label after the colon; more than one, or a condition on labels, is told."""
    if r.says("IS"):
        r.complain(r.take(), both("Write a colon before the label."))
        return (r.expect_name(both("a label")),)
    labels: list[Token] = []
    while r.sees(":") or (labels and r.token.kind == "symbol" and r.token.text in "|&!"):
        between = r.take()
        if labels or r.sees("!") or r.sees("%") or r.sees("("):
            text = both("One label a node; write one part of a UNION ALL for each label.")
            r.complain(r.token if not labels else between, text)
        while r.sees("!"):
            r.take()
        if r.sees("("):
            r.skip_group()
        elif not r.accept("%"):
            labels.append(_declared_name(r, both("a label")))
    return tuple(labels)


def _declared_name(r: Reader, what: Text) -> Token:
    token = r.expect_name(what)
    if is_reserved(token):
        name_wanted(r, token)
    return token


def _properties(r: Reader) -> tuple[tuple[Token, Expression], ...]:
    """The map of properties, if one comes next."""
    if r.token.kind == "parameter":
        text = both("Name the properties one by one: {example}.", example="{id: $id}")
        r.complain(r.take(), text)
        return ()
    if not r.accept("{"):
        return ()
    found: list[tuple[Token, Expression]] = []
    while not r.sees("}"):
        key = _declared_name(r, both("the name of a property"))
        r.expect(":")
        found.append((key, expressions.expression(r)))
        if not r.accept(","):
            break
    r.expect("}")
    return tuple(found)


def _inner_where(r: Reader) -> Expression | None:
    if not r.says("WHERE"):
        return None
    r.complain(r.take(), both("WHERE stands after the whole pattern, not inside a bracket of it."))
    return expressions.expression(r)


def _step(r: Reader) -> Step:
    first = r.token
    leftward = r.accept("<")
    r.expect("-")
    said: _Said = (None, (), None, (), None)
    if r.accept("["):
        said = _inside(r)
        r.expect("]")
    r.expect("-")
    rightward = r.accept(">")
    if leftward and rightward:
        r.complain(first, both("An arrow has one point; write {one}, or none of them for either way.", one="-[:X]->"))
    _refuse_repetition(r)
    variable, types, hops, properties, where = said
    return Step(first, variable, types, leftward != rightward, hops, properties, where)


_Said = tuple[
    Token | None,
    tuple[Token, ...],
    tuple[int | None, int | None] | None,
    tuple[tuple[Token, Expression], ...],
    Expression | None,
]
"""Variable, types, hops, properties and condition."""


def _inside(r: Reader) -> _Said:
    variable = _variable(r)
    types = _types(r)
    star = r.token
    hops = _hops(r) if r.accept("*") else None
    if hops and variable:
        r.complain(star, both("A step of several hops has no variable; take {name} away.", name=variable.text))
    return variable, types, hops, _properties(r), _inner_where(r)


def _types(r: Reader) -> tuple[Token, ...]:
    if not r.accept(":"):
        return ()
    types: list[Token] = []
    while True:
        if r.sees("!") or r.sees("(") or r.sees("%"):
            r.complain(r.token, both("Name the types: {example}.", example=":A|B"))
            _skip_type_condition(r)
        else:
            types.append(_declared_name(r, both("a relationship type")))
        if r.sees("&") or r.sees(":"):
            r.complain(r.token, both("A relationship has one type; write {example}.", example=":A|B"))
            r.take()
        elif r.accept("|"):
            r.accept(":")
        else:
            return tuple(types)


def _skip_type_condition(r: Reader) -> None:
    while r.accept("!"):
        pass
    if r.sees("("):
        r.skip_group()
    elif not r.accept("%"):
        r.expect_name(both("a relationship type"))


def _hops(r: Reader) -> tuple[int | None, int | None]:
    """The least and the most, after the star."""
    least = _whole(r)
    if not r.accept(".."):
        return least, least
    return least, _whole(r)


def _whole(r: Reader) -> int | None:
    return int(r.take().text[:9]) if r.token.kind == "number" and r.token.text.isdecimal() else None
