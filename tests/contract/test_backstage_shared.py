"""Catalogues of others, where they lie beside the project: entities and references as they are counted in the text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, short_name
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "backstage"
CATALOGUES = ("swcat-flights", "backstage-create-app")
_SINGLE = re.compile(r"^  (?:owner|system|domain|subdomainOf|subcomponentOf|parent): +\S", re.MULTILINE)
_LIST = re.compile(
    r"^  (?:providesApis|consumesApis|dependsOn|memberOf|members): *(?P<inline>\[.*\])?\n(?P<items>(?:   .*\n)*)", re.M
)
_PERSONS = 3
"""Members of a group that are written as people's names, not as references."""
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no catalogues beside the project (../shared/data/backstage)")


def _text(name: str) -> str:
    files = [file for file in sorted((SHARED / name).iterdir()) if file.suffix in (".yml", ".yaml")]
    lines = "\n".join(file.read_text(encoding="utf-8") for file in files).splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("#")) + "\n"


def _references(text: str) -> int:
    lists = [(found["inline"], found["items"]) for found in _LIST.finditer(text)]
    inline = sum(len(one.strip("[]").split(",")) for one, _ in lists if one and one.strip("[] "))
    return len(_SINGLE.findall(text)) + inline + sum(len(re.findall(r"^    - ", items, re.M)) for _, items in lists)


def _load(name: str) -> tuple[Intake, Changes, LoadReport]:
    path = SHARED / name
    intake = Intake(str(path), path.stem, Schema.standard())
    loader = detect(path)
    assert short_name(loader) == "backstage"
    loader.read(path, intake)
    return intake, *plan(Stored(), intake, loader="backstage", run="run", loaded_at="2026-01-01")


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_entity_is_there_by_its_kind(name: str) -> None:
    _, changes, _ = _load(name)
    counted = Counter(re.findall(r"^kind: (\w+)$", _text(name), re.M))
    assert Counter(str(node.properties["source_type"]) for node in changes.nodes) == counted


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_reference_is_a_relationship_or_told(name: str) -> None:
    intake, changes, report = _load(name)
    lost = [skipped for skipped in report.skipped if not skipped.where.endswith(".md")]
    assert len(changes.relationships) + len(lost) + len(report.joined) == _references(_text(name))
    assert intake.read_relationships == _references(_text(name))
    assert len(lost) == (_PERSONS if name == "swcat-flights" else 0)


def test_the_flights_are_counted_as_their_makers_count_them() -> None:
    _, changes, _ = _load("swcat-flights")
    kinds = Counter(str(node.properties["source_type"]) for node in changes.nodes)
    assert kinds == {"Domain": 5, "System": 11, "Component": 16, "API": 13, "Resource": 4, "Group": 5}
    assert len(changes.relationships) == 132
    [cache] = [t for t in changes.relationships if t.source.endswith("cache-server") and t.type == "DEPENDS_ON"]
    assert cache.properties["name"] == "LRU"
    assert cache.properties["attrs.read"] == "Flights"
