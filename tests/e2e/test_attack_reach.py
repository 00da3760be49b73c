"""Somebody asks what an intruder reaches: the page says what the API says, draws the way, and hands it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

CARE = "system:omsorgssystemet"
ASKED = f"inside=zone:skolnat&targets={CARE}"


def test_the_intruder_is_put_in_a_zone_and_the_page_says_what_the_analysis_says(reader: Reader) -> None:
    page = reader.open("/attack-reach")
    expect(page.locator("#attack-reach-answer")).to_contain_text("Choose what the intruder holds")
    reader.choose("#attack-reach-inside", "Skolnätet")
    answer = reader.answer("/analyses/attack-reach?inside=zone:skolnat")
    expect(page.locator("#attack-reach-answer")).to_contain_text(answer["summary"]["en"])
    page.wait_for_url("**/attack-reach?inside=zone%3Askolnat")
    reader.choose("#attack-reach-targets", "Omsorgssystemet")
    asked = reader.answer(f"/analyses/attack-reach?{ASKED}")
    (row,) = [row for row in asked["rows"] if row["id"] == CARE]
    way = page.locator("#attack-reach-way")
    expect(way).to_contain_text("The cheapest way to Omsorgssystemet")
    expect(way.locator("ol > li")).to_have_count(row["hops"])
    for barrier in row["barriers"]:
        expect(way).to_contain_text(barrier["name"])
    for name in asked["cuts"][0]["names"]:
        expect(page.locator("#attack-reach-answer table").first).to_contain_text(name)


def test_a_row_that_is_chosen_shows_its_way_and_stands_in_the_address(reader: Reader) -> None:
    page = reader.open(f"/attack-reach?{ASKED}")
    first = page.locator("#attack-reach-table .ag-center-cols-container .ag-row").nth(3)
    name = first.get_by_role("link").inner_text()
    first.locator("[col-id=cost]").click()
    expect(page.locator("#attack-reach-way h2")).to_have_text(f"The cheapest way to {name}")
    page.wait_for_url("**&thing=**")
    drawn = page.locator("#attack-reach-picture").evaluate("e => e._cyreg.cy.nodes().map(n => n.data('label'))")
    assert "the intruder is here" in drawn[0]
    assert name in drawn[-1]


def test_a_link_opens_the_same_view_in_another_language(new_reader: Callable[..., Reader]) -> None:
    asked = f"/attack-reach?{ASKED}&max_cost=5&without_suppliers=1&thing=zone:dmz"
    pages = {language: new_reader(language).open(asked) for language in ("en", "sv")}
    figures = []
    for page in pages.values():
        expect(page.locator("#attack-reach-way h2")).to_contain_text("Mellanzonen")
        expect(page.locator("#attack-reach-suppliers")).not_to_be_checked()
        expect(page.locator("#attack-reach-most")).to_have_value("5")
        figures.append(page.locator(".eagraph-figure").all_inner_texts())
    assert figures[0] == figures[1]


@pytest.mark.parametrize("width", [1440, 400])
def test_nothing_lies_outside_the_screen_and_every_answer_goes_out_as_a_file(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(viewport={"width": width, "height": 800})
    page = reader.open(f"/attack-reach?{ASKED}")
    page.locator("#attack-reach-picture").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    assert started.value.suggested_filename.startswith("attack-reach")
