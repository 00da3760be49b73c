"""The Gantt is a pure function of the answer: every hour of it can be read off, in either scheme and language."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.answers import Answers
from dashboards.components import outages
from dashboards.figures.gantt import LINE_HEIGHT, LONGEST_NAME, MOST_LINES, gantt, height, left_out, lines
from dashboards.theme import PICTURES, Scheme
from eagraph.analysis.timeline import Answer, Row
from eagraph.locale import current
from eagraph.results import SnapshotInfo, Words
from eagraph.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")


def row(id_: str, since: float, until: float | None, *, mtpd: float | None = None, **more: Any) -> Row:
    breach = None if mtpd is None else until is None or until - since > mtpd
    told = {
        "id": id_, "name": f"Name of {id_}", "label": "System", "broken_group": None, "because": ("x",), "bought_h": 0,
        "owner": None, "criticality": None, "breach_from_h": since + mtpd if breach and mtpd is not None else None, **more,
    }  # fmt: skip
    return Row(down_from_h=since, down_to_h=until, mtpd_h=mtpd, breach=breach, **told)


def answer(*rows: Row) -> Answer:
    info = SnapshotInfo(hash="0" * 64, date="2026-01-01", nodes=1, relationships=1)
    return Answer(analysis="timeline", params={}, summary=Words(sv="", en=""), snapshot=info, rows=rows)


def bars(figure: Any, trace: int) -> list[tuple[str, float, float]]:
    found = figure.data[trace]
    return [(y, base, base + x) for y, base, x in zip(found.y, found.base, found.x, strict=True)]


def marks(figure: Any, trace: int) -> list[tuple[str, float]]:
    return list(zip(figure.data[trace].y, figure.data[trace].x, strict=True))


BORNE, LONGER, LIMIT, ENDLESS = range(4)


def test_a_bar_for_every_outage_split_where_it_can_no_longer_be_borne() -> None:
    figure = gantt(answer(row("a", 0, 10), row("b", 2, 8, mtpd=4), row("c", 3, 5, mtpd=4), row("b", 12, 14, mtpd=4)))
    assert bars(figure, BORNE) == [("a", 0, 10), ("b", 2, 6), ("b", 12, 14), ("c", 3, 5)]
    assert bars(figure, LONGER) == [("b", 6, 8)]
    assert marks(figure, LIMIT) == [("b", 6), ("c", 7)]
    assert marks(figure, ENDLESS) == []


def test_a_breach_and_its_limit_are_told_by_more_than_a_colour() -> None:
    figure = gantt(answer(row("b", 2, 8, mtpd=4)))
    assert figure.data[LONGER].marker.pattern.shape == "/"
    assert figure.data[BORNE].marker.pattern.shape is None
    assert {trace.name for trace in figure.data if trace.showlegend} == {
        "down", "longer than can be borne", "limit of what can be borne (MTPD)",
    }  # fmt: skip
    assert figure.data[LONGER].hovertext == ("<b>Name of b</b><br>down from 2 to 8 h<br>can be borne for 4 h",)


def test_an_outage_without_an_end_goes_to_the_edge_with_an_arrow_head() -> None:
    figure = gantt(answer(row("a", 0, None, because=()), row("b", 5, None, mtpd=5)))
    end = figure.layout.xaxis.range[1]
    assert end > 10
    assert bars(figure, BORNE) == [("a", 0, end), ("b", 5, 10)]
    assert [(id_, begin) for id_, begin, _ in bars(figure, LONGER)] == [("b", 10)]
    assert marks(figure, ENDLESS) == [("a", end), ("b", end)]


def test_lines_stand_in_the_order_of_the_first_hour() -> None:
    figure = gantt(answer(row("z", 0, 1), row("m", 2, 3), row("a", 1, 2)))
    assert list(figure.layout.yaxis.categoryarray) == ["z", "a", "m"]
    top, bottom = figure.layout.yaxis.range[1], figure.layout.yaxis.range[0]
    assert top < 0
    assert bottom > 2


def test_where_there_are_too_many_the_late_and_the_critical_are_drawn_and_the_rest_counted() -> None:
    many = [row(f"b{i:03}", 1, 2) for i in range(100)]
    found = answer(row("start", 0, 9, because=()), *many, row("late", 7, 9, mtpd=1), row("vital", 8, 9, criticality=4))
    drawn = list(lines(found))
    assert len(drawn) == MOST_LINES
    assert drawn[0] == "start"
    assert drawn[-2:] == ["late", "vital"]
    assert left_out(found) == 103 - MOST_LINES
    assert height(found) == height(answer(row("a", 0, 1))) + (MOST_LINES - 1) * LINE_HEIGHT


def test_two_things_of_one_name_have_a_line_each_and_long_names_are_cut() -> None:
    figure = gantt(answer(row("a", 0, 1, name="Twin <b>"), row("b", 0, 1, name="Twin <b>"), row("c", 0, 1, name="x" * 90)))
    assert list(figure.layout.yaxis.tickvals) == ["a", "b", "c"]
    assert list(figure.layout.yaxis.ticktext[:2]) == ["Twin &lt;b&gt;"] * 2
    assert len(figure.layout.yaxis.ticktext[2]) == LONGEST_NAME


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_of_the_scheme(scheme: Scheme) -> None:
    figure = gantt(answer(row("a", 0, 1)), scheme)
    assert figure.layout.paper_bgcolor == PICTURES[scheme]["paper"]
    assert figure.layout.font.color == PICTURES[scheme]["text"]


def test_hours_are_written_as_the_reader_writes_them() -> None:
    shown = answer(row("a", 0.5, 1))
    assert gantt(shown).layout.separators == ".,"
    token = current.set("sv")
    try:
        figure = gantt(shown)
    finally:
        current.reset(token)
    assert figure.layout.separators == ",\u00a0"
    assert "0,5" in figure.data[BORNE].hovertext[0]


def test_nothing_down_is_a_figure_without_bars() -> None:
    assert bars(gantt(answer()), BORNE) == []


def asked(town: Workspace, **params: Any) -> Answer:
    found: Any = Answers(town).ask("timeline", **params)
    return found  # type: ignore[no-any-return]


def test_a_timeline_reads_in_words(town: Workspace) -> None:
    found = asked(town, outage=["login=0..4"], repair=True)
    rows = {shown["id"]: shown for shown in outages.rows(town.snapshot(), found)}
    assert (rows["login"]["from"], rows["login"]["to"], rows["login"]["because"]) == (0, 4, "fails itself")
    assert rows["portal"]["because"] == "Cases"
    assert rows["portal"]["breach"] == "unknown"
    assert outages.breaches(town.snapshot(), found) is None
    assert outages.deadlocks(found) is None
    assert outages.promises(town.snapshot(), found) is None


def test_chains_rings_and_promises_are_told_by_name(town: Workspace) -> None:
    shown = town.snapshot()
    found = answer(row("portal", 3, None, mtpd=1)).model_copy(
        update={
            "breaches": (_breach(),),
            "deadlocks": (_ring(),),
            "paper_rtos": asked(town, failed=["login"]).paper_rtos,
        }
    )
    assert "Login → (2.5 h) Cases → Portal" in str(outages.breaches(shown, found))
    ring = str(outages.deadlocks(found))
    assert "Cases, Login wait for each other. Start by hand:" in ring
    assert "thing?id=login" in ring


def _breach() -> Any:
    from eagraph.analysis.timeline import Breach

    return Breach(
        id="portal", name="Portal", label="DigitalService", down_from_h=3, down_to_h=None, mtpd_h=1, breach_from_h=4,
        chain=("login", "cases", "portal"), bought_h=(2.5, 0),
    )  # fmt: skip


def _ring() -> Any:
    from eagraph.analysis._course.black_start import Ring

    return Ring(members=("cases", "login"), names=("Cases", "Login"), start_by_hand=("login",), fewest=True)
