"""Nested values made into properties that a person reads: `supplier.name`, lists of texts, JSON for what is left.

A list of one is the one: what XML cannot tell apart reads the same from JSON. Attached files keep their kind and length,
not their content.

>>> dict(flat({"a": {"b": 1, "c": [True]}, "d": [{"x": "1", "y": []}, {"z": 2}], "e": []}))
{'a.b': '1', 'a.c': 'true', 'd': ('{"x": "1"}', '{"z": "2"}')}
>>> dict(flat({"text": {"contentType": "text/plain", "encoding": "base64", "content": "QUJD"}}))
{'text': '[text/plain, base64, 4 characters]'}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_ATTACHMENT = {"contentType", "encoding", "content"}
LONGEST_ATTACHMENT = 1000
"""The longest plain attached text that is kept, characters."""
DEEPEST = 12
"""How deep names with dots go; what is deeper is JSON."""
_BARE = ("ref", "text", "expression", "content")
"""Objects of one of these alone are what it says."""


def flat(values: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """Names and values, each a text or several texts; what is empty is left out."""
    for name, value in values.items():
        yield from _named(f"{before}{name}", value, depth)


def _named(name: str, value: object, depth: int) -> Iterator[tuple[str, object]]:
    plain = simple(value) if depth == 0 else value
    if isinstance(plain, dict):
        if depth < DEEPEST:
            yield from flat(plain, f"{name}.", depth + 1)
        else:
            yield name, written(plain)
    elif isinstance(plain, list):
        yield name, tuple(one if isinstance(one, str) else written(one) for one in plain)
    elif plain != "":
        yield name, plain


def written(value: object) -> str:
    """What `simple` gives, on one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def simple(value: object, depth: int = 0) -> Any:
    """The value of texts, lists and objects alone, nothing empty inside, attachments described."""
    if isinstance(value, dict):
        return _object(value, depth)
    if isinstance(value, list):
        if depth > 4 * DEEPEST:
            return f"[{len(value)}]"
        inside = [one for one in (simple(one, depth + 1) for one in value) if one not in ("", [], {})]
        return inside[0] if len(inside) == 1 else inside or ""
    return scalar(value)


def scalar(value: object) -> str:
    """A text, number or truth value as text; empty for everything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _object(value: Mapping[str, Any], depth: int) -> Any:
    if depth > 4 * DEEPEST:
        return f"{{{len(value)}}}"
    if "content" in value and value.keys() <= _ATTACHMENT:
        return _attachment(value)
    inside = {name: one for name, part in value.items() if (one := simple(part, depth + 1)) not in ("", [], {})}
    if len(inside) == 1 and (name := next(iter(inside))) in _BARE:
        return inside[name]
    return inside or ""


def _attachment(value: Mapping[str, Any]) -> str:
    content, encoding = scalar(value.get("content")), scalar(value.get("encoding"))
    if not encoding and len(content) <= LONGEST_ATTACHMENT:
        return content
    return f"[{', '.join(filter(None, (scalar(value.get('contentType')), encoding)))}, {len(content)} characters]".replace(
        "[, ", "["
    )
