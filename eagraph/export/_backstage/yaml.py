"""YAML that every reader takes for the same, whichever version of YAML it knows.

A text stands plain only where no version sees anything else in it.

>>> said = {"name": "Ärende 2", "type": "no", "note": "a: b", "tags": ["x", "1e5"], "spec": {"none": []}}
>>> print("\\n".join(written(said)))
name: Ärende 2
type: "no"
note: "a: b"
tags:
  - x
  - "1e5"
spec:
  none: []
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[^\W\d_](?:(?:[\w ./@-]|:(?=\w))*[\w./])?")
_KEY = re.compile(r"[A-Za-z][\w./-]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def written(mapping: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The lines of a mapping of texts, lists of texts, and mappings."""
    for key, value in mapping.items():
        name = key if _KEY.fullmatch(key) else quoted(key)
        if isinstance(value, Mapping):
            yield f"{indent}{name}:" if value else f"{indent}{name}: {{}}"
            yield from written(value, f"{indent}  ")
        elif isinstance(value, list | tuple):
            yield f"{indent}{name}:" if value else f"{indent}{name}: []"
            yield from (f"{indent}  - {_scalar(one)}" for one in value)
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _scalar(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS and text.isprintable()
    if is_plain:
        return text
    return f"'{text}'" if text.startswith("{") and "'" not in text and _is_simple(text) else quoted(text)


def _is_simple(text: str) -> bool:
    return text.isprintable() and not _ODD.search(text)


def quoted(text: str) -> str:
    """A text between quotation marks, as JSON and YAML have it, with all odd characters as their codes."""
    return _ODD.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))
