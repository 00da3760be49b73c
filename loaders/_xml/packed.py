"""One member of a ZIP, streamed: nothing is unpacked to disk, no other member is opened, no path is followed.

A member that would unpack to more than the largest document is refused before it is opened, and never gives more bytes
than it declared, whatever the archive holds.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from eagraph.errors import SourceError
from eagraph.locale import both
from loaders._xml import head as _xml_head

_SIGNATURE = b"PK"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for a damaged, encrypted or unknown archive."""


def is_zip(beginning: bytes) -> bool:
    """Do these first bytes begin a ZIP?"""
    return beginning.startswith(_SIGNATURE)


def beginning_of(path: Path, name: str) -> bytes:
    """The first bytes of a member; none when it cannot be read."""
    try:
        with member(path, name) as stream:
            return stream.read(_xml_head.HEAD_BYTES)
    except (SourceError, OSError):
        return b""


@contextmanager
def member(path: Path, name: str) -> Iterator[IO[bytes]]:
    """A member to be read from its beginning.

    Raises:
        SourceError: no ZIP, no such member or two of them, encrypted, broken, or too large unpacked.
    """
    _xml_head.check_size(path.stat().st_size, str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            found = [info for info in archive.infolist() if info.filename == name]
            if len(found) != 1:
                held = ", ".join(sorted(archive.namelist())[:5]) or "–"
                text = both(
                    "{path}: expected one {name} in the ZIP, found {count} (it holds {held}).",
                    path=path,
                    name=name,
                    count=len(found),
                    held=held,
                )
                raise SourceError(text)
            _xml_head.check_size(found[0].file_size, f"{path}/{name}")
            with archive.open(found[0]) as stream:
                yield stream
    except _BROKEN as error:
        raise SourceError(both("{path}: broken ZIP ({error}).", path=path, error=error)) from error
