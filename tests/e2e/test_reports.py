"""Somebody writes a report on the screen: fills the form, reads it, takes it along as a file, and sends the address on."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdf
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

SYSTEM = "system:lagesbilden"
NAME = "Lägesbilden"
CONTROL = """[id='{"name":"of","type":"reports-thing"}']"""


def test_a_report_is_filled_in_read_and_taken_along(reader: Reader) -> None:
    page = reader.open("/reports")
    page.get_by_role("link", name="Dependencies", exact=True).click()
    page.locator("#reports-ask").click()
    expect(page.locator("#reports-told")).to_contain_text("it stands at its field")
    reader.choose(CONTROL, NAME)
    page.locator("#reports-ask").click()
    frame = page.frame_locator("#reports-answer iframe")
    expect(frame.locator("h1")).to_have_text(f"Dependencies: {NAME}", timeout=30_000)
    expect(frame.locator("h2").first).to_have_text("Conclusions")
    page.wait_for_url(f"**/reports?report=dependencies&asked=1&of={SYSTEM.replace(':', '%3A')}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF", exact=True).click()
    pdf = pypdf.PdfReader(io.BytesIO(waiting.value.path().read_bytes()))
    assert NAME in (pdf.pages[0].extract_text() or "")
    assert waiting.value.suggested_filename.startswith("dependencies-lagesbilden-")


@pytest.mark.parametrize(("language", "heading"), [("en", "Conclusions"), ("sv", "Slutsatser")])
def test_an_address_gives_the_report_in_either_language(
    new_reader: Callable[..., Reader], language: str, heading: str
) -> None:
    page = new_reader(language).open(f"/reports?report=dependencies&of={SYSTEM}&asked=1")
    frame = page.frame_locator("#reports-answer iframe")
    expect(frame.locator("h2").first).to_have_text(heading, timeout=30_000)
    expect(frame.locator("html")).to_have_attribute("lang", language)


def test_every_thing_has_a_way_to_its_card(reader: Reader) -> None:
    page = reader.open(f"/thing?id={SYSTEM}")
    page.get_by_role("link", name="System card").click()
    frame = page.frame_locator("#reports-answer iframe")
    expect(frame.locator("h1")).to_have_text(f"System card: {NAME}", timeout=90_000)


def test_what_the_address_has_wrong_stands_at_its_field(reader: Reader) -> None:
    page = reader.open("/reports?report=dependencies&of=nobody&depth=0&asked=1")
    expect(page.get_by_text("There is nothing called 'nobody'")).to_be_visible()
    expect(page.get_by_text("is '0'; expected ≥ 1")).to_be_visible()
    expect(page.locator("#reports-answer iframe")).to_have_count(0)


def test_a_report_nobody_knows_leads_to_the_list(reader: Reader) -> None:
    page = reader.open("/reports?report=system-crd")
    expect(page.get_by_text("There is no report 'system-crd'")).to_be_visible()
    expect(page.get_by_role("link", name="System card", exact=True)).to_be_visible()
