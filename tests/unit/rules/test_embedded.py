"""The throw-away database finds what stands in the snapshot, and nothing that stands elsewhere."""

from __future__ import annotations

from eagraph.model.schema import Schema
from eagraph.rules.embedded import embedded
from eagraph.rules.examples import drawn


def test_a_thing_is_not_taken_for_one_of_another_label_in_the_same_row() -> None:
    graph = ["report:Evidence -ABOUT-> crm:System", "school:Organisation", "crm -MANAGED_IN-> care:ManagementObject"]
    engine = embedded(drawn(graph, Schema.standard()))
    without = "MATCH (o:Organisation) WHERE NOT EXISTS { MATCH (:Evidence)-[:ABOUT]->(o) } RETURN o.id AS id"
    managed = "MATCH (e:Evidence) WHERE EXISTS { MATCH (e)-[:MANAGED_IN]->(:ManagementObject) } RETURN e.id AS id"
    assert engine.rows(without, {}, 5) == [{"id": "school"}]
    assert engine.rows(managed, {}, 5) == []
