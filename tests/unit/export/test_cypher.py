"""The script fills a real, empty Neo4j with exactly what the landscape says, whatever its texts try."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eagraph import export
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Relationship
from tests import _neo4j
from tests.property.strategies import node, tie
from tests.unit.export.awkward import drawn, snapshot

NAMES = {"a`b": "1", "c\\u0060d": "2", "e'f": "3", "g h": "4", "from": "5", "": "6", "id": "7"}


def run(found: Snapshot, folder: Path, database: _neo4j.Database) -> None:
    """Fill the database by the script, statement by statement as its line ends say."""
    script = export.find("cypher").write(Extract.whole(found), folder / "fill.cypher")[0].read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            database.ask(statement)


def test_what_is_in_it_is_in_the_database(neo4j_server: _neo4j.Database, tmp_path: Path) -> None:
    whole = snapshot()
    with _neo4j.alone("database"):
        neo4j_server.empty()
        run(whole, tmp_path, neo4j_server)
        things = neo4j_server.ask("MATCH (n) WHERE n.id IS NOT NULL RETURN n.id, labels(n), properties(n) ORDER BY n.id")
        ties = neo4j_server.ask("MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)")
        _drop_constraints(neo4j_server)
    assert things == [[n.id, [n.label], {"id": n.id, **_plain(n.properties)}] for n in whole.nodes]
    assert sorted(ties, key=str) == sorted(map(_row, whole.relationships), key=str)


def test_names_of_properties_that_are_no_names(neo4j_server: _neo4j.Database, tmp_path: Path) -> None:
    whole = drawn([node("a", **{k: v for k, v in NAMES.items() if k}), node("b")], [tie("a", "RELATES_TO", "b", **NAMES)])
    with _neo4j.alone("database"):
        neo4j_server.empty()
        run(whole, tmp_path, neo4j_server)
        [[thing]] = neo4j_server.ask("MATCH (n {id: 'a'}) RETURN properties(n)")
        [[said]] = neo4j_server.ask("MATCH ()-[r]->() RETURN properties(r)")
        _drop_constraints(neo4j_server)
    expected = {name: value for name, value in NAMES.items() if name not in ("", "id")}
    assert thing == {**expected, "id": "a", "id_": "7"}
    assert said == {**expected, "id": "7", "_": "6"}


def _drop_constraints(database: _neo4j.Database) -> None:
    for (name,) in database.ask("SHOW CONSTRAINTS YIELD name RETURN name"):
        database.ask(f"DROP CONSTRAINT `{name}`")


def _row(tie: Relationship) -> list[Any]:
    return [tie.source, tie.type, tie.target, _plain(tie.properties)]


def _plain(properties: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}
