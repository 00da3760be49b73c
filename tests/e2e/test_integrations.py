"""Somebody looks at who exchanges what with whom: a cell opens to its exchanges, a name in the picture to its board."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader


def test_the_matrix_says_what_the_analysis_says_and_a_cell_opens_by_keyboard(reader: Reader) -> None:
    page = reader.open("/integrations?crossing=1")
    answer = reader.answer("/analyses/integration-matrix?crossing=true&limit=100000")
    expect(page.locator("#integrations-answer .eagraph-sentence")).to_have_text(answer["summary"]["en"])
    expect(page.locator("#integrations-rows")).to_have_text(f"Rows: {len(answer['rows']):,}.")
    most = answer["cells"][0]
    told = re.compile(f"^{most['sender_name']} to {most['receiver_name']}: {most['exchanges']}\\b")
    page.get_by_role("link", name=told).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/integrations?sender=*")
    expect(page.locator("#integrations-rows")).to_have_text(f"Rows: {most['exchanges']}.")
    expect(page.locator(".eagraph-is-open")).to_have_count(1)
    systems = page.locator(".eagraph-exchanges").nth(1)
    expect(systems).to_be_visible()
    systems.locator("td a").first.click()
    page.wait_for_url("**source=**")
    reader.wait_for_answers()
    told_rows = page.locator("#integrations-rows").inner_text()
    page.reload()
    expect(page.locator("#integrations-rows")).to_have_text(told_rows)
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#integrations-rows")).to_have_text(f"Rows: {len(answer['rows']):,}.")


def test_a_name_in_the_picture_of_flows_opens_its_board_and_the_table_says_the_same(reader: Reader) -> None:
    page = reader.open("/integrations?view=flows&crossing=1")
    page.locator("#integrations-sankey .sankey-link").first.wait_for()
    expect(page.locator("#integrations-bands .ag-row").first).to_be_visible()
    reader.wait_for_answers()
    node = page.locator("#integrations-sankey .node-rect").first
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**sender=**")
    expect(page.locator(".eagraph-opened")).to_have_count(1)
    expect(page.locator("#integrations-sender")).not_to_have_value("")


def test_filters_are_chosen_and_kept_in_the_address(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader("sv", color_scheme="dark")
    page = reader.open("/integrations")
    page.locator("#integrations-medium").click()
    page.get_by_role("option").nth(2).click()
    page.wait_for_url("**medium=**")
    answer = reader.answer("/analyses/integration-matrix?media=paper&limit=100000")
    expect(page.locator("#integrations-rows")).to_contain_text(str(len(answer["rows"])))


def test_a_narrow_screen_does_not_scroll_sideways(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(viewport={"width": 390, "height": 844})
    for view in ("matrix", "flows"):
        page = reader.open(f"/integrations?view={view}")
        expect(page.locator("#integrations-rows")).to_be_visible()
        reader.wait_for_answers()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
