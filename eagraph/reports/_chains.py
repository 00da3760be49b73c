"""What a thing rests on, or what rests on it, step by step, with owners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from eagraph.analysis._facts import criticality_of
from eagraph.locale import Text, both
from eagraph.report import Chapter
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._people import People
from eagraph.reports._words import NOT_STATED, named, sentences

Way = Literal["upstream", "downstream"]
CRITICAL = 3
HEADINGS = {
    "hops": both("Steps"), "name": both("Name"), "kind": both("Kind"), "criticality": both("Criticality"),
    "owner": both("Owner"), "board": both("Board or company"), "path": both("By way of"), "id": both("Id"),
}  # fmt: skip


@dataclass(frozen=True)
class _Words:
    about: Text
    title: Text
    table: Text
    none: Text


WORDS: dict[Way, _Words] = {
    "upstream": _Words(
        both("What it rests on."), both("What it rests on"), both("Everything it rests on"),
        both("Nothing is known that it rests on."),
    ),
    "downstream": _Words(
        both("What rests on it."), both("What rests on it"), both("Everything that rests on it"),
        both("Nothing is known that rests on it."),
    ),
}  # fmt: skip


def section(draft: Draft, node: int, way: Way, depth: int | None = None) -> Section:
    """The chains one way."""
    words = WORDS[way]
    asked = draft.ask("dependencies", of=draft.snapshot.nodes[node].id, direction=way, depth=depth)
    rows, people = draft.may_tell(asked.rows), People(draft)
    table = draft.table(way, words.table, HEADINGS, [_row(draft, people, row) for row in rows], asked)
    text = _says(draft, people, asked, way) if rows else both("{none} {ref}", none=words.none, ref=asked.ref)
    return Section(Chapter(words.title, says=(text,), tables=(table,) if rows else ()), ((words.about, text),))


def _says(draft: Draft, people: People, asked: Asked, way: Way) -> Text:
    rows = draft.may_tell(asked.rows)
    nodes = [node for row in rows if (node := draft.node(row.id)) is not None]
    grave = [node for node in nodes if (criticality_of(draft.snapshot, node) or 0) >= CRITICAL]
    services = [str(draft.call(node)) for node in nodes if draft.snapshot.nodes[node].label == "DigitalService"]
    boards = sorted({text.en for node in nodes if (text := people.board(node)) != NOT_STATED})
    said = both(
        "Things: {count}, of which directly: {direct}; steps to the furthest: {steps} {ref}.", count=len(rows),
        direct=sum(row.hops == 1 for row in rows), steps=max(row.hops for row in rows), ref=asked.ref,
    )  # fmt: skip
    more = [both("Of criticality 3 or 4: {count}.", count=len(grave))] if grave else []
    if services and way == "downstream":
        more.append(both("Digital services among them: {names}.", names=named(services)))
    if boards:
        more.append(both("Those who answer for them: {names}.", names=named(boards)))
    return sentences(said, *more)


def _row(draft: Draft, people: People, row: Any) -> dict[str, Any]:
    node = draft.node(row.id)
    if node is None:
        return {"hops": row.hops, "name": row.name, "id": row.id}
    level = criticality_of(draft.snapshot, node)
    return {
        "hops": row.hops, "name": draft.call(node), "kind": draft.kind_of(node),
        "criticality": NOT_STATED if level is None else level, "owner": people.names(node), "board": people.board(node),
        "path": draft.between(row.path), "id": row.id,
    }  # fmt: skip
