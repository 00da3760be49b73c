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
from tests.contract.loads import claim, node, put, source, tie, told

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
    put(opened, [node(f"n{i}", name=f"{i}" + "x" * 500) for i in range(200)])
    path = Path(sqlite.url.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))
    with pytest.raises(StoreError, match=r"store\.db"):
        opened.read()


@pytest.mark.parametrize("name", ["nodes.ids", "nodes.label", "relationships.source", "relationships.contents"])
def test_a_column_that_is_not_as_it_was_written_is_told(sqlite: Place, name: str) -> None:
    opened = sqlite.open()
    put(opened, [node("a"), node("b")], [tie("a", "HOSTS", "b")])
    for change in ("UPDATE columns SET content = content || x'20' WHERE name = ?", "DELETE FROM columns WHERE name = ?"):
        with sqlite3.connect(sqlite.url.removeprefix("sqlite:///")) as connection:
            connection.execute(change, (name,))
        connection.close()
        with pytest.raises(StoreError, match=rf"store\.db is damaged.*{name}"):
            opened.read()


BY_ROW = """
CREATE TABLE nodes (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, properties TEXT NOT NULL, provenance TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE relationships (
    source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, key TEXT NOT NULL, ordinal INTEGER NOT NULL,
    properties TEXT NOT NULL, provenance TEXT NOT NULL,
    PRIMARY KEY (source, type, target, key, ordinal)) WITHOUT ROWID;
CREATE TABLE sources (
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, location TEXT NOT NULL, loader TEXT NOT NULL, run TEXT NOT NULL,
    loaded_at TEXT NOT NULL, kept TEXT NOT NULL, skipped INTEGER NOT NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
INSERT INTO nodes VALUES
    ('b', 'System', '{"name":"Bé","tags":["x","y"]}', '[["register","run-1","nodes.csv:3"]]'),
    ('a', 'System', '{"criticality":3}', '[["register","run-1","nodes.csv:2",{"criticality":3}],["other","run-2","2",{}]]');
INSERT INTO relationships VALUES
    ('a', 'FLOW', 'b', '', 1, '{"medium":"fil"}', '[["register","run-1","relationships.csv:4"]]'),
    ('a', 'FLOW', 'b', '', 0, '{"medium":"api"}', '[["register","run-1","relationships.csv:2"]]');
INSERT INTO sources VALUES ('register', 0, '/lists/register', 'landscape', 'run-1', '2026-11-23', '{"nodes":2}', 0);
INSERT INTO meta VALUES ('generation', 7);
"""


@pytest.mark.parametrize("version", [1, 2])
def test_a_store_that_kept_every_record_in_a_row_is_taken_over(sqlite: Place, version: int) -> None:
    with sqlite3.connect(sqlite.url.removeprefix("sqlite:///")) as connection:
        connection.executescript(f"{BY_ROW} PRAGMA user_version = {version};")
    connection.close()
    claims = claim("register", "run-1", "nodes.csv:3"), claim("register", "run-1", "relationships.csv:4")
    for _ in range(2):
        read = sqlite.open().read()
        assert [(n.id, n.properties) for n in read.nodes] == [
            ("a", {"criticality": 3}), ("b", {"name": "Bé", "tags": ("x", "y")})
        ]  # fmt: skip
        assert [(r.key, r.properties["medium"]) for r in read.relationships] == [
            (("a", "FLOW", "b", "", 0), "api"), (("a", "FLOW", "b", "", 1), "fil")
        ]  # fmt: skip
        assert (tuple(read.nodes[1].provenance), tuple(read.relationships[1].provenance)) == claims
        assert [p.source for p in read.nodes[0].provenance] == ["register", "other"]
        assert (read.generation, [s.name for s in read.sources]) == (7, ["register"])
    assert sqlite.open().save("scenario", "storm", "text", "2026-11-26").version == 1


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
    put(open_store(sys.argv[1]), [node(f"n{i}", name=f"{i}" + "x" * 1000) for i in range(5000)])
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
