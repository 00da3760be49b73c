"""Lowering: one flow whose end puts a place right, a way that is doubled, filters instead, and what people type wrongly."""

from __future__ import annotations

import pytest

from eagraph.analysis import lowering
from eagraph.analysis.lowering import Answer, Params
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.work import Cancelled, watched
from tests.property.strategies import node, snapshot_of, tie


def asset(id_: str, **said: Value) -> Node:
    return node(id_, "InformationAsset", **{"r": 0, "t": 0, "s": 0, "subject_kind": "resident", **said})


def low(id_: str) -> Node:
    return node(id_, k=1, r=4, t=4, s=4)


NODES = [low("journal"), low("portal"), low("mirror"), asset("care", k=3, categories=("health",))]
HELD = tie("journal", "HOLDS", "care")


def flow(source: str, target: str, *carried: str, **said: Value) -> Relationship:
    return tie(source, "FLOW", target, carries=carried, **said)


def ask(snapshot: Snapshot, **said: object) -> Answer:
    return lowering.run(snapshot, Params.model_validate(said))


def chain() -> Snapshot:
    return snapshot_of(NODES, [HELD, flow("journal", "portal", "care"), flow("portal", "mirror", "care")])


def test_a_flow_that_ends_leaves_what_comes_after_it_without_what_it_brought() -> None:
    first, second = ask(chain()).rows
    assert (first.id, first.name, first.label) == ("journal FLOW portal", "journal → portal", "FLOW")
    assert (first.lowers, first.no_longer_raised, first.places) == (6, 2, ("mirror", "portal"))
    assert (second.id, second.lowers, second.places) == ("portal FLOW mirror", 3, ("mirror",))


def test_the_sentence_names_the_first_and_what_it_puts_right() -> None:
    told = ask(chain()).summary.en
    assert told == "Without journal → portal, 6 levels less would be required; no longer classified too low: 2 of 3."


def test_of_two_ways_to_a_place_neither_lowers_it_alone() -> None:
    doubled = [HELD, flow("journal", "portal", "care"), flow("journal", "mirror", "care"), flow("mirror", "portal", "care")]
    rows = {row.id: row.places for row in ask(snapshot_of(NODES, doubled)).rows}
    assert rows == {"journal FLOW mirror": ("mirror",)}


def test_another_kind_of_relationship_can_be_thought_away() -> None:
    rows = ask(chain(), kinds=["HOLDS", "FLOW"]).rows
    assert (rows[0].id, rows[0].no_longer_raised, rows[0].anonymise) == ("journal HOLDS care", 3, None)


def test_a_filter_may_do_as_well_as_the_end_of_a_flow() -> None:
    row = ask(chain()).rows[0]
    assert (row.anonymise, row.redact) == (6, None)


def test_the_category_that_a_rule_needs_is_the_one_to_take_out() -> None:
    nodes = [low("register"), low("portal"), asset("people", k=1, categories=("identity", "case")), NODES[3]]
    nodes[3] = asset("care", k=1, categories=("health", "time"))
    ties = [tie("register", "HOLDS", "people"), tie("portal", "HOLDS", "care"), flow("register", "portal", "people")]
    row = ask(snapshot_of(nodes, ties)).rows[0]
    assert (row.id, row.lowers) == ("register FLOW portal", 2)
    assert (row.redact, row.redact_lowers) == ("identity", 2)


def test_a_flow_that_is_filtered_already_gets_no_second_filter() -> None:
    evidence = {f"filter_{name}": "x" for name in ("method", "decision", "decided_by", "evidence")}
    said = {"filter": "pseudonymise", **evidence, "filter_date": "2020-01-01", "filter_review": "2099-01-01"}
    row = ask(snapshot_of(NODES, [HELD, flow("journal", "portal", "care", **said)]), of="portal").rows[0]
    assert (row.lowers, row.anonymise, row.redact, row.redact_lowers) == (2, None, None, None)


def test_one_place_can_be_asked_about_although_it_is_classified_high_enough() -> None:
    nodes = [low("journal"), node("vault", k=4), NODES[3]]
    snapshot = snapshot_of(nodes, [HELD, flow("journal", "vault", "care")])
    row = ask(snapshot, of="vault").rows[0]
    assert (row.lowers, row.no_longer_raised, row.everywhere) == (3, 0, 3)
    assert ask(snapshot, of="vault", aspect="t").summary.en == (
        "Nothing is required of vault beside what its owner decided."
    )


def test_what_is_left_untried_and_unshown_is_told() -> None:
    answer = ask(chain(), limit=1)
    assert (answer.completeness.state, answer.can_matter, answer.tried) == ("truncated", 2, 1)
    assert answer.completeness.reasons[0].en == (
        "1 more relationships may lower something and were not tried; none lowers more than 3 levels."
    )
    assert ask(chain()).completeness.state != "truncated"


def test_a_flow_that_no_reason_uses_is_not_tried() -> None:
    idle = flow("mirror", "journal", "care")
    answer = ask(snapshot_of(NODES, [*chain().relationships, idle]))
    assert (answer.can_matter, answer.tried) == (2, 2)


def test_where_nothing_is_too_low_there_is_nothing_to_lower() -> None:
    answer = ask(snapshot_of([node("vault", k=4), NODES[3]], [tie("vault", "HOLDS", "care")]))
    assert (answer.rows, answer.asked) == ((), 0)
    assert answer.summary.en == "Nothing is classified too low for certain; there is nothing to lower."


def test_the_answer_names_the_model_in_force() -> None:
    snapshot = chain()
    assert ask(snapshot).model_hash == snapshot.schema.classification.hash


def test_somebody_may_stop_waiting() -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled

    with watched(stop), pytest.raises(Cancelled):
        ask(chain())


@pytest.mark.parametrize("said", [{"of": "nowhere"}, {"kinds": ["FLOWS"]}])
def test_a_name_that_is_none_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(UnknownName):
        ask(chain(), **said)
