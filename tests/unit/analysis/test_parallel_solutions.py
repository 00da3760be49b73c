"""The programme's rules about common solutions, on a city of a few systems, worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eagraph.analysis import parallel_solutions, time_quadrants
from eagraph.analysis.parallel_solutions import Answer, Params, Row
from eagraph.analysis.time_quadrants import Params as TimeParams
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import Properties, node, snapshot_of, tie

DAY = dt.date(2026, 6, 1)
WHO = "Kontrollfunktion för undantag"


def city(*more: Node | Relationship, **local: Any) -> Snapshot:
    """Common archives, a board's own archives, and mail that nobody describes."""
    nodes = [
        node("common", name="City Archives", scope="common", lifecycle="live"),
        node("own", name="Own Archives", scope="local", **{"lifecycle": "live", **local}),
        node("mail", scope="local", lifecycle="live"), node("keep", "Capability", name="Keeping"),
        node("board", "Organisation"), node("type", "InformationType", name="Records"), node("asset", "InformationAsset"),
        *(one for one in more if isinstance(one, Node)),
    ]  # fmt: skip
    ties = [
        tie("common", "SUPPORTS", "keep"), tie("own", "SUPPORTS", "keep"), tie("common", "USED_BY", "board"),
        tie("own", "USED_BY", "board"), *(one for one in more if isinstance(one, Relationship)),
    ]  # fmt: skip
    return snapshot_of(nodes, ties)


def asked(snapshot: Snapshot, **said: Any) -> Answer:
    return parallel_solutions.run(snapshot, Params.model_validate({"at": DAY, **said}))


def of_rule(answer: Answer, rule: str) -> list[Row]:
    return [row for row in answer.rows if row.rule == rule]


def test_a_violation_says_who_which_rule_and_why() -> None:
    answer = asked(city())
    (row,) = answer.rows
    assert (row.id, row.label, row.common, row.rule) == ("own", "System", "common", "COM-01")
    assert (row.violation, row.verdict, row.containment) == ("yes", "violation", 1.0)
    assert (row.shared, row.missing, row.in_scope) == (("Keeping",), (), True)
    assert "1 of 1 also in City Archives: Keeping." in row.says.en
    assert (answer.local, answer.common, answer.not_compared) == (2, 1, 1)
    reasons = " ".join(reason.en for reason in answer.completeness.reasons)
    assert "1 local systems have no capability recorded" in reasons
    assert "Of 1 violations it is not known whether the local system came first" in reasons
    assert answer.completeness.state == "incomplete"


def test_only_one_system_may_be_asked_about_from_either_side() -> None:
    assert len(asked(city(), of="Own Archives").rows) == len(asked(city(), of="common").rows) == 1
    assert asked(city(), of="mail").rows == ()
    with pytest.raises(UnknownName):
        asked(city(), of="nothing")


def test_what_is_perhaps_meant_for_others_is_unknown_and_no_violation() -> None:
    snapshot = city(node("elsewhere", "Organisation"))
    ties = [one for one in snapshot.relationships if (one.source, one.type) != ("own", "USED_BY")]
    moved = snapshot_of(snapshot.nodes, [*ties, tie("own", "USED_BY", "elsewhere")])
    (row,) = asked(moved, scope="users").rows
    assert (row.violation, row.verdict) == ("unknown", "outside-scope")
    assert [row.violation for row in asked(moved).rows] == ["yes"]


def test_two_masters_of_one_type_are_a_finding_unless_somebody_decided() -> None:
    masters: list[Node | Relationship] = [tie("common", "MASTER_OF", "type"), tie("own", "MASTER_OF", "type")]
    (row,) = of_rule(asked(city(*masters)), "COM-02")
    assert (row.violation, row.verdict, row.because) == ("yes", "two-masters", ("type",))
    assert "both master of Records" in row.says.en
    decided: list[Node | Relationship] = [masters[0], tie("own", "MASTER_OF", "type", decided_by="The Board")]
    assert [row.violation for row in of_rule(asked(city(*decided)), "COM-02")] == ["no"]


def test_a_local_master_that_feeds_a_common_solution_is_a_finding() -> None:
    fed: list[Node | Relationship] = [
        tie("own", "MASTER_OF", "type"), tie("asset", "OF_TYPE", "type"),
        tie("own", "FLOW", "common", carries=("asset",)),
    ]  # fmt: skip
    assert [row.verdict for row in of_rule(asked(city(*fed)), "COM-02")] == ["feeds-common"]
    assert of_rule(asked(city(*fed[1:])), "COM-02") == [], "it is not the master"
    assert of_rule(asked(city(*fed[:2], tie("own", "FLOW", "common"))), "COM-02") == [], "nobody says what it carries"


@pytest.mark.parametrize(
    ("kind", "end", "violations"),
    [("upgrade", "2027-01-01", ["yes"]), ("replace", "2027-01-01", ["yes"]), ("replace", "2026-05-31", []),
     ("procurement", "2027-01-01", [])],
)  # fmt: skip
def test_an_upgrade_of_what_a_common_solution_does_is_a_finding(kind: str, end: str, violations: list[str]) -> None:
    project: list[Node | Relationship] = [
        node("project", "Project", name="New Life", project_kind=kind, end=end),
        tie("project", "CHANGES", "own"),
    ]
    rows = of_rule(asked(city(*project)), "COM-03")
    assert [row.violation for row in rows] == violations
    assert all("New Life upgrades or replaces Own Archives" in row.says.en and row.because == ("project",) for row in rows)
    assert of_rule(asked(city(*project, tie("own", "REPLACED_BY", "common"))), "COM-03") == []


def test_an_exemption_from_com_03_is_cited() -> None:
    more: list[Node | Relationship] = [
        node("project", "Project", project_kind="upgrade"), tie("project", "CHANGES", "own"),
        node("x", "Exemption", rule="COM-03", decided_by=WHO, decided_on="2026-01-01", valid_to="2026-12-31"),
        tie("x", "EXEMPTS", "own"),
    ]  # fmt: skip
    (row,) = of_rule(asked(city(*more)), "COM-03")
    assert (row.violation, row.exemption) == ("no", "x")
    assert [row.violation for row in of_rule(asked(city(*more)), "COM-01")] == ["yes"], "it spares from COM-03 alone"


def test_rows_are_bounded_and_that_is_told() -> None:
    more: list[Node | Relationship] = [node("twin", scope="local", lifecycle="live"), tie("twin", "SUPPORTS", "keep")]
    answer = asked(city(*more), limit=1)
    assert (len(answer.rows), answer.completeness.state) == (1, "truncated")


@pytest.mark.parametrize(
    ("functional", "technical", "advice"),
    [
        (4, 2, "invest"),
        (1, 3, "tolerate"),
        (2, 1, "migrate"),
        (0, 1, "eliminate"),
        (None, 3, "unknown"),
        (3, None, "unknown"),
    ],
)
def test_quadrants_follow_from_the_two_fits(functional: int | None, technical: int | None, advice: str) -> None:
    fits: dict[str, int | None] = {"functional_fit": functional, "technical_fit": technical}
    said: Properties = {name: value for name, value in fits.items() if value is not None}
    answer = time_quadrants.run(
        city(Node("solo", "System", {"scope": "local", "lifecycle": "live", **said})), TimeParams(at=DAY)
    )
    row = next(row for row in answer.rows if row.id == "solo")
    assert row.advice == advice
    assert row.quadrant == (None if advice == "unknown" else advice)
    higher = time_quadrants.run(city(Node("solo", "System", said)), TimeParams(at=DAY, high_from=4))
    assert next(row.quadrant for row in higher.rows if row.id == "solo") == (
        None if advice == "unknown" else "migrate" if functional == 4 else "eliminate"
    )


def test_what_a_common_solution_does_goes_before_the_quadrant_unless_exempted() -> None:
    fits = {"functional_fit": 4, "technical_fit": 4, "cost_year": 100_000}
    answer = time_quadrants.run(city(**fits), TimeParams(at=DAY))
    row = next(row for row in answer.rows if row.id == "own")
    assert (row.advice, row.quadrant, row.common, row.covered) == ("migrate-to-common", "invest", "common", 1.0)
    assert answer.unjudged == 2
    assert any("2 of 3 systems have no technical fit judged" in reason.en for reason in answer.completeness.reasons)
    exempts = node("x", "Exemption", rule="COM-01", decided_by=WHO, decided_on="2026-01-01", valid_to="2026-12-31")
    spared = time_quadrants.run(city(exempts, tie("x", "EXEMPTS", "own"), **fits), TimeParams(at=DAY))
    row = next(row for row in spared.rows if row.id == "own")
    assert (row.advice, row.exempted) == ("invest", True)
    assert "exempted until 2026-12-31" in row.says.en
