"""Several sources in one command: which of them failed, and what became of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import EagraphError, SourceError, StoreError
from eagraph.loading import LoadReport
from eagraph.loading.several import load_each
from eagraph.locale import both
from eagraph.settings import read_settings
from eagraph.work import Cancelled
from eagraph.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty store."""
    return Workspace(read_settings(store=f"sqlite:///{tmp_path / 'x.db'}"))


def _folder(path: Path, nodes: str) -> Path:
    path.mkdir()
    (path / "nodes.csv").write_text(f"id,label\n{nodes}", encoding="utf-8")
    return path


def test_what_fails_is_named_each_and_the_others_are_loaded(workspace: Workspace, tmp_path: Path) -> None:
    given = {"one": "a,System\n", "two": "b,Sytem\n", "three": "c,Senser\n", "four": "d,System\n"}
    paths = [_folder(tmp_path / name, nodes) for name, nodes in given.items()]
    with pytest.raises(SourceError) as raised:
        workspace.load(paths)
    for text in (raised.value.text.en, raised.value.text.sv):
        assert text.count("nodes.csv:2") == text.count(f"{tmp_path / 't'}") == 2
    told = raised.value.text.en
    assert told.index("two:\n") < told.index("Sytem") < told.index("three:\n") < told.index("Senser")
    assert told.splitlines()[-1] == "Loaded, and kept: one, four."
    assert [source.name for source in workspace.sources()] == ["one", "four"]


def test_a_store_that_fails_or_a_cancelled_load_stops_the_rest() -> None:
    for error in (StoreError(both("The disk is full.")), Cancelled()):
        asked: list[str] = []

        def load(path: str, error: EagraphError = error, asked: list[str] = asked) -> LoadReport:
            asked.append(path)
            raise error

        assert load_each(["one", "two"], load) == ([], error)
        assert asked == ["one"]


def test_levels_of_what_was_loaded_are_remembered_when_another_source_fails(workspace: Workspace, tmp_path: Path) -> None:
    for name, nodes in (("good", "a,System,2"), ("bad", "b,Sytem,2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "nodes.csv").write_text(f"id,label,k\n{nodes}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="unknown label"):
        workspace.load([tmp_path / "good", tmp_path / "bad"])
    assert {one.aspect for one in workspace.decisions.history("a").rows} >= {"k"}


def test_nothing_is_said_to_be_kept_where_nothing_is(workspace: Workspace, tmp_path: Path) -> None:
    good, bad, worse = (_folder(tmp_path / name, f"a,Sy{end}\n") for name, end in (("1", "stem"), ("2", "tem"), ("3", "tm")))
    for paths, dry_run in (([good, bad], True), ([bad, worse], False)):
        with pytest.raises(SourceError, match="unknown label") as raised:
            workspace.load(paths, dry_run=dry_run)
        assert raised.value.text.en.endswith("\nNo other source was loaded.")
    assert not workspace.sources()


def test_one_source_alone_is_told_without_ado(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        workspace.load([_folder(tmp_path / "two", "b,Sytem\n")])
    assert "About" not in raised.value.text.en


def test_a_folder_that_is_not_one_source_is_each_that_lies_in_it(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "delivered"
    folder.mkdir()
    _folder(folder / "one", "a,System\n")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "systems.csv").write_text("System;Leverantör\nDiariet;Norrsken\n", encoding="utf-8")
    (folder / "read me.txt").write_text("hej", encoding="utf-8")
    reports = workspace.load([folder])
    assert [(report.source, report.loader) for report in reports] == [("deeper", "tables"), ("one", "landscape")]
    left_out = [hint for hint in reports[-1].hints if "left out" in hint.text.en]
    assert [hint.where for hint in left_out] == [str(folder / "read me.txt")]


def test_a_folder_in_which_no_loader_knows_anything_is_refused_as_before(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "delivered"
    folder.mkdir()
    (folder / "read me.txt").write_text("hej", encoding="utf-8")
    with pytest.raises(SourceError, match="delivered: no loader knows this format"):
        workspace.load([folder])
    with pytest.raises(SourceError, match="delivered"):
        workspace.load([folder], loader="cyclonedx")
