"""Recorded incidents beside the blast radius, on landscapes small enough to count by hand."""

from __future__ import annotations

import pytest

from eagraph.analysis import backtest
from eagraph.analysis.backtest import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

NODES = [node(id_) for id_ in ("power", "login", "case", "map", "pay", "bank", "mail", "stats", "pad")]
TIES = [
    tie("login", "DEPENDS_ON", "power"),
    tie("case", "DEPENDS_ON", "login"),
    tie("map", "DEPENDS_ON", "login", mode="soft"),
    tie("pay", "DEPENDS_ON", "login", group="pair"),
    tie("pay", "DEPENDS_ON", "bank", group="pair", k=1),
    tie("login", "FLOW", "stats"),
    tie("stats", "FLOW", "mail", mode="update"),
    tie("map", "FLOW", "mail"),
]


def incident(id_: str, *, started: str = "", affected: str = "", day: str = "") -> tuple[Node, list[Relationship]]:
    ties = [tie(id_, "STARTED_IN", end) for end in started.split()]
    ties += [tie(id_, "AFFECTED", end) for end in affected.split()]
    return node(id_, "Incident", **({"detected_on": day} if day else {})), ties


def town(*incidents: tuple[Node, list[Relationship]], ties: list[Relationship] = TIES) -> Snapshot:
    return snapshot_of([*NODES, *(one for one, _ in incidents)], [*ties, *(t for _, more in incidents for t in more)])


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return backtest.run(snapshot, Params.model_validate(params))


def test_precision_and_recall_of_one_incident() -> None:
    (row,) = ask(town(incident("i", started="power", affected="power login pad", day="2026-01-01"))).rows
    assert (row.started_in, row.detected_on) == (("power",), "2026-01-01")
    assert (row.affected, row.predicted, row.foretold) == (2, 2, 1)
    assert (row.right, row.false_alarms, row.missed) == (("login",), ("case",), ("pad",))
    assert (row.precision, row.recall) == (0.5, 0.5)


def test_every_miss_has_the_nearest_reason() -> None:
    answer = ask(town(incident("i", started="login", affected="case map pay stats mail pad")))
    assert [(gap.id, gap.why) for gap in answer.gaps] == [
        ("pad", "unexplained"), ("mail", "needed"), ("map", "degraded"), ("pay", "redundancy"), ("stats", "needed"),
    ]  # fmt: skip


def test_a_chain_that_is_weak_in_more_than_one_way_is_called_so() -> None:
    ties = [*TIES[:3], tie("map", "FLOW", "mail")]
    answer = ask(town(incident("i", started="login", affected="mail"), ties=ties))
    assert [(gap.id, gap.why) for gap in answer.gaps] == [("mail", "weak")]


def test_what_may_be_worse_off_was_foretold_to_be_degraded() -> None:
    ties = [*TIES[:3], tie("mail", "DEPENDS_ON", "map")]
    (gap,) = ask(town(incident("i", started="login", affected="mail"), ties=ties)).gaps
    assert gap.why == "degraded"


def test_assuming_flows_needed_both_ways_is_told_beside_each_other() -> None:
    snapshot = town(incident("i", started="login", affected="case stats"))
    answer = ask(snapshot)
    assert (answer.rows[0].recall, answer.rows[0].recall_if_needed) == (0.5, 1.0)
    assert (answer.overall.precision, answer.overall.precision_if_needed) == (1.0, 0.6667)
    assumed = ask(snapshot, assume_needed=True)
    assert (assumed.rows[0].recall, assumed.overall.precision, assumed.gaps) == (1.0, 0.6667, ())


def test_the_whole_counts_every_thing_once_an_incident() -> None:
    answer = ask(town(incident("i", started="power", affected="login pad"), incident("j", started="login", affected="pad")))
    assert [row.id for row in answer.rows] == ["i", "j"]
    told = answer.overall
    assert (told.incidents, told.usable, told.affected, told.predicted, told.foretold) == (2, 2, 3, 3, 1)
    assert (told.precision, told.recall) == (0.3333, 0.3333)
    assert [(gap.id, gap.incidents) for gap in answer.gaps] == [("pad", ("i", "j"))]
    assert answer.summary.en == (
        "Incidents that can be used: 2 of 2. Consequences that were foretold: 1 of 3; foretold that were recorded: 1 of 3."
    )


def test_incidents_that_do_not_say_enough_are_told_and_not_counted() -> None:
    answer = ask(town(incident("i", started="power"), incident("j", affected="pad"), incident("k")))
    assert answer.rows == ()
    assert [(one.id, one.why) for one in answer.unusable] == [("i", "no_consequence"), ("j", "no_start"), ("k", "no_start")]
    assert answer.overall.recall is None
    assert answer.summary.en == "None of 3 incidents says both where it started and what it affected."


def test_an_incident_that_hit_nothing_else_has_no_recall_and_one_that_should_not_have_no_precision() -> None:
    answer = ask(town(incident("i", started="login", affected="login"), incident("j", started="case", affected="pad")))
    assert [(row.precision, row.recall) for row in answer.rows] == [(0.0, None), (None, 0.0)]


def test_relationships_are_those_of_the_day() -> None:
    ties = [*TIES[:1], tie("case", "DEPENDS_ON", "login", valid_from="2026-06-01")]
    incidents = [
        incident(f"i{day}", started="power", affected="login case", day=day) for day in ("2026-05-31", "2026-06-01")
    ]
    snapshot = town(*incidents, ties=ties)
    answer = ask(snapshot)
    assert [row.recall for row in answer.rows] == [0.5, 1.0]
    assert answer.hidden == 1
    assert "On the days of the incidents up to 1 relationships are not valid." in [r.en for r in answer.completeness.reasons]
    assert [row.recall for row in ask(snapshot, on_the_day=False).rows] == [1.0, 1.0]


def test_an_incident_without_a_day_is_read_with_everything_and_told() -> None:
    told = [r.en for r in ask(town(incident("i", started="power", affected="login"))).completeness.reasons]
    assert "1 incidents have no day; they are read with all relationships." in told


def test_only_labels_that_incidents_record_are_compared_unless_others_are_named() -> None:
    service, uses = node("s", "DigitalService"), tie("case", "REALISES", "s")
    one, more = incident("i", started="login", affected="case")
    snapshot = snapshot_of([*NODES, service, one], [*TIES, uses, *more])
    assert ask(snapshot).rows[0].false_alarms == ()
    assert ask(snapshot, labels=("System", "DigitalService")).rows[0].false_alarms == ("s",)
    with pytest.raises(UnknownName):
        ask(snapshot, labels=("Systm",))


def test_one_incident_can_be_asked_for_and_must_be_one() -> None:
    snapshot = town(incident("i", started="power", affected="login"), incident("j", started="power", affected="login"))
    assert [row.id for row in ask(snapshot, incidents=("j",)).rows] == ["j"]
    with pytest.raises(UsageError, match="power"):
        ask(snapshot, incidents=("j", "power"))


def test_columns_of_ids_end_where_they_are_told_to_and_numbers_do_not() -> None:
    (row,) = ask(town(incident("i", started="power", affected="pad mail")), limit=1).rows
    assert (row.missed, row.affected) == (("mail",), 2)
