"""Is a query in the portable subset of Cypher, which Neo4j and the embedded store answer alike? What not, and what to write?

Eleven points. Read-only, one statement; no relationship type twice in one MATCH; several hops only directed, at most six,
and DISTINCT; one label a node; subqueries EXISTS and COUNT; identity is `id`; a short list of functions; like is compared
with like; names differ from variables, an order goes with a limit; nothing hangs on the order of rows; a step without
direction only where it does not count how often it is met. Everything named is declared in the model.
"""

from __future__ import annotations

from eagraph.locale import both
from eagraph.model.schema import Schema
from eagraph.rules._complaint import Complaint
from eagraph.rules._grammar.clauses import parts
from eagraph.rules._grammar.reader import Reader, unbalanced
from eagraph.rules._grammar.tree import Match, Part, Projection, Step
from eagraph.rules._portable.matching import check_match, is_loose
from eagraph.rules._portable.projections import check_projection
from eagraph.rules._portable.scope import Scope
from eagraph.rules._portable.unwinding import check_unwind
from eagraph.rules._tokens import parameters, tokens

__all__ = ["Complaint", "columns", "complaints", "parameters"]


def complaints(query: str, schema: Schema) -> tuple[Complaint, ...]:
    """All that is not in the subset, in the order of the query. None: both stores give the same rows."""
    words, wrong = tokens(query)
    if wrong := wrong or tuple(unbalanced(words)):
        return _ordered(wrong)
    reader = Reader(query, words)
    read, is_whole = parts(reader)
    told = list(reader.complaints)
    if is_whole:
        for part in read:
            _check_part(part, Scope(schema, told), is_united=_unites(read))
        _check_unions(read, told)
    return _ordered(told)


def columns(query: str) -> tuple[str, ...]:
    """The names of the columns it returns, those of its first part; none where it cannot be read."""
    words, _ = tokens(query)
    read, _ = parts(Reader(query, words))
    return _columns(read[0])


def _ordered(told: tuple[Complaint, ...] | list[Complaint]) -> tuple[Complaint, ...]:
    return tuple(sorted(dict.fromkeys(told), key=lambda c: (c.line, c.column)))


def _columns(part: Part) -> tuple[str, ...]:
    last = part.clauses[-1] if part.clauses else None
    if not isinstance(last, Projection) or last.at.word != "RETURN":
        return ()
    return tuple(item.name for item in last.items)


def _unites(read: tuple[Part, ...]) -> bool:
    """Do all parts go through a UNION that leaves no row twice?"""
    return len(read) > 1 and not any(part.is_all for part in read)


def _check_part(part: Part, scope: Scope, *, is_united: bool) -> None:
    loose: list[Step] = []
    for clause in part.clauses:
        if isinstance(clause, Match):
            check_match(clause, scope)
            loose += [step for step in clause.steps if is_loose(step)]
        elif isinstance(clause, Projection):
            scope = check_projection(clause, scope, loose, is_united=is_united and clause.at.word == "RETURN")
            loose = []
        else:
            check_unwind(clause, scope)


def _check_unions(read: tuple[Part, ...], told: list[Complaint]) -> None:
    first = _columns(read[0])
    for part in read[1:]:
        if _columns(part) != first:
            text = both(
                "The parts of a UNION return the same columns; this one should return {columns}.", columns=", ".join(first)
            )
            told.append(part.at.complaint(text))
        if part.is_all != read[1].is_all:
            told.append(part.at.complaint(both("UNION and UNION ALL are not mixed; write one of them everywhere.")))
