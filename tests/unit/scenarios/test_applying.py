"""Changes of a scenario over a snapshot: what they do, what does not fit, and that the store's snapshot stays as it was."""

from __future__ import annotations

from typing import Any

import pytest

from eagraph import analysis
from eagraph.errors import InvalidScenario
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.scenarios import Scenario
from eagraph.scenarios.applying import applied


@pytest.fixture(scope="module")
def city() -> Snapshot:
    nodes = [Node(id_, "System", {"name": id_.upper()}) for id_ in ("app", "db", "spare", "old")]
    ties = [
        Relationship("app", "DEPENDS_ON", "db", {"mode": "hard", "buffer_h": 2.0, "source_key": "1"}),
        Relationship("app", "DEPENDS_ON", "old", {}),
        Relationship("app", "FLOW", "spare", {"needed": False}),
    ]
    landscape = Landscape.of(nodes, ties)
    return Snapshot.of(Stored(landscape.nodes, landscape.relationships))


def scenario(*change: dict[str, Any], **more: Any) -> Scenario:
    said = {"name": "test", "title": {"sv": "Prov", "en": "Test"}, "fail": [{"things": ["db"]}], "change": change, **more}
    return Scenario.model_validate(said)


def stopped(snapshot: Snapshot, *failed: str) -> set[str]:
    question = analysis.find("blast-radius")
    return {row.id for row in question.run(snapshot, question.Params(failed=failed)).rows}


def test_no_change_is_the_same_content(city: Snapshot) -> None:
    under = applied(city, scenario(), version=3)
    assert (under.hash, under.scenario, city.scenario) == (city.hash, "test@3", "")


def test_each_kind_of_change(city: Snapshot) -> None:
    before = city.hash
    under = applied(
        city,
        scenario(
            {"do": "add", "id": "new", "label": "System", "properties": {"criticality": "3"}},
            {"do": "retire", "thing": "old"},
            {"do": "set", "thing": "SPARE", "property": "mtpd_h", "value": 4},
            {
                "do": "add_relationship",
                "source": "app",
                "type": "DEPENDS_ON",
                "target": "new",
                "properties": {"mode": "soft"},
            },
            {"do": "remove_relationship", "source": "app", "type": "FLOW", "target": "spare"},
            {
                "do": "set_relationship",
                "source": "app",
                "type": "DEPENDS_ON",
                "target": "db",
                "property": "buffer_h",
                "value": "",
            },
        ),
    )
    assert [n.id for n in under.nodes] == ["app", "db", "new", "spare"]
    assert dict(under.nodes[2].properties) == {"criticality": 3}
    assert under.nodes[3].properties["mtpd_h"] == 4.0
    ties = {(t.source, t.type, t.target): dict(t.properties) for t in under.relationships}
    assert ties == {
        ("app", "DEPENDS_ON", "db"): {"mode": "hard", "source_key": "1"},
        ("app", "DEPENDS_ON", "new"): {"mode": "soft"},
    }
    assert city.hash == before
    assert under.hash != before


def test_a_redundancy_keeps_the_needer_running(city: Snapshot) -> None:
    change = {"do": "add_redundancy", "source": "app", "type": "DEPENDS_ON", "target": "db", "alternative": "spare"}
    under = applied(city, scenario(change))
    assert stopped(city, "db") == {"app", "db"}
    assert stopped(under, "db") == {"db"}
    assert stopped(under, "db", "spare") == {"app", "db", "spare"}
    assert len(under.relationships) == len(city.relationships) + 1


def test_a_second_redundancy_joins_the_group(city: Snapshot) -> None:
    more = [
        {"do": "add_redundancy", "source": "app", "type": "DEPENDS_ON", "target": "db", "alternative": other}
        for other in ("spare", "old")
    ]
    under = applied(
        city, scenario({"do": "remove_relationship", "source": "app", "type": "DEPENDS_ON", "target": "old"}, *more)
    )
    assert stopped(under, "db", "spare") == {"db", "spare"}


def test_parallel_relationships_are_told_apart_by_key(city: Snapshot) -> None:
    add = {"do": "add_relationship", "source": "app", "type": "DEPENDS_ON", "target": "db", "source_key": "2"}
    under = applied(city, scenario(add))
    keys = [t.properties.get("source_key") for t in under.relationships if t.target == "db"]
    assert keys == ["1", "2"]


APP_DB = {"source": "app", "type": "DEPENDS_ON", "target": "db"}
APP_OLD = {**APP_DB, "target": "old"}
SET_OLD = {"do": "set", "thing": "old", "property": "users", "value": 1}
RETIRE_OLD = {"do": "retire", "thing": "old"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([{"do": "retire", "thing": "dbb"}], "dbb"),
        ([{"do": "add", "id": "db", "label": "System"}], "already"),
        ([{"do": "add", "id": "x", "label": "Sistem"}], "unknown label"),
        ([{"do": "add", "id": "x", "label": "System", "properties": {"criticality": 7}}], "criticality"),
        ([{"do": "add_relationship", "source": "app", "type": "NEEDS", "target": "db"}], "unknown relationship type"),
        ([{"do": "remove_relationship", "source": "db", "type": "FLOW", "target": "app"}], "there is no FLOW"),
        ([{"do": "set", "thing": "app", "property": "failure_probability", "value": 1.2}], "failure_probability"),
        ([{"do": "set_relationship", **APP_DB, "property": "buffer_h", "value": -1}], "buffer_h"),
        ([{"do": "set", "thing": "app", "property": "users", "value": n} for n in (1, 2)], "contradicts change 1"),
        ([SET_OLD, RETIRE_OLD], "contradicts"),
        ([RETIRE_OLD, SET_OLD], "retired by change 1"),
        ([{"do": "retire", "thing": "db"}], "[[fail]] 1"),
        ([{"do": "set_relationship", **APP_OLD, "property": "k", "value": 5}], "k"),
    ],
)
def test_what_does_not_fit_is_told(city: Snapshot, changes: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(InvalidScenario, match="does not fit") as caught:
        applied(city, scenario(*changes))
    assert told in str(caught.value)


def test_everything_is_told_at_once(city: Snapshot) -> None:
    with pytest.raises(InvalidScenario) as caught:
        applied(city, scenario({"do": "retire", "thing": "nix"}, {"do": "add", "id": "db", "label": "System"}))
    assert [problem.where for problem in caught.value.problems] == ["test [[change]] 1 (retire)", "test [[change]] 2 (add)"]


GROUPED = {"source": "app", "type": "DEPENDS_ON", "target": "db"}


@pytest.fixture(scope="module")
def two_of_three() -> Snapshot:
    nodes = [Node(id_, "System", {}) for id_ in ("app", "db", "one", "two", "spare")]
    ties = [Relationship("app", "DEPENDS_ON", id_, {"group": "g"}) for id_ in ("db", "one")]
    landscape = Landscape.of(nodes, [*ties, Relationship("app", "DEPENDS_ON", "two", {"group": "g", "k": 2})])
    return Snapshot.of(Stored(landscape.nodes, landscape.relationships))


def test_a_redundancy_joins_a_group_that_says_elsewhere_how_many_must_work(two_of_three: Snapshot) -> None:
    under = applied(two_of_three, scenario({"do": "add_redundancy", **GROUPED, "alternative": "spare"}))
    assert stopped(under, "db", "one") == {"db", "one"}
    assert stopped(under, "db", "one", "two") == {"app", "db", "one", "two"}


@pytest.mark.parametrize(
    "change", [{"do": "retire", "thing": "two"}, {"do": "remove_relationship", **GROUPED, "target": "two"}]
)
def test_how_many_must_work_outlives_the_member_that_says_so(two_of_three: Snapshot, change: dict[str, Any]) -> None:
    assert stopped(two_of_three, "db") == {"db"}
    assert stopped(applied(two_of_three, scenario(change)), "db") == {"app", "db"}


REMOVE = {"do": "remove_relationship", **APP_OLD}
ADDED = {"do": "add", "id": "new", "label": "System"}


@pytest.mark.parametrize(
    "changes",
    [
        [{"do": "set_relationship", **APP_OLD, "property": "buffer_h", "value": 4}, REMOVE],
        [{"do": "add_redundancy", **APP_OLD, "alternative": "spare"}, REMOVE],
        [{"do": "add_relationship", **APP_OLD, "source": "spare"}, {"do": "retire", "thing": "old"}],
        [ADDED, {"do": "retire", "thing": "new"}],
    ],
)
def test_to_change_what_then_goes_is_a_contradiction(city: Snapshot, changes: list[dict[str, Any]]) -> None:
    with pytest.raises(InvalidScenario) as caught:
        applied(city, scenario(*changes))
    assert [str(problem.text) for problem in caught.value.problems] == ["contradicts change 1."]


def test_a_new_parallel_relationship_takes_no_ones_place() -> None:
    nodes = (Node("a", "System", {}), Node("b", "System", {}))
    ties = tuple(Relationship("a", "FLOW", "b", {"medium": str(n)}, n) for n in (0, 2))
    add = {"do": "add_relationship", "source": "a", "type": "FLOW", "target": "b", "properties": {"medium": "new"}}
    under = applied(Snapshot.of(Stored(nodes, ties)), scenario(add, fail=[{"things": ["a"]}]))
    assert sorted(str(tie.properties["medium"]) for tie in under.relationships) == ["0", "2", "new"]
