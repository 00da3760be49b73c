"""The map of what changed: everything of both landscapes stands on it once, marked by what became of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given

from eagraph.errors import UnknownName
from eagraph.graph.changed import KINDS, changed_columns, marked, united
from eagraph.graph.layout import map_columns
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape
from tests.property.strategies import landscapes
from tests.unit.dashboards.landscapes import snapshot

OLD = """
    office:Organisation kind=board
    water:Organisation kind=company
    diary:System criticality=2
    cards:System
    pumps:System
    archive:System
    diary OWNED_BY office
    cards OWNED_BY office
    archive OWNED_BY office
    pumps OWNED_BY water
    diary DEPENDS_ON archive
    cards DEPENDS_ON diary
"""
NEW = """
    office:Organisation kind=board
    water:Organisation kind=company
    diary:System criticality=3
    cards:System
    pumps:System
    portal:System
    diary OWNED_BY office
    cards OWNED_BY office
    portal OWNED_BY office
    pumps OWNED_BY water
    cards DEPENDS_ON diary
    cards DEPENDS_ON portal
"""


def _told(columns: dict[str, Any]) -> dict[str, str]:
    nodes = columns["nodes"]
    return {id_: columns["kinds"][kind]["key"] for id_, kind in zip(nodes["id"], nodes["kind"], strict=True)}


def test_things_are_marked_by_what_became_of_them() -> None:
    columns = changed_columns(snapshot(OLD), snapshot(NEW), "things")
    assert _told(columns) == {
        "office": "~tied", "water": "~same", "diary": "~changed", "cards": "~tied", "pumps": "~same",
        "portal": "~added", "archive": "~removed",
    }  # fmt: skip
    assert [kind["key"] for kind in columns["kinds"]] == [kind.key for kind in KINDS.values()]
    assert sum(columns["nodes"]["changes"]) == 5
    assert columns["nodes"]["label"][columns["nodes"]["id"].index("diary")] == "system"
    assert len(columns["nodes"]["x"]) == len(columns["nodes"]["id"]) == 7


def test_what_is_gone_stands_with_the_owner_it_had() -> None:
    columns = changed_columns(snapshot(OLD), snapshot(NEW), "things", organisation="office")
    assert _told(columns)["archive"] == "~removed"
    assert "pumps" not in _told(columns)


def test_organisations_are_marked_by_what_lies_under_them() -> None:
    columns = changed_columns(snapshot(OLD), snapshot(NEW), "organisations")
    assert _told(columns) == {"office": "~changed", "water": "~same"}
    changes = dict(zip(columns["nodes"]["id"], columns["nodes"]["changes"], strict=True))
    assert changes == {"office": 5, "water": 0}


def test_an_organisation_that_neither_has_is_named() -> None:
    with pytest.raises(UnknownName):
        changed_columns(snapshot(OLD), snapshot(NEW), "things", organisation="offic")


def test_a_landscape_beside_itself_is_its_own_map() -> None:
    old = snapshot(OLD)
    assert set(_told(changed_columns(old, old, "things")).values()) == {"~same"}
    assert united(old, old).hash == old.hash
    assert changed_columns(old, old, "things")["nodes"]["x"] == map_columns(old, "things")["nodes"]["x"]


@given(landscapes(), landscapes())
def test_every_thing_of_either_stands_on_it_once(old: Landscape, new: Landscape) -> None:
    one, other = (Snapshot.of(Stored(part.nodes, part.relationships)) for part in (old, new))
    marks = marked(one, other)
    before, after = ({node.id: node for node in part.nodes} for part in (old, new))
    ends = Counter(
        end
        for tie in {*map(repr, old.relationships)} ^ {*map(repr, new.relationships)}
        for part in (old, new)
        for found in part.relationships
        if repr(found) == tie
        for end in (found.source, found.target)
    )
    for id_ in before.keys() | after.keys():
        expected = (
            "added" if id_ not in before else "removed" if id_ not in after else
            "changed" if before[id_] != after[id_] else "tied" if ends[id_] else None
        )  # fmt: skip
        assert marks.get(id_) == expected, id_
    together = united(one, other)
    assert [node.id for node in together.nodes] == sorted(before.keys() | after.keys())
