"""Breach notice: what is hit, how many persons, whom to involve, until when, and what is missing."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from eagraph.analysis import breach_notice
from eagraph.analysis.breach_notice import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.strategies import node, snapshot_of, tie

CARE: dict[str, Value] = {
    "personal": True, "subject_kind": "resident", "special_category": True, "categories": ("identity", "health"),
    "subjects": 300, "secrecy_basis": "OSL 25 kap.", "k": 3, "r": 2, "t": 2, "s": 2,
}  # fmt: skip


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return breach_notice.run(snapshot, Params.model_validate(params))


def care(**incident: Value) -> Snapshot:
    """A host with a care system, from which a copy of what is written flows to a plan and a map."""
    return snapshot_of(
        [
            node("host"), node("care", k=2), node("plan"), node("map"), node("journal", "InformationAsset", **CARE),
            node("visits", "InformationAsset", personal=True, subject_kind="resident", subjects=200, k=1),
            node("places", "InformationAsset", personal=False, k=0), node("i", "Incident", **incident),
            node("board", "Organisation", kind="board"), node("owner", "Role", email="owner@city.example"),
            node("ann", "Person", email="ann@city.example"), node("supplier", "Organisation", kind="supplier"),
            node("officer", "Role", role_type="dataskyddsombud"),
        ],
        [
            tie("host", "HOSTS", "care"), tie("care", "HOLDS", "journal"), tie("care", "HOLDS", "places"),
            tie("plan", "HOLDS", "visits"), tie("care", "FLOW", "plan", carries=("places",)),
            tie("plan", "FLOW", "map", carries=("places",)), tie("journal", "OWNED_BY", "owner"),
            tie("owner", "BELONGS_TO", "board"), tie("owner", "HELD_BY", "ann"), tie("care", "SUPPLIED_BY", "supplier"),
            tie("i", "AFFECTED", "host"),
        ],
    )  # fmt: skip


def test_who_has_the_host_has_what_runs_on_it() -> None:
    answer = ask(care(detected_on="2026-01-30"), incident="i")
    assert [(row.id, row.is_personal, row.places) for row in answer.rows] == [
        ("journal", "yes", ("care",)), ("places", "no", ("care",)),
    ]  # fmt: skip
    notice = answer.notice
    assert (notice.persons_low, notice.persons_high, notice.special) == (300, 300, "yes")
    assert (notice.categories, notice.secrecy, notice.places) == (("health", "identity"), ("OSL 25 kap.",), 2)
    assert answer.summary.en == (
        "Information that is hit: 2; persons concerned: 300. Special categories of personal data are among it."
    )
    top = answer.highest[0]
    assert (top.aspect, top.required_low, top.id) == ("k", 3, "care")


def test_who_reaches_on_by_flows_hits_more_and_persons_may_be_in_both() -> None:
    answer = ask(care(), incident="i", reach="flows")
    assert {row.id: row.places for row in answer.rows} == {
        "journal": ("care",), "visits": ("plan",), "places": ("care", "map", "plan"),
    }  # fmt: skip
    assert (answer.notice.persons_low, answer.notice.persons_high, answer.notice.special) == (300, 500, "yes")
    assert "persons concerned: 300 to 500" in answer.summary.en


def test_deadlines_are_counted_from_the_first_moment_of_the_day() -> None:
    answer = ask(care(detected_on="2026-01-30"), incident="i")
    assert {one.duty: (one.at_latest, one.applies) for one in answer.deadlines} == {
        "early_warning": ("2026-01-31T00:00", "to_judge"), "supervisory_authority": ("2026-02-02T00:00", "yes"),
        "incident_notification": ("2026-02-02T00:00", "to_judge"), "final_report": ("2026-03-02T00:00", "to_judge"),
        "persons": (None, "to_judge"),
    }  # fmt: skip
    assert any("has no clock" in reason.en for reason in answer.completeness.reasons)


def test_a_month_ends_where_it_is_shorter() -> None:
    last = ask(care(detected_on="2026-01-28"), incident="i").deadlines
    assert [one.at_latest for one in last if one.duty == "final_report"] == ["2026-02-28T00:00"]
    winter = ask(care(detected_on="2026-12-10"), incident="i").deadlines
    assert [one.at_latest for one in winter if one.duty == "final_report"] == ["2027-01-13T00:00"]


@pytest.mark.parametrize(
    ("recorded", "affected", "applies"),
    [(True, (), "yes"), (False, (), "to_judge"), (None, (), "yes"), (None, ("map",), "no"), (True, ("map",), "yes")],
)
def test_the_record_goes_before_what_is_there(recorded: bool | None, affected: tuple[str, ...], applies: str) -> None:
    snapshot = care(**({} if recorded is None else {"personal": recorded}))
    if affected:
        ties = [t for t in snapshot.relationships if t.type != "AFFECTED"]
        snapshot = snapshot_of(snapshot.nodes, [*ties, *(tie("i", "AFFECTED", one) for one in affected)])
    answer = ask(snapshot, incident="i")
    assert next(one.applies for one in answer.deadlines if one.duty == "supervisory_authority") == applies


def test_whom_to_involve() -> None:
    found = {one.part: one for one in ask(care(), incident="i").involved}
    assert {part: (one.id, one.things) for part, one in found.items()} == {
        "controller": ("board", ("journal",)), "information_owner": ("owner", ("journal",)),
        "processor": ("supplier", ("care",)), "data_protection_officer": ("officer", ()),
    }  # fmt: skip
    assert (found["information_owner"].holder, found["information_owner"].contact) == (
        "ann", "owner@city.example, ann@city.example",
    )  # fmt: skip


def test_what_is_missing() -> None:
    answer = ask(care(), incident="i", reach="flows")
    missing = {one.what.en: one.things for one in answer.missing}
    assert missing == {
        "The day of detection: the deadlines start with it.": ("i",),
        "Which information is in these places that are hit.": ("host",),
        "Which kinds of data are in it.": ("visits",),
        "Whether it has special categories of personal data.": ("visits",),
        "Who is the controller.": ("visits",),
        "A routine for notifying a breach that covers the places hit.": (),
    }


def test_an_incident_that_says_nothing() -> None:
    answer = ask(snapshot_of([node("i", "Incident")], []), incident="i")
    assert (answer.rows, answer.highest, answer.summary.en) == ((), (), "No information is known to be hit.")
    assert {one.applies for one in answer.deadlines} == {"to_judge"}
    assert "does not say what it affected" in answer.completeness.reasons[0].en
    assert [one.what.en for one in answer.missing] == [
        "The day of detection: the deadlines start with it.", "What the incident affected, and where it started.",
    ]  # fmt: skip


def test_information_that_says_nothing_of_itself() -> None:
    snapshot = snapshot_of([node("a"), node("x", "InformationAsset")], [tie("a", "HOLDS", "x")])
    answer = ask(snapshot, affected=("a",))
    row, notice = answer.rows[0], answer.notice
    assert (row.is_personal, row.special, row.subjects, row.k_low, row.k_high) == ("unknown", "unknown", None, 0, 4)
    assert (notice.persons_low, notice.persons_high, notice.concerns_persons, notice.special) == (
        0,
        None,
        "unknown",
        "unknown",
    )
    assert answer.summary.en.endswith("at least 0, at most unknown.")


def test_what_was_cut_loose_from_persons_concerns_nobody() -> None:
    said = {
        "filter": "anonymise", "filter_method": "m", "filter_decision": "d", "filter_decided_by": "o",
        "filter_date": "2026-01-01", "filter_review": "2027-01-01", "filter_evidence": "e",
    }  # fmt: skip
    snapshot = snapshot_of(
        [node("a"), node("b"), node("x", "InformationAsset", **CARE)],
        [tie("a", "HOLDS", "x"), tie("a", "FLOW", "b", carries=("x",), **said)],
    )
    answer = ask(snapshot, affected=("b",), at="2026-06-01")
    assert [(row.id, row.is_personal) for row in answer.rows] == [("x", "no")]
    assert (answer.notice.persons_high, answer.notice.concerns_persons) == (0, "no")


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(ValidationError, match="say what is meant"):
        Params()
    with pytest.raises(UsageError, match="'care' is no incident"):
        ask(care(), incident="care")
    with pytest.raises(UnknownName):
        ask(care(), affected=("nothing",))
