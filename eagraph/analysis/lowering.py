"""Lowering: which single flow, if it ended, would lower most, and would a filter on it do?

Each relationship that may matter is thought away and everything is worked out anew: how many levels less are required where
information is classified too low, and where it is so no longer. What came by a flow is then not passed on either. Those that
no reason for a level uses need not be tried (see `_rests_on`); the others are tried in order of the most they can lower,
until none that is left can lower more than the last that is shown (branch and bound, Land and Doig 1960). For those shown a
filter with evidence is tried instead: anonymised, or with that one category taken out that lowers most.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._raised import Asked, Less, Pair, raised
from eagraph.analysis._rests_on import Bounds, bounds
from eagraph.analysis._ties import tied
from eagraph.errors import UnknownName, nearest_names
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.changing import Changed
from eagraph.escalation.filters import Effect, effect_of
from eagraph.escalation.homes import unpacked
from eagraph.escalation.moves import ALL
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import advanced, counted

title = both("Lowering")
question = both("Which single flow, if it ended, would lower most, and would a filter on it do?")


class Params(BaseModel):
    """What is to be lowered, by which relationships."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str | None = Field(
        default=None,
        title="only this thing",
        description="lower what is required of this thing: id, source key or unique name; empty is all that is classified "
        "too low for certain",
        json_schema_extra={"names": "thing"},
    )
    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    kinds: tuple[str, ...] = Field(
        default=("FLOW",),
        min_length=1,
        title="types of relationship",
        description="types of relationships to think away",
        json_schema_extra={"names": "relationship"},
    )
    limit: int = Field(default=10, ge=1, le=1000, description="no more rows than this, those that lower most first")
    tries: int = Field(default=150, ge=1, le=100_000, description="think no more relationships away than this")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One relationship thought away; those that lower most first."""

    brief: ClassVar = ("name", "label", "lowers", "no_longer_raised", "everywhere", "anonymise", "redact", "redact_lowers")

    lowers: int = Field(description="how many levels less would be required of what is to be lowered, all together")
    no_longer_raised: int = Field(description="how many places, by aspect, would no longer be classified too low")
    places: tuple[str, ...] = Field(description="ids of these places")
    everywhere: int = Field(description="how many levels less would be required over all places and aspects")
    anonymise: int | None = Field(
        title="if anonymised",
        description="how many levels less if it were anonymised instead, with evidence; empty where it has a filter, "
        "or is no flow",
    )
    redact: str | None = Field(
        title="category to take out",
        description="the one category that lowers most when it is taken out instead; empty where none lowers anything",
    )
    redact_lowers: int | None = Field(title="if taken out", description="how many levels less that would be")


class Answer(Result[Row]):
    """Rows are the relationships that lower most."""

    asked: int = Field(default=0, description="how many places, by aspect, are to be lowered")
    can_matter: int = Field(default=0, description="how many relationships a level to be lowered may rest on")
    tried: int = Field(default=0, description="how many of them were thought away")
    model_hash: str = Field(default="", description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The relationships that lower most, the first of them first.

    Raises:
        UnknownName: the thing, or a type of relationship, does not exist.
    """
    _check_kinds(snapshot, params.kinds)
    found = escalate(snapshot, at=params.at)
    aspects = (params.aspect,) if params.aspect else ASPECTS
    asked = Asked.of(found, _pairs(found, params, aspects))
    search = _searched(asked, params)
    lowering = [(tie, less) for tie, less in search.best[: params.limit] if less.levels]
    rows = [_row(asked, tie, less) for tie, less in counted(lowering, len(lowering))]
    hidden = found.hidden(ASPECTS)
    cut = list(_cut(search, shown=len(rows)))
    return Answer(
        analysis="lowering",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, params, asked, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *not_valid(hidden, params.at), *found.reasons(aspects)], truncated=bool(cut)),
        hidden=hidden,
        rows=tuple(rows),
        asked=len(asked.pairs),
        can_matter=search.tried + search.left,
        tried=search.tried,
        model_hash=found.ground.model.hash,
    )


def _check_kinds(snapshot: Snapshot, kinds: tuple[str, ...]) -> None:
    for kind in kinds:
        if kind not in snapshot.schema.relationship:
            text = both("There is no relationship {type}.", type=repr(kind))
            raise UnknownName(text, nearest_names(kind, snapshot.schema.relationship))


def _pairs(found: Escalation, params: Params, aspects: tuple[Aspect, ...]) -> list[Pair]:
    """What is to be lowered: all that is raised, or whatever is required of one thing beside what its owner decided."""
    if params.of is None:
        return raised(found, aspects)
    node = found.snapshot.find(params.of)
    return [(node, aspect) for aspect in aspects if found.asked(node, aspect).low]


@dataclass(frozen=True, slots=True)
class _Search:
    """What was tried, those that lower most first; how many are left, and how much each of them can lower at most."""

    best: list[tuple[int, Less]]
    tried: int
    left: int
    most: int


def _searched(asked: Asked, params: Params) -> _Search:
    """Think relationships away in order of the most each can lower, until none that is left can be among the first."""
    limits: Bounds = bounds(asked) if asked.pairs else Bounds.none()
    relationships = asked.escalation.snapshot.relationships
    open_ = [j for j, tie in enumerate(relationships) if tie.type in params.kinds and limits.of(j)]
    open_.sort(key=lambda j: (-limits.of(j), j))
    best: list[tuple[int, Less]] = []
    tried = 0
    for tie in open_[: params.tries]:
        enough = len(best) >= params.limit and best[params.limit - 1][1].levels >= limits.of(tie)
        if enough:
            break
        best.append((tie, asked.less(Changed.without(asked.escalation, [tie]))))
        best.sort(key=lambda one: (-one[1].levels, -len(one[1].settled), -one[1].everywhere, one[0]))
        tried += 1
        advanced(tried, len(open_))
    return _Search(best, tried, len(open_) - tried, limits.of(open_[tried]) if tried < len(open_) else 0)


def _row(asked: Asked, tie: int, less: Less) -> Row:
    snapshot = asked.escalation.snapshot
    anonymise, redact, redacted = _filtered(asked, tie)
    return Row(
        **tied(snapshot, tie),
        lowers=less.levels,
        no_longer_raised=len(less.settled),
        places=tuple(sorted({snapshot.nodes[node].id for node, _ in less.settled})),
        everywhere=less.everywhere,
        anonymise=anonymise,
        redact=redact,
        redact_lowers=redacted,
    )


def _filtered(asked: Asked, tie: int) -> tuple[int | None, str | None, int | None]:
    """How much it lowers to anonymise a flow, and which one category to take out of it lowers most, and how much that is."""
    ground = asked.escalation.ground
    mine = np.flatnonzero(ground.moves.tie == tie)
    is_open = len(mine) and all(ground.moves.effects[e].is_nothing for e in ground.moves.effect[mine].tolist())
    if asked.escalation.snapshot.relationships[tie].type != "FLOW" or not is_open:
        return None, None, None

    brought = _brought(asked.escalation, tie)

    def lowered(effect: Effect) -> int:
        return asked.less(Changed.by(asked.escalation, ground.changed({tie: effect}), brought)).levels

    def without(*categories: str) -> int:
        return lowered(effect_of({"filter": "redact", "filter_removes": categories}, ground.model))

    anonymised = lowered(effect_of({"filter": "anonymise"}, ground.model))
    toxic = sorted(_categories(asked.escalation, brought))
    if not toxic or (len(toxic) > 1 and not without(*toxic)):
        return anonymised, None, None
    single = {category: without(category) for category in toxic}
    best = max(toxic, key=lambda category: single[category])
    return (anonymised, best, single[best]) if single[best] else (anonymised, None, None)


def _brought(found: Escalation, tie: int) -> list[int]:
    """The columns of information that a flow brings."""
    moves, brought = found.ground.moves, set[int]()
    for move in np.flatnonzero(moves.tie == tie).tolist():
        limit, there = int(moves.mask[move]), found.content.plane()[int(moves.sender[move])]
        brought |= {*unpacked(there if limit == ALL else there & moves.masks[limit])}
    return sorted(brought)


def _categories(found: Escalation, columns: list[int]) -> set[str]:
    """The categories of some information that a rule in force asks for."""
    asked = {name for rule in found.ground.model.rules for way in rule.when for part in way.categories for name in part}
    said = [found.snapshot.nodes[int(found.ground.assets[column])].properties.get("categories") for column in columns]
    return asked & {str(name) for names in said if isinstance(names, tuple) for name in names}


def _cut(search: _Search, *, shown: int) -> Iterator[Text]:
    """What else may lower something, and how much at most."""
    if search.left:
        yield both(
            "{count} more relationships may lower something and were not tried; none lowers more than {most} levels.",
            count=search.left,
            most=search.most,
        )
    if more := sum(less.levels > 0 for _, less in search.best) - shown:
        yield both("{count} more relationships lower something and are not shown.", count=more)


def _summary(snapshot: Snapshot, params: Params, asked: Asked, rows: list[Row]) -> Text:
    if not asked.pairs and params.of is None:
        return both("Nothing is classified too low for certain; there is nothing to lower.")
    if not asked.pairs:
        name = snapshot.nodes[snapshot.find(params.of or "")].name
        return both("Nothing is required of {name} beside what its owner decided.", name=name)
    if not rows:
        return both("No relationship of those kinds lowers anything by itself.")
    first = rows[0]
    return both(
        "Without {flow}, {levels} levels less would be required; no longer classified too low: {settled} of {count}.",
        flow=first.name,
        levels=first.lowers,
        settled=first.no_longer_raised,
        count=int((asked.before > asked.assigned).sum()),
    )
