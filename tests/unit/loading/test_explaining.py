"""How everything was read is told and counted, by the loaders and by what is common to all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eagraph.cli import main
from eagraph.loading import Explained, Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.loading.changes import Stored
from eagraph.loading.planning import plan
from eagraph.locale import Text
from eagraph.model.schema import Schema


def _explained(mapping: dict[str, object]) -> dict[tuple[str, str], tuple[str, int]]:
    intake = Intake("x", "x", Schema.standard(), mapping)
    for number, said in enumerate([{"name": "A", "rto_h": "4"}, {"name": "B", "Kritisk": "2", "egen": "x"}, {"name": "C"}]):
        intake.node(NodeRecord(str(number), "System", said, f"x:{number}"))
    intake.relationship(RelationshipRecord(Reference("0"), "DEPENDS_ON", Reference("1"), {"k": "1", "why": "x"}, "x:9"))
    _, report = plan(Stored(), intake, loader="x", run="1", loaded_at="2026-01-01")
    return {(e.where, e.what): (e.read_as.en, e.count) for e in report.explained}


def test_every_property_is_told_with_what_it_was_read_as() -> None:
    assert _explained({"properties": {"Kritisk": "criticality", "why": "reason"}}) == {
        ("System", "name"): ("name", 3),
        ("System", "rto_h"): ("recovery time objective (RTO) (h)", 1),
        ("System", "Kritisk"): ("criticality: criticality, by the mapping", 1),
        ("System", "egen"): ("kept under its own name", 1),
        ("DEPENDS_ON", "k"): ("how many must work", 1),
        ("DEPENDS_ON", "why"): ("reason, by the mapping", 1),
    }


def test_what_is_told_again_is_counted() -> None:
    intake = Intake("x", "x", Schema.standard())
    intake.explain("a", "b", Text("c", "c"))
    intake.explain("a", "b", Text("c", "c"), 4)
    assert intake.explained == (Explained("a", "b", Text("c", "c"), 5),)


def test_the_command_shows_it_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "systems.csv"
    path.write_text("System;Ägare;Livscykel;Egen kolumn\nKartan;Ann;live;x\n", encoding="utf-8")
    monkeypatch.setenv("EAGRAPH_STORE", f"sqlite:///{tmp_path / 'x.db'}")
    told: dict[str, str] = {}
    for name, more in {"plain": [], "explained": ["--explain"], "json": ["--format", "json"]}.items():
        with pytest.raises(SystemExit) as ended:
            _run(["load", str(path), *more], monkeypatch)
        assert not ended.value.code
        told[name] = capsys.readouterr().out
    assert "kept under its own name" not in told["plain"]
    assert "kept under its own name" in told["explained"]
    assert any(one["what"] == "Egen kolumn" for one in json.loads(told["json"])["explained"])


def _run(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["eagraph", *arguments])
    main()


def test_a_url_survives_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EAGRAPH_STORE", f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(SystemExit) as ended:
        _run(["load", "gopher://host//a//b"], monkeypatch)
    assert ended.value.code == 3
    assert "gopher://host//a//b: no loader reads it" in capsys.readouterr().err
