"""Somebody asks when things stop and are back: the page says what the API says, draws it, and hands it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

HALL = "facility:datahall-norr"
LINK = f"/timeline?failed={HALL.replace(':', '%3A')}&repair=1&repair_h=12"
BARS = "document.querySelectorAll('#timeline-gantt .barlayer .point path').length"


def test_the_hours_on_the_page_are_those_of_the_analysis(reader: Reader) -> None:
    page = reader.open("/timeline")
    reader.choose("#timeline-failed", "Datahall Norr")
    page.get_by_text("It is repaired").click()
    page.locator("#timeline-hours").fill("12")
    page.locator("#timeline-hours").press("Tab")
    answer = reader.answer(f"/analyses/timeline?failed={HALL}&repair=true&repair_h=12")
    expect(page.locator("#timeline-answer")).to_contain_text(answer["summary"]["en"])
    page.wait_for_url("**repair_h=12*")
    page.wait_for_function(f"() => {BARS} > 40")
    expect(page.locator("#timeline-gantt .ytick text").first).to_have_text("Datahall Norr")
    expect(page.locator("#timeline-gantt .legend")).to_contain_text("longer than can be borne")
    first = answer["rows"][0]
    row = page.locator("#timeline-table .ag-center-cols-container .ag-row").first
    expect(row).to_contain_text(first["name"])
    expect(row).to_contain_text("fails itself")
    expect(page.locator("#timeline-breaches")).to_contain_text(answer["breaches"][0]["name"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_link_opens_the_same_gantt_in_the_colours_and_words_of_its_reader(
    new_reader: Callable[..., Reader], language: str, scheme: str
) -> None:
    page = new_reader(language, color_scheme=scheme).open(LINK)
    page.wait_for_function(f"() => {BARS} > 40")
    ground = "getComputedStyle(document.querySelector('#timeline-gantt .main-svg')).backgroundColor"
    page.wait_for_function(f"() => {ground} === '{'rgb(22, 26, 35)' if scheme == 'dark' else 'rgb(251, 252, 254)'}'")
    assert page.evaluate("document.documentElement.lang") == language
    expect(page.locator("#timeline-repair")).to_be_checked()
    assert float(page.locator("#timeline-hours").input_value()) == 12
    assert page.locator("#timeline-answer .eagraph-picture[role=img]").get_attribute("aria-label")


def test_pointing_at_a_bar_tells_its_hours(reader: Reader) -> None:
    page = reader.open(LINK)
    page.wait_for_function(f"() => {BARS} > 40")
    page.locator("#timeline-gantt").scroll_into_view_if_needed()
    box = page.locator("#timeline-gantt .barlayer .point path").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#timeline-gantt .hoverlayer")).to_contain_text("down from 0 to 12 h")


def test_an_outage_at_certain_hours_is_typed_and_a_wrong_one_is_told(reader: Reader) -> None:
    page = reader.open("/timeline?repair=1")
    field = page.locator("#timeline-outage")
    field.fill(f"{HALL}=2..6")
    field.press("Enter")
    answer = reader.answer(f"/analyses/timeline?outage={HALL}%3D2..6&repair=true")
    expect(page.locator("#timeline-answer")).to_contain_text(answer["summary"]["en"])
    page = reader.open("/timeline?outage=nothing%3Dsoon&at=someday")
    expect(page.locator("main")).to_contain_text("nothing=soon")
    expect(page.locator("main")).to_contain_text("at=someday; expected a date")


def test_on_a_narrow_screen_the_gantt_lies_within_it(new_reader: Callable[..., Reader]) -> None:
    page = new_reader(viewport={"width": 400, "height": 800}).open(LINK)
    page.wait_for_function(f"() => {BARS} > 40")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
