"""Any table, document or graph, read as the entries of a mapping say (`--mapping FILE`; see `eagraph.loading.mapping`).

Without entries it claims nothing. A folder may carry its own: `mapping.toml` beside the files it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eagraph.errors import EagraphError, Problem, SourceError
from eagraph.loading import Intake
from eagraph.loading.mapping import Records, read_mapping, records_in
from eagraph.loading.mapping.applying import Applying
from eagraph.locale import both
from loaders._mapped.files import files_of, kind_of, read_file

title = both("any table, JSON, YAML or graph, read as a mapping file says")
OWN = "mapping.toml"


def detects(path: Path) -> bool:
    """Is it a folder that carries its own mapping, with entries?"""
    return detects_with(path, {})


def detects_with(path: Path, mapping: Mapping[str, object]) -> bool:
    """Are there entries under which this can be read: the user's, or those of the folder?"""
    try:
        if not records_in(mapping) and not _carries_entries(path):
            return False
        return any(kind_of(file) for file in (files_of(path) if path.is_dir() else [path]))
    except (OSError, ValueError):
        return False


def _carries_entries(folder: Path) -> bool:
    own = folder / OWN
    if not own.is_file():
        return False
    said = own.read_text(encoding="utf-8", errors="replace")
    return "[[nodes]]" in said or "[[relationships]]" in said


def read(path: Path, intake: Intake) -> None:
    """Read every file of the source under the entries of the mapping.

    Raises:
        SourceError: there are no entries, or a single file cannot be read.
        InvalidMapping: all that is wrong with a folder's own mapping.
    """
    applying = Applying(_records(path, intake), intake)
    if path.is_file():
        if not kind_of(path):
            raise SourceError(both("{path}: neither a table, nor JSON or YAML, nor a graph.", path=path.name))
        read_file(path, path.name, applying, intake)
    for file in files_of(path) if path.is_dir() else ():
        _file_of_folder(file, file.relative_to(path).as_posix(), applying, intake)
    applying.close()


def _records(path: Path, intake: Intake) -> Records:
    if path.is_dir() and _carries_entries(path) and not records_in(intake.mapping):
        intake.mapping = {**intake.mapping, **read_mapping(path / OWN, intake.schema)}
    records = records_in(intake.mapping)
    if records is None:
        text = both(
            "{path}: a mapping file with [[nodes]] or [[relationships]] says how to read it; give one with --mapping.",
            path=path.name,
        )
        raise SourceError(text)
    return records


def _file_of_folder(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    """Read one of several files; what is wrong with it does not hide what is wrong with the others."""
    if name == OWN:
        return
    if not kind_of(path):
        intake.skip(name, path.suffix, both("neither a table, nor JSON or YAML, nor a graph."), relationship=False)
        return
    try:
        read_file(path, name, applying, intake)
    except EagraphError as error:
        intake.problems.append(Problem(name, error.text))
