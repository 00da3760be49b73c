"""Every figure of a report: it counts what was planted, and anybody gets it again from the query or analysis it names."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from typing import Any

import pytest

from eagraph.board import BoardReport
from eagraph.board.queries import names, read
from eagraph.model.schema import Schema
from eagraph.rules import subset
from eagraph.rules.embedded import Embedded
from eagraph.workspace import Workspace
from tests.conftest import Place
from tests.unit.board.conftest import Town

PLANTED: Mapping[tuple[str, str], set[str]] = {
    ("coordinator", ""): {"r:isk"},
    ("systems", ""): {"s:alarm", "s:plan"},
    ("systems-without-owner", ""): {"s:lost"},
    ("systems-classified", ""): {"s:alarm", "s:plan"},
    ("information", ""): {"i:diary", "i:list"},
    ("information-classified", ""): {"i:diary"},
    ("information-classified-lately", ""): {"i:diary"},
    ("information-critical", ""): {"i:diary"},
    ("information-not-judged", ""): {"i:list"},
    ("sensitive-systems", ""): {"s:alarm", "s:plan"},
    ("sensitive-systems-analysed", ""): {"s:alarm"},
    ("personal-data-systems", ""): {"s:alarm", "s:plan"},
    ("personal-data-recorded", ""): {"s:alarm"},
    ("reports", ""): {"e:report"},
    ("critical", ""): {"d:safe", "s:alarm"},
    ("criticality-unknown", ""): set(),
    ("support-ending", ""): set(),
    ("incidents", "2026-01-01"): {"x:stop", "x:leak", "x:open"},
    ("incidents", "2025-01-01"): {"x:before"},
    ("incidents-city", "2026-01-01"): {"x:stop", "x:leak", "x:open", "x:theirs"},
    ("incidents-severe", "2026-01-01"): {"x:stop"},
    ("incidents-unjudged", "2026-01-01"): {"x:open"},
    ("incidents-personal", "2026-01-01"): {"x:leak"},
    ("incidents-late", "2026-01-01"): {"x:leak"},
    ("incidents-unanalysed", "2026-01-01"): {"x:stop"},
    ("incidents-open", "2026-01-01"): {"x:open"},
    ("exemptions", ""): {"u:valid", "u:soon"},
    ("exemptions-expiring", ""): {"u:soon"},
    ("exemptions-expired", ""): {"u:over"},
    ("systems-added", "2026-01-01"): {"s:alarm"},
    ("systems-ended", "2026-01-01"): set(),
    ("systems-undated", ""): {"s:plan", "s:old", "s:new"},
    ("systems-leaving", ""): {"s:old"},
    ("systems-coming", ""): {"s:new"},
    ("systems-replaced", "2026-01-01"): {"s:old"},
    ("projects", "2026-01-01"): {"j:renew"},
}
"""By query and the day its period begins, what is to be counted in the town."""


def _by_query(told: BoardReport) -> dict[tuple[str, str], set[str]]:
    asked = (one for one in told.figures if one.kind == "query" and one.source != "evidence")
    return {(one.source, str(one.params.get("since", ""))): set(one.things) for one in asked}


def test_every_query_counts_what_was_planted(told: BoardReport) -> None:
    found = _by_query(told)
    assert {key: found[key] for key in PLANTED} == PLANTED
    assert {name for name, _ in found} | {"evidence"} == set(names())


def test_evidence_is_counted_by_kind_and_period(told: BoardReport) -> None:
    asked = {(one.params["kind"], one.params["since"]): one.things for one in told.figures if one.source == "evidence"}
    assert asked["risk_analysis", "2026-01-01"] == ("e:risk",)
    assert asked["report", "2025-01-01"] == ()
    assert asked["report", "2026-01-01"] == ()


def test_analyses_are_counted_as_told(told: BoardReport) -> None:
    found = {one.what.en: set(one.things) for one in told.figures if one.kind == "analysis"}
    assert found["Single things whose failure alone stops something critical"] == {"s:alarm", "s:net"}
    assert found["Of these: things that another board or company, or nobody stated, answers for"] == {"s:net"}
    assert found["Critical services and systems that take longer to restore than they tolerate"] == {"d:safe", "s:alarm"}
    assert "s:alarm" in found["Systems, services and information that are classified too low"]


def test_every_query_gives_its_figure_again(told: BoardReport, workspace: Workspace) -> None:
    """With what the appendix says and nothing else."""
    engine = Embedded(workspace.snapshot())
    texts = {query.name: query.text for query in told.queries}
    for figure in told.figures:
        if figure.kind == "query":
            text = texts[figure.source]
            given = {**told.shared, **figure.params}
            params = {name: given[name] for name in subset.parameters(text)}
            rows = engine.rows(text, {k: tuple(v) if isinstance(v, list) else v for k, v in params.items()}, 20)
            assert ({row["id"] for row in rows}, len({row["id"] for row in rows})) == (set(figure.things), figure.value)


def test_every_analysis_gives_its_figure_again(told: BoardReport, workspace: Workspace) -> None:
    """The command of the appendix asks what the parameters beside it say; the rows that are counted are among its rows."""
    for figure in told.figures:
        if figure.kind == "analysis":
            words = shlex.split(figure.source)
            answer = workspace.analyse(words[2], figure.params)
            assert set(figure.things) <= {row.id for row in answer.rows}
            said = {word for word in words[3:] if not word.startswith("--")}
            assert said == {str(v) for value in figure.params.values() for v in _parts(value)}


def _parts(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [] if value in (None, False, True, "") else [value]


def test_every_number_in_the_text_leads_to_a_figure_and_every_figure_is_told(told: BoardReport) -> None:
    numbers = {one.number for one in told.figures}
    assert numbers == set(range(1, len(numbers) + 1))
    said = told.model_dump(mode="json", exclude={"figures", "queries"})
    for language in ("sv", "en"):
        spoken = json.dumps(_in_language(said, language), ensure_ascii=False)
        assert {int(found) for found in re.findall(r"\[(\d+)\]", spoken)} <= numbers
    whole = json.dumps(said, ensure_ascii=False)
    untold = {one.source for one in told.figures if f"[{one.number}]" not in whole and one.value}
    assert untold == set()


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return value[language] if set(value) == {"sv", "en"} else {k: _in_language(v, language) for k, v in value.items()}
    return [_in_language(part, language) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", names())
def test_every_query_is_of_the_portable_subset(name: str) -> None:
    query = read(name)
    assert [str(found.text) for found in subset.complaints(query.text, Schema.standard())] == []
    assert {"id", "name"} <= set(subset.columns(query.text))
    assert query.title.sv != query.title.en


def test_the_figures_are_the_same_whatever_the_store(place: Place, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in place.environment.items():
        monkeypatch.setenv(name, value)
    work = town(url=place.url)
    assert {key: found for key, found in _by_query(work.board_report("o:care")).items() if key in PLANTED} == PLANTED
    work.close()
