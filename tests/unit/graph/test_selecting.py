"""Which part of a landscape a selection means, and that a part is a landscape of its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.errors import UnknownName, UsageError
from eagraph.graph.extract import Extract
from eagraph.graph.selecting import EVERYTHING, Selection, select
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text
from eagraph.model.landscape import Landscape
from eagraph.results import Completeness, Named, Result, SnapshotInfo, Words
from tests.property.strategies import EVERYTHING as TYPES
from tests.property.strategies import landscapes, node, snapshot_of, tie

CITY = snapshot_of(
    [
        node("city", "Organisation"), node("board", "Organisation"), node("other", "Organisation"),
        node("owner", "Role"), node("ann", "Person"), node("ben", "Person"),
        node("crm"), node("part"), node("bens"), node("theirs"), node("far"), node("asset", "InformationAsset"),
    ],
    [
        tie("board", "PART_OF", "city"), tie("owner", "BELONGS_TO", "board"), tie("owner", "HELD_BY", "ann"),
        tie("ben", "BELONGS_TO", "board"), tie("crm", "OWNED_BY", "owner"), tie("part", "PART_OF", "crm"),
        tie("bens", "OWNED_BY", "ben"), tie("theirs", "OWNED_BY", "other"), tie("theirs", "OWNED_BY", "ann"),
        tie("crm", "DEPENDS_ON", "theirs"), tie("theirs", "DEPENDS_ON", "far"), tie("crm", "HOLDS", "asset"),
    ],
)  # fmt: skip


def ids(extract: Extract) -> set[str]:
    """The things of an extract."""
    return {node.id for node in extract.nodes}


def unasked(name: str, params: Any) -> Any:
    """For selections that ask nothing."""
    raise AssertionError(name, params)


def selected(found: Snapshot = CITY, **said: Any) -> Extract:
    """The part that is meant."""
    return select(found, Selection(**said), ask_query=unasked, ask_analysis=unasked)


def test_nothing_said_is_the_whole() -> None:
    extract = select(CITY, EVERYTHING, ask_query=unasked, ask_analysis=unasked)
    assert extract.left_out == (0, 0)
    assert extract.nodes == CITY.nodes


def test_an_organisation_with_its_parts_its_roles_and_what_they_own() -> None:
    board = {"board", "owner", "ann", "ben", "crm", "part", "bens"}
    assert ids(selected(organisation="board")) == board
    assert ids(selected(organisation="city")) == board | {"city"}
    assert ids(selected(organisation="other")) == {"other", "theirs"}
    with pytest.raises(UsageError, match="no Organisation"):
        selected(organisation="crm")


def test_a_neighbourhood_by_steps_view_and_types() -> None:
    assert ids(selected(around="theirs")) == {"theirs", "other", "ann", "crm", "far"}
    assert ids(selected(around="theirs", hops=0)) == {"theirs"}
    assert ids(selected(around="far", hops=2, view="failure")) == {"far", "theirs", "crm"}
    assert ids(selected(around="crm", type=("HOLDS",), hops=9)) == {"crm", "asset"}
    assert ids(selected(around="far", hops=20)) == {node.id for node in CITY.nodes}


def test_more_said_narrows() -> None:
    assert ids(selected(label=("System",), organisation="board")) == {"crm", "part", "bens"}
    assert ids(selected(label=("System", "Role"), organisation="board", around="owner")) == {"owner", "crm"}
    text = selected(label=("System",), organisation="board").selected
    assert "board" in text.en
    assert "System" in text.en


@pytest.mark.parametrize("said", [{"around": "crn"}, {"label": ("Sistem",)}, {"around": "crm", "type": ("HOLD",)}])
def test_what_there_is_not_is_named_with_the_nearest(said: dict[str, Any]) -> None:
    with pytest.raises(UnknownName) as wrong:
        selected(**said)
    assert {"crm", "System", "HOLDS"} & set(wrong.value.nearest)


@pytest.mark.parametrize("said", [{"hops": 2}, {"view": "failure"}, {"type": ("HOLDS",)}])
def test_steps_need_a_thing_to_begin_at(said: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="around"):
        selected(**said)


class _Row(Named):
    path: tuple[str, ...] = ()


def test_the_rows_of_an_answer_name_things_in_any_column_but_names_and_labels() -> None:
    row = _Row(id="crm", name="far", label="asset", path=("crm", "theirs"))
    more = Completeness(state="truncated", reasons=(Words(sv="1 till.", en="1 more."),))
    told = Result[_Row](
        analysis="x", params={}, summary=Words(sv="", en=""), snapshot=SnapshotInfo.of(CITY), completeness=more, rows=(row,)
    )
    asked: list[Any] = []

    def ask(name: str, params: Any) -> Any:
        asked.append((name, dict(params)))
        return told

    selection = Selection(analysis="x", analysis_params={"of": "crm"})
    extract = select(CITY, selection, ask_query=unasked, ask_analysis=ask)
    assert asked == [("x", {"of": "crm"})]
    assert ids(extract) == {"crm", "theirs"}
    assert "rows of the analysis x (of=crm)" in extract.selected.en
    assert "1 more." in extract.selected.en


def test_what_is_outside_is_told_and_groups_hold_in_the_part() -> None:
    whole = snapshot_of(
        [node("a"), node("b"), node("c"), node("x", "InformationAsset"), node("y", "InformationAsset")],
        [
            tie("a", "DEPENDS_ON", "b", group="g", k=2), tie("a", "DEPENDS_ON", "c", group="g", k=2),
            tie("a", "FLOW", "b", carries=("x", "y")), tie("b", "FLOW", "a", carries=("y",)),
        ],
    )  # fmt: skip
    part = Extract.of(whole, [whole.index[i] for i in ("a", "b", "x")], Text("", ""))
    said = {(r.source, r.type): dict(r.properties) for r in part.relationships}
    assert said["a", "DEPENDS_ON"] == {"group": "g", "k": 1, "k_of_whole": "2"}
    assert said["a", "FLOW"] == {"carries": ("x",), "carries_outside": ("y",)}
    assert said["b", "FLOW"] == {"carries_outside": ("y",)}
    assert part.left_out == (2, 1)


@given(whole=landscapes(types=TYPES, assets=3), chosen=st.sets(st.integers(0, 9)))
def test_every_part_is_a_landscape_that_holds(whole: Snapshot, chosen: set[int]) -> None:
    part = Extract.of(whole, {i for i in chosen if i < len(whole.nodes)}, Text("", ""))
    Landscape.of(part.nodes, part.relationships)
    assert len(part.nodes) + part.left_out[0] == len(whole.nodes)
    assert len(part.relationships) + part.left_out[1] == len(whole.relationships)
