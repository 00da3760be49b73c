"""Points in time as a package keeps them: without the places and hours of the machine their sources were read on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from eagraph.history.document import packed, unpacked
from eagraph.history.points import CONTENT, KIND
from eagraph.loading.changes import SourceRow
from eagraph.packages._shelf import midnight
from eagraph.store import Saved


def portable(texts: Iterable[Saved]) -> tuple[Saved, ...]:
    """The same texts; what a point in time holds is packed anew, and named by its new size."""
    told = tuple(texts)
    renamed: dict[str, str] = {}
    found = []
    for one in told:
        if one.kind == CONTENT:
            content = _anywhere(one)
            renamed[one.name] = f"{one.name.rpartition('-')[0]}-{len(content)}"
            found.append(replace(one, name=renamed[one.name], content=content))
    return (*found, *(_resized(one, renamed) for one in told if one.kind != CONTENT))


def timeless(one: Saved) -> Saved:
    """A text as a package tells it: what a point in time holds without the machine, under the name it has."""
    return replace(one, content=_anywhere(one)) if one.kind == CONTENT else one


def _anywhere(one: Saved) -> str:
    stored = unpacked(one.content, one.name)
    return packed(replace(stored, sources=tuple(map(_row, stored.sources)), generation=1))


def _row(row: SourceRow) -> SourceRow:
    return replace(row, location="", run=row.loaded_at[:10], loaded_at=midnight(row.loaded_at))


def _resized(one: Saved, renamed: dict[str, str]) -> Saved:
    """A point in time leads to its content by hash and size."""
    if one.kind != KIND:
        return one
    point = json.loads(one.content)
    name = f"{point['hash']}-{point['bytes']}"
    if name not in renamed:
        return one
    point["bytes"] = int(renamed[name].rpartition("-")[2])
    return replace(one, content=json.dumps(point, ensure_ascii=False, sort_keys=True))
