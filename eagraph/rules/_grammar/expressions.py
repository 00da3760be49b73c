"""Expressions: words → tree, from the loosest operator to the tightest.

IN, CONTAINS, =~ and IS NULL take their operands without a calculation: the two stores put the brackets differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from eagraph.locale import Text, both
from eagraph.rules._grammar import functions
from eagraph.rules._grammar.reader import Reader
from eagraph.rules._grammar.tree import Expression
from eagraph.rules._grammar.words import is_reserved, name_wanted
from eagraph.rules._tokens import Token

_COMPARISONS = ("=", "<>", "<=", ">=", "<", ">", "!=", "==")
_WORD_OPERATORS = (("CONTAINS",), ("STARTS", "WITH"), ("ENDS", "WITH"))
_CONSTANTS = {"NULL": "null", "TRUE": "boolean", "FALSE": "boolean"}
_QUANTIFIERS = ("ANY", "ALL", "NONE")


def expression(r: Reader) -> Expression:
    """The expression that comes next.

    Raises:
        Unreadable: none does.
    """
    with r.deeper():
        return _joined(r, "OR", _exclusive)


def expressions(r: Reader, closing: str) -> tuple[Expression, ...]:
    """Expressions with commas between, and past the bracket that ends them."""
    found: list[Expression] = []
    while not r.sees(closing):
        found.append(expression(r))
        if not r.accept(","):
            break
    r.expect(closing)
    return tuple(found)


def _joined(r: Reader, word: str, operand: Callable[[Reader], Expression]) -> Expression:
    first = r.token
    parts = [operand(r)]
    while r.says(word):
        operator = r.take()
        if word == "XOR":
            r.complain(
                operator, both("XOR is not in the portable subset; write {instead}.", instead="(a OR b) AND NOT (a AND b)")
            )
        parts.append(operand(r))
    return parts[0] if len(parts) == 1 else Expression("logic", first, r.written(first), word, tuple(parts))


def _exclusive(r: Reader) -> Expression:
    return _joined(r, "XOR", _conjunction)


def _conjunction(r: Reader) -> Expression:
    return _joined(r, "AND", _negation)


def _negation(r: Reader) -> Expression:
    first = r.token
    if not r.accept_words("NOT"):
        return _comparison(r)
    with r.deeper():
        part = _negation(r)
    return Expression("not", first, r.written(first), "NOT", (part,))


def _comparison(r: Reader) -> Expression:
    first = r.token
    left = _tested(r)
    while r.token.kind == "symbol" and r.token.text in _COMPARISONS:
        operator = r.take()
        if operator.text in ("!=", "=="):
            right_way = {"!=": "<>", "==": "="}[operator.text]
            r.complain(
                operator,
                both("{found} is no comparison of Cypher; write {instead}.", found=operator.text, instead=right_way),
            )
        right = _tested(r)
        if left.kind in ("compare", "refused") and not left.bracketed:
            r.complain(operator, both("One comparison at a time; write {instead}.", instead="a < b AND b < c"))
            left = _refused(r, first)
        else:
            left = Expression("compare", operator, r.written(first), operator.text, (left, right))
    return left


def _tested(r: Reader) -> Expression:
    """An operand of a comparison with the operators that are written in words."""
    first = r.token
    left = _sum(r)
    for count, (operator, kind, name) in enumerate(_word_operators(r)):
        _ask_for_brackets(r, left)
        if count:
            r.complain(operator, both("One comparison at a time; put the first in brackets."))
            left = _refused(r, first)
        if kind == "test":
            left = Expression("test", operator, r.written(first), name, (left,))
            continue
        right = _sum(r)
        _ask_for_brackets(r, right)
        left = Expression("membership" if kind == "IN" else "words", operator, r.written(first), name, (left, right))
    return left


def _word_operators(r: Reader) -> Iterator[tuple[Token, str, str]]:
    """The operators that come next, one at a time, gone past: the word, its kind, its name."""
    while True:
        operator = r.token
        if r.accept_words("IN"):
            yield operator, "IN", "IN"
        elif r.accept("=~"):
            yield operator, "words", "=~"
        elif r.accept_words("IS"):
            negated = r.accept_words("NOT")
            if not r.accept_words("NULL"):
                text = both(
                    "Only IS NULL and IS NOT NULL are in the portable subset; the model gives every property its kind."
                )
                r.complain(operator, text)
                r.stop(Text("NULL", "NULL"))
            yield operator, "test", "IS NOT NULL" if negated else "IS NULL"
        else:
            words = next((words for words in _WORD_OPERATORS if r.accept_words(*words)), None)
            if words is None:
                return
            yield operator, "words", " ".join(words)


def _ask_for_brackets(r: Reader, operand: Expression) -> None:
    if operand.kind in ("arithmetic", "minus") and not operand.bracketed:
        r.complain(
            operand.at,
            both("The stores group this differently; put the calculation in brackets: ({text}).", text=operand.text),
        )


def _sum(r: Reader) -> Expression:
    return _calculated(r, ("+", "-", "||"), _product)


def _product(r: Reader) -> Expression:
    return _calculated(r, ("*", "/", "%", "^"), _signed)


def _calculated(r: Reader, symbols: tuple[str, ...], operand: Callable[[Reader], Expression]) -> Expression:
    first = r.token
    parts = [operand(r)]
    while r.token.kind == "symbol" and r.token.text in symbols:
        operator = r.take()
        if operator.text == "^":
            r.complain(operator, both("{found} is not in the portable subset; write {instead}.", found="^", instead="x * x"))
        if operator.text == "||":
            r.complain(operator, both("Texts are not put together in a query; return each as a column of its own."))
        parts.append(operand(r))
    return parts[0] if len(parts) == 1 else Expression("arithmetic", first, r.written(first), symbols[0], tuple(parts))


def _signed(r: Reader) -> Expression:
    first = r.token
    if not (r.accept("-") or r.accept("+")):
        return _with_endings(r)
    with r.deeper():
        part = _signed(r)
    return Expression("minus", first, r.written(first), first.text, (part,))


def _with_endings(r: Reader) -> Expression:
    """An atom and what is hung on it: a property; and what the subset leaves out, an index, a label, a map projection."""
    first = r.token
    value = _atom(r)
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
            value = _refused(r, first)
        elif r.sees(":") and value.kind == "variable" and r.ahead().kind in ("name", "quoted"):
            value = _label_asked(r, first, value)
        elif r.sees("{") and value.kind == "variable":
            r.complain(
                r.token,
                both("No map projection; return each property as a column: {example}.", example=f"{value.text}.id AS id"),
            )
            r.skip_group()
            value = _refused(r, first)
        else:
            break
    return value


def _property(r: Reader, first: Token, owner: Expression) -> Expression:
    r.take()
    key = r.expect_name(both("the name of a property"))
    if owner.kind == "variable":
        return Expression("property", first, r.written(first), owner.name, (owner,), key)
    if owner.kind != "refused":
        r.complain(key, both("Only a node or a relationship has properties; write its variable before the point."))
    return _refused(r, first)


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
    return _refused(r, first)


def _atom(r: Reader) -> Expression:
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
        return _refused(r, first)
    if first.kind not in ("name", "quoted"):
        r.stop(both("a value"))
    return _named(r)


def _bracketed(r: Reader) -> Expression:
    from eagraph.rules._grammar.patterns import is_pattern, pattern_asked

    first = r.token
    if is_pattern(r):
        return pattern_asked(r)
    r.take()
    inner = expression(r)
    r.expect(")")
    return replace(inner, text=r.written(first), bracketed=True)


def _list(r: Reader) -> Expression:
    first = r.token
    if (r.ahead().kind == "name" and r.ahead(2).word == "IN") or _holds_bar(r):
        r.complain(first, both("No list comprehension; ask with any, all or none, or take the list apart with UNWIND."))
        r.skip_group()
        return _refused(r, first)
    r.take()
    parts = expressions(r, "]")
    return Expression("list", first, r.written(first), parts=parts)


def _holds_bar(r: Reader) -> bool:
    """Is there a bar of a pattern comprehension in the list that comes next?"""
    words = [r.ahead(n) for n in range(r.after_group())]
    return len(words) > 1 and words[1].text == "(" and any(w.kind == "symbol" and w.text == "|" for w in words)


def _named(r: Reader) -> Expression:
    """What begins with a name: a constant, CASE, EXISTS, a function or a variable."""
    from eagraph.rules._grammar.patterns import subquery

    first = r.token
    if first.word in _CONSTANTS:
        r.take()
        return Expression(_CONSTANTS[first.word], first, first.text, first.text)  # type: ignore[arg-type]
    if first.word == "CASE":
        return _case(r)
    if first.word in ("EXISTS", "COUNT", "COLLECT") and r.ahead().text == "{":
        return subquery(r)
    if _calls(r):
        return _call(r)
    if is_reserved(first):
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
        return _refused(r, first)
    r.take()
    distinct = r.accept_words("DISTINCT")
    star = r.token
    if function == "count" and r.accept("*"):
        parts: tuple[Expression, ...] = (Expression("star", star, "*"),)
        r.expect(")")
    else:
        parts = expressions(r, ")")
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
    listed = expression(r)
    if not r.accept_words("WHERE"):
        r.stop(Text("WHERE", "WHERE"))
    condition = expression(r)
    r.expect(")")
    return Expression("quantifier", first, r.written(first), first.text.lower(), (listed, condition), variable)


def _case(r: Reader) -> Expression:
    first = r.take()
    subject = None if r.says("WHEN") else expression(r)
    conditions: list[Expression] = []
    results: list[Expression] = []
    while r.accept_words("WHEN"):
        conditions.append(expression(r))
        if not r.accept_words("THEN"):
            r.stop(Text("THEN", "THEN"))
        results.append(expression(r))
    if r.accept_words("ELSE"):
        results.append(expression(r))
    if not conditions or not r.accept_words("END"):
        r.stop(Text("END", "END") if conditions else Text("WHEN", "WHEN"))
    return Expression("case", first, r.written(first), "CASE", tuple(results), subject=subject, conditions=tuple(conditions))


def _refused(r: Reader, first: Token) -> Expression:
    return Expression("refused", first, r.written(first))
