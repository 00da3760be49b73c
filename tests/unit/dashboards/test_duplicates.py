"""The duplicates page lists pairs by kind, and sets two systems side by side with the evidence."""

from __future__ import annotations

import pytest

from dashboards.answers import Answers
from dashboards.components import (
    duplicates_beside,
    duplicates_evidence,
    duplicates_pair,
    duplicates_pairs,
    duplicates_words,
)
from dashboards.pages import duplicates as page
from eagraph.duplicates.pairs import KINDS
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.reading import prose, text_of
from tests.unit.dashboards.registers import TWINS

pytestmark = pytest.mark.usefixtures("english")


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
