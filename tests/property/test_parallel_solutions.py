"""Parallel solutions against brute force: containment with sets, scope, exemptions, and that more in common never lowers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.duplicates.parallel import Criteria, ParallelPair, Parallels, parallels
from eagraph.duplicates.parallel_containment import containments
from eagraph.duplicates.parallel_needs import FEATURES, THOUGHT, Feature, needs
from eagraph.duplicates.parallel_overlap import Overlap, overlap
from eagraph.duplicates.parallel_weights import model
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import Properties, node, snapshot_of, tie

DAY = dt.date(2026, 6, 1)
SYSTEMS = ("a", "b", "c", "d", "e")
CAPABILITIES, PROCESSES, TYPES = ("C0", "C1", "C2", "C3"), ("P0", "P1"), ("I0", "I1", "I2")
BESIDE: tuple[Feature, ...] = ("information", "processes")
ORGANISATIONS = ("top", "left", "right", "leaf")
PARTS = (("left", "top"), ("right", "top"), ("leaf", "left"))
SPANS = (
    ("2026-01-01", "2026-05-31"), ("2026-01-01", "2026-06-01"), ("2026-06-01", "2027-01-01"), ("2026-06-02", "2027-01-01"),
)  # fmt: skip
"""Days an exemption was decided and ends."""
WHO = "Kontrollfunktion för undantag"


@st.composite
def landscapes(draw: st.DrawFn) -> tuple[list[Node], list[Relationship]]:
    """Five systems, common or local in all stages of life, with anything recorded or not."""
    lives = ["planned", "pilot", "live", "phase_out", "idea", "retired", None]
    nodes = [node(c, "Capability") for c in CAPABILITIES] + [node(p, "Process") for p in PROCESSES]
    nodes += [node(i, "InformationType") for i in TYPES] + [node(o, "Organisation") for o in ORGANISATIONS]
    ties = [tie(part, "PART_OF", whole) for part, whole in PARTS]
    for system in SYSTEMS:
        said = {
            "scope": draw(st.sampled_from(["common", "local", "external", None])),
            "lifecycle": draw(st.sampled_from(lives)),
        }
        nodes.append(Node(system, "System", {name: value for name, value in said.items() if value}))
        for things, type_ in (
            (CAPABILITIES, "SUPPORTS"),
            (PROCESSES, "SUPPORTS"),
            (TYPES, "MASTER_OF"),
            (ORGANISATIONS, "USED_BY"),
        ):
            ties += [tie(system, type_, thing) for thing in draw(st.sets(st.sampled_from(things), max_size=3))]
    for number in range(draw(st.integers(0, 2))):
        days = draw(st.sampled_from(SPANS))
        rule, who = draw(st.sampled_from(["COM-01", "COM-03"])), draw(st.sampled_from([WHO, "Somebody"]))
        exemption = {"rule": rule, "decided_by": who, "decided_on": days[0], "valid_to": days[1]}
        nodes.append(Node(f"x{number}", "Exemption", exemption))
        ties.append(tie(f"x{number}", "EXEMPTS", draw(st.sampled_from((*SYSTEMS, *ORGANISATIONS)))))
    return nodes, ties


def found(nodes: list[Node], ties: list[Relationship]) -> Parallels:
    return parallels(snapshot_of(nodes, ties), at=DAY)


def ends(ties: list[Relationship], system: str, types: str) -> set[str]:
    return {one.target for one in ties if one.source == system and one.type in types.split()}


def feature(ties: list[Relationship], system: str, name: Feature) -> set[str]:
    """What a system has of a feature, by brute force."""
    if name == "users":
        return ends(ties, system, "USED_BY")
    if name == "information":
        return ends(ties, system, "MASTER_OF")
    return {thing for thing in ends(ties, system, "SUPPORTS") if (thing[0] == "C") == (name == "capabilities")}


def below(organisations: set[str]) -> set[str]:
    """Organisations with all their parts."""
    reached = set(organisations)
    for _ in PARTS:
        reached |= {part for part, whole in PARTS if whole in reached}
    return reached


@given(landscapes())
def test_containment_is_the_weight_of_the_shared_set_over_that_of_the_local_one(
    drawn: tuple[list[Node], list[Relationship]],
) -> None:
    nodes, ties = drawn
    known = needs(snapshot_of(nodes, ties), at=DAY)
    index = known.snapshot.index
    for a in SYSTEMS:
        for b in SYSTEMS:
            told = containments(known, known.by_system[index[a]], known.by_system[index[b]])
            for name in FEATURES:
                mine, theirs = feature(ties, a, name), feature(ties, b, name)
                if not mine or not theirs:
                    assert told[name].share is None
                    continue
                others = [one for one in SYSTEMS if one not in (a, b)]
                having = {thing: sum(thing in feature(ties, one, name) for one in others) for thing in mine}
                knowing = sum(bool(feature(ties, one, name)) for one in others)
                weight = {thing: log2(1 + (knowing + THOUGHT) / (having[thing] + 1)) ** 2 for thing in mine}
                shared = mine & (below(theirs) if name == "users" else theirs)
                assert told[name].share == pytest.approx(sum(weight[t] for t in shared) / sum(weight.values()))
                assert {known.snapshot.nodes[i].id for i in told[name].shared} == shared


@given(landscapes(), st.sampled_from(CAPABILITIES))
def test_a_capability_more_in_the_other_never_lowers_containment_or_probability(
    drawn: tuple[list[Node], list[Relationship]], more: str
) -> None:
    nodes, ties = drawn
    for a, b in (("a", "b"), ("c", "b")):
        grown = [*ties, tie(b, "SUPPORTS", more)] if more not in ends(ties, b, "SUPPORTS") else ties
        before, after = _overlap(snapshot_of(nodes, ties), a, b), _overlap(snapshot_of(nodes, grown), a, b)
        assert (after.share or 0.0) >= (before.share or 0.0) - 1e-12
        if before.share is not None:
            assert after.probability >= before.probability - 1e-12


def _overlap(snapshot: Snapshot, a: str, b: str, threshold: float = 0.5) -> Overlap:
    known = needs(snapshot, at=DAY)
    return overlap(known, known.by_system[snapshot.index[a]], snapshot.index[b], "common", weights=model(threshold))


@given(landscapes(), st.sampled_from(["users", "city"]), st.sampled_from([0.3, 0.5, 1.0]))
def test_every_pair_and_verdict_against_common_solutions_is_that_of_brute_force(
    drawn: tuple[list[Node], list[Relationship]], scope: str, threshold: float
) -> None:
    nodes, ties = drawn
    criteria = Criteria.model_validate({"scope": scope, "threshold": threshold})
    pairs = parallels(snapshot_of(nodes, ties), at=DAY, criteria=criteria).pairs
    told = {(pair.a, pair.b): pair for pair in pairs if pair.b_is_common}
    said: Mapping[str, Properties] = {one.id: dict(one.properties) for one in nodes}
    snapshot = snapshot_of(nodes, ties)
    present = [s for s in SYSTEMS if said[s].get("lifecycle") not in ("idea", "retired")]
    for a in present:
        for b in present:
            if said[b].get("scope") != "common" or said[a].get("scope") in ("common", "external"):
                assert (a, b) not in told
                continue
            _check(ties, told.pop((a, b), None), _overlap(snapshot, a, b, threshold), said, criteria)
    assert told == {}


def _check(
    ties: list[Relationship], pair: ParallelPair | None, seen: Overlap, said: Mapping[str, Properties], criteria: Criteria
) -> None:
    beside = [seen.features[name].share or 0.0 for name in BESIDE]
    if seen.share is None:
        assert (pair is not None) == all(share >= 0.5 for share in beside)
        assert pair is None or pair.verdict == "unknown"
        return
    assert (pair is not None) == (seen.share >= criteria.threshold - 1e-9 and seen.probability >= 0.5)
    if pair is None:
        return
    a, b = pair.a, pair.b
    home, users = ends(ties, a, "USED_BY"), ends(ties, b, "USED_BY")
    meant = None if not home or not users else bool(home & below(users))
    spared = {a, *home}
    exempted = any(one.type == "EXEMPTS" and one.target in spared and _in_force(said[one.source]) for one in ties)
    expected = "exempted" if exempted else "outside-scope" if meant is False and criteria.scope == "users" else "violation"
    planned = said[a].get("lifecycle") == "planned"
    assert pair.verdict == expected
    assert pair.in_scope == (True if criteria.scope == "city" else meant)
    assert bool(pair.assumed) == (expected == "violation" and (not planned or pair.in_scope is None))


def _in_force(said: Properties) -> bool:
    lasts = str(said["decided_on"]) <= DAY.isoformat() <= str(said["valid_to"])
    return said["rule"] == "COM-01" and said["decided_by"] == WHO and lasts


@given(landscapes())
def test_among_local_systems_a_pair_is_told_once_and_only_with_more_than_one_domain_in_common(
    drawn: tuple[list[Node], list[Relationship]],
) -> None:
    nodes, ties = drawn
    pairs = [pair for pair in found(nodes, ties).pairs if not pair.b_is_common]
    assert len({frozenset((pair.a, pair.b)) for pair in pairs}) == len(pairs)
    scope = {one.id: one.properties.get("scope") for one in nodes}
    for pair in pairs:
        assert {scope[pair.a], scope[pair.b]} <= {"local", None}
        beside = [one.weight for one in pair.evidence if one.feature in ("information", "processes")]
        some = model().local.information["some"], model().local.processes["some"]
        assert len(pair.shared) > 1 or beside[0] >= some[0] or beside[1] >= some[1]
        assert pair.verdict in ("local-overlap", "unknown")
