"""A place among the words of a query, moved forward as they are read; complaints are collected on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from eagraph.locale import Text, both
from eagraph.rules._complaint import Complaint
from eagraph.rules._tokens import Token

_DEEPEST = 30
_OPENING = {"(": ")", "[": "]", "{": "}"}


class Unreadable(Exception):  # noqa: N818
    """The grammar ends here; it is told already."""


class Reader:
    """Words from left to right."""

    def __init__(self, query: str, tokens: tuple[Token, ...]) -> None:
        self.query = query
        self.complaints: list[Complaint] = []
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One expression inside another.

        Raises:
            Unreadable: there are too many inside each other.
        """
        self._depth += 1
        try:
            if self._depth > _DEEPEST:
                self.complain(self.token, both("Too much inside brackets; take it apart with WITH."))
                raise Unreadable
            yield
        finally:
            self._depth -= 1

    @property
    def token(self) -> Token:
        """The next word."""
        return self._tokens[self._at]

    def ahead(self, count: int = 1) -> Token:
        """The word so many after the next one; the end when there are no more."""
        return self._tokens[min(self._at + count, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next word, and go past it. Never past the end."""
        token = self.token
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def sees(self, *symbols: str) -> bool:
        """Do these symbols come next, in this order?"""
        return all(self.ahead(n).kind == "symbol" and self.ahead(n).text == text for n, text in enumerate(symbols))

    def says(self, *words: str) -> bool:
        """Do these keywords come next, in this order?"""
        return all(self.ahead(n).word == word for n, word in enumerate(words))

    def accept(self, symbol: str) -> bool:
        """Go past the symbol if it comes next."""
        return self.sees(symbol) and bool(self.take())

    def accept_words(self, *words: str) -> bool:
        """Go past the keywords if they come next."""
        return self.says(*words) and all(self.take() for _ in words)

    def expect(self, symbol: str) -> Token:
        """The symbol that has to come next.

        Raises:
            Unreadable: something else comes.
        """
        if not self.sees(symbol):
            self.stop(Text(symbol, symbol))
        return self.take()

    def expect_name(self, what: Text) -> Token:
        """The name, quoted or not, that has to come next.

        Raises:
            Unreadable: something else comes.
        """
        if self.token.kind not in ("name", "quoted"):
            self.stop(what)
        return self.take()

    def complain(self, token: Token, text: Text) -> None:
        """Say what is not in the subset, and read on."""
        self.complaints.append(token.complaint(text))

    def stop(self, expected: Text) -> NoReturn:
        """Say what should have come here, and read no further.

        Raises:
            Unreadable: always.
        """
        found = repr(self.token.text) if self.token.text else both("the end of the query")
        self.complain(self.token, both("Expected {expected}, found {found}.", expected=expected, found=found))
        raise Unreadable

    def written(self, first: Token) -> str:
        """The query from a word to the last one gone past."""
        return self.query[first.start : self._tokens[self._at - 1].end]

    def skip_group(self) -> None:
        """Past what the bracket that comes next encloses, the closing one too."""
        depth = 0
        while self.token.kind != "end":
            text = self.take().text
            depth += (text in _OPENING) - (text in _OPENING.values())
            if depth == 0:
                return

    def after_group(self) -> int:
        """How many words ahead the one after the closing bracket is, counted from an opening bracket that comes next."""
        depth, count = 0, 0
        while self.ahead(count).kind != "end":
            text = self.ahead(count).text
            depth += (text in _OPENING) - (text in _OPENING.values())
            count += 1
            if depth == 0:
                break
        return count


def unbalanced(tokens: tuple[Token, ...]) -> list[Complaint]:
    """Brackets without a partner."""
    wrong: list[Complaint] = []
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "symbol":
            continue
        if token.text in _OPENING:
            opened.append(token)
        elif token.text in _OPENING.values():
            if opened and _OPENING[opened[-1].text] == token.text:
                opened.pop()
            else:
                text = both("{bracket} closes nothing; take it away or open it before.", bracket=token.text)
                wrong.append(token.complaint(text))
    for token in opened:
        text = both(
            "{bracket} is not closed; write {closing} where it ends.", bracket=token.text, closing=_OPENING[token.text]
        )
        wrong.append(token.complaint(text))
    return wrong
