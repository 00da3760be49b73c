"""How does a file appear whole or not at all? It is written beside its place and moved there when it is done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from eagraph.errors import StoreError
from eagraph.locale import both

UNFINISHED = ".unfinished"
_UNIX = 3


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write a file that then appears at a path, the folders above it included.

    Raises:
        StoreError: the path cannot be written.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Where to write files that then appear in a folder; what else is in it stays.

    Raises:
        StoreError: the path cannot be written.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        yield unfinished
        path.mkdir(exist_ok=True)
        for file in written_in(unfinished):
            place = path / file.relative_to(unfinished)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.replace(place)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def written_in(folder: Path) -> list[Path]:
    """The files in a folder and below, in order."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def text_file(path: Path, text: str) -> list[Path]:
    """Write a text, UTF-8 with Unix line ends."""
    with whole_file(path) as unfinished:
        unfinished.write_bytes(text.encode())
    return [path]


class DatelessZip(ZipFile):
    """A zip whose bytes follow from its content alone: its members have no date and no owner."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w", ZIP_DEFLATED)

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: str | bytes, *_: object, **__: object) -> None:  # type: ignore[override]
        """A member from memory."""
        super().writestr(_member(zinfo_or_arcname), data)

    def write(self, filename: str | Path, arcname: str | None = None, *_: object, **__: object) -> None:  # type: ignore[override]
        """A member from a file, in pieces."""
        with Path(filename).open("rb") as source, self.open(_member(arcname or str(filename)), "w") as member:
            shutil.copyfileobj(source, member)


def _member(name: str | ZipInfo) -> ZipInfo:
    member = ZipInfo(name.filename if isinstance(name, ZipInfo) else name)
    member.compress_type, member.create_system = ZIP_DEFLATED, _UNIX
    return member


def _refused(path: Path, error: OSError) -> StoreError:
    return StoreError(both("{path}: cannot be written ({error}).", path=path, error=error.strerror or error))
