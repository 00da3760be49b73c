"""The throw-away database finds what stands in the snapshot, and nothing that stands elsewhere."""

from __future__ import annotations

import pytest

from eagraph.model.schema import Schema
from eagraph.rules.embedded import Embedded
from eagraph.rules.examples import drawn


def test_a_thing_is_not_taken_for_one_of_another_label_in_the_same_row() -> None:
    graph = ["report:Evidence -ABOUT-> crm:System", "school:Organisation", "crm -MANAGED_IN-> care:ManagementObject"]
    engine = Embedded(drawn(graph, Schema.standard()))
    without = "MATCH (o:Organisation) WHERE NOT EXISTS { MATCH (:Evidence)-[:ABOUT]->(o) } RETURN o.id AS id"
    managed = "MATCH (e:Evidence) WHERE EXISTS { MATCH (e)-[:MANAGED_IN]->(:ManagementObject) } RETURN e.id AS id"
    assert engine.rows(without, {}, 5) == [{"id": "school"}]
    assert engine.rows(managed, {}, 5) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "(d)-[:PART_OF*0..4]->(whole)",
        "(d:Sensor)-[:PART_OF*0..4]->(whole)",
        "(whole)<-[:PART_OF|HOSTS*0..4]-(d)",
        "(d)-[:PART_OF*0..1]->(:Sensor)-[:HOSTS * 0..1]->(whole)",
    ],
)
def test_no_hop_at_all_is_found_whatever_the_label(pattern: str) -> None:
    engine = Embedded(drawn(["meter:Sensor -OWNED_BY-> ann:Role", "crm:System -OWNED_BY-> ann"], Schema.standard()))
    owned = f"MATCH (d:Sensor) WHERE EXISTS {{ MATCH {pattern}, (whole)-[:OWNED_BY]->() }} RETURN d.id AS id"
    assert engine.rows(owned, {}, 5) == [{"id": "meter"}]


def test_a_property_named_as_an_end_is_not_filled_with_the_end() -> None:
    graph = ["crm:System -COLLECTS {from: Invånare}-> address:InformationType", "gis:System -COLLECTS-> address"]
    engine = Embedded(drawn(graph, Schema.standard()))
    asked = "MATCH (s:System)-[c:COLLECTS]->() RETURN s.id AS id, coalesce(c.`from`, 'nobody') AS whom ORDER BY id"
    assert engine.rows(asked, {}, 5) == [{"id": "crm", "whom": "Invånare"}, {"id": "gis", "whom": "nobody"}]


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (d:Sensor)-[:HOSTS]->(x:Device) WHERE x.firmware IS NULL RETURN d.id AS id ORDER BY id",
        "MATCH (x) WHERE x.steward IS NOT NULL AND x.firmware IS NULL RETURN x.id AS id ORDER BY id",
        "MATCH (a)-[r]->(b) WHERE r.carries IS NULL AND r.valid_from IS NULL RETURN DISTINCT a.id AS id ORDER BY id",
        "MATCH (a:Organisation)-[r]-(b) WHERE a.tags IS NULL RETURN DISTINCT b.id AS id ORDER BY id",
    ],
)
def test_what_stands_empty_can_be_asked_for(query: str) -> None:
    engine = Embedded(drawn(["school:Organisation", "care:Organisation"], Schema.standard()))
    assert engine.rows(query, {}, 5) == engine.rows(query, {}, 5) == []


def test_a_database_nobody_asks_any_more_is_closed() -> None:
    engine = Embedded(drawn(["crm:System"], Schema.standard()))
    connection = engine._connection()
    assert engine.rows("MATCH (s:System) RETURN s.id AS id ORDER BY id", {}, 5) == [{"id": "crm"}]
    del engine
    with pytest.raises(RuntimeError, match="closed"):
        connection.execute("RETURN 1")
