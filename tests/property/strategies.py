"""Random small landscapes: few things, every relationship type that matters, groups in rings, gaps in what is known.

What a relationship says of itself is one choice among a list made once: an example costs few draws, and shrinks well.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, product

from hypothesis import strategies as st
from hypothesis.vendor import pretty

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.schema import Schema

Properties = dict[str, Value]
DAYS = [dt.date(2026, 1, day) for day in (1, 10, 20, 30)]
ASPECTS = "krts"
FAILURE = (
    "DEPENDS_ON", "DEPENDS_ON", "DEPENDS_ON", "FLOW", "FLOW", "VIA", "HOSTS", "CONTROLS_ACCESS_TO", "REALISES", "SUPPORTS",
    "USED_BY", "MEMBER_OF", "CONNECTED_TO",
)  # fmt: skip
EVERYTHING = (
    *FAILURE,
    "FLOW",
    "FLOW",
    "VIA",
    "HOLDS",
    "HOLDS",
    "HOLDS",
    "CARRIES",
    "DERIVED_FROM",
    "SUPPLIED_BY",
    "RELATES_TO",
)
TO_ASSETS = ("HOLDS", "CARRIES", "DERIVED_FROM")
LABELS = ("System", "System", "System", "Integration", "DigitalService", "Device")
CLASSIFIED = ("System", "Integration", "DigitalService", "InformationAsset")


def node(id_: str, label: str = "System", **properties: Value) -> Node:
    """A node in one line."""
    return Node(id_, label, properties)


def tie(source: str, type_: str, target: str, **properties: Value) -> Relationship:
    """A relationship in one line."""
    return Relationship(source, type_, target, properties)


def snapshot_of(nodes: Iterable[Node], ties: Iterable[Relationship], schema: Schema | None = None) -> Snapshot:
    """A validated snapshot."""
    whole = Landscape.of(nodes, ties, schema)
    return Snapshot.of(Stored(whole.nodes, whole.relationships), schema)


def _printed(snapshot: Snapshot, printer: pretty.RepresentationPrinter, _cycle: bool) -> None:
    """A failing example as code that makes it, not as a page of the schema."""
    nodes = [f"node({n.id!r}, {n.label!r}, **{dict(n.properties)!r})" for n in snapshot.nodes]
    ties = [f"tie({t.source!r}, {t.type!r}, {t.target!r}, **{dict(t.properties)!r})" for t in snapshot.relationships]
    printer.text("snapshot_of([{}], [{}])".format(", ".join(nodes), ", ".join(ties)))


pretty.for_type_by_name("eagraph.graph.snapshot", "Snapshot", _printed)


@cache
def one_of(count: int) -> st.SearchStrategy[int]:
    """A number from 0 to count - 1."""
    return st.integers(0, count - 1)


def ids(snapshot: Snapshot) -> st.SearchStrategy[str]:
    """One of the things of a landscape."""
    return st.sampled_from([n.id for n in snapshot.nodes])


@cache
def levels(aspects: str = ASPECTS) -> st.SearchStrategy[Properties]:
    """Levels of a thing in each aspect: exact, an interval, only an upper end, or unknown."""
    ends: list[tuple[int | None, int | None]] = [(None, None), *((low, None) for low in range(5))]
    ends += [(None, high) for high in range(5)] + [(a, b) for a in range(5) for b in range(a, 5)]
    return st.tuples(*(st.sampled_from(ends) for _ in aspects)).map(
        lambda drawn: {
            name: value
            for aspect, (low, high) in zip(aspects, drawn, strict=True)
            for name, value in ((aspect, low), (f"{aspect}_high", high))
            if value is not None
        }
    )


def _validities() -> list[Properties]:
    """Mostly nothing, else the first or the last day on which something holds."""
    ends: list[Properties] = [{name: day.isoformat()} for name in ("valid_from", "valid_to") for day in DAYS]
    return [{} for _ in range(3 * len(ends))] + ends


VALIDITIES = _validities()


@cache
def _forms(type_: str, assets: tuple[str, ...]) -> tuple[Properties, ...]:
    """What a relationship of a type may say of itself."""
    groups: list[Properties] = [{}, {}, {"group": "g"}, {"group": "h"}]
    if type_ == "DEPENDS_ON":
        modes: list[Properties] = [{}, {"mode": "hard"}, {"mode": "soft"}, {"mode": "optional"}]
        return tuple(group | mode for group, mode in product(groups, modes))
    if type_ == "FLOW":
        chosen = [c for size in range(1, len(assets) + 1) for c in combinations(assets, size)]
        carries: list[Properties] = [{}]
        carries += [{"carries": c} for c in chosen]
        needed: list[Properties] = [{}, {"needed": True}, {"needed": True}, {"needed": False}]
        modes = [{}, {"mode": "replicate"}]
        return tuple(g | c | n | m for g, c, n, m in product(groups, carries, needed, modes))
    return ({},)


@st.composite
def landscapes(
    draw: st.DrawFn, *, types: Sequence[str] = FAILURE, assets: int = 0, aspects: str = "", dated: bool = False
) -> Snapshot:
    """Landscapes of 2-7 places, up to `assets` information assets and 1-12 relationships.

    Args:
        types: among which relationships are drawn.
        assets: how many information assets there may be.
        aspects: those in which things have levels.
        dated: things and relationships may begin and end.
    """
    places = [f"p{i}" for i in range(2 + draw(one_of(6)))]
    held = tuple(f"x{i}" for i in range(draw(one_of(assets + 1))))

    def dates() -> Properties:
        return VALIDITIES[draw(one_of(len(VALIDITIES)))] if dated else {}

    labels = [*((p, LABELS[draw(one_of(len(LABELS)))]) for p in places), *((x, "InformationAsset") for x in held)]
    classified = [(i, label, draw(levels(aspects)) if label in CLASSIFIED else {}) for i, label in labels]
    nodes = [Node(i, label, {**said, **dates()}) for i, label, said in classified]
    open_types = tuple(t for t in types if held or t not in TO_ASSETS)
    ties = []
    for _ in range(1 + draw(one_of(12))):
        type_ = open_types[draw(one_of(len(open_types)))]
        sources, targets = held if type_ == "DERIVED_FROM" else places, held if type_ in TO_ASSETS else places
        ends = sources[draw(one_of(len(sources)))], targets[draw(one_of(len(targets)))]
        forms = _forms(type_, held)
        ties.append(Relationship(ends[0], type_, ends[1], {**forms[draw(one_of(len(forms)))], **dates()}))
    return snapshot_of(nodes, with_counts(draw, ties))


def with_counts(draw: st.DrawFn, ties: list[Relationship]) -> list[Relationship]:
    """How many of each group must work, said by the first or by all of its members, or by none (then one)."""
    groups: dict[tuple[str, Value], list[int]] = defaultdict(list)
    for i, one in enumerate(ties):
        if "group" in one.properties:
            groups[one.target if one.type == "FLOW" else one.source, one.properties["group"]].append(i)
    out = list(ties)
    for members in groups.values():
        k, everybody = divmod(draw(one_of(2 * len(members) + 2)), 2)
        for i in (members if everybody else members[:1]) if k else ():
            out[i] = replace(out[i], properties={**out[i].properties, "k": k})
    return out
