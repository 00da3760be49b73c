"""A folder that is not one source: which sources lie in it?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eagraph.loading import detection

MOST = 10_000
"""Files and folders looked at; in a folder with more, whoever loads names what is meant."""


def sources_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Files and folders that one loader each claims, and those that none or several do or that may not be read, sorted.

    Nothing is found where there are more than `MOST` to look at.
    """
    found: tuple[list[Path], list[Path]] = ([], [])
    for number, (path, is_source) in enumerate(_looked_at(folder)):
        if number == MOST:
            return [], []
        found[0 if is_source else 1].append(path)
    return found


def _looked_at(folder: Path) -> Iterator[tuple[Path, bool]]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder, False
        return
    for path in inside:
        is_hidden = path.name.startswith(".")
        if not is_hidden and len(detection.claims(path)) == 1:
            yield path, True
        elif path.is_dir() and not is_hidden and not path.is_symlink():
            yield from _looked_at(path)
        else:
            yield path, False
