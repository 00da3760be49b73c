"""Several sources that speak of one thing: whose word counts, what is told, and when a change takes effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eagraph.loading import Intake, LoadReport, NodeRecord
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema


def _intake(name: str, *records: Mapping[str, object], **told: Any) -> Intake:
    made = Intake(f"/lists/{name}.csv", name, Schema.standard(), **told)
    for line, said in enumerate(records, 2):
        made.node(NodeRecord(str(said["name"]), "System", dict(said), f"{name}.csv:{line}"))
    return made


def _load(stored: Stored, intake: Intake) -> tuple[Stored, LoadReport]:
    changes: Changes
    changes, report = plan(stored, intake, loader="test", run=f"run-{stored.generation}", loaded_at="2026-01-01")
    nodes = {node.id: node for node in (*stored.nodes, *changes.nodes)}
    for node in changes.removed_nodes:
        del nodes[node.id]
    sources = {row.name: row for row in (*stored.sources, changes.source)}
    return Stored(tuple(nodes.values()), (), tuple(sources.values()), stored.generation + 1), report


def _said(stored: Stored) -> Mapping[str, object]:
    return stored.nodes[0].properties


REGISTER = {"name": "Kartan", "external_id": "urn:uuid:BF3CF619-5B1B-43BD-B5E3-98A4DD678AD1", "lifecycle": "live"}
CMDB = {"name": "Kartan", "external_id": "bf3cf619-5b1b-43bd-b5e3-98a4dd678ad1", "lifecycle": "phase_out", "users": 7}


def test_one_external_id_is_one_thing_and_what_differs_is_kept_and_told() -> None:
    stored, _ = _load(Stored(), _intake("register", REGISTER))
    stored, report = _load(stored, _intake("cmdb", CMDB))
    assert len(stored.nodes) == 1
    assert _said(stored)["lifecycle"] == "live"
    assert _said(stored)["users"] == 7
    assert [dict(claim.content or {})["lifecycle"] for claim in stored.nodes[0].provenance] == ["live", "phase_out"]
    told = [hint.text.en for hint in report.hints]
    assert any("lifecycle: sources differ (register: 'live'; cmdb: 'phase_out')." in text for text in told)


def test_a_precedence_counts_at_the_load_and_a_changed_one_at_the_next_of_any_source() -> None:
    first = {"lifecycle": ("cmdb", "register")}
    stored, _ = _load(Stored(), _intake("register", REGISTER, precedence=first))
    stored, _ = _load(stored, _intake("cmdb", CMDB, precedence=first))
    assert _said(stored)["lifecycle"] == "phase_out"
    other = _intake("third", {"name": "Annat", "lifecycle": "live"}, precedence={"*": ("register",)})
    after, report = _load(stored, other)
    assert _said(after)["lifecycle"] == "live"
    assert (report.created, report.updated) == (1, 1)
    assert any("1 records that several sources share have other values now" in hint.text.en for hint in report.hints)
    again, report = _load(after, replace(other))
    assert report.updated == 0
    back, _ = _load(again, _intake("third", {"name": "Annat", "lifecycle": "live"}, precedence=first))
    assert _said(back)["lifecycle"] == "phase_out"


def test_names_alone_never_merge_and_are_told() -> None:
    stored, _ = _load(Stored(), _intake("register", {"name": "Kartan"}))
    stored, report = _load(stored, _intake("cmdb", {"name": "KARTAN"}))
    assert len(stored.nodes) == 2
    assert any("kept as 2 nodes (" in hint.text.en for hint in report.hints)


def test_a_source_that_a_user_named_may_move() -> None:
    stored, _ = _load(Stored(), _intake("register", {"name": "Kartan"}, called="Registret"))
    assert [row.name for row in stored.sources] == ["registret"]
    moved = Intake("/elsewhere/2027.csv", "2027", Schema.standard(), called="Registret")
    moved.node(NodeRecord("Kartan", "System", {"name": "Kartan"}, "2027.csv:2"))
    stored, report = _load(stored, moved)
    assert (report.created, report.unchanged, report.removed) == (0, 1, 0)
    assert [(row.name, row.location) for row in stored.sources] == [("registret", "/elsewhere/2027.csv")]
    assert any("was read from /lists/register.csv" in hint.text.en for hint in report.hints)
