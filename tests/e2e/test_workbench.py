"""An analyst at the workbench: chooses, filters, sorts, pivots, keeps a view, and takes away what is seen."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader


def names(page: Page) -> Locator:
    """The names in the first rows of the table."""
    return page.locator("#workbench-grid .ag-center-cols-container .ag-row [col-id=name]")


def told(page: Page) -> Locator:
    return page.locator("#workbench-told")


def table(reader: Reader, query: str) -> Any:
    return reader.answer(f"/tables/things?{query}")


def test_a_label_is_chosen_values_ticked_words_searched_and_the_address_says_it_all(reader: Reader) -> None:
    page = reader.open("/workbench")
    everything = reader.answer("/landscape")["nodes"]
    expect(told(page)).to_contain_text(f"{table(reader, '')['total']:,} of")
    reader.choose("#workbench-label", "system")
    page.keyboard.press("Escape")
    expect(told(page)).to_contain_text(f"{everything['System']} of {everything['System']} things")
    reader.choose("#workbench-adder", "Lifecycle")
    box = page.locator("""[id='{"column":"lifecycle","type":"workbench-ticked"}']""")
    box.click()
    page.get_by_role("option", name=re.compile("^in use")).click()
    page.keyboard.press("Escape")
    answer = table(reader, "label=System&where=lifecycle:in:live")
    expect(told(page)).to_contain_text(f"{answer['count']} of")
    page.locator("#workbench-search").fill("plattform")
    answer = table(reader, "label=System&where=lifecycle:in:live&search=plattform")
    expect(told(page)).to_contain_text(f"{answer['count']} of")
    expect(names(page).first).to_have_text(answer["rows"][0]["name"])
    page.wait_for_url("**/workbench?**search=plattform**")
    shown = page.url
    page.goto(shown)
    expect(told(page)).to_contain_text(f"{answer['count']} of")
    expect(names(page).first).to_have_text(answer["rows"][0]["name"])
    page.wait_for_timeout(500)
    assert page.url == shown


def test_the_table_sorts_and_filters_on_the_server_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("/workbench?label=System&column=name&column=criticality&column=~ties")
    expect(names(page).first).to_be_visible()
    head = page.locator("#workbench-grid .ag-header-cell[col-id='~ties']")
    head.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    answer = table(reader, "label=System&sort=~ties:desc")
    expect(names(page).first).to_have_text(answer["rows"][0]["name"])
    page.wait_for_url("**sort=~ties%3Adesc**")
    page.locator("#workbench-grid .ag-header-cell[col-id=criticality]").focus()
    page.keyboard.press("Control+Enter")
    page.locator(".ag-filter-body input[type=number]").first.fill("4")
    page.keyboard.press("Enter")
    answer = table(reader, "label=System&where=criticality:is:4")
    expect(told(page)).to_contain_text(f"{answer['count']} of")
    page.wait_for_url("**where=criticality%3Ais%3A4**")


def test_what_is_unknown_is_said_and_what_it_leaves_out_is_counted(reader: Reader) -> None:
    page = reader.open("/workbench?label=System&where=repair_h:above:0&column=name&column=repair_h")
    answer = table(reader, "label=System&where=repair_h:above:0")
    left = answer["left_out_as_unknown"]["repair_h"]
    assert left
    expect(told(page)).to_contain_text(f"{left} more are left out because time to repair is unknown")
    page = reader.open("/workbench?label=System&where=repair_h:unknown&column=name&column=repair_h")
    expect(told(page)).to_contain_text(f"{left} of")
    expect(page.locator("#workbench-grid .ag-center-cols-container .eagraph-unknown").first).to_have_text("unknown")


def test_relationships_have_their_ends_and_the_grid_reaches_the_last_of_thousands(reader: Reader) -> None:
    page = reader.open("/workbench?what=relationships")
    count = reader.answer("/tables/relationships")["total"]
    expect(told(page)).to_contain_text(f"{count:,} of {count:,} relationships")
    first = page.locator("#workbench-grid .ag-center-cols-container .ag-row [col-id='~type']").first
    expect(first).to_be_visible()
    first.click()
    page.keyboard.press("Control+End")
    expect(page.locator(f"#workbench-grid .ag-center-cols-container .ag-row[row-index='{count - 1}']")).to_be_visible()


def test_a_pivot_counts_and_leads_to_what_it_counts(reader: Reader) -> None:
    page = reader.open("/workbench?label=System")
    page.get_by_text("Pivot: count and sum").click()
    reader.choose("#workbench-by", "Lifecycle")
    rows = page.locator("#workbench-pivot .ag-pinned-left-cols-container .ag-row")
    expect(rows.nth(1)).to_be_visible()
    answer = reader.answer("/tables/things/pivot?label=System&by=lifecycle")
    assert answer["overall"] == sum(answer["counts"])
    link = page.locator("#workbench-pivot a").filter(has_text=re.compile("^in use$"))
    link.click()
    counted = dict(zip(answer["rows"], answer["counts"], strict=True))["live"]
    expect(told(page)).to_contain_text(f"{counted} of")
    page.wait_for_url("**where=lifecycle%3Ain%3Alive**")


def test_rows_are_chosen_by_keyboard_and_go_out_as_a_file_with_what_they_rest_on(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/workbench?label=System&column=name&column=criticality")
    first = names(page).first
    name = table(reader, "label=System")["rows"][0]["name"]
    expect(first).to_have_text(name)
    first.click(position={"x": 200, "y": 8})
    page.keyboard.press("Space")
    expect(page.locator("#workbench-about")).to_contain_text("1 rows chosen")
    expect(page.locator("#workbench-about")).to_contain_text("On the map")
    page.locator("#workbench-form").click()
    page.get_by_role("option", name="CSV").click()
    with page.expect_download() as download:
        page.locator("#workbench-export").click()
    download.value.save_as(tmp_path / "rows.csv")
    found = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text(encoding="utf-8-sig"))))
    assert [row["Name"] for row in found] == [name]
    assert reader.answer("/landscape")["hash"][:12] in found[0]["Rests on"]
    assert "things: system" in found[0]["Rests on"]
    page.get_by_role("link", name="Their relationships").click()
    expect(told(page)).to_contain_text("relationships.")
    page.wait_for_url("**/workbench?what=relationships**")


def test_all_that_is_seen_goes_out_and_a_view_is_kept_opened_and_removed(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/workbench?label=System&where=criticality:at-least:3&column=name&column=criticality&sort=name:asc")
    with page.expect_download() as download:
        page.locator("#workbench-files").get_by_role("link", name="JSON").click()
    download.value.save_as(tmp_path / "rows.json")
    rows = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))["rows"]
    assert rows
    assert all(row["criticality"] >= 3 for row in rows)
    page.locator("#workbench-title").fill("Most critical systems")
    page.locator("#workbench-keep").click()
    expect(page.locator("#workbench-kept")).to_contain_text("Saved as Most critical systems")
    page = reader.open("/workbench?view=most-critical-systems")
    expect(told(page)).to_contain_text(f"{len(rows)} of")
    expect(names(page).first).to_have_text(rows[0]["name"])
    page.locator("#workbench-end").click()
    expect(page.locator("#workbench-kept")).to_contain_text("removed")
    assert reader.answer("/views") == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_lies_outside_the_screen_and_nonsense_is_told(
    new_reader: Callable[..., Reader], width: int, language: str
) -> None:
    reader = new_reader(language, viewport={"width": width, "height": 800})
    odd = quote("kölapp:in:a|b")
    page = reader.open(f"/workbench?label=System&label=Nothing&where={odd}&where=x&by=~label&sort=name&column=nobody")
    expect(names(page).first).to_be_visible()
    assert page.locator("[role=alert].mantine-Alert-root").count() >= 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
