"""Somebody looks at likely duplicates, compares two, decides, sees it remembered, and takes a proof of absence along."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

PARALLEL = "/duplicates?kind=parallel-solution&a=system:bygglovsportalen&b=system:e-tjanstplattformen"


def test_a_pair_is_chosen_compared_and_decided_and_that_is_remembered(reader: Reader) -> None:
    page = reader.open("/duplicates")
    before = len(reader.answer("/analyses/duplicates?kind=same-record")["rows"])
    pair = page.locator("#duplicates-table .eagraph-pair", has_text="Hyresvyn")
    pair.first.click()
    heading = page.locator("#duplicates-pair h2").first
    expect(heading).to_contain_text("Hyresvyn")
    expect(heading).to_be_focused()
    page.wait_for_url("**a=**b=**")
    shown = page.locator("#duplicates-pair")
    for part in ("Side by side", "differs", "the same", "What speaks for and against", "What would change the verdict"):
        expect(shown).to_contain_text(part)
    expect(page.locator("#duplicates-migration")).to_contain_text("In which order")
    page.get_by_role("button", name="Keep the decision").click()
    expect(shown).to_contain_text("Nothing was kept; see what is marked.")
    page.get_by_role("radio", name="Two systems").check()
    expect(shown).to_contain_text("The pair is not proposed again")
    page.locator("#duplicates-decide-decided_by").fill("Chief architect")
    page.locator("#duplicates-decide-reason").fill("two companies of the city")
    page.get_by_role("button", name="Keep the decision").click()
    expect(shown).to_contain_text("Kept as version 1.")
    ledger = page.locator("#duplicates-ledger")
    for part in ("Decisions taken (1)", "≠ two systems", "Chief architect", "two companies of the city"):
        expect(ledger).to_contain_text(part)
    expect(page.locator("#duplicates-answer")).to_contain_text("1 hidden by filter")
    assert len(reader.answer("/analyses/duplicates?kind=same-record")["rows"]) == before - 1
    page.reload()
    expect(shown).to_contain_text("decided: ≠ two systems")


def test_the_kinds_are_apart_and_a_parallel_solution_tells_what_moves(reader: Reader) -> None:
    page = reader.open("/duplicates")
    page.locator("#duplicates-kind").get_by_text("Parallel solutions").click()
    page.wait_for_url("**kind=parallel-solution**")
    expect(page.locator("#duplicates-answer")).to_contain_text("breaks COM-01")
    page = reader.open(PARALLEL)
    shown = page.locator("#duplicates-pair")
    expect(shown).to_contain_text("What can be decided")
    expect(shown.get_by_role("link", name="Findings and exemptions, COM-01")).to_have_attribute(
        "href", re.compile("rule=COM-01")
    )
    picture = page.locator("#duplicates-migration")
    expect(picture).to_contain_text("Ending Bygglovsportalen")
    page.locator("#duplicates-ends").get_by_text("E-tjänstplattformen ends").click()
    expect(picture).to_contain_text("Ending E-tjänstplattformen")
    page.wait_for_url("**ends=system%3Ae-tjanstplattformen**")


def test_a_proof_of_absence_becomes_a_document(reader: Reader) -> None:
    page = reader.open("/duplicates?planned=system:bygglovsportalen")
    proof = page.locator("#duplicates-absence")
    expect(proof).to_contain_text("E-tjänstplattformen")
    with page.expect_download() as download:
        proof.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_swedish_on_a_narrow_screen_is_whole(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader("sv", viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = reader.open(PARALLEL)
    expect(page.locator("#duplicates-migration")).to_contain_text("Att avveckla Bygglovsportalen")
    reader.wait_for_answers()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
