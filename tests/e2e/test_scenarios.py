"""The scenarios on the screen: each of the city's opened and run in both languages, kept, edited, compared, ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

CITY = {
    "datahall-outage": "The data halls go dark",
    "identity-platform-down": "The identity platform is down",
    "integration-platform-degraded": "The integration platform runs at a low level",
    "water-sensors-silent": "The water-level sensors in the brook fall silent",
    "supplier-bankruptcy": "A supplier goes bankrupt",
    "school-ransomware": "Ransomware from a school",
}
TOML = """name = "taken-in"
title = { sv = "Inläst", en = "Taken in" }
[[fail]]
things = ["facility:datahall-norr"]
to_h = 5
"""


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", CITY)
def test_every_scenario_of_the_city_is_opened_and_run(new_reader: Callable[..., Reader], name: str, language: str) -> None:
    reader = new_reader(language)
    page = reader.open("/scenarios")
    kept = reader.answer(f"/scenarios/{name}")["scenario"]
    card = page.locator("#scenarios-kept .mantine-Paper-root", has=page.get_by_text(f"{name}, ")).first
    expect(card).to_contain_text(kept["title"][language])
    card.locator(f"a[href='/blast-radius?scenario={name}']").click()
    expect(page.locator("#shell-scenario")).to_contain_text(name)
    if kept["fail"]:
        page.locator("#blast-radius-table .ag-center-cols-container .ag-row").first.wait_for()
        page.locator("#blast-radius-picture canvas").first.wait_for()
    told = page.request.post(f"{reader.site}/api/v1/scenarios/{name}/run").json()
    page = reader.open(f"/scenarios?run={name}")
    for result in told["results"]:
        expect(page.locator("#scenarios-run")).to_contain_text(result["summary"][language])


def test_two_are_compared_side_by_side_and_the_address_says_which(reader: Reader) -> None:
    page = reader.open("/scenarios?compare=datahall-outage&compare=datahall-outage-prepared")
    told = reader.answer("/scenarios/compare?name=datahall-outage&name=datahall-outage-prepared")
    compared = page.locator("#scenarios-compared")
    expect(compared).to_contain_text(told["summary"]["en"])
    first = compared.locator("tbody tr").first
    expect(first).to_contain_text(str(told["scenarios"][0]["stopped"]))
    expect(first).to_contain_text(str(told["scenarios"][1]["stopped"]))
    row = page.locator("#scenarios-differences .ag-center-cols-container .ag-row").first
    expect(row).to_contain_text(told["rows"][0]["name"])
    reader.choose("#scenarios-compare", "The identity platform is down")
    page.wait_for_url("**compare=identity-platform-down**")
    expect(compared.locator("thead").first).to_contain_text("The identity platform is down")


def test_what_fails_is_kept_edited_with_its_errors_told_and_ended(reader: Reader) -> None:
    page = reader.open("/blast-radius?failed=facility:datahall-norr&repair_h=6")
    page.locator("#blast-radius-keep-name").fill("my own")
    page.locator("#blast-radius-keep-button").click()
    expect(page.locator("#blast-radius-kept")).to_contain_text("name")
    page.locator("#blast-radius-keep-name").fill("my-own")
    page.locator("#blast-radius-keep-en").fill("My own outage")
    page.locator("#blast-radius-keep-button").click()
    expect(page.locator("#blast-radius-kept")).to_contain_text("Kept as my-own, version 1.")
    assert reader.answer("/scenarios/my-own")["scenario"]["fail"][0]["to_h"] == 6

    page = reader.open("/scenarios?edit=my-own")
    body = page.locator("#scenarios-body")
    assert "facility:datahall-norr" in body.input_value()
    body.fill('[[fail]]\nthings = ["facility:datahall-norr"]\nto_h = -1\nwhen = 3')
    page.get_by_role("button", name="Keep", exact=True).click()
    said = page.locator("#scenarios-said")
    expect(said).to_contain_text("fail.0.to_h")
    expect(said).to_contain_text("fail.0.when")
    body.fill('[[fail]]\nthings = ["facility:nowhere"]')
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(said).to_contain_text("version 2")
    expect(said).to_contain_text("facility:nowhere")

    page = reader.open("/scenarios?edit=my-own")
    page.get_by_text("Versions (2)").click()
    page.get_by_role("link", name="Edit from here").click()
    page.wait_for_url("**edit=my-own%401")
    expect(page.locator("#scenarios-body")).to_have_value(re.compile("facility:datahall-norr"))
    page.get_by_text("Take it out of use …").click()
    page.get_by_role("button", name="Take my-own out of use").click()
    page.wait_for_url("**/scenarios")
    expect(page.locator("#scenarios-kept")).not_to_contain_text("My own outage")


def test_a_scenario_is_taken_in_from_a_file_and_handed_out_as_one(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/scenarios")
    wrong, right = tmp_path / "wrong.toml", tmp_path / "right.toml"
    wrong.write_text("name = ", encoding="utf-8")
    right.write_text(TOML, encoding="utf-8")
    page.locator("#scenarios-file input[type=file]").set_input_files(wrong)
    expect(page.locator("#scenarios-taken")).to_contain_text("not a readable TOML file")
    page.locator("#scenarios-file input[type=file]").set_input_files(right)
    expect(page.locator("#scenarios-taken")).to_contain_text("Kept as taken-in, version")
    page = reader.open("/scenarios")
    with page.expect_download() as started:
        page.locator("a[href='/api/v1/scenarios/taken-in/toml']").click()
    assert "facility:datahall-norr" in Path(started.value.path()).read_text(encoding="utf-8")


def test_a_run_is_handed_on_as_one_report(reader: Reader) -> None:
    page = reader.open("/scenarios?run=school-ransomware")
    with page.expect_download() as started:
        page.locator("#scenarios-run").get_by_role("button", name="PDF").click()
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
