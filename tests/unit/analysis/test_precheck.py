"""What a plan would raise, worked out by hand: where, by which rule, and who must decide."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from eagraph import analysis
from eagraph.analysis import precheck
from eagraph.analysis.precheck import Answer, Params, Row
from eagraph.errors import UnknownName, UsageError
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import Properties, node, snapshot_of, tie

ABOUT: Properties = {"subject_kind": "resident", "r": 1, "t": 1, "s": 1}


def city(*more: Node | Relationship) -> Snapshot:
    """A register with names, a map with places and times, an overview that holds the names; each has its owners."""
    nodes = [
        node("overview", k=1, r=3, t=3, s=3), node("map", k=2, r=3, t=3, s=3), node("report", k=0, r=3, t=3, s=3),
        node("names", "InformationAsset", k=1, categories=("identity",), **ABOUT),
        node("places", "InformationAsset", k=1, categories=("location", "address"), **ABOUT),
        node("times", "InformationAsset", k=1, categories=("time",), **ABOUT),
        node("trees", "InformationAsset", k=0, r=0, t=0, s=0, subject_kind="none", categories=("location",), published=True),
        node("board", "Organisation", kind="board"), node("ann", "Role", name="Ann"), node("bo", "Role", name="Bo"),
        *(one for one in more if isinstance(one, Node)),
    ]  # fmt: skip
    ties = [
        tie("overview", "HOLDS", "names"), tie("map", "HOLDS", "places"), tie("map", "HOLDS", "times"),
        tie("overview", "OWNED_BY", "ann"), tie("places", "OWNED_BY", "bo"), tie("times", "OWNED_BY", "bo"),
        *(one for one in more if isinstance(one, Relationship)),
    ]  # fmt: skip
    return snapshot_of(nodes, ties)


def asked(snapshot: Snapshot, **said: Any) -> Answer:
    return precheck.run(snapshot, Params.model_validate(said))


def only(answer: Answer, id_: str, aspect: str = "k") -> Row:
    (found,) = [row for row in answer.rows if (row.id, row.aspect) == (id_, aspect)]
    return found


def reasons(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def test_a_planned_flow_raises_where_information_meets_and_names_who_must_decide() -> None:
    answer = asked(city(), **{"from": "map", "to": "overview", "carries": ["places", "times"]})
    row = only(answer, "overview")
    assert (row.assigned_high, row.before_low, row.after_low) == (1, 1, 3)
    assert (row.raised, row.newly_raised, row.possible) == (True, True, True)
    assert {"AGG-COUNT", "AGG-COMBO-MOVES"} <= {*row.new_rules}
    assert row.flags == ("dpia",)
    assert row.rules[0] == "high-water-mark"
    assert "AGG-COMBO-MOVES" in row.rules
    assert (row.owner, row.information_owner) == ("Ann", "Bo")
    assert answer.deciders == ("Ann", "Bo")
    assert answer.rises
    assert analysis.is_finding(answer)
    assert answer.rows[0] == row
    assert answer.model_hash == escalate(city()).ground.model.hash


def test_the_landscape_stays_as_it_is() -> None:
    snapshot = city()
    before = escalate(snapshot).low.required["k"].value.tolist(), len(snapshot.nodes), snapshot.hash
    asked(snapshot, **{"from": "map", "to": "overview"}, asset="More", held_by=["overview"], publish=["places"])
    assert (escalate(snapshot).low.required["k"].value.tolist(), len(snapshot.nodes), snapshot.hash) == before


def test_what_is_sent_already_raises_nothing() -> None:
    snapshot = city(tie("map", "FLOW", "overview", carries=("places", "times")))
    answer = asked(snapshot, **{"from": "map", "to": "overview", "carries": ["places", "times"]})
    assert answer.rows == ()
    assert not answer.rises
    assert answer.summary.en == "Nothing would rise."


def test_nothing_said_of_what_is_sent_is_everything_and_told() -> None:
    answer = asked(city(), **{"from": "map", "to": "overview"})
    assert only(answer, "overview").after_low == 3
    assert "everything map has" in reasons(answer)
    nothing = asked(city(), **{"from": "report", "to": "overview"})
    assert nothing.rows == ()
    assert "report has no information" in reasons(nothing)


@pytest.mark.parametrize(("evidence", "rises"), [(True, False), (False, True)])
def test_a_filter_lowers_only_with_evidence(evidence: bool, rises: bool) -> None:
    plan = {"from": "map", "to": "overview", "filter": "anonymise", "filter_evidence": evidence}
    answer = asked(city(), **plan)
    assert answer.rises == rises
    assert ("has no evidence" in reasons(answer)) != evidence


def test_what_the_sender_never_had_is_told_and_counts() -> None:
    answer = asked(city(), **{"from": "report", "to": "overview", "carries": ["places", "times"]})
    assert "report has, as far as is known, never had: places, times" in reasons(answer)
    assert only(answer, "overview").after_low == 3
    assert only(answer, "report").newly_raised


def test_it_goes_on_from_the_receiver_to_others() -> None:
    answer = asked(city(tie("overview", "FLOW", "report")), **{"from": "map", "to": "overview"})
    assert only(answer, "report").after_low == 3


def test_a_new_asset_raises_where_it_is_held_and_where_it_is_sent() -> None:
    said = {"asset": "Visits", "asset_k": 2, "categories": ["location", "time"], "subject_kind": "resident"}
    answer = asked(city(), **said, held_by=["overview"], owned_by="bo")
    row = only(answer, "overview")
    assert (row.before_low, row.after_low, row.newly_raised, row.information_owner) == (1, 3, True, "Bo")
    assert "no level in R, T, S" in reasons(answer)
    sent = asked(city(), **said, held_by=["map"], **{"from": "map", "to": "overview", "carries": ["Visits"]})
    assert only(sent, "overview").after_low == 3


def test_a_new_asset_of_unknown_level_may_be_anything() -> None:
    answer = asked(city(), asset="Notes", held_by=["overview"], subject_kind="none")
    row = only(answer, "overview")
    assert (row.after_low, row.after_high, row.newly_raised, row.possible) == (1, 4, False, True)
    assert not answer.rises


def test_publishing_what_needs_confidentiality_is_raised() -> None:
    answer = asked(city(), publish=["places"])
    row = only(answer, "places")
    assert (row.after_low, row.newly_raised, row.rules[0], row.owner) == (1, True, "high-water-mark", "Bo")
    assert answer.rises


def test_published_sets_that_open_each_other_need_a_decision() -> None:
    sets = [
        node(name, "InformationAsset", k=0, subject_kind="resident", categories=("location", "time"), published=is_so)
        for name, is_so in (("seen", True), ("next", False))
    ]
    answer = asked(city(*sets), publish=["next"])
    row = only(answer, "next")
    assert (row.new_rules, row.flags, row.after_low) == (("AGG-PUBLISH",), ("decide_before_publishing",), 0)
    assert answer.rises
    again = asked(city(*sets), publish=["seen"])
    assert again.rows == ()
    assert "Already published: seen" in reasons(again)


def test_harmless_sets_may_be_published() -> None:
    harmless = node("lamps", "InformationAsset", k=0, subject_kind="none", personal=False, categories=("location",))
    assert asked(city(harmless), publish=["lamps"]).rows == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"from": "map", "to": "map"}, "cannot send to itself"),
        ({"from": "map", "to": "overview", "carries": ["report"]}, "report (System) is no information asset"),
        ({"publish": ["report"]}, "report (System) is no information asset"),
        ({"asset": "New", "held_by": ["map"], "categories": ["idenity"]}, "'idenity'; there are identity"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_the_reason(said: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(").replace(")", r"\)")):
        asked(city(), **said)


def test_what_does_not_exist_is_refused_with_what_is_near() -> None:
    with pytest.raises(UnknownName, match="overvew"):
        asked(city(), **{"from": "map", "to": "overvew"})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "say what is planned"),
        ({"from": "map"}, "both from and to"),
        ({"carries": ["names"], "publish": ["names"]}, "say from and to"),
        ({"from": "map", "to": "overview", "filter_evidence": True}, "say filter"),
        ({"asset": "New"}, "say held_by"),
        ({"asset_k": 2, "publish": ["names"]}, "say asset"),
        ({"asset": "New", "held_by": ["map"], "asset_k": 5}, "less than or equal to 4"),
    ],
)
def test_half_a_plan_is_refused(said: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        asked(city(), **said)


def test_more_rows_than_are_shown_are_counted() -> None:
    answer = asked(city(tie("overview", "FLOW", "report")), **{"from": "map", "to": "overview", "limit": 1})
    assert len(answer.rows) == 1
    assert answer.completeness.state == "truncated"
    assert answer.rises
