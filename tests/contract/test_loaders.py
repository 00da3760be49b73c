"""What every loader promises, asked of every loader there is and of every sample it has.

`tests/data/<loader>/` holds the samples of a loader: every entry but `expected` is one. `expected/` is the landscape, in
our own form, that they make when they are loaded one after the other; where samples do not belong together, it holds
one such folder for each sample, by the sample's name.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from eagraph.errors import EagraphError
from eagraph.loading import Intake, Loader, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, loader_named, loader_packages
from eagraph.loading.planning import plan
from eagraph.locale import LANGUAGES, Text
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.schema import Schema

DATA = Path(__file__).parents[1] / "data"
LOADERS = tuple(loader_packages())
PATIENCE_S = 10.0


def _samples(loader: str) -> list[Path]:
    found = (DATA / loader).iterdir() if (DATA / loader).is_dir() else iter(())
    return sorted(path for path in found if path.name != "expected" and not path.name.startswith("."))


SAMPLES = [pytest.param(loader, path, id=f"{loader}-{path.name}") for loader in LOADERS for path in _samples(loader)]
OTHERS = [
    pytest.param(loader, path, id=f"{loader}-reads-{other}-{path.name}")
    for loader in LOADERS
    for other in LOADERS
    for path in _samples(other)
    if loader != other
]


@dataclass(frozen=True)
class Load:
    """One source, read and planned."""

    intake: Intake
    changes: Changes
    report: LoadReport


def _load(path: Path, stored: Stored, loader: Loader | None = None) -> Load:
    intake = Intake(str(path.resolve()), path.stem, Schema.standard())
    (loader or detect(path)).read(path, intake)
    changes, report = plan(stored, intake, loader="loader", run=f"run-{stored.generation}", loaded_at="2026-01-01")
    return Load(intake, changes, report)


def _after(stored: Stored, changes: Changes) -> Stored:
    """What a store holds when a load was written."""
    nodes = {node.id: node for node in (*stored.nodes, *changes.nodes)}
    ties = {tie.key: tie for tie in (*stored.relationships, *changes.relationships)}
    for node in changes.removed_nodes:
        del nodes[node.id]
    for tie in changes.removed_relationships:
        del ties[tie.key]
    sources = {row.name: row for row in (*stored.sources, changes.source)}
    return Stored(tuple(nodes.values()), tuple(ties.values()), tuple(sources.values()), stored.generation + 1)


def _landscape(stored: Stored) -> Landscape:
    nodes, ties = sorted(stored.nodes, key=lambda n: n.id), sorted(stored.relationships, key=lambda r: r.key)
    return Landscape(tuple(nodes), tuple(ties))


def _loaded(paths: list[Path]) -> Landscape:
    stored = Stored()
    for path in paths:
        stored = _after(stored, _load(path, stored).changes)
    return _landscape(stored)


def _expectations(loader: str) -> Iterator[tuple[list[Path], Path]]:
    """Which samples together make which expected landscape."""
    expected = DATA / loader / "expected"
    if (expected / "nodes.csv").exists():
        yield _samples(loader), expected
        return
    for sample in _samples(loader):
        yield [sample], expected / sample.name


@pytest.mark.parametrize("loader", LOADERS)
def test_every_loader_has_a_sample(loader: str) -> None:
    assert _samples(loader), f"put a sample into tests/data/{loader}/"


@pytest.mark.parametrize("loader", LOADERS)
def test_every_loader_says_in_both_languages_what_it_reads(loader: str) -> None:
    title = loader_named(loader).title
    assert isinstance(title, Text)
    assert all(title.in_language(language) for language in LANGUAGES)


@pytest.mark.parametrize(("loader", "sample"), SAMPLES)
def test_exactly_one_loader_claims_a_sample(loader: str, sample: Path) -> None:
    assert [name for name in LOADERS if loader_named(name).detects(sample)] == [loader]


@pytest.mark.parametrize("loader", LOADERS)
def test_samples_become_the_expected_landscape(loader: str) -> None:
    for samples, expected in _expectations(loader):
        found, wanted = _loaded(samples), _loaded([expected])
        assert [node.id for node in found.nodes] == [node.id for node in wanted.nodes]
        assert [tie.key for tie in found.relationships] == [tie.key for tie in wanted.relationships]
        assert _different(found.nodes, wanted.nodes) == []
        assert _different(found.relationships, wanted.relationships) == []


def _different(
    found: Sequence[Node] | Sequence[Relationship], wanted: Sequence[Node] | Sequence[Relationship]
) -> list[object]:
    return [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize(("loader", "sample"), SAMPLES)
def test_loading_again_changes_nothing(loader: str, sample: Path) -> None:
    first = _load(sample, Stored(), loader_named(loader))
    stored = _after(Stored(), first.changes)
    again = _load(sample, stored, loader_named(loader))
    assert again.changes.is_empty
    assert again.report.unchanged == first.report.created > 0
    assert (again.report.created, again.report.updated, again.report.removed) == (0, 0, 0)
    assert [row.name for row in _after(stored, again.changes).sources] == [first.report.source]


@pytest.mark.parametrize(("loader", "sample"), SAMPLES)
def test_a_sample_that_moved_away_and_shrank_is_withdrawn(loader: str, sample: Path) -> None:
    stored = _after(Stored(), _load(sample, Stored(), loader_named(loader)).changes)
    emptied = Intake(stored.sources[0].location, "anything", Schema.standard())
    changes, report = plan(stored, emptied, loader=loader, run="run-2", loaded_at="2026-01-02")
    assert report.removed == len(stored.nodes) + len(stored.relationships)
    assert _after(stored, changes).nodes == ()


@pytest.mark.parametrize(("loader", "sample"), SAMPLES)
def test_every_record_is_kept_joined_or_skipped_with_a_reason(loader: str, sample: Path) -> None:
    load = _load(sample, Stored(), loader_named(loader))
    read = load.intake.read_nodes + load.intake.read_relationships
    left = [*load.intake.skipped, *load.intake.joined]
    assert read > 0
    assert read <= len(load.intake.nodes) + len(load.intake.relationships) + len(left)
    ends_unknown = sum(1 for record in left if record.where in {r.place for r in load.intake.relationships if r.is_loose})
    assert load.report.kept["nodes"] == len(load.intake.nodes)
    assert load.report.kept["relationships"] <= len(load.intake.relationships)
    assert load.report.kept["relationships"] >= len(load.intake.relationships) - ends_unknown
    for record in left:
        assert record.where
        assert record.what
        assert record.why.sv
        assert record.why.en


@pytest.mark.parametrize(("loader", "sample"), SAMPLES)
def test_every_record_says_where_it_stands(loader: str, sample: Path) -> None:
    names = {path.name for path in (sample, *sample.glob("**/*"))}
    load = _load(sample, Stored(), loader_named(loader))
    claims = [c for node in load.changes.nodes for c in node.provenance]
    claims += [c for tie in load.changes.relationships for c in tie.provenance]
    assert len(claims) == len(load.changes.nodes) + len(load.changes.relationships)
    for claim in claims:
        assert any(name in claim.place for name in names), claim.place
        assert any(character.isdigit() or character == "#" for character in claim.place), claim.place


@pytest.mark.parametrize(("loader", "sample"), SAMPLES)
def test_a_dry_look_leaves_the_sample_alone(loader: str, sample: Path) -> None:
    def contents() -> dict[Path, bytes]:
        files = [path for path in (sample, *sample.glob("**/*")) if path.is_file()]
        return {path: path.read_bytes() for path in files}

    before = contents()
    loader_named(loader).detects(sample)
    _load(sample, Stored(), loader_named(loader))
    assert contents() == before


@pytest.mark.parametrize(("loader", "sample"), OTHERS)
def test_the_file_of_another_format_is_refused_with_its_name_or_read_for_what_it_is(loader: str, sample: Path) -> None:
    told = sample.name
    try:
        load = _load(sample, Stored(), loader_named(loader))
        assert load.intake.read_nodes
    except EagraphError as error:
        told = error.text.en
    assert sample.name in told


ODD_FILES = {
    "empty.xml": b"",
    "spaces.csv": b"  \n\n \n",
    "zeros.bin": bytes(4096),
    "random.bin": random.Random(7).randbytes(4096),
    "zip-head.xlsx": b"PK\x03\x04" + bytes(64),
    "xml-head.xml": b'<?xml version="1.0"',
    "utf16.csv": "namn;ägare\nÅ;Ö\n".encode("utf-16"),
    "words.txt": "Det här är inget register.\n".encode(),
    "long-line.csv": b"a" * 2_000_000,
}


@pytest.mark.parametrize("name", ODD_FILES)
@pytest.mark.parametrize("loader", LOADERS)
def test_odd_files_are_looked_at_without_harm(loader: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ODD_FILES[name])
    began = time.monotonic()
    assert loader_named(loader).detects(path) in (True, False)
    with contextlib.suppress(EagraphError):
        _load(path, Stored(), loader_named(loader))
    assert time.monotonic() - began < PATIENCE_S


@pytest.mark.parametrize("loader", LOADERS)
def test_what_is_not_there_or_empty_is_not_claimed(loader: str, tmp_path: Path) -> None:
    (tmp_path / "folder.xml").mkdir()
    for path in (tmp_path / "nothing", tmp_path / "folder.xml"):
        assert not loader_named(loader).detects(path)
        with pytest.raises(EagraphError):
            loader_named(loader).read(path, Intake(str(path), path.stem, Schema.standard()))
