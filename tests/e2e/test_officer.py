"""An officer on her worst morning: what stops, hour by hour, why, whom to call, how sure, what would have prevented it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

HALLS = "/blast-radius?failed=facility:elmatning-norr&failed=facility:elmatning-soder&repair_h=30"
STATES = """() => {
    const boxes = document.getElementById("blast-radius-picture")._cyreg.cy.nodes("[wave >= 0]");
    const count = (name) => boxes.filter(`.${name}`).length;
    return { later: count("later"), back: count("back"), all: boxes.length };
}"""


def opened(reader: Reader, address: str = HALLS) -> Page:
    page = reader.open(address)
    page.locator("#blast-radius-picture canvas").first.wait_for()
    page.locator("#blast-radius-table .ag-center-cols-container .ag-row").first.wait_for()
    return page


def test_the_waves_are_played_by_keyboard_without_asking_the_server(reader: Reader) -> None:
    page = opened(reader)
    now, asked = page.locator("#blast-radius-now"), list[str]()
    expect(now).to_contain_text("The whole course is shown")
    page.wait_for_function(f"() => ({STATES})().all > 20")
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#blast-radius-player [role=slider]").focus()
    page.keyboard.press("Home")
    expect(now).to_contain_text("Hour 0: 2 down, 0 back")
    page.wait_for_function(f"() => {{ const s = ({STATES})(); return s.later === s.all - 2 && s.back === 0; }}")
    page.keyboard.press("ArrowRight")
    expect(now).to_contain_text("Hour 1:")
    page.keyboard.press("End")
    expect(now).to_contain_text(re.compile(r"Hour [\d.]+: 0 down, \d+ back, 0 not yet stopped"))
    page.wait_for_function(f"() => {{ const s = ({STATES})(); return s.back > 20; }}")
    hour = page.locator("[role=slider]").get_attribute("aria-valuetext") or ""
    assert now.inner_text().casefold().startswith(f"{hour}:")
    page.keyboard.press("Escape")
    expect(now).to_contain_text("The whole course is shown")
    page.wait_for_function(f"() => {{ const s = ({STATES})(); return s.later + s.back === 0; }}")
    assert [url for url in asked if "_dash-update-component" in url] == []


def test_play_goes_on_by_itself_and_pauses(reader: Reader) -> None:
    page = opened(reader)
    button = page.locator("#blast-radius-play")
    button.click()
    expect(button).to_contain_text("Pause")
    expect(page.locator("#blast-radius-now")).to_contain_text("Hour 1:")
    button.click()
    expect(button).to_contain_text("Play")
    shown = re.search(r"Hour ([\d.]+):", page.locator("#blast-radius-now").inner_text())
    assert shown
    page.wait_for_url(re.compile(rf"[?&]hour={re.escape(shown[1])}(&|$)"))
    page.reload()
    expect(page.locator("#blast-radius-now")).to_contain_text(f"Hour {shown[1]}:")


def test_figures_names_and_people_to_call_are_those_of_the_hours(reader: Reader) -> None:
    page = opened(reader)
    ends = "failed=facility:elmatning-norr&failed=facility:elmatning-soder"
    told = reader.answer(f"/analyses/timeline?{ends}&repair=true&repair_h=30")["consequence"]
    figures = page.locator(".eagraph-figure").all_inner_texts()
    assert figures[2] == str(len(told["services"]))
    assert figures[6] == f"{told['users']:,}"
    assert figures[7] == str(len(told["owners"]))
    calls = page.locator("#blast-radius-calls")
    expect(calls).to_contain_text(told["owners"][0]["name"])
    expect(page.locator("#blast-radius-who")).to_contain_text("Digital services (22)")
    hall = page.locator("#blast-radius-table .ag-row", has_text="Datahall Norr").first
    expect(hall.locator("[col-id=from]")).to_have_text("24")
    expect(hall.locator("[col-id=to]")).to_have_text("30")


def test_a_row_of_the_table_says_why_and_the_link_keeps_it(reader: Reader) -> None:
    page = opened(reader)
    page.locator("#blast-radius-table .ag-center-cols-container .ag-row").nth(3).locator("[col-id=wave]").click()
    tree = page.locator("#blast-radius-reason .eagraph-tree")
    expect(tree).to_contain_text("fails itself")
    page.wait_for_url("**thing=**")
    page.reload()
    expect(tree).to_contain_text("fails itself")


def test_the_same_hours_stand_as_a_gantt(reader: Reader) -> None:
    page = opened(reader)
    page.get_by_role("tab", name="Gantt").click()
    bars = "document.querySelectorAll('#blast-radius-gantt .barlayer .point path').length"
    page.wait_for_function(f"() => {bars} > 20")
    box = page.locator("#blast-radius-gantt .main-svg").first.bounding_box()
    assert box
    assert box["width"] > 800


def test_how_sure_it_is_comes_with_the_unknowns_to_find_out_first(reader: Reader) -> None:
    page = opened(reader, "/blast-radius?failed=facility:datahall-norr&repair_h=12")
    page.get_by_role("button", name="How sure is this?").click()
    spread = page.locator("#blast-radius-spread")
    expect(spread).to_contain_text("Samples: 1,000")
    expect(spread.locator("tbody tr").first).to_contain_text("stop because of it")


def test_a_proposal_is_tried_as_a_scenario_that_opens_and_stops_less(reader: Reader) -> None:
    page = opened(reader, "/blast-radius?failed=facility:datahall-norr")
    page.locator("#blast-radius-most").fill("100")
    page.get_by_role("button", name="Find the cheapest changes").click()
    first = page.locator("#blast-radius-prevented .mantine-Paper-root").first
    expect(first).to_contain_text("proven the cheapest")
    said = re.search(r"stop because of it (\d+) instead of \d+", first.inner_text())
    assert said
    page.wait_for_url("**most=100**")
    first.get_by_role("button", name="Try it").click()
    page.wait_for_url("**scenario=datahall-norr-fails-1**")
    expect(page.locator("#shell-scenario")).to_contain_text("datahall-norr-fails-1")
    expect(page.locator(".eagraph-figure").first).to_have_text(said.group(1))


def test_what_fails_is_added_by_clicking_on_the_map(reader: Reader) -> None:
    page = opened(reader, "/blast-radius?failed=facility:datahall-norr&repair_h=12")
    page.get_by_role("link", name="Choose on the map").click()
    reader.wait_for_map()
    expect(page.locator(".eagraph-choosing")).to_contain_text("Chosen to fail so far: Datahall Norr")
    reader.choose("#map-search", "Datahall Söder")
    page.get_by_role("link", name="What if this fails too?").click()
    page.wait_for_url("**/blast-radius?**failed=facility%3Adatahall-soder**")
    assert "failed=facility%3Adatahall-norr" in page.url
    assert "repair_h=12" in page.url
    expect(page.locator("#blast-radius-answer")).to_contain_text("2 things fail")


def test_whole_suppliers_and_kinds_are_chosen_and_shared_by_link(new_reader: Callable[..., Reader]) -> None:
    page = opened(new_reader(), "/blast-radius?failed_supplier=org:tranlovet")
    expect(page.locator("details.eagraph-fold")).to_have_attribute("open", "")
    expect(page.locator("#blast-radius-answer")).to_contain_text("fail")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#blast-radius-copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize(("name", "begins"), [("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("PDF", b"%PDF"), ("HTML", b"<!")])
def test_picture_and_report_go_out_as_files(reader: Reader, name: str, begins: bytes) -> None:
    page = opened(reader, "/blast-radius?failed=facility:datahall-norr")
    with page.expect_download() as started:
        page.locator("#blast-radius-exports").get_by_role("link", name=name, exact=True).first.click()
    assert Path(started.value.path()).read_bytes().lstrip().startswith(begins)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_screen(new_reader: Callable[..., Reader], width: int, scheme: str) -> None:
    page = opened(new_reader("sv", viewport={"width": width, "height": 844}, color_scheme=scheme))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    drawn = page.evaluate("document.getElementById('blast-radius-picture')._cyreg.cy.zoom()")
    assert drawn >= 0.75
