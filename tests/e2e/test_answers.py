"""Somebody asks what stops and what is too low: the pages say what the API says, show why, and hand it on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

HALL = "facility:datahall-norr"


def test_a_thing_is_looked_up_and_its_facts_are_there(reader: Reader) -> None:
    page = reader.open("/thing")
    reader.choose("#thing-search", "Identitetsplattformen")
    expect(page.locator("#shell-content h1")).to_have_text("Identitetsplattformen")
    assert page.url.endswith("/thing?id=system%3Aidentitetsplattformen")
    main = page.locator("main")
    expect(main).to_contain_text("recovery time objective (RTO)")
    expect(main).to_contain_text("nodes.csv:")
    expect(main).to_contain_text("It is owned by … (1)")
    expect(page.locator("#thing-classification")).to_contain_text("K · confidentiality")
    needs = reader.answer("/analyses/dependencies?of=Identitetsplattformen&direction=upstream")
    expect(page.locator("#thing-upstream")).to_contain_text(needs["summary"]["en"])
    expect(page.locator("#thing-downstream-table")).to_contain_text("Identitetsplattformen → ")
    main.get_by_role("link", name="Virtualiseringskluster Norr").first.click()
    expect(page.locator("#shell-content h1")).to_have_text("Virtualiseringskluster Norr")


def test_waves_and_reasons_are_those_of_the_analysis(reader: Reader) -> None:
    page = reader.open("/blast-radius")
    reader.choose("#blast-radius-failed", "Datahall Norr")
    answer = reader.answer(f"/analyses/blast-radius?failed={HALL}")
    expect(page.locator("#blast-radius-answer")).to_contain_text(answer["summary"]["en"])
    page.wait_for_url(f"**failed={HALL.replace(':', '%3A')}")
    picture = page.locator("#blast-radius-picture")
    drawn = picture.evaluate("element => element._cyreg.cy.nodes('[wave > 0]').map(node => [node.id(), node.data('wave')])")
    waves = {row["id"]: row["wave"] for row in answer["rows"]}
    assert drawn
    assert all(waves[id_] == wave for id_, wave in drawn)
    row = page.locator("#blast-radius-table .ag-center-cols-container .ag-row").nth(1)
    expect(row).to_contain_text("Datahall Norr")
    expect(row).to_contain_text("hosts")
    expect(page.locator("main")).to_contain_text("What held and what did not")
    expect(page.locator("main")).to_contain_text("What goes on, but worse")


def test_a_box_in_the_picture_says_why_it_stops(reader: Reader) -> None:
    page = reader.open(f"/blast-radius?failed={HALL}")
    picture = page.locator("#blast-radius-picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    x, y = picture.evaluate("e => (({ x, y }) => [x, y])(e._cyreg.cy.nodes('[wave = 1]')[0].renderedPosition())")
    assert box
    page.mouse.click(box["x"] + x, box["y"] + y)
    expect(page.locator("#blast-radius-reason")).to_contain_text("steps of the proof: 2")
    expect(page.locator("#blast-radius-reason .eagraph-tree")).to_contain_text("Datahall Norr fails itself")
    page.wait_for_url("**thing=**")


def test_the_answer_goes_out_as_a_file_with_all_its_rows(reader: Reader) -> None:
    page = reader.open(f"/blast-radius?failed={HALL}&assume_needed=1")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").first.click()
    written = Path(started.value.path()).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    asked = reader.answer(f"/analyses/blast-radius?failed={HALL}&assume_needed=1")
    assert [row["id"] for row in rows] == [row["id"] for row in asked["rows"]]


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def test_a_link_sent_to_a_colleague_opens_the_same_view(new_reader: Callable[..., Reader]) -> None:
    sender, receiver = new_reader(), new_reader("sv")
    page = sender.open(f"/blast-radius?failed={HALL}")
    page.get_by_text("Count flows as needed").click()
    page.wait_for_url("**assume_needed=1")
    sender.choose("#blast-radius-failed", "Datahall Söder")
    page.wait_for_url("**failed=facility%3Adatahall-soder**")
    figures = page.locator(".eagraph-figure").all_inner_texts()
    path = page.url.removeprefix(sender.site)
    other = receiver.open(path)
    expect(other.locator("#blast-radius-answer")).to_contain_text("2 saker fallerar")
    expect(page.locator("#blast-radius-answer")).to_contain_text("2 things fail")
    figures = [_digits(text) for text in page.locator(".eagraph-figure").all_inner_texts()]
    assert [_digits(text) for text in other.locator(".eagraph-figure").all_inner_texts()] == figures
    expect(other.locator("#blast-radius-assume")).to_be_checked()
    assert other.url == page.url


def test_back_leads_to_the_page_before_and_forward_to_its_state(reader: Reader) -> None:
    page = reader.open("/thing?id=system:mina-arenden")
    page.get_by_role("link", name="What stops when it fails?").click()
    expect(page.locator("#shell-content h1")).to_have_text("Blast radius")
    page.get_by_text("Count flows as needed").click()
    page.wait_for_url("**assume_needed=1")
    page.go_back()
    expect(page.locator("#shell-content h1")).to_have_text("Mina ärenden")
    page.go_forward()
    expect(page.locator("#shell-content h1")).to_have_text("Blast radius")
    expect(page.locator("#blast-radius-assume")).to_be_checked()


def test_a_table_speaks_the_readers_language_and_is_walked_by_keyboard(new_reader: Callable[..., Reader]) -> None:
    page = new_reader("sv").open(f"/blast-radius?failed={HALL}")
    grid = page.locator("#blast-radius-table")
    grid.locator(".ag-center-cols-container .ag-row").first.wait_for()
    grid.locator("[col-id=name] .ag-header-cell-filter-button").click()
    expect(page.locator(".ag-filter-wrapper")).to_contain_text("Innehåller")
    page.keyboard.press("Escape")
    grid.locator(".ag-row [col-id=name]").nth(1).click(position={"x": 3, "y": 3})
    page.keyboard.press("Enter")
    page.wait_for_url("**/thing?id=**")
