"""The compose files of a source, and those beside them that they refer to; never one outside of the source's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from loaders._compose.recognition import recognises
from loaders._documents.glimpse import YAML
from loaders._documents.part import Part
from loaders._documents.sources import documents, read_documents


class Files:
    """Documents by the path of their file inside the source's folder."""

    def __init__(self, path: Path, intake: Intake) -> None:
        self.is_one = path.is_file()
        self._root = path if path.is_dir() else path.parent
        self._intake = intake
        self.own: dict[str, list[Part]] = {}
        for part in documents(path, intake, recognises, YAML):
            self.own.setdefault(part.file, []).append(part)
        self._others: dict[str, list[Part]] = {}

    def beside(self, part: Part, name: str) -> str:
        """The path of a file that a document names."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(part.file), name))

    def of(self, file: str) -> list[Part]:
        """The documents of a file; none where it is not inside the folder or cannot be read."""
        if file in self.own:
            return self.own[file]
        if file not in self._others:
            self._others[file] = list(self._read(file))
        return self._others[file]

    def _read(self, file: str) -> Iterable[Part]:
        try:
            path = self._root / file
            is_inside = path.resolve().is_relative_to(self._root.resolve())
            if not is_inside or path.suffix.lower() not in YAML or not path.is_file():
                return []
            return [replace(one, file=file) for one in read_documents(path)]
        except SourceError as error:
            self._intake.problems.append(Problem(file, error.text))
        except (OSError, ValueError):
            pass  # a name that no file can have
        return []
