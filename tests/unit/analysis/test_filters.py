"""Filters: what counts and what does not, what rests on one, what opens it again, and claims without evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.analysis import filters
from eagraph.analysis.filters import Answer, Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

TODAY = dt.date(2026, 6, 1)
EVIDENCE: dict[str, Value] = {
    "filter_method": "k-anonymity, k = 20", "filter_decision": "KS 2025/12", "filter_decided_by": "the board",
    "filter_date": "2025-12-01", "filter_review": "2027-12-01", "filter_evidence": "test report",
}  # fmt: skip
CARE = node(
    "care", "InformationAsset", k=3, r=0, t=0, s=1, subject_kind="resident", categories=("location", "time", "health")
)


def flow(source: str, target: str, *carried: str, **said: Value) -> Relationship:
    return tie(source, "FLOW", target, carries=carried, **said)


def published(**said: Value) -> Snapshot:
    nodes = [node("journal", k=4, r=4, t=4, s=4), node("portal", k=0, r=4, t=4, s=4), CARE]
    return snapshot_of(nodes, [tie("journal", "HOLDS", "care"), flow("journal", "portal", "care", **said)])


def ask(snapshot: Snapshot, **said: object) -> Answer:
    return filters.run(snapshot, Params.model_validate({"at": TODAY, **said}))


def only(snapshot: Snapshot) -> Row:
    (row,) = ask(snapshot).rows
    return row


def test_a_filter_is_load_bearing_where_a_place_would_be_too_low_without_it() -> None:
    row = only(published(filter="anonymise", **EVIDENCE))
    assert (row.standing, row.finding, row.missing) == ("counts", None, ())
    assert (row.load_bearing, row.holds, row.lowers) == (True, ("portal",), 3)
    assert (row.decided_by, row.review, row.would_lower) == ("the board", "2027-12-01", None)


@pytest.mark.parametrize("field", sorted(EVIDENCE))
def test_without_any_part_of_its_evidence_it_is_as_if_it_were_not_there(field: str) -> None:
    row = only(published(filter="anonymise", **{name: value for name, value in EVIDENCE.items() if name != field}))
    assert (row.standing, row.finding, row.missing) == ("no_evidence", "FILTER-NO-EVIDENCE", (field,))
    assert (row.lowers, row.would_lower, row.load_bearing) == (0, 3, False)


@pytest.mark.parametrize(
    ("said", "standing", "finding"),
    [
        ({"filter_review": "2026-05-31"}, "overdue", "FILTER-OVERDUE"),
        ({"filter_review": "2026-06-01"}, "counts", None),
        ({"filter_date": "2026-06-02"}, "not_yet", "FILTER-NO-EVIDENCE"),
        ({"filter": "blur"}, "unknown_filter", "FILTER-NO-EVIDENCE"),
    ],
)
def test_a_filter_stands_until_its_review(said: dict[str, Value], standing: str, finding: str | None) -> None:
    row = only(published(**{"filter": "anonymise", **EVIDENCE, **said}))
    assert (row.standing, row.finding) == (standing, finding)


def test_what_two_filters_let_through_is_opened_again_where_it_meets() -> None:
    nodes = [node(i, k=4, r=4, t=4, s=4) for i in ("clinic", "buses")] + [node("portal", k=0), CARE]
    rides = {"k": 2, "r": 0, "t": 0, "s": 0, "subject_kind": "resident", "categories": ("location", "time")}
    nodes.append(node("rides", "InformationAsset", **rides))  # type: ignore[arg-type]
    ways = [
        flow(one, "portal", what, filter="anonymise", **EVIDENCE) for one, what in (("clinic", "care"), ("buses", "rides"))
    ]
    rows = ask(snapshot_of(nodes, [tie("clinic", "HOLDS", "care"), tie("buses", "HOLDS", "rides"), *ways])).rows
    assert [(row.finding, row.rejoined_at, row.shared) for row in rows] == [
        ("FILTER-REJOIN", ("portal",), ("location", "time"))
    ] * 2


def test_a_claim_of_validation_without_evidence_is_listed_with_what_it_would_lower() -> None:
    nodes = [node("meter", r=0), node("billing", r=3)]
    claim = flow("meter", "billing", validated=True)
    row = only(snapshot_of(nodes, [claim]))
    assert (row.filter, row.standing, row.missing) == ("validation", "no_evidence", ("validation_evidence",))
    assert row.would_lower == 2
    assert not ask(snapshot_of(nodes, [flow("meter", "billing", validated=True, validation_evidence="report")])).rows


def test_encryption_bears_what_its_exchange_is_transported_through() -> None:
    nodes = [node("journal", k=4, r=4, t=4, s=4), node("exchange", "Integration", k=4, r=4, t=4, s=4)]
    nodes += [node("carrier", k=1, r=4, t=4, s=4), CARE]
    ties = [tie("journal", "HOLDS", "care"), tie("exchange", "VIA", "carrier")]
    ties.append(flow("journal", "exchange", "care", filter="encrypt", **EVIDENCE))
    row = only(snapshot_of(nodes, ties))
    assert (row.load_bearing, row.holds, row.lowers) == (True, ("carrier",), 2)


def test_findings_come_first_and_the_rest_is_told() -> None:
    nodes: list[Node] = [node(i, k=4, r=4, t=4, s=4) for i in "abc"] + [node("portal", k=0), CARE]
    ties = [tie(i, "HOLDS", "care") for i in "abc"]
    ties += [flow("a", "portal", "care", filter="anonymise", **EVIDENCE), flow("b", "portal", "care", filter="redact")]
    answer = ask(snapshot_of(nodes, ties))
    assert [row.id for row in answer.rows] == ["b FLOW portal", "a FLOW portal"]
    assert answer.summary.en == (
        "Filters and claims of validation: 2; that count: 1, of them load-bearing: 0; "
        "without evidence or overdue: 1; opened again where filtered information meets: 0."
    )
    short = ask(snapshot_of(nodes, ties), limit=1)
    assert (len(short.rows), short.completeness.state) == (1, "truncated")
    assert short.completeness.reasons[0].en == "1 more filters are not shown."


def test_nothing_filtered_is_said_so() -> None:
    answer = ask(published())
    assert (answer.rows, answer.summary.en) == (
        (),
        "No flow has a filter, and none claims to be validated without evidence.",
    )
