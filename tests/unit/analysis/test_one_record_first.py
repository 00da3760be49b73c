"""One record goes before parallel solution: two local entries of one system are told once, unless somebody decided."""

from __future__ import annotations

from eagraph.analysis import duplicates
from eagraph.analysis.duplicates import Answer, Params
from eagraph.duplicates.parallel import MOST_HAVING, parallels
from eagraph.graph.snapshot import Snapshot
from tests.unit.dashboards import landscapes

TWICE = """
    care:Organisation kind=board
    planning:Capability
    visiting:Capability
    a:System name=Omsorgsvävaren scope=local product=Omsorgsvävaren
    b:System name=Omsorgs-vävaren scope=local product=Omsorgsvävaren2
    c:System name=Turlistan scope=local
    a OWNED_BY care
    b OWNED_BY care
    c OWNED_BY care
    a SUPPORTS planning
    a SUPPORTS visiting
    b SUPPORTS planning
    b SUPPORTS visiting
    c SUPPORTS planning
    c SUPPORTS visiting
"""


def ask(snapshot: Snapshot, *decided: str) -> Answer:
    return duplicates.run(snapshot, Params(decided=decided))


def told(answer: Answer, kind: str) -> set[frozenset[str]]:
    return {frozenset((row.a, row.b)) for row in answer.rows if row.kind == kind}


def reasons(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def test_what_is_likely_one_record_is_no_parallel_solution() -> None:
    snapshot = landscapes.snapshot(TWICE)
    twins = frozenset(("a", "b"))
    assert twins in {frozenset((pair.a, pair.b)) for pair in parallels(snapshot).among_local}
    answer = ask(snapshot)
    assert told(answer, "same-record") == {twins}
    assert told(answer, "parallel-solution") == {frozenset(("a", "c")), frozenset(("b", "c"))}
    assert "1 pairs of local systems that do the same are likely one record" in reasons(answer)


def test_two_systems_by_decision_are_a_parallel_solution_again() -> None:
    answer = ask(landscapes.snapshot(TWICE), "a|b|different")
    assert told(answer, "same-record") == set()
    assert frozenset(("a", "b")) in told(answer, "parallel-solution")
    assert "likely one record, and told only as such" not in reasons(answer)


def test_one_record_by_decision_is_no_parallel_solution() -> None:
    answer = ask(landscapes.snapshot(TWICE), "a|c|same")
    assert frozenset(("a", "c")) not in told(answer, "parallel-solution")


def test_what_limits_the_comparison_of_local_systems_is_told() -> None:
    lines = [f"s{i}:System scope=local\n s{i} SUPPORTS planning" for i in range(MOST_HAVING + 1)]
    answer = ask(landscapes.snapshot("planning:Capability\n" + "\n".join(lines)))
    assert f"more than {MOST_HAVING} local systems" in reasons(answer)
