"""Somebody looks for what is missing: a fact leads to the things that lack it, by keyboard too, and the address keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader


def test_a_fact_leads_to_the_things_that_lack_it_and_the_address_keeps_it(reader: Reader) -> None:
    page = reader.open("/data-quality")
    answer = reader.answer("/analyses/completeness-profile?limit=100000")
    least = min((row for row in answer["rows"] if 0 < row["filled"] < row["of"]), key=lambda row: row["filled"] / row["of"])
    cells = page.locator(".eagraph-profile a")
    expect(cells).to_have_count(len(answer["rows"]))
    told = f"{least['fact']['en']}: {least['filled']:,} of {least['of']:,}; filled in by {', '.join(least['sources'])}"
    link = page.locator(f'.eagraph-profile a[title="{told}"]').first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**property=**")
    lacking = reader.answer(
        f"/analyses/completeness-profile?label={least['label']}&property={least['property']}&limit=100000"
    )["lacking"]
    section = page.locator("#data-quality-of")
    expect(section.get_by_role("heading")).to_contain_text(f"({len(lacking):,})")
    expect(section).to_contain_text(f"Filled in by: {', '.join(least['sources'])}.")
    expect(section.locator(".ag-row").first).to_contain_text(lacking[0]["name"])
    page.reload()
    expect(section.get_by_role("heading")).to_contain_text(f"({len(lacking):,})")


def test_one_board_and_a_profile_for_each_source_are_chosen_and_kept(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader("sv", color_scheme="dark")
    page = reader.open("/data-quality")
    page.locator("#data-quality-organisation").click()
    page.get_by_role("option").first.click()
    page.wait_for_url("**organisation=**")
    reader.wait_for_answers()
    page.locator("#data-quality-by").click()
    page.get_by_role("option", name="Källa").click()
    page.wait_for_url("**by=source**")
    expect(page.locator(".eagraph-profile-groups thead th").first).to_have_text("Källa")
    expect(page.locator("#data-quality-kind")).to_have_value("system")
    expect(page.locator(".eagraph-profile-groups a").first).to_be_visible()


def test_what_to_fill_in_first_begins_with_what_gives_most_answers(reader: Reader) -> None:
    page = reader.open("/data-quality")
    best = reader.answer("/analyses/fill-first?limit=15")["rows"][0]
    line = page.get_by_role("row").filter(has_text=f"{best['lacking']:,} of {best['of']:,}").first
    expect(line).to_contain_text(f"{best['answered']:,}")
    line.get_by_role("link", name=best["begin_with"][0]["name"]).first.click()
    page.wait_for_url("**/thing**")


def test_a_narrow_screen_does_not_scroll_sideways(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(viewport={"width": 390, "height": 844})
    page = reader.open("/data-quality")
    expect(page.locator(".eagraph-profile")).to_be_visible()
    reader.wait_for_answers()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
