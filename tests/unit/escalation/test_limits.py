"""What limits an answer about levels is told, with how much of it there is; nothing is told that is not so."""

from __future__ import annotations

from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS
from tests.property.escalating import EVIDENCE
from tests.property.strategies import Properties, node, snapshot_of, tie

CLASSED: Properties = {"k": 1, "r": 1, "t": 1, "s": 1}
DATED: Properties = {**CLASSED, "classified_on": "2026-01-01"}


def told(snapshot: Snapshot) -> list[str]:
    return [reason.en for reason in escalate(snapshot).reasons(ASPECTS)]


def test_nothing_is_told_where_all_is_known() -> None:
    whole = snapshot_of([node("a"), node("x", "InformationAsset", **DATED)], [tie("a", "HOLDS", "x")])
    assert told(whole) == []


def test_classifications_without_a_date_are_counted() -> None:
    assets = [
        node("x", "InformationAsset", **CLASSED),
        node("y", "InformationAsset", k_high=2),
        node("z", "InformationAsset"),
    ]
    assert told(snapshot_of(assets, [])) == [
        "2 pieces of information are classified without a date; how old that is nobody knows."
    ]


def test_information_derived_in_a_ring_is_counted_and_ends() -> None:
    assets = [node(x, "InformationAsset", **DATED) for x in "wxyz"]
    ring = [tie("x", "DERIVED_FROM", "y"), tie("y", "DERIVED_FROM", "z"), tie("z", "DERIVED_FROM", "x")]
    found = snapshot_of(assets, [*ring, tie("w", "DERIVED_FROM", "x"), tie("w", "DERIVED_FROM", "w")])
    assert told(found) == ["3 pieces of information are derived from each other in a ring; a ring counts as one."]
    assert escalate(found).required(found.find("w"), "k").high == 1


def test_an_integration_said_to_be_encrypted_needs_evidence_on_its_flows() -> None:
    things = [
        node("a"),
        node("i", "Integration", encrypted="end_to_end"),
        node("bus"),
        node("x", "InformationAsset", **DATED),
    ]
    ties = [tie("a", "HOLDS", "x"), tie("a", "FLOW", "i", carries=("x",), needed=False), tie("i", "VIA", "bus")]
    assert told(snapshot_of(things, ties)) == [
        "1 integrations are said to be encrypted end to end, without evidence on their flows."
    ]
    sealed = {**EVIDENCE, "filter": "encrypt"}
    ties[1] = tie("a", "FLOW", "i", carries=("x",), needed=False, **sealed)
    assert told(snapshot_of(things, ties)) == []
