"""Somebody looks at which rules are broken, opens one, goes to the thing, spares one by an exemption, and ends it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader


def test_a_theme_folds_out_and_a_rule_leads_to_its_findings(reader: Reader) -> None:
    page = reader.open("/governance")
    told = reader.answer("/check")
    themes = page.locator(".eagraph-themes")
    themes.wait_for(timeout=60_000)
    expect(page.locator("#governance-answer")).to_contain_text(told["summary"]["en"])
    page.get_by_text("Ownership and management").first.click()
    page.get_by_role("link", name=re.compile("^OWN-01 ")).click()
    page.wait_for_url("**rule=OWN-01**")
    rule = page.locator("#governance-rule")
    expect(rule).to_contain_text("Appoint one system owner", timeout=60_000)
    found = [row for row in told["rows"] if row["rule"] == "OWN-01"]
    expect(page.locator("#shell-content")).to_contain_text(f"Findings ({len(found)})")
    page.locator("#governance-findings .eagraph-link").first.click()
    page.wait_for_url("**/thing**")


def test_an_exemption_spares_a_finding_until_it_is_ended(reader: Reader) -> None:
    page = reader.open("/governance?rule=OWN-01")
    page.get_by_text("Make an exemption from OWN-01").click(timeout=60_000)
    page.locator("#governance-exemption-make").click()
    expect(page.locator("#governance-exemption-said")).to_contain_text("Nothing was kept")
    page.locator("#governance-exemption-things").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.locator("#governance-exemption-valid_to").fill(
        (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=200)).isoformat()
    )
    page.locator("#governance-exemption-diary_number").fill("KS 2026/77")
    page.locator("#governance-exemption-reason").fill("Ägaren tillträder i mars")
    page.locator("#governance-exemption-make").click()
    listed = page.locator("#governance-answer")
    expect(listed).to_contain_text("Exemptions made here", timeout=60_000)
    expect(listed).to_contain_text("KS 2026/77")
    reader.wait_for_answers()
    page.wait_for_load_state("networkidle")
    page.locator("#governance-exemption-which").click()
    page.get_by_role("option", name="KS 2026/77").click()
    page.locator("#governance-exemption-why").fill("Ägaren är på plats")
    page.locator("#governance-exemption-end").click()
    expect(listed).to_contain_text("ended before its time", timeout=120_000)
