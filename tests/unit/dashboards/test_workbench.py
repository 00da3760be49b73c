"""The grid's filters and orders are conditions and back; windows hold what is told; boxes count their values."""

from __future__ import annotations

import pytest

from dashboards.components import workbench_controls, workbench_grid
from eagraph.graph.snapshot import Snapshot
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import shown
from eagraph.tabulation.selecting import selected
from tests.unit.dashboards import landscapes

COLUMNS = ("name", "criticality", "last_verified", "lifecycle")


@pytest.fixture
def town() -> Snapshot:
    return landscapes.snapshot()


@pytest.mark.parametrize(
    "said",
    [
        "name:contains:å|b".replace("|", "\\|"), "name:not-contains:x", "name:is-not:x", "name:begins:x", "name:unknown",
        "criticality:above:2", "criticality:between:1|3", "criticality:is:4", "criticality:known",
        "last_verified:below:2026-02-01", "last_verified:between:2025-01-01|2026-12-31", "lifecycle:ends:e",
    ],
)  # fmt: skip
def test_a_condition_the_grid_can_say_comes_back_as_it_was(town: Snapshot, said: str, english: str) -> None:
    columns = shown(town, Asked(column=COLUMNS))
    model = workbench_grid.filter_model([said], columns)
    assert list(model) == [said.split(":", maxsplit=1)[0]]
    assert workbench_grid.conditions_of(model) == [said]
    assert workbench_grid.apart(Asked(where=(said,)), columns)["grid"] == [said]


def test_what_the_grid_cannot_say_stands_elsewhere_and_none_is_lost(town: Snapshot, english: str) -> None:
    where = ("lifecycle:in:live|", "name:contains:a", "name:contains:b", "kind:is:board", "lifecycle:not-in:retired")
    columns = shown(town, Asked(column=COLUMNS))
    assert workbench_grid.apart(Asked(where=where), columns) == {
        "ticked": ["lifecycle:in:live|"],
        "grid": ["name:contains:a"],
        "rest": ["name:contains:b", "kind:is:board", "lifecycle:not-in:retired"],
    }


def test_half_a_filter_asks_nothing() -> None:
    for model in ({}, {"type": "contains", "filterType": "text"}, {"type": "inRange", "filterType": "number", "filter": 1}):
        assert workbench_grid.conditions_of({"name": model}) == []


def test_a_window_holds_its_rows_with_what_leads_to_their_things(town: Snapshot, english: str) -> None:
    asked = Asked(label=("System",), column=("name", "criticality", "lifecycle"), sort=("criticality:desc",))
    window = workbench_grid.window(selected(town, asked), 0, 2)
    assert window["rowCount"] == 4
    assert [row["~thing"] for row in window["rowData"]] == ["login", "cases"]
    assert window["rowData"][0] | {"~row": 0} == {
        "name": "Login", "criticality": 4, "lifecycle": "in use", "~thing": "login", "~row": 0,
    }  # fmt: skip
    assert window["rowData"][1]["lifecycle"] is None
    ties = selected(town, Asked(what="relationships", type=("HOLDS",)))
    assert workbench_grid.window(ties, 0, 9)["rowData"][0]["~source"] == "cases"


def test_values_to_tick_are_counted_among_the_labels_and_unknown_is_one(town: Snapshot, english: str) -> None:
    found = workbench_controls.values(town, Asked(label=("System",)), "lifecycle")
    assert [one["label"] for one in found] == ["in use (1)", "unknown (3)"]
    chosen = [one["value"] for one in found]
    assert workbench_controls.ticked_as_conditions([{"column": "lifecycle"}], [chosen]) == ["lifecycle:in:live|"]
    assert workbench_controls.ticked_as_conditions([{"column": "lifecycle"}], [[]]) == []
