"""On the duplicates page pairs are decided, what ending one moves is shown, and that there is no common one is proven."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.answers import Answers
from dashboards.components import (
    duplicates_absence,
    duplicates_deciding,
    duplicates_migration,
    duplicates_pair,
    duplicates_pairs,
    duplicates_words,
)
from dashboards.pages import duplicates as page
from eagraph.duplicates.pairs import KINDS
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace
from tests.unit.dashboards.reading import ids_of, prose, text_of
from tests.unit.dashboards.registers import TWINS

pytestmark = pytest.mark.usefixtures("english")


def decided(registers: Workspace, verdict: str) -> None:
    registers.duplicates.decide(
        {"a": "diary-b", "b": "diary-a", "verdict": verdict, "decided_by": "Chief architect", "reason": "seen in both"}
    )


def test_a_decision_is_remembered_and_the_pair_can_still_be_looked_at(answers: Answers) -> None:
    registers = answers.workspace
    assert "Nobody has decided" in prose(duplicates_deciding.ledger(registers.duplicates.lines()))
    decided(registers, "different")
    assert duplicates_pairs.found(answers, "same-record") == []
    found = duplicates_pair.find(answers, "same-record", *TWINS)
    assert found is not None
    assert found.row.decided == "different"
    told = prose(duplicates_pair.shown(answers, "same-record", *TWINS, ""))
    for part in ("decided: ≠ two systems", "Chief architect", "seen in both", "The pair is not proposed again"):
        assert part in told
    assert "Ärendepärmen · Ärende-pärmen ≠ two systems" in prose(duplicates_deciding.ledger(registers.duplicates.lines()))


def test_the_list_follows_the_ledger_at_once(answers: Answers) -> None:
    (before,) = duplicates_pairs.found(answers, "same-record")
    decided(answers.workspace, "same")
    (after,) = duplicates_pairs.found(answers, "same-record")
    assert (before.row.decided, after.row.decided) == (None, "same")


def test_what_happens_next_is_said_of_every_verdict(registers: Workspace) -> None:
    snapshot = registers.snapshot()
    told = {verdict: duplicates_deciding.follows(snapshot, *TWINS, verdict) for verdict in duplicates_words.DECIDED}
    assert "merges the two" in told["same"]
    assert len(set(told.values())) == 3
    assert duplicates_deciding.follows(snapshot, *TWINS, "") == ""


def test_through_a_scenario_nothing_is_decided(answers: Answers) -> None:
    assert "duplicates-decide-button" in ids_of(duplicates_deciding.box(answers.workspace, *TWINS))
    token = in_use.set("what-if")
    try:
        box = duplicates_deciding.box(answers.workspace, *TWINS)
    finally:
        in_use.reset(token)
    assert "duplicates-decide-button" not in ids_of(box)
    assert "Leave the scenario to decide" in prose(box)


def test_a_parallel_solution_leads_to_exemption_proof_and_the_question_of_one_record(answers: Answers) -> None:
    markup = text_of(duplicates_pair.shown(answers, "parallel-solution", "common", "own", ""))
    for href in ("/governance?rule=COM-01", "/duplicates?planned=own#duplicates-absence", "kind=same-record&a=own&b=common"):
        assert href in markup
    assert "duplicates-decide-button" not in markup


def test_two_that_are_no_pair_are_compared_anyway(answers: Answers) -> None:
    told = prose(duplicates_pair.shown(answers, "same-record", "wages", "common", ""))
    assert "here they are anyway" in told
    assert "Lönerna" in told


def test_the_local_one_ends_unless_the_address_says_the_other(answers: Answers) -> None:
    for said, chosen in (("", "own"), ("common", "common"), ("nobody", "own")):
        shown: Any = duplicates_pair.shown(answers, "parallel-solution", "own", "common", said)
        (ends,) = [part for part in shown._traverse() if getattr(part, "id", None) == duplicates_migration.ENDS]
        assert ends.value == chosen


def test_the_migration_picture_counts_what_moves_in_the_order_it_moves(answers: Answers) -> None:
    answer: Any = answers.ask("migration", of="own", into="common")
    stages = duplicates_migration.stages(answer.rows)
    assert [one.kind for one in stages] == ["information", "dependant", "flow", "service", "use", "contract", "end"]
    (dependant,) = [one for one in stages if one.kind == "dependant"]
    assert (dependant.count, len(dependant.rows)) == (1, 2)
    told = prose(duplicates_migration.shown(answers, "own", "common"))
    for part in (
        "Archive it in E-arkivet",
        "Flows by the class of what they carry 3 ",
        "by criticality 3",
        "Läsaren",
        "owner: Care",
    ):
        assert part in told
    assert f"Flows to move {sum(one.count for one in answer.flows_by_class)}" in told


def test_an_ending_that_cannot_be_asked_about_is_said(answers: Answers) -> None:
    assert "is a Capability" in text_of(duplicates_migration.shown(answers, "filing", "common"))


def test_a_proof_of_absence_is_asked_with_capabilities_and_becomes_a_document(answers: Answers) -> None:
    shown = duplicates_absence.shown(answers, {"capabilities": ["filing"], "whom": ["care"]})
    assert "covered: no new local system" in prose(shown)
    markup = text_of(shown)
    for form in ("pdf", "docx"):
        assert f"/api/v1/analyses/proof-of-absence?capabilities=filing&organisation=care&format={form}" in markup
    assert "not covered" in prose(duplicates_absence.shown(answers, {"capabilities": ["staffing"]}))
    assert "Choose at least one" in prose(duplicates_absence.shown(answers, {"whom": ["care"]}))


def test_the_form_offers_what_it_asks_for_and_no_supplier(registers: Workspace) -> None:
    offered = [one["value"] for one in duplicates_absence.offered(registers.snapshot(), "whom")]
    assert "care" in offered
    assert "maker" not in offered


@pytest.mark.parametrize("odd", ["", "nobody", "<script>", "own", "x" * 400])
def test_the_page_stands_whatever_its_address_says(registers: Workspace, odd: str) -> None:
    names = ("kind", "organisation", "a", "b", "ends", "planned", "capabilities", "information", "processes", "whom")
    shown = page.layout(registers, **dict.fromkeys(names, (odd, odd)))
    assert all(id_.startswith("duplicates") for id_ in ids_of(shown))
    if odd == "own":
        assert "names own twice" in text_of(shown)


def test_an_empty_register_is_said_and_nothing_breaks(nothing: Workspace) -> None:
    assert "eagraph load" in text_of(page.layout(nothing))


def test_a_landscape_without_pairs_says_so(town: Workspace) -> None:
    for kind in KINDS:
        assert "0 of 0 pairs" in prose(page._listed(Answers(town), kind, ""))
