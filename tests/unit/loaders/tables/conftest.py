"""Lists as people write them, read through the loader and planned as a load would be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.landscape import Node
from eagraph.model.schema import Schema
from loaders import tables


@dataclass(frozen=True)
class Whole:
    """What one source became."""

    changes: Changes
    report: LoadReport

    def node(self, name: str, label: str | None = None) -> Node:
        found = [n for n in self.changes.nodes if n.name == name and label in (None, n.label)]
        assert len(found) == 1, f"{name}: {[n.id for n in found]} of {sorted(n.name for n in self.changes.nodes)}"
        return found[0]

    def names(self, label: str) -> set[str]:
        return {n.name for n in self.changes.nodes if n.label == label}

    def ties(self, type_: str) -> set[tuple[str, str]]:
        names = {n.id: n.name for n in self.changes.nodes}
        return {(names[r.source], names[r.target]) for r in self.changes.relationships if r.type == type_}

    @property
    def hints(self) -> str:
        return "\n".join(f"{h.where}: {h.text.en}" for h in self.report.hints)

    @property
    def skipped(self) -> dict[str, str]:
        return {s.where: s.why.en for s in self.report.skipped}


Read = Callable[..., Whole]


def read_path(path: Path, mapping: Mapping[str, object] | None = None) -> Whole:
    intake = Intake(str(path), path.stem, Schema.standard(), mapping or {})
    tables.read(path, intake)
    return Whole(*plan(Stored(), intake, loader="tables", run="1", loaded_at="2026-01-01T00:00:00Z"))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads one text (or bytes), or several files by name."""

    def reading(
        content: str | bytes | Mapping[str, str | bytes], name: str = "list.csv", mapping: Mapping[str, object] | None = None
    ) -> Whole:
        folder = tmp_path / "source"
        folder.mkdir(exist_ok=True)
        files = content if isinstance(content, Mapping) else {name: content}
        for file, text in files.items():
            (folder / file).write_bytes(text.encode() if isinstance(text, str) else text)
        return read_path(folder if isinstance(content, Mapping) else folder / name, mapping)

    return reading
