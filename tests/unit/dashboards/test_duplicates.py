"""The duplicates page reads as the analyses say: pairs by kind, two systems side by side, evidence, decisions, migration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboards.answers import Answers
from dashboards.components import (
    duplicates_absence,
    duplicates_beside,
    duplicates_deciding,
    duplicates_evidence,
    duplicates_migration,
    duplicates_pair,
    duplicates_pairs,
    duplicates_words,
)
from dashboards.pages import duplicates as page
from eagraph.duplicates.pairs import KINDS
from eagraph.scenarios import in_use
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.conftest import NOW

pytestmark = pytest.mark.usefixtures("english")

REGISTERS = """
    council:Organisation kind=council
    school:Organisation kind=board
    school PART_OF council
    care:Organisation kind=board
    care PART_OF council
    centre:Organisation kind=board
    centre PART_OF council
    maker:Organisation kind=supplier
    diary-a:System name=Ärendepärmen scope=local product=Ärendepärmen lifecycle=live users=40
    diary-a OWNED_BY school
    diary-a SUPPLIED_BY maker
    diary-b:System name=Ärende-pärmen scope=local product=Ärendepärmen lifecycle=live users=41
    diary-b OWNED_BY school
    filing:Capability
    handing-out:Capability
    staffing:Capability
    pay:Capability
    teach:Capability
    diary-a SUPPORTS teach
    diary-b SUPPORTS teach
    common:System name=Diariet scope=common lifecycle=live
    common OWNED_BY centre
    common USED_BY council
    common SUPPORTS filing
    common SUPPORTS handing-out
    own:System name=Vårdpappren scope=local lifecycle=live criticality=2
    own OWNED_BY care
    own USED_BY care
    own SUPPORTS filing
    own SUPPORTS handing-out
    own SUPPLIED_BY maker
    papers:InformationAsset k=3 r=1 t=1 s=1 archive_target=E-arkivet
    own HOLDS papers
    reader:System name=Läsaren scope=local criticality=3
    reader OWNED_BY care
    reader DEPENDS_ON own
    own FLOW reader carries=papers needed=true
    other:System name=Väderstationen scope=local
    other OWNED_BY care
    own FLOW other carries=papers
    wages:System name=Lönerna scope=local
    wages OWNED_BY care
    wages SUPPORTS pay
"""
TWINS = ("diary-a", "diary-b")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A twice registered diary, and one of a board's own beside the common one."""
    made = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    made.load([landscapes.write(tmp_path / "city", REGISTERS)])
    return made


@pytest.fixture
def answers(workspace: Workspace) -> Answers:
    return Answers(workspace)


def prose(component: Any) -> str:
    """What is to be read, in order."""
    if isinstance(component, str | int | float):
        return str(component)
    if isinstance(component, list | tuple):
        return " ".join(filter(None, map(prose, component)))
    return prose(component.children) if isinstance(component, Component) and hasattr(component, "children") else ""


def text_of(component: Any) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def ids_of(component: Any) -> list[str]:
    return [part.id for part in component._traverse() if isinstance(getattr(part, "id", None), str)]


def decided(workspace: Workspace, verdict: str) -> None:
    workspace.duplicates.decide(
        {"a": "diary-b", "b": "diary-a", "verdict": verdict, "decided_by": "Chief architect", "reason": "seen in both"}
    )


def test_the_kinds_are_never_mixed(answers: Answers) -> None:
    pairs = {kind: [(one.row.a, one.row.b) for one in duplicates_pairs.found(answers, kind)] for kind in KINDS}
    assert pairs["same-record"] == [TWINS]
    assert ("own", "common") in pairs["parallel-solution"]
    assert TWINS not in pairs["several-installations"]
    for kind in KINDS:
        assert {one.row.kind for one in duplicates_pairs.found(answers, kind)} <= {kind}


def test_a_row_tells_score_likelihood_in_words_verdict_and_a_link_to_the_pair(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    found = duplicates_pairs.found(answers, "parallel-solution")
    (row,) = [row for row in duplicates_pairs.rows(snapshot, "parallel-solution", found, "care") if row["a"] == "own"]
    assert row["verdict"] == "✗ breaks COM-01"
    assert "%" in row["chance"]
    assert row["href"] == "/duplicates?organisation=care&kind=parallel-solution&a=own&b=common"
    assert row["organisations"] == "Care, Centre"


def test_what_breaks_the_programme_goes_before_what_is_only_likelier(answers: Answers) -> None:
    verdicts = [one.verdict for one in duplicates_pairs.found(answers, "parallel-solution")]
    order = list(duplicates_words.VERDICTS)
    assert verdicts == sorted(verdicts, key=order.index)
    assert verdicts[0] == "violation"


def test_the_filter_by_organisation_tells_what_it_hides(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    assert duplicates_pairs.organisations(snapshot) == {"school": "School", "care": "Care", "centre": "Centre"}
    for organisation, told in (
        ("", "1 of 1 pairs; 0 hidden"),
        ("school", "1 of 1 pairs; 0"),
        ("care", "0 of 1 pairs; 1 hidden"),
    ):
        assert told in prose(page._listed(answers, "same-record", organisation))


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.9996, "over 99 %, almost certain"), (0.98, "98 %, very likely"), (0.5, "50 %, more likely than not"),
        (0.0, "0 %, not likely"),
    ],
)  # fmt: skip
def test_a_probability_is_said_in_words(probability: float, words: str) -> None:
    assert duplicates_words.chance(probability).replace("\xa0", " ") == words


def test_two_values_are_compared() -> None:
    compare = duplicates_beside.compared
    assert [compare("a", "A "), compare("Ärende-pärmen", "arendeparmen"), compare("a", "b"), compare("a", "")] == [
        "same", "alike", "differs", "one",
    ]  # fmt: skip


def test_two_sets_of_things_are_compared_also_by_name() -> None:
    snapshot = landscapes.snapshot("""
        a:Organisation name=Miljöförvaltningen
        b:Organisation name=miljoforvaltningen
        c:Organisation name=Socialförvaltningen
    """)
    compare = duplicates_beside.compared_things
    told = [([0], [0]), ([0], [1]), ([0, 2], [1]), ([0], [2]), ([], [2])]
    assert [compare(snapshot, *pair) for pair in told] == ["same", "alike", "partly", "differs", "one"]


def test_side_by_side_marks_what_agrees_and_what_differs(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    told = prose(duplicates_beside.shown(snapshot, snapshot.index["diary-a"], snapshot.index["diary-b"]))
    assert "Name Ärendepärmen Ärende-pärmen ≈  the same by name" in told
    assert "Users 40 41 ≠  differs" in told
    assert "It supports … Teach Teach =  the same" in told
    assert "It is supplied by … Maker – ?  only one says" in told


def test_what_both_have_is_marked_among_many(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    told = prose(duplicates_beside.shown(snapshot, snapshot.index["own"], snapshot.index["common"]))
    assert "=  Filing =  Handing-out" in told


def test_evidence_is_told_feature_by_feature_with_bits_for_and_against(answers: Answers) -> None:
    found = duplicates_pair.find(answers, "same-record", *TWINS)
    assert found is not None
    shown = duplicates_evidence.shown(found)
    told, markup = prose(shown), text_of(shown)
    for one in found.row.evidence:
        assert duplicates_words.feature(one.feature) in told
    assert "Before anything is compared" in told
    assert "bits against" in markup
    assert "bits for" in markup
    total = sum(one.weight for one in found.row.evidence)
    assert f"Together {duplicates_evidence.bits(total)} bits." in told
    assert all(str(change) in told for change in found.row.would_change)


def test_a_bar_leans_to_the_side_it_speaks_for() -> None:
    assert "eagraph-bits-for" in text_of(duplicates_evidence.bar(2.0, 4.0))
    against = text_of(duplicates_evidence.bar(-4.0, 4.0))
    assert "eagraph-bits-against" in against
    assert '"width": "50.0%"' in against
    assert duplicates_evidence.bits(-1.26) == "−1.3"


def test_a_decision_is_remembered_and_the_pair_can_still_be_looked_at(answers: Answers) -> None:
    workspace = answers.workspace
    assert "Nobody has decided" in prose(duplicates_deciding.ledger(workspace.duplicates.lines()))
    decided(workspace, "different")
    assert duplicates_pairs.found(answers, "same-record") == []
    found = duplicates_pair.find(answers, "same-record", *TWINS)
    assert found is not None
    assert found.row.decided == "different"
    told = prose(duplicates_pair.shown(answers, "same-record", *TWINS, ""))
    for part in ("decided: ≠ two systems", "Chief architect", "seen in both", "The pair is not proposed again"):
        assert part in told
    assert "Ärendepärmen · Ärende-pärmen ≠ two systems" in prose(duplicates_deciding.ledger(workspace.duplicates.lines()))


def test_the_list_follows_the_ledger_at_once(answers: Answers) -> None:
    (before,) = duplicates_pairs.found(answers, "same-record")
    decided(answers.workspace, "same")
    (after,) = duplicates_pairs.found(answers, "same-record")
    assert (before.row.decided, after.row.decided) == (None, "same")


def test_what_happens_next_is_said_of_every_verdict(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
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


def test_the_form_offers_what_it_asks_for_and_no_supplier(workspace: Workspace) -> None:
    offered = [one["value"] for one in duplicates_absence.offered(workspace.snapshot(), "whom")]
    assert "care" in offered
    assert "maker" not in offered


@pytest.mark.parametrize("odd", ["", "nobody", "<script>", "own", "x" * 400])
def test_the_page_stands_whatever_its_address_says(workspace: Workspace, odd: str) -> None:
    names = ("kind", "organisation", "a", "b", "ends", "planned", "capabilities", "information", "processes", "whom")
    shown = page.layout(workspace, **dict.fromkeys(names, (odd, odd)))
    assert all(id_.startswith("duplicates") for id_ in ids_of(shown))
    if odd == "own":
        assert "names own twice" in text_of(shown)


def test_an_empty_register_is_said_and_nothing_breaks(nothing: Workspace) -> None:
    assert "eagraph load" in text_of(page.layout(nothing))


def test_a_landscape_without_pairs_says_so(town: Workspace) -> None:
    for kind in KINDS:
        assert "0 of 0 pairs" in prose(page._listed(Answers(town), kind, ""))
