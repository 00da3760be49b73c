"""Protective security: where protected information reaches, and what has to be in place there."""

from __future__ import annotations

import pytest

from eagraph.analysis import protective_security
from eagraph.analysis.protective_security import Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from eagraph.results import Result
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Result[Row]:
    return protective_security.run(snapshot, Params.model_validate(params))


def city(
    *more: Relationship, plans: str = "yes_elsewhere", vetted: bool | None = None, agreed: bool | None = None,
    person: bool | None = None, supplied: bool = True,
) -> Snapshot:  # fmt: skip
    """Plans in a register, with a supplier and an owner; and another system."""

    def said(**values: Value | None) -> dict[str, Value]:
        return {name: value for name, value in values.items() if value is not None}

    register = said(access_vetted=vetted)
    supplier, owner = said(security_agreement=agreed), said(vetted=person)
    return snapshot_of(
        [
            node("plans", "InformationAsset", **said(security_protected=plans or None)),
            node("register", "System", **register),
            node("other", "System"), node("firm", "Organisation", **supplier), node("role", "Role"),
            node("ann", "Person", **owner),
        ],
        [
            tie("register", "HOLDS", "plans"), tie("register", "OWNED_BY", "role"), tie("role", "HELD_BY", "ann"),
            *([tie("register", "SUPPLIED_BY", "firm")] if supplied else []), *more,
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"vetted": True, "agreed": True}, "allowed"),
        ({"vetted": True, "supplied": False}, "allowed"),
        ({"vetted": False, "agreed": True}, "not_vetted"),
        ({"vetted": True, "agreed": False}, "no_agreement"),
        ({"vetted": False, "agreed": False}, "neither"),
        ({"vetted": True}, "unknown"),
        ({"agreed": True}, "unknown"),
        ({"vetted": True, "agreed": True, "person": False}, "not_vetted"),
        ({"vetted": False, "plans": "no"}, "not_concerned"),
        ({"vetted": False, "plans": "review"}, "unknown"),
        ({"vetted": False, "plans": ""}, "unknown"),
        ({"vetted": True, "agreed": True, "plans": ""}, "allowed"),
    ],
)
def test_what_has_to_be_in_place(said: dict[str, bool], verdict: str) -> None:
    (row,) = ask(city(**said)).rows  # type: ignore[arg-type]
    assert row.verdict == verdict


def test_it_is_followed_along_flows() -> None:
    carried = city(tie("register", "FLOW", "other", carries=("plans",)), vetted=True, agreed=True)
    assert {row.id: (row.protected, row.verdict) for row in ask(carried).rows} == {
        "register": ("yes", "allowed"), "other": ("yes", "unknown"),
    }  # fmt: skip
    guessed = city(tie("register", "FLOW", "other"), vetted=True, agreed=True)
    assert {row.id: row.protected for row in ask(guessed).rows} == {"register": "yes", "other": "unknown"}
    ended = city(tie("register", "FLOW", "other", carries=("plans",), valid_to="2025-12-31"))
    assert [row.id for row in ask(ended, at="2026-06-30").rows] == ["register"]


def test_what_is_not_known_is_told() -> None:
    answer = ask(city(plans=""))
    assert "1 information assets do not say whether protective security" in answer.completeness.reasons[0].en
    assert ask(snapshot_of([node("a")], [])).summary.en == "The landscape does not say in which systems information is."
    assert ask(city(agreed=None, vetted=True)).rows[0].suppliers == ("firm",)
