"""Duplicates: three kinds told apart, what was decided, what is left out, and groups with their weak links."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.analysis import duplicates
from eagraph.analysis.duplicates import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.duplicates.cities import Said, city

TWICE: tuple[Said, ...] = (
    ("s:1", {"name": "Vårdadmin", "source": "Systemförteckningen", "org": "voo"}),
    ("s:2", {"name": "VÅRDADMIN 7.1", "source": "Avtalsregistret", "org": "voo"}),
)
INSTALLED: tuple[Said, ...] = tuple(
    (f"i:{org}", {"name": "Tillsynsrosen", "product": "Tillsynsrosen", "org": org}) for org in ("miljo", "sbk", "kof")
)


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return duplicates.run(snapshot, Params.model_validate(params))


def told(answer: Answer) -> list[tuple[str, str, str]]:
    return [(row.kind, row.a, row.b) for row in answer.rows]


def test_each_pair_is_of_one_kind() -> None:
    answer = ask(city(*TWICE, *INSTALLED))
    assert told(answer)[0] == ("same-record", "s:1", "s:2")
    assert {row[1:] for row in told(answer) if row[0] == "several-installations"} == {
        ("i:miljo", "i:sbk"), ("i:kof", "i:miljo"), ("i:kof", "i:sbk"),
    }  # fmt: skip
    pairs = [(row.a, row.b) for row in answer.rows]
    assert len(pairs) == len({*pairs})
    assert answer.summary.en.startswith("Of systems: pairs that are likely one record: 1, ")


@pytest.mark.parametrize("kind", ["same-record", "parallel-solution", "several-installations"])
def test_one_kind_alone(kind: str) -> None:
    whole = [row for row in told(ask(city(*TWICE, *INSTALLED))) if row[0] == kind]
    assert told(ask(city(*TWICE, *INSTALLED), kind=kind)) == whole


def test_a_row_says_why_and_what_would_turn_it_round() -> None:
    (row,) = ask(city(*TWICE), kind="same-record").rows
    assert (row.a_name, row.b_name, row.decided) == ("Vårdadmin", "VÅRDADMIN 7.1", None)
    assert 0.5 <= row.probability < 1
    assert "the same name, however it is written" in row.because.en
    assert {"name", "organisation", "register", "words", "prior", "rival"} <= {one.feature for one in row.evidence}
    assert any("told apart by name" in one.en for one in row.would_change)


def test_a_refused_pair_is_not_proposed_again_and_is_counted() -> None:
    answer = ask(city(*TWICE), kind="same-record", decided=("s:2|s:1|different",))
    assert (told(answer), answer.hidden) == ([], 1)
    assert any("1 pairs somebody decided are not one record" in reason.en for reason in answer.completeness.reasons)


@pytest.mark.parametrize("verdict", ["same", "later"])
def test_other_verdicts_are_told_beside_the_pair(verdict: str) -> None:
    (row,) = ask(city(*TWICE), kind="same-record", decided=(f"s:1|s:2|{verdict}",)).rows
    assert row.decided == verdict


def test_what_is_wrong_is_refused() -> None:
    with pytest.raises(UsageError, match="verdict"):
        ask(city(*TWICE), decided=("s:1|s:2|perhaps",))
    with pytest.raises(UnknownName):
        ask(city(*TWICE), of=("nix",))
    assert ask(city(*TWICE), decided=("gone|s:1|different", "gone|lost|same")).rows


def test_only_pairs_of_one_thing() -> None:
    assert told(ask(city(*TWICE, *INSTALLED), of=("Vårdadmin",))) == [("same-record", "s:1", "s:2")]


def test_more_than_the_limit_is_told() -> None:
    answer = ask(city(*INSTALLED), kind="several-installations", limit=1)
    assert (len(answer.rows), answer.completeness.state) == (1, "truncated")
    assert "2 more pairs than are shown." in [reason.en for reason in answer.completeness.reasons]


def test_groups_are_told_with_their_weak_links() -> None:
    third: Said = ("s:3", {"name": "Vard-admin", "source": "It-inventeringen", "org": "voo"})
    answer = ask(city(*TWICE, third, *INSTALLED))
    groups = {group.kind: group for group in answer.groups}
    assert groups["same-record"].members == ("s:1", "s:2", "s:3")
    assert groups["several-installations"].members == ("i:kof", "i:miljo", "i:sbk")
    parted = ask(city(*TWICE, third), kind="same-record", decided=("s:1|s:2|different",))
    (group,) = parted.groups or (None,)
    assert group is None or group.weak == ("s:1 · s:2",)


def test_where_no_organisation_is_known_it_is_told() -> None:
    reasons = [reason.en for reason in ask(city(*TWICE)).completeness.reasons]
    assert any("do not say which organisation they belong to" in reason for reason in reasons)


def test_nothing_to_compare() -> None:
    answer = ask(city())
    assert (answer.rows, answer.summary.en) == ((), "No duplicates are likely.")


def test_the_workspace_tells_what_was_decided(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id,label,name\ns:1,System,Vårdadmin\ns:2,System,VÅRDADMIN 7.1\n", encoding="utf-8")
    (tmp_path / "relationships.csv").write_text("source,type,target\n", encoding="utf-8")
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'town.db'}", language="en"))
    workspace.load([tmp_path])
    assert len(workspace.analyse("duplicates", {}).rows) == 1
    workspace.duplicates.decide({"a": "s:1", "b": "s:2", "verdict": "different", "decided_by": "Bo", "reason": "två"})
    assert workspace.analyse("duplicates", {}).rows == ()
    assert len(workspace.analyse("duplicates", {"decided": ()}).rows) == 1
    workspace.close()
