"""Expressions: words → tree, from the loosest operator to the tightest.

IN, CONTAINS, =~ and IS NULL take their operands without a calculation: the two stores put the brackets differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eagraph.locale import Text, both
from eagraph.rules._grammar import atoms
from eagraph.rules._grammar.reader import Reader
from eagraph.rules._grammar.tree import Expression
from eagraph.rules._tokens import Token

_COMPARISONS = ("=", "<>", "<=", ">=", "<", ">", "!=", "==")
_WORD_OPERATORS = (("CONTAINS",), ("STARTS", "WITH"), ("ENDS", "WITH"))


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
            left = atoms.refused(r, first)
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
            left = atoms.refused(r, first)
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
        return atoms.atom(r)
    with r.deeper():
        part = _signed(r)
    return Expression("minus", first, r.written(first), first.text, (part,))
