"""Several sources in one command: which one failed, and what became of those before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import SourceError
from eagraph.settings import read_settings
from eagraph.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty store."""
    return Workspace(read_settings(store=f"sqlite:///{tmp_path / 'x.db'}"))


def _folder(path: Path, nodes: str) -> Path:
    path.mkdir()
    (path / "nodes.csv").write_text(f"id,label\n{nodes}", encoding="utf-8")
    return path


def test_a_failure_names_its_source_and_those_that_were_kept(workspace: Workspace, tmp_path: Path) -> None:
    paths = [_folder(tmp_path / name, nodes) for name, nodes in (("one", "a,System\n"), ("two", "b,Sytem\n"))]
    with pytest.raises(SourceError) as raised:
        workspace.load([*paths, tmp_path / "never reached"])
    for text in (raised.value.text.en, raised.value.text.sv):
        assert text.splitlines()[-1].count(str(paths[1])) == 1
        assert "nodes.csv:2" in text
    assert raised.value.text.en.splitlines()[-1].endswith("and kept: one.")
    assert [source.name for source in workspace.sources()] == ["one"]


def test_nothing_is_said_to_be_kept_by_a_dry_run_or_by_the_first_that_fails(workspace: Workspace, tmp_path: Path) -> None:
    good, bad = _folder(tmp_path / "one", "a,System\n"), _folder(tmp_path / "two", "b,Sytem\n")
    for paths, dry_run in (([good, bad], True), ([bad, good], False)):
        with pytest.raises(SourceError, match="unknown label") as raised:
            workspace.load(paths, dry_run=dry_run)
        assert raised.value.text.en.endswith("two; no other source was loaded.")
    assert not workspace.sources()


def test_one_source_alone_is_told_without_ado(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        workspace.load([_folder(tmp_path / "two", "b,Sytem\n")])
    assert "This is about" not in raised.value.text.en


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
