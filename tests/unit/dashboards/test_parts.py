"""What the pages are made of: search, windows on long tables, words, completeness, facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboards import quality, words
from dashboards.answers import Answers
from dashboards.components import facts, levels, map_parts, search_box, stopped
from dashboards.components.row_window import window
from dashboards.components.tables import MOST_ROWS, Column, table
from dashboards.theme import WAVES
from eagraph.analysis.escalation import Row
from eagraph.graph.colours import LABEL_COLOURS
from eagraph.model.schema import Schema
from eagraph.workspace import Workspace
from tests.unit.dashboards.landscapes import snapshot

pytestmark = pytest.mark.usefixtures("english")
ROWS = [{"id": str(i), "name": f"Row {i}", "size": i if i % 7 else None} for i in range(100)]


def names(found: list[int]) -> list[str]:
    town = snapshot()
    return [town.nodes[i].id for i in found]


def test_search_finds_every_word_and_best_first() -> None:
    assert names(search_box.find_matches(snapshot(), "HALL"))[:2] == ["hall-a", "hall-b"]
    assert names(search_box.find_matches(snapshot(), "hall b")) == ["hall-b"]
    assert names(search_box.find_matches(snapshot(), "zzz")) == []
    assert len(search_box.find_matches(snapshot(), "", limit=3)) == 3


def test_people_come_last_in_a_search() -> None:
    town = snapshot("watering:System\nwater:Organisation kind=company\nwaterman:Person")
    assert town.nodes[search_box.find_matches(town, "wat")[0]].id == "watering"


def test_options_that_read_alike_say_their_id() -> None:
    town = snapshot("a:System name=Twin\nb:System name=Twin\nc:Sensor name=Twin")
    assert [option["label"] for option in search_box.options(town, [0, 1, 2])] == [
        "Twin · system · a", "Twin · system · b", "Twin · sensor",
    ]  # fmt: skip


def test_a_choice_just_made_keeps_its_option() -> None:
    before: search_box.Options = [{"value": "a", "label": "A"}, {"value": "b", "label": "B", "found": False}]
    after = search_box.kept([{"value": "c", "label": "C"}], before, [])
    assert [(option["value"], option.get("found", True)) for option in after] == [("c", True), ("a", False)]


def request(**more: Any) -> dict[str, Any]:
    return {"startRow": 0, "endRow": 10, "sortModel": [], "filterModel": {}, **more}


def test_a_window_has_its_rows_and_tells_how_many_there_are() -> None:
    shown = window(ROWS, request(startRow=95, endRow=200))
    assert [row["id"] for row in shown["rowData"]] == ["95", "96", "97", "98", "99"]
    assert shown["rowCount"] == 100


def test_a_window_is_sorted_over_all_rows_with_what_is_missing_first() -> None:
    down = window(ROWS, request(sortModel=[{"colId": "size", "sort": "desc"}]))
    assert [row["size"] for row in down["rowData"][:3]] == [99, 97, 96]
    up = window(ROWS, request(sortModel=[{"colId": "size", "sort": "asc"}]))
    assert up["rowData"][0]["size"] is None


@pytest.mark.parametrize(
    ("model", "count"),
    [
        ({"name": {"filterType": "text", "type": "contains", "filter": "ROW 9"}}, 11),
        ({"name": {"filterType": "text", "type": "notContains", "filter": "1"}}, 81),
        ({"name": {"filterType": "text", "type": "endsWith", "filter": "7"}}, 10),
        ({"size": {"filterType": "number", "type": "greaterThan", "filter": 90}}, 7),
        ({"size": {"filterType": "number", "type": "inRange", "filter": 10, "filterTo": 13}}, 2),
        ({"size": {"filterType": "number", "type": "blank"}}, 15),
        ({"size": {"filterType": "number", "type": "notBlank"}}, 85),
        (
            {
                "id": {
                    "filterType": "text",
                    "operator": "OR",
                    "conditions": [{"type": "equals", "filter": "1"}, {"type": "equals", "filter": "2"}],
                }
            },
            2,
        ),
    ],
)
def test_a_window_is_filtered_over_all_rows(model: dict[str, Any], count: int) -> None:
    assert window(ROWS, request(filterModel=model))["rowCount"] == count


def test_a_table_too_long_to_send_asks_for_its_rows() -> None:
    columns = [Column("name", "Name")]
    short = table("x-table", "Rows", columns, ROWS).children
    assert len(short.rowData) == 100
    long = table("x-table", "Rows", columns, [ROWS[0]] * (MOST_ROWS + 1)).children
    assert long.rowModelType == "infinite"
    assert not hasattr(long, "rowData")


def test_completeness_counts_what_is_known() -> None:
    shares = {share.text.en: (share.known, share.total) for share in quality.find_shares(snapshot())}
    assert shares["systems with an owner"] == (3, 4)
    assert shares["systems classified in all four aspects"] == (1, 4)
    assert shares["information assets classified in all four aspects"] == (1, 1)
    assert shares["flows that say whether the receiver needs them"] == (1, 1)
    assert quality.in_all(quality.find_shares(snapshot("a:Sensor"))) == (0, 0)


def test_all_is_said_only_of_all() -> None:
    assert words.percent(1999, 2000) == "99\u00a0%"
    assert words.percent(0, 0) == "–"


def test_values_are_said_with_unit_name_and_word() -> None:
    fields = Schema.standard().node_fields["System"]
    assert words.property_name(fields, "rto_h") == "recovery time objective (RTO)"
    assert words.property_value(fields, "rto_h", 4.5) == "4.5 h"
    assert words.property_value(fields, "lifecycle", "phase_out") == "being phased out"
    assert words.property_value(fields, "last_verified", "2026-03-02") == "2 Mar 2026"
    assert words.property_value(fields, "personal_data", True) == "yes"
    assert words.property_value(fields, "of_their_own", "kept as it is") == "kept as it is"


def test_levels_are_said_by_number_and_name() -> None:
    assert words.levels(3, 3) == "3 serious"
    assert words.levels(1, 3) == "1–3"
    assert words.levels(0, 4) == "unknown"


def test_how_old_is_said_in_words() -> None:
    today = dt.date(2026, 6, 1)
    assert words.age("2026-06-01T10:00:00+00:00", today) == "today"
    assert words.age("2026-05-29", today) == "3 days ago"
    assert words.age("no date", today) == ""


def test_every_choice_of_the_model_has_a_word() -> None:
    schema = Schema.standard()
    tables = (schema.node_fields, schema.relationship_fields)
    choices = {c for table in tables for fields in table.values() for field in fields.values() for c in field.choices}
    assert {c for c in choices if words.word(c) == c and "_" in c} == set()


def test_relationships_are_told_in_words_both_ways(town: Workspace) -> None:
    shown = town.snapshot()
    told = " ".join(map(str, facts.relationships(shown, shown.find("login"))))
    assert "It is owned by … (1)" in told
    assert "… depends on it (2)" in told


def test_answers_are_worked_out_once(town: Workspace) -> None:
    answers = Answers(town, kept=1)
    first = answers.ask("blast-radius", failed=["login"])
    assert answers.ask("blast-radius", failed=["login"]) is first
    answers.ask("blast-radius", failed=["cases"])
    assert answers.ask("blast-radius", failed=["login"]) is not first


def test_a_blast_radius_reads_in_words(town: Workspace) -> None:
    answers = Answers(town)
    answer: Any = answers.ask("blast-radius", failed=["hall-a"])
    hours: Any = answers.ask("timeline", failed=["hall-a"])
    rows = {row["id"]: row for row in stopped.rows(town.snapshot(), answer, hours)}
    assert rows["hall-a"]["because"] == "fails itself"
    assert rows["login"]["because"] == "Hall-a (hosts, 1 of 1 needed)"
    assert rows["login"]["owner"] == "Owner"
    assert rows["login"]["from"] == 0
    assert rows["login"]["to"] is None
    assert "pumps" not in rows


def test_every_rule_of_the_analysis_has_words() -> None:
    described = Row.model_fields["rules"].description
    assert described
    assert set(described.partition(": ")[2].split(", ")) == set(levels.RULES)


def test_a_level_is_explained_by_what_is_wrong_with_it() -> None:
    told = {
        "id": "a",
        "name": "A",
        "label": "System",
        "aspect": "k",
        "rules": ("hosting",),
        "witness": ("b", "a"),
        "assumed": False,
        "declared_low": 3,
        "assured_low": 0,
        "assured_high": 4,
        "gap": 0,
        "flags": (),
        "aggregation": False,
        "together": None,
        "origin_name": "B",
    }
    town = snapshot()
    low = Row(**told, assigned_low=1, assigned_high=1, required_low=3, required_high=4, raised=True, possible=True)
    assert levels.sentence(town, low) == (
        "A is decided 1 moderate in K · confidentiality and should be at least 3 serious: required by what it hosts."
    )
    perhaps = low.model_copy(update={"raised": False, "required_low": 1})
    assert "up to 4 exceptional may be required" in levels.sentence(town, perhaps)
    enough = perhaps.model_copy(update={"possible": False})
    assert levels.sentence(town, enough).endswith("no more is required.")
    assert levels.verdict(enough) == "enough"


def test_a_level_nobody_decided_is_never_told_to_be_enough() -> None:
    nothing_known = Row(
        id="a", name="A", label="System", aspect="k", assigned_low=0, assigned_high=4, required_low=0, required_high=4,
        declared_low=0, assured_low=0, assured_high=4, gap=0, flags=(), raised=False, possible=False, rules=(),
        witness=("a",), assumed=False, aggregation=False, together=None, origin_name=None,
    )  # fmt: skip
    assert levels.verdict(nothing_known) == "undecided"
    assert "no decided level" in levels.sentence(snapshot(), nothing_known)


def test_the_map_says_what_it_does_not_show(town: Workspace) -> None:
    drawn = town.map("organisations")
    assert map_parts.told(drawn, []).startswith(f"{drawn['total']['shown']} shown · 0 hidden by filter · 2 left out")
    assert " · 1 hidden by filter" in map_parts.told(drawn, ["supplier"])
    assert len(map_parts.rows(drawn, ["supplier"])) == drawn["total"]["shown"] - 1


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("label", sorted(LABEL_COLOURS))
def test_a_kind_can_be_told_from_a_light_and_a_dark_ground(label: str) -> None:
    assert min(contrast(LABEL_COLOURS[label], ground) for ground in ("#ffffff", "#161a23", "#242424")) >= 3


def test_text_on_a_wave_can_be_read() -> None:
    assert min(contrast(colour, "#ffffff") for colour in WAVES["light"]) >= 4.5
    assert min(contrast(colour, "#111111") for colour in WAVES["dark"]) >= 4.5
