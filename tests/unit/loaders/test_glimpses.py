"""What a glimpse sees of a cut file, and what a folder of documents gives."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from eagraph.loading import Intake
from eagraph.model.schema import Schema
from loaders._documents import glimpse
from loaders._documents.sources import documents, is_source


def _file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- glimpses ---------------------------------------------------------------------------------------------------------


def test_a_glimpse_cuts_lists_and_texts(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.json", json.dumps({"a": list(range(99)), "b": "x" * 999, "c": {"d": 1}}))
    assert glimpse.glimpses(path) == ({"a": [0, 1, 2, 3, 4], "b": "x" * 300, "c": {"d": 1}},)
    path = _file(tmp_path, "a.yaml", "a: [0, 1, 2, 3, 4, 5, 6]\nb: " + "x" * 999 + "\n---\nc: {d: 1}\n")
    assert glimpse.glimpses(path) == ({"a": ["0", "1", "2", "3", "4"], "b": "x" * 300}, {"c": {"d": "1"}})


@pytest.mark.parametrize("cut", range(8))
def test_a_glimpse_sees_the_beginning_wherever_the_file_is_cut(
    cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "\n".join(f"- namn: åäö {i}" for i in range(500))
    monkeypatch.setattr(glimpse, "YAML_BYTES", 1_000 + cut)
    monkeypatch.setattr(glimpse, "BYTES", 1_000 + cut)
    path = _file(tmp_path, f"{cut}.yaml", f"kind: Å\nlista:\n{long}\n")
    [seen] = glimpse.glimpses(path)
    assert (seen["kind"], len(seen["lista"])) == ("Å", 5)
    value = {"kind": "Å", "lista": [{"namn": f"åäö {i}"} for i in range(500)]}
    for encoding in ("utf-8", "utf-16"):
        path = _file(tmp_path, f"{cut}-{encoding}.json", json.dumps(value, ensure_ascii=False).encode(encoding))
        [seen] = glimpse.glimpses(path)
        assert (seen["kind"], len(seen["lista"])) == ("Å", 5)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\x00\x01", b"a: [", b"\xff\xfe\x00", b"[" * 9_999, b"- " * 9_999, b"%PDF", b"*a"]
)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_glimpse_never_raises(content: bytes, suffix: str, tmp_path: Path) -> None:
    assert isinstance(glimpse.glimpses(_file(tmp_path, f"a{suffix}", content)), tuple)
    assert glimpse.glimpses(tmp_path / "missing.json") == ()
    assert glimpse.glimpses(tmp_path) == ()


def test_a_file_that_changes_is_glimpsed_anew(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.json", '{"a": 1}')
    assert glimpse.glimpses(path) == ({"a": 1},)
    path.write_text('{"a": 2}')
    os.utime(path, ns=(1, 1))
    assert glimpse.glimpses(path) == ({"a": 2},)


# --- sources ----------------------------------------------------------------------------------------------------------


def _ours(value: Any) -> bool:
    return "ours" in value


def test_a_folder_gives_its_documents_and_tells_of_the_others(tmp_path: Path) -> None:
    for name, content in {
        "b.json": '{"ours": 1}', "a/c.yaml": "ours: 2\n---\nother: 3\n", "note.txt": "x", "other.json": '{"theirs": 1}',
        ".hidden/d.json": '{"ours": 4}', "broken.json": '{"ours": 1, "ours": 2}',
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "link.json").symlink_to(tmp_path / ".hidden" / "d.json")
    intake = Intake("x", "x", Schema.standard())
    suffixes = glimpse.JSON | glimpse.YAML
    assert is_source(tmp_path, _ours, suffixes)
    parts = list(documents(tmp_path, intake, _ours, suffixes))
    assert [(part.file, part.value) for part in parts] == [
        ("a/c.yaml", {"ours": 2}), ("a/c.yaml", {"other": 3}), ("b.json", {"ours": 1}),
    ]  # fmt: skip
    assert {skipped.where for skipped in intake.skipped} == {"note.txt", "other.json"}
    assert [problem.where for problem in intake.problems] == ["broken.json"]


def test_who_recognises_may_stumble(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.json", "[1]")
    assert not is_source(path, lambda value: value["kind"].startswith("x"), glimpse.JSON)
