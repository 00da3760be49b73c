"""Where the entries of a mapping look, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any, Literal

from eagraph.loading.mapping.entries import Entry, NodeEntry, Records, RelationshipEntry, record_steps
from eagraph.loading.mapping.paths import EVERY, Item, Path

ROOT = Path("")
Stream = Literal["rows", "nodes", "edges"]


def described(entry: Entry) -> str:
    """What an entry reads, in short: where, and between which ends."""
    at = entry.at.text if entry.at else "*"
    if isinstance(entry, RelationshipEntry):
        return f"{at} {entry.source.said.text or '…'} → {entry.target.said.text or '…'}"
    return f"{at} {entry.identity.text}"


def steps_of(entry: Entry) -> tuple[str | int, ...]:
    """The steps to an entry's records."""
    return record_steps(entry.at)


def first_of(records: Records) -> set[int]:
    """The entries by which a record counts as taken: of those about the same records the nodes that each is one of."""
    found: dict[tuple[str | int, ...], list[Entry]] = {}
    for entry in sorted(records.entries, key=_rank):
        alike = found.setdefault(steps_of(entry), [entry])
        if alike[0] is not entry and _rank(alike[0]) == _rank(entry):
            alike.append(entry)
    return {id(entry) for alike in found.values() for entry in alike}


def _rank(entry: Entry) -> int:
    if isinstance(entry, NodeEntry):
        return 2 if entry.distinct else 0
    return 1


def taken_inside(entry: Entry, entries: Iterable[Entry]) -> frozenset[str]:
    """Names inside an entry's records at which other entries have theirs."""
    own, found = steps_of(entry), set()
    for other in entries:
        steps = steps_of(other)
        if len(steps) > len(own) and steps[: len(own)] == own:
            rest = steps[len(own) :]
            rest = rest[1:] if rest[0] == EVERY else rest
            names = rest[: rest.index(EVERY)] if EVERY in rest else rest
            found.add(".".join(map(str, names)))
    return frozenset(found - {""})


def inside_stream(entry: Entry, called: list[str], of: Stream) -> Path | None:
    """The rest of an entry's path inside the rows of a table of these names; None where it is about another."""
    if entry.at is None or entry.at.steps in ((), (EVERY,)):
        return ROOT if of in ("rows", "nodes" if isinstance(entry, NodeEntry) else "edges") else None
    whole = entry.at.text.strip().removesuffix("[*]").casefold()
    if any(fnmatchcase(name, whole) for name in called):
        return ROOT
    first, *rest = entry.at.steps
    if not any(fnmatchcase(name, str(first).casefold()) for name in called):
        return None
    rest = rest[1:] if rest[:1] == [EVERY] else rest
    return Path(entry.at.text, tuple(rest))


def what_is_there(root: Item, path: Path) -> str:
    """What stands where a path ends too soon, in words."""
    items = [root]
    for step in path.steps:
        further = [found for item in items for found in item.inside(step)]
        if not further:
            break
        items = further
    names: dict[str, None] = {}
    for item in items[:20]:
        value: Any = item.value
        names.update(dict.fromkeys(map(str, value) if isinstance(value, dict) else [type(value).__name__]))
    return ", ".join(list(names)[:12])
