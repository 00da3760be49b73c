"""Duplicates in random registers: order changes nothing, evidence never works backwards, what was decided is heeded."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import duplicates
from eagraph.duplicates.blocking import candidates
from eagraph.duplicates.clusters import clusters, cut
from eagraph.duplicates.comparing import compared
from eagraph.duplicates.comparison import Comparison, compare, compared_records
from eagraph.duplicates.likeness import likeness
from eagraph.duplicates.names import Name
from eagraph.duplicates.rarity import Rarity
from eagraph.duplicates.records import records
from eagraph.duplicates.spread import Spread
from eagraph.duplicates.vocabulary import Vocabulary
from eagraph.duplicates.weights import Correlated, weights
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node
from tests.property.strategies import snapshot_of, tie

WORDS = (
    "Procapita", "ProCapita", "Treserva", "Tieto", "BoU", "system", "-systemet", "DB", "4.2", "v3", "2019", "Norr", "Söder",
    "Test", "Ärendepärmen", "arendeparm", "Elevregistret", "elevregister", "portalen", "Utb.förv.", "AB", "1", "2",
    "(f.d. Lotsen)",
)  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join) | st.text(min_size=1, max_size=12)
SAID = st.fixed_dictionaries(
    {"name": NAMES.filter(lambda name: bool(name.strip()))},
    optional={
        "source": st.sampled_from(["A", "B"]), "product": st.sampled_from(["Procapita", "Treserva"]),
        "vendor": st.sampled_from(["Tieto AB", "CGI"]), "product_id": st.sampled_from(["pkg:x", "pkg:y"]),
        "source_key": st.sampled_from(["APM-1001", "APM-1002"]), "lifecycle": st.sampled_from(["live", "retired"]),
    },
)  # fmt: skip
VOCABULARY = Vocabulary.of({"o:1": "Utbildningsförvaltningen", "o:2": "Socialnämnden"}, ["Tieto AB"])


@st.composite
def registers(draw: st.DrawFn) -> Snapshot:
    """Some systems at two organisations, tied to each other at random."""
    said = draw(st.lists(SAID, min_size=2, max_size=9))
    nodes = [Node(f"s:{i}", "System", facts) for i, facts in enumerate(said)]
    nodes += [Node("o:1", "Organisation", {"name": "Utbildningsförvaltningen"})]
    nodes += [Node("o:2", "Organisation", {"name": "Socialnämnden"})]
    nodes += [Node("c:1", "Capability", {"name": "Skola"})]
    ends = st.tuples(
        st.integers(0, len(said) - 1), st.sampled_from(["USED_BY o:1", "USED_BY o:2", "SUPPORTS c:1", "FLOW s:0"])
    )
    ties = {(f"s:{i}", *end.split()) for i, end in draw(st.lists(ends, max_size=14)) if end != f"FLOW s:{i}"}
    return snapshot_of(nodes, [tie(source, type_, target) for source, type_, target in sorted(ties)])


def verdicts(found: Comparison) -> Mapping[tuple[str, str], tuple[float, float, Mapping[str, str]]]:
    return {ids: (round(one.same, 9), round(one.several, 9), one.pair.levels) for ids, one in found.by_ids.items()}


@settings(max_examples=200)
@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(snapshot: Snapshot, chance: random.Random) -> None:
    shuffled = [*records(snapshot)]
    chance.shuffle(shuffled)
    assert verdicts(compared_records(shuffled)) == verdicts(compare(snapshot))


@settings(max_examples=200)
@given(registers())
def test_a_pair_is_the_same_either_way_round(snapshot: Snapshot) -> None:
    found = records(snapshot)
    rarity, spread = Rarity.of((name for one in found for name in one.names), ()), Spread.of(found)
    for a, b in combinations(found, 2):
        one, other = compared(a, b, rarity, spread), compared(b, a, rarity, spread)
        assert (one is None) == (other is None)
        if one and other:
            assert (one.levels, one.product_bits, one.names.bits) == (other.levels, other.product_bits, other.names.bits)
            assert one.names.left == other.names.left[::-1]


@settings(max_examples=300)
@given(NAMES, NAMES)
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    a, b = Name.read(one, VOCABULARY), Name.read(other, VOCABULARY, frozenset({"o:1"}))
    rarity = Rarity.of([a, b])
    there, back = likeness(a, b, rarity), likeness(b, a, rarity)
    assert (there.level, there.bits, there.beside, there.versions) == (back.level, back.bits, back.beside, back.versions)
    assert likeness(a, a, rarity).level == "identical"


@settings(max_examples=200)
@given(registers())
def test_few_are_all_compared(snapshot: Snapshot) -> None:
    """Where there are so few that none is crowded, a pair of one whole name, product or key is a candidate."""
    found = sorted(records(snapshot), key=lambda record: record.id)
    tried = {*candidates(found).pairs}
    for (i, a), (j, b) in combinations(enumerate(found), 2):
        whole = {name.key for name in a.names} & {name.key for name in b.names}
        if whole or (a.product and a.product == b.product) or (a.key and a.key == b.key):
            assert (i, j) in tried


@settings(max_examples=200)
@given(registers())
def test_evidence_never_works_backwards(snapshot: Snapshot) -> None:
    """With the declared chances: one more thing that is the same makes one record likelier, one that differs less so."""
    for judged in compare(snapshot).pairs:
        declared = type(judged)(judged.pair, weights(), judged.prior, judged.bits)
        for feature, worse, better in (
            ("organisation", "differ", "same"), ("owner", "differ", "same"), ("register", "same", "differ"),
            ("words", "opposed", "none"), ("elsewhere", "yes", "no"),
        ):  # fmt: skip
            assert declared.had({feature: worse}).weight <= declared.had({feature: better}).weight + 1e-9
        one, two = (declared.had({"product": level}).bits for level in ("id", "other_id"))
        assert one.sums[0] >= two.sums[0]
        assert one.sums[1] >= two.sums[1]
        assert declared.had({"exchange": "direct"}).weight <= declared.weight + 1e-9 or "exchange" in judged.pair.levels


@given(st.dictionaries(st.sampled_from("abcd"), st.floats(-20, 20), min_size=1), st.floats(0, 10), st.data())
def test_more_bits_of_one_feature_are_never_fewer_of_all(bits: dict[str, float], more: float, data: st.DataObject) -> None:
    group = Correlated(frozenset("abc"), share=0.3, cap=15.0)
    name = data.draw(st.sampled_from(sorted(bits)))
    before, after = (sum(group.damped(told).values()) for told in (bits, {**bits, name: bits[name] + more}))
    assert after >= before - 1e-9
    speaking = [value for key, value in group.damped(bits).items() if key in "abc" and value > 0]
    assert sum(speaking) <= 15.0 + 1e-9


PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] < pair[1]), st.floats(0, 1)
)


@given(PAIRS)
def test_clusters_hold_on_average_and_lose_no_likely_pair(told: dict[tuple[str, str], float]) -> None:
    found = clusters(told)
    members = [member for cluster in found for member in cluster.members]
    assert len(members) == len({*members})
    for cluster in found:
        assert cluster.cohesion >= 0.5 - 1e-9 or len(cluster.members) > 2
        assert all(told.get(pair, 0.0) < 0.5 for pair in cluster.weak)
    inside = {pair for cluster in found for pair in combinations(cluster.members, 2)}
    assert {pair for pair, chance in told.items() if chance >= 0.5} <= inside | {*cut(told, found)}


@pytest.mark.heavy
@settings(max_examples=100)
@given(registers(), st.data())
def test_what_was_decided_is_heeded(snapshot: Snapshot, data: st.DataObject) -> None:
    whole = duplicates.run(snapshot, duplicates.Params(kind="same-record"))
    rows = [(row.a, row.b) for row in whole.rows]
    refused = data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
    lines = tuple(f"{b}|{a}|different" for a, b in refused)
    again = duplicates.run(snapshot, duplicates.Params(kind="same-record", decided=lines))
    assert [(row.a, row.b) for row in again.rows] == [pair for pair in rows if pair not in refused]
    assert again.hidden == len(refused)
    assert not {pair for group in again.groups for pair in combinations(group.members, 2)} & {*refused} or all(
        group.weak for group in again.groups if {*combinations(group.members, 2)} & {*refused}
    )
