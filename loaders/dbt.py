"""Lineage as dbt knows it: the manifest of a project, versions 1 to 12.

Models, seeds, snapshots, sources, metrics, semantic models and saved queries are InformationAssets, each DERIVED_FROM what
it depends on and held by its database; tests are Controls, exposures DigitalServices that present what they depend on,
groups what is managed together. Macros of a package that has nothing else are one thing together; SQL is not kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._dbt.manifest import fill
from loaders._dbt.resource import project_of, version_of
from loaders._documents.sources import documents, is_source

title = both("Manifest of a dbt project (manifest.json)")
KNOWN = range(1, 13)
_JSON = frozenset({".json"})


def detects(path: Path) -> bool:
    """Is it a manifest of dbt, or a folder with one?"""
    return is_source(path, _recognises, _JSON)


def _recognises(document: Any) -> bool:
    version = str(document["metadata"].get("dbt_schema_version", ""))
    return "/manifest/" in version if version else {"nodes", "sources", "macros", "parent_map"} <= document.keys()


def read(path: Path, intake: Intake) -> None:
    """Read every manifest of the source.

    Raises:
        SourceError: it cannot be read, or is no manifest.
    """
    if not path.exists():
        raise SourceError(both("{path}: there is no such file or folder.", path=path))
    found = False
    for manifest in documents(path, intake, _recognises, _JSON):
        if manifest.get("nodes") is None or not isinstance(manifest.value["nodes"], dict):
            expected = manifest.expected(both("a manifest of dbt, with metadata and nodes"))
            raise SourceError(both("{where}: {why}", where=expected.where, why=expected.text))
        version = version_of(manifest)
        if version is None or version not in KNOWN:
            text = both("version {version} of the manifest; known are {known}.", version=version or "–", known="1–12")
            intake.hints.append(Problem(manifest.place, text))
        intake.title = project_of(manifest) or intake.title
        fill(manifest, intake)
        found = True
    if not found and not intake.problems:
        raise SourceError(both("{path}: no manifest of dbt in it.", path=path))
