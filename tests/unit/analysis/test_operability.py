"""Operability: Garvey and Pinto's formulas worked out by hand, groups, loops, and what a person may type wrongly."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from eagraph.analysis import operability
from eagraph.analysis.operability import Answer, Params, Row
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from tests.property.strategies import node, snapshot_of, tie

Need = tuple[str, str, float, float]


def network(*needs: Need) -> Snapshot:
    """Needer, feeder, α, β."""
    things = sorted({end for needer, feeder, _, _ in needs for end in (needer, feeder)})
    return snapshot_of(map(node, things), [tie(j, "DEPENDS_ON", i, alpha=a, beta=b) for j, i, a, b in needs])


def ask(snapshot: Snapshot, *at: str, **more: object) -> Answer:
    return operability.run(snapshot, Params.model_validate({"at_operability": at, **more}))


def rows(snapshot: Snapshot, *at: str, **more: object) -> dict[str, Row]:
    return {row.id: row for row in ask(snapshot, *at, **more).rows}


@pytest.mark.parametrize(
    ("needs", "at", "expected"),
    [
        ([("j", "i", 0.4, 90)], ["i=60"], {"j": 84}),
        ([("j", "i", 0.5, 20)], ["i=30"], {"j": 50}),
        ([("j", "i", 0.9, 10)], ["i=0"], {"j": 10}),
        ([("j", "i", 0.6, 40), ("j", "h", 0.3, 25)], ["i=100", "h=50"], {"j": 75}),
        ([("j", "i", 0.8, 30), ("m", "j", 0.5, 40), ("m", "h", 0.3, 60)], ["i=50"], {"j": 60, "m": 90}),
    ],
)
def test_the_formulas(needs: list[Need], at: list[str], expected: dict[str, float]) -> None:
    found = rows(network(*needs), *at)
    assert {i: found[i].operability for i in expected} == pytest.approx(expected)


def test_a_row_says_which_rule_holds_it_and_by_whom() -> None:
    found = rows(network(("j", "i", 0.8, 30), ("m", "j", 0.5, 40), ("m", "h", 0.3, 60)), "i=50")
    assert (found["i"].bound_by, found["i"].because) == ("given", ())
    assert (found["j"].bound_by, found["j"].because) == ("strength", ("i",))
    assert found["j"].baseline == pytest.approx(20)
    assert (found["m"].bound_by, found["m"].because) == ("strength", ("j",))
    assert (found["m"].strength_allows, found["m"].criticality_allows) == (90, 100)
    critical = rows(network(("j", "i", 0.1, 5), ("j", "h", 0.1, 100)), "i=20", "h=20")["j"]
    assert (critical.operability, critical.bound_by, critical.because) == (25, "criticality", ("i",))


def test_the_heaviest_feeder_is_named_first() -> None:
    found = rows(network(("j", "a", 0.5, 100), ("j", "b", 0.9, 100), ("j", "c", 0.5, 100)), "a=50", "b=10")
    assert found["j"].because == ("b", "a")


@pytest.mark.parametrize(("k", "expected"), [(1, 80.0), (2, 60.0), (3, 20.0)])
def test_a_group_gives_what_its_kth_best_member_gives(k: int, expected: float) -> None:
    members = [tie("j", "DEPENDS_ON", m, group="g", k=k) for m in "abc"]
    snapshot = snapshot_of(map(node, "abcj"), members)
    assert rows(snapshot, "a=60", "b=80", "c=20")["j"].operability == expected


def test_of_equal_levels_the_most_critical_comes_first() -> None:
    nodes = [node("i"), node("a"), node("b", criticality=2), node("c", criticality=4), node("d", criticality=0)]
    answer = ask(snapshot_of(nodes, [tie(j, "DEPENDS_ON", "i") for j in "abcd"]), "i=40")
    assert [(row.id, row.criticality) for row in answer.rows] == [("c", 4), ("b", 2), ("d", 0), ("a", None), ("i", None)]


def test_a_group_is_one_feeder_of_the_mean() -> None:
    pair = [tie("j", "DEPENDS_ON", m, group="g", k=1, alpha=1, beta=100) for m in "ab"]
    snapshot = snapshot_of(map(node, "abcj"), [*pair, tie("j", "DEPENDS_ON", "c", alpha=1, beta=100)])
    assert rows(snapshot, "a=40", "b=0")["j"].operability == 70


@pytest.mark.parametrize(("mode", "expected"), [("hard", 0.0), ("soft", 50.0), ("optional", 90.0)])
def test_what_is_not_stated_is_assumed_and_told(mode: str, expected: float) -> None:
    snapshot = snapshot_of(map(node, "ij"), [tie("j", "DEPENDS_ON", "i", mode=mode)])
    answer = ask(snapshot, failed=("i",))
    assert {row.id: row.operability for row in answer.rows}["j"] == expected
    told = [reason.en for reason in answer.completeness.reasons]
    assert any(text.startswith("1 of the 1 dependencies that pass the loss on state no strength") for text in told)
    assert any(text.startswith("1 of the 1 dependencies that pass the loss on state no criticality") for text in told)
    assert answer.completeness.state == "incomplete"


def test_what_is_stated_everywhere_is_complete() -> None:
    assert ask(network(("j", "i", 0.4, 90)), "i=60").completeness.state == "complete"


def test_a_ring_that_only_feeds_itself_stays_at_full_level() -> None:
    ring = [("a", "b", 1.0, 0.0), ("b", "c", 1.0, 0.0), ("c", "a", 1.0, 0.0), ("d", "x", 1.0, 0.0)]
    assert set(rows(network(*ring), "x=10")) == {"d", "x"}


def test_a_loop_settles_at_its_greatest_level() -> None:
    """a = (b + 2·60 + 100)/4 by hand with b = a: a = 220/3."""

    def feeds(needer: str, feeder: str, number: int) -> Relationship:
        return tie(needer, "DEPENDS_ON", feeder, alpha=1, beta=100, source_key=str(number))

    ties = [feeds("a", "b", 0), feeds("a", "x", 1), feeds("a", "x", 2), feeds("a", "y", 3), feeds("b", "a", 4)]
    found = rows(snapshot_of(map(node, "abxy"), ties), "x=60")
    assert found["a"].operability == pytest.approx(220 / 3, abs=1e-6)
    assert found["b"].operability == pytest.approx(220 / 3, abs=1e-6)


def test_a_level_given_is_a_ceiling_not_a_promise() -> None:
    found = rows(network(("j", "i", 1, 0)), "i=10", "j=50")
    assert (found["j"].operability, found["j"].bound_by) == (10, "criticality")


def test_more_rows_than_the_limit_are_counted() -> None:
    answer = ask(network(("j", "i", 1, 0), ("m", "j", 1, 0)), "i=10", limit=1)
    assert (len(answer.rows), answer.completeness.state) == (1, "truncated")
    assert answer.completeness.reasons[-1].en.startswith("2 more rows")


def test_the_answer_says_what_it_is_not_for() -> None:
    assert "blast-radius" in ask(network(("j", "i", 1, 0)), "i=10").not_for.en


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"at_operability": ("i",)}, "not a thing and a percentage"),
        ({"at_operability": ("=40",)}, "not a thing and a percentage"),
        ({"at_operability": ("i=many",)}, "not a thing and a percentage"),
        ({"at_operability": ("i=140",)}, "expected 0 to 100"),
        ({"at_operability": ("i=nan",)}, "expected 0 to 100"),
        ({"at_operability": ("i=40", "i=50")}, "both 40 % and 50 %"),
        ({"at_operability": ("i=40",), "failed": ("i",)}, "both fails and is given 40 %"),
        ({"at_operability": ("i=140", "j=x")}, "expected 0 to 100. 'j=x'"),
    ],
)
def test_what_is_typed_wrongly_is_told(given: dict[str, Value], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        ask(network(("j", "i", 1, 0)), **given)


def test_an_unknown_thing_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Nearest: idp"):
        ask(network(("j", "idp", 1, 0)), "ipd=40")


def test_something_has_to_work_badly() -> None:
    with pytest.raises(ValidationError, match="say what works badly"):
        Params()


@pytest.mark.parametrize("written", ["i=40", "i = 40 %", "i=40,0"])
def test_a_percentage_is_read_as_people_write_it(written: str) -> None:
    assert rows(network(("j", "i", 1, 0)), written)["j"].operability == 40
