"""Paths on the screen: drawn step by step with links, against their direction too, and why there is none."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards import address
from dashboards.components import paths_found
from dashboards.pages import paths as page
from dashboards.pages.paths import Address
from eagraph.analysis import paths
from eagraph.analysis.paths import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.workspace import Workspace
from tests.unit.dashboards.landscapes import snapshot
from tests.unit.dashboards.reading import prose, text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def town_seen() -> Snapshot:
    return snapshot()


def ask(landscape: Snapshot, **said: Any) -> Answer:
    return paths.run(landscape, Params.model_validate(said))


def test_a_path_is_drawn_with_links_kinds_and_what_it_goes_along(town_seen: Snapshot) -> None:
    answer = ask(town_seen, **{"from": "portal", "to": "hall-a", "both_ways": True})
    shown = paths_found.drawn(town_seen, answer, 1)
    told = prose(shown)
    assert "Path 1 of 1, steps: 3" in told
    assert "→  depends on Cases system" in told
    assert "←  hosts (against) Hall-a facility" in told
    assert "/thing?id=cases" in text_of(shown)


def test_the_path_of_the_row_that_is_chosen_is_drawn_and_else_the_first(town_seen: Snapshot) -> None:
    answer = ask(town_seen, **{"from": "login", "to": "cases", "both_ways": True, "which": "k-shortest"})
    assert len(answer.rows) > 1
    assert "Path 2 of" in prose(paths_found.drawn(town_seen, answer, 2))
    assert "Path 1 of" in prose(paths_found.drawn(town_seen, answer, 99))
    listed = paths_found.rows(town_seen, answer)
    assert [row["number"] for row in listed] == [row.number for row in answer.rows]
    assert listed[0]["types"] == "depends on (against)"


def test_where_there_is_none_it_says_how_far_one_gets_and_what_would_lead_there(town_seen: Snapshot) -> None:
    answer = ask(town_seen, **{"from": "portal", "to": "hall-a"})
    shown = paths_found.why_not(town_seen, answer)
    told = prose(shown)
    assert "Things reached from Portal:  9" in told
    assert "Things that lead to Hall-a:  2" in told
    assert "a path of 3 steps" in told
    assert "Login" in told
    assert "both_ways=1" in text_of(shown)
    assert paths_found.listed(town_seen, answer) is None
    apart = ask(town_seen, **{"from": "idle", "to": "hall-a"})
    assert prose(paths_found.why_not(town_seen, apart)).count("no path either") == 2
    assert paths_found.why_not(town_seen, ask(town_seen, **{"from": "login", "to": "login"})) is None
    assert paths_found.why_not(town_seen, ask(town_seen, **{"from": "cases", "to": "login"})) is None


def test_the_address_says_it_all_and_what_it_has_wrong_is_told(town: Workspace) -> None:
    state = Address(start="portal", end="login", types=("DEPENDS_ON",), view="failure", both_ways=True, limit=3, number=2)
    assert page.read(town.snapshot(), address.parse(address.write("", state))) == (state, [])
    said = state.question()
    assert {**said, "types": list(said["types"])} == {
        "from": "portal", "to": "login", "types": ["DEPENDS_ON"], "view": "failure", "both_ways": True, "limit": 3,
    }  # fmt: skip
    told = text_of(page.layout(town, start=("nobody",), types=("NEVER",), limit=("0",)))
    for part in ("There is nothing called 'nobody'", "There is no relationship type 'NEVER'", "limit=0"):
        assert part in told


def test_controls_say_the_same_as_the_address(town: Workspace) -> None:
    state, told = page._state(
        town.snapshot(), "portal", "login", ["DEPENDS_ON"], "failure", "k-shortest", True, 5, "2026-05-01"
    )
    assert (state.start, state.types, state.which, state.limit, told) == ("portal", ("DEPENDS_ON",), "k-shortest", 5, [])
    assert page._state(town.snapshot(), None, None, [], "everything", "shortest", False, "", "")[0] == Address()
    assert address.parse(page._swapped(state).partition("?")[2])["start"] == ("login",)
