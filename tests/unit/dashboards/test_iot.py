"""The IoT lens: what the address says, each view of a small field, the map's projection, and links that lead on."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboards.answers import Answers
from dashboards.components import iot_chains, iot_coverage, iot_list, iot_map, iot_open, iot_products, iot_view, iot_zones
from dashboards.components.iot_view import Address, Seen
from dashboards.figures import places
from dashboards.pages import iot
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.reading import prose, text_of

FIELD = """
    board:Organisation kind=board
    water:NetworkZone ot=true
    office:NetworkZone
    water CONNECTED_TO office barrier=none
    s1:Sensor observed_property=level latitude=57.10 longitude=12.25 firmware=1.0 count=40 product=Drop
    s2:Sensor observed_property=level latitude=57.11 longitude=12.26 firmware=1.0
    s3:Sensor observed_property=level latitude=57.30 longitude=12.50 firmware=2.0
    s4:Sensor observed_property=noise
    s1 CONNECTED_TO water
    s2 CONNECTED_TO water
    s3 CONNECTED_TO water
    s1 OWNED_BY board
    s2 OWNED_BY board
    s3 OWNED_BY board
    gate:Device device_kind=gateway latitude=57.2 longitude=12.3
    gate CONNECTED_TO water
    s1 FLOW gate needed=true group=levels k=2
    s2 FLOW gate needed=true group=levels k=2
    s3 FLOW gate needed=true group=levels k=2
    platform:System system_kind=platform k=3 r=3 t=3 s=3
    crm:System system_kind=business k=3 r=3 t=3 s=3
    crm CONNECTED_TO office
    gate FLOW platform needed=true
    s4 FLOW platform
    flood:DigitalService
    flood DEPENDS_ON platform
"""
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
DRAWN = (iot_zones, iot_map, iot_coverage, iot_chains, iot_open, iot_products)
LEVELS = "Sensor/?/level/board"


@pytest.fixture
def field(tmp_path: Path) -> Workspace:
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'field.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "field", FIELD)])
    return workspace


def seen(workspace: Workspace, **said: Any) -> Seen:
    return Seen(Answers(workspace), Address.model_validate(said))


def shown(workspace: Workspace, view: Any, **said: Any) -> str:
    return prose(list(view.draw(seen(workspace, **said))))


@pytest.mark.parametrize("view", DRAWN)
def test_every_view_is_drawn_in_both_languages(field: Workspace, view: Any, language: str) -> None:
    assert shown(field, view)


@pytest.mark.parametrize("view", DRAWN)
def test_every_view_stands_where_there_are_no_sensors(registers: Workspace, view: Any, english: str) -> None:
    assert shown(registers, view)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"view": "sky"}, "view=sky"),
        ({"zone": "gate"}, "'gate' is no network zone"),
        ({"zone": "nowhere"}, "nowhere"),
        ({"thing": "crm"}, "'crm' is no sensor and no device"),
        ({"thing": "?", "fleet": "none/such"}, "There is no fleet 'none/such'"),
        ({"box": "1,2,3"}, "box=1,2,3"),
        ({"box": "60,12,50,13"}, "box=60,12,50,13, which is no piece of ground"),
        ({"k": "-1"}, "k=-1"),
        ({"at": "someday"}, "at=someday; expected a date"),
        ({"missing": "love"}, "missing=love"),
    ],
)
def test_what_does_not_fit_is_told_and_left_out(field: Workspace, said: dict[str, str], told: str, english: str) -> None:
    state, wrong = iot_view.read(field.snapshot(), {name: (value,) for name, value in said.items()})
    assert told in " ".join(map(str, wrong))
    assert state == Address()


def test_an_address_names_things_as_people_do(field: Workspace, english: str) -> None:
    state, wrong = iot_view.read(
        field.snapshot(), {"zone": ("?",), "thing": ("s1",), "fleet": (LEVELS,), "box": ("57,12,58,13",)}
    )
    assert not wrong
    assert (state.zone, state.thing, state.fleet) == ("?", "s1", LEVELS)
    assert parse_qs(urlsplit(state.to(view="map", zone="")).query) == {
        "view": ["map"], "fleet": [LEVELS], "thing": ["s1"], "box": ["57,12,58,13"],
    }  # fmt: skip


def test_the_matrix_counts_what_nodes_stand_for_and_leads_to_the_list(field: Workspace, english: str) -> None:
    told = text_of(list(iot_zones.draw(seen(field))))
    assert f"/iot?{'zone=water&fleet=' + LEVELS.replace('/', '%2F').replace('?', '%3F')}" in told
    assert "42" in shown(field, iot_zones)
    assert {row["id"] for row in iot_list.rows(seen(field, zone="?"))} == {"s4"}
    assert {row["id"] for row in iot_list.rows(seen(field, fleet=LEVELS, zone="water"))} == {"s1", "s2", "s3"}
    assert {row["id"] for row in iot_list.rows(seen(field, missing="owner"))} == {"gate", "s4"}
    assert dict(iot_list.unsaid(seen(field))) == {"zone": 1, "owner": 2, "place": 1, "firmware": 2}


def test_coverage_names_the_gateway_that_takes_too_many(field: Workspace, english: str) -> None:
    told = shown(field, iot_coverage, zone="water")
    assert "2 of 3" in told
    assert "gate (takes 3) if it fails yes" in " ".join(told.lower().replace(" ) ", ") ").split())
    (group,) = iot_coverage.rows(seen(field))
    assert (group["id"], group["needed"], group["may_fail"], group["single"]) == ("gate", "2 of 3", 1, "")


def test_a_k_that_is_assumed_is_said_to_be(field: Workspace, english: str) -> None:
    assert "nobody says" in shown(field, iot_coverage)
    assert "1 of 1 (assumed)" in " ".join(shown(field, iot_coverage, k=1).split()).replace("1 of 1  (", "1 of 1 (")


def test_a_chain_begins_at_one_sensor_and_says_what_stops(field: Workspace, english: str) -> None:
    rows = {row["id"]: row for row in iot_chains.rows(seen(field, thing="s1"))}
    assert set(rows) == {"gate", "platform", "flood"}
    assert {row["means"] for row in rows.values()} == {"goes on, or goes on worse"}
    assert rows["flood"]["path"].lower() == "s1 → gate → platform → flood"
    fleet = {row["id"]: row["means"] for row in iot_chains.rows(seen(field, fleet=LEVELS))}
    assert fleet == {"gate": "stops", "platform": "stops", "flood": "stops"}
    noise = {row["id"]: row["means"] for row in iot_chains.rows(seen(field, thing="s4"))}
    assert noise == {"platform": "nobody is said to need the data"}
    assert iot_chains.rows(seen(field, thing="s4", assume_needed=True))[0]["means"] == "stops"


def test_what_fails_goes_along_to_the_blast_radius(field: Workspace, english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def query(**said: Any) -> dict[str, list[str]]:
        return parse_qs(urlsplit(iot_list.blast(seen(field, **said)).href).query)  # type: ignore[union-attr]

    assert query(thing="s1") == {"failed": ["s1"]}
    assert query(fleet=LEVELS, assume_needed=True) == {"failed": ["s1", "s2", "s3"], "assume_needed": ["1"]}
    monkeypatch.setattr(iot_list, "MOST_NAMED", 2)
    assert query(zone="water") == {"failed_zone": ["water"]}
    assert "too many for an address" in prose(iot_list.blast(seen(field, fleet=LEVELS)))


def test_open_ways_are_told_with_their_rule(field: Workspace, english: str) -> None:
    told = text_of(list(iot_open.draw(seen(field))))
    assert "/governance?rule=IOT-02" in told
    assert "/attack-reach?inside=water" in told
    assert "water → office" in " ".join(shown(field, iot_open).lower().split())
    assert "1 hidden by filter" in shown(field, iot_open, zone="office")


def test_products_and_versions_lead_to_their_things(field: Workspace, english: str) -> None:
    told = text_of(list(iot_products.draw(seen(field))))
    assert "product=Drop" in told
    assert "/blast-radius?failed_product=Drop" in told
    assert {row["id"] for row in iot_list.rows(seen(field, product="Drop"))} == {"s1"}
    assert {row["id"] for row in iot_list.rows(seen(field, product="?", firmware="1.0"))} == {"s2"}


# The map.


def drawn(workspace: Workspace, **said: Any) -> dict[str, Any]:
    look = seen(workspace, **said)
    figure = places.places(iot_map.ask(look), lambda row: iot_map.href(look, row), iot_map.called)
    found: dict[str, Any] = json.loads(figure.to_json())
    return found


def test_the_map_and_its_table_say_the_same(field: Workspace, english: str) -> None:
    marks = [
        (x, y, href)
        for trace in drawn(field)["data"]
        for x, y, href in zip(trace["x"], trace["y"], trace["customdata"], strict=True)
    ]
    rows = iot_map.rows(seen(field))
    assert (
        {href for _, _, href in marks}
        == {row["href"] for row in rows}
        == {f"/thing?id={id_}" for id_ in ("s1", "s2", "s3", "gate")}
    )
    assert "below says the same" in text_of(list(iot_map.draw(seen(field))))


def test_the_projection_keeps_distances(field: Workspace, english: str) -> None:
    at = {
        href.rpartition("=")[2]: (x, y)
        for trace in drawn(field)["data"]
        for x, y, href in zip(trace["x"], trace["y"], trace["customdata"], strict=True)
    }
    (ax, ay), (bx, by) = at["s1"], at["s3"]
    assert by - ay == pytest.approx(22.26, abs=0.05)
    assert bx - ax == pytest.approx(15.07, abs=0.1)


def test_the_net_and_the_scale_bar_are_round(field: Workspace, english: str) -> None:
    layout = drawn(field)["layout"]
    bar = layout["shapes"][0]
    length = bar["x1"] - bar["x0"]
    assert layout["annotations"][0]["text"] == f"{length:g} km"
    assert layout["yaxis"]["ticktext"][0] == "57.1°N"
    assert layout["yaxis"]["scaleanchor"] == "x"
    low, high = layout["xaxis"]["range"]
    assert low < bar["x0"] < bar["x1"] < high


@pytest.mark.parametrize(
    ("span", "parts", "step"), [(3.7, 4, 1.0), (0.037, 4, 0.01), (41, 4, 20), (9.9, 5, 2.0), (100, 1, 100)]
)
def test_a_step_is_round(span: float, parts: int, step: float) -> None:
    assert places.rounded(span, parts) == pytest.approx(step)


def test_a_degree_has_the_decimals_of_its_step(english: str) -> None:
    assert places.degrees(57.1, 0.05, ("N", "S")) == "57.10°N"
    assert places.degrees(-12.0, 1, ("E", "W")) == "12°W"
    assert places.degrees(0.0, 0.1, ("E", "W")) == "0.0°"


def test_many_things_stand_together_and_lead_nearer(tmp_path: Path, english: str) -> None:
    lines = "\n".join(f"m{i}:Sensor latitude={57 + i % 30 / 100} longitude={12 + i // 30 / 100}" for i in range(900))
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'many.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "many", lines)])
    rows = iot_map.ask(seen(workspace)).rows
    assert sum(row.nodes for row in rows) == 900
    assert len(rows) <= 1200
    together = next(row for row in rows if row.nodes > 1) if any(row.nodes > 1 for row in rows) else None
    box = parse_qs(urlsplit(seen(workspace).state.to(box="57,12,57.05,12.05")).query)["box"][0]
    inside = iot_map.ask(seen(workspace, box=box))
    assert inside.placed == sum(row.nodes for row in inside.rows) == 36
    assert inside.outside == 864
    assert "Outside this piece of ground: 864" in shown(workspace, iot_map, box=box)
    if together:
        assert "box=" in iot_map.href(seen(workspace), together)


def test_where_nothing_has_a_place_the_map_says_so(tmp_path: Path, english: str) -> None:
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'dark.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "dark", "a:Sensor\nb:Device latitude=57")])
    told = shown(workspace, iot_map)
    assert "No sensor and no device has a known place there" in told
    assert "No known place: 2" in told


def test_controls_and_address_say_one_state(field: Workspace, english: str) -> None:
    begun = Address(view="coverage", k=3, zone="water").model_dump(mode="json")
    state = iot._state(field.snapshot(), None, LEVELS, None, 5, True, "2026-05-01", begun)
    assert state == Address(view="coverage", fleet=LEVELS, k=5, assume_needed=True, at=dt.date(2026, 5, 1))
    assert iot._state(field.snapshot(), "water", None, None, None, None, None, begun) == Address(
        view="coverage", k=3, zone="water"
    )
