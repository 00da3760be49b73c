"""In what do two answers to one question differ? Row by row, by what a row is known by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from eagraph.results import Result

Content = Mapping[str, Any]
Rows = Mapping[str, Content]
KEYS = (
    ("id",),
    ("id", "aspect"),
    ("of", "id"),
    ("id", "wave"),
    ("a", "b"),
    ("a", "b", "kind"),
    ("of", "members"),
    ("members",),
)
"""Fields that rows are known by, the first that tell all rows of both answers apart."""


def keyed(answer: Result[Any], fields: tuple[str, ...] | None) -> Rows:
    """The rows of one answer by fields that are given."""
    rows = [row.model_dump(mode="json") for row in answer.rows]
    return {_key(row, fields): row for row in rows}


def known_by(*answers: Result[Any]) -> tuple[str, ...] | None:
    """The fields that tell the rows of all answers apart; none where only whole rows do."""
    dumped = [[row.model_dump(mode="json") for row in answer.rows] for answer in answers]
    return next((keys for keys in KEYS if all(_tells(rows, keys) for rows in dumped)), None)


def _tells(rows: Sequence[Content], keys: tuple[str, ...]) -> bool:
    if not all(key in row for row in rows for key in keys):
        return False
    return len({_key(row, keys) for row in rows}) == len(rows)


def _key(row: Content, fields: tuple[str, ...] | None) -> str:
    if fields is None:
        return json.dumps(row, ensure_ascii=False, sort_keys=True)
    return " ".join(
        value if isinstance(value := row[name], str) else json.dumps(value, ensure_ascii=False) for name in fields
    )
