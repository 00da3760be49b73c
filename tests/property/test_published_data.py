"""Published data: pairs, and rules over every subset of what is seen, tried one by one in the words of the landscape."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import published_data
from eagraph.analysis._published.together import least
from eagraph.analysis.published_data import HELD, Answer, Params, Row
from eagraph.escalation import escalate
from eagraph.escalation._declared import Declared, Effect
from eagraph.escalation._judging import fulfils
from eagraph.escalation.planes import LINK
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value
from eagraph.model.landscape import Node
from eagraph.model.schema import Schema
from tests.property.escalating import EVIDENCE, TODAY, changed, schema
from tests.property.escalating import landscapes as escalating
from tests.property.strategies import node, one_of, snapshot_of, tie

SOME = 80
pytestmark = pytest.mark.heavy


@cache
def with_mosaic() -> Schema:
    """The rules of a small landscape, with that of the mosaic."""
    mosaic = [rule for rule in ClassificationModel.standard().rules if rule.family == "mosaic"]
    model = schema().classification
    return replace(schema(), classification=model.model_copy(update={"rules": (*model.rules, *mosaic)}))


MANY = ("location", "time", "reading")
RESIDENTS: dict[str, Value] = {"subject_kind": "resident", "categories": MANY}
IDENTIFIED: dict[str, Value] = {"subject_kind": "resident", "categories": (*MANY, "identity"), "k": 2}
ANONYMOUS: dict[str, Value] = {"asset_kind": "anonymous", "classified_by": "o", "classified_on": "2026-01-01", "k": 0}
SAID: list[dict[str, Value]] = [
    {}, {"published": True}, {"asset_kind": "open"}, {"published": False}, {"published": True, **RESIDENTS}, IDENTIFIED,
]  # fmt: skip


@st.composite
def landscapes(draw: st.DrawFn) -> Snapshot:
    """Landscapes in which much is published; a portal that is sent something redacted; what is anonymous by decision."""
    snapshot = draw(escalating())
    said = {n.id: SAID[draw(one_of(len(SAID)))] for n in snapshot.nodes if n.label == "InformationAsset"}
    said |= {p: {"k": 0} for p in ("p0", "p1") if draw(st.booleans())}
    made = changed(snapshot, {id_: {"k_high": None, **more} if "k" in more else more for id_, more in said.items()})
    nodes = list(made.nodes)
    ties = [replace(t, ordinal=0) for t in made.relationships]
    if draw(one_of(3)):
        removed = draw(st.sampled_from([("location",), ("location", "time")]))
        flow = {"carries": ("x8",), "filter": "redact", "filter_removes": removed, **EVIDENCE}
        nodes += [node("p8", k=0), node("p9"), _asset("x7", published=True, **RESIDENTS), _asset("x8", **IDENTIFIED)]
        ties += [tie("p8", "HOLDS", "x7"), tie("p9", "HOLDS", "x8"), tie("p9", "FLOW", "p8", **flow)]
    if draw(one_of(3)):
        nodes += [_asset("x9", published=True, **RESIDENTS, **ANONYMOUS), _asset("x6", **IDENTIFIED)]
        ties += [tie("x9", "DERIVED_FROM", "x6")]
    return snapshot_of(nodes, ties, with_mosaic())


def _asset(id_: str, **said: Value) -> Node:
    return node(id_, "InformationAsset", **said)


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return published_data.run(snapshot, Params.model_validate({"at": TODAY, **params}))


class Seen:
    """What the public sees, in the words of the landscape; of filters only what they left is taken from the engine."""

    def __init__(self, snapshot: Snapshot, end: str, added: Collection[str] = ()) -> None:
        self.snapshot, self.declared, self.perhaps = snapshot, Declared.of(snapshot, TODAY), end == "high"
        self.found = escalate(snapshot, at=TODAY)
        self.content = self.found.content if self.perhaps else self.found.declared_content
        self.published = {self.of(a) for a in self.assets() if self.is_published(a)}
        self.whole = self.published | {self.of(a) for a in added}
        self.portals = [p for p, _ in enumerate(snapshot.nodes) if self.is_open(p)]
        self.items = sorted(self.whole | {a for p in self.portals for a in self.lying(p, ("there",))})

    def of(self, id_: str) -> int:
        return self.snapshot.index[id_]

    def systems(self) -> list[int]:
        return [i for i, node in enumerate(self.snapshot.nodes) if node.label == "System"]

    def assets(self) -> list[str]:
        return [node.id for node in self.snapshot.nodes if node.label == "InformationAsset"]

    def is_published(self, asset: str) -> bool:
        said = self.snapshot.nodes[self.of(asset)].properties
        return said.get("published") is True or ("published" not in said and said.get("asset_kind") == "open")

    def is_open(self, place: int) -> bool:
        """Holds it anything published, or sends it without having it, and is nothing in it to be kept secret?"""
        said, name = self.snapshot.nodes[place].properties, self.snapshot.nodes[place].id
        held = {self.of(t.target) for t in self.snapshot.relationships if t.type == "HOLDS" and t.source == name}
        held |= {a for a in map(self.of, self.assets()) if place in self.declared.unfounded(a)}
        decided = "k" in said or "k_high" in said
        return bool(held & self.published) and decided and said.get("k", 0) == said.get("k_high", said.get("k", 0)) == 0

    def lying(self, place: int, plane: tuple[str, ...]) -> set[int]:
        return {int(self.content.ground.assets[c]) for c in self.content.columns(place, plane)}

    def effect(self, asset: int) -> Effect:
        """What is left of a set, seen by itself."""
        if asset in self.whole:
            return Effect()
        categories = self.declared.model.categories
        lost = {c for c in categories if not any(asset in self.lying(p, ("category", c)) for p in self.portals)}
        return Effect(link=any(asset in self.lying(p, LINK) for p in self.portals), lost=frozenset(lost))

    def origins(self, asset: int) -> set[int]:
        found = {asset}
        ties = [(self.of(t.source), self.of(t.target)) for t in self.snapshot.relationships if t.type == "DERIVED_FROM"]
        while more := {to for source, to in ties if source in found} - found:
            found |= more
        return found - {asset}

    def shared(self, one: int, other: int) -> set[str]:
        kept = [{*self.declared.said(a).get("categories", ())} - self.effect(a).lost for a in (one, other)]  # type: ignore[misc]
        return kept[0] & kept[1] & {*self.declared.model.quasi_identifiers}

    def open_each_other(self, one: int, other: int) -> bool | None:
        if len(self.shared(one, other)) < self.declared.model.rejoins_at:
            return False
        kinds = [[self.declared.said(a).get("subject_kind") for a in (s, *self.origins(s))] for s in (one, other)]
        known = [{k for k in each if k and k != "none"} for each in kinds]
        silent = [not found and None in each for found, each in zip(known, kinds, strict=True)]
        if any(not found and not is_silent for found, is_silent in zip(known, silent, strict=True)):
            return False
        return None if any(silent) else bool(known[0] & known[1])

    def here(self, items: Collection[int]) -> dict[int, Effect]:
        """What can be told of some sets seen together."""
        opening = {
            (a, b)
            for a, b in combinations(sorted(items), 2)
            if (v := self.open_each_other(a, b)) or (v is None and self.perhaps)
        }
        whole = {one for pair in opening for one in pair}
        found = {a: self.effect(a) for a in items}
        return found | {one: Effect() for a in whole for one in (a, *self.origins(a))}

    def applies(self, rule_id: str, items: Collection[int]) -> bool:
        solution = self.found.high if self.perhaps else self.found.low
        required = solution.required["k"].value
        for asked in self.declared.model.rule[rule_id].when:
            sensitive = frozenset(s for s in self.systems() if required[s] >= asked.of_level)
            if asked.dependants is None and fulfils(self.declared, asked, self.here(items), sensitive, perhaps=self.perhaps):
                return True
        return False

    def ids(self, items: Collection[int]) -> tuple[str, ...]:
        return tuple(sorted(self.snapshot.nodes[i].id for i in items))


def of_rules(answer: Answer) -> dict[str, Row]:
    return {row.rule: row for row in answer.rows if row.family not in ("mosaic", "high_water_mark")}


@given(landscapes())
@settings(max_examples=SOME)
def test_rules_apply_to_sets_of_which_none_can_go(snapshot: Snapshot) -> None:
    rows = of_rules(ask(snapshot))
    for end in ("low", "high"):
        seen = Seen(snapshot, end)
        for rule in seen.declared.model.rules:
            if rule.family == "mosaic" or all(w.dependants for w in rule.when):
                continue
            row = rows.get(rule.id)
            assert seen.applies(rule.id, seen.items) == (row is not None and (end == "high" or not row.possible))
            if row is not None and row.possible == (end == "high"):
                members = [seen.of(member) for member in row.members]
                assert seen.applies(rule.id, members)
                for gone in members:
                    assert not seen.applies(rule.id, [m for m in members if m != gone])


@given(landscapes())
@settings(max_examples=SOME)
def test_pairs_are_all_that_open_each_other(snapshot: Snapshot) -> None:
    low, high = Seen(snapshot, "low"), Seen(snapshot, "high")
    answer = ask(snapshot)
    found = {row.members: row.possible for row in answer.rows if row.family == "mosaic"}
    expected = {
        high.ids(pair): verdict is None for pair in combinations(high.items, 2)
        if (verdict := high.open_each_other(*pair)) is not False
    }  # fmt: skip
    assert found == expected
    for row in answer.rows:
        if row.family == "mosaic":
            one, other = (high.of(member) for member in row.members)
            assert {*row.shared} == high.shared(one, other)
            assert row.opens == high.ids((high.origins(one) | high.origins(other)) - {one, other})
            levels = [high.found.required(a, "k").low for a in ({one, other} | high.origins(one) | high.origins(other))]
            if {one, other} <= {*low.items} and low.open_each_other(one, other):
                assert row.k_low == max(levels)
            assert row.k_low <= row.k_high


@given(landscapes())
@settings(max_examples=SOME)
def test_what_needs_confidentiality_by_itself_is_told(snapshot: Snapshot) -> None:
    seen, found = Seen(snapshot, "high"), {row.members: row for row in ask(snapshot).rows if row.rule == HELD}
    for asset in seen.whole:
        required = seen.found.required(asset, "k")
        row = found.get(seen.ids([asset]))
        assert (row is not None) == (required.high > 0)
        assert row is None or (row.k_low, row.k_high, row.possible) == (required.low, required.high, not required.low)
    assert {member for members in found for member in members} <= {*seen.ids(seen.items)}


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_what_is_new_is_what_was_not_there_before(snapshot: Snapshot, data: st.DataObject) -> None:
    seen = Seen(snapshot, "high")
    added = data.draw(st.sets(st.sampled_from(seen.assets()), min_size=1, max_size=2))
    answer, before = ask(snapshot, add=sorted(added)), ask(snapshot)
    after = ask(changed_to_published(snapshot, added))
    assert answer.before == before.together
    assert answer.before.low <= answer.together.low
    assert answer.before.high <= answer.together.high
    if after.open_places == before.open_places:
        verdicts = [{(r.rule, r.possible) for r in of_rules(one).values()} for one in (answer, before, after)]
        assert verdicts[0] == verdicts[2] - verdicts[1]
        assert answer.together == after.together
    for row in answer.rows:
        assert row.family not in ("mosaic", "high_water_mark") or {*row.members} & added


def changed_to_published(snapshot: Snapshot, added: Collection[str]) -> Snapshot:
    made = changed(snapshot, {a: {"published": True} for a in added})
    return snapshot_of(made.nodes, (replace(t, ordinal=0) for t in made.relationships), made.schema)


@given(st.integers(1, 12), st.data())
@settings(max_examples=SOME)
def test_least_finds_a_subset_of_which_none_can_go(count: int, data: st.DataObject) -> None:
    enough = [
        frozenset(s) for s in data.draw(st.lists(st.sets(st.integers(0, count - 1), min_size=1), min_size=1, max_size=4))
    ]

    def is_enough(columns: Collection[int]) -> bool:
        return any(s <= {*columns} for s in enough)

    found = least(range(count), is_enough)
    assert is_enough(found)
    subsets = chain.from_iterable(combinations(found, size) for size in range(len(found)))
    assert not any(map(is_enough, subsets))
