"""Landscapes for the escalation engine: a little information about somebody, ways with filters, rules that soon apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from eagraph.escalation import Escalation
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from tests.property.strategies import LABELS, VALIDITIES, Properties, levels, one_of, snapshot_of, with_counts

TODAY = dt.date(2026, 1, 20)
TIES = (
    "FLOW", "FLOW", "FLOW", "FLOW", "FLOW", "HOLDS", "HOLDS", "HOLDS", "HOLDS", "VIA", "VIA", "CARRIES", "DERIVED_FROM",
    "HOSTS", "CONTROLS_ACCESS_TO", "DEPENDS_ON", "DEPENDS_ON", "OWNED_BY", "PART_OF", "OF_TYPE", "OF_TYPE",
    "MASTER_OF", "MASTER_OF", "RELATES_TO", "RELATES_TO", "REALISES", "USED_BY", "MEMBER_OF",
)  # fmt: skip
EVIDENCE: Properties = {
    "filter_method": "m", "filter_decision": "d", "filter_decided_by": "o", "filter_date": "2025-06-01",
    "filter_review": "2026-06-01", "filter_evidence": "e",
}  # fmt: skip
FAULTS: list[tuple[str, str | None]] = [
    ("filter_evidence", None), ("filter_decided_by", None), ("filter_review", "2026-01-10"), ("filter_date", "2026-02-01"),
]  # fmt: skip


def _rule(id_: str, proposes: Mapping[str, Any], *when: Mapping[str, Any], family: str = "combination") -> dict[str, Any]:
    words = {"sv": id_, "en": id_}
    return {
        "id": id_,
        "family": family,
        "title": words,
        "why": words,
        "source": "assumption",
        "when": list(when),
        **proposes,
    }


RULES = [
    _rule("COUNT", {"raise": {"k": 1}}, {"linkable": True, "assets": 2}),
    _rule("OWNERS", {"raise": {"k": 1, "s": 1}}, {"linkable": True, "owners": 2}),
    _rule("SOURCES", {"raise": {"k": 2, "t": 1}}, {"sources": 2}),
    _rule("MOVES", {"floor": {"k": 3}}, {"linkable": True, "categories": ["identity", "location|time"]}),
    _rule("BUILDING", {"floor": {"k": 4, "s": 2}}, {"categories": ["drawing", "alarm"]}),
    _rule("VOLUME", {"raise": {"k": 1}}, {"linkable": True, "assets": 2, "one_with": {"subjects": 100, "share": 0.1}},
          {"one_with": {"records": 100}}, family="accumulation"),
    _rule("TIME", {"raise": {"r": 1}}, {"linkable": True, "one_with": {"resolution_s": 60, "retention_d": 30}}),
    _rule("SPECIAL", {"floor": {"s": 2}}, {"linkable": True, "categories": ["identity"],
                                           "one_with": {"special_category": True}}),
    _rule("PERSONAL", {"raise": {"s": 1}}, {"assets": 2, "one_with": {"personal": True}}),
    _rule("HUB", {"raise": {"t": 1, "r": 1}}, {"dependants": 2, "of_level": 1}, {"dependants": 1, "of_level": 3},
          family="concentration"),
    _rule("SECMETA", {"floor": {"k": 2}}, {"categories": ["vulnerability|control"], "about_systems": 1, "of_level": 2}),
    _rule("SECMETA-MANY", {"raise": {"k": 1}}, {"categories": ["vulnerability|control"], "about_systems": 2, "of_level": 1}),
]  # fmt: skip
"""Every kind of condition there is, with thresholds of a small landscape; one proposes more than the cap allows."""


@cache
def schema(residents: int | None = None) -> Schema:
    """The declared types, and a model of which rules apply to a handful of things."""
    said = ClassificationModel.standard().model_dump(mode="json", by_alias=True, exclude_none=True)
    said |= {"rules": RULES, "residents": residents} if residents else {"rules": RULES}
    said["filters"]["pseudonymise"] = {"lower": {"k": 1}, "removes": ["identity"]}
    return replace(Schema.standard(), classification=ClassificationModel.model_validate(said))


_RESIDENT: Properties = {"subject_kind": "resident"}
_WHO: list[Properties] = [
    _RESIDENT, _RESIDENT, _RESIDENT, _RESIDENT, {}, {"subject_kind": "resident", "personal": True},
    {"subject_kind": "vehicle"}, {"subject_kind": "none"}, {"personal": False}, {"personal": True},
    {"subject_kind": "resident", "personal": False}, {"subject_kind": "vehicle", "asset_kind": "open"},
    {"asset_kind": "anonymous", "classified_by": "o", "classified_on": "2026-01-01"},
]  # fmt: skip
_CATEGORIES: list[tuple[str, ...]] = [
    ("identity", "location", "time"), ("location", "time", "reading", "vulnerability"), ("identity", "drawing", "control"),
    ("alarm", "location", "address"), ("identity",), ("location", "time"), ("vulnerability",), ("address", "gender"),
]  # fmt: skip
_ABOUT: list[Properties] = [{}, *(Properties(categories=c) for c in _CATEGORIES)]
_SIZE: list[Properties] = [
    {}, {"subjects": 100, "records": 10}, {"subjects": 20, "records": 5}, {"records": 100}, {"subjects": 5},
    {"resolution_s": 60.0, "retention_d": 30.0, "special_category": True}, {"resolution_s": 3600.0},
    {"special_category": True, "subjects": 200}, {"special_category": False},
]  # fmt: skip
FILTERS: list[Properties] = [
    {"filter": "anonymise"}, {"filter": "pseudonymise"}, {"filter": "redact", "filter_removes": ("location", "identity")},
    {"filter": "generalise", "filter_k": 1}, {"filter": "redact"}, {"filter": "encrypt"},
    {"filter": "anonymise", "filter_k": 2}, {"filter": "sample", "filter_removes": ("drawing",), "filter_k": 2},
]  # fmt: skip
_MODES: list[Properties] = [
    {},
    {},
    {"mode": "soft"},
    {"mode": "optional"},
    {"buffer_h": 8.0},
    {"buffer_h": 2.0, "mode": "soft"},
]
_GROUPS: list[Properties] = [{}, {}, {}, {"group": "g"}]
_NEEDED: list[Properties] = [{}, {}, {"needed": True}, {"needed": False}]
_VALIDATED: list[Properties] = [{}, {}, {}, {"validated": True}, {"validated": True, "validation_evidence": "e"}]


@st.composite
def landscapes(
    draw: st.DrawFn, *, filters: bool = True, dated: bool = False, odd: bool = False, residents: int | None = None
) -> Snapshot:
    """2-5 places, 1-4 pieces of information, owners, types, and 2-18 relationships.

    Args:
        filters: flows may have filters, with and without evidence.
        dated: things and relationships may begin and end.
        odd: relationships may stand between things they are not meant for.
        residents: how many live in the city.
    """

    def some(options: list[Properties]) -> Properties:
        return options[draw(one_of(len(options)))]

    def dates() -> Properties:
        return some(VALIDITIES) if dated else {}

    places = [f"p{i}" for i in range(2 + draw(one_of(4)))]
    assets = [f"x{i}" for i in range(1 + draw(one_of(4)))]
    labels = [*((p, LABELS[draw(one_of(len(LABELS)))]) for p in places), *((x, "InformationAsset") for x in assets)]
    nodes = [Node(i, label, {**draw(levels("rt")), **some([{}, {"rto_h": 4.0}])}) for i, label in labels if i in places]
    nodes += [Node(x, "InformationAsset", {**draw(levels()), **some(_WHO), **some(_ABOUT), **some(_SIZE)}) for x in assets]
    nodes = [replace(n, properties={**n.properties, **dates()}) for n in nodes]
    nodes += [
        Node("b0", "Organisation", {"kind": "board"}),
        Node("b1", "Organisation", some([{"kind": "company"}, {"kind": "unit"}])),
    ]
    nodes += [Node(f"y{i}", "InformationType", {}) for i in range(2)]
    kinds = {"p": places, "x": assets, "b": ["b0", "b1"], "y": ["y0", "y1"], "*": [n.id for n in nodes]}
    ties = [Relationship(places[at], "HOLDS", x) for x in assets if (at := draw(one_of(len(places) + 1))) < len(places)]
    ties += [Relationship(x, "OWNED_BY", f"b{of}") for x in assets if (of := draw(one_of(3))) < 2]
    for _ in range(2 + draw(one_of(17))):
        type_ = TIES[draw(one_of(len(TIES)))]
        ends = ENDS.get(type_, "pp") if not odd or draw(one_of(4)) else "**"
        source, target = (of[draw(one_of(len(of)))] for of in (kinds[kind] for kind in ends))
        said: Properties = {}
        if type_ == "DEPENDS_ON":
            said = {**some(_MODES), **some(_GROUPS)}
        elif type_ == "FLOW":
            carried = tuple(x for x in assets if draw(st.booleans()))
            said = {**some(_NEEDED), **some(_GROUPS), **some(_VALIDATED), **({"carries": carried} if carried else {})}
            said |= _filtered(draw) if filters else {}
        if type_ == "PART_OF" and source <= target:
            continue
        ties.append(Relationship(source, type_, target, {**said, **dates()}))
    if filters:
        ties += _meeting(draw, places, dict(labels))
    return snapshot_of(nodes, with_counts(draw, ties), schema(residents))


def _meeting(draw: st.DrawFn, places: list[str], labels: Mapping[str, str]) -> list[Relationship]:
    """Now and then: two filters into one place, or an exchange that is encrypted all the way to where it is transported."""
    one, other, end = (places[draw(one_of(len(places)))] for _ in range(3))
    ways = [Relationship(start, "FLOW", end, {**FILTERS[draw(one_of(2))], **EVIDENCE}) for start in (one, other)]
    integration = next((p for p in places if labels[p] == "Integration"), one)
    sealed = [
        Relationship(one, "FLOW", integration, {"filter": "encrypt", **EVIDENCE}), Relationship(integration, "VIA", end),
    ]  # fmt: skip
    return [[], [], ways, sealed][draw(one_of(4))]


ENDS = {
    "HOLDS": "px", "CARRIES": "px", "DERIVED_FROM": "xx", "OWNED_BY": "xb", "PART_OF": "bb", "OF_TYPE": "xy",
    "MASTER_OF": "py", "RELATES_TO": "xp",
}  # fmt: skip
"""First letters of who may stand at the ends of a relationship; of others two places."""


def _filtered(draw: st.DrawFn) -> Properties:
    """No filter, one with evidence, or one that lacks some or whose time is not now."""
    choice = draw(one_of(2 * len(FILTERS) + len(FAULTS)))
    if choice >= 2 * len(FILTERS):
        name, value = FAULTS[choice - 2 * len(FILTERS)]
        evidence = {**EVIDENCE, name: value} if value else {k: v for k, v in EVIDENCE.items() if k != name}
        return {**FILTERS[draw(one_of(len(FILTERS)))], **evidence}
    return {} if choice >= len(FILTERS) else {**FILTERS[choice], **EVIDENCE}


Table = dict[tuple[str, Aspect], tuple[int, int]]
"""By id and aspect: what is required, and what is required beside what its owner decided."""


def table(escalation: Escalation, end: str) -> Table:
    """What the engine finds at an end: low, high, or declared."""
    solution = getattr(escalation, end)
    return {
        (node.id, aspect): (int(solution.required[aspect].value[i]), int(solution.required[aspect].asked[i]))
        for i, node in enumerate(escalation.snapshot.nodes)
        for aspect in ASPECTS
    }


def required(escalation: Escalation, end: str = "low") -> dict[tuple[str, Aspect], int]:
    """What the engine requires at an end."""
    return {key: value for key, (value, _) in table(escalation, end).items()}


def changed(snapshot: Snapshot, properties: Mapping[str, Mapping[str, Any]]) -> Snapshot:
    """The same landscape, of which some things say more, or (None) less."""
    nodes = []
    for one in snapshot.nodes:
        said = {**one.properties, **properties.get(one.id, {})}
        nodes.append(replace(one, properties={name: value for name, value in said.items() if value is not None}))
    return snapshot_of(nodes, snapshot.relationships, snapshot.schema)


def with_ties(snapshot: Snapshot, ties: Iterable[Relationship]) -> Snapshot:
    """The same things with other relationships."""
    return snapshot_of(snapshot.nodes, (replace(one, ordinal=0) for one in ties), snapshot.schema)
