"""Somebody asks a question of which no page knows: finds it, fills its form, reads its answer, and hands it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

SERVICE = "service:anmala-oro-for-barn"
NAME = "Anmäla oro för barn"


def control(page: Page, name: str, kind: str = "value") -> str:
    """The control of a parameter: Dash writes an id of parts as JSON."""
    return f"""[id='{{"name":"{name}","type":"questions-{kind}"}}']"""


def test_a_question_is_found_filled_in_and_answered_as_the_api_answers_it(reader: Reader) -> None:
    page = reader.open("/questions")
    page.locator("#questions-search").fill("how likely")
    expect(page.locator("#questions-list a")).to_have_count(1)
    page.get_by_role("link", name="Importance").click()
    expect(page.locator("h1")).to_have_text("Importance")
    page.locator("#questions-ask").click()
    expect(page.locator("#questions-told")).to_contain_text('say of what: "of what"')
    reader.choose(control(page, "of", "thing"), NAME)
    page.locator(control(page, "limit")).fill("0")
    page.locator("#questions-ask").click()
    expect(page.get_by_text("is '0'; expected ≥ 1")).to_be_visible()
    page.locator(control(page, "limit")).fill("5")
    page.locator("#questions-ask").click()
    answer = reader.answer(f"/analyses/importance?of={SERVICE}&limit=5")
    expect(page.locator("#questions-answer")).to_contain_text(answer["summary"]["en"])
    expect(page.locator("#questions-answer .ag-center-cols-container .ag-row")).to_have_count(5)
    expect(page.locator("#questions-answer")).to_contain_text("Q(1) / Q, risk achievement worth")
    page.wait_for_url("**/questions?ask=importance&asked=1&**")
    assert "limit=5" in page.url
    page.get_by_role("link", name=answer["rows"][0]["name"], exact=True).first.click()
    expect(page.locator("h1")).to_have_text(answer["rows"][0]["name"])


def test_a_link_asks_at_once_in_either_language(new_reader: Callable[..., Reader]) -> None:
    asked = f"ask=defence&failed={SERVICE}&most_stopped=0"
    for language in ("en", "sv"):
        reader = new_reader(language)
        page = reader.open(f"/questions?{asked}&asked=1")
        answer = reader.answer(f"/analyses/defence?failed={SERVICE}&most_stopped=0")
        expect(page.locator("#questions-answer")).to_contain_text(answer["summary"][language])


def test_what_the_address_has_wrong_stands_at_its_field_and_nothing_is_asked(reader: Reader) -> None:
    page = reader.open("/questions?ask=importance&asked=1&of=nobody&measure=best&at=soon")
    expect(page.get_by_text("There is nothing called 'nobody'")).to_be_visible()
    expect(page.get_by_text("is 'best'; expected")).to_be_visible()
    expect(page.get_by_text("is 'soon'; expected a date")).to_be_visible()
    expect(page.locator("#questions-answer")).to_be_empty()


def test_a_cell_that_names_several_things_leads_to_each(reader: Reader) -> None:
    page = reader.open(f"/questions?ask=dependencies&of={SERVICE}&asked=1")
    links = page.locator("#questions-answer .ag-center-cols-container .ag-row").nth(2).locator("a")
    expect(links.nth(1)).to_be_visible()
    name = links.nth(1).inner_text()
    links.nth(1).click()
    expect(page.locator("h1")).to_have_text(name)


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_lies_outside_the_screen_and_every_answer_goes_out_as_a_file(
    new_reader: Callable[..., Reader], width: int
) -> None:
    reader = new_reader(viewport={"width": width, "height": 800})
    page = reader.open(f"/questions?ask=blast-radius&failed={SERVICE}&asked=1")
    expect(page.locator("#questions-answer img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("CSV", "SVG"):
        with page.expect_download() as started:
            page.get_by_role("link", name=name, exact=True).click()
        assert started.value.suggested_filename.startswith("blast-radius")
