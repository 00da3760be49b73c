"""A zip without a clock, and one of somebody else read with care: nothing leads out of it or unpacks without end."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from eagraph.errors import Problem, SourceError, UsageError
from eagraph.locale import Text, both, joined

NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day a zip knows, where it must name one."""
MOST_MEMBERS = 20_000
MOST_BYTES = 2_000_000_000
MOST_TIMES = 400
"""How many times larger than packed a member may be, from a megabyte on."""
MEGABYTE = 1_000_000
_MODE = 0o100644 << 16
_UNIX = 3
_SHOWN = 20


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of members, in the order given; one set of members gives one zip."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = ZipInfo(name, NO_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _MODE
            archive.writestr(entry, content, compresslevel=6)
    return out.getvalue()


def unpacked(path: Path) -> dict[str, bytes]:
    """The members of a zip.

    Raises:
        UsageError: there is no such file.
        SourceError: it is no zip, or damaged, or has something a package never has; all is named.
    """
    if not path.is_file():
        raise UsageError(both("{path}: no such file.", path=path))
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            if problems := [*_strange(entries), *_too_much(entries)]:
                raise _refused(path, problems)
            return {entry.filename: _read(archive, entry) for entry in entries}
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SourceError(both("{path}: is no whole zip file ({error}).", path=path, error=error)) from error


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """One member; `zipfile` checks its length and its sum."""
    with archive.open(entry) as member:
        content = member.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise BadZipFile(f"{entry.filename}: {len(content)} bytes instead of {entry.file_size}")
    return content


def _strange(entries: Sequence[ZipInfo]) -> Iterator[Problem]:
    """Names that lead out of a folder or stand twice, links, what is encrypted or packed in a way of its own."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not _stays_inside(name, entry.orig_filename):
            yield Problem(name, both("its name leads out of the package"))
        if name.casefold() in seen:
            yield Problem(name, both("stands in it twice"))
        seen.add(name.casefold())
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield Problem(name, both("is a link"))
        if entry.flag_bits & 1:
            yield Problem(name, both("is encrypted"))
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            packed_by = zipfile.compressor_names.get(entry.compress_type, str(entry.compress_type))  # type: ignore[attr-defined]
            yield Problem(name, both("is packed by {method}", method=packed_by))


def _stays_inside(name: str, as_written: str) -> bool:
    path = PurePosixPath(name)
    plain = not any(sign in as_written for sign in ("\\", "\0", ":")) and not name.endswith("/")
    return plain and not path.is_absolute() and ".." not in path.parts and str(path) == name


def _too_much(entries: Sequence[ZipInfo]) -> Iterator[Problem]:
    """More than a package has: members, bytes, or bytes out of nothing."""
    if len(entries) > MOST_MEMBERS:
        yield Problem(str(len(entries)), both("members; expected at most {most}", most=MOST_MEMBERS))
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        yield Problem(str(total), both("bytes unpacked; expected at most {most}", most=MOST_BYTES))
    for entry in entries:
        if entry.file_size > MEGABYTE and entry.file_size > MOST_TIMES * max(1, entry.compress_size):
            yield Problem(
                entry.filename,
                both("unpacks to {times} times its size", times=entry.file_size // max(1, entry.compress_size)),
            )


def _refused(path: Path, problems: Sequence[Problem]) -> SourceError:
    lines = [Text(f"{one.where}: {one.text.sv}", f"{one.where}: {one.text.en}") for one in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(both("… and {more} more.", more=len(problems) - _SHOWN))
    return SourceError(joined([both("{path}: is refused; nothing of it was used.", path=path), *lines], "\n  "))
