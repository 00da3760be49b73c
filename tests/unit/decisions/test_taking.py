"""Taking a decision: what it rests on is kept, and everything wrong with it is told at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eagraph.decisions.document import read, write
from eagraph.decisions.taking import decided
from eagraph.errors import InvalidDecision
from tests.property.strategies import node, tie
from tests.unit.decisions.portal import TODAY, asset, remarks, said, taken, town, wrong


def test_what_it_rests_on_is_kept_with_it() -> None:
    snapshot = town()
    decision = taken(snapshot)
    assert (str(decision.assigned_then), decision.required_then.low, decision.level) == ("1", 2, 2)
    assert decision.content_then == ("i:adress", "i:barn", "i:cykel")
    assert "AGG-COUNT" in decision.rules_then
    assert decision.model_hash == snapshot.schema.classification.hash
    assert decision.snapshot_hash == snapshot.hash
    assert decision.decided_on == TODAY


@pytest.mark.parametrize("level", [2, "2", "significant", "Betydande", "significant "])
def test_a_level_is_its_number_key_or_name(level: object) -> None:
    assert taken(town(), level=level).level == 2


def test_a_place_is_found_by_its_name_and_an_aspect_in_either_case() -> None:
    decision = taken(town(), place="portalen", aspect="K")
    assert (decision.place, decision.aspect) == ("s:portal", "k")


def test_a_rule_that_does_not_raise_the_aspect_is_not_kept() -> None:
    needers = [node(f"s:{i}", t=3) for i in range(3)]
    snapshot = town(nodes=needers, ties=[tie(n.id, "DEPENDS_ON", "s:portal") for n in needers])
    assert taken(snapshot, aspect="t", level=4).rules_then == ("AGG-HUB",)
    assert taken(snapshot).rules_then == ("AGG-COUNT",)


def test_everything_wrong_is_told_at_once() -> None:
    wrongly = said(
        place="portalenn", aspect="x", level=7, decided_by="  ", decided_on="2026-11-21", review_on="2026-11-21",
        measure="filter", asset="s:portal", colour="red",
    )  # fmt: skip
    with pytest.raises(InvalidDecision) as caught:
        decided(wrongly, town(), TODAY)
    told = wrong(caught.value.problems)
    assert told.keys() == {
        "place", "aspect", "level", "decided_by", "decided_on", "review_on", "measure", "asset", "colour",
    }  # fmt: skip
    assert "s:portal" in told["place"] or "Portalen" in told["place"]
    assert "3 (serious)" in told["level"]
    assert told["decided_by"] == "is missing"
    assert "2026-11-20" in told["decided_on"]
    assert caught.value.exit_code == 2


def test_nothing_said_is_everything_missing() -> None:
    with pytest.raises(InvalidDecision) as caught:
        decided({}, town(), TODAY)
    assert set(wrong(caught.value.problems).values()) == {"is missing"}
    assert len(caught.value.problems) == 6


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"level": None}, {"level"}),
        ({"kind": "mitigate", "level": None}, {"measure", "by"}),
        ({"kind": "mitigate", "level": None, "measure": "filter", "by": "2026-11-19"}, {"by"}),
        ({"kind": "exempt"}, {"level"}),
        ({"kind": "reject", "level": None, "asset": "i:new", "by": "2026-12-01"}, {"asset", "by"}),
        ({"kind": "forget"}, {"kind"}),
        ({"review_on": "soon"}, {"review_on"}),
        ({"review_on": "2026-11-20"}, {"review_on"}),
        ({"level": 2.5}, {"level"}),
        ({"level": True}, {"level"}),
        ({"reason": ["a"]}, {"reason"}),
        ({"decided_by": "x" * 201}, {"decided_by"}),
    ],
)
def test_each_kind_says_what_it_needs_and_no_more(more: dict[str, Any], fields: set[str]) -> None:
    with pytest.raises(InvalidDecision) as caught:
        decided(said(**more), town(), TODAY)
    assert wrong(caught.value.problems).keys() == fields


def test_accepting_below_what_is_required_is_told() -> None:
    snapshot = town(nodes=[asset("adress", categories=("identity", "health"))])
    assert taken(snapshot, level=2).covers == 3
    assert "2 is below what is required, 3" in remarks(snapshot, level=2)
    assert remarks(snapshot, level=4) == ""


def test_what_the_unknown_may_require_is_told() -> None:
    snapshot = town(nodes=[asset("adress", None, categories=("time",))])
    assert "what is unknown may require up to" in remarks(snapshot)


def test_a_place_that_is_not_raised_is_told() -> None:
    closed: dict[str, Any] = {"categories": ("case",), "subjects": 1, "records": 1, "resolution_s": 1e9, "retention_d": 1}
    snapshot = town(["adress"], nodes=[asset("adress", special_category=False, **closed)], k=3)
    assert "Nothing is raised here: 3 is decided" in remarks(snapshot, level=3)


def test_what_is_told_of_a_place_that_is_not_raised_agrees_with_its_levels() -> None:
    assert remarks(town([], r=1), aspect="r", level=1) == "Nothing is raised here: 1 is decided and 1 required."
    told = remarks(town([]), aspect="r", level=1)
    assert told == "Nothing is raised here: nobody has decided a level, and nothing requires one."


def test_a_new_asset_is_none_that_the_landscape_has_already() -> None:
    with pytest.raises(InvalidDecision) as caught:
        decided(said(asset="i:adress"), town(), TODAY)
    assert wrong(caught.value.problems) == {
        "asset": "i:adress stands in the landscape, and not as an aggregate; expected a new id"
    }
    recorded = town(nodes=[asset("samlat", 2, asset_kind="aggregate")])
    assert taken(recorded, asset="i:samlat").asset == "i:samlat"


def test_read_back_it_is_the_same() -> None:
    decision = taken(
        town(), kind="mitigate", level=None, measure='Filter "A"\nund so weiter 🔌', by="2027-01-01", decided_on="2026-10-01"
    )
    assert read(write(decision), "here") == decision
    assert decision.by == dt.date(2027, 1, 1)
