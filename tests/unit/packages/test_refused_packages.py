"""A package that could do harm, or is damaged, is refused or told, and nothing of it is written anywhere."""

from __future__ import annotations

import json
import random
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import EagraphError, SourceError, UsageError
from eagraph.packages import MANIFEST
from eagraph.packages.verifying import verified
from tests.unit.packages.conftest import members, written


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "data/../../out", "C:/out", "data\\out", "data/"])
def test_a_name_that_leads_out_is_refused_and_nothing_written(package: Path, name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        archive.writestr(entry, b"x")
    with pytest.raises(SourceError, match="leads out"):
        verified(package)
    assert not (tmp_path / "out.txt").exists()
    assert not (tmp_path.parent / "out.txt").exists()


def test_a_link_is_refused(package: Path) -> None:
    with zipfile.ZipFile(package, "a") as archive:
        entry = zipfile.ZipInfo("data/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(SourceError, match="is a link"):
        verified(package)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_doubled_member_is_refused(package: Path) -> None:
    for name in ("data/report.json", "DATA/report.json"):
        with zipfile.ZipFile(package, "a") as archive:
            archive.writestr(name, b"{}")
        with pytest.raises(SourceError, match="twice"):
            verified(package)


def test_a_bomb_is_refused_before_it_is_unpacked(package: Path) -> None:
    with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/bomb.csv", b"0" * 50_000_000)
    with pytest.raises(SourceError, match="times its size"):
        verified(package)


def test_what_says_it_is_smaller_than_it_is_is_refused(package: Path) -> None:
    """The length in the directory is a lie."""
    raw = bytearray(package.read_bytes())
    with zipfile.ZipFile(package) as archive:
        entry = archive.getinfo("data/report.json")
    place = raw.rfind(b"data/report.json")
    start = place - 46
    assert raw[start : start + 4] == b"PK\x01\x02"
    raw[start + 24 : start + 28] = (entry.file_size - 10).to_bytes(4, "little")
    package.write_bytes(bytes(raw))
    with pytest.raises(SourceError):
        verified(package)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"not a zip", b"\x00" * 1000], ids=["empty", "begun", "text", "zeros"]
)
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    with pytest.raises(SourceError, match="no whole zip"):
        verified(file)


def test_a_half_written_zip_is_refused(package: Path) -> None:
    package.write_bytes(package.read_bytes()[:-2000])
    with pytest.raises(SourceError):
        verified(package)


def test_no_such_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        verified(tmp_path / "none.zip")


@pytest.mark.parametrize(
    "how",
    [
        lambda m: b"[]", lambda m: b"{", lambda m: b'{"form": 1}', lambda m: json.dumps({**m, "form": 2}).encode(),
        lambda m: json.dumps({**m, "order": {**m["order"], "report": "nix"}}).encode(),
        lambda m: json.dumps({**m, "order": {**m["order"], "formats": ["nix"]}}).encode(),
        lambda m: json.dumps({**m, "members": {"a": {"sha256": "x", "bytes": 1}}}).encode(),
    ],
    ids=["a list", "no JSON", "too little", "another form", "no such report", "no such format", "no sum"],
)  # fmt: skip
def test_a_manifest_that_is_none_is_told(package: Path, how: Callable[[Any], bytes]) -> None:
    told = members(package)
    told[MANIFEST] = how(json.loads(told[MANIFEST]))
    with suppress(EagraphError):
        assert not verified(written(package, told)).holds


def test_a_member_that_does_not_fit_is_told(package: Path) -> None:
    for name, content in (("landscape/sources.json", b'{"sources": [], "nodes": [], "relationships": []}'),
                          ("landscape/saved.json", b'[{"kind": 1}]'), ("settings/settings.json", b"[]"),
                          ("landscape/nodes.csv", b"id,label\n,,,\n")):  # fmt: skip
        with pytest.raises(EagraphError):
            verified(written(package, {**members(package), name: content}))
        package.write_bytes(package.read_bytes())


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_package_is_told_and_never_a_fault_of_ours(package: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = members(package)
    name = chance.choice(sorted(told))
    content = bytearray(told[name])
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    with suppress(EagraphError):
        assert not verified(written(package, {**told, name: bytes(content)})).holds or bytes(content) == told[name]


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_file_is_told_and_never_a_fault_of_ours(package: Path, seed: int) -> None:
    chance, before = random.Random(seed), members(package)
    raw = bytearray(package.read_bytes())
    for _ in range(chance.randint(1, 30)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    package.write_bytes(bytes(raw[: chance.randint(len(raw) // 2, len(raw))] if seed % 5 == 0 else raw))
    with suppress(EagraphError):
        assert not verified(package).holds or members(package) == before
