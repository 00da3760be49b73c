"""A real service over HTTP: every page is read, nothing beyond its origin, and what goes wrong is told in words."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from eagraph.errors import EagraphError, SourceError
from eagraph.loading import Intake
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema
from loaders import sensorthings
from loaders._sensorthings import service as asking
from tests.unit.loaders.iot.sta_server import PAGE, ROOT, Service, running


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as found:
        yield found


def read(url: str, intake: Intake | None = None) -> Intake:
    filled = intake or Intake(url, "service", Schema.standard())
    sensorthings.read_url(url, filled)
    return filled


def planned(intake: Intake) -> Changes:
    return plan(Stored(), intake, loader="sensorthings", run="run", loaded_at="2026-01-01")[0]


def refusal(url: str) -> str:
    with pytest.raises(SourceError) as refused:
        read(url)
    assert refused.value.text.sv
    return refused.value.text.en


def counted(intake: Intake) -> dict[str, int]:
    changes = planned(intake)
    labels = [item.label for item in changes.nodes] + [item.type for item in changes.relationships]
    return {label: labels.count(label) for label in sorted(set(labels))}


@pytest.mark.parametrize("things", [1, PAGE, 3 * PAGE + 1])
def test_every_page_is_read(things: int) -> None:
    with running(things) as service:
        found = counted(read(service.root))
    assert found == {
        "Device": things, "Sensor": things + 1, "InformationAsset": things, "InformationType": 1,
        "FLOW": things, "HOLDS": things, "OF_TYPE": things, "PART_OF": things,
    }  # fmt: skip


def test_one_set_is_read_alone(service: Service) -> None:
    assert counted(read(f"{service.root}/Things")) == {"Device": 3}
    assert all("/Things" in path for path in service.asked)


def test_a_place_comes_from_the_location(service: Service) -> None:
    devices = [node for node in planned(read(service.root)).nodes if node.label == "Device"]
    assert {(node.properties["latitude"], node.properties["longitude"]) for node in devices} == {(59.6, 16.5)}


def test_how_far_it_is_is_told() -> None:
    told: list[tuple[int, int | None]] = []
    with running(3 * PAGE) as service:
        read(service.root, Intake("x", "x", Schema.standard(), progress=lambda done, total: told.append((done, total))))
    assert told == sorted(told, key=lambda one: one[0])
    assert all(total is None or done <= total for done, total in told)


def test_a_dump_and_the_service_are_one_landscape(service: Service, tmp_path: Path) -> None:
    for name, entities in service.held.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"value": entities}), encoding="utf-8")
    assert sensorthings.detects(tmp_path)
    dump = Intake(str(tmp_path), "service", Schema.standard())
    sensorthings.read(tmp_path, dump)
    live = read(service.root)
    keys = [sorted(node.key for node in intake.nodes) for intake in (live, dump)]
    ties = [sorted((tie.source.text, tie.type, tie.target.text) for tie in intake.relationships) for intake in (live, dump)]
    assert keys[0] == keys[1]
    assert ties[0] == ties[1]


def test_lists_that_go_on_inside_an_entity_are_followed(service: Service) -> None:
    first, rest = service.held["Datastreams"][0], service.held["Datastreams"][1:]
    thing = {**service.held["Things"][0], "Datastreams": [first], "Datastreams@iot.nextLink": f"{service.root}/More"}
    plain = [{key: value for key, value in one.items() if key != "Thing"} for one in rest]
    service.held.update({"Things": [thing], "Datastreams": [], "More": plain})
    assert counted(read(service.root))["HOLDS"] == 3


def test_user_and_password_go_with_the_request_and_nowhere_else(service: Service) -> None:
    url = service.root.replace("http://", "http://ann:secret@")
    intake = read(url)
    expected = "Basic " + base64.b64encode(b"ann:secret").decode()
    assert all(headers.get("Authorization") == expected for headers in service.headers_seen)
    assert (intake.location, "secret" in intake.title) == (service.root, False)


def test_another_host_is_not_followed(service: Service) -> None:
    with running() as other:
        stranger = {"value": [], "@iot.nextLink": f"{other.root}/Things"}
        service.instead[f"{ROOT}/Things"] = (200, {"Content-Type": "application/json"}, json.dumps(stranger).encode())
        assert other.origin in refusal(service.root)
        assert not other.asked
        service.instead[ROOT] = (302, {"Location": other.root}, b"")
        assert other.origin in refusal(service.root)
        assert not other.asked


def test_a_redirect_within_the_host_is_followed(service: Service) -> None:
    service.instead["/sta"] = (301, {"Location": ROOT}, b"")
    assert counted(read(f"{service.origin}/sta"))["Device"] == 3


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((401, {}, b""), "401"),
        ((404, {}, b""), "v1.1"),
        ((500, {}, b"broken"), "500"),
        ((200, {"Content-Type": "text/html"}, b"<html>log in</html>"), "web page"),
        ((200, {"Content-Type": "text/plain"}, b"  <!doctype html>"), "web page"),
        ((200, JSON, b'{"value": ['), "not JSON"),
        ((200, JSON, b"[1, 2]"), "page"),
        ((200, JSON, b'{"value": [{"name": "Other", "url": "x"}]}'), "root"),
        ((200, JSON, b"\xff\xfe\xff"), "127.0.0.1"),
        ((302, {"Location": ROOT}, b""), "again and again"),
    ],
)
def test_what_is_no_service_is_refused_in_words(
    answer: tuple[int, dict[str, str], bytes], told: str, service: Service
) -> None:
    service.instead[ROOT] = answer
    assert told in refusal(service.root)


def test_pages_in_a_ring_end(service: Service) -> None:
    ring = {"value": [], "@iot.nextLink": f"{service.root}/Things?$top={asking.PAGE}&$count=true&$expand=Locations"}
    service.instead[f"{ROOT}/Things"] = (200, JSON, json.dumps(ring).encode())
    assert "ring" in refusal(service.root)


def test_nobody_there_is_told() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/v1.1")


def test_encryption_that_is_none_is_told(service: Service) -> None:
    assert "encryption" in refusal(service.root.replace("http://", "https://"))


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (asking.Limits(pages=2), "pages"),
        (asking.Limits(page_bytes=300), "bytes"),
        (asking.Limits(all_bytes=2000), "bytes"),
    ],
)
def test_limits_hold(limits: asking.Limits, told: str) -> None:
    with running(4 * PAGE) as service, pytest.raises(SourceError, match=told):
        list(asking.Service(service.root, lambda _done, _total: None, limits).documents())


def test_a_slow_service_is_not_waited_for(service: Service) -> None:
    service.wait_s = 1.0
    limits = asking.Limits(timeout_s=0.1)
    with pytest.raises(SourceError, match=r"no answer within 0\.1 s"):
        list(asking.Service(service.root, lambda _done, _total: None, limits).documents())


def _dump(document: object, folder: Path) -> Intake:
    path = folder / "dump.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert sensorthings.detects(path)
    intake = Intake(str(path), path.stem, Schema.standard())
    sensorthings.read(path, intake)
    return intake


def test_one_object_with_every_set_is_a_dump(service: Service, tmp_path: Path) -> None:
    assert counted(_dump(service.held, tmp_path)) == counted(read(service.root))
    whole = {name: {"value": entities} for name, entities in service.held.items()}
    assert counted(_dump(whole, tmp_path)) == counted(read(service.root))


def test_a_sensor_of_several_things_is_part_of_none(tmp_path: Path) -> None:
    with running(2) as service:
        streams = service.held["Datastreams"]
        streams[1]["Sensor"] = streams[0]["Sensor"]
        found = counted(_dump({"value": streams}, tmp_path))
    assert (found["Sensor"], found["FLOW"], found.get("PART_OF")) == (1, 2, None)


def test_two_things_of_one_name_without_identifiers_stay_two(tmp_path: Path) -> None:
    body = {"name": "Pump", "Locations": [{"name": "Yard", "encodingType": "application/geo+json", "location": {}}]}
    assert counted(_dump([body, body], tmp_path)) == {"Device": 2}


def test_observations_are_counted_not_kept(tmp_path: Path) -> None:
    values = [{"@iot.id": n, "result": n, "phenomenonTime": "2026-01-01T00:00:00Z"} for n in range(50)]
    intake = _dump({"value": [{"@iot.id": 1, "name": "S", "observationType": "x", "unitOfMeasurement": {},
                               "Observations": values}]}, tmp_path)  # fmt: skip
    assert [(skipped.what, "50" in skipped.why.en) for skipped in intake.skipped] == [("Observation", True)]
    assert counted(intake) == {"InformationAsset": 1}


def test_what_is_no_entity_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(
        '{"value": [{"@iot.id": 1, "name": "x", "Locations": [7]}, 8, {"@iot.id": 2, "a": 1}]}', encoding="utf-8"
    )
    intake = Intake(str(path), path.stem, Schema.standard())
    sensorthings.read(path, intake)
    with pytest.raises(EagraphError) as refused:
        planned(intake)
    for place in ("/value/0/Locations/0", "/value/1", "/value/2"):
        assert f"dump.json#{place}" in refused.value.text.en
