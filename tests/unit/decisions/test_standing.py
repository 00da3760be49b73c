"""Standing: a decision holds until what it rests on is no longer so, and says why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eagraph.decisions import Decision
from eagraph.decisions.standing import Standing, standing_of
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import node, snapshot_of, tie
from tests.unit.decisions.portal import NAMES, TODAY, asset, taken, town


def stands(decision: Decision, now: Snapshot, today: dt.date = TODAY) -> Standing:
    return standing_of(decision, 1, escalate(now), today)


def causes(standing: Standing) -> list[str]:
    return [reason.cause for reason in standing.reasons]


def test_it_is_in_force_and_settles_what_is_accepted() -> None:
    found = stands(taken(town()), town())
    assert (found.state, found.reasons, found.is_settled, found.settled_by) == ("in_force", (), True, "decision")
    assert (found.name, found.assigned_low, found.required_low) == ("Portalen", 1, 2)


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "mitigate", "measure": "filter", "by": "2027-01-01"},
        {"kind": "exempt"},
        {"kind": "reject"},
        {"kind": "accept", "level": 1},
    ],
)
def test_other_decisions_are_in_force_and_settle_nothing(more: dict[str, Any]) -> None:
    found = stands(taken(town(), **{"level": None, **more}), town())
    assert (found.state, found.is_settled, found.settled_by) == ("in_force", False, None)


def test_an_acceptance_for_what_is_known_leaves_the_unknown_open() -> None:
    unclear = town(nodes=[asset("adress", None, k_high=3)])
    found = stands(taken(unclear), unclear)
    assert (found.is_settled, found.is_wholly_settled) == (True, False)
    clear = stands(taken(unclear, level=4), unclear)
    assert (clear.is_settled, clear.is_wholly_settled) == (True, True)


def test_information_that_came_opens_it() -> None:
    found = stands(taken(town()), town([*NAMES, "dagis"]))
    assert (found.state, found.is_settled) == ("re_opened", False)
    assert causes(found) == ["content_grew"]
    assert found.reasons[0].ids == ("i:dagis",)
    assert "i:dagis" in found.reasons[0].text.en


def test_information_that_came_by_a_flow_opens_it_too() -> None:
    more = [asset("dagis"), node("s:school", k=1)]
    ties = [tie("s:school", "HOLDS", "i:dagis"), tie("s:school", "FLOW", "s:portal", carries=("i:dagis",))]
    assert stands(taken(town()), town(nodes=more, ties=ties)).reasons[0].ids == ("i:dagis",)


def test_much_that_came_is_counted() -> None:
    found = stands(taken(town()), town([*NAMES, *(f"x{i}" for i in range(8))]))
    assert "and 3 more" in found.reasons[0].text.en
    assert len(found.reasons[0].ids) == 8


def test_information_that_left_does_not_open_it() -> None:
    assert stands(taken(town()), town(NAMES[:2])).state == "in_force"


def test_a_level_that_rose_opens_it() -> None:
    found = stands(taken(town()), town(nodes=[asset("adress", 2)]))
    assert causes(found) == ["level_rose"]
    assert "3 is required; it was decided about 2." in found.reasons[0].text.en


def test_a_level_that_rose_no_higher_than_was_accepted_does_not() -> None:
    assert stands(taken(town(), level=3), town(nodes=[asset("adress", 2)])).state == "in_force"


def test_what_more_may_be_required_opens_it() -> None:
    before = town(nodes=[asset(name, categories=("case",)) for name in NAMES], k=1)
    after = town(nodes=[asset(name, categories=("case",), **({"k_high": 4} if name == "barn" else {})) for name in NAMES])
    assert causes(stands(taken(before), after)) == ["level_may_rise"]
    assert stands(taken(before, level=4), after).state == "in_force"


def test_a_rule_that_applies_now_opens_it() -> None:
    found = stands(taken(town(), level=3), town(nodes=[asset("adress", categories=("identity", "health"))]))
    assert causes(found) == ["rule_applies"]
    assert found.reasons[0].ids == ("AGG-COMBO-CARE",)


def test_the_owner_who_raises_his_own_level_does_not_open_it() -> None:
    assert stands(taken(town()), town(k=3)).state == "in_force"


def test_a_place_that_is_gone_opens_it() -> None:
    found = stands(taken(town()), snapshot_of([asset("adress")], []))
    assert (found.state, causes(found), found.required_low) == ("re_opened", ["place_gone"], None)


def test_a_review_is_due_the_day_after() -> None:
    decision = taken(town())
    assert stands(decision, town(), decision.review_on).state == "in_force"
    late = stands(decision, town(), decision.review_on + dt.timedelta(days=1))
    assert (late.state, causes(late), late.is_settled) == ("review_overdue", ["review_overdue"], False)
    both = stands(decision, town([*NAMES, "dagis"]), decision.review_on + dt.timedelta(days=1))
    assert (both.state, causes(both)) == ("re_opened", ["content_grew", "review_overdue"])


def test_a_measure_that_is_late_opens_it_while_the_place_is_raised() -> None:
    decision = taken(town(), kind="mitigate", level=None, measure="filter", by="2026-12-01")
    day = dt.date(2026, 12, 2)
    assert causes(stands(decision, town(), day)) == ["measure_late"]
    assert stands(decision, town(NAMES[:2]), day).state == "in_force"
    assert stands(decision, town(), dt.date(2026, 12, 1)).state == "in_force"


def test_where_a_decision_is_about_availability_content_counts_as_well() -> None:
    needer = node("s:care", t=3)
    snapshot = town(nodes=[needer], ties=[tie("s:care", "DEPENDS_ON", "s:portal")], t=1)
    decision = taken(snapshot, aspect="t", level=3)
    assert stands(decision, snapshot).is_settled
    worse = town(nodes=[node("s:care", t=4)], ties=[tie("s:care", "DEPENDS_ON", "s:portal")], t=1)
    assert causes(stands(decision, worse)) == ["level_rose"]


def recorded(level: int, *parts: str) -> Snapshot:
    """The portal, that holds what was accepted as an asset of its own."""
    whole = asset("samling", level, asset_kind="aggregate", classified_on="2026-12-01")
    ties = [tie("i:samling", "DERIVED_FROM", f"i:{part}") for part in parts]
    return town(nodes=[whole], ties=[*ties, tie("s:portal", "HOLDS", "i:samling")])


@pytest.mark.parametrize("more", [{}, {"asset": "i:samling", "asset_name": "Samlingen"}])
def test_the_new_asset_in_the_landscape_opens_nothing(more: dict[str, Any]) -> None:
    found = stands(taken(town(), **more), recorded(2, *NAMES))
    assert (found.state, found.is_settled, found.settled_by_landscape) == ("in_force", True, "i:samling")


def test_another_asset_does() -> None:
    found = stands(taken(town()), recorded(2, *NAMES[:2]))
    assert (found.state, found.is_settled, found.settled_by_landscape) == ("re_opened", False, "")
