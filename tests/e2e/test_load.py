"""Somebody brings a register in: drags it onto the page, looks at what would happen, bends it, loads it, sends it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import served

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

SYSTEMS = "System;System-ID;Systemägare;Livscykel;Extra\nKartan;1;Anna;i drift;x\nNavet;2;Bo;planerat;y\nSumma;2;;;\n"
KLASSA = "Klassningsobjekt;Typ av objekt;K;R;T;S;Klassningsdatum\nNavet;System;2;2;3;1;2025-05-05\n"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site over a store of its own, for these tests alone."""
    store = tmp_path_factory.mktemp("loading") / "own.db"
    with served("serve", "--store", f"sqlite:///{store}") as address:
        yield address


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two lists and one that is wrong."""
    (tmp_path / "systemlista.csv").write_text(SYSTEMS, encoding="cp1252")
    (tmp_path / "klassningar.csv").write_text(KLASSA, encoding="utf-8")
    (tmp_path / "trasig.csv").write_text("System;Systemägare;Livscykel;Användare\nA;B;live;många\n", encoding="utf-8")
    return tmp_path


def _choose(page: Page, *paths: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("#load-choose").click()
    chooser.value.set_files(list(paths))


def test_from_the_file_to_the_thing_and_again(new_reader: Callable[..., Reader], own_site: str, files: Path) -> None:
    reader = new_reader(site=own_site)
    page = reader.open("/load")
    _choose(page, files / "systemlista.csv")
    page.wait_for_url("**batch=*")
    card = page.locator(".mantine-Paper-root")
    expect(card).to_contain_text("a sum, not a record.")
    expect(card).to_contain_text("columns kept under their own names: Extra.")
    card.get_by_label("Known as").fill("Registret")
    page.wait_for_url("**Registret**")
    page.reload()
    expect(card.get_by_label("Known as")).to_have_value("Registret")
    accept = card.get_by_role("button", name="Load it")
    expect(accept).to_be_enabled()
    accept.dblclick()
    expect(card).to_contain_text("Loaded.")
    expect(page.locator("#load-sources")).to_contain_text("upload:registret")
    reader.wait_for_answers()
    assert [node["name"] for node in reader.answer("/things?label=System")["rows"]] == ["Kartan", "Navet"]

    page = reader.open("/load")
    (files / "systemlista.csv").write_text(SYSTEMS.replace("Kartan;1;Anna;i drift;x\n", ""), encoding="utf-8")
    _choose(page, files / "systemlista.csv")
    page.wait_for_url("**batch=*")
    card.get_by_label("Known as").fill("registret")
    expect(card).to_contain_text("What registret said before and does not say now goes")
    card.get_by_role("button", name="Load it").click()
    expect(card).to_contain_text("Loaded.")
    reader.wait_for_answers()
    assert [node["name"] for node in reader.answer("/things?label=System")["rows"]] == ["Navet"]


def test_several_files_stand_beside_each_other_and_one_speaks_of_the_other(
    new_reader: Callable[..., Reader], own_site: str, files: Path
) -> None:
    reader = new_reader(site=own_site)
    page = reader.open("/load")
    _choose(page, files / "klassningar.csv", files / "trasig.csv")
    cards = page.locator(".mantine-Paper-root")
    expect(cards).to_have_count(2)
    wrong = cards.filter(has_text="trasig.csv").last
    expect(wrong).to_contain_text("trasig.csv:D2")
    expect(wrong.get_by_role("button", name="Load it")).to_be_disabled()
    fine = cards.filter(has_text="klassningar.csv").first
    expect(fine).to_contain_text("Taken up in another record")
    fine.get_by_role("button", name="Load it").click()
    expect(fine).to_contain_text("Loaded.")
    reader.wait_for_answers()
    page.get_by_role("button", name="Throw away what was sent").click()
    expect(cards).to_have_count(0)


def test_a_file_is_dropped_and_one_that_is_too_large_is_told(
    new_reader: Callable[..., Reader], own_site: str, files: Path
) -> None:
    reader = new_reader("sv", site=own_site)
    page = reader.open("/load")
    page.evaluate("document.getElementById('load-drop').dataset.most = '200'")
    page.evaluate(
        """() => {
            const held = new DataTransfer();
            held.items.add(new File(["System;Systemägare;Livscykel\\nA;B;live\\n"], "liten.csv"));
            held.items.add(new File(["x".repeat(500)], "stor.csv"));
            const zone = document.getElementById("load-drop");
            for (const kind of ["dragover", "drop"]) {
                zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: held }));
            }
        }"""
    )
    expect(page.locator(".mantine-Paper-root")).to_contain_text("liten.csv")
    expect(page.locator("#load-sending")).to_contain_text("stor.csv")
    expect(page.locator("#load-sending .eagraph-warn")).to_have_count(1)
    reader.wait_for_answers()


def test_an_address_of_files_that_are_gone_says_so(new_reader: Callable[..., Reader], own_site: str) -> None:
    reader = new_reader(site=own_site)
    page = reader.open("/load?batch=gone&how=x&together=maybe")
    expect(page.locator("#load-files")).to_contain_text("no longer here")
    reader.wait_for_answers()


def test_a_narrow_screen_does_not_scroll_sideways(new_reader: Callable[..., Reader], own_site: str, files: Path) -> None:
    reader = new_reader(site=own_site, viewport={"width": 390, "height": 844})
    page = reader.open("/load")
    _choose(page, files / "systemlista.csv")
    expect(page.locator(".mantine-Paper-root")).to_contain_text("a sum, not a record.")
    reader.wait_for_answers()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
