"""Classifications reach what they are about, and say so; the latest counts; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eagraph.errors import InvalidLandscape
from loaders import klassa, tables

HEAD = "Klassningsobjekt;Objekt-ID;Typ av objekt;K;R;T;S;Klassad av;Klassningsdatum;Status\n"
Told = Callable[[Any], str]


def test_a_classification_of_a_known_system_stands_on_that_system(city: Any, told: Told) -> None:
    report = city.load(HEAD + "LÄRVÄGEN;;System;3;2;2;1;Samordnare;2025-03-01;Fastställd\n")
    node = city.node("Lärvägen")
    assert [node.properties[a] for a in "krts"] == [3, 2, 2, 1]
    assert node.properties["classified_by"] == "Samordnare"
    assert [claim.source for claim in node.provenance] == ["systemlista", "register"]
    assert "read as said of systemlista:SYS-1, which another source knows by 'LÄRVÄGEN'." in told(report)


def test_an_id_of_the_other_source_goes_before_the_name(city: Any) -> None:
    city.load(HEAD + "Skolans system;SYS-1;System;1;1;1;1;;2025-03-01;\nVad som helst;;System;2;2;2;2;;;\n")
    node = next(node for node in city.workspace.snapshot().nodes if node.id == "systemlista:SYS-1")
    assert node.properties["k"] == 1
    assert node.name == "Lärvägen"
    assert city.node("Vad som helst").id == "register:system/vad-som-helst"


def test_a_mere_number_is_nobody_elses_key(city: Any) -> None:
    city.load(HEAD + "Något annat;3;System;4;4;4;4;;2025-03-01;\n")
    assert "k" not in city.node("Gatan").properties
    assert city.node("Något annat").id == "register:system/3"


def test_what_nobody_knows_is_kept_as_its_own_and_joins_when_it_becomes_known(city: Any) -> None:
    text = HEAD + "Nya systemet;;System;1;2;3;0;;2025-03-01;\n"
    city.load(text)
    assert city.node("Nya systemet").label == "System"
    city.load("System;Systemägare;Livscykel\nNya systemet;Någon;i drift\n", "nytt.csv", "tables")
    report = city.load(text)
    node = city.node("Nya systemet")
    assert (node.id, node.properties["t"]) == ("nytt:system/nya-systemet", 3)
    assert report.removed == 1


def test_information_is_held_by_the_systems_beside_it(city: Any, told: Told) -> None:
    report = city.load(
        "Informationsmängd;Hanteras i system;Konfidentialitet;Riktighet;Tillgänglighet;Klassningsdatum\n"
        "Elevakter;Lärvägen, Okänt skåp;allvarlig;3 - allvarlig;0-2;2025-01-01\n"
    )
    said = city.node("Elevakter").properties
    assert (said["k"], said["r"], said["t"], said["t_high"]) == (3, 3, 0, 2)
    assert city.ties("HOLDS") == {("Lärvägen", "Elevakter")}
    assert "register.csv:B2: HOLDS Okänt skåp: 'Okänt skåp' is not known." in told(report)


def test_two_things_of_one_name_are_not_chosen_between(city: Any, told: Told) -> None:
    city.load("System;Systemägare;Livscykel\nGatan;Annan;i drift\n", "annan.csv", "tables")
    report = city.load(HEAD + "Gatan;;System;1;1;1;1;;2025-03-01;\n")
    assert "'Gatan' may mean annan:system/gatan, systemlista:system/3; kept as a node of its own." in told(report)
    assert sum(node.name == "Gatan" for node in city.workspace.snapshot().nodes) == 3


@pytest.mark.parametrize("turned", [False, True])
def test_the_latest_of_several_classifications_counts_in_any_order(city: Any, told: Told, turned: bool) -> None:
    rows = ["Ritverket;;System;1;1;1;1;;2019-02-02;\n", "Ritverket;;System;2;2;2;2;;2025-02-02;\n"]
    report = city.load(HEAD + "".join(reversed(rows) if turned else rows))
    assert city.node("Ritverket").properties["k"] == 2
    assert f"classified again at register.csv:{2 if turned else 3}, which counts." in told(report)


def test_a_draft_is_skipped_and_told(city: Any, told: Told) -> None:
    report = city.load(HEAD + "Gatan;;System;1;1;1;1;;2025-03-01;Pågående\nRitverket;;System;1;1;1;1;;2025-03-01;Klar\n")
    assert "k" not in city.node("Gatan").properties
    assert city.node("Ritverket").properties["Status"] == "Klar"
    assert "register.csv:2: Gatan: not decided yet: Pågående." in told(report)


def test_every_bad_level_is_told_at_once_with_its_cell(city: Any) -> None:
    with pytest.raises(InvalidLandscape) as raised:
        city.load(HEAD + "Gatan;;System;9;hög;1;1;;i går;\n;;;1;1;1;1;;;\n")
    assert [p.where for p in raised.value.problems] == [
        "register.csv:D2",
        "register.csv:E2",
        "register.csv:I2",
        "register.csv:3",
    ]


def test_a_doubled_header_is_told(city: Any, told: Told) -> None:
    report = city.load("Klassningsobjekt;K;R;T;Kommentar;Kommentar\nGatan;1;1;1;a;b\n")
    assert "register.csv:F1: the header 'Kommentar' stands twice, in E and here; kept as 'Kommentar (F)'." in told(report)
    assert city.node("Gatan").properties["Kommentar (F)"] == "b"


def test_every_column_is_explained(city: Any) -> None:
    report = city.load(HEAD + "Gatan;;System;1;1;1;1;;2025-03-01;\n")
    told = {explained.where: f"{explained.what}: {explained.read_as.en}" for explained in report.explained}
    assert told["register.csv:D1"] == "K: property k (level)"
    assert sum(where.endswith("1") for where in told) == HEAD.count(";") + 1


@pytest.mark.parametrize(
    "text",
    [
        "System;Systemägare;Livscykel;K;R;T;S\nA;B;i drift;1;1;1;1\n",
        "Informationstillgång;Informationsägare;Finns i system;K;R;T;S;Klassad den\nA;B;C;1;1;1;1;2025-01-01\n",
        "System;Systemägare;Leverantör;Kritikalitet;Klassning;Klassad den\nA;B;C;hög;1-1-1-1;2025-01-01\n",
    ],
)
def test_a_list_of_systems_or_assets_stays_that(tmp_path: Any, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    assert tables.detects(path)
    assert not klassa.detects(path)


def test_a_workbook_of_several_kinds_is_read_as_a_whole_by_tables(tmp_path: Any) -> None:
    (tmp_path / "alla").mkdir()
    (tmp_path / "alla" / "system.csv").write_text("System;Systemägare;Livscykel\nGatan;B;i drift\n")
    (tmp_path / "alla" / "klassning.csv").write_text(HEAD + "Gatan;;System;1;1;1;1;;2025-03-01;\n")
    assert tables.detects(tmp_path / "alla")
    assert not klassa.detects(tmp_path / "alla")
