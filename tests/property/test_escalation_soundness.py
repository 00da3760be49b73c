"""What must hold of required levels whatever the landscape: monotone, settled, sound against whatever is found out later."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.escalation import Escalation, escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.classification import ASPECTS, interval, is_stated
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.escalating import (
    EVIDENCE,
    FAULTS,
    FILTERS,
    TODAY,
    changed,
    landscapes,
    required,
    table,
    with_ties,
)
from tests.property.strategies import Properties, snapshot_of

pytestmark = pytest.mark.heavy
SOME = 80
T = TypeVar("T")
Said = dict[str, Any]
TurnsOut = Callable[[Sequence[Any]], Any]
ENDS = ("declared", "low", "high")
QUALITIES: Mapping[str, list[Value]] = {
    "subject_kind": ["none", "vehicle", "resident"],
    "categories": [
        ("case",), ("vulnerability",), ("drawing", "alarm"), ("location", "reading"), ("identity", "location", "time"),
        ("identity", "location", "time", "reading", "address", "drawing", "alarm", "vulnerability"),
    ],
    "subjects": [1, 500], "records": [1, 500], "resolution_s": [90000.0, 1.0], "retention_d": [1.0, 400.0],
}  # fmt: skip
"""What nobody may have said of information, and what it may turn out to be; the last is what most rules look for."""


def at_work(snapshot: Snapshot) -> Escalation:
    return escalate(snapshot, at=TODAY)


def is_information(node: Node) -> bool:
    return node.label == "InformationAsset"


def sent_unfounded(escalation: Escalation) -> set[tuple[int, int]]:
    homes = escalation.ground.unfounded
    return {(int(p), int(escalation.ground.assets[c])) for p, c in zip(homes.place, homes.column, strict=True)}


def never_lower(before: Escalation, after: Escalation, end: str) -> bool:
    more = required(after, end)
    return all(level <= more[key] for key, level in required(before, end).items())


@given(landscapes(filters=False), st.data())
@settings(max_examples=SOME)
def test_more_information_and_more_flows_never_require_less(snapshot: Snapshot, data: st.DataObject) -> None:
    places = [n.id for n in snapshot.nodes if n.id.startswith("p")]
    assets = [n.id for n in snapshot.nodes if is_information(n)]
    levels: Properties = {a: data.draw(st.integers(0, 4)) for a in ASPECTS}
    more = Node("x9", "InformationAsset", {**levels, "subject_kind": "resident", "categories": ("identity", "alarm")})
    here, there, asset = (data.draw(st.sampled_from(of)) for of in (places, places, [*assets, "x9"]))
    ties = [
        Relationship(data.draw(st.sampled_from(places)), "HOLDS", "x9"),
        Relationship(here, "FLOW", there, {} if data.draw(st.booleans()) else {"carries": (asset,)}),
        Relationship(here, "VIA", there),
    ]
    chosen = ties[: 1 + data.draw(st.integers(0, 2))]
    after = at_work(snapshot_of([*snapshot.nodes, more], [*snapshot.relationships, *chosen], snapshot.schema))
    before = at_work(snapshot_of([*snapshot.nodes, more], snapshot.relationships, snapshot.schema))
    assume(sent_unfounded(before) <= sent_unfounded(after))
    for end in ENDS:
        assert never_lower(before, after, end)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_more_sensitive_information_never_requires_less(snapshot: Snapshot, data: st.DataObject) -> None:
    asset = data.draw(st.sampled_from([n for n in snapshot.nodes if is_information(n)]))
    raised: Properties = {}
    for aspect in ASPECTS:
        said = interval(asset.properties, aspect)
        low = data.draw(st.integers(said.low, 4))
        raised |= {aspect: low, f"{aspect}_high": data.draw(st.integers(max(low, said.high), 4))}
    after = at_work(changed(snapshot, {asset.id: raised}))
    for end in ENDS:
        assert never_lower(at_work(snapshot), after, end)


@given(landscapes())
@settings(max_examples=SOME)
def test_who_decides_what_is_required_is_not_asked_for_more(snapshot: Snapshot) -> None:
    before = at_work(snapshot)
    low, high = required(before), required(before, "high")
    decided: dict[str, Properties] = {}
    for node in snapshot.nodes:
        for a in ASPECTS:
            if is_information(node) or (a in "rt" and is_stated(node.properties, a)):
                decided.setdefault(node.id, {}).update({a: low[node.id, a], f"{a}_high": high[node.id, a]})
    after = at_work(changed(snapshot, decided))
    assert (required(after), required(after, "high")) == (low, high)
    assert not [
        (n.id, a) for i, n in enumerate(snapshot.nodes) for a in ASPECTS
        if n.id in decided and a in decided[n.id] and after.is_raised(i, a)
    ]  # fmt: skip


@given(landscapes(), st.randoms(use_true_random=False))
@settings(max_examples=SOME)
def test_the_order_of_relationships_decides_nothing(snapshot: Snapshot, chance: random.Random) -> None:
    order = list(snapshot.relationships)
    chance.shuffle(order)
    other = Snapshot.of(Stored(snapshot.nodes, tuple(order)), snapshot.schema)
    for end in ENDS:
        assert table(at_work(other), end) == table(at_work(snapshot), end)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_the_order_of_places_decides_nothing(snapshot: Snapshot, data: st.DataObject) -> None:
    places = [n.id for n in snapshot.nodes if n.id.startswith("p")]
    new = dict(zip(places, data.draw(st.permutations(places)), strict=True))
    nodes = [Node(new.get(n.id, n.id), n.label, n.properties) for n in snapshot.nodes]
    ties = [Relationship(new.get(t.source, t.source), t.type, new.get(t.target, t.target), t.properties)
            for t in snapshot.relationships]  # fmt: skip
    other = at_work(snapshot_of(nodes, ties, snapshot.schema))
    for end in ENDS:
        before = table(at_work(snapshot), end)
        assert table(other, end) == {(new.get(id_, id_), aspect): level for (id_, aspect), level in before.items()}


@given(landscapes())
@settings(max_examples=SOME)
def test_a_place_must_meet_what_its_own_information_requires(snapshot: Snapshot) -> None:
    escalation = at_work(snapshot)
    for one in snapshot.relationships:
        if one.type == "HOLDS":
            said = snapshot.nodes[snapshot.index[one.target]].properties
            for aspect in ASPECTS:
                found, own = escalation.required(snapshot.index[one.source], aspect), interval(said, aspect)
                assert (found.low, found.high) >= (own.low, own.high)
                assert found.high >= own.high


@given(landscapes())
@settings(max_examples=SOME)
def test_ends_are_in_order_and_rules_propose_no_more_than_the_cap(snapshot: Snapshot) -> None:
    escalation = at_work(snapshot)
    ends = [required(escalation, end) for end in ENDS]
    assert all(ends[0][key] <= ends[1][key] <= ends[2][key] for key in ends[0])
    for aspect in ASPECTS:
        given_ = [
            said for n in snapshot.nodes if is_information(n) or is_stated(n.properties, aspect)
            for said in [interval(n.properties, aspect)]
        ]  # fmt: skip
        cap = snapshot.schema.classification.cap
        assert max(ends[1][n.id, aspect] for n in snapshot.nodes) <= max([cap, *(said.low for said in given_)])
        assert max(ends[2][n.id, aspect] for n in snapshot.nodes) <= max([cap, *(said.high for said in given_)])


@given(landscapes(), st.data(), st.booleans())
@settings(max_examples=2 * SOME)
def test_whatever_the_unknown_turns_out_to_be_lies_within_the_interval(
    snapshot: Snapshot, data: st.DataObject, worst: bool
) -> None:
    def turns_out(choices: Sequence[T]) -> T:
        return choices[-1] if worst else data.draw(st.sampled_from(choices))

    before, found, more = at_work(snapshot), dict[str, Said](), list[Relationship]()
    for number, node in enumerate(snapshot.nodes):
        levels: Said = {}
        for aspect in ASPECTS:
            if is_information(node) or is_stated(node.properties, aspect):
                said = interval(node.properties, aspect)
                levels |= {aspect: turns_out(range(said.low, said.high + 1)), f"{aspect}_high": None}
        found[node.id] = levels | (found_out(node, turns_out) if is_information(node) else {})
        if is_information(node):
            more += told_later(snapshot, node.id, turns_out, f"b{number % 2}")
    exact = at_work(with_ties(changed(snapshot, found), [*snapshot.relationships, *more]))
    low, high, most = required(exact), required(exact, "high"), required(before, "high")
    for key, least in required(before).items():
        assert least <= low[key] <= high[key] <= most[key]


def found_out(asset: Node, turns_out: TurnsOut) -> Said:
    """What an asset did not say of itself, said; nothing that contradicts what it did say."""
    said: Said = dict(asset.properties)
    is_known = "subject_kind" in said
    for name, choices in QUALITIES.items():
        if not said.get(name):
            said[name] = turns_out(choices)
    if "personal" not in said and said.get("asset_kind") != "anonymous":
        said["personal"] = turns_out([True] if is_known and said["subject_kind"] != "none" else [False, True])
    if "special_category" not in said:
        said["special_category"] = bool(said.get("personal")) and turns_out([False, True])
    if "asset_kind" not in said:
        said["asset_kind"] = "primary" if is_known else turns_out(["open", "copy"])
    return said


def told_later(snapshot: Snapshot, asset: str, turns_out: TurnsOut, owner: str) -> list[Relationship]:
    """Whose information is, and which systems it is about, where nobody has said."""
    label = {n.id: n.label for n in snapshot.nodes}
    known = {(t.type, label[t.target]) for t in snapshot.relationships if t.source == asset}
    systems = [n.id for n in snapshot.nodes if n.label == "System"]
    more = []
    if ("OWNED_BY", "Organisation") not in known and turns_out([False, True]):
        more.append(Relationship(asset, "OWNED_BY", owner))
    if ("RELATES_TO", "System") not in known:
        more += [Relationship(asset, "RELATES_TO", system) for system in systems if turns_out([False, True])]
    return more


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_whatever_flows_turn_out_to_carry_lies_within_the_interval(snapshot: Snapshot, data: st.DataObject) -> None:
    """Of what their senders have; where information is sent unfounded, that is an assumption of its own, and told."""
    before = at_work(snapshot)
    guessed = sorted(
        {int(tie) for tie, open_ in zip(before.ground.moves.tie, before.ground.moves.guessed, strict=True) if open_}
    )
    after = snapshot
    for j in data.draw(st.permutations(guessed)):
        content = at_work(after).declared_content
        there = [after.nodes[int(content.ground.assets[c])].id for c in content.columns(int(snapshot.source[j]))]
        carried = tuple(sorted(data.draw(st.sets(st.sampled_from(there))))) if there else ()
        ties = list(after.relationships)
        ties[j] = Relationship(
            ties[j].source, "FLOW", ties[j].target, {**ties[j].properties, "carries": carried}, ties[j].ordinal
        )
        after = Snapshot.of(Stored(after.nodes, tuple(ties)), after.schema)
    assume(not sent_unfounded(at_work(after)))
    least, most = required(before, "declared"), required(before, "high")
    low, high = required(at_work(after)), required(at_work(after), "high")
    for key in least:
        assert least[key] <= low[key] <= high[key] <= most[key]


def with_filter(snapshot: Snapshot, said: Properties, data: st.DataObject) -> Snapshot:
    """The same landscape where one flow that has no filter gets one."""
    open_ = [j for j, t in enumerate(snapshot.relationships) if t.type == "FLOW" and "filter" not in t.properties]
    assume(open_)
    ties, j = list(snapshot.relationships), data.draw(st.sampled_from(open_))
    ties[j] = Relationship(ties[j].source, "FLOW", ties[j].target, {**ties[j].properties, **said}, ties[j].ordinal)
    return Snapshot.of(Stored(snapshot.nodes, tuple(ties)), snapshot.schema)


@given(landscapes(), st.data(), st.sampled_from(FILTERS), st.sampled_from(FAULTS))
@settings(max_examples=SOME)
def test_a_filter_without_evidence_changes_nothing(
    snapshot: Snapshot, data: st.DataObject, said: Properties, fault: tuple[str, str | None]
) -> None:
    name, value = fault
    evidence = {**EVIDENCE, name: value} if value else {k: v for k, v in EVIDENCE.items() if k != name}
    after = with_filter(snapshot, {**said, **evidence}, data)
    for end in ENDS:
        assert table(at_work(after), end) == table(at_work(snapshot), end)


@given(landscapes(), st.data(), st.sampled_from(FILTERS))
@settings(max_examples=SOME)
def test_a_filter_with_evidence_never_requires_more(snapshot: Snapshot, data: st.DataObject, said: Properties) -> None:
    """Unless it meets another that opens both again: then the other one's information is open too."""
    after, before = at_work(with_filter(snapshot, {**said, **EVIDENCE}, data)), at_work(snapshot)
    assume(after.possible_content.rejoined == before.possible_content.rejoined)
    for end in ENDS:
        assert never_lower(after, before, end)
