"""What the escalation says of what nobody has said: no information is no clean bill, and unclassified is told."""

from __future__ import annotations

from typing import Any

import pytest

from eagraph.analysis import escalation
from eagraph.errors import UnknownName
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


def test_where_a_level_comes_from_and_whether_information_that_meets_brings_it() -> None:
    child: dict[str, Any] = {"personal": True, "subject_kind": "child"}
    snapshot = snapshot_of(
        [
            node("view", k=2, r=1, t=1, s=2), node("copy", k=1, r=1, t=1, s=1), node("quiet", k=2, r=1, t=1, s=2),
            node("pupils", "InformationAsset", k=2, r=1, t=1, s=2, categories=("identity", "school"), **child),
            node("care", "InformationAsset", k=2, r=1, t=1, s=2, categories=("social",), **child),
            node("meter", "Sensor"),
        ],
        [
            tie("view", "HOLDS", "pupils"), tie("view", "HOLDS", "care"), tie("quiet", "HOLDS", "care"),
            tie("quiet", "FLOW", "copy", carries=("care",)), tie("meter", "FLOW", "quiet", carries=("care",)),
        ],
    )  # fmt: skip

    def rows(**params: object) -> dict[str, escalation.Row]:
        read = escalation.Params.model_validate({"aspect": "k", **params})
        return {row.id: row for row in escalation.run(snapshot, read).rows}

    found = rows()
    assert (found["view"].raised, found["view"].aggregation) == (True, True)
    assert found["view"].together is not None
    assert "School" in found["view"].together.en or "Identity" in found["view"].together.en
    assert (found["copy"].raised, found["copy"].aggregation, found["copy"].origin_name) == (True, False, "care")
    assert found["copy"].together is None
    assert {*rows(unsettled=True, labels=("System",))} == {"view", "copy", "quiet"}
    assert ("meter" in found, found["quiet"].raised, found["quiet"].possible) == (True, False, True)
    with pytest.raises(UnknownName, match="There is no label 'Systm'"):
        rows(labels=("Systm",))
