"""The map: it opens on organisations, drills into one, is searched, filtered, read as a table, and used by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

COLOURS = """() => {
    const seen = new Set();
    for (const canvas of document.querySelectorAll(".eagraph-map canvas")) {
        const copy = document.createElement("canvas");
        [copy.width, copy.height] = [canvas.width, canvas.height];
        const drawing = copy.getContext("2d");
        drawing.drawImage(canvas, 0, 0);
        const { data } = drawing.getImageData(0, 0, copy.width, copy.height);
        for (let i = 0; i < data.length; i += 4 * 97)
            if (data[i + 3]) seen.add([data[i] >> 5, data[i + 1] >> 5, data[i + 2] >> 5].join());
    }
    return seen.size;
}"""
"""How many colours, roughly, are to be seen on the map: a blank one has one or two."""


def test_it_opens_on_organisations_and_a_double_click_opens_one(reader: Reader) -> None:
    page = reader.open("/map")
    reader.wait_for_map()
    expect(page.locator("#map-crumbs")).to_contain_text("Organisations")
    page.locator("#map-told").get_by_text("0 hidden by filter").wait_for()
    assert page.evaluate(COLOURS) > 3, "the map is blank"
    page.mouse.click(*reader.place_on_map("org:trafikkontoret"))
    expect(page.locator("#map-panel h2")).to_have_text("Trafikkontoret")
    page.locator("#map-panel").get_by_role("button", name="Open it").click()
    expect(page.locator("#map-crumbs")).to_contain_text("Trafikkontoret")
    page.wait_for_url("**/map?organisation=org%3Atrafikkontoret")
    page.locator("#map-crumbs").get_by_role("button", name="Organisations").click()
    page.wait_for_url("**/map")
    reader.wait_for_map()
    page.mouse.dblclick(*reader.place_on_map("org:trafikkontoret"))
    expect(page.locator("#map-crumbs")).to_contain_text("Trafikkontoret")
    expect(page.locator("#map-told")).to_contain_text("relationships lead out of here")


def test_a_thing_is_found_shown_and_opened(reader: Reader) -> None:
    page = reader.open("/map")
    reader.choose("#map-search", "Elevregistret")
    expect(page.locator("#map-panel h2")).to_have_text("Elevregistret")
    expect(page.locator("#map-crumbs")).to_contain_text("Utbildningsförvaltningen")
    page.wait_for_url("**thing=system%3Aelevregistret")
    page.locator("#map-panel").get_by_role("link", name="All about it").click()
    expect(page.locator("#shell-content h1")).to_have_text("Elevregistret")


def test_a_kind_chosen_away_is_hidden_and_counted(reader: Reader) -> None:
    page = reader.open("/map?organisation=org:trafikkontoret")
    reader.wait_for_map()
    chip = page.locator("#map-legend label").filter(has_text="sensor")
    count = re.search(r"\d+", chip.inner_text())
    assert count
    chip.click()
    expect(page.locator("#map-told")).to_contain_text(f"{count.group()} hidden by filter")
    page.wait_for_url("**hide=Sensor")
    shown = page.evaluate("document.getElementById('map-map').systemMap.scene.count()")
    assert shown["hidden"] == int(count.group())
    page.get_by_text("Table", exact=True).click()
    expect(page.locator("#map-table .ag-center-cols-container .ag-row").first).to_be_visible()
    expect(page.locator("#map-table")).not_to_contain_text("sensor")


def test_the_table_lists_the_same_and_leads_on(reader: Reader) -> None:
    page = reader.open("/map?view=table")
    link = page.locator("#map-table .ag-center-cols-container").get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(page.locator("#map-crumbs")).to_contain_text(f"Organisations›{name}")


def test_the_map_is_walked_by_keyboard(reader: Reader) -> None:
    page = reader.open("/map")
    reader.wait_for_map()
    page.locator(".eagraph-map-box").focus()
    page.keyboard.press("n")
    said = page.locator(".eagraph-map-live")
    page.wait_for_function("() => document.querySelector('.eagraph-map-live').textContent.includes(' of ')")
    name = (said.text_content() or "").split(",")[0]
    page.keyboard.press("Space")
    expect(page.locator("#map-panel h2")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(page.locator("#map-crumbs")).to_contain_text(name)


def test_a_thing_named_in_the_address_is_shown(reader: Reader) -> None:
    page = reader.open("/map?thing=Identitetsplattformen")
    expect(page.locator("#map-panel h2")).to_have_text("Identitetsplattformen")
    reader.wait_for_map()
    x, y = reader.place_on_map("system:identitetsplattformen")
    box = page.locator(".eagraph-map-box").bounding_box()
    assert box
    assert abs(x - box["x"] - box["width"] / 2) < 40
    assert abs(y - box["y"] - box["height"] / 2) < 40


def test_a_place_that_is_not_on_the_map_is_told(reader: Reader) -> None:
    page = reader.open("/map?organisation=nobody")
    expect(page.locator("main")).to_contain_text("There is nothing called 'nobody'")
    reader.wait_for_map()
