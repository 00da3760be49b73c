"""Personal data: erased in the order told nothing comes back, by a simulation of every transfer there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import personal_data
from eagraph.analysis.personal_data import Answer, Params, Row
from eagraph.escalation import escalate
from eagraph.escalation._declared import Declared
from eagraph.escalation.planes import LINK
from eagraph.graph.snapshot import Snapshot
from tests.property.escalating import TODAY, changed, with_ties
from tests.property.escalating import landscapes as escalating
from tests.property.strategies import one_of

SOME = 80
pytestmark = pytest.mark.heavy
MODES = ("read", "replicate", "replicate", "update", "command", None)
HOWS = ("stored", "processed", "presented", None)
Copy = tuple[str, str]
"""(place, information)."""


@st.composite
def landscapes(draw: st.DrawFn, *, filters: bool = True) -> Snapshot:
    """Landscapes whose flows say what they do, and whose holders say how they hold."""
    snapshot = draw(escalating(filters=filters))
    ties = []
    for tie in snapshot.relationships:
        said = {name: value for name, value in tie.properties.items() if name not in ("mode", "group", "k")}
        if tie.type == "FLOW" and (mode := MODES[draw(one_of(len(MODES)))]):
            said["mode"] = mode
        if tie.type == "HOLDS" and (how := HOWS[draw(one_of(len(HOWS)))]):
            said["how"] = how
        ties.append(replace(tie, properties=said))
    return with_ties(snapshot, ties)


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return personal_data.run(snapshot, Params.model_validate({"at": TODAY, **params}))


class World:
    """Copies, and how each fills others, in the words of the landscape."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.declared = snapshot, Declared.of(snapshot, TODAY)
        self.content = escalate(snapshot, at=TODAY).content
        self.ids = [node.id for node in snapshot.nodes]
        assets = self.content.ground.assets.tolist()
        self.there = {
            (place, self.ids[assets[c]]) for i, place in enumerate(self.ids) for c in self.content.columns(i, LINK)
            if self.may_be_personal(assets[c])
        }  # fmt: skip
        self.reopened = {
            (self.ids[r.place], self.ids[assets[c]]) for r in self.content.rejoined for c in r.columns
        } & self.there
        self.homes = self.at_home()
        self.brings = {copy: list(self.brought(copy)) for copy in self.there}
        self.into: dict[Copy, list[tuple[Copy, int]]] = defaultdict(list)
        for copy, steps in self.brings.items():
            for receiver, tie in steps:
                self.into[receiver].append((copy, tie))
        self.made = self.made_anew()

    def may_be_personal(self, asset: int) -> bool:
        said = self.declared.said(asset)
        if "personal" in said:
            return bool(said["personal"])
        if said.get("special_category") is True:
            return True
        return said.get("asset_kind") != "anonymous" and said.get("subject_kind") != "none"

    def at_home(self) -> set[Copy]:
        held = {(t.source, t.target) for t in self.snapshot.relationships if t.type in ("HOLDS", "CARRIES")}
        sent = {(self.ids[p], a) for a in self.ids for p in self.declared.unfounded(self.snapshot.index[a])}
        return (held | sent) & self.there

    def brought(self, copy: Copy) -> list[tuple[Copy, int]]:
        place, asset = (self.snapshot.index[end] for end in copy)
        moves = (m for m in self.declared.moves_from(place) if m.effect.link and (m.brings is None or asset in m.brings))
        return [((self.ids[m.receiver], copy[1]), m.tie) for m in moves]

    def made_anew(self) -> dict[Copy, set[Copy]]:
        """By what is at home, the copies of what it is made of that it is made from."""
        found: dict[Copy, set[Copy]] = defaultdict(set)
        for tie in self.snapshot.relationships:
            if tie.type != "DERIVED_FROM" or self.declared.is_decided_anonymous(self.snapshot.index[tie.source]):
                continue
            for home in self.homes:
                if home[1] == tie.source and tie.source != tie.target:
                    here = (home[0], tie.target)
                    found[home] |= {here} if here in self.there else {h for h in self.homes if h[1] == tie.target}
        return found

    def is_kept(self, copy: Copy) -> bool:
        node, ties = self.snapshot.nodes[self.snapshot.index[copy[0]]], self.snapshot.relationships
        modes = {ties[j].properties.get("mode") for _, j in self.into[copy] if ties[j].type == "FLOW"}
        held = [t for t in ties if t.type == "HOLDS" and (t.source, t.target) == copy]
        if copy in self.reopened or any(t.properties.get("how") != "presented" for t in held):
            return True
        sent = (
            copy in self.homes and not held and not any(t.type == "CARRIES" and (t.source, t.target) == copy for t in ties)
        )
        sent |= self.snapshot.index[copy[0]] in self.declared.unfounded(self.snapshot.index[copy[1]])
        return node.label not in ("Integration", "Sensor") and (sent or bool(modes - {"read"}))

    def spread(self, kept: Collection[Copy]) -> set[Copy]:
        """Where something is again after all transfers, where only some kept copies were left."""
        there, ties = set(kept), self.snapshot.relationships
        while True:
            new = set()
            for copy in there:
                for receiver, j in self.brings[copy]:
                    fills = ties[j].type == "VIA" or ties[j].properties.get("mode") in ("replicate", "update", None)
                    if fills or not self.is_kept(receiver):
                        new.add(receiver)
            new |= {home for home, sources in self.made.items() if sources & there}
            if new <= there:
                return there
            there |= new


def copies(rows: Collection[Row]) -> dict[Copy, Row]:
    return {(row.id, row.asset): row for row in rows}


@given(landscapes())
@settings(max_examples=SOME)
def test_rows_are_all_copies_that_can_be_tied_to_persons(snapshot: Snapshot) -> None:
    world, rows = World(snapshot), copies(ask(snapshot).rows)
    assert rows.keys() == world.there
    assert {copy for copy, row in rows.items() if row.erase_order} == {c for c in world.there if world.is_kept(c)}


@given(landscapes())
@settings(max_examples=SOME)
def test_what_is_erased_in_the_order_told_never_comes_back(snapshot: Snapshot) -> None:
    answer, world = ask(snapshot), World(snapshot)
    rows = copies(answer.rows)
    for step in range(1, answer.steps + 1):
        erased = {copy for copy, row in rows.items() if row.erase_order and row.erase_order <= step}
        left = {copy for copy, row in rows.items() if row.erase_order and row.erase_order > step}
        assert not world.spread(left) & erased
    assert answer.steps == max((row.erase_order or 0 for row in rows.values()), default=0)


@given(landscapes())
@settings(max_examples=SOME)
def test_what_is_erased_too_early_comes_back_from_what_is_named(snapshot: Snapshot) -> None:
    world = World(snapshot)
    rows = copies(ask(snapshot).rows)
    kept = {copy for copy, row in rows.items() if row.erase_order}
    for copy in kept:
        row = rows[copy]
        assert (copy in world.spread(kept - {copy})) == bool(row.refilled_by or row.made_from)
        for place in row.refilled_by:
            assert copy in world.spread({(place, row.asset)})
        for asset in row.made_from:
            assert copy in world.spread({other for other in kept if other[1] == asset})


@given(landscapes())
@settings(max_examples=SOME)
def test_what_fills_a_copy_is_erased_before_it_or_with_it(snapshot: Snapshot) -> None:
    world = World(snapshot)
    step = {copy: row.erase_order for copy, row in copies(ask(snapshot).rows).items() if row.erase_order}
    fills = {copy: world.spread({copy}) & step.keys() for copy in step}
    for copy, filled in fills.items():
        for other in filled:
            assert step[copy] == step[other] if copy in fills[other] else step[copy] < step[other]


@given(landscapes())
@settings(max_examples=SOME)
def test_a_step_is_late_only_where_something_fills_the_copy(snapshot: Snapshot) -> None:
    rows = copies(ask(snapshot).rows)
    world = World(snapshot)
    for copy, row in rows.items():
        if not row.erase_order:
            continue
        before = {other for other, it in rows.items() if it.erase_order and it.erase_order < row.erase_order}
        ring = {other for other, it in rows.items() if it.erase_order == row.erase_order}
        just = {other for other in before if rows[other].erase_order == row.erase_order - 1}
        assert row.erase_order == 1 or any(ring & world.spread({other}) for other in just)
        assert not row.together_with or copy in world.spread({o for o in ring if o[0] in row.together_with})


@given(landscapes())
@settings(max_examples=SOME)
def test_every_way_begins_at_home_and_goes_by_what_hands_on(snapshot: Snapshot) -> None:
    world, known = World(snapshot), escalate(snapshot, at=TODAY).declared_content
    column = known.ground.column
    for copy, row in copies(ask(snapshot).rows).items():
        assert row.way[-1] == copy[0]
        assert (row.way[0], copy[1]) in world.homes | world.reopened
        for here, there in zip(row.way, row.way[1:], strict=False):
            assert any(receiver[0] == there for receiver, _ in world.brings[here, copy[1]])
        place, asset = (snapshot.index[end] for end in copy)
        assert row.assumed == (column[asset] not in known.columns(place, LINK))


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_one_asset_is_itself_and_what_is_made_of_it(snapshot: Snapshot, data: st.DataObject) -> None:
    world, every = World(snapshot), copies(ask(snapshot).rows)
    if not every:
        return
    asset = data.draw(st.sampled_from(sorted({a for _, a in every})))
    family, grown = {asset}, True
    while grown:
        more = {
            t.source for t in snapshot.relationships if t.type == "DERIVED_FROM" and t.target in family
            and not world.declared.is_decided_anonymous(snapshot.index[t.source])
        }  # fmt: skip
        grown, family = not more <= family, family | more
    found = copies(ask(snapshot, asset=asset).rows)
    assert found.keys() == {copy for copy in every if copy[1] in family}
    for copy, row in found.items():
        assert (row.refilled_by, row.made_from) == (every[copy].refilled_by, every[copy].made_from)


@given(landscapes(filters=False), st.sampled_from(["resident", "vehicle"]))
@settings(max_examples=SOME)
def test_about_some_subjects_is_what_says_so_and_what_does_not_say(snapshot: Snapshot, kind: str) -> None:
    kinds = {node.properties.get("subject_kind") for node in snapshot.nodes} - {None}
    if kind not in kinds:
        snapshot = changed(snapshot, {"x0": {"subject_kind": kind, "personal": True, "asset_kind": None}})
    every, found = (copies(ask(snapshot, **asked).rows) for asked in ({}, {"subject_kind": kind}))
    assert found.keys() == {copy for copy, row in every.items() if row.subject_kind in (kind, None)}
    for row in found.values():
        personal = snapshot.nodes[snapshot.index[row.asset]].properties
        stated = personal.get("personal") is True or personal.get("special_category") is True
        assert (row.is_personal == "yes") == (stated and row.subject_kind == kind)
