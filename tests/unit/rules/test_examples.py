"""The small landscapes in rules, and the days they count from."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.errors import InvalidLandscape
from eagraph.model.schema import Schema
from eagraph.rules.durations import shifted
from eagraph.rules.examples import drawn

STANDARD = Schema.standard()


def test_things_and_ties_are_read() -> None:
    graph = [
        'crm:System {users: 3, tags: [a, b], name: "Ärenden, nya"} -OWNED_BY {valid_to: 2026-01-01}-> ann:Role',
        "ann -HELD_BY-> bo:Person",
        "asset:InformationAsset <-HOLDS {how: stored}- crm",
        "crm -FLOW {carries: [asset], needed: yes}-> other:System",
    ]
    snapshot = drawn(graph, STANDARD)
    crm = snapshot.nodes[snapshot.index["crm"]]
    assert (crm.name, crm.properties["users"], crm.properties["tags"]) == ("Ärenden, nya", 3, ("a", "b"))
    assert {(t.source, t.type, t.target) for t in snapshot.relationships} == {
        ("crm", "OWNED_BY", "ann"), ("ann", "HELD_BY", "bo"), ("crm", "HOLDS", "asset"), ("crm", "FLOW", "other"),
    }  # fmt: skip
    flow = next(t for t in snapshot.relationships if t.type == "FLOW")
    assert (flow.properties["carries"], flow.properties["needed"]) == (("asset",), True)


def test_parallel_ties_are_kept() -> None:
    graph = ["a:System -OWNED_BY {valid_to: 2025-01-01}-> b:Role", "a -OWNED_BY {valid_to: 2027-01-01}-> b"]
    assert len(drawn(graph, STANDARD).relationships) == 2


@pytest.mark.parametrize(
    ("graph", "told"),
    [
        (["a:Systm"], "Systm"),
        (["a"], "label"),
        (["a:System", "a:Role"], "both System and Role"),
        (["a:System -OWNS-> b:Role"], "no tie"),
        (["a:System -OWNED_BY- b:Role"], "no tie"),
        (["a:System -OWNED_BY->"], "not read"),
        (["a:System {users: [}"], "not read"),
        (["a:System {users: minus}"], "users"),
        (["a:System -> b:Role"], "not read"),
    ],
)
def test_what_is_not_read_is_told(graph: list[str], told: str) -> None:
    with pytest.raises(InvalidLandscape) as raised:
        drawn(graph, STANDARD)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        ("2024-02-29", "-P1Y", "2023-02-28"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-01-01", "-P1D", "2025-12-31"),
        ("2026-03-10", "P2W", "2026-03-24"),
        ("2026-03-10", "-P1Y2M3D", "2025-01-07"),
        ("2026-12-15", "P1M", "2027-01-15"),
    ],
)
def test_days_are_counted_as_calendars_do(day: str, duration: str, expected: str) -> None:
    assert shifted(dt.date.fromisoformat(day), duration).isoformat() == expected


@pytest.mark.parametrize("duration", ["", "P", "1M", "PT3H", "-P", "P1X", "P9999Y"])
def test_what_is_no_duration_is_refused(duration: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        shifted(dt.date(2026, 1, 1), duration)
