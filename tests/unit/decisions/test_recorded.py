"""Acceptances that the landscape itself records: exactly the parts, dated, high enough, held there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eagraph.decisions.recorded import settled_by_landscape
from eagraph.decisions.standing import standing_alone
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node
from tests.property.strategies import tie
from tests.unit.decisions.portal import NAMES, asset, town

DATED: dict[str, Any] = {"asset_kind": "aggregate", "classified_on": "2026-05-01"}


def with_whole(
    names: tuple[str, ...] = NAMES, parts: tuple[str, ...] = NAMES, *, k: int = 2, held: bool = True, **facts: Any
) -> Snapshot:
    """The portal, with an aggregate of some parts."""
    stated = {name: value for name, value in {**DATED, **facts}.items() if value is not None}
    nodes = [asset("samling", k, **stated), *(asset(part) for part in parts if part not in names)]
    ties = [tie("i:samling", "DERIVED_FROM", f"i:{part}") for part in parts]
    return town(names, nodes, [*ties, *([tie("s:portal", "HOLDS", "i:samling")] if held else [])])


def settled(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    return {(place, aspect): one.asset for (place, aspect), one in settled_by_landscape(escalate(snapshot)).items()}


def test_it_settles_what_is_raised() -> None:
    snapshot = with_whole()
    assert settled(snapshot) == {("s:portal", "k"): "i:samling"}
    found = standing_alone("s:portal", "k", escalate(snapshot))
    assert (found.is_settled, found.settled_by, found.settled_by_landscape) == (True, "landscape", "i:samling")
    assert found.decision is None


@pytest.mark.parametrize(
    ("why", "snapshot"),
    [
        ("a part is missing", with_whole(parts=NAMES[:2])),
        ("a part is not there", with_whole(names=NAMES[:2])),
        ("information came since", with_whole(names=(*NAMES, "dagis"))),
        ("it is not held there", with_whole(held=False)),
        ("it is too low", with_whole(k=1)),
        ("it is not dated", with_whole(classified_on=None)),
        ("its date is none", with_whole(classified_on="i våras")),
        ("it is a copy", with_whole(asset_kind="copy")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_less_does(why: str, snapshot: Snapshot) -> None:
    assert settled(snapshot) == {}, why


def parts(day: str) -> list[Node]:
    return [asset("adress", classified_on="2026-01-01"), asset("barn", classified_on=day)]


@pytest.mark.parametrize(("day", "is_settled"), [("2026-04-30", True), ("2026-05-01", True), ("2026-05-02", False)])
def test_it_is_no_older_than_its_parts(day: str, is_settled: bool) -> None:
    ties = [tie("i:samling", "DERIVED_FROM", f"i:{part}") for part in NAMES]
    nodes = [asset("samling", 2, **DATED), *parts(day)]
    snapshot = town(nodes=nodes, ties=[*ties, tie("s:portal", "HOLDS", "i:samling")])
    assert bool(settled(snapshot)) is is_settled


def test_parts_that_are_derived_count_as_what_they_come_from() -> None:
    nodes = [asset("samling", 2, **DATED), asset("kopia", 1, asset_kind="copy", classified_on="2026-01-01")]
    ties = [tie("i:samling", "DERIVED_FROM", f"i:{part}") for part in NAMES]
    ties += [tie("i:kopia", "DERIVED_FROM", "i:cykel"), tie("s:portal", "HOLDS", "i:kopia")]
    snapshot = town(nodes=nodes, ties=[*ties, tie("s:portal", "HOLDS", "i:samling")])
    assert settled(snapshot) == {("s:portal", "k"): "i:samling"}


def test_it_is_worked_out_once_a_day_looked_at() -> None:
    snapshot = with_whole()
    day = dt.date(2026, 6, 1)
    assert settled_by_landscape(escalate(snapshot)) is settled_by_landscape(escalate(snapshot))
    assert settled_by_landscape(escalate(snapshot, at=day)) == settled_by_landscape(escalate(snapshot))
