"""What the escalation says of what nobody has said: no information is no clean bill, and unclassified is told."""

from __future__ import annotations

from eagraph.analysis import escalation
from eagraph.model.landscape import Node
from tests.property.strategies import node, snapshot_of, tie


def told(*nodes: Node, **params: str) -> list[str]:
    ties = [tie("s", "HOLDS", one.id) for one in nodes if one.label == "InformationAsset"]
    answer = escalation.run(snapshot_of(nodes, ties), escalation.Params.model_validate(params))
    return [str(reason.en) for reason in answer.completeness.reasons]


def test_a_landscape_without_information_is_not_completely_known() -> None:
    missing = "The landscape names no information; how sensitive it becomes together cannot be told."
    assert missing in told()
    assert missing in told(node("s", k=1, r=1, t=1, s=1))


def test_information_that_nobody_has_classified_is_counted() -> None:
    place, half = node("s", k=1, r=1, t=1, s=1), node("i", "InformationAsset", k=1)
    assert "1 information assets lack a level in these aspects; it may be any." in told(place, half)
    assert told(place, half, aspect="k") == [
        "1 pieces of information are classified without a date; how old that is nobody knows."
    ]
