"""What the embedded store says when its file is no store, may not be written or cannot grow; never half a load."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from eagraph.errors import StoreError
from eagraph.store import open_store
from tests.conftest import Place
from tests.contract.loads import node, put, source, told

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("content", [b"not a database at all, but text" * 100, b"SQLite format 3\0" + b"\xff" * 5000, b"no"])
def test_a_file_that_is_no_store_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"notes\.txt"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_store_that_broke_is_told(sqlite: Place) -> None:
    opened = sqlite.open()
    put(opened, [node(f"n{i}", name="x" * 500) for i in range(200)])
    path = Path(sqlite.url.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))
    with pytest.raises(StoreError, match=r"store\.db"):
        opened.read()


def test_a_store_of_a_later_version_is_told(sqlite: Place) -> None:
    sqlite.open().close()
    with sqlite3.connect(sqlite.url.removeprefix("sqlite:///")) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        sqlite.open()


@pytest.mark.parametrize("where", ["no/such/folder/store.db", "."])
def test_a_place_where_no_file_can_be_is_told(tmp_path: Path, where: str) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / where}")


@contextlib.contextmanager
def _as_nobody() -> Iterator[None]:
    """Permissions count for nobody; for root they do not."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_file_that_may_not_be_written_is_told_and_can_be_read() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        opened = open_store(f"sqlite:///{folder / 'store.db'}")
        put(opened, [node("a")])
        (folder / "store.db").chmod(0o444)
        folder.chmod(0o555)
        with _as_nobody(), pytest.raises(StoreError, match=r"cannot be (written|opened)"):
            put(opened, [node("b")])
        assert [n.id for n in opened.read().nodes] == ["a"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


FILLING = """
import resource, sys
from tests.contract.loads import node, put
from eagraph.errors import StoreError
from eagraph.store import open_store
if sys.argv[2]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    put(open_store(sys.argv[1]), [node(f"n{i}", name="x" * 1000) for i in range(5000)])
except StoreError as error:
    print(error)
    sys.exit(3)
"""


def _fill(url: str, limit: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", FILLING, url, limit]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_a_file_that_may_not_grow_is_told_and_nothing_is_half_loaded(sqlite: Place) -> None:
    opened = sqlite.open()
    put(opened, [node("a")])
    before = told(opened.read())
    said = _fill(sqlite.url, "1000000")
    assert (said.returncode, said.stderr) == (3, "")
    assert "store.db" in said.stdout
    assert told(opened.read()) == before
    put(opened, [node("b")], by=source(run="run-2"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("a small disk is mounted by root alone; the file that may not grow is tested instead")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_nothing_is_half_loaded(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'store.db'}"
    opened = open_store(url)
    put(opened, [node("a")])
    before = told(opened.read())
    said = _fill(url)
    assert (said.returncode, said.stderr) == (3, "")
    assert "the disk is full; nothing was changed" in said.stdout
    assert told(opened.read()) == before
    put(opened, [node("b")], by=source(run="run-2"))


def test_a_disk_without_room_even_for_the_log_is_told(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'store.db'}"
    opened = open_store(url)
    put(opened, [node("a")])
    with contextlib.suppress(OSError), (small_disk / "other").open("wb", buffering=0) as other:
        while True:
            other.write(b"x" * 1024)
    said = _fill(url)
    assert (said.returncode, said.stderr) == (3, "")
    assert "Make room" in said.stdout
    (small_disk / "other").unlink()
    assert [n.id for n in opened.read().nodes] == ["a"]
