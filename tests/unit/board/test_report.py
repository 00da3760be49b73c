"""A report tells what is so, says what it cannot know, and keeps apart what is handled elsewhere."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from eagraph.board import BoardReport, Section
from eagraph.board.period import Period
from eagraph.errors import UnknownName, UsageError
from eagraph.workspace import Workspace
from tests.unit.board.conftest import MORE, NODES, TIES, Town


def _section(told: BoardReport, name: str) -> Section:
    return next(section for section in told.sections if section.name == name)


def _says(section: Section) -> str:
    return " ".join(words.en for words in section.says)


def test_the_board_is_found_by_whatever_is_part_of_it(workspace: Workspace, told: BoardReport) -> None:
    assert (told.organisation.id, told.year, told.since, told.until) == ("o:care", 2026, "2026-01-01", "2026-11-20")
    assert (told.before_since, told.before_until) == ("2025-01-01", "2025-11-20")
    assert workspace.board_report("Omsorgsförvaltningen").organisation.id == "o:care"


def test_what_is_no_board_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="expected a board or company"):
        workspace.board_report("s:alarm")
    with pytest.raises(UnknownName):
        workspace.board_report("Omsorgsnämden")
    with pytest.raises(UsageError, match="up to 2026"):
        workspace.board_report("o:care", year=2027)


def test_conclusions_name_what_could_stop_the_board_and_for_how_long(told: BoardReport) -> None:
    said = [one.says.en for one in _section(told, "risks").conclusions]
    assert said[0].startswith("If Nätet (Stadens IT AB) fails, 2 of 2")
    assert "Trygghetslarm tolerates 2 h, but comes back after 30 h" in said[1]
    late = next(sheet for sheet in _section(told, "risks").sheets if sheet.name == "late")
    assert [row["name"] for row in late.rows] == ["Trygghetslarm", "Larmet"]


def test_sections_stand_as_their_figures_say(told: BoardReport) -> None:
    assert {section.name: section.standing for section in told.sections} == {
        "work": "act", "risks": "act", "incidents": "act", "findings": "act", "changes": None,
    }  # fmt: skip
    assert told.summary.en.startswith("The board has to take a stand on the work during the year, risks")


def test_proposals_follow_from_figures(told: BoardReport) -> None:
    proposed = " ".join(one.what.en for one in told.proposals)
    for word in ("risk analyses", "classified", "legal basis", "come back in time", "agreements", "analysed", "72 hours"):
        assert word in proposed
    assert "Name an information security coordinator" not in proposed


def test_a_board_without_coordinator_is_told_to_name_one(town: Town) -> None:
    told = town(ties=TIES.replace("r:isk;HELD_BY;p:eva;\n", "")).board_report("o:care")
    assert "Nobody is recorded as the board's information security coordinator" in _says(_section(told, "work"))
    assert told.proposals[0].what.en == "Name an information security coordinator."


def test_a_person_who_has_left_is_no_coordinator(town: Town) -> None:
    header, *rows = NODES.splitlines()
    nodes = "\n".join([f"{header};active", *(f"{row};{'false' if row.startswith('p:eva') else ''}" for row in rows)]) + "\n"
    told = town(nodes=nodes).board_report("o:care")
    assert next(one for one in told.figures if one.source == "coordinator").value == 0


def test_incidents_are_held_against_the_same_days_of_the_year_before(told: BoardReport) -> None:
    incidents = _section(told, "incidents")
    (chart,) = incidents.charts
    bars = {bar.title.en: (bar.value, bar.before) for bar in chart.bars}
    assert (bars["Severity 3"], bars["Severity 1"], bars["Severity 4"], bars["not stated"]) == (
        (1, 0),
        (0, 1),
        (0, 0),
        (1, 0),
    )
    assert "slarv (1); not stated: 2" in _says(incidents)
    rows = next(sheet for sheet in incidents.sheets if sheet.name == "incidents").rows
    assert [(row["name"], row["hit"]["en"]) for row in rows] == [
        ("Stoppet", "Larmet and Trygghetslarm"), ("Läckan", "Journaler"), ("Det öppna", "Planeringen"),
    ]  # fmt: skip


def test_no_incident_is_not_the_same_as_none_happened(town: Town) -> None:
    more = "\n".join(line for line in MORE.splitlines() if not line.startswith("x:") or line.startswith("x:theirs")) + "\n"
    ties = "\n".join(line for line in TIES.splitlines() if not line.startswith("x:") or line.startswith("x:theirs")) + "\n"
    section = _section(town(more=more, ties=ties).board_report("o:care"), "incidents")
    assert (section.standing, section.charts, section.sheets) == ("unknown", (), ())
    assert "may also mean that incidents are not recorded" in _says(section)


def test_an_empty_board_is_unknown_and_not_in_order(workspace: Workspace) -> None:
    told = workspace.board_report("o:council")
    standings = {section.name: section.standing for section in told.sections}
    assert (standings["risks"], standings["incidents"]) == ("unknown", "unknown")
    assert any("names no system" in str(reason.en) for reason in told.completeness.reasons)


def test_a_company_is_called_a_company(workspace: Workspace) -> None:
    told = workspace.board_report("Stadens IT AB")
    assert told.summary.en.startswith("The company ")
    assert next(one for one in told.figures if one.source == "critical").things == ("s:net",)


def test_what_is_under_protective_security_is_nowhere(told: BoardReport) -> None:
    whole = json.dumps(told.model_dump(mode="json", exclude={"assumed"}), ensure_ascii=False)
    assert "Hemligheten" not in whole
    assert "i:secret" not in whole


def test_what_has_no_owner_is_told(told: BoardReport) -> None:
    assert "1 [" in told.completeness.reasons[0].en
    assert "have no owner; some may be the board's" in told.completeness.reasons[0].en


def test_a_year_that_is_over_is_whole_and_states_are_of_today(workspace: Workspace) -> None:
    told = workspace.board_report("o:care", year=2025)
    assert (told.since, told.until, told.written_on) == ("2025-01-01", "2025-12-31", "2026-11-20")
    incidents = next(one for one in told.figures if one.source == "incidents")
    assert incidents.things == ("x:before", "x:december")
    assert any("how things stand is as of 2026-11-20" in reason.en for reason in told.completeness.reasons)


def test_levels_that_changed_since_the_first_record_are_told(town: Town) -> None:
    work = town()
    told = _section(work.board_report("o:care"), "changes")
    assert "followed since 2026-11-20; of the time before that it is not known" in _says(told)
    town(nodes=NODES.replace("s:plan;System;Planeringen;;;live;2;;;2;2", "s:plan;System;Planeringen;;;live;2;;;3;2"))
    after = _section(town().board_report("o:care"), "changes")
    changed = town(nodes=NODES.replace("Planeringen;;;live;2;;;2;2", "Planeringen;;;live;2;;;1;2")).board_report("o:care")
    sheet = next(sheet for sheet in _section(changed, "changes").sheets if sheet.name == "levels")
    assert {row["name"] for row in sheet.rows} == {"Planeringen"}
    assert "levels" in {sheet.name for sheet in after.sheets}


def test_the_report_is_the_same_each_time_and_of_its_schema(workspace: Workspace, told: BoardReport) -> None:
    assert workspace.board_report("o:care") == told
    assert BoardReport.model_validate(told.model_dump(mode="json")) == told


def test_its_class_is_at_least_that_of_the_most_sensitive_it_names(told: BoardReport) -> None:
    assert told.marking.level >= 3
    assert "confidentiality (K)" in told.marking.text.en


@pytest.mark.parametrize(
    ("year", "today", "since", "until", "before"),
    [
        (None, "2026-11-20", "2026-01-01", "2026-11-20", ("2025-01-01", "2025-11-20")),
        (2024, "2026-11-20", "2024-01-01", "2024-12-31", ("2023-01-01", "2023-12-31")),
        (None, "2028-02-29", "2028-01-01", "2028-02-29", ("2027-01-01", "2027-02-28")),
        (2026, "2026-01-01", "2026-01-01", "2026-01-01", ("2025-01-01", "2025-01-01")),
    ],
)
def test_a_part_of_a_year_is_held_against_the_same_part(
    year: int | None, today: str, since: str, until: str, before: tuple[str, str]
) -> None:
    period = Period.of(year, dt.date.fromisoformat(today))
    assert (period.days["since"], period.days["until"]) == (since, until)
    assert tuple(period.before.days.values()) == before
