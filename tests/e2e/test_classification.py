"""Somebody asks what is classified too low, why, what would bring it back, decides, tries it, and checks what is planned."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

STUDY = "system:valfardsanalysen"
CHOICE = "#shell-content input[id*='\"{}\"']"
CARE = f"/classification?thing={STUDY}&of=k"


def test_the_heat_table_counts_what_it_hides_and_a_cell_explains_itself(reader: Reader) -> None:
    page = reader.open("/classification")
    rows = reader.answer("/analyses/escalation")["rows"]
    places, low = {row["id"] for row in rows}, {row["id"] for row in rows if row["raised"]}
    page.get_by_role("checkbox", name="▲ Too low").check()
    said = page.locator("#classification-rows")
    expect(said).to_contain_text(f"{len(low)} of {len(places):,} places; {len(places) - len(low):,} hidden by filter.")
    cell = page.locator("#classification-table .eagraph-is-raised").first
    told = cell.get_attribute("aria-label")
    assert told is not None
    assert re.search(r"^[KRTS] · .*decided .*required .*too low", told)
    assert "▲" in cell.inner_text()
    cell.click()
    heading = page.locator("#classification-why h2")
    expect(heading).to_contain_text("Why ")
    expect(heading).to_be_focused()
    page.wait_for_url("**thing=**")
    assert page.locator("#classification-picture").evaluate("e => e._cyreg.cy.nodes().length") >= 2


def test_a_level_is_chosen_with_the_keyboard_alone(reader: Reader) -> None:
    page = reader.open("/classification?raised=1")
    grid = page.locator("#classification-table")
    grid.locator(".ag-center-cols-container .ag-row").first.wait_for()
    grid.locator(".ag-row [col-id=label]").first.click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#classification-why h2")).to_contain_text("Why ")


def test_the_steps_name_the_rule_the_values_and_the_age_of_the_data(reader: Reader) -> None:
    page = reader.open(CARE)
    why = page.locator("#classification-why")
    for part in ("AGG-COMBO-CARE", "The rule and what satisfied it", "Age of data", "What is unknown", "Norms: CLS-04"):
        expect(why).to_contain_text(part)
    assert why.locator("ol > li").count() >= 2


def test_a_switch_recomputes_stays_in_the_address_and_can_be_tried(reader: Reader) -> None:
    page = reader.open(CARE)
    page.get_by_role("button", name=re.compile("^End it")).first.click()
    tried = page.locator("#classification-tried")
    expect(tried).to_contain_text("would be required; no longer too low")
    expect(tried).to_contain_text(re.compile(r"In all [1-9]\d* of \d+ levels would no longer be too low"))
    page.wait_for_url("**ended=**")
    page.reload()
    expect(tried).to_contain_text("no longer too low")
    page.get_by_role("button", name="Try it").click()
    page.wait_for_url("**scenario=valfardsanalysen-k-**")
    expect(page.locator("#shell-scenario")).to_be_visible()
    compared = page.locator("#classification-compared")
    expect(compared).to_contain_text("What the scenario changes")
    expect(compared).to_contain_text("Välfärdsanalysen")
    expect(page.locator("#classification-decision, #classification-why").first).to_be_attached()


def test_a_decision_says_what_is_wrong_at_its_field_and_is_kept_with_a_version(reader: Reader) -> None:
    page = reader.open("/classification?thing=system:laneminnet&of=k")
    box = page.locator("#classification-decision")
    box.get_by_text("exempt", exact=True).click()
    expect(page.locator("#classification-decide-level")).to_be_hidden()
    page.get_by_role("button", name="Keep the decision").click()
    expect(box).to_contain_text("Nothing was kept; see what is marked.")
    assert box.get_by_text("is missing").count() >= 2
    assert reader.answer("/decisions")["rows"] == [] or all(
        row["id"] != "system:laneminnet" for row in reader.answer("/decisions")["rows"]
    )
    page.locator("#classification-decide-decided_by").fill("Information owner, culture")
    page.locator("#classification-decide-reason").fill("replaced next year")
    page.get_by_role("button", name="Keep the decision").click()
    expect(box).to_contain_text("Kept as version 1.")
    ledger = page.locator("#classification-decide-ledger")
    for part in ("in force", "exempt", "Information owner, culture", "replaced next year", "History of the level"):
        expect(ledger).to_contain_text(part)
    expect(page.locator("#classification-all")).to_contain_text("Låneminnet")
    (kept,) = [row for row in reader.answer("/decisions")["rows"] if row["id"] == "system:laneminnet"]
    assert kept["decision"]["kind"] == "exempt"


def test_what_is_planned_is_checked_and_names_whose_decision_is_needed(reader: Reader) -> None:
    page = reader.open("/precheck")
    reader.choose(CHOICE.format("from"), "Elevregistret")
    reader.choose(CHOICE.format("to"), "Låneminnet")
    page.get_by_role("button", name="Check it").click()
    answer = page.locator("#precheck-answer")
    expect(answer).to_contain_text("This needs a decision before it is done.")
    expect(answer).to_contain_text("Utbildningsnämnden")
    page.wait_for_url("**asked=1")
    page.reload()
    expect(answer).to_contain_text("This needs a decision before it is done.")


def test_swedish_has_no_english_left(new_reader: Callable[..., Reader]) -> None:
    page = new_reader("sv").open(CARE)
    expect(page.locator("#classification-why")).to_contain_text("Steg för steg")
    expect(page.locator("#classification-decision")).to_contain_text("Spara beslutet")
    text = page.locator("main").inner_text()
    assert not re.search(r"\b(required|decided|stays|Why|the|which|Review)\b", text)


def test_a_narrow_screen_does_not_scroll_sideways(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(viewport={"width": 390, "height": 844})
    for address in (CARE, "/precheck"):
        page = reader.open(address)
        reader.wait_for_answers()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
