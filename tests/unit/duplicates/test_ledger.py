"""The ledger of pairs: kept, told in any order, every version there, and everything wrong told at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eagraph.duplicates.ledger import Ledger, Line
from eagraph.duplicates.verdicts import read
from eagraph.errors import InvalidDecision, UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.store import open_store
from tests.property.strategies import node, snapshot_of

SAID = {"a": "b|2", "b": "Ett", "verdict": "different", "decided_by": "Anna Ek", "reason": "två avtal"}


def town(*ids: str) -> Snapshot:
    names = {"a:1": "Ett", "b|2": "Två", "c": "Tre"}
    return snapshot_of([node(id_, name=names[id_]) for id_ in ids or names], [])


def ledger(folder: Path, snapshot: Snapshot) -> Ledger:
    store = open_store(f"sqlite:///{folder / 'town.db'}")
    return Ledger(lambda: store, lambda: dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC), lambda: snapshot)


def test_a_decision_is_kept_by_whom_when_and_why(tmp_path: Path) -> None:
    kept = ledger(tmp_path, town()).decide(SAID)
    said = kept.decision
    assert (said.a, said.b, said.verdict) == ("a:1", "b|2", "different")
    assert (said.a_name, said.b_name) == ("Ett", "Två")
    assert (said.decided_by, said.decided_on, said.reason) == ("Anna Ek", dt.date(2026, 11, 20), "två avtal")
    assert (kept.version, said.snapshot_hash) == (1, town().hash)


def test_versions_are_kept_and_the_last_counts(tmp_path: Path) -> None:
    kept = ledger(tmp_path, town())
    kept.decide(SAID)
    kept.decide({**SAID, "a": "Ett", "b": "Två", "verdict": "same", "reason": "ett avtal ändå"})
    assert [(one.version, one.decision.verdict) for one in kept.versions("Två", "a:1")] == [(1, "different"), (2, "same")]
    assert [one.decision.verdict for one in kept.all()] == ["same"]


def test_what_is_told_is_read_again_whatever_the_ids(tmp_path: Path) -> None:
    kept = ledger(tmp_path, town())
    kept.decide(SAID)
    assert read(kept.told()) == {("a:1", "b|2"): "different"}


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    ledger(tmp_path, town()).decide(SAID)
    (line,) = ledger(tmp_path, town("a:1", "c")).lines()
    assert (line.gone, line.b_name) == (("b|2",), "Två")
    assert isinstance(line, Line)
    assert ledger(tmp_path, town("c")).versions("a:1", "b|2")[0].version == 1


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    kept = ledger(tmp_path, town())
    with pytest.raises(InvalidDecision) as error:
        kept.decide({"a": "nix", "b": "Tre", "verdict": "maybe", "x": 1})
    assert {problem.where for problem in error.value.problems} == {"a", "verdict", "x", "decided_by", "reason"}
    with pytest.raises(InvalidDecision, match="is the same thing as a"):
        kept.decide({**SAID, "b": "b|2"})
    with pytest.raises(InvalidDecision):
        kept.decide("nothing")
    assert kept.all() == ()


def test_nobody_decided(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Nobody decided"):
        ledger(tmp_path, town()).versions("Ett", "Tre")


@pytest.mark.parametrize("line", ["a|b", "a|b|maybe", "|b|same", ""])
def test_lines_that_are_no_pairs_are_refused(line: str) -> None:
    with pytest.raises(UsageError, match="verdict"):
        read((line,))
