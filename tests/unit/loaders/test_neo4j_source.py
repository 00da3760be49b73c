"""A graph of somebody else's on a real server: read as it stands or as a mapping says, never written, known again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import SourceError, UsageError
from eagraph.loading import LoadReport
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.conftest import Place

GRAPH = """
CREATE (eko:Application {name: 'Ekonomi', code: 'EKO', since: date('2019-04-01')})
CREATE (srv:Server:Linux {hostname: 'srv-1', cores: 8, at: point({longitude: 17.1, latitude: 60.7})})
CREATE (db:System {name: 'ekodb', lifecycle: 'live'})
CREATE (lone:Note {text: 'att utreda'})
CREATE (eko)-[:RUNS_ON {share: 0.5}]->(srv)
CREATE (eko)-[:DEPENDS_ON]->(db)
CREATE (eko)-[:READS {kind: 'nightly'}]->(db)
"""
MAPPING = """
[[nodes]]
at = "Application"
id = "code"
label = "System"
properties = { since = "valid_from" }

[[nodes]]
at = "Server"
id = "hostname"
name = "hostname"
label = "Device"

[[nodes]]
at = "System"
id = "name"
label = "System"

[[relationships]]
at = "RUNS_ON"
type = "HOSTS"
turned = true

[[relationships]]
at = "DEPENDS_ON"
type = "DEPENDS_ON"

[[relationships]]
at = "READS"
type = "FLOW"
turned = true
properties = { kind = "medium" }
"""
RUN = "MATCH (n) WHERE NOT n:_EagraphTests"


@pytest.fixture
def source(neo4j: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name, value in zip(("USER", "PASSWORD"), neo4j.credentials or (), strict=False):
        monkeypatch.setenv(f"NEO4J_SOURCE_{name}", value)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    _ask(neo4j, GRAPH)
    yield neo4j
    _ask(neo4j, "DROP CONSTRAINT codes IF EXISTS")


def _ask(place: Place, statement: str) -> list[list[Any]]:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(place.url, auth=place.credentials) as driver, driver.session() as session:
        return session.run(statement).values()


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace(Settings(store=f"sqlite:///{tmp_path / 'x.db'}"))


def _load(work: Workspace, place: Place, **how: Any) -> LoadReport:
    [report] = work.load([place.url], **how)
    return report


def test_without_a_mapping_all_of_it_is_kept(source: Place, work: Workspace) -> None:
    report = _load(work, source)
    assert report.kept["relationships"] == 3
    assert report.loader == "neo4j"
    marks = ("_EagraphTests", "_Eagraph")  # of the tests, and of a store that was there before
    names = {n.name: n for n in work.store.read().nodes if n.properties.get("source_type") not in marks}
    assert len(names) == 4
    assert names["Ekonomi"].label == "ModelElement"
    assert names["Ekonomi"].properties["source_type"] == "Application"
    assert names["Ekonomi"].properties["since"] == "2019-04-01"
    assert names["ekodb"].label == "System"
    types = sorted((tie.type, tie.properties.get("source_type")) for tie in work.store.read().relationships)
    assert types == [("DEPENDS_ON", None), ("RELATES_TO", "READS"), ("RELATES_TO", "RUNS_ON")]


def test_a_mapping_of_labels_and_types_makes_it_the_models(source: Place, work: Workspace, tmp_path: Path) -> None:
    mapping = tmp_path / "graph.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    report = _load(work, source, mapping=mapping)
    stored = work.store.read()
    assert {node.id.partition(":")[2]: node.label for node in stored.nodes} == {
        "EKO": "System", "srv-1": "Device", "ekodb": "System",
    }  # fmt: skip
    ends = {
        (t.source.partition(":")[2], t.type, t.target.partition(":")[2]): dict(t.properties) for t in stored.relationships
    }
    assert set(ends) == {("srv-1", "HOSTS", "EKO"), ("EKO", "DEPENDS_ON", "ekodb"), ("ekodb", "FLOW", "EKO")}
    assert ends["ekodb", "FLOW", "EKO"]["medium"] == "nightly"
    assert {skipped.what for skipped in report.skipped} == {"Note", "_EagraphTests"}
    [eko] = [node for node in stored.nodes if node.id.endswith("EKO")]
    assert eko.properties["valid_from"] == "2019-04-01"


def test_loading_again_changes_nothing_and_the_source_is_as_before(source: Place, work: Workspace) -> None:
    before = _ask(source, f"{RUN} RETURN labels(n), properties(n) ORDER BY elementId(n)")
    first, again = _load(work, source), _load(work, source)
    assert first.source == again.source
    assert (again.created, again.updated, again.removed) == (0, 0, 0)
    assert _ask(source, f"{RUN} RETURN labels(n), properties(n) ORDER BY elementId(n)") == before


def test_a_unique_property_is_the_key_whatever_the_database_calls_the_node(source: Place, work: Workspace) -> None:
    _ask(source, "CREATE CONSTRAINT codes FOR (a:Application) REQUIRE a.code IS UNIQUE")
    _load(work, source)
    assert any(node.id.endswith(":Application/EKO") for node in work.store.read().nodes)
    _ask(source, "MATCH (a:Application) DETACH DELETE a CREATE (:Application {name: 'Ekonomi 2', code: 'EKO'})")
    report = _load(work, source)
    assert [n.name for n in work.store.read().nodes if n.id.endswith(":Application/EKO")] == ["Ekonomi 2"]
    assert report.created == 0


def test_a_wrong_password_is_told_with_the_variables_that_hold_it(
    source: Place, work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_SOURCE_PASSWORD", "wrong")
    with pytest.raises(SourceError, match="NEO4J_SOURCE_PASSWORD"):
        _load(work, source)


def test_the_passwords_of_the_store_are_not_sent_to_others(
    source: Place, work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_SOURCE_PASSWORD")
    monkeypatch.setenv("NEO4J_PASSWORD", (source.credentials or ("", ""))[1])
    with pytest.raises(SourceError, match="NEO4J_SOURCE_USER"):
        _load(work, source)


@pytest.mark.parametrize("url", ["bolt://ann:secret@host", "bolt://", "neo4j://host/a/b"])
def test_a_url_that_names_no_server_or_tells_a_password_is_refused(url: str, work: Workspace) -> None:
    with pytest.raises(UsageError) as raised:
        work.load([url])
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_answer_is_told(work: Workspace) -> None:
    with pytest.raises(SourceError, match=r"bolt://127\.0\.0\.1:9"):
        work.load(["bolt://127.0.0.1:9"])
