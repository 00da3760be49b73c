"""What axe can tell of every page: no breach of WCAG 2.1 A or AA, with an answer on it, in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

CHECKED: dict[Literal["light", "dark"], list[str]] = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "dark": ["color-contrast"],
}
"""By scheme, what axe checks: in the other one only colours differ."""
DRAWN = """() => [...document.querySelectorAll(".ag-root")].every(
    grid => grid.querySelector(".ag-center-cols-container .ag-row, .ag-overlay-no-rows-center"))"""
"""Tables have their rows, or say that there are none."""
PAGES = (
    "/",
    "/map?organisation=org:trafikkontoret",
    "/thing?id=system:elevregistret",
    "/paths?start=system:elevregistret&end=facility:datahall-norr",
    "/changes",
    "/blast-radius?failed=facility:datahall-norr",
    "/scenarios",
    "/scenarios?new=1",
    "/timeline?failed=facility:datahall-norr",
    "/attack-reach?inside=zone:skolnat",
    "/classification?raised=1",
    "/precheck",
    "/governance",
    "/duplicates",
    "/portfolio",
    "/integrations",
    "/iot",
    "/workbench",
    "/questions",
    "/data-quality",
    "/reports",
    "/load",
)


@pytest.mark.timeout(600)
def test_no_page_breaks_what_a_machine_can_check(reader: Reader) -> None:
    page, found = reader.page, {}
    for address in PAGES:
        reader.open(address)
        reader.wait_for_answers()
        page.wait_for_function(DRAWN)
        for scheme, checked in CHECKED.items():
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(f"() => document.documentElement.dataset.mantineColorScheme === '{scheme}'")
            page.wait_for_timeout(400)
            told = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": checked}).response["violations"]
            found[address, scheme] = [(one["id"], [node["html"] for node in one["nodes"]]) for one in told]
    assert {at: told for at, told in found.items() if told} == {}
