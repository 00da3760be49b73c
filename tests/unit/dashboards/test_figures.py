"""Pictures are pure functions: every box has a place of its own, and what is not drawn is counted."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dashboards.figures.way import Stop, way
from eagraph.analysis.blast_radius import Answer, Row
from eagraph.drawing import BOX_HEIGHT, BOX_WIDTH, Drawing, Element
from eagraph.drawing.blast_radius import waves
from eagraph.results import SnapshotInfo, Words

pytestmark = pytest.mark.usefixtures("english")


def row(id_: str, wave: int, because: Iterable[str] = (), criticality: int | None = None) -> Row:
    return Row(
        id=id_, name=f"Name of {id_}", label="System", wave=wave, broken_group="g" if wave else None, needed="1/1",
        because=tuple(because), hops=wave, owner=None, criticality=criticality,
    )  # fmt: skip


def answer(*rows: Row) -> Answer:
    info = SnapshotInfo(hash="0" * 64, date="2026-01-01", nodes=1, relationships=1)
    return Answer(analysis="blast-radius", params={}, summary=Words(sv="", en=""), snapshot=info, rows=rows)


def boxes(drawing: Drawing) -> list[Element]:
    return [e for e in drawing.elements if "source" not in e["data"] and e["classes"] != "heading"]


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    placed = [(e["data"]["id"], e["position"]["x"], e["position"]["y"]) for e in boxes(drawing)]
    return [
        (a, b)
        for i, (a, x, y) in enumerate(placed)
        for b, x2, y2 in placed[:i]
        if abs(x - x2) < BOX_WIDTH and abs(y - y2) < BOX_HEIGHT
    ]


def test_waves_stand_from_left_to_right_with_an_arrow_for_every_reason() -> None:
    drawing = waves(answer(row("a", 0), row("b", 1, ["a"]), row("c", 2, ["b", "a"])))
    x = {e["data"]["id"]: e["position"]["x"] for e in boxes(drawing)}
    assert x["a"] < x["b"] < x["c"]
    arrows = {(e["data"]["source"], e["data"]["target"]) for e in drawing.elements if "source" in e["data"]}
    assert arrows == {("a", "b"), ("b", "c"), ("a", "c")}
    assert drawing.left_out == 0


def test_a_wave_too_long_is_folded_and_the_rest_counted() -> None:
    drawing = waves(answer(row("a", 0), *(row(f"b{i:03}", 1, ["a"]) for i in range(400))))
    drawn = [e for e in boxes(drawing) if e["classes"] != "more"]
    assert len(drawn) <= 150
    assert drawing.left_out == 401 - len(drawn)
    assert [e["data"]["label"] for e in drawing.elements if e["classes"] == "more"] == [
        f"{drawing.left_out} more in the table"
    ]
    assert overlapping(drawing) == []


def test_every_wave_is_to_be_seen_however_long_the_first_is() -> None:
    rows = [row("a", 0), *(row(f"b{i}", 1, ["a"]) for i in range(300)), row("c", 2, ["b0"]), row("d", 3, ["c"])]
    assert {"c", "d"} <= {e["data"]["id"] for e in boxes(waves(answer(*rows)))}


def test_the_most_critical_of_a_wave_are_drawn_first() -> None:
    rows = [row("a", 0), *(row(f"b{i:03}", 1, ["a"]) for i in range(300)), row("vital", 1, ["a"], criticality=4)]
    wave_1 = [e for e in boxes(waves(answer(*rows))) if e["data"].get("wave") == 1]
    assert min(wave_1, key=lambda e: (e["position"]["x"], e["position"]["y"]))["data"]["id"] == "vital"


def test_waves_after_the_fourth_share_a_colour() -> None:
    drawing = waves(answer(*(row(str(i), i, [str(i - 1)] if i else ()) for i in range(7))))
    assert [e["classes"] for e in boxes(drawing)] == ["wave-0", "wave-1", "wave-2", "wave-3", "wave-4", "wave-4", "wave-4"]


def test_nothing_that_stops_is_a_picture_with_what_fails() -> None:
    assert [e["data"]["label"] for e in boxes(waves(answer(row("a", 0))))] == ["Name of a"]


@pytest.mark.parametrize("length", [1, 2, 5, 6, 11])
def test_a_way_folds_back_without_boxes_over_each_other(length: int) -> None:
    drawing = way([Stop(f"s{i}", f"Stop {i}", "K: 3") for i in range(length)])
    assert len(boxes(drawing)) == length
    assert len(drawing.elements) == 2 * length - 1
    assert overlapping(drawing) == []
    assert max(e["position"]["y"] for e in boxes(drawing)) < drawing.height


def test_a_thing_met_twice_on_a_way_is_two_boxes() -> None:
    assert len({e["data"]["id"] for e in boxes(way([Stop("a", "A"), Stop("b", "B"), Stop("a", "A")]))}) == 3
