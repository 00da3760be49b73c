"""Two registers as two files: each has nodes of its own for organisations, roles, suppliers and capabilities."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eagraph.duplicates.installations import installation_pairs
from eagraph.duplicates.namesakes import namesakes
from eagraph.duplicates.parallel import parallel_pairs
from eagraph.duplicates.same_record import same_record_pairs
from eagraph.graph.snapshot import Snapshot
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.property.strategies import node, snapshot_of, tie

LIST = """\
Systemförteckning Björkdala kommun;;;;;;
Systemnamn;System-ID;Systemägare;Förvaltning;Leverantör;Förmågor;Processer
W3D3;1;Kanslichef;Kommunledningskontoret;Formpipe Software AB;Ärendehantering, Diarieföring;Hantera ärenden
Ecos 2;2;Miljöchef;Miljö- och byggnadsförvaltningen;Sokigo AB;Tillsyn, Livsmedelskontroll;Utöva tillsyn
Procapita BoU;3;Skolchef;Barn- och utbildningsförvaltningen;Tieto Sweden AB;Elevadministration;Placera barn
Procapita VoO;4;Socialchef;Vård- och omsorgsförvaltningen;Tieto Sweden AB;Dokumentera vård;Utreda bistånd
Raindance;5;Ekonomichef;Kommunledningskontoret;CGI Sverige AB;Redovisning, Fakturahantering;Betala fakturor
Heroma;6;HR-chef;Kommunledningskontoret;CGI Sverige AB;Lönehantering;Betala löner
ByggR;7;Bygglovschef;Miljö- och byggnadsförvaltningen;Sokigo AB;Bygglovshantering;Pröva bygglov
Vklass;8;Skolchef;Barn- och utbildningsförvaltningen;Vklass AB;Lärplattform;Undervisa
Boka lokal;9;Fritidschef;Kultur- och fritidsförvaltningen;Rbok AB;Lokalbokning, Uthyrning;Hyra ut lokaler
Flexite;10;Kanslichef;Kommunledningskontoret;Flexite AB;Avvikelsehantering;Följa upp avvikelser
"""
CONTRACTS = """\
System;Nr;Ägare;Förvaltning;Leverantör;Verksamhetsförmågor;Process
W3D3 ärendehantering;A-101;kanslichef;KOMMUNLEDNINGSKONTORET;Formpipe;ärendehantering | diarieföring;hantera ärenden
ECOS2;A-102;Miljöchef;Miljö & Byggnadsförvaltningen;Sokigo;Tillsyn;Utöva tillsyn
ProCapita (BoU);A-103;Skolchef;Barn och utbildningsförvaltning;Tietoevry;Elevadministration;Placera barn
Procapita vård och omsorg;A-104;Socialchef;Vård & omsorgsförvaltningen;Tieto;Dokumentera vård;Utreda bistånd
RAINDANCE ekonomisystem;A-105;Ekonomichef;Kommunlednings-kontoret;CGI;redovisning | fakturahantering;Betala fakturor
Heroma HR/lön;A-106;HR-chef;Kommunledningskontoret;CGI;Lönehantering;Betala löner
Bygg-R;A-107;Bygglovschef;Miljö- och byggnadsförvaltningen;Sokigo AB;Bygglovshantering;Pröva bygglov
Interbook Go;A-108;Idrottschef;Kultur och fritidsförvaltningen;Tekis AB;lokalbokning | uthyrning;hyra ut lokaler
Procapita;A-109;Arbetsmarknadschef;Arbetsmarknadsförvaltningen;Tieto;Arbetsmarknadsinsatser;Stödja till arbete
"""
TRUE = {
    ("W3D3 ärendehantering", "W3D3"), ("ECOS2", "Ecos 2"), ("ProCapita (BoU)", "Procapita BoU"), ("Bygg-R", "ByggR"),
    ("Procapita vård och omsorg", "Procapita VoO"), ("RAINDANCE ekonomisystem", "Raindance"), ("Heroma HR/lön", "Heroma"),
}  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("registers")
    return loaded(folder, systemforteckning=LIST, avtalsregister=CONTRACTS)


def loaded(folder: Path, **registers: str) -> Snapshot:
    """What the loader of tables makes of registers, one file each."""
    paths = [folder / f"{name}.csv" for name in registers]
    for path, text in zip(paths, registers.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    workspace = Workspace(Settings(store=f"sqlite:///{folder / 'town.db'}"))
    workspace.load(paths, loader="tables")
    snapshot = workspace.snapshot()
    workspace.close()
    return snapshot


def called(snapshot: Snapshot, *ids: str) -> tuple[str, ...]:
    return tuple(snapshot.nodes[snapshot.index[id_]].name for id_ in ids)


def test_what_both_registers_have_is_one_record_and_nothing_else_is(both: Snapshot) -> None:
    found = same_record_pairs(both)
    assert {called(both, pair.a, pair.b) for pair in found} == TRUE
    assert all(pair.probability > 0.8 for pair in found)


def test_one_organisation_in_two_registers_is_told_as_one(both: Snapshot) -> None:
    (pair,) = (pair for pair in same_record_pairs(both) if called(both, pair.b) == ("W3D3",))
    said = {one.feature: one for one in pair.evidence}
    assert said["organisation"].says.sv == "båda hör till Kommunledningskontoret"
    assert all(said[feature].weight > 0 for feature in ("organisation", "owner", "capabilities", "supplier"))


def test_installations_are_those_of_different_organisations(both: Snapshot) -> None:
    found = {frozenset(called(both, pair.a, pair.b)) for pair in installation_pairs(both)}
    assert frozenset({"Procapita BoU", "Procapita VoO"}) in found
    assert not found & {frozenset(pair) for pair in TRUE}


def test_a_parallel_solution_across_two_registers_names_the_ids_of_its_own_register(both: Snapshot) -> None:
    (pair,) = (pair for pair in parallel_pairs(both) if called(both, pair.a, pair.b) == ("Interbook Go", "Boka lokal"))
    assert pair.shared == ("avtalsregister:capability/lokalbokning", "avtalsregister:capability/uthyrning")
    assert (pair.containment, pair.missing) == (1.0, ())
    assert "2 of 2 also in Boka lokal: " in pair.evidence[0].says.en


def test_the_order_of_loading_changes_no_pair(both: Snapshot, tmp_path: Path) -> None:
    turned = loaded(tmp_path, avtalsregister=CONTRACTS, systemforteckning=LIST)
    told = [{(pair.a, pair.b): pair.probability for pair in same_record_pairs(one)} for one in (both, turned)]
    assert told[0] == told[1]


def test_a_third_register_makes_no_name_of_an_organisation_common(tmp_path: Path) -> None:
    third = "System;Ägare;Förvaltning;Leverantör\nW3D3 Kommunledning;Kanslichef;Kommunledningskontoret;Formpipe\n"
    snapshot = loaded(tmp_path, systemforteckning=LIST, avtalsregister=CONTRACTS, it_enhetens=third)
    found = {frozenset(called(snapshot, pair.a, pair.b)) for pair in same_record_pairs(snapshot)}
    assert {frozenset({"W3D3 Kommunledning", "W3D3"}), frozenset({"W3D3 Kommunledning", "W3D3 ärendehantering"})} <= found


def alike(snapshot: Snapshot) -> list[tuple[str, ...]]:
    """The ids of things that are one by name."""
    groups = namesakes(snapshot).alike
    return [tuple(snapshot.nodes[i].id for i in groups[first]) for first in sorted(groups) if len(groups[first]) > 1]


def test_a_role_is_that_of_its_organisation() -> None:
    nodes = [
        node("a", "Organisation", name="Miljökontoret", source="one"),
        node("b", "Organisation", name="Gatukontoret", source="two"),
        node("r1", "Role", name="Enhetschef", source="one"), node("r2", "Role", name="Enhetschef", source="two"),
    ]  # fmt: skip
    assert alike(snapshot_of(nodes, [tie("r1", "BELONGS_TO", "a"), tie("r2", "BELONGS_TO", "b")])) == []
    assert alike(snapshot_of(nodes, [tie("r1", "BELONGS_TO", "a")])) == [("r1", "r2")]


def test_two_organisations_of_a_name_in_one_register_are_told_apart_by_what_they_are_part_of() -> None:
    nodes = [
        node("north", "Organisation", name="Norra skolan", source="one"), node("south", "Organisation", name="Södra skolan"),
        *(node(id_, "Organisation", name="Elevhälsan", source="one") for id_ in ("n", "s")),
        node("other", "Organisation", name="ELEVHÄLSAN", source="two"),
        node("Norra", "Organisation", name="Norra Skolan", source="two"),
    ]  # fmt: skip
    ties = [tie("n", "PART_OF", "north"), tie("s", "PART_OF", "south"), tie("other", "PART_OF", "Norra")]
    assert {frozenset(ids) for ids in alike(snapshot_of(nodes, ties))} == {
        frozenset({"n", "other"}), frozenset({"north", "Norra"}),
    }  # fmt: skip


def test_what_has_no_name_or_another_label_is_one_with_nothing() -> None:
    nodes = [node("x", "Capability", name="Bokning"), node("y", "Process", name="Bokning"), node("Bokning", "Capability")]
    assert [ids for ids in alike(snapshot_of(nodes, [])) if {"x", "y"} <= {*ids}] == []


def test_an_exemption_of_an_organisation_holds_whichever_register_names_it() -> None:
    nodes = [
        node("booking", name="Bokning", scope="common", lifecycle="live", source="list"),
        node("sports", name="Idrottsbokning", scope="local", lifecycle="live", source="own"),
        node("k1", "Capability", name="Boka lokal", source="list"),
        node("k2", "Capability", name="boka lokaler", source="own"),
        node("o1", "Organisation", name="Fritidsnämnden", source="list"),
        node("o2", "Organisation", name="Fritidsnämnd", source="own"),
        node("spared", "Exemption", rule="COM-01", decided_on="2026-01-01", valid_to="2099-12-31",
             decided_by="Kontrollfunktion för undantag"),
    ]  # fmt: skip
    ties = [
        tie("booking", "SUPPORTS", "k1"), tie("sports", "SUPPORTS", "k2"), tie("sports", "USED_BY", "o2"),
        tie("booking", "USED_BY", "o1"),
    ]  # fmt: skip
    day = dt.date(2026, 6, 1)
    (plain,) = parallel_pairs(snapshot_of(nodes, ties), at=day)
    assert (plain.verdict, plain.shared) == ("violation", ("k2",))
    (spared,) = parallel_pairs(snapshot_of(nodes, [*ties, tie("spared", "EXEMPTS", "o1")]), at=day)
    assert (spared.verdict, spared.exemption) == ("exempted", "spared")
