"""What every Cypher file of ours begins with: a TOML header in a block comment, read strictly; then one query."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eagraph.errors import InvalidRule, Problem
from eagraph.locale import Text, both
from eagraph.model.schema import Schema
from eagraph.rules import subset
from eagraph.wrong_values import in_words

_HEADER = re.compile(r"\A\ufeff?\s*/\*(?P<header>.*?)\*/", re.DOTALL)
ALWAYS = frozenset({"today", "year"})
"""What every query may ask for without declaring it."""


class Form(BaseModel):
    """Part of a header: what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Bilingual(Form):
    """A text in both languages."""

    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The text."""
        return Text(self.sv, self.en)


FormT = TypeVar("FormT", bound=Form)


def split(content: str, file: str, form: type[FormT]) -> tuple[FormT, str, int]:
    """Header, query, and the line the query's text begins on.

    Raises:
        InvalidRule: there is no header, or it is not of the form.
    """
    found = _HEADER.match(content)
    if not found:
        raise InvalidRule([Problem(f"{file}:1", both("expected a header in /* … */ before the query."))])
    try:
        header = form.model_validate(tomllib.loads(found["header"]))
    except tomllib.TOMLDecodeError as error:
        raise InvalidRule([Problem(file, both("the header is not TOML: {error}.", error=error))]) from error
    except ValidationError as error:
        told = in_words(error.errors())
        raise InvalidRule(Problem(file, both("{where}: {why}", where=where, why=why)) for where, why in told) from error
    rest = content[found.end() :]
    return header, rest.strip().removesuffix(";").rstrip(), content[: len(content) - len(rest.lstrip())].count("\n") + 1


def wrong_query(query: str, schema: Schema, *, part: str, file: str, line: int) -> Iterator[Problem]:
    """What of a query is outside the portable subset; the file's own query is told by line and column."""
    for complaint in subset.complaints(query, schema):
        at = f"{file}:{line + complaint.line - 1}:{complaint.column}" if part == "query" else f"{file} [{part}]"
        yield Problem(at, complaint.text)
