"""Whatever is done to a file, a loader answers with words: 2 000 damaged samples for every loader, and no traceback.

Each damage is drawn from a seed that names it, so that a failure repeats. Bytes are turned, cut, doubled and swapped;
tags and cells change places; control characters, huge numbers and formulas come in. Of a ZIP both the archive and what
is inside it are damaged. What was read after all must be writable: as UTF-8, and as JSON.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from eagraph.errors import EagraphError
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.loading.detection import loader_named, loader_packages
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

DATA = Path(__file__).parents[1] / "data"
CHUNKS = 10
EACH = 200
BRITTLE = frozenset({"parquet"})
"""Formats that are packed as a whole: whatever is damaged in them, nothing of it can be read."""
PATIENCE_S = 10.0
MOST_MB = 1_000
Files = dict[str, bytes]
Damage = Callable[[bytes, random.Random], bytes]

PARTS = {"tags": re.compile(rb"<[^<>]*>"), "cells": re.compile(rb'[^,;\t\r\n]+|"[^"]*"'), "values": re.compile(rb'"[^"]*"')}
STRANGE = [
    b"\x00", b"\x01", b"\x08", b"\x0b", b"\x1b", b"\x7f", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf",
    "\u202e".encode(), b"\r", b"\r\n\r\n", b'"', b"'", b"<", b">", b"&", b"&amp;", b"&#0;", b"&#xD800;", b"&x;", b"]]>",
    b"<!--", b"<![CDATA[", b"<?x?>", b"<!DOCTYPE a>", b'<!DOCTYPE a [<!ENTITY x "y">]>', b";", b",", b"\t", b"|", b"{}",
    b"null", b"_xD800_", b"_x0000_", b"[" * 3000, b"[" * 3000 + b"]" * 3000, b"[NaN]", b'"[""\\ud800""]"', b'"""\\ud800"""',
    b'"[{""a"": [1]}]"', b'["\\ud800"]',
]  # fmt: skip
HUGE = [
    b"9" * 400, b"9" * 5000, b"-1", b"1e308", b"1e400", b"-0", b"NaN", b"inf", b"0x10", b"1_000", b"\xd9\xa3", b"9" * 20,
    b"2958466", b"1.7976931348623157e308", b"4,5,6", b"1899-12-31", b"9999-99-99", b"0000-00-00", b"10000-01-01",
]  # fmt: skip
FORMULAS = [b"=1+1", b'=HYPERLINK("http://x")', b"@SUM(A1)", b"+1", b"-cmd|' /C calc'!A0", b"#REF!", b"=A1", b"\t=1"]


def _flip(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _without(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.randint(1, 5) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    rest = data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.randint(1, chance.choice([8, 80, 800])))


def _swapped(data: bytes, chance: random.Random) -> bytes:
    parts = list(PARTS[chance.choice(sorted(PARTS))].finditer(data))
    if len(parts) < 2:
        return _flip(data, chance)
    first, second = sorted(chance.sample(parts, 2), key=lambda part: part.start())
    middle = data[first.end() : second.start()]
    return data[: first.start()] + second.group() + middle + first.group() + data[second.end() :]


def _inserted(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(STRANGE) + data[place:]


def _replaced(data: bytes, chance: random.Random) -> bytes:
    parts = list(PARTS[chance.choice(["cells", "values"])].finditer(data))
    if not parts:
        return _inserted(data, chance)
    part = chance.choice(parts)
    quoted = part.group().startswith(b'"')
    value = chance.choice(chance.choice([HUGE, FORMULAS, STRANGE, [b""], [chance.choice(parts).group().strip(b'"')]]))
    return data[: part.start()] + (b'"' + value + b'"' if quoted else value) + data[part.end() :]


def _lent(data: bytes, chance: random.Random) -> bytes:
    """One value in the place of another: well-formed still, and wrong."""
    parts = list(PARTS["values"].finditer(data)) or list(PARTS["cells"].finditer(data))
    if len(parts) < 2:
        return _inserted(data, chance)
    place, other = chance.sample(parts, 2)
    plain = chance.choice([other.group(), other.group(), b'"' + chance.choice([*HUGE, b"", b" ", b"x" * 999]) + b'"'])
    return data[: place.start()] + plain + data[place.end() :]


DAMAGES: list[Damage] = [
    _lent,
    _lent,
    _lent,
    _lent,
    _flip,
    _cut,
    _without,
    _doubled,
    _moved,
    _swapped,
    _swapped,
    _inserted,
    _replaced,
    _replaced,
]


def _damaged(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        if data:
            data = chance.choice(DAMAGES)(data, chance)
    return data


def _damaged_file(data: bytes, chance: random.Random) -> bytes:
    """A file damaged, or, where it is a ZIP, half of the times one of its members."""
    if not zipfile.is_zipfile(io.BytesIO(data)) or chance.random() < 0.3:
        return _damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    members[name] = _damaged(members[name], chance)
    if chance.random() < 0.1:
        members.pop(chance.choice(sorted(members)))
    return _zipped(members)


def _zipped(members: Files) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


@cache
def _samples(loader: str) -> tuple[tuple[str, Files], ...]:
    """Every sample as its files; an XML file that is also read out of a ZIP counts as one sample more."""
    found = []
    for path in sorted(DATA.joinpath(loader).iterdir()):
        if path.name == "expected" or path.name.startswith("."):
            continue
        inside = sorted(path.glob("**/*")) if path.is_dir() else [path]
        files = {str(p.relative_to(path.parent)): p.read_bytes() for p in inside if p.is_file()}
        found.append((path.name, files))
        if path.is_file() and files[path.name].startswith(b"<?xml"):
            found.append((f"zipped-{path.name}", {f"zipped-{path.name}": _zipped({"model.xml": files[path.name]})}))
    return tuple(found)


def _laid_out(folder: Path, name: str, files: Files, chance: random.Random) -> Path:
    """The sample in a folder, one of its files damaged."""
    victim = chance.choice(sorted(files))
    for file, data in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_damaged_file(data, chance) if file == victim else data)
    return folder / name


def _assert_writable(value: object) -> None:
    json.dumps(value, ensure_ascii=False, default=list, allow_nan=False).encode("utf-8")


def _is_read(loader: str, path: Path) -> bool:
    """Is the source read and writable, or refused with words? Every other end is an error."""
    module = loader_named(loader)
    intake = Intake(str(path), path.stem, Schema.standard())
    assert module.detects(path) in (True, False)
    try:
        module.read(path, intake)
        changes, report = plan(Stored(), intake, loader=loader, run="run", loaded_at="2026-01-01")
    except EagraphError as error:
        _assert_writable([error.text.sv, error.text.en])
        return False
    for node in changes.nodes:
        _assert_writable([node.id, node.label, dict(node.properties)])
    for tie in changes.relationships:
        _assert_writable([tie.key, dict(tie.properties)])
    _assert_writable([changes.source.name, report.as_dict()])
    return True


def _peak_mb() -> float:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.heavy
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("loader", loader_packages())
def test_a_damaged_source_is_answered_with_words(loader: str, chunk: int, tmp_path: Path) -> None:
    taken: list[tuple[float, str]] = []
    read, before = 0, _peak_mb()
    for number in range(EACH):
        chance = random.Random(f"{loader} {chunk} {number}")
        name, files = chance.choice(_samples(loader))
        path = _laid_out(tmp_path / str(number % 2), name, files, chance)
        began = time.monotonic()
        try:
            read += _is_read(loader, path)
        except Exception as error:
            error.add_note(f"damaged sample {number} of chunk {chunk}, made of {name}")
            raise
        taken.append((time.monotonic() - began, f"damaged sample {number}, made of {name}"))
    assert max(taken)[0] < PATIENCE_S, max(taken)
    assert _peak_mb() - before < MOST_MB
    assert read < EACH, "the damage is too small to tell anything"
    assert read > 0 or loader in BRITTLE, "the damage is too great to tell anything"
