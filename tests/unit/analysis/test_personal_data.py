"""Personal data: who is asked, which routines count, in which order copies go, and what is told of what nobody has said."""

from __future__ import annotations

import pytest

from eagraph.analysis import personal_data
from eagraph.analysis.personal_data import Answer, Params, Row
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

PUPILS: dict[str, Value] = {"personal": True, "subject_kind": "pupil", "retention_d": 365.0}
EVIDENCE = {
    "filter_method": "k-anonymity", "filter_decision": "KS 1", "filter_decided_by": "owner", "filter_date": "2026-01-01",
    "filter_review": "2027-01-01", "filter_evidence": "tested",
}  # fmt: skip


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return personal_data.run(snapshot, Params.model_validate(params))


def rows(snapshot: Snapshot, **params: object) -> dict[tuple[str, str], Row]:
    return {(row.id, row.asset): row for row in ask(snapshot, **params).rows}


def reasons(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def school(*more: Relationship, nodes: tuple[Node, ...] = ()) -> Snapshot:
    """A register that replicates by an exchange over a platform into a service and an archive, which a report only reads."""
    return snapshot_of(
        [
            node("pupils", "InformationAsset", **PUPILS), node("register"), node("exchange", "Integration"),
            node("platform"), node("archive"), node("report"), node("board", "Organisation", kind="board"),
            node("unit", "Organisation", kind="department"), node("owner", "Role"), *nodes,
        ],
        [
            tie("register", "HOLDS", "pupils", how="stored"), tie("register", "OWNED_BY", "unit"),
            tie("unit", "PART_OF", "board"), tie("pupils", "OWNED_BY", "owner"),
            tie("register", "FLOW", "exchange", carries=("pupils",), mode="replicate"),
            tie("exchange", "FLOW", "archive", carries=("pupils",), mode="replicate"), tie("exchange", "VIA", "platform"),
            tie("archive", "FLOW", "report", carries=("pupils",), mode="read"), *more,
        ],
    )  # fmt: skip


def test_the_original_goes_first_then_what_it_fills() -> None:
    found = rows(school())
    assert {copy[0]: (row.erase_order, row.how) for copy, row in found.items()} == {
        "register": (1, ("stored",)), "archive": (2, ("copied",)), "exchange": (None, ("in_transit",)),
        "platform": (None, ("in_transit",)), "report": (None, ("looked_up",)),
    }  # fmt: skip
    archive = found["archive", "pupils"]
    assert (archive.refilled_by, archive.way) == (("register",), ("register", "exchange", "archive"))
    assert (archive.is_personal, archive.subject_kind, archive.retention_d, archive.assumed) == ("yes", "pupil", 365, False)
    assert [row.id for row in ask(school()).rows] == ["register", "archive", "exchange", "platform", "report"]


def test_whom_to_ask() -> None:
    answer = ask(school())
    register = answer.rows[0]
    assert (register.organisation, register.information_owner) == ("board", "owner")
    asked = [(one.id, one.places, one.without_erasure_routine) for one in answer.ask]
    assert asked == [("board", 1, 1), (None, 4, 1)]


def test_copies_in_a_ring_are_one_step() -> None:
    back = tie("archive", "FLOW", "register", carries=("pupils",), mode="update")
    found = rows(school(back))
    register, archive = found["register", "pupils"], found["archive", "pupils"]
    assert (register.erase_order, archive.erase_order) == (1, 1)
    assert (register.together_with, archive.together_with) == (("archive",), ("register",))


def test_what_is_made_of_information_goes_after_it() -> None:
    made = node("list", "InformationAsset", **PUPILS)
    found = rows(school(tie("report", "HOLDS", "list"), tie("list", "DERIVED_FROM", "pupils"), nodes=(made,)))
    copy = found["report", "list"]
    assert (copy.erase_order, copy.made_from, copy.refilled_by, copy.how) == (3, ("pupils",), (), ("unspecified",))
    elsewhere = rows(school(tie("platform", "HOLDS", "list"), tie("list", "DERIVED_FROM", "pupils"), nodes=(made,)))
    assert elsewhere["platform", "list"].made_from == ("pupils",)
    assert rows(school(nodes=(made,)), asset="list") == {}


def test_a_filter_with_evidence_leaves_no_copy() -> None:
    def through(**said: str) -> Answer:
        flow = tie("archive", "FLOW", "statistics", carries=("pupils",), mode="replicate", filter="anonymise", **said)
        return ask(school(flow, nodes=(node("statistics"),)))

    proven, bare = through(**EVIDENCE), through()
    assert ("statistics" in {row.id for row in proven.rows}, proven.filtered) == (False, 1)
    assert ("statistics" in {row.id for row in bare.rows}, bare.filtered) == (True, 0)
    assert "1 filters lack evidence" in reasons(bare)


@pytest.mark.parametrize(
    ("said", "about", "standings"),
    [
        ({"evidence_kind": "routine_access"}, "register", ("recorded", "none")),
        ({"evidence_kind": "routine", "tags": ("erasure",)}, "register", ("none", "recorded")),
        ({"evidence_kind": "routine"}, "register", ("unspecified", "unspecified")),
        ({"evidence_kind": "routine_erasure", "valid_to": "2026-01-01"}, "register", ("none", "expired")),
        ({"evidence_kind": "archive_exception"}, "pupils", ("none", "archive")),
        ({"evidence_kind": "routine_access_erasure"}, "board", ("recorded", "recorded")),
        ({"evidence_kind": "routine_access"}, "object", ("recorded", "none")),
        ({"evidence_kind": "risk_analysis", "tags": ("access",)}, "register", ("none", "none")),
        ({"evidence_kind": "routine_access"}, "archive", ("none", "none")),
    ],
)
def test_routines_that_cover_a_place(said: dict[str, str], about: str, standings: tuple[str, str]) -> None:
    more = (node("e", "Evidence", **said), node("object", "ManagementObject"))
    snapshot = school(tie("e", "ABOUT", about), tie("register", "MANAGED_IN", "object"), nodes=more)
    row = rows(snapshot, at="2026-06-01")["register", "pupils"]
    assert (row.access_routine, row.erasure_routine) == standings
    assert row.evidence == (() if standings == ("none", "none") else ("e",))


def covered(*evidence: tuple[str, dict[str, Value]], about_other: dict[str, Value] | None = None) -> Row:
    """The register, with evidence about what is named first; and one about the archive, so that such records are kept."""
    nodes = [node(f"e{i}", "Evidence", **said) for i, (_, said) in enumerate(evidence)]
    ties = [tie(f"e{i}", "ABOUT", about) for i, (about, _) in enumerate(evidence)]
    if about_other:
        nodes.append(node("other", "Evidence", **about_other))
        ties.append(tie("other", "ABOUT", "archive"))
    return rows(school(*ties, nodes=tuple(nodes)), at="2026-06-01")["register", "pupils"]


PROCESSING: dict[str, Value] = {"evidence_kind": "processing"}


@pytest.mark.parametrize(
    ("evidence", "other", "basis"),
    [
        ([], None, "unknown"),
        ([], PROCESSING, "none"),
        ([("register", PROCESSING)], None, "unknown"),
        ([("register", PROCESSING)], {**PROCESSING, "legal_basis": "6.1 e"}, "not_stated"),
        ([("pupils", {**PROCESSING, "legal_basis": "6.1 e"})], None, "yes"),
        ([("register", {**PROCESSING, "legal_basis": "6.1 e", "valid_to": "2026-01-01"})], PROCESSING, "none"),
        ([("register", {**PROCESSING, "legal_basis": "6.1 e", "basis_ends": "2026-05-31"})], None, "ended"),
        ([("register", {**PROCESSING, "legal_basis": "6.1 e", "basis_ends": "2026-06-01"})], None, "yes"),
    ],
)
def test_legal_basis(evidence: list[tuple[str, dict[str, Value]]], other: dict[str, Value] | None, basis: str) -> None:
    assert covered(*evidence, about_other=other).legal_basis == basis


def test_special_categories_need_a_basis_of_their_own() -> None:
    said = node("illness", "InformationAsset", personal=True, special_category=True)
    processing = node("e", "Evidence", **PROCESSING, legal_basis="6.1 e")
    held = [tie("clinic", "HOLDS", "illness"), tie("e", "ABOUT", "clinic")]
    alone = snapshot_of([node("clinic"), said, processing], held)
    assert rows(alone)["clinic", "illness"].legal_basis == "unknown"
    other = node("f", "Evidence", **PROCESSING, legal_basis="6.1 e", special_basis="9.2 h")
    both = snapshot_of([node("clinic"), node("home"), said, processing, other], [*held, tie("f", "ABOUT", "home")])
    assert rows(both)["clinic", "illness"].legal_basis == "no_special"


@pytest.mark.parametrize(
    ("evidence", "other", "access", "erasure"),
    [
        ([], None, "unknown", "unknown"),
        ([], {"evidence_kind": "routine", "routine_kind": "access"}, "no", "unknown"),
        ([], {"evidence_kind": "routine", "routine_kind": "erasure"}, "unknown", "no"),
        ([("register", {"evidence_kind": "routine", "routine_kind": "access"})], None, "yes", "unknown"),
        ([("pupils", {"evidence_kind": "review", "archive_exception": "DF 10"})], None, "unknown", "yes"),
        ([("register", {**PROCESSING, "legal_basis": "c", "basis_ends": "2026-01-01"})], None, "unknown", "basis_ended"),
        ([("register", {**PROCESSING, "legal_basis": "c", "basis_ends": "2026-01-01", "archive_exception": "DF"})], None,
         "unknown", "yes"),
    ],
)  # fmt: skip
def test_routines_cover(
    evidence: list[tuple[str, dict[str, Value]]], other: dict[str, Value] | None, access: str, erasure: str
) -> None:
    row = covered(*evidence, about_other=other)
    assert (row.access_covered, row.erasure_covered) == (access, erasure)


CONSENT: dict[str, Value] = {**PROCESSING, "legal_basis": "samtycke"}
WITHDRAWAL: dict[str, Value] = {"evidence_kind": "routine", "routine_kind": "withdrawal"}


@pytest.mark.parametrize(
    ("evidence", "other", "withdrawal"),
    [
        ([("register", {**PROCESSING, "legal_basis": "6.1 e"})], WITHDRAWAL, None),
        ([("register", CONSENT)], None, "unknown"),
        ([("register", {**CONSENT, "consent_register": True}), ("register", WITHDRAWAL)], None, "yes"),
        ([("register", {**CONSENT, "consent_register": False}), ("register", WITHDRAWAL)], None, "no_register"),
        ([("register", {**CONSENT, "consent_register": True})], WITHDRAWAL, "no_routine"),
        ([("register", {**CONSENT, "consent_register": False})], WITHDRAWAL, "neither"),
        ([("register", CONSENT), ("register", {**PROCESSING, "legal_basis": "6.1 c"})], WITHDRAWAL, None),
    ],
)
def test_consent_can_be_withdrawn(
    evidence: list[tuple[str, dict[str, Value]]], other: dict[str, Value] | None, withdrawal: str | None
) -> None:
    assert covered(*evidence, about_other=other).withdrawal_covered == withdrawal


def test_consent_follows_the_copies() -> None:
    evidence = [node("e", "Evidence", **CONSENT, consent_register=True), node("f", "Evidence", **WITHDRAWAL)]
    made = node("list", "InformationAsset", **PUPILS)
    found = rows(
        school(
            tie("e", "ABOUT", "register"), tie("f", "ABOUT", "register"), tie("report", "HOLDS", "list"),
            tie("list", "DERIVED_FROM", "pupils"), nodes=(*evidence, made),
        )
    )  # fmt: skip
    assert {copy: row.withdrawal_covered for copy, row in found.items() if row.withdrawal_covered} == {
        ("register", "pupils"): "yes", ("archive", "pupils"): "no_routine", ("report", "list"): "no_routine",
    }  # fmt: skip


def test_what_nobody_has_said_counts_and_is_told() -> None:
    snapshot = snapshot_of(
        [node("a"), node("b"), node("c", personal_data=True), *(node(x, "InformationAsset") for x in "xy")],
        [tie("a", "HOLDS", "x"), tie("a", "FLOW", "b")],
    )
    answer = ask(snapshot)
    assert [(row.id, row.is_personal, row.assumed, row.how, row.erase_order) for row in answer.rows] == [
        ("a", "unknown", False, ("unspecified",), 1), ("b", "unknown", True, ("received",), 2),
    ]  # fmt: skip
    assert [one.id for one in answer.unnamed] == ["c"]
    told_first = "Places with personal data: 0; perhaps: 2. Copies to erase: 2, of which perhaps 2, in 2 steps."
    assert answer.summary.en.startswith(told_first)
    told = reasons(answer)
    for text in (
        "1 flows do not say what they carry", "2 information assets do not say whether",
        "1 information assets of these are in no",
        "1 flows do not say whether their receiver keeps", "1 systems say that they have personal data",
        "2 information assets do not say how long",
    ):  # fmt: skip
        assert text in told


def test_a_landscape_without_information() -> None:
    answer = ask(snapshot_of([node("a"), node("b")], [tie("a", "FLOW", "b")]))
    assert (answer.rows, answer.summary.en) == ((), "No place is known to have such personal data.")
    assert "names no information" in reasons(answer)
    assert answer.completeness.state == "incomplete"


def test_one_kind_of_subject() -> None:
    staff = node("staff", "InformationAsset", personal=True, subject_kind="employee")
    snapshot = school(tie("report", "HOLDS", "staff"), nodes=(staff,))
    assert {asset for _, asset in rows(snapshot, subject_kind="employee")} == {"staff"}
    with pytest.raises(UnknownName, match="there are employee, pupil"):
        ask(snapshot, subject_kind="pupils")


def test_what_is_not_about_persons_is_refused() -> None:
    map_ = node("map", "InformationAsset", personal=False)
    with pytest.raises(UsageError, match="'map' is not about"):
        ask(school(nodes=(map_,)), asset="map")
    with pytest.raises(UsageError, match="no information asset"):
        ask(school(), asset="register")


def test_rows_are_bounded_and_counted() -> None:
    answer = ask(school(), limit=2)
    assert ([row.id for row in answer.rows], answer.completeness.state) == (["register", "archive"], "truncated")
    assert "3 more rows" in reasons(answer)
