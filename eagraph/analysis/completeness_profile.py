"""Completeness profile: which facts are filled in, of how many, by which source and whose are they?

Facts are the properties and relationships that an analysis or rule needs (`_minimum`), and every declared property that
anybody fills in. Absent is unknown; a property that says "none" is known. Retired systems are not counted.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import criticality_of
from eagraph.analysis._known import Known, claims, needs_of, says
from eagraph.analysis._things import named, owner_names
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import counted

title = both("Completeness profile")
question = both("Which facts are filled in, of how many things, by which source, and who answers for what is missing?")
_OWN = frozenset({"name", "source", "source_key"})
"""What every record has, or every source says of itself."""


class Params(BaseModel):
    """Of what, and by whom."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    by: Literal["all", "source", "organisation"] = Field(
        default="all", description="once for all, or for each source or board"
    )
    label: str = Field(
        default="", description="only this label or type of relationship", json_schema_extra={"names": "label"}
    )
    property: str = Field(default="", description="only this property or relationship; with a label also who lacks it")
    organisation: str = Field(
        default="", description="only what this board or company answers for", json_schema_extra={"names": "thing"}
    )
    needed: bool = Field(default=True, title="only what is needed", description="only facts an analysis or rule needs")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(
        default=1000, ge=1, le=100_000, description="no more rows, and no more things that lack it, than this"
    )


class Row(Value):
    """One fact of one label, for one source or board."""

    brief: ClassVar = ("group_name", "label", "fact", "share", "filled", "of", "sources")

    group: str = Field(default="", description="the source, or the id of the board; empty for all")
    group_name: str = Field(default="", title="of whom", description="its name")
    label: str = Field(description="label or type of relationship the fact is of")
    property: str = Field(description="the property or relationship")
    fact: Words = Field(title="fact", description="what people call it")
    filled: int = Field(title="filled in", description="of how many it is known")
    of: int = Field(title="of how many", description="of how many it is asked")
    share: float = Field(description="filled in, as a share")
    sources: tuple[str, ...] = Field(title="who fills it in", description="sources that say it of at least one")


class Lacking(Named):
    """A thing that lacks the fact asked for."""

    organisation: str | None = Field(description="the board or company that answers for it")
    owner: str | None = Field(description="whom to ask")
    criticality: int | None = Field(description="how critical it is, 0-4; None is unknown")


class Answer(Result[Row]):
    """The profile, and of one fact of one label who lacks it."""

    filled: int = Field(default=0, title="facts filled in", description="facts that are filled in")
    asked: int = Field(default=0, title="facts asked for", description="facts there would be if everything were known")
    lacking: tuple[Lacking, ...] = Field(
        default=(), title="who lacks it", description="who lacks the fact, the most critical first"
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Every fact, by label.

    Raises:
        UnknownName: the organisation does not exist.
    """
    known = Known(snapshot, params.at)
    rows = [row for group, of, members in _groups(known, params) for row in _of_group(known, params, group, of, members)]
    rows.sort(key=lambda row: (row.group_name, row.group, row.label, row.property))
    lacking = _lacking(known, params) if params.label and params.property else []
    more = max(len(rows), len(lacking)) - params.limit
    cut = (both("{count} more rows are not shown.", count=more),) if more > 0 else ()
    return Answer(
        analysis="completeness-profile",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(known, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(cut, truncated=more > 0),
        rows=tuple(rows[: params.limit]),
        filled=sum(row.filled for row in rows),
        asked=sum(row.of for row in rows),
        lacking=tuple(lacking[: params.limit]),
    )


def _groups(known: Known, params: Params) -> Iterator[tuple[str, str, list[int]]]:
    """Group, label or type, and members of it in the group."""
    chosen = [of for of in sorted(known.members) if not params.label or of == params.label]
    for of in counted(chosen, len(chosen)):
        members = _mine(known, of, params.organisation)
        if params.by == "all":
            yield "", of, members
            continue
        by: dict[str, list[int]] = defaultdict(list)
        for number in members:
            for group in _of_whom(known, of, number, params.by):
                by[group].append(number)
        yield from ((group, of, own) for group, own in sorted(by.items()))


def _mine(known: Known, of: str, organisation: str) -> list[int]:
    members = known.members.get(of, [])
    if not organisation:
        return members
    board, own = known.snapshot.find(organisation), boards(known.snapshot)
    return [n for n in members if board in (known.about(of, n), own.get(known.about(of, n)))]


def _of_whom(known: Known, of: str, number: int, by: str) -> Iterable[str]:
    if by == "source":
        return dict.fromkeys(claim.source for claim in claims(known.item(of, number)))
    board = boards(known.snapshot).get(known.about(of, number))
    return () if board is None else (known.snapshot.nodes[board].id,)


def _of_group(known: Known, params: Params, group: str, of: str, members: Sequence[int]) -> Iterator[Row]:
    source = group if params.by == "source" else None
    is_board = params.by == "organisation" and group
    name = known.snapshot.nodes[known.snapshot.index[group]].name if is_board else group
    for fact in _facts(known, of, members, params):
        asked = [n for n in members if known.is_asked(of, fact, n)]
        filled = [n for n in asked if _fills(known, of, n, fact, source)]
        if asked and (filled or any(need.fact == fact for need in needs_of(of)) or params.property):
            yield Row(
                group=group,
                group_name=name,
                label=of,
                property=fact,
                fact=Words.of(known.text(of, fact)),
                filled=len(filled),
                of=len(asked),
                share=round(len(filled) / len(asked), 4),
                sources=_sources(known, of, filled, fact),
            )


def _facts(known: Known, of: str, members: Sequence[int], params: Params) -> list[str]:
    """Which facts to tell of a label: those needed, or all that anybody fills in."""
    facts = {need.fact for need in needs_of(of)}
    if not params.needed or (params.property and params.property not in facts):
        schema = known.snapshot.schema
        fields = (schema.relationship_fields if known.is_tie(of) else schema.node_fields)[of]
        facts |= {name for n in members for name in known.item(of, n).properties if name in fields} - _OWN
        facts |= {params.property} & fields.keys()
    return sorted(fact for fact in facts if not params.property or fact == params.property)


def _fills(known: Known, of: str, number: int, fact: str, source: str | None) -> bool:
    """Is a fact known; of one source: does that source say it?"""
    if source is None or (fact in known.snapshot.schema.relationship and not known.is_tie(of)):
        return known.knows(of, fact, number)
    item = known.item(of, number)
    return any(claim.source == source and says(item, claim, fact) for claim in claims(item))


def _sources(known: Known, of: str, filled: Sequence[int], fact: str) -> tuple[str, ...]:
    """Who says a fact of at least one; a relationship is said by whoever has it."""
    if fact in known.snapshot.schema.relationship and not known.is_tie(of):
        wanted = set(filled)
        ties = (known.snapshot.relationships[j] for j in known.members.get(fact, ()) if _ends(known, j) & wanted)
        return tuple(sorted({claim.source for tie in ties for claim in claims(tie)}))
    items = (known.item(of, n) for n in filled)
    return tuple(sorted({claim.source for item in items for claim in claims(item) if says(item, claim, fact)}))


def _ends(known: Known, tie: int) -> set[int]:
    return {int(known.snapshot.source[tie]), int(known.snapshot.target[tie])}


def _lacking(known: Known, params: Params) -> list[Lacking]:
    """Who lacks one fact, the most critical first; of a relationship, where it leads from."""
    mine = set(_mine(known, params.label, params.organisation))
    lacking = (n for n in known.lacking(params.label, params.property) if n in mine)
    things = dict.fromkeys(known.about(params.label, n) for n in lacking)
    return sorted((_thing(known.snapshot, node) for node in things), key=lambda one: (-_level(one), one.name, one.id))


def _level(one: Lacking) -> int:
    return -1 if one.criticality is None else one.criticality


def _thing(snapshot: Snapshot, node: int) -> Lacking:
    board = boards(snapshot).get(node)
    return Lacking(
        **named(snapshot, node),
        organisation=None if board is None else snapshot.nodes[board].name,
        owner=owner_names(snapshot, node),
        criticality=criticality_of(snapshot, node),
    )


def _summary(known: Known, rows: Sequence[Row]) -> Text:
    asked = sum(row.of for row in rows)
    if not asked:
        return both("There is nothing to fill in.")
    filled = sum(row.filled for row in rows)
    least = sorted(
        (row for row in rows if row.filled < row.of), key=lambda row: (row.share, -row.of, row.label, row.property)
    )
    if not least:
        return both("All {asked} facts that are asked for are filled in.", asked=asked)
    first = least[0]
    return both(
        "{filled} of {asked} facts are filled in ({percent} %). Least known is “{kind}: {fact}”, of {known} of {of}.",
        filled=filled, asked=asked, percent=round(100 * filled / asked), fact=first.fact.text,
        kind=known.kind_text(first.label), known=first.filled, of=first.of,
    )  # fmt: skip
