"""Everything wrong with our own format is said at once, with its place, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import InvalidLandscape, SourceError
from eagraph.settings import read_settings
from eagraph.workspace import Workspace

GOOD = "id,label,name,valid_from,valid_to,k\na,System,A,,,\nb,System,B,,,\n"


def _load(tmp_path: Path, nodes: str, relationships: str = "source,type,target\n") -> Workspace:
    folder = tmp_path / "source"
    folder.mkdir(exist_ok=True)
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "relationships.csv").write_text(relationships, encoding="utf-8")
    workspace = Workspace(read_settings(store=f"sqlite:///{tmp_path / 'x.db'}"))
    workspace.load([folder])
    return workspace


RING = "".join(f"n{i:03},PART_OF,n{(i + 1) % 400:03},,,\n" for i in range(400))
BAD = {
    "unknown label": (GOOD + "c,Sytem,C,,,\n", "", "nodes.csv:4", "did you mean System"),
    "doubled id": (GOOD + "a,System,C,,,\n", "", "nodes.csv:4", "nodes.csv:2"),
    "level 7": (GOOD + "c,System,C,,,7\n", "", "nodes.csv:4", "level 0-4"),
    "date reversed": (GOOD + "c,System,C,2026-02-01,2026-01-01,\n", "", "nodes.csv:4", "is after"),
    "not a date": (GOOD + "c,System,C,i går,,\n", "", "nodes.csv:4", "YYYY-MM-DD"),
    "missing column": ("id,lable,name\na,System,A\n", "", "nodes.csv:1", "lable"),
    "too many cells": (GOOD + "c,System,C,,,,,,\n", "", "nodes.csv:4", "in the header"),
    "no id": (GOOD + ",System,C,,,\n", "", "nodes.csv:4", "id"),
    "dangling end": (GOOD, "a,DEPENDS_ON,bb,,,\n", "relationships.csv:2", "'bb'"),
    "unknown type": (GOOD, "a,DEPENDSON,b,,,\n", "relationships.csv:2", "DEPENDS_ON"),
    "k larger than its group": (GOOD, "a,DEPENDS_ON,b,g,2,\n", "relationships.csv:2", "has 1 members"),
    "k of two minds": (GOOD, "a,DEPENDS_ON,b,g,2,\na,DEPENDS_ON,b,g,1,\n", "relationships.csv:2", "relationships.csv:3"),
    "cycle in PART_OF": (GOOD, "a,PART_OF,b,,,\nb,PART_OF,a,,,\n", "relationships.csv:3", "a → b → a"),
    "long cycle in PART_OF": (
        "id,label\n" + "".join(f"n{i:03},System\n" for i in range(400)),
        RING,
        "relationships.csv:401",
        "n005 → … 389 more … → n395",
    ),
    "a row on two lines": (GOOD + '"c\nd",Sytem,C,,,\n', "", "nodes.csv:4", "did you mean System"),
    "mode unknown": (GOOD, "a,DEPENDS_ON,b,,,hrad\n", "relationships.csv:2", "hard, soft, optional"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, case: str) -> None:
    nodes, ties, place, told = BAD[case]
    with pytest.raises(InvalidLandscape) as raised:
        _load(tmp_path, nodes, "source,type,target,group,k,mode\n" + ties)
    (problem, *_) = [p for p in raised.value.problems if p.where == place]
    assert told in problem.text.en
    assert Workspace(read_settings(store=f"sqlite:///{tmp_path / 'x.db'}")).overview()["nodes"]["total"] == 0


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidLandscape) as raised:
        _load(tmp_path, GOOD + "c,Sytem,C,,,\nd,Systm,D,2026-02-01,2026-01-01,\n", "source,type,target\na,NO,q\n")
    places = {p.where for p in raised.value.problems}
    assert places == {"nodes.csv:4", "nodes.csv:5", "relationships.csv:2"}
    assert len(raised.value.problems) >= 5


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,label\n\xff\xfe\x00", "nodes.csv:2: not UTF-8"),
        ("id,label,name\na,System,Å\n".encode() + "b,System,Ö\n".encode("latin-1"), "nodes.csv:3: not UTF-8"),
        ("id,label,name\na,System,Å\n".encode("utf-16"), "nodes.csv:1: not UTF-8"),
        (
            b'id,label,name\n"a",System,"two\nlines"\nb,System,"never closed\n\n\n',
            "nodes.csv:4: not readable as CSV: a quot",
        ),
        (b'id,label,name\na,System,"a"b"\n', "nodes.csv:2: not readable as CSV ('"),
        (b"", "nodes.csv:1: no header; expected the columns id, label"),
        (b"\n\n", "nodes.csv:1: no header"),
        (b"id\tlabel\na\tSystem\n", "no column 'label'"),
    ],
)
def test_a_file_that_is_not_one_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "nodes.csv").write_bytes(content)
    with pytest.raises(SourceError) as raised:
        Workspace(read_settings(store=f"sqlite:///{tmp_path / 'x.db'}")).load([tmp_path / "source"])
    assert told in str(raised.value)


def test_mistakes_are_told_in_the_order_of_the_source(tmp_path: Path) -> None:
    wrong = "".join(f"x{i},Sytem,,,,\n" for i in range(12, 0, -1))
    with pytest.raises(InvalidLandscape) as raised:
        _load(tmp_path, GOOD + wrong, "source,type,target\na,NO,q\n")
    places = [p.where for p in raised.value.problems]
    assert places[:12] == [f"nodes.csv:{line}" for line in range(4, 16)]
    assert set(places[12:]) == {"relationships.csv:2"}
