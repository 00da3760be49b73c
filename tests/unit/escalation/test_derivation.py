"""Where one reason for a level leads nowhere, the next is taken."""

from __future__ import annotations

from eagraph.escalation import escalate
from eagraph.escalation.checking import problems
from eagraph.escalation.explaining import Reasons
from eagraph.escalation.proving import prove
from tests.property.escalating import schema
from tests.property.strategies import node, snapshot_of, tie


def test_a_demand_is_followed_where_a_rule_does_not_lead_on() -> None:
    asset = node("x2", "InformationAsset", k=1, r=1, t=0, s=0, subject_kind="resident")
    ties = [
        tie("p0", "VIA", "p2"),
        tie("p2", "DEPENDS_ON", "p1", mode="soft"),
        tie("p2", "REALISES", "p1"),
        tie("p1", "HOLDS", "x2"),
    ]
    ring = snapshot_of([node("p0", "Integration", t=2), node("p1"), node("p2"), asset], ties, schema())
    proof = prove(escalate(ring), ring.find("p2"), "t", level=2)
    assert problems(ring, proof) == ()


def test_a_ring_of_systems_that_information_is_about_ends() -> None:
    asset = node(
        "x0", "InformationAsset", k=0, r_high=0, t=3, s=0, s_high=2, subject_kind="resident", personal=False,
        categories=("vulnerability",),
    )  # fmt: skip
    found = escalate(snapshot_of([node("p0"), node("p2"), asset], [tie("p2", "HOLDS", "x0")], schema()))
    reasons = Reasons(found)
    for place in range(3):
        assert reasons.of(place, "k", end="high").way[-1] == place
