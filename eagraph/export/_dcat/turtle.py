"""Turtle (W3C 2014) in one order: subjects as they are given, properties and values sorted, every text escaped.

>>> print(value("Öppet"), value("Bad", language="sv"), value("2026-05-01"), value("https://granvik.example"))
"Öppet" "Bad"@sv "2026-05-01"^^xsd:date <https://granvik.example>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from eagraph.model.linked_data import OWN, PREFIXES

Statements = Mapping[str, Iterable[str]]
"""By property, its values as Turtle."""
_IRI = re.compile(r"(?:(?:https?|ftp)://|urn:|mailto:|tel:|geo:)[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+")
_PREFIXED = re.compile(r"([a-z]+):([A-Za-z][A-Za-z0-9_-]*)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_iri(text: str) -> bool:
    """Is a text an IRI that stands for something in the world?"""
    return _IRI.fullmatch(text) is not None


def iri(text: str) -> str:
    """An IRI as Turtle."""
    return f"<{text}>"


def own_iri(id_: str) -> str:
    """The name of a thing that is known by its id alone."""
    return iri(OWN + quote(id_, safe=""))


def term(name: str) -> str:
    """The name of a property or type: with its prefix where it has one, else its address."""
    found = _PREFIXED.fullmatch(name)
    return name if found and found[1] in PREFIXES else iri(quote(name, safe=":/?#[]@!$&'()*+,;=%~-._"))


def value(text: str, *, language: str = "") -> str:
    """A value as Turtle: an address, a date, a time, or a text, in a language where one is said."""
    if language:
        return f"{_quoted(text)}@{language}"
    if is_iri(text):
        return iri(text)
    kind = "date" if _DATE.fullmatch(text) else "dateTime" if _TIME.fullmatch(text) else ""
    return f"{_quoted(text)}^^xsd:{kind}" if kind else _quoted(text)


def plain(text: str) -> str:
    """A text as Turtle, whatever it looks like."""
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPED.get(c) or (c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}") for c in text) + '"'


def document(comments: Iterable[str], subjects: Mapping[str, Statements]) -> str:
    """A whole document; only the prefixes that are used are declared."""
    body = "\n".join(f"{subject} {_said(statements)} ." for subject, statements in subjects.items() if statements)
    used = set(re.findall(r"(?<![\w:/<#])([a-z]+):", re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', " ", body)))
    used |= {"xsd"} if "^^xsd:" in body else set()
    head = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(used & PREFIXES.keys())]
    return "\n".join([*(f"# {line}" for line in comments), "", *head, "", body, ""])


def _said(statements: Statements) -> str:
    lines = (f"{name} {' , '.join(sorted(set(values)))}" for name, values in _ordered(statements))
    return " ;\n    ".join(lines)


def _ordered(statements: Statements) -> Iterator[tuple[str, Iterable[str]]]:
    """The types first, then by name."""
    yield from sorted(statements.items(), key=lambda one: (one[0] != "a", one[0]))


def nameless(statements: Statements) -> str:
    """A value that has no name, and says something."""
    inside = " ; ".join(f"{name} {' , '.join(sorted(set(values)))}" for name, values in _ordered(statements))
    return f"[ {inside} ]" if inside else "[]"
