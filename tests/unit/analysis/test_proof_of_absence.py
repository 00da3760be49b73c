"""Is a common solution lacking? Worked out by hand, and read as the document somebody signs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eagraph import report
from eagraph.analysis import is_finding, proof_of_absence
from eagraph.analysis.proof_of_absence import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from eagraph.report import of_result
from tests.property.strategies import node, snapshot_of, tie

DAY = dt.date(2026, 6, 1)


def city(*more: Node | Relationship) -> Snapshot:
    """Common booking for the board, common archives for others, and what two boards may need."""
    nodes = [
        node("booking", name="Booking", scope="common", lifecycle="planned", list_date="2026-01-01"),
        node("archives", name="Archives", scope="common", lifecycle="live", list_date="2026-01-01",
             common_function="archive"),
        node("rooms", "Capability", name="Rooms"), node("things", "Capability", name="Things"),
        node("keep", "Capability", name="Keeping"), node("rent", "Capability", name="Rent"),
        node("board", "Organisation", name="The Board"), node("others", "Organisation"), node("owner", "Role", name="Ann"),
        *(one for one in more if isinstance(one, Node)),
    ]  # fmt: skip
    ties = [
        tie("booking", "SUPPORTS", "rooms"), tie("booking", "SUPPORTS", "things"), tie("archives", "SUPPORTS", "keep"),
        tie("booking", "USED_BY", "board"), tie("archives", "USED_BY", "others"), tie("booking", "OWNED_BY", "owner"),
        *(one for one in more if isinstance(one, Relationship)),
    ]  # fmt: skip
    return snapshot_of(nodes, ties)


def asked(snapshot: Snapshot, **said: Any) -> Answer:
    return proof_of_absence.run(snapshot, Params.model_validate({"at": DAY, "organisation": ("board",), **said}))


def reasons(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def test_what_a_planned_common_solution_covers_is_not_bought() -> None:
    answer = asked(city(), capabilities=("Rooms",))
    assert (answer.verdict, is_finding(answer)) == ("covered", True)
    first = answer.rows[0]
    assert (first.id, first.verdict, first.covered, first.in_scope) == ("booking", "covered", 1.0, True)
    assert (first.shared, first.missing, first.owner, first.status) == (("Rooms",), (), "Ann", "planned")
    assert "not established, unless the control function decides" in str(answer.follows)


def test_absence_is_proven_where_no_common_solution_has_anything_of_it() -> None:
    answer = asked(city(), capabilities=("rent",))
    assert (answer.verdict, is_finding(answer), answer.together) == ("absent", False, 0.0)
    assert {row.verdict for row in answer.rows} == {"absent"}
    assert answer.completeness.reasons == ()


def test_part_of_it_is_partly() -> None:
    more: list[Node | Relationship] = [node("rent-2", "Capability"), node("rent-3", "Capability")]
    answer = asked(city(*more), capabilities=("rooms", "rent", "rent-2", "rent-3"))
    assert answer.verdict == "partly"
    assert answer.rows[0].covered == pytest.approx(0.25)
    assert answer.together == pytest.approx(0.25)
    assert [one.found_in for one in answer.need if one.id == "rooms"] == [("Booking",)]
    assert "reusing the common functions" in str(answer.follows)
    assert asked(city(*more), capabilities=("rooms", "rent", "rent-2", "rent-3"), threshold=0.2).verdict == "covered"


def test_what_is_not_said_to_be_meant_for_them_proves_nothing_either_way() -> None:
    answer = asked(city(), capabilities=("keep",), scope="users")
    assert (answer.verdict, answer.rows[0].in_scope) == ("unknown", False)
    assert "ask their owners" in reasons(answer)
    assert asked(city(), capabilities=("keep",)).verdict == "covered"


def test_a_list_that_does_not_say_what_its_solutions_do_proves_nothing() -> None:
    silent = node("silent", scope="common", lifecycle="live")
    answer = asked(city(silent), capabilities=("rent",))
    assert answer.verdict == "unknown"
    assert "1 common solutions have no capability recorded" in reasons(answer)
    assert "1 common solutions have no date of the published list" in reasons(answer)
    assert "1 common solutions do not say who uses them" in reasons(answer)
    empty = snapshot_of([node("rent", "Capability")], [])
    assert proof_of_absence.run(empty, Params(capabilities=("rent",))).verdict == "unknown"


def test_without_a_capability_nothing_is_proven() -> None:
    answer = asked(city(node("lend", "Process")), processes=("lend",))
    assert answer.verdict == "unknown"
    assert "No capability is said to be needed" in reasons(answer)


def test_a_planned_system_is_what_it_supports_and_a_project_what_it_delivers() -> None:
    more: list[Node | Relationship] = [
        node("new", name="New Halls", scope="local", lifecycle="planned"), tie("new", "SUPPORTS", "rooms"),
        tie("new", "USED_BY", "board"), node("project", "Project", required_functions=("archive", "login")),
        tie("project", "DELIVERS", "new"), tie("project", "AFFECTS", "board"),
    ]  # fmt: skip
    for said in ("new", "project"):
        answer = proof_of_absence.run(city(*more), Params(of=said, at=DAY))
        assert answer.verdict == "covered"
        assert "May New Halls be established" in answer.summary.en
        assert "new" not in {row.id for row in answer.rows}
    assert {row.id: row.function for row in answer.rows} == {"archives": "archive", "booking": None}
    assert "no common solution is said to be: login" in reasons(answer)
    added = proof_of_absence.run(city(*more), Params(of="new", capabilities=("rent",), at=DAY))
    assert added.rows[0].missing == ("Rent",)


def test_a_project_that_extends_a_common_solution_is_not_compared_with_itself_as_local() -> None:
    more: list[Node | Relationship] = [node("project", "Project"), tie("project", "DELIVERS", "booking")]
    answer = asked(city(*more), of="project", capabilities=("rooms",))
    assert {row.id for row in answer.rows} == {"archives", "booking"}


def test_wrong_use_is_refused() -> None:
    with pytest.raises(UsageError, match="Say what is needed"):
        asked(city())
    with pytest.raises(UsageError, match="expected a System or a Project"):
        asked(city(), of="board")
    with pytest.raises(UsageError, match=r"Expected Capability: board \(Organisation\)"):
        asked(city(), capabilities=("board",))
    with pytest.raises(UnknownName):
        asked(city(), capabilities=("nothing",))


def test_it_is_a_document_to_sign() -> None:
    answer = asked(city(), capabilities=("rooms",))
    document = of_result(proof_of_absence.title, answer)
    assert [who.en for who in document.signatures] == [
        "For those who need it: The Board", "Owner of Booking: Ann", "Control function: Kontrollfunktion för undantag",
    ]  # fmt: skip
    assert document.is_upright
    html = report.find("html").render(document).decode()
    for told in ("May a local system be established for this need", "Booking", "at least 50% of the needed capabilities",
                 "2026-06-01", answer.snapshot.hash[:12], "Owner of Booking: Ann"):  # fmt: skip
        assert told in html
    assert report.find("pdf").render(document).startswith(b"%PDF")
