"""The words of a Cypher query: where each stands, and what cannot be read as a word.

Arrows are no words of their own (`a.x<-1` is a comparison): the patterns put them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from eagraph.locale import Text, both
from eagraph.rules._complaint import Complaint

TokenKind = Literal["name", "quoted", "number", "string", "parameter", "symbol", "end"]
_FORMS = re.compile(
    r"""
      (?P<space>   \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<name>    [^\W\d]\w* )
    | (?P<number>  (?: [0-9]+ (?: \.[0-9]+ )? | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
    | (?P<string>  ' (?: [^'\\] | \\. )* ' | " (?: [^"\\] | \\. )* " )
    | (?P<quoted>  ` (?: [^`] | `` )+ ` )
    | (?P<parameter> \$ (?: [^\W\d]\w* | [0-9]+ | ` (?: [^`] | `` )+ ` ) )
    | (?P<symbol>  <> | <= | >= | =~ | \.\. | != | == | \|\| | :: | /(?!\*) | [()\[\]{}.,:;|=<>+\-*%^!&$?@] )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `text` is as written, quotes and all; `start` counts characters from the beginning of the query."""

    kind: TokenKind
    text: str
    line: int
    column: int
    start: int

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """In capitals where it can be a keyword, else empty."""
        return self.text.upper() if self.kind == "name" else ""

    @property
    def name(self) -> str:
        """What it names: without quotes and without the dollar sign of a parameter."""
        return _bare(self.text)

    def complaint(self, text: Text) -> Complaint:
        """A complaint about it."""
        return Complaint(self.line, self.column, text)


def parameters(query: str) -> frozenset[str]:
    """The names of the parameters it uses, without the dollar sign."""
    found = _FORMS.finditer(query)
    return frozenset(_bare(form.group()) for form in found if form.lastgroup == "parameter")


@lru_cache(maxsize=1024)
def tokens(query: str) -> tuple[tuple[Token, ...], tuple[Complaint, ...]]:
    """The words in order, the last of kind `end`, and what could not be read."""
    read: list[Token] = []
    wrong: list[Complaint] = []
    for token, is_whole in _words(query):
        if is_whole:
            read.append(token)
        else:
            wrong.append(token.complaint(_broken(token.text)))
    return tuple(read), tuple(wrong)


def _bare(text: str) -> str:
    text = text.removeprefix("$")
    return text[1:-1].replace("``", "`") if text.startswith("`") else text


def _words(query: str) -> Iterator[tuple[Token, bool]]:
    """Words, and pieces that are none (not whole)."""
    at, line, begins = 0, 1, 0
    while at < len(query):
        found = _FORMS.match(query, at)
        form = found.lastgroup if found else None
        text = found.group() if found else _rest(query, at)
        if form != "space":
            kind: TokenKind = form or "symbol"  # type: ignore[assignment]
            yield Token(kind, text, line, at - begins + 1, at), bool(found)
        if "\n" in text:
            line += text.count("\n")
            begins = at + text.rindex("\n") + 1
        at += len(text)
    yield Token("end", "", line, at - begins + 1, at), True


def _rest(query: str, at: int) -> str:
    """What is thrown away where no word begins: all that follows an opened quote or comment, else one character."""
    return query[at:] if query[at] in "'\"`" or query.startswith("/*", at) else query[at]


def _broken(text: str) -> Text:
    if text.startswith("/*"):
        return both("The comment is not ended; write {end} after it.", end="*/")
    if text[0] in "'\"`":
        return both("{quote} opens a text or a name that is not ended; close it with {quote}.", quote=text[0])
    return both("{character} has no meaning in a query; take it away or put it in quotes.", character=repr(text))
