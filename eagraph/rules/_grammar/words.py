"""Keywords: which names need quotes, which words begin a clause, and what to write instead of those that may not."""

from __future__ import annotations

from eagraph.errors import nearest_names
from eagraph.locale import Text, both
from eagraph.rules._grammar.reader import Reader
from eagraph.rules._tokens import Token

_KEPT = """
    ACYCLIC ALL AND ANY ASC ASCENDING CASE CAST COLUMN COMMIT_SKIP_CHECKPOINT CREATE DBTYPE DEFAULT DESC DESCENDING
    DISTINCT ELSE END ENDS EXISTS FALSE FOR GLOB GROUP HEADERS HINT IN INDEX INSTALL JOIN MACRO MULTI_JOIN NONE NOT NULL ON
    ONLY OPTIONAL OR ORDER PRIMARY PROFILE SHORTEST SINGLE STARTS TABLE THEN TRAIL TRUE UNION UNWIND WHEN WHERE WITH
    WSHORTEST XOR
"""
RESERVED = frozenset(_KEPT.split())
"""What one of the stores does not take as a name without quotes."""
CLAUSES = ("MATCH", "OPTIONAL MATCH", "WHERE", "WITH", "UNWIND", "RETURN", "UNION", "ORDER BY", "SKIP", "LIMIT")
BEGINNINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "UNION"})
_WRITES = "CREATE MERGE SET DELETE DETACH REMOVE DROP INSERT FOREACH ALTER COPY IMPORT EXPORT LOAD NODETACH"
_WRITING = frozenset(_WRITES.split())
_INSTEAD = {
    "CALL": both("No CALL; ask with EXISTS or COUNT and a MATCH in it, or name an analysis in the header."),
    "USING": both("No hints to the planner; take it away."),
    "EXPLAIN": both("The file runs as it is; take EXPLAIN away."),
    "PROFILE": both("The file runs as it is; take PROFILE away."),
    "OFFSET": both("Write SKIP instead of OFFSET."),
    "USE": both("A query asks one database, the one of the settings; take USE away."),
}
_BETWEEN = frozenset({"BY", "SKIP", "LIMIT", "IS", "AS", "CONTAINS"})
_OTHERS = "FINISH LET FILTER FOR SHOW BEGIN COMMIT ROLLBACK ATTACH INSTALL CHECKPOINT START"
REFUSED = _WRITING | frozenset(_OTHERS.split()) | _INSTEAD.keys()


def is_reserved(token: Token) -> bool:
    """Does the name need quotes, standing where a name stands?"""
    return token.word in RESERVED


def is_no_value(token: Token) -> bool:
    """Is it a keyword where a value should stand?"""
    return token.word in BEGINNINGS or token.word in RESERVED or token.word in _BETWEEN


def name_wanted(r: Reader, token: Token) -> None:
    """Ask for quotes around a name that one of the stores keeps for itself."""
    text = both(
        "{name} is a keyword in one of the stores; choose another name or write {quoted}.",
        name=token.text,
        quoted=f"`{token.text}`",
    )
    r.complain(token, text)


def refusal(token: Token) -> Text:
    """Why a clause may not begin with this word."""
    if token.word in _WRITING:
        return both("{word} writes, and a query here only reads; take it away.", word=token.word)
    if token.word in _INSTEAD:
        return _INSTEAD[token.word]
    near = nearest_names(token.text, CLAUSES) or CLAUSES
    return both(
        "{word} begins no clause of the portable subset; write {clauses}.", word=repr(token.text), clauses=", ".join(near)
    )
