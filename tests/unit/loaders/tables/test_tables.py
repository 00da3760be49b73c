"""Each of the five lists becomes the nodes and relationships that the loader promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eagraph.errors import InvalidLandscape

Read = Callable[..., Any]

SYSTEMS = """\
System;Systemägare;Förvaltare;Förvaltning;Leverantör;Förvaltningsobjekt;Livscykel;K;R;T;S;Personuppgifter;Förmågor
Pärmen;Vårdchef;Team A;Vårdförvaltningen;Nordljus AB;Omsorg;i drift;3;2;1;0;ja;Planera, Följa upp
Navet;Ekonomichef;Team A;Stadskontoret;Nordljus AB;Ekonomi;under avveckling;1;;2;;nej;Planera
"""


def test_a_systems_list_becomes_systems_with_everything_around_them(read: Read) -> None:
    whole = read(SYSTEMS)
    said = whole.node("Pärmen", "System").properties
    assert (said["lifecycle"], said["personal_data"]) == ("live", True)
    assert [said[a] for a in "krts"] == [3, 2, 1, 0]
    assert whole.node("Navet").properties["lifecycle"] == "phase_out"
    assert "r" not in whole.node("Navet").properties
    assert whole.ties("OWNED_BY") == {("Pärmen", "Vårdchef"), ("Navet", "Ekonomichef")}
    assert whole.node("Vårdchef", "Role").properties["role_type"] == "systemägare"
    assert whole.ties("RELATES_TO") == {("Pärmen", "Team A"), ("Navet", "Team A")}
    assert whole.ties("PART_OF") == {("Pärmen", "Vårdförvaltningen"), ("Navet", "Stadskontoret")}
    assert whole.ties("BELONGS_TO") == {("Vårdchef", "Vårdförvaltningen"), ("Ekonomichef", "Stadskontoret")}
    assert whole.ties("SUPPLIED_BY") == {("Pärmen", "Nordljus AB"), ("Navet", "Nordljus AB")}
    assert whole.node("Nordljus AB", "Organisation").properties["kind"] == "supplier"
    assert whole.ties("MANAGED_IN") == {("Pärmen", "Omsorg"), ("Navet", "Ekonomi")}
    assert whole.ties("SUPPORTS") == {("Pärmen", "Planera"), ("Pärmen", "Följa upp"), ("Navet", "Planera")}


def test_without_an_id_the_key_is_label_and_name_and_with_one_it_is_the_id(read: Read) -> None:
    whole = read("System;System-ID;Ägare\nPärmen;;A\nNavet;SYS-2;B\nKartan;17;C\n")
    assert whole.node("Pärmen").id == "list:system/parmen"
    assert whole.node("Navet").id == "list:SYS-2"
    assert whole.node("Kartan").id == "list:system/17"
    assert whole.node("Kartan").properties["source_key"] == "17"


def test_an_external_id_is_the_id_everywhere(read: Read) -> None:
    whole = read("System;Externt id;Ägare\nPärmen;cmdb-4711;A\n")
    assert whole.node("Pärmen").id == "cmdb-4711"


def test_doubled_names_are_both_kept_with_a_hint(read: Read) -> None:
    whole = read("System;Ägare;Livscykel\nPärmen;A;live\nPärmen;B;live\n")
    assert {n.id for n in whole.changes.nodes if n.label == "System"} == {"list:system/parmen", "list:system/parmen-2"}
    assert "list.csv:3: 'Pärmen' stands more than once" in whole.hints


def test_a_doubled_id_is_refused(read: Read) -> None:
    with pytest.raises(InvalidLandscape, match=r"list.csv:3: the key 'S1' stands twice .* first is list.csv:2") as raised:
        read("System;ID;Ägare\nPärmen;S1;A\nNavet;S1;B\n")
    assert len(raised.value.problems) == 1, "one mistake is told once"


def test_nobody_as_owner_is_no_owner_and_stays_readable(read: Read) -> None:
    whole = read("System;Systemägare;Livscykel\nPärmen;Vakant;live\nNavet;okänt;live\n")
    assert whole.ties("OWNED_BY") == set()
    assert whole.node("Pärmen").properties["Systemägare"] == "Vakant"


def test_an_owner_beside_several_organisations_belongs_to_none_of_them(read: Read) -> None:
    whole = read("System;Ägare;Förvaltning\nA;Enhetschef;Vård\nB;Enhetschef;Skola\n")
    assert whole.ties("BELONGS_TO") == set()
    assert "the owner 'Enhetschef' stands beside 2 organisations" in whole.hints


INTEGRATIONS = "Från;Till;Information;Metod;Via;Behövs;Buffert (tim)\nPärmen;Navet;Avgifter, Insatser;SFTP;Växeln;Ja;4\n"


def test_an_integration_flows_through_a_node_of_its_own(read: Read) -> None:
    whole = read({"s.csv": "System;Ägare;Livscykel\nPärmen;A;live\nNavet;B;live\n", "i.csv": INTEGRATIONS})
    name = "Pärmen → Navet: Avgifter, Insatser"
    assert whole.node(name, "Integration").properties["pattern"] == "file"
    assert whole.node(name).properties["Metod"] == "SFTP"
    assert whole.ties("FLOW") == {("Pärmen", name), (name, "Navet")}
    assert whole.ties("CARRIES") == {(name, "Avgifter"), (name, "Insatser")}
    assert whole.ties("VIA") == {(name, "Växeln")}
    assert whole.node("Växeln", "System").properties["system_kind"] == "integration"
    flows = {r.source: r.properties for r in whole.changes.relationships if r.type == "FLOW"}
    assets = ("source:information-asset/avgifter", "source:information-asset/insatser")
    assert flows["source:system/parmen"] == {"needed": True, "medium": "file", "carries": assets}
    assert flows[whole.node(name).id] == {"needed": True, "medium": "file", "carries": assets, "buffer_h": 4.0}


def test_a_two_way_integration_flows_back_and_nobody_is_said_to_need_that(read: Read) -> None:
    systems = "System;Ägare;Livscykel\nA;X;live\nB;X;live\n"
    whole = read({"s.csv": systems, "i.csv": "Namn;Från;Till;Riktning;Behövs\nUtbyte;A;B;Dubbelriktad;ja\n"})
    assert whole.ties("FLOW") == {("A", "Utbyte"), ("Utbyte", "B"), ("B", "Utbyte"), ("Utbyte", "A")}
    needed = {(r.source, r.target) for r in whole.changes.relationships if r.properties.get("needed")}
    key = whole.node("Utbyte").id
    assert needed == {("source:system/a", key), (key, "source:system/b")}


def test_an_integration_with_one_end_is_kept_with_a_hint(read: Read) -> None:
    whole = read({"s.csv": "System;Ägare;Livscykel\nA;X;live\n", "i.csv": "Namn;Från;Till;Information\nHalv;A;;Brev\n"})
    assert whole.ties("FLOW") == {("A", "Halv")}
    assert "i.csv:C2: no 'Till'; kept with one end." in whole.hints


def test_a_system_nobody_knows_is_a_problem_with_its_cell(read: Read) -> None:
    with pytest.raises(InvalidLandscape, match=r"list\.csv:A2: 'Pärmen' does not exist"):
        read(INTEGRATIONS)


DEVICES = """Typ;Beteckning;Plats;Gateway;Nätzon;Mottagare;Antal;Mäter
Fuktgivare;FG-1;Norra bron;GW-1;Sensornät;Navet;12;fukt
Temperatursensor;TS-1;Norra bron;GW-1;Sensornät;Navet;3;temperatur
Ställdon;SD-1;Pumphuset;;Driftnät;Navet;;
Gateway;GW-2;Pumphuset;;Driftnät;Navet;;
"""


def test_sensors_flow_over_their_gateway_to_the_receiver(read: Read) -> None:
    whole = read({"s.csv": "System;Ägare;Livscykel\nNavet;A;live\n", "d.csv": DEVICES})
    assert whole.names("Sensor") == {"FG-1", "TS-1"}
    assert whole.names("Device") == {"SD-1", "GW-1", "GW-2"}
    assert whole.node("GW-1").properties["device_kind"] == "gateway"
    assert whole.node("FG-1").properties["count"] == 12
    flows = {("FG-1", "GW-1"), ("TS-1", "GW-1"), ("GW-1", "Navet"), ("SD-1", "Navet"), ("GW-2", "Navet")}
    assert whole.ties("FLOW") == flows
    assert ("SD-1", "Driftnät") in whole.ties("CONNECTED_TO")
    assert ("FG-1", "Norra bron") in whole.ties("PART_OF")
    assert whole.names("Facility") == {"Norra bron", "Pumphuset"}


def test_an_assets_list_says_who_owns_and_which_systems_hold(read: Read) -> None:
    text = (
        "Informationstillgång;Informationsägare;Informationsklass;Personuppgifter;Finns i system;Informationsslag\n"
        "Journaler;Vårdchef;K3 R3 T2 S2;Ja, om hälsa;Pärmen, Navet;Vårduppgifter\n"
    )
    whole = read({"s.csv": "System;Ägare;Livscykel\nPärmen;A;live\nNavet;B;live\n", "a.csv": text})
    said = whole.node("Journaler", "InformationAsset").properties
    assert [said[a] for a in "krts"] == [3, 3, 2, 2]
    assert (said["personal"], said["Personuppgifter"]) == (True, "Ja, om hälsa")
    assert whole.ties("HOLDS") == {("Pärmen", "Journaler"), ("Navet", "Journaler")}
    assert whole.node("Vårdchef", "Role").properties["role_type"] == "informationsägare"
    assert whole.ties("OF_TYPE") == {("Journaler", "Vårduppgifter")}


OWNERS = """Enhet;Överordnad;Roll;Namn;E-post
Vårdnämnden;;;;
Vårdförvaltningen;Vårdnämnden;Enhetschef;Maj Åker;maj@x.example
Skolan;;Enhetschef;Bo Berg;
Vårdförvaltningen;Vårdnämnden;Systemförvaltare;Maj Åker;maj@x.example
"""


def test_an_owners_list_becomes_a_tree_of_units_roles_and_people(read: Read) -> None:
    whole = read(OWNERS)
    assert whole.names("Organisation") == {"Vårdnämnden", "Vårdförvaltningen", "Skolan"}
    assert whole.node("Vårdnämnden").properties["kind"] == "board"
    assert whole.ties("PART_OF") == {("Vårdförvaltningen", "Vårdnämnden")}
    assert ("Enhetschef, Vårdförvaltningen", "Vårdförvaltningen") in whole.ties("BELONGS_TO")
    assert whole.ties("HELD_BY") == {
        ("Enhetschef, Vårdförvaltningen", "Maj Åker"), ("Enhetschef, Skolan", "Bo Berg"),
        ("Systemförvaltare, Vårdförvaltningen", "Maj Åker"),
    }  # fmt: skip
    assert whole.node("Maj Åker", "Person").properties["email"] == "maj@x.example"
    assert whole.node("Systemförvaltare, Vårdförvaltningen").properties["role_type"] == "systemförvaltare"


def test_the_owners_list_says_what_an_owner_is(read: Read) -> None:
    systems = "System;Ägare;Förvaltning\nA;Maj Åker;\nB;Skolan;\nC;Enhetschef;Vårdförvaltningen\nD;Enhetschef;\nE;Lotsen;\n"
    whole = read({"o.csv": OWNERS, "s.csv": systems})
    owners = dict(whole.ties("OWNED_BY"))
    labels = {n.name: n.label for n in whole.changes.nodes}
    assert owners["A"] == "Maj Åker"
    assert labels[owners["B"]] == "Organisation"
    assert owners["C"] == "Enhetschef, Vårdförvaltningen"
    assert owners["D"] == "Enhetschef"
    assert labels[owners["E"]] == "Role"
    assert "'Enhetschef' may mean 2 things" in whole.hints


def test_one_unit_name_under_two_parents_is_two_units(read: Read) -> None:
    whole = read("Enhet;Överordnad;Roll\nStaben;Vård;Chef\nStaben;Skola;Chef\nStaben;Vård;Jurist\n")
    keys = {n.id for n in whole.changes.nodes if n.name == "Staben"}
    assert keys == {"list:organisation/staben", "list:organisation/staben-2"}


def test_english_headers_are_read_as_swedish_ones(read: Read) -> None:
    whole = read(
        "Application name,System owner,Department,Supplier,Lifecycle,C-I-A,Personal data,Capabilities\n"
        "Ledger,Head of Finance,Finance,Harbour Ltd,In production,1-3-2,no,Accounting; Payments\n"
    )
    said = whole.node("Ledger", "System").properties
    assert (said["k"], said["r"], said["t"], said["lifecycle"]) == (1, 3, 2, "live")
    assert whole.ties("SUPPORTS") == {("Ledger", "Accounting"), ("Ledger", "Payments")}
