"""Integrations on the screen: the matrix folds without losing anything, cells and bands open to the right exchanges."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import address
from dashboards.answers import Answers
from dashboards.components import integrations_flows, integrations_list, integrations_matrix, integrations_view
from dashboards.components.integrations_view import Address, Seen
from dashboards.figures import exchange_cells, flow_bands
from dashboards.figures.exchange_cells import Count
from dashboards.figures.flow_bands import Band
from dashboards.pages import integrations as page
from eagraph.analysis.integration_matrix import NOBODY
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards.conftest import NOW
from tests.unit.dashboards.landscapes import write
from tests.unit.dashboards.reading import prose, text_of

pytestmark = pytest.mark.usefixtures("english")
CITY = """
    school:Organisation kind=board
    care:Organisation kind=board
    hub:System system_kind=integration scope=common
    pupils:System
    pupils OWNED_BY school
    marks:System
    marks OWNED_BY school
    journal:System
    journal OWNED_BY care
    stray:System
    names:InformationAsset k=2
    health:InformationAsset k=4
    people:InformationType
    names OF_TYPE people
    health OF_TYPE people
    feed:Integration pattern=api encrypted=none standard=SOAP
    feed VIA hub
    feed CARRIES names
    pupils FLOW feed
    feed FLOW journal
    letter:Integration pattern=paper
    letter CARRIES health
    journal FLOW letter
    letter FLOW pupils
    marks FLOW pupils medium=file
    stray FLOW journal
"""


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    made = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    made.load([write(tmp_path / "city", CITY)])
    return made


def see(city: Workspace, **said: Any) -> Seen:
    return integrations_view.ask(Answers(city), Address(**said))


def ends(count: int) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(f"e{i}" for i in range(count))])


@given(st.dictionaries(st.tuples(ends(9), ends(9)), st.integers(1, 50), max_size=60), st.integers(2, 12))
def test_a_folded_matrix_keeps_every_sum(counts: dict[tuple[str, str], int], most: int) -> None:
    grid = exchange_cells.fold({key: Count(n, n // 2, n // 3, n // 4) for key, n in counts.items()}, most)
    for name in ("exchanges", "direct", "not_digital", "unencrypted"):
        parts = {"exchanges": 1, "direct": 2, "not_digital": 3, "unencrypted": 4}
        assert sum(getattr(c, name) for c in grid.cells.values()) == sum(n // parts[name] for n in counts.values())
    for side, drawn in enumerate((grid.senders, grid.receivers)):
        there = {key[side] for key in counts}
        assert len([one for one in drawn if one != exchange_cells.REST]) == len(there) - grid.folded[side] <= most
        assert exchange_cells.NOBODY in drawn or exchange_cells.NOBODY not in there
        for one in {*drawn} - {exchange_cells.REST}:
            assert grid.total(side, one).exchanges == sum(n for key, n in counts.items() if key[side] == one)
    assert all(1 <= grid.shade(key) <= exchange_cells.SHADES for key in grid.cells)


@given(st.lists(st.builds(Band, ends(6), ends(6), ends(6), st.integers(-1, 4)), max_size=60))
def test_bands_that_are_drawn_together_lose_no_flow_and_leave_what_enters(bands: list[Band]) -> None:
    folded = flow_bands.fold(bands, most=(3, 4, 2))
    assert sum(folded.flows.values()) == len(bands)
    assert Counter(b.level for b in bands) == +Counter({level: sum(n for b, n in folded.flows.items() if b.level == level)
                                                        for level in range(-1, 5)})  # fmt: skip
    for side, most in enumerate((3, 4, 2)):
        there = {band.ends[side] for band in bands}
        assert len({*folded.side(side)} - {flow_bands.REST}) == len(there) - folded.folded[side] <= most
    names = {(side, one): one for side in range(3) for one in folded.side(side)}
    (drawn,) = flow_bands.sankey(folded, names).data
    into, out = Counter[int](), Counter[int]()
    for source, target, value in zip(drawn.link.source, drawn.link.target, drawn.link.value, strict=True):
        assert source < target
        into[target] += value
        out[source] += value
    middle = [i for i in range(len(drawn.node.label)) if into[i] and out[i]]
    assert all(into[i] == out[i] for i in middle)


def test_one_that_sends_and_receives_stands_on_either_side_so_that_no_band_runs_back() -> None:
    bands = flow_bands.fold([Band("a", "x", "b", 1), Band("b", "x", "a", 1), Band("a", "x", "a", 1)])
    (drawn,) = flow_bands.sankey(bands, {(s, one): one for s in range(3) for one in bands.side(s)}).data
    assert sorted(drawn.node.label) == ["a", "a", "b", "b", "x"]
    assert all(a < b for a, b in zip(drawn.link.source, drawn.link.target, strict=True))


def test_the_matrix_counts_marks_and_links_each_pair(city: Workspace) -> None:
    shown = prose(integrations_matrix.boards(see(city)))
    assert "School to Care: 1; not encrypted 1" in shown
    assert "Care to School: 1; by hand or on paper 1" in shown
    assert "School to School: 1; without an integration 1" in shown
    assert "owner unknown to Care: 1; without an integration 1" in shown
    told = text_of(integrations_matrix.boards(see(city, medium="paper")))
    assert "/integrations?sender=care&receiver=school&medium=paper" in told


def test_a_cell_opens_to_its_exchanges_and_to_system_by_system(city: Workspace) -> None:
    seen = see(city, sender="school", receiver="care")
    (row,) = integrations_list.rows(seen)
    assert (row["id"], row["senders"], row["receivers"]) == ("feed", [["pupils", "Pupils"]], [["journal", "Journal"]])
    assert (row["encrypted"], row["standard"], row["platform"], row["k"]) == (
        "not encrypted",
        "SOAP",
        "Hub",
        "2 significant",
    )
    assert "Pupils to Journal: 1" in prose(integrations_matrix.systems(seen))
    assert "Exchanges from School to Care" in prose(integrations_list.listed(seen))
    assert integrations_matrix.systems(see(city)) is None
    (stray,) = integrations_list.rows(see(city, sender=NOBODY))
    assert (stray["name"], stray["id"], stray["asset"]) == ("flow without an integration", "", "not stated")
    assert [row["id"] for row in integrations_list.rows(see(city, sender="school", source="marks"))] == [""]


def test_flows_go_by_type_or_asset_and_of_an_open_board_by_system(city: Workspace) -> None:
    def bands(**said: Any) -> set[tuple[Any, ...]]:
        rows = integrations_flows.rows(see(city, **said))
        return {tuple(row[name] for name in ("sender", "what", "receiver", "flows", "level")) for row in rows}

    assert ("School", "People", "Care", 1, "2 significant") in bands()
    assert ("Care", "People", "School", 1, "4 exceptionally serious") in bands() or any(
        row[:4] == ("Care", "People", "School", 1) and str(row[4]).startswith("4") for row in bands()
    )
    assert ("School", "Names", "Care", 1, "2 significant") in bands(by="assets")
    assert ("owner unknown", "not stated", "Care", 1, "not classified") in bands(by="assets")
    assert {row[0] for row in bands(sender="school")} == {"Pupils", "Marks"}
    assert {row[2] for row in bands(sender="school", receiver="care")} == {"Journal"}


@pytest.mark.parametrize(("sender", "receiver"), [*product(("", "school"), ("", "care"))])
def test_choosing_in_the_picture_opens_a_board_and_then_a_system(sender: str, receiver: str) -> None:
    place = page._place({"points": [{"customdata": '{"sender": "x", "receiver": "y", "information": "z"}'}]})
    told = integrations_flows.chosen(place, sender=sender, receiver=receiver)
    assert told == {"source" if sender else "sender": "x", "target" if receiver else "receiver": "y", "information": "z"}
    assert page._place(None) == page._place({"points": [{}]}) == {}


def test_what_is_drawn_together_or_unknown_cannot_be_chosen() -> None:
    bands = flow_bands.fold([Band("a", "", "b", -1), Band("c", "x", "d", 0)], most=(1, 2, 1))
    (drawn,) = flow_bands.sankey(bands, {(s, one): one for s in range(3) for one in bands.side(s)}).data
    assert "~rest" not in "".join(drawn.node.customdata) + "".join(drawn.link.customdata)
    assert "{}" in drawn.node.customdata


def test_systems_stay_open_only_while_their_board_does(city: Workspace) -> None:
    begun = Address(sender="school", source="pupils").model_dump(mode="json")
    values = {"sender": "care", "receiver": None, "information": None, "medium": None, "platform": None, "crossing": False,
              "at": "", "by": "types"}  # fmt: skip
    assert page._state(city.snapshot(), *values.values(), begun).source == ""
    kept = page._state(city.snapshot(), *{**values, "sender": "school"}.values(), begun)
    assert (kept.source, kept.sender) == ("pupils", "school")


def test_the_address_says_it_all_and_what_it_has_wrong_is_told(city: Workspace) -> None:
    state = Address(view="flows", sender=NOBODY, receiver="care", medium="paper", crossing=True, information="people")
    query = address.parse(address.write("", state))
    assert integrations_view.read(city.snapshot(), query) == (state, [])
    told = text_of(page.layout(city, sender=("nobody",), medium=("pigeon",), source=("~unknown",)))
    assert "There is nothing called 'nobody'" in told
    assert "medium=pigeon" in told
    assert "There is nothing called '~unknown'" in told
