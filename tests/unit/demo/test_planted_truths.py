"""What was planted is there, is all there is of its kind where it says so, and is what the analyses answer.

Each truth about failure is held to a plain fixpoint over the declared directions first, then to the analysis.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import networkx as nx
import pytest

from eagraph.analysis import amplification, backtest, blast_radius, cycles
from eagraph.demo import COMPLETE, KINDS, DemoCity, generate
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Relationship
from eagraph.model.relationships import Travel
from eagraph.model.schema import Schema
from tests.unit.demo.cities import CITIES, TODAY, nodes, planted, snapshot_of, ties


@pytest.fixture(scope="module", params=CITIES, ids=str)
def city(request: pytest.FixtureRequest) -> DemoCity:
    size, seed = CITIES[request.param]
    return generate(size=size, seed=seed, today=TODAY)


@pytest.fixture(scope="module")
def snapshot(city: DemoCity) -> Snapshot:
    return snapshot_of(city.nodes, city.relationships)


def subjects(city: DemoCity, kind: str) -> set[str]:
    return {finding.ids[0] for finding in planted(city, kind)}


def needs(city: DemoCity) -> list[tuple[str, str, Relationship]]:
    """(who needs, what is needed, by which relationship), as the model declares it."""
    found = []
    for tie in city.relationships:
        type_ = Schema.standard().relationship[tie.type]
        if type_.failure_if and tie.properties.get(type_.failure_if) is not True:
            continue
        if type_.failure is Travel.WITH:
            found.append((tie.target, tie.source, tie))
        elif type_.failure is Travel.AGAINST:
            found.append((tie.source, tie.target, tie))
    return found


def stopped(city: DemoCity, failed: Iterable[str]) -> set[str]:
    """What stops, by going through every group again until nothing more stops."""
    groups: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for number, (needer, needed, tie) in enumerate(needs(city)):
        if tie.properties.get("mode") in {"soft", "optional"}:
            continue
        group = str(tie.properties.get("group", number))
        groups[needer, group].append((needed, int(str(tie.properties.get("k", 1)))))
    down = set(failed)
    before = -1
    while before != len(down):
        before = len(down)
        down |= {needer for (needer, _), members in groups.items() if sum(m not in down for m, _ in members) < members[0][1]}
    return down


def test_every_kind_is_planted_often_enough(city: DemoCity) -> None:
    count = Counter(finding.kind for finding in city.expected)
    assert set(count) == set(KINDS)
    assert set(KINDS) >= COMPLETE
    fewest = {
        "duplicate-record": 4,
        "parallel-solution": 4,
        "several-installations": 2,
        "missing-owner": 5,
        "stale-record": 5,
    }
    assert all(count[kind] >= fewest.get(kind, 1) for kind in KINDS)


def test_every_planted_truth_names_things_that_exist(city: DemoCity) -> None:
    there = {node.id for node in city.nodes}
    for finding in city.expected:
        failed = finding.params.get("failed", [])
        assert isinstance(failed, list)
        assert {*finding.ids, *finding.present, *finding.absent, *failed} <= there
        assert finding.ids
        assert finding.present or finding.absent


def test_what_stops_and_what_goes_on_follows_from_the_declared_directions(city: DemoCity) -> None:
    for finding in city.expected:
        if finding.asks != "blast-radius":
            continue
        down = stopped(city, finding.params["failed"])  # type: ignore[arg-type]
        assert set(finding.present) <= down, finding
        assert not set(finding.absent) & down, finding


def test_the_blast_radius_finds_what_stops(city: DemoCity, snapshot: Snapshot) -> None:
    for finding in city.expected:
        if finding.asks != "blast-radius":
            continue
        answer = blast_radius.run(snapshot, blast_radius.Params.model_validate(finding.params))
        found = {row.id for row in answer.rows}
        assert set(finding.present) <= found, finding
        assert not set(finding.absent) & found, finding


def test_a_recorded_incident_affected_exactly_the_blast_radius(city: DemoCity, snapshot: Snapshot) -> None:
    for finding in planted(city, "incident"):
        answer = blast_radius.run(snapshot, blast_radius.Params.model_validate(finding.params))
        labels = finding.details["labels"]
        failed = finding.params["failed"]
        assert isinstance(labels, list)
        assert isinstance(failed, list)
        found = {row.id for row in answer.rows if row.label in labels} - set(failed)
        recorded = {tie.target for tie in ties(city, "AFFECTED") if tie.source == finding.ids[0]}
        assert found == set(finding.present) == recorded


def test_a_backtest_tells_what_an_incident_hit_beside_what_was_foretold(city: DemoCity, snapshot: Snapshot) -> None:
    for finding in planted(city, "unexplained-consequence"):
        answer = backtest.run(snapshot, backtest.Params.model_validate(finding.params))
        unexplained, *unspared = finding.present
        assert unspared == finding.details["redundancy"]
        why = {gap.id: gap.why for gap in answer.gaps}
        assert why == {unexplained: "unexplained", **dict.fromkeys(unspared, "redundancy")}
        assert answer.overall.recall == 0
    exact = [finding.ids[0] for finding in planted(city, "incident")]
    labels = planted(city, "incident")[0].details["labels"]
    for row in backtest.run(snapshot, backtest.Params.model_validate({"incidents": exact, "labels": labels})).rows:
        assert (row.precision, row.recall) == (1.0, 1.0)


def test_amplification_finds_the_small_cause(city: DemoCity, snapshot: Snapshot) -> None:
    (finding,) = [f for f in planted(city, "small-cause") if f.present]
    rows = {row.id: row for row in amplification.run(snapshot, amplification.Params(labels=("Sensor",))).rows}
    (cause,) = finding.ids
    assert (rows[cause].criticality, rows[cause].worst) == (finding.details["criticality"], 4)
    assert rows[cause].chain[-1] in finding.details["critical_services"]  # type: ignore[operator]
    spared = {f.ids[0] for f in planted(city, "small-cause") if not f.present}
    assert not spared & set(rows)


def test_a_shared_cause_takes_both_members_of_a_redundancy(city: DemoCity) -> None:
    for finding in planted(city, "shared-cause"):
        if finding.present:
            groups = Counter(
                (tie.source, tie.properties.get("group"))
                for tie in ties(city, "DEPENDS_ON")
                if tie.target in finding.present
            )
            assert any(count == 2 and group for (_, group), count in groups.items())


def test_the_small_sensor_stops_services_that_matter(city: DemoCity) -> None:
    (finding,) = [f for f in planted(city, "small-cause") if f.present]
    sensor = nodes(city, "Sensor")[finding.ids[0]]
    services = nodes(city, "DigitalService")
    assert sensor.properties["criticality"] == 0
    critical = [i for i in finding.present if i in services and services[i].properties["criticality"] == 4]
    assert critical == finding.details["critical_services"]
    assert len(critical) == 2


def test_the_planted_ring_is_the_only_one(city: DemoCity, snapshot: Snapshot) -> None:
    (finding,) = planted(city, "dependency-cycle")
    graph = nx.DiGraph((needed, needer) for needer, needed, _ in needs(city))
    rings = [sorted(ring) for ring in nx.strongly_connected_components(graph) if len(ring) > 1]
    assert rings == [list(finding.ids)]
    assert [row.members for row in cycles.run(snapshot, cycles.Params()).rows] == [finding.ids]


def test_systems_without_an_owner_are_the_planted_ones(city: DemoCity) -> None:
    owned = {tie.source for tie in ties(city, "OWNED_BY")}
    assert nodes(city, "System").keys() - owned == subjects(city, "missing-owner")


def test_records_older_than_a_year_are_the_planted_ones(city: DemoCity) -> None:
    limit = TODAY.replace(year=TODAY.year - 1).isoformat()
    stale = {node.id for node in city.nodes if str(node.properties.get("last_verified", limit)) < limit}
    assert stale == subjects(city, "stale-record")


def test_exemptions_that_have_ended_are_the_planted_ones(city: DemoCity) -> None:
    exemptions = nodes(city, "Exemption")
    ended = {i for i, node in exemptions.items() if str(node.properties.get("valid_to", "9")) < TODAY.isoformat()}
    assert ended == subjects(city, "expired-exemption")
    assert len(exemptions) > len(ended)


def test_systems_in_use_that_depend_on_retired_ones_are_the_planted_ones(city: DemoCity) -> None:
    retired = {i for i, node in nodes(city, "System").items() if node.properties["lifecycle"] == "retired"}
    leaning = {needer for needer, needed, _ in needs(city) if needed in retired and needer not in retired}
    assert leaning & nodes(city, "System").keys() == subjects(city, "depends-on-retired")


def test_the_only_way_without_a_barrier_is_the_planted_one(city: DemoCity) -> None:
    zones = nodes(city, "NetworkZone")
    between = [tie for tie in ties(city, "CONNECTED_TO") if tie.source in zones]
    open_ways = [(tie.source, tie.target) for tie in between if tie.properties.get("barrier", "none") == "none"]
    assert open_ways == [finding.ids for finding in planted(city, "open-zone")]
    assert zones[open_ways[0][0]].properties["ot"] is True


def test_local_systems_that_do_what_a_common_one_does_are_the_planted_ones(city: DemoCity) -> None:
    systems = nodes(city, "System")
    does: dict[str, set[str]] = defaultdict(set)
    for tie in ties(city, "SUPPORTS"):
        if tie.source in systems and tie.target.startswith("capability:"):
            does[tie.source].add(tie.target)
    common = [i for i, node in systems.items() if node.properties["scope"] == "common"]
    local = [i for i, node in systems.items() if node.properties["scope"] == "local" and does[i]]
    parallel = {(one, other) for one in local for other in common if 2 * len(does[one] & does[other]) >= len(does[one])}
    assert parallel == {finding.ids for finding in planted(city, "parallel-solution")}
    assert "planned" in {systems[other].properties["lifecycle"] for _, other in parallel}


def test_records_of_one_system_agree_on_what_matters(city: DemoCity) -> None:
    systems = nodes(city, "System")
    for finding in planted(city, "duplicate-record"):
        one, other = (systems[id_].properties for id_ in finding.ids)
        assert one["product"] == other["product"]
        assert one["vendor"] == other["vendor"]
        assert one["name"] != other["name"]
        assert one["source"] != other["source"]


def test_products_installed_several_times_are_planted(city: DemoCity) -> None:
    by_product: dict[str, set[str]] = defaultdict(set)
    for id_, node in nodes(city, "System").items():
        if "product" in node.properties:
            by_product[str(node.properties["product"])].add(id_)
    several = {frozenset(ids) for ids in by_product.values() if len(ids) > 1}
    told = {frozenset(f.ids) for f in city.expected if f.kind in {"several-installations", "duplicate-record"}}
    assert several == told
