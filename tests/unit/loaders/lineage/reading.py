"""Reads a source as a load does, for the tests of loaders of lineage and catalogues."""

from __future__ import annotations

from pathlib import Path

from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import loader_named
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

DATA = Path(__file__).parents[3] / "data"
SHARED = Path(__file__).parents[4].parent / "shared" / "data"


def loaded(loader: str, path: Path) -> tuple[Changes, LoadReport]:
    """A source read, planned for an empty store."""
    intake = Intake(str(path), path.stem, Schema.standard())
    loader_named(loader).read(path, intake)
    return plan(Stored(), intake, loader=loader, run="run", loaded_at="2026-01-01")


def written(folder: Path, name: str, text: str) -> Path:
    """A file of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def snapshot(loader: str, path: Path) -> Snapshot:
    """What an empty store would hold after the load."""
    changes, _ = loaded(loader, path)
    nodes = tuple(sorted(changes.nodes, key=lambda n: n.id))
    return Snapshot.of(Stored(nodes, tuple(sorted(changes.relationships, key=lambda r: r.key))))
