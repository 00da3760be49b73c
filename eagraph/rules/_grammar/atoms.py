"""Values without operators: constants, variables and their properties, calls, lists, CASE, EXISTS, or anything in brackets.

Expressions, atoms and patterns hold each other, as in the grammar.
"""

from __future__ import annotations

from dataclasses import replace

from eagraph.locale import Text, both
from eagraph.rules._grammar import expressions, functions, patterns
from eagraph.rules._grammar.reader import Reader
from eagraph.rules._grammar.tree import Expression
from eagraph.rules._grammar.words import is_no_value, is_reserved, name_wanted
from eagraph.rules._tokens import Token

_CONSTANTS = {"NULL": "null", "TRUE": "boolean", "FALSE": "boolean"}
_QUANTIFIERS = ("ANY", "ALL", "NONE")


def atom(r: Reader) -> Expression:
    """A value and what is hung on it: a property; and what the subset leaves out, an index, a label, a map projection.

    Raises:
        Unreadable: none comes next.
    """
    first = r.token
    value = _bare(r)
    while r.token.kind == "symbol":
        if r.sees("."):
            value = _property(r, first, value)
        elif r.sees("["):
            r.complain(
                r.token,
                both(
                    "No index or slice: a list begins at 0 or at 1, by store. Ask with IN, any, all or size, or UNWIND it."
                ),
            )
            r.skip_group()
            value = refused(r, first)
        elif r.sees(":") and value.kind == "variable" and r.ahead().kind in ("name", "quoted"):
            value = _label_asked(r, first, value)
        elif r.sees("{") and value.kind == "variable":
            r.complain(
                r.token,
                both("No map projection; return each property as a column: {example}.", example=f"{value.text}.id AS id"),
            )
            r.skip_group()
            value = refused(r, first)
        else:
            break
    return value


def _property(r: Reader, first: Token, owner: Expression) -> Expression:
    r.take()
    key = r.expect_name(both("the name of a property"))
    if is_reserved(key):
        name_wanted(r, key)
    if owner.kind == "variable":
        return Expression("property", first, r.written(first), owner.name, (owner,), key)
    if owner.kind != "refused":
        r.complain(key, both("Only a node or a relationship has properties; write its variable before the point."))
    return refused(r, first)


def _label_asked(r: Reader, first: Token, value: Expression) -> Expression:
    r.take()
    label = r.take()
    text = both(
        "A label stands in the pattern, not in a condition: write {pattern}, and one part of a UNION ALL for each label.",
        pattern=f"MATCH ({value.text}:{label.text})",
    )
    r.complain(label, text)
    while r.token.kind == "symbol" and r.token.text in ("|", "&", ":", "!") and r.ahead().kind in ("name", "quoted"):
        r.take()
        r.take()
    return refused(r, first)


def _bare(r: Reader) -> Expression:
    first = r.token
    if first.kind in ("number", "string", "parameter"):
        r.take()
        kind = {"number": "number", "string": "text", "parameter": "parameter"}[first.kind]
        return Expression(kind, first, first.text, first.name)  # type: ignore[arg-type]
    if r.sees("("):
        return _bracketed(r)
    if r.sees("["):
        return _list(r)
    if r.sees("{"):
        r.complain(first, both("No maps as values; return each value as a column of its own."))
        r.skip_group()
        return refused(r, first)
    if first.kind not in ("name", "quoted"):
        r.stop(both("a value"))
    return _named(r)


def _bracketed(r: Reader) -> Expression:
    first = r.token
    if patterns.is_pattern(r):
        return patterns.pattern_asked(r)
    r.take()
    inner = expressions.expression(r)
    r.expect(")")
    return replace(inner, text=r.written(first), bracketed=True)


def _list(r: Reader) -> Expression:
    first = r.token
    if (r.ahead().kind == "name" and r.ahead(2).word == "IN") or _holds_bar(r):
        r.complain(first, both("No list comprehension; ask with any, all or none, or take the list apart with UNWIND."))
        r.skip_group()
        return refused(r, first)
    r.take()
    parts = expressions.expressions(r, "]")
    return Expression("list", first, r.written(first), parts=parts)


def _holds_bar(r: Reader) -> bool:
    """Is there a bar of a pattern comprehension in the list that comes next?"""
    words = [r.ahead(n) for n in range(r.after_group())]
    return len(words) > 1 and words[1].text == "(" and any(w.kind == "symbol" and w.text == "|" for w in words)


def _named(r: Reader) -> Expression:
    """What begins with a name: a constant, CASE, EXISTS, a function or a variable."""
    first = r.token
    if first.word in _CONSTANTS:
        r.take()
        return Expression(_CONSTANTS[first.word], first, first.text, first.text)  # type: ignore[arg-type]
    if first.word == "CASE":
        return _case(r)
    if first.word in ("EXISTS", "COUNT", "COLLECT") and r.ahead().text == "{":
        return patterns.subquery(r)
    if _calls(r):
        return _call(r)
    if is_no_value(first):
        if r.ahead().text != ".":
            r.stop(both("a value"))
        name_wanted(r, first)
    r.take()
    return Expression("variable", first, first.text, first.name)


def _calls(r: Reader) -> bool:
    """Does a function begin here, with or without a namespace?"""
    count = 1
    while r.ahead(count).text == "." and r.ahead(count + 1).kind == "name":
        count += 2
    return r.ahead(count).kind == "symbol" and r.ahead(count).text == "("


def _call(r: Reader) -> Expression:
    first = r.take()
    name = first.text
    while r.accept("."):
        name += "." + r.take().text
    function = functions.known(first) if name == first.text else ""
    if first.word in _QUANTIFIERS and name == first.text:
        return _quantifier(r, first)
    if not function:
        r.complain(first, functions.refusal(name))
        r.skip_group()
        return refused(r, first)
    r.take()
    distinct = r.accept_words("DISTINCT")
    star = r.token
    if function == "count" and r.accept("*"):
        parts: tuple[Expression, ...] = (Expression("star", star, "*"),)
        r.expect(")")
    else:
        parts = expressions.expressions(r, ")")
    _count_arguments(r, first, function, len(parts))
    return Expression("call", first, r.written(first), function, parts, distinct=distinct)


def _count_arguments(r: Reader, at: Token, function: str, count: int) -> None:
    least, most = functions.ARGUMENTS[function]
    if count >= least and (most is None or count <= most):
        return
    if function == "date":
        r.complain(at, both("date() without a day is the clock; write {instead}.", instead="$today"))
    else:
        r.complain(
            at, both("{function}() takes {least} argument, not {count}.", function=function, least=least, count=count)
        )


def _quantifier(r: Reader, first: Token) -> Expression:
    """any(x IN list WHERE condition): the parts are the list and the condition."""
    r.take()
    variable = r.expect_name(both("a variable"))
    if not r.accept_words("IN"):
        r.stop(Text("IN", "IN"))
    listed = expressions.expression(r)
    if not r.accept_words("WHERE"):
        r.stop(Text("WHERE", "WHERE"))
    condition = expressions.expression(r)
    r.expect(")")
    return Expression("quantifier", first, r.written(first), first.text.lower(), (listed, condition), variable)


def _case(r: Reader) -> Expression:
    first = r.take()
    subject = None if r.says("WHEN") else expressions.expression(r)
    conditions: list[Expression] = []
    results: list[Expression] = []
    while r.accept_words("WHEN"):
        conditions.append(expressions.expression(r))
        if not r.accept_words("THEN"):
            r.stop(Text("THEN", "THEN"))
        results.append(expressions.expression(r))
    if r.accept_words("ELSE"):
        results.append(expressions.expression(r))
    if not conditions or not r.accept_words("END"):
        r.stop(Text("END", "END") if conditions else Text("WHEN", "WHEN"))
    return Expression("case", first, r.written(first), "CASE", tuple(results), subject=subject, conditions=tuple(conditions))


def refused(r: Reader, first: Token) -> Expression:
    """What is not in the subset, told already, from a word to the last one gone past."""
    return Expression("refused", first, r.written(first))
