"""The map: things stand with who owns them, nothing lies over anything, nothing is left out unsaid, every time the same."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import UnknownName
from eagraph.graph.homes import find_homes
from eagraph.graph.layout import home_of, map_columns
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import current
from tests.unit.dashboards.landscapes import snapshot

FOREIGN = """
    app:System archimate_type=ApplicationComponent
    node:System archimate_type=Node
    goal:ModelElement archimate_type=Goal
    need:ModelElement archimate_type=Requirement
    actor:Organisation
    goal RELATES_TO need
    need RELATES_TO app
    node HOSTS app
"""


def nodes(columns: dict[str, Any]) -> dict[str, dict[str, Any]]:
    table = columns["nodes"]
    return {id_: {name: table[name][i] for name in table} for i, id_ in enumerate(table["id"])}


def test_things_are_at_home_with_their_owner() -> None:
    town = snapshot()
    homes = {thing: home_of(town, thing) for thing in ("login", "cases", "forms", "pumps", "owner", "ann", "orphan")}
    assert homes == {
        "login": "office", "cases": "office", "forms": "office", "pumps": "water", "owner": "office", "ann": "office",
        "orphan": "~no-owner",
    }  # fmt: skip


def test_the_opening_map_has_a_node_for_each_organisation_that_owns_uses_or_supplies() -> None:
    columns = map_columns(snapshot(), "organisations")
    assert set(nodes(columns)) == {"office", "water", "maker", "~no-owner"}
    assert columns["total"]["left_out"] == 2
    assert columns["total"]["by"] == "organisation"
    assert nodes(columns)["office"]["count"] == 7


def test_lines_of_the_opening_map_say_who_is_tied_to_whom() -> None:
    columns = map_columns(snapshot(), "organisations")
    ids = columns["nodes"]["id"]
    ends = zip(columns["edges"]["source"], columns["edges"]["target"], strict=True)
    assert {(ids[a], ids[b]) for a, b in ends} == {
        ("office", "maker"),
        ("office", "~no-owner"),
        ("water", "~no-owner"),
        ("~no-owner", "office"),
        ("~no-owner", "water"),
    }


def test_a_landscape_without_owners_opens_on_kinds_and_the_types_of_its_source() -> None:
    columns = map_columns(snapshot(FOREIGN), "organisations")
    assert set(nodes(columns)) == {"~label:System", "~label:Organisation", "~type:Goal", "~type:Requirement"}
    assert columns["total"]["by"] == "label"


def test_a_part_of_the_opening_map_holds_its_things_and_says_what_leads_out() -> None:
    columns = map_columns(snapshot(), "things", organisation="office")
    assert set(nodes(columns)) == {"office", "it", "owner", "ann", "login", "cases", "forms"}
    assert {group["name"] for group in columns["groups"]} == {"Office", "It"}
    assert columns["total"]["leading_out"] == 5
    assert columns["total"]["ownership"] == 4


def test_an_inner_part_is_found_by_its_own_id() -> None:
    assert set(nodes(map_columns(snapshot(), "things", organisation="it"))) == {"it", "owner", "ann", "login"}


def test_all_things_are_there_when_no_part_is_named() -> None:
    town = snapshot()
    assert sorted(nodes(map_columns(town, "things"))) == [node.id for node in town.nodes]


@pytest.mark.parametrize("part", ["~no-such", "nobody"])
def test_a_part_that_is_not_there_is_refused(part: str) -> None:
    with pytest.raises(UnknownName):
        map_columns(snapshot(), "things", organisation=part)


@pytest.mark.parametrize("level", ["organisations", "things"])
def test_nothing_is_a_map_too(level: Any) -> None:
    columns = map_columns(snapshot(""), level)
    assert columns["nodes"]["id"] == []
    assert columns["edges"] == {"source": [], "target": []}


@pytest.mark.parametrize("level", ["organisations", "things"])
def test_a_lone_thing_has_a_place(level: Any) -> None:
    columns = map_columns(snapshot("a:System"), level)
    assert len(columns["nodes"]["id"]) == 1


def large(count: int) -> Snapshot:
    pick = random.Random(5)
    lines = [f"org{g}:Organisation kind=administration" for g in range(12)]
    lines += [f"s{i}:System" for i in range(count)]
    lines += [f"s{i} OWNED_BY org{pick.randrange(12)}" for i in range(count)]
    lines += [f"s{i} DEPENDS_ON s{pick.randrange(count)}" for i in range(count)]
    return snapshot("\n".join(lines))


def test_the_same_landscape_gives_the_same_map_whatever_chance_did_before() -> None:
    city = large(300)
    first = map_columns(city, "things")
    random.seed(99)
    assert map_columns(city, "things") == first


def test_dots_do_not_lie_over_each_other() -> None:
    columns = map_columns(large(400), "things")
    places = sorted(zip(columns["nodes"]["x"], columns["nodes"]["y"], strict=True))
    assert len(set(places)) == len(places)
    near = [math.dist(a, b) for a, b in pairwise(places) if abs(a[0] - b[0]) < 1]
    assert min(near, default=99) > 1


def test_clusters_stand_apart() -> None:
    columns = map_columns(large(600), "things")
    centres = [(group["x"], group["y"]) for group in columns["groups"]]
    size = [columns["nodes"]["group"].count(i) for i in range(len(centres))]
    for i, one in enumerate(centres):
        for j, other in enumerate(centres[:i]):
            assert math.dist(one, other) > 26 * (math.sqrt(size[i]) + math.sqrt(size[j])) * 0.95


def test_more_things_than_can_be_drawn_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eagraph.graph.layout.MOST_NODES", 50)
    columns = map_columns(large(200), "things")
    assert len(columns["nodes"]["id"]) == 50
    assert columns["total"]["left_out"] == 212 - 50


def test_columns_are_as_the_component_checks_them() -> None:
    for level in ("organisations", "things"):
        columns = map_columns(large(120), level)
        table = columns["nodes"]
        assert {len(values) for values in table.values()} == {len(table["id"])}
        assert all(0 <= kind < len(columns["kinds"]) for kind in table["kind"])
        assert all(-1 <= group < max(len(columns["groups"]), 1) for group in table["group"])
        assert all(0 <= end < len(table["id"]) for ends in columns["edges"].values() for end in ends)


def test_names_are_in_the_readers_language() -> None:
    said = set()
    for language in ("sv", "en"):
        token = current.set(language)
        said.add(nodes(map_columns(snapshot(), "organisations"))["~no-owner"]["name"])
        current.reset(token)
    assert said == {"ingen ägare", "no owner"}


def test_so_many_organisations_are_drawn_by_their_upper_levels() -> None:
    lines = ["top:Organisation kind=board"]
    for b in range(10):
        lines += [f"b{b}:Organisation kind=board", f"b{b} PART_OF top"]
        for o in range(12):
            lines += [
                f"b{b}o{o}:Organisation kind=administration",
                f"b{b}o{o} PART_OF b{b}",
                f"s{b}x{o}:System",
                f"s{b}x{o} OWNED_BY b{b}o{o}",
            ]
    homes = find_homes(snapshot("\n".join(lines)))
    assert {home.id for home in homes.homes} == {"top", *(f"b{b}" for b in range(10))}


def test_a_real_foreign_model_opens_on_something(tmp_path: Path) -> None:
    from eagraph.settings import Settings
    from eagraph.workspace import Workspace

    shared = Path(__file__).parents[3].parent / "shared" / "data" / "archimate" / "dmbd" / "model.archimate"
    if not shared.exists():
        pytest.skip("no shared models on this machine")
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'model.db'}"))
    workspace.load([shared])
    columns = map_columns(workspace.snapshot(), "organisations")
    assert len(columns["nodes"]["id"]) >= 3
    assert columns["edges"]["source"]
