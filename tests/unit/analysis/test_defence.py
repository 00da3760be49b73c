"""The cheapest defences of a small city, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import ValidationError

from eagraph.analysis import defence
from eagraph.analysis.defence import Answer, Params
from eagraph.errors import EagraphError
from eagraph.work import Cancelled, watched
from tests.unit.dashboards.landscapes import snapshot

CITY = """
    power:Facility
    hall:Facility
    cluster:System criticality=3
    spare:System
    care:System criticality=4
    school:System criticality=2
    portal:DigitalService criticality=1
    hall DEPENDS_ON power buffer_h=8
    hall HOSTS cluster
    care DEPENDS_ON cluster group=clusters k=1
    care DEPENDS_ON spare group=clusters k=1
    school DEPENDS_ON cluster
    portal DEPENDS_ON school
    portal DEPENDS_ON care mode=soft
"""


def ask(text: str = CITY, **said: Any) -> Answer:
    return defence.run(snapshot(text), Params.model_validate(said))


def changes(answer: Answer, proposal: int = 1) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.change, row.id, row.on) for row in answer.rows if row.proposal == proposal]


def test_one_alternative_high_up_saves_what_hangs_on_it() -> None:
    answer = ask(failed=["power"], most_stopped=1, kinds=["redundant", "protect"], redundant_prices=["power=never"])
    assert changes(answer) == [("redundant", "cluster", ("hall",))]
    before, first = answer.proposals[:2]
    assert (before.stopped, before.services, before.criticality) == (4, 1, 6)
    assert (first.stopped, first.price, first.exact, first.keeps) == (1, 100, True, True)
    assert answer.summary.en == "The cheapest way costs 100 (changes: 1): stops because of it: 1."


def test_what_is_dear_is_left_out_and_what_is_never_to_be_had_too() -> None:
    said: dict[str, Any] = {"failed": ["hall"], "most_stopped": 0}
    assert changes(ask(**said)) == [("redundant", "cluster", ("hall",))]
    assert changes(ask(**said, redundant_prices=["Facility=400"])) == [("protect", "cluster", ())]
    answer = ask(**said, redundant_prices=["hall=never"], protect_prices=["cluster=never"])
    assert (answer.rows, len(answer.proposals)) == ((), 1)
    assert answer.summary.en == ("No changes of these kinds keep the limit; with all of them stops: 1, instead of 3.")


def test_a_buffer_buys_time_and_is_as_long_as_it_has_to_be() -> None:
    said: dict[str, Any] = {"failed": ["power"], "of": ["school"], "kinds": ["buffer"], "buffer_hours": [1, 4, 24]}
    answer = ask(**said, least_hours=12)
    told = {(row.id, row.on, row.hours, row.price) for row in answer.rows if row.proposal < 3}
    assert told == {("hall", ("power",), 4, 8), ("school", ("cluster",), 4, 8)}
    assert [proposal.hours for proposal in answer.proposals[:2]] == [8, 12]
    assert ask(**said, least_hours=8).rows == ()


def test_with_nothing_said_to_fail_no_single_failure_may_stop_it() -> None:
    answer = ask(of=["care"])
    assert answer.rows == ()
    assert answer.summary.en == "The limit is kept as things are: no single failure stops Care."
    answer = ask(of=["portal"])
    assert changes(answer) == [("break", "portal", ("school",))]
    assert answer.summary.en == "The cheapest way costs 50 (changes: 1): no single failure stops Portal."


def test_what_fails_by_itself_is_protected_only_where_that_is_allowed() -> None:
    said: dict[str, Any] = {"failed": ["hall"], "most_stopped": 0, "kinds": ["protect"], "protect_prices": ["hall=1"]}
    assert changes(ask(**said)) == [("protect", "cluster", ())]
    assert changes(ask(**said, protect_failed=True)) == [("protect", "hall", ())]


def test_two_alternatives_where_a_group_needs_two_of_those_it_loses() -> None:
    text = "a:System\nb:System\nc:System\nx:System\n" + "\n".join(f"x DEPENDS_ON {i} group=g k=2" for i in "abc")
    answer = ask(text, failed=["a", "b", "c"], of=["x"], kinds=["redundant"])
    assert changes(answer) == [("redundant", "x", ("a", "b", "c"))] * 2
    assert answer.proposals[1].price == 200
    assert [row.needed for row in answer.rows] == ["2/3", "2/3"]
    assert "no further" in answer.completeness.reasons[-1].en


@pytest.mark.parametrize("said", [{"most_stopped": 1}, {"of": ["school"]}])
def test_without_a_proof_a_good_way_is_given_with_what_it_costs_at_least(said: dict[str, Any]) -> None:
    text = CITY + "\n".join(f"s{i}:System\ns{i} DEPENDS_ON school group=g{i} k=1" for i in range(6))
    best = ask(text, failed=["power"], **said).proposals[1]
    rough = ask(text, failed=["power"], **said, tries=0).proposals[1]
    assert best.exact
    assert rough.keeps
    assert rough.at_least <= best.price <= rough.price
    if not rough.exact:
        told = ask(text, failed=["power"], **said, tries=0)
        assert "not proven the cheapest" in told.summary.en
        assert "it is not proven that nothing is cheaper" in told.completeness.reasons[-1].en


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"failed": ["hall"]}, "say the limit"),
        ({"most_stopped": 1}, "say what fails"),
        ({"failed": ["hall"], "most_stopped": -1}, "greater than or equal"),
        ({"failed": ["hall"], "most_stopped": 1, "least_hours": 4}, "of which things the hours"),
        ({"failed": ["hall"], "most_stopped": 1, "cost_break": 0}, "greater than or equal"),
        ({"failed": ["hall"], "most_stopped": 1, "kinds": ["magic"]}, "'redundant', 'buffer'"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        ask(**said)


@pytest.mark.parametrize("said", [{"of": ["nobody"]}, {"protect_prices": ["gold"]}, {"redundant_prices": ["System=x"]}])
def test_what_names_nothing_is_refused(said: dict[str, Any]) -> None:
    for most in (0, 1000):
        with pytest.raises(EagraphError):
            ask(failed=["power"], most_stopped=most, **said)


@contextmanager
def nobody_waits() -> Iterator[None]:
    def watcher(_done: int, _total: int | None) -> None:
        raise Cancelled

    with watched(watcher):
        yield


def test_the_search_ends_when_nobody_waits_for_it() -> None:
    with nobody_waits(), pytest.raises(Cancelled):
        ask(failed=["power"], of=["school"])
