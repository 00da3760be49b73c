"""Events of OpenLineage: many fold into one job, what is made of what is told of one run, and answers that follow."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eagraph.analysis import blast_radius
from eagraph.errors import InvalidLandscape
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.loading.detection import detect, loader_named
from tests.unit.loaders.lineage.reading import DATA, SHARED, loaded, snapshot, written

SAMPLE = DATA / "openlineage" / "natten.ndjson"
FULL = SHARED / "lineage" / "event_full.json"
Event = dict[str, Any]


def _event(job: str, time: str, run: str = "", *, inputs: str = "", outputs: str = "", **more: Any) -> Event:
    """An event of a job; data sets by letters, each in a namespace of its own."""
    event: Event = {"eventTime": time, "job": {"namespace": "skift", "name": job}, "schemaURL": "https://openlineage.io/x"}
    event |= {"run": {"runId": run, "facets": more.pop("facets", {})}} if run else {}
    sets = {
        side: [{"namespace": f"db-{n}", "name": n} for n in names]
        for side, names in (("inputs", inputs), ("outputs", outputs))
    }
    return {**event, **sets, **more}


def _lines(folder: Path, *events: Event) -> Path:
    return written(folder, "h.ndjson", "".join(json.dumps(event) + "\n" for event in events))


def _made(path: Path) -> set[str]:
    changes, _ = loaded("openlineage", path)
    names = {node.id: node.name for node in changes.nodes}
    return {f"{names[t.source]}<{names[t.target]}" for t in changes.relationships if t.type == "DERIVED_FROM"}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_lines_says_nothing(seed: int, tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    random.Random(seed).shuffle(lines)
    assert (
        snapshot("openlineage", written(tmp_path, "natten.ndjson", "\n".join(lines))).hash
        == snapshot("openlineage", SAMPLE).hash
    )


def test_a_list_of_events_says_what_lines_say(tmp_path: Path) -> None:
    events = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    for name, document in (("natten.json", events), ("natten.json", {"events": events})):
        path = written(tmp_path, name, json.dumps(document))
        assert detect(path) is loader_named("openlineage")
        assert snapshot("openlineage", path).hash == snapshot("openlineage", SAMPLE).hash


def test_what_is_made_of_what_follows_from_one_run_and_not_from_two(tmp_path: Path) -> None:
    together = (_event("j", "2026-01-01T01:00:00Z", "1", inputs="ab"), _event("j", "2026-01-01T02:00:00Z", "1", outputs="c"))
    apart = (_event("j", "2026-01-02T01:00:00Z", "2", inputs="d"), _event("j", "2026-01-02T02:00:00Z", "3", outputs="e"))
    assert _made(_lines(tmp_path, *together, *apart)) == {"c<a", "c<b"}


def test_what_a_job_without_runs_says_holds_for_itself(tmp_path: Path) -> None:
    events = (
        _event("j", "2026-01-01T01:00:00Z", inputs="a", outputs="b"),
        _event("j", "2026-01-02T01:00:00Z", inputs="c", outputs="d"),
    )
    assert _made(_lines(tmp_path, *events)) == {"b<a", "d<c"}


def test_nothing_is_made_of_itself(tmp_path: Path) -> None:
    assert _made(_lines(tmp_path, _event("j", "2026-01-01T01:00:00Z", "1", inputs="a", outputs="a"))) == set()


def test_the_latest_facet_stands_and_one_that_is_deleted_goes(tmp_path: Path) -> None:
    def told(time: str, **facets: Any) -> Event:
        return _event("j", time, outputs="") | {"job": {"namespace": "skift", "name": "j", "facets": facets}}

    events = (
        told("2026-01-02T00:00:00+02:00", documentation={"description": "ny"}, sql={"_deleted": True}),
        told("2026-01-01T23:00:00Z", documentation={"description": "nyast"}),
        told("2026-01-01T00:00:00Z", documentation={"description": "gammal"}, sql={"query": "select 1"}),
    )
    changes, report = loaded("openlineage", _lines(tmp_path, *events))
    job = next(node for node in changes.nodes if node.name == "j")
    assert job.properties["description"] == "nyast"
    assert "sql.query" not in job.properties
    assert (len(report.joined), job.label) == (2, "Process")


def test_a_name_that_one_set_claims_is_that_set_and_one_that_two_claim_is_itself() -> None:
    changes, report = loaded("openlineage", SAMPLE)
    assert "mart.elevantal" not in {node.name for node in changes.nodes}
    assert "hive://katalog mart.elevantal" in {joined.what for joined in report.joined}
    assert "mart.tva" in {node.name for node in loaded("openlineage", SAMPLE.with_name("utveckling.json"))[0].nodes}


def test_passwords_in_addresses_are_not_kept(tmp_path: Path) -> None:
    event = _event("j", "2026-01-01T00:00:00Z")
    facets = {"dataSource": {"name": "x", "uri": "postgres://etl:hemligt@db.example/x"}}
    event["inputs"] = [{"namespace": "postgres://etl:hemligt@db.example:5432", "name": "t", "facets": facets}]
    changes, report = loaded("openlineage", _lines(tmp_path, event))
    told = repr(
        [(n.id, dict(n.properties)) for n in changes.nodes] + [(r.key, dict(r.properties)) for r in changes.relationships]
    )
    assert "hemligt" not in told + json.dumps(report.as_dict())
    assert "postgres://db.example:5432" in {node.id for node in changes.nodes}


@pytest.mark.parametrize(
    ("namespace", "is_unique"),
    [
        ("postgres://db.granvik.example:5432", True),
        ("s3://granvik", True),
        ("postgres://localhost:5432", False),
        ("postgres://10.0.0.5:5432", False),
        ("kafka://buss:9092", False),
        ("bigquery", False),
        ("file", False),
    ],
)
def test_only_an_address_that_is_one_place_in_the_world_is_an_id(namespace: str, is_unique: bool, tmp_path: Path) -> None:
    event = _event("j", "2026-01-01T00:00:00Z") | {"inputs": [{"namespace": namespace, "name": "t"}]}
    changes, _ = loaded("openlineage", _lines(tmp_path, event))
    system = next(node for node in changes.nodes if node.name == namespace)
    assert (system.id == namespace) == is_unique


def test_what_is_no_event_is_told_with_its_place_all_at_once(tmp_path: Path) -> None:
    events = [_event("j", "igår"), {"eventTime": "2026-01-01T00:00:00Z", "job": {"name": "x"}},
              _event("k", "2026-01-01T00:00:00Z") | {"inputs": [{"name": "t"}]}]  # fmt: skip
    with pytest.raises(InvalidLandscape) as caught:
        loaded("openlineage", _lines(tmp_path, *events))
    assert [problem.where for problem in caught.value.problems] == ["h.ndjson:1", "h.ndjson:2", "h.ndjson:3"]


def test_jobs_that_start_each_other_are_no_parts(tmp_path: Path) -> None:
    def under(job: str, parent: str) -> Event:
        facet = {"parent": {"run": {"runId": "9"}, "job": {"namespace": "skift", "name": parent}}}
        return _event(job, "2026-01-01T00:00:00Z", job, facets=facet)

    changes, _ = loaded("openlineage", _lines(tmp_path, under("a", "b"), under("b", "a"), under("c", "a"), under("d", "d")))
    assert sorted(tie.type for tie in changes.relationships if tie.type != "DEPENDS_ON") == [
        "PART_OF",
        "RELATES_TO",
        "RELATES_TO",
    ]


def test_when_a_source_stops_the_jobs_that_read_it_stop() -> None:
    landscape = snapshot("openlineage", SAMPLE)
    failed = "postgres://register.granvik.example:5432"
    answer = blast_radius.run(landscape, blast_radius.Params(failed=(failed,)))
    assert {row.name for row in answer.rows} == {failed, "natten.elevantal", "natten.publicera"}


def test_what_is_made_of_something_needs_its_confidentiality_where_it_is_held(tmp_path: Path) -> None:
    told = snapshot("openlineage", _lines(tmp_path, _event("j", "2026-01-01T01:00:00Z", "1", inputs="a", outputs="b")))
    nodes = [replace(n, properties={**n.properties, "k": 3} if n.name == "a" else n.properties) for n in told.nodes]
    escalation = escalate(Snapshot.of(Stored(tuple(nodes), told.relationships)))
    required = {node.name: escalation.required(number, "k").low for number, node in enumerate(nodes)}
    assert required == {"a": 3, "b": 3, "db-a": 3, "db-b": 3, "j": 3, "skift": 0}


@pytest.mark.skipif(not FULL.is_file(), reason="no events of others beside the project (../shared/data/lineage)")
def test_the_full_event_of_the_specification() -> None:
    changes, report = loaded("openlineage", FULL)
    labels = sorted(node.label for node in changes.nodes)
    assert labels == ["InformationAsset", "Integration", "System", "System"]
    assert sorted(tie.type for tie in changes.relationships) == ["DEPENDS_ON", "DEPENDS_ON", "FLOW", "FLOW", "HOLDS"]
    assert not report.skipped
