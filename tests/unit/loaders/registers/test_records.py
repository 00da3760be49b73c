"""Processings of personal data and incidents find what they are about, and what is unknown is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eagraph.errors import InvalidLandscape

Told = Callable[[Any], str]
PROCESSINGS = """\
Behandling;Ändamål;Laglig grund;Registrerade;Mottagare;Tredje land;Gallring;Pua;Biträde;System
Skolplacering;Placera;6.1 e;Elever, Vårdnadshavare;Skolor;Nej;10 år;Barn- och utbildningsnämnden;Molnet AB;Lärvägen, Skåpet
Nyhetsbrev;Berätta;Samtycke;Invånare;;;;Kommunstyrelsen;Molnet AB;
"""


def test_a_processing_is_about_what_is_known(city: Any, told: Told) -> None:
    report = city.load(PROCESSINGS, loader="processing_register")
    said = city.node("Skolplacering").properties
    assert (said["evidence_kind"], said["legal_basis"], said["retention"]) == ("processing", "6.1 e", "10 år")
    assert said["subject_kind"] == ("Elever", "Vårdnadshavare")
    assert city.ties("ABOUT") == {("Skolplacering", "Lärvägen")}
    assert "register.csv:J2: ABOUT Skåpet: 'Skåpet' is not known." in told(report)


def test_the_controller_is_the_board_another_source_knows(city: Any) -> None:
    city.load(PROCESSINGS, loader="processing_register")
    board = city.node("Barn- och utbildningsnämnden")
    assert board.id == "systemlista:organisation/barn-och-utbildningsnamnden"
    assert board.properties["kind"] == "board"
    assert {
        ("Skolplacering", "Barn- och utbildningsnämnden"),
        ("Nyhetsbrev", "Kommunstyrelsen"),
    } <= city.ties("OWNED_BY")
    assert city.ties("RELATES_TO") == {("Skolplacering", "Molnet AB"), ("Nyhetsbrev", "Molnet AB")}


def test_a_processing_on_record_answers_whether_data_have_a_basis(city: Any) -> None:
    city.load("Informationstillgång;Ägare;Finns i system;Personuppgifter\nElevakter;X;Lärvägen;ja\n", "info.csv", "tables")
    city.load(PROCESSINGS, loader="processing_register")
    answer = city.workspace.analyse("personal-data", {})
    assert {(row.name, row.legal_basis) for row in answer.rows} == {("Lärvägen", "yes")}


INCIDENTS = """\
Incident;Upptäckt;Avslutad;Allvarlighet;Drabbat;Startade i;Personuppgifter
Avbrott;2026-03-01 07:40;2026-03-02;hög;Lärvägen, Skåpet;Ritverket;nej
Läcka;2026-04-01;;3 - allvarlig;Gatan;;ja
"""


def test_an_incident_affected_and_started_in_what_is_known(city: Any, told: Told) -> None:
    report = city.load(INCIDENTS, loader="incidents")
    said = city.node("Avbrott").properties
    assert (said["detected_on"], said["closed_on"], said["severity"]) == ("2026-03-01", "2026-03-02", 3)
    assert city.node("Läcka").properties["personal"] is True
    assert city.ties("AFFECTED") == {("Avbrott", "Lärvägen"), ("Läcka", "Gatan")}
    assert city.ties("STARTED_IN") == {("Avbrott", "Ritverket")}
    assert "register.csv:E2: AFFECTED Skåpet: 'Skåpet' is not known." in told(report)


def test_incidents_without_an_id_keep_their_identity_when_one_is_put_before_them(city: Any) -> None:
    head, *rows = INCIDENTS.replace("Läcka", "Avbrott").splitlines(keepends=True)
    city.load(head + "".join(rows), loader="incidents")
    report = city.load(head + "Avbrott;2026-05-05;;låg;;;nej\n" + "".join(rows), loader="incidents")
    assert (report.created, report.updated, report.removed) == (1, 0, 0)


def test_what_closes_before_it_is_detected_is_refused_with_its_cell(city: Any) -> None:
    with pytest.raises(InvalidLandscape, match=r"register.csv:C2: closed 2026-01-01, before it was detected 2026-02-01"):
        city.load("Incident;Upptäckt;Avslutad;Drabbat\nA;2026-02-01;2026-01-01;Gatan\n", loader="incidents")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatever_encoding_and_line_ends_it_reads_the_same(city: Any, encoding: str, end: str) -> None:
    text = "Händelser våren 2026\n\n" + INCIDENTS.replace(";", "\t") + "\n\nSumma\t2\n"
    city.load(text.replace("\n", end).encode(encoding), loader="incidents")
    assert city.ties("AFFECTED") == {("Avbrott", "Lärvägen"), ("Läcka", "Gatan")}
    assert sum(node.label == "Incident" for node in city.workspace.snapshot().nodes) == 2
