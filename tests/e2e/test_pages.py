"""Somebody clicks through every page, in both languages, in light and dark, with mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Route, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

NEVER_LOADED = re.compile(r"\b(undefined|null|NaN|\[object Object\]|\{\w+\})\b")
PAGES = {
    "/": ("Översikt", "Overview"),
    "/map": ("Karta", "Map"),
    "/thing": ("Slå upp", "Look up"),
    "/paths": ("Vägar", "Paths"),
    "/changes": ("Ändringar", "Changes"),
    "/blast-radius": ("Konsekvens av bortfall", "Blast radius"),
    "/scenarios": ("Scenarier", "Scenarios"),
    "/timeline": ("Tidslinje", "Timeline"),
    "/attack-reach": ("Angreppets räckvidd", "Attack reach"),
    "/classification": ("Klassning", "Classification"),
    "/precheck": ("Förhandskontroll", "Precheck"),
    "/duplicates": ("Dubbletter", "Duplicates"),
    "/portfolio": ("Portfölj", "Portfolio"),
    "/integrations": ("Integrationer", "Integrations"),
    "/workbench": ("Arbetsbänk", "Workbench"),
    "/questions": ("Frågor", "Questions"),
    "/reports": ("Rapporter", "Reports"),
    "/load": ("Läs in", "Load"),
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_reached_by_its_link(new_reader: Callable[..., Reader], language: str) -> None:
    reader = new_reader(language)
    page = reader.open("/")
    assert page.evaluate("document.documentElement.lang") == language
    for path, names in PAGES.items():
        name = names[language == "en"]
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("#shell-content h1")).to_have_text(name)
        assert page.url == reader.site + path
        expect(page).to_have_title(f"{name} · eagraph")
        reader.wait_for_answers()
        assert not NEVER_LOADED.search(page.locator("main").inner_text())


def test_what_a_page_says_late_of_its_address_does_not_hold_the_reader_back(reader: Reader) -> None:
    page = reader.open("/")

    def slowly(route: Route) -> None:
        if "classification-address" in (route.request.post_data or ""):
            page.wait_for_timeout(700)
        route.continue_()

    page.route("**/_dash-update-component", slowly)
    for name in ("Classification", "Questions"):
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("#shell-content h1")).to_have_text(name)
    reader.wait_for_answers()
    assert page.url == f"{reader.site}/questions"
    assert reader.heading() == "Questions"


def test_the_start_page_counts_what_is_loaded(reader: Reader) -> None:
    page = reader.open("/")
    counted = reader.answer("/landscape")["nodes"]
    told = page.locator("main").inner_text()
    for label, name in (("System", "System"), ("Integration", "Integration"), ("Sensor", "Sensor")):
        assert re.search(rf"{name}\n+{counted[label]}\b", told, re.IGNORECASE)
    assert "systems with an owner" in told
    assert re.search(r"Data of \d+ \w+ \d{4}", page.locator("header").inner_text())
    expect(page.locator("header")).to_contain_text(re.compile(r"\d+\s% complete"))


def test_the_language_changes_and_the_address_stays(reader: Reader) -> None:
    page = reader.open("/classification?aspect=k&raised=1&lang=en")
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("#shell-content h1")).to_have_text("Klassning")
    assert page.url == f"{reader.site}/classification?aspect=k&raised=1"
    assert page.evaluate("document.documentElement.lang") == "sv"
    expect(page.locator("#classification-rows")).to_contain_text("dolda av filter")


def test_light_and_dark_follow_the_system_until_somebody_chooses(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(color_scheme="dark")
    page = reader.open("/map")
    reader.wait_for_map()
    scheme = "document.documentElement.getAttribute('data-mantine-color-scheme')"
    ground = "getComputedStyle(document.querySelector('.eagraph-map')).backgroundColor"
    assert page.evaluate(scheme) == "dark"
    page.wait_for_function(f"() => {ground} === 'rgb(22, 26, 35)'")
    page.get_by_role("button", name="Light or dark").click()
    page.wait_for_function(f"() => {ground} === 'rgb(251, 252, 254)'")
    page.reload()
    page.locator("#shell-content h1").wait_for()
    assert page.evaluate(scheme) == "light"


def test_the_keyboard_reaches_the_content_and_every_page(reader: Reader) -> None:
    page = reader.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'shell-content'")
    page.locator("#shell-to-blast-radius").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#shell-content h1")).to_have_text("Blast radius")
    page.wait_for_function("() => document.activeElement.tagName === 'H1'")


def test_an_address_with_nonsense_in_it_is_told_and_the_page_stands(reader: Reader) -> None:
    page = reader.open("/blast-radius?failed=no-such-thing&at=someday&assume_needed=perhaps")
    told = page.locator("main").inner_text()
    assert "There is nothing called 'no-such-thing'" in told
    assert "at=someday; expected a date" in told
    page = reader.open("/nowhere")
    assert reader.heading() == "There is no such page"
    page.locator("main").get_by_role("link", name="Map").click()
    expect(page.locator("#shell-content h1")).to_have_text("Map")


@pytest.mark.parametrize("path", list(PAGES))
def test_over_an_empty_store_every_page_says_what_to_type(
    new_reader: Callable[..., Reader], empty_site_url: str, path: str
) -> None:
    page = new_reader(site=empty_site_url).open(path)
    expect(page.locator("main")).to_contain_text("Choose files" if path == "/load" else "eagraph demo")


def test_on_a_narrow_screen_nothing_lies_outside_it(new_reader: Callable[..., Reader]) -> None:
    reader = new_reader(viewport={"width": 400, "height": 800})
    for path in PAGES:
        page = reader.open(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, path
    page.get_by_role("button", name="Navigation").click()
    page.get_by_role("navigation").get_by_role("link", name="Map", exact=True).click()
    expect(page.locator("#shell-content h1")).to_have_text("Map")
