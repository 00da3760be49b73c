"""A source that is one document or a folder of them: which files are read, and what is said of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import Text, both
from loaders._documents.glimpse import YAML, glimpses
from loaders._documents.json_document import read_json, read_json_lines
from loaders._documents.part import Part
from loaders._documents.yaml_document import read_yaml

MOST_FILES = 10_000
LOOKED_AT = 200
Recognises = Callable[[Any], bool]
LINES = frozenset({".ndjson", ".jsonl"})


def is_source(path: Path, recognises: Recognises, suffixes: frozenset[str]) -> bool:
    """Is a file of the format, or a file of this folder? `recognises` is asked of the beginning of each document."""
    if path.is_dir():
        return any(_is_one(file, recognises, suffixes) for file in islice(_files(path), LOOKED_AT))
    return _is_one(path, recognises, suffixes)


def _is_one(path: Path, recognises: Recognises, suffixes: frozenset[str]) -> bool:
    return path.suffix.lower() in suffixes and any(_asked(recognises, one) for one in glimpses(path))


def _asked(recognises: Recognises, glimpse: object) -> bool:
    try:
        return recognises(glimpse)
    except (AttributeError, KeyError, TypeError, IndexError, ValueError):
        return False


def _files(folder: Path) -> Iterator[Path]:
    """Files of a folder and the folders in it, sorted; hidden ones never, and none that a link leads out to."""
    inside = (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())
    return (file for file in inside if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def documents(path: Path, intake: Intake, recognises: Recognises, suffixes: frozenset[str]) -> Iterator[Part]:
    """Every document of a source. In a folder, files of other formats are skipped with a reason, broken ones are problems.

    A part's `file` is the path inside the folder.

    Raises:
        SourceError: a single file cannot be read.
    """
    if path.is_file():
        yield from read_documents(path)
        return
    for file in islice(_files(path), MOST_FILES):
        name = file.relative_to(path).as_posix()
        if not _is_one(file, recognises, suffixes):
            intake.skip(name, file.suffix, _OTHER, relationship=False)
            continue
        try:
            for part in read_documents(file):
                yield replace(part, file=name)
        except SourceError as error:
            intake.problems.append(Problem(name, error.text))


_OTHER: Text = both("another format than the rest of the folder.")


def read_documents(path: Path) -> list[Part]:
    """The documents of one file: YAML by its suffix, JSON lines by theirs, else JSON.

    Raises:
        SourceError: it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in YAML:
        return read_yaml(path)
    return list(read_json_lines(path)) if suffix in LINES else [read_json(path)]
