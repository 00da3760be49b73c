"""A package over the small city of reports, and ways to change what is in one."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eagraph.packages import MANIFEST, Order
from eagraph.packages.making import made
from eagraph.workspace import Workspace
from tests.contract.reported import ASKED, DAY, city

Members = dict[str, bytes]


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return city(tmp_path_factory.mktemp("city"))


def order(name: str = "dependencies", **more: Any) -> Order:
    """What is asked for here, unless something else is said."""
    params = more.pop("params", ASKED[name])
    return Order(report=name, params=params, language=more.pop("language", "sv"), date=DAY, **more)


@pytest.fixture(scope="session")
def packed(work: Workspace) -> bytes:
    """A package of one report."""
    return made(work, order(formats=("html", "xlsx")))[0]


@pytest.fixture
def package(packed: bytes, tmp_path: Path) -> Path:
    """The same as a file of its own."""
    file = tmp_path / "package.zip"
    file.write_bytes(packed)
    return file


def members(file: Path) -> Members:
    """What is in a package."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(file: Path, told: Members) -> Path:
    """A package of some members."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in told.items():
            archive.writestr(name, content)
    return file


def changed(file: Path, name: str, how: Callable[[bytes], bytes], *, sum_too: bool = False) -> Path:
    """A package with one member changed, and with its sum in the manifest where that is asked for."""
    told = members(file)
    before = told[name]
    told[name] = how(before)
    assert told[name] != before, "nothing was changed"
    if sum_too:
        manifest = json.loads(told[MANIFEST])
        manifest["members"][name] = {"sha256": hashlib.sha256(told[name]).hexdigest(), "bytes": len(told[name])}
        told[MANIFEST] = json.dumps(manifest).encode()
    return written(file, told)
