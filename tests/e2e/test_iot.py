"""Somebody looks through the IoT lens: from zones to a fleet to a sensor, nearer on the map, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

VIEWS = {"zones": "fleets?limit=200", "map": "sensor-places", "coverage": "coverage", "chains": "sensor-chains",
         "open": "open-zones"}  # fmt: skip


def test_every_view_says_what_its_question_answers(reader: Reader) -> None:
    for view, question in VIEWS.items():
        page = reader.open(f"/iot?view={view}")
        answer = reader.answer(f"/analyses/{question}")
        expect(page.locator("#iot-answer .eagraph-sentence")).to_have_text(answer["summary"]["en"])
        reader.wait_for_answers()


def test_from_a_zone_to_a_fleet_to_a_sensor_and_what_stops(reader: Reader) -> None:
    page = reader.open("/iot")
    matrix = page.locator(".eagraph-fleets")
    matrix.get_by_role("link", name="Styrnät vatten").click()
    page.wait_for_url("**zone=zone%3Astyrnat-va**")
    expect(page.locator("#iot-list h2")).to_contain_text("Sensors and devices:")
    expect(page.locator("#iot-zone")).to_have_value("Styrnät vatten")
    page.reload()
    expect(page.locator("#iot-zone")).to_have_value("Styrnät vatten")
    matrix.locator("tbody th a").first.click()
    page.wait_for_url("**fleet=**")
    expect(page.get_by_role("link", name="If all of them fail")).to_be_visible()
    page.locator("#iot-things").get_by_role("link").first.click()
    page.wait_for_url("**/thing?id=**")


def test_the_map_goes_to_a_thing_by_click_and_its_table_by_keyboard(reader: Reader) -> None:
    page = reader.open("/iot?view=map&zone=zone:styrnat-va")
    marks = page.locator("#iot-places .points path")
    marks.first.wait_for()
    placed = reader.answer("/analyses/sensor-places?zone=zone:styrnat-va")["placed"]
    expect(marks).to_have_count(placed)
    cell = page.locator("#iot-place-rows .ag-cell").first
    name = cell.inner_text()
    cell.click(position={"x": 3, "y": 3})
    page.keyboard.press("Enter")
    page.wait_for_url("**/thing?id=**")
    expect(page.locator("#shell-content h1")).to_contain_text(name)
    page.go_back()
    marks.first.wait_for()
    marks.last.scroll_into_view_if_needed()
    box = marks.last.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/thing?id=**")


def test_a_k_that_is_assumed_is_in_the_address_and_changes_the_answer(reader: Reader) -> None:
    page = reader.open("/iot?view=coverage")
    cells = page.locator("#iot-cells")
    expect(cells).to_contain_text("nobody says")
    page.locator("#iot-k").fill("2")
    page.wait_for_url("**k=2**")
    expect(cells).to_contain_text("(assumed)")
    expect(cells).not_to_contain_text("nobody says")


def test_a_chain_leads_to_the_blast_radius_of_its_sensors(reader: Reader) -> None:
    page = reader.open("/iot?view=chains&zone=zone:styrnat-va")
    answer = reader.answer("/analyses/sensor-chains?zone=zone:styrnat-va")
    services = [row for row in answer["rows"] if row["role"] == "service"]
    assert services
    for row in services:
        expect(page.locator("#iot-links").get_by_role("link", name=row["name"])).to_be_visible()
    page.get_by_role("link", name="If all of them fail").click()
    page.wait_for_url("**/blast-radius?**")
    expect(page.locator("#blast-radius-answer .eagraph-sentence")).to_be_visible()


@pytest.mark.parametrize("view", [*VIEWS, "products"])
def test_a_narrow_screen_does_not_scroll_sideways(new_reader: Callable[..., Reader], view: str) -> None:
    reader = new_reader("sv", viewport={"width": 390, "height": 844})
    page = reader.open(f"/iot?view={view}")
    expect(page.locator("#iot-answer .eagraph-sentence")).to_be_visible()
    reader.wait_for_answers()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_an_address_says_wrong_is_told(reader: Reader) -> None:
    page = reader.open("/iot?view=map&zone=nowhere&box=60,12,50,13")
    expect(page.locator("main")).to_contain_text("nowhere")
    expect(page.locator("main")).to_contain_text("which is no piece of ground")
    reader.wait_for_answers()


def test_nothing_loaded_says_how_to_load(new_reader: Callable[..., Reader], empty_site_url: str) -> None:
    page = new_reader(site=empty_site_url).open("/iot?view=map")
    expect(page.locator("main")).to_contain_text("eagraph demo")
