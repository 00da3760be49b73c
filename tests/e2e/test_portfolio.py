"""Somebody looks through the portfolio: from the list to a view, to his own organisation, to a thing and to the rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

VIEWS = (
    "capability-matrix", "project-collisions", "cost-keys", "lifecycle-conflicts", "dialogue-lists", "media-breaks",
    "once-only", "master-sources", "process-fragmentation", "platform-share", "time-quadrants",
)  # fmt: skip
SOCIAL = "org:socialnamnden"


def test_every_view_says_what_its_question_answers(reader: Reader) -> None:
    for view in VIEWS:
        page = reader.open(f"/portfolio?view={view}")
        answer = reader.answer(f"/analyses/{view}?limit=100000")
        expect(page.locator("#portfolio-answer .eagraph-sentence")).to_have_text(answer["summary"]["en"])
        expect(page.locator("#portfolio-rows")).to_have_text(f"Rows: {len(answer['rows']):,}.")
        reader.wait_for_answers()


def test_from_the_list_to_the_matrix_to_ones_own_organisation_and_back_by_link(reader: Reader) -> None:
    page = reader.open("/portfolio")
    page.locator("main").get_by_role("link", name="Capability matrix").click()
    matrix = page.locator(".eagraph-matrix")
    expect(matrix).to_be_visible()
    rows = reader.answer("/analyses/capability-matrix?limit=100000")["rows"]
    page.locator("#portfolio-organisation").click()
    page.get_by_role("option", name="Socialnämnden").click()
    page.wait_for_url(f"**organisation={SOCIAL.replace(':', '%3A')}*")
    counted = page.locator("#portfolio-rows")
    expect(counted).to_contain_text(f"of {len(rows):,} rows;")
    expect(counted).to_contain_text("hidden by filter")
    expect(matrix.locator("thead th")).to_have_count(2)
    told = counted.inner_text()
    page.reload()
    expect(counted).to_have_text(told)
    page.get_by_role("link", name="Media breaks").click()
    page.wait_for_url("**view=media-breaks**")
    expect(page.locator("#portfolio-organisation")).to_have_value("Socialnämnden")


def test_a_kind_of_finding_is_shown_alone_and_leads_to_its_rule(reader: Reader) -> None:
    page = reader.open("/portfolio?view=platform-share")
    page.locator(".eagraph-kinds").get_by_role("link", name="Point to point").click()
    page.wait_for_url("**wrong=point_to_point**")
    expect(page.locator("#portfolio-rows")).to_contain_text("hidden by filter")
    expect(page.locator("#portfolio-links .legend")).to_contain_text("past the platform")
    page.get_by_role("link", name=re.compile("^COM-10")).click()
    page.wait_for_url("**/governance?rule=COM-10**")


def test_a_list_names_whom_to_talk_to_and_leads_to_them(reader: Reader) -> None:
    page = reader.open("/portfolio?view=dialogue-lists")
    first = page.locator(".eagraph-talks details").first
    first.locator("summary").click()
    link = first.get_by_role("link").first
    expect(link).to_be_visible()
    name = link.inner_text()
    link.click()
    page.wait_for_url("**/thing?id=**")
    expect(page.locator("#shell-content h1")).to_contain_text(name)


@pytest.mark.parametrize("view", ["capability-matrix", "platform-share"])
def test_a_narrow_screen_does_not_scroll_sideways(new_reader: Callable[..., Reader], view: str) -> None:
    reader = new_reader(viewport={"width": 390, "height": 844})
    page = reader.open(f"/portfolio?view={view}")
    expect(page.locator("#portfolio-rows")).to_be_visible()
    reader.wait_for_answers()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_an_address_says_wrong_is_told(reader: Reader) -> None:
    page = reader.open("/portfolio?view=cost-keys&organisation=nobody&wrong=never")
    expect(page.locator("main")).to_contain_text("nobody")
    expect(page.locator("main")).to_contain_text("wrong=never")
    reader.wait_for_answers()


def test_nothing_loaded_says_how_to_load(new_reader: Callable[..., Reader], empty_site_url: str) -> None:
    page = new_reader(site=empty_site_url).open("/portfolio?view=cost-keys")
    expect(page.locator("main")).to_contain_text("eagraph demo")
