"""Clauses: words → the parts of a query. Where a clause cannot be read the reading goes on at the next."""

from __future__ import annotations

from eagraph.locale import Text, both
from eagraph.rules._grammar import words
from eagraph.rules._grammar.expressions import expression
from eagraph.rules._grammar.patterns import match
from eagraph.rules._grammar.reader import Reader, Unreadable
from eagraph.rules._grammar.tree import Clause, Expression, Item, Part, Projection, Unwind
from eagraph.rules._tokens import Token


def parts(r: Reader) -> tuple[tuple[Part, ...], bool]:
    """The parts between the UNIONs, and whether all of it could be read."""
    read: list[Part] = []
    is_whole = True
    at, is_all = r.token, False
    while True:
        clauses, whole = _clauses(r)
        is_whole &= whole
        read.append(Part(at, clauses, is_all))
        at = r.token
        if not r.accept_words("UNION"):
            break
        is_all = r.accept_words("ALL")
        r.accept_words("DISTINCT")
    _end(r)
    return tuple(read), is_whole


def _end(r: Reader) -> None:
    while r.accept(";"):
        pass
    if r.token.kind != "end":
        r.complain(r.token, both("One statement a query; put the next in a file of its own."))


def _clauses(r: Reader) -> tuple[tuple[Clause, ...], bool]:
    """The clauses of one part, and whether all could be read."""
    read: list[Clause] = []
    is_whole = True
    first = r.token
    while r.token.kind != "end" and not r.sees(";") and not r.says("UNION"):
        begin = r.token
        try:
            clause = _clause(r)
        except Unreadable:
            is_whole = False
            _to_the_next(r, begin)
            continue
        if clause is None:
            is_whole = False
            _to_the_next(r, begin)
            continue
        if read and isinstance(read[-1], Projection) and read[-1].at.word == "RETURN":
            r.complain(
                clause.at, both("Nothing but UNION follows a RETURN; take {word} away or write WITH.", word=clause.at.word)
            )
        else:
            read.append(clause)
    if is_whole and not (read and isinstance(read[-1], Projection) and read[-1].at.word == "RETURN"):
        r.complain(r.token if read else first, both("A query ends with RETURN; say what it returns."))
    return tuple(read), is_whole


def _clause(r: Reader) -> Clause | None:
    """The clause that comes next; None when none of the subset begins here, and that is told."""
    if r.says("MATCH") or r.says("OPTIONAL"):
        return match(r)
    if r.says("WITH") or r.says("RETURN"):
        return _projection(r)
    if r.says("UNWIND"):
        return _unwind(r)
    r.complain(r.token, words.refusal(r.token))
    return None


def _to_the_next(r: Reader, begin: Token) -> None:
    """Past the words of an unreadable clause, to one that begins a clause."""
    if r.token is begin:
        r.take()
    before = begin
    while r.token.kind != "end" and not r.sees(";"):
        if (
            r.token.word in words.BEGINNINGS | words.REFUSED
            and before.text not in (".", ":", "|")
            and before.word not in _NOT_BEFORE
        ):
            return
        before = r.token
        if before.text in ("(", "[", "{"):
            r.skip_group()
        else:
            r.take()


_NOT_BEFORE = frozenset({"STARTS", "ENDS", "AS", "DETACH", "ON", "OPTIONAL", "UNION", "FOREACH"})


def _projection(r: Reader) -> Projection:
    at = r.take()
    is_distinct = r.accept_words("DISTINCT")
    has_star = r.accept("*")
    items = () if has_star and not r.accept(",") else _items(r)
    order = _order(r) if r.accept_words("ORDER", "BY") else ()
    if r.says("OFFSET"):
        r.complain(r.take(), both("Write SKIP instead of OFFSET."))
        skip: Expression | None = expression(r)
    else:
        skip = expression(r) if r.accept_words("SKIP") else None
    limit = expression(r) if r.accept_words("LIMIT") else None
    misplaced = r.token if at.word == "RETURN" and r.says("WHERE") else None
    where = expression(r) if r.accept_words("WHERE") else None
    if misplaced:
        r.complain(misplaced, both("WHERE stands before RETURN, after MATCH or WITH."))
        where = None
    return Projection(at, items, is_distinct, has_star, order, skip, limit, where)


def _items(r: Reader) -> tuple[Item, ...]:
    items = [_item(r)]
    while r.accept(","):
        items.append(_item(r))
    return tuple(items)


def _item(r: Reader) -> Item:
    value = expression(r)
    if not r.accept_words("AS"):
        return Item(value)
    alias = r.expect_name(both("a name"))
    if words.is_reserved(alias):
        words.name_wanted(r, alias)
    return Item(value, alias)


def _order(r: Reader) -> tuple[Expression, ...]:
    keys: list[Expression] = []
    while True:
        keys.append(expression(r))
        for word in ("ASC", "DESC", "ASCENDING", "DESCENDING"):
            if r.accept_words(word):
                break
        if not r.accept(","):
            return tuple(keys)


def _unwind(r: Reader) -> Unwind:
    at = r.take()
    value = expression(r)
    if not r.accept_words("AS"):
        r.stop(Text("AS", "AS"))
    alias = r.expect_name(both("a name"))
    if words.is_reserved(alias):
        words.name_wanted(r, alias)
    return Unwind(at, value, alias)
