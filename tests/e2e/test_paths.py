"""Somebody asks how one thing reaches another: the paths are drawn, another is chosen, and where there is none, why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

CARE, VIEW = "system:omsorgssystemet", "service:invanarens-helhetsbild"


def test_two_things_are_searched_for_and_the_path_is_drawn_step_by_step(reader: Reader) -> None:
    page = reader.open("/paths")
    expect(page.locator("#paths-answer")).to_contain_text("Choose where paths begin")
    reader.choose("#paths-start", "Omsorgssystemet")
    reader.choose("#paths-end", "Invånarens helhetsbild")
    answer = reader.answer(f"/analyses/paths?from={CARE}&to={VIEW}")
    expect(page.locator("#paths-answer .eagraph-sentence")).to_have_text(answer["summary"]["en"])
    expect(page.locator("#paths-steps > li")).to_have_count(answer["rows"][0]["hops"] + 1)
    page.wait_for_url("**start=**end=**")
    page.locator("#paths-steps a").nth(1).click()
    page.wait_for_url("**/thing?id=**")


def test_a_longer_path_is_chosen_and_stands_in_the_address(reader: Reader) -> None:
    page = reader.open(f"/paths?start={CARE}&end={VIEW}&which=k-shortest&both_ways=1&limit=8")
    answer = reader.answer(f"/analyses/paths?from={CARE}&to={VIEW}&which=k-shortest&both_ways=true&limit=8")
    page.locator("#paths-table .ag-center-cols-container .ag-row").nth(7).locator("[col-id=hops]").click()
    page.wait_for_url("**number=8**")
    expect(page.locator("#paths-steps > li")).to_have_count(answer["rows"][7]["hops"] + 1)
    page.reload()
    expect(page.locator("#paths-drawn h2")).to_contain_text("Path 8 of 8")
    page.get_by_role("link", name="The other way round").click()
    page.wait_for_url(f"**start={VIEW.replace(':', '%3A')}**")
    expect(page.locator("#paths-steps > li").first).to_contain_text("Invånarens helhetsbild")


def test_where_there_is_no_path_one_is_offered_that_there_is(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(viewport={"width": 390, "height": 844})
    page = reader.open(f"/paths?start={CARE}&end=zone:skolnat")
    expect(page.locator("#paths-found")).to_contain_text("Why there is no path")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Go also against them").click()
    page.wait_for_url("**both_ways=1**")
    expect(page.locator("#paths-steps > li").last).to_contain_text("Skolnätet")
