"""What an organisation needs of others, and what others need of it: dependencies across its border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from eagraph.analysis._facts import criticality_of
from eagraph.locale import Text, both
from eagraph.report import Chapter
from eagraph.reports import _exchanges, _gaps, _people
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._holdings import held_by, in_use
from eagraph.reports._people import People
from eagraph.reports._words import NOT_STATED, label, named, sentences, word
from eagraph.results import Result

Answers = Mapping[str, Result[Any]]
COUNTED = ("System", "DigitalService")
CRITICAL = 3


def across(draft: Draft, organisation: int, depth: int | None) -> tuple[Text, list[Section]]:
    """The sentence and the sections of an organisation's report."""
    mine = held_by(draft.snapshot, organisation)
    things = in_use(draft, mine, *COUNTED)
    ids = [draft.snapshot.nodes[node].id for node in things]
    up, needs = draft.ask_each("dependencies", ids, direction="upstream", depth=depth)
    down, needed = draft.ask_each("dependencies", ids, direction="downstream", depth=depth)
    theirs, others = (_beyond(draft, answers, set(mine)) for answers in (needs, needed))
    name = draft.call(organisation)
    summary = both(
        "Systems and services in use that {name} answers for: {count}. Things of others that they rest on: {theirs}; "
        "that rest on them: {others}.",
        name=name,
        count=len(things),
        theirs=len(theirs),
        others=len(others),
    )
    sections = [
        _own(draft, things, (up, needs), (down, needed)),
        _side(draft, theirs, up, (both("What it needs of others."), both("What it needs of others"), "theirs")),
        _side(draft, others, down, (both("What others need of it."), both("What others need of it"), "others")),
        _exchanges.section(draft, things),
        _people.section(draft, theirs, both("Whom to talk to about what it needs of others")),
        _gaps.section(draft, things),
    ]
    return summary, sections


def _beyond(draft: Draft, answers: Answers, mine: set[int]) -> dict[int, list[tuple[int, str]]]:
    """By thing of others, how many steps away it is from which of the organisation's own (ids); nearest first."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for id_, answer in answers.items():
        for row in draft.may_tell(answer.rows):
            node = draft.snapshot.index[row.id]
            if node not in mine and draft.snapshot.nodes[node].label not in ("Organisation", "TargetGroup"):
                found[node].append((row.hops, id_))
    return {node: sorted(ways) for node, ways in found.items()}


def _own(draft: Draft, things: list[int], up: tuple[Asked, Answers], down: tuple[Asked, Answers]) -> Section:
    """Its own systems and services, with how much hangs together with each."""
    people = People(draft)
    headings = {
        "name": both("Name"), "kind": both("Kind"), "lifecycle": both("Lifecycle"), "criticality": both("Criticality"),
        "rests": both("Rests on"), "rested": both("Rest on it"), "owner": both("Owner"), "id": both("Id"),
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    for node in things:
        thing, level = draft.snapshot.nodes[node], criticality_of(draft.snapshot, node)
        rows.append(
            {
                "name": draft.call(node),
                "kind": draft.kind_of(node),
                "lifecycle": word(thing.properties.get("lifecycle", "")),
                "criticality": NOT_STATED if level is None else level,
                "rests": len(draft.may_tell(up[1][thing.id].rows)),
                "rested": len(draft.may_tell(down[1][thing.id].rows)),
                "owner": people.names(node),
                "id": thing.id,
            }
        )
    grave = [node for node in things if (criticality_of(draft.snapshot, node) or 0) >= CRITICAL]
    text = both("Systems and services in use: {count}; of criticality 3 or 4: {grave}.", count=len(things), grave=len(grave))
    if grave:
        text = sentences(text, both("The critical ones: {names}.", names=named(str(draft.call(node)) for node in grave)))
    rows.sort(key=lambda row: (-(row["rests"] + row["rested"]), row["id"]))
    tables = (draft.table("own", both("Its systems and services"), headings, rows, up[0], down[0]),) if rows else ()
    return Section(
        Chapter(both("What it answers for"), says=(text,), tables=tables), ((both("What it answers for."), text),)
    )


def _side(draft: Draft, beyond: Mapping[int, list[tuple[int, str]]], asked: Asked, words: tuple[Text, Text, str]) -> Section:
    """What stands on the other side of the border, those that most hangs on first."""
    about, title, name = words
    people = People(draft)
    headings = {
        "name": both("Name"), "kind": both("Kind"), "criticality": both("Criticality"), "steps": both("Steps"),
        "count": both("Things of ours"), "which": both("Which"), "owner": both("Owner"), "board": both("Board or company"),
        "id": both("Id"),
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    for node, ways in sorted(beyond.items(), key=lambda pair: (-len(pair[1]), pair[1][0][0], pair[0])):
        level = criticality_of(draft.snapshot, node)
        rows.append(
            {
                "name": draft.call(node),
                "kind": label(draft.snapshot.schema, draft.snapshot.nodes[node].label),
                "criticality": NOT_STATED if level is None else level,
                "steps": ways[0][0],
                "count": len(ways),
                "which": draft.names_of([id_ for _, id_ in ways], 3),
                "owner": people.names(node),
                "board": people.board(node),
                "id": draft.snapshot.nodes[node].id,
            }
        )
    boards = sorted({row["board"].en for row in rows if row["board"] != NOT_STATED})
    text = both("Things: {count} {ref}.", count=len(rows), ref=asked.ref)
    if boards:
        text = sentences(text, both("Those who answer for them: {names}.", names=named(boards)))
    tables = (draft.table(name, title, headings, rows, asked),) if rows else ()
    return Section(Chapter(title, says=(text,), tables=tables), ((about, text),))
