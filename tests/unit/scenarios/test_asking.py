"""What a scenario gives a question: what fails, when, and that hours are written so that they are read again."""

from __future__ import annotations

from typing import Any

import pytest

from eagraph import analysis
from eagraph.analysis._course.windows import windows
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node
from eagraph.scenarios import Scenario
from eagraph.scenarios.asking import params_of


def given(*fail: dict[str, Any]) -> dict[str, Any]:
    scenario = Scenario.model_validate({"name": "test", "title": {"sv": "Prov", "en": "Test"}, "fail": fail})
    return params_of(scenario, analysis.find("timeline").Params, lambda starts: starts["failed"])


def test_without_hours_things_fail_and_nothing_is_said_of_repair() -> None:
    assert given({"things": ["a"]}, {"things": ["b"]}) == {"failed": ("a", "b")}


def test_with_hours_for_one_what_has_no_end_is_never_repaired() -> None:
    assert given({"things": ["a"], "to_h": 5}, {"things": ["b"]}) == {"outage": ("a=0..5", "b=0.."), "repair": True}


@pytest.mark.parametrize(("from_h", "to_h"), [(0.25, 1000.125), (10_000.25, 1_000_000.5), (1e-4, 0.5), (3, 2_000_000)])
def test_hours_are_read_as_they_were_said(from_h: float, to_h: float) -> None:
    landscape = Landscape.of([Node("a", "System", {})], [])
    snapshot = Snapshot.of(Stored(landscape.nodes, landscape.relationships))
    (read,) = windows(snapshot, given({"things": ["a"], "from_h": from_h, "to_h": to_h})["outage"])[0]
    assert read == (round(from_h * 3_600_000), round(to_h * 3_600_000))
