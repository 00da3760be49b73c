"""Loading again, and loading lists one by one: ids hold, what is gone is marked, names are found in the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import InvalidLandscape
from eagraph.loading import Intake, LoadReport
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema
from eagraph.store import Store, open_store
from loaders import tables

SYSTEMS = "System;Systemägare;Livscykel\nPärmen;Vårdchef;i drift\nNavet;Ekonomichef;i drift\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'town.db'}")


def _load(store: Store, path: Path, text: str, run: str = "1") -> LoadReport:
    path.write_text(text, encoding="utf-8")
    intake = Intake(str(path), path.stem, Schema.standard())
    tables.read(path, intake)
    return store.update(lambda stored: plan(stored, intake, loader="tables", run=run, loaded_at=f"2026-01-0{run}"))


def _names(store: Store, label: str) -> set[str]:
    return {n.name for n in store.read().nodes if n.label == label}


def test_the_same_list_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = _load(store, tmp_path / "s.csv", SYSTEMS)
    again = _load(store, tmp_path / "s.csv", SYSTEMS, "2")
    assert (again.created, again.updated, again.removed) == (0, 0, 0)
    assert again.unchanged == first.created


def test_rows_in_another_order_are_the_same_landscape(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "s.csv", SYSTEMS)
    head, *rows = SYSTEMS.splitlines(keepends=True)
    again = _load(store, tmp_path / "s.csv", head + "".join(reversed(rows)), "2")
    assert (again.created, again.updated, again.removed) == (0, 0, 0)


def test_a_renamed_row_is_one_removed_and_one_created(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "s.csv", SYSTEMS)
    again = _load(store, tmp_path / "s.csv", SYSTEMS.replace("Navet", "Fakturanavet"), "2")
    assert (again.created, again.removed) == (2, 2)
    assert _names(store, "System") == {"Pärmen", "Fakturanavet"}
    assert {r.name for r in store.removed() if r.label == "System"} == {"Navet"}


def test_a_renamed_row_with_an_id_is_the_same_thing(store: Store, tmp_path: Path) -> None:
    text = SYSTEMS.replace("System;", "System;ID;").replace("Pärmen;", "Pärmen;S1;").replace("Navet;", "Navet;S2;")
    _load(store, tmp_path / "s.csv", text)
    again = _load(store, tmp_path / "s.csv", text.replace("Navet", "Fakturanavet"), "2")
    assert (again.created, again.updated, again.removed) == (0, 1, 0)


def test_a_second_list_finds_systems_by_name_and_by_id(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "s.csv", "System;ID;Systemägare\nPärmen;;Vårdchef\nNavet;S2;Ekonomichef\n")
    _load(store, tmp_path / "i.csv", "Namn;Från;Till;Information\nBrevväxling;pärmen;S2;Brev\n", "2")
    flows = {(r.source, r.target) for r in store.read().relationships if r.type == "FLOW"}
    assert flows == {("s:system/parmen", "i:integration/brevvaxling"), ("i:integration/brevvaxling", "s:S2")}


def test_a_second_list_that_names_a_stranger_loads_nothing(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "s.csv", SYSTEMS)
    with pytest.raises(InvalidLandscape, match=r"i\.csv:C2: 'Främlingen' does not exist"):
        _load(store, tmp_path / "i.csv", "Namn;Från;Till;Information\nBrev;Pärmen;Främlingen;Brev\n", "2")
    assert _names(store, "Integration") == set()


def test_a_list_never_touches_another_one(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "s.csv", SYSTEMS)
    _load(store, tmp_path / "t.csv", SYSTEMS.replace("Pärmen", "Boken").replace("Navet", "Kartan"), "2")
    _load(store, tmp_path / "t.csv", "System;Systemägare;Livscykel\nBoken;Vårdchef;i drift\n", "3")
    assert _names(store, "System") == {"Pärmen", "Navet", "Boken"}


def test_one_system_with_one_external_id_in_two_lists_is_one_node(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "s.csv", "System;Externt id;Ägare\nPärmen;cmdb-1;A\n")
    report = _load(store, tmp_path / "t.csv", "System;External id;Supplier\nOmsorgspärmen;cmdb-1;Nordljus\n", "2")
    assert {n.id for n in store.read().nodes if n.label == "System"} == {"cmdb-1"}
    assert report.updated == 1


def test_the_samples_are_claimed_by_this_loader_alone() -> None:
    from eagraph.loading.detection import detect, short_name

    folder = Path(__file__).parents[3] / "data" / "tables"
    samples = sorted(p for p in folder.iterdir() if not p.name.startswith("expected"))
    assert [p.name for p in samples] == ["applications.csv", "ekmyra", "forteckning.xlsx"]
    assert {short_name(detect(p)) for p in samples} == {"tables"}
