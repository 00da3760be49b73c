"""What readers send is kept apart, under safe names, for a while, and goes when it was loaded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import uploads as module
from dashboards.uploads import KEPT_S, MOST_BATCHES, MOST_FILES, Batch, Uploads, safe_name
from eagraph.errors import UnknownName, UsageError
from eagraph.jobs import reader


class Clock:
    """A clock that is turned by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def reading_as(name: str) -> Iterator[None]:
    token = reader.set(name)
    try:
        yield
    finally:
        reader.reset(token)


def _sent(uploads: Uploads, *names: str) -> Batch:
    batch = uploads.begin()
    for name in names:
        uploads.receive(batch, name, io.BytesIO(name.encode()))
    return batch


@given(said=st.text(max_size=300))
def test_a_safe_name_stands_in_its_folder_whatever_was_said(said: str) -> None:
    name = safe_name(said)
    assert name == Path(name).name
    assert not name.startswith(".")
    assert 0 < len(name.encode()) <= 400
    assert Path("/folder", name).resolve().parent == Path("/folder")
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\system.xlsx", "system.xlsx"),
        ("Åkes listor (2026).csv", "Åkes listor (2026).csv"),
        ("a\x00b.csv", "a_b.csv"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 88 + ".xlsx"),
    ],
)
def test_names_keep_what_can_be_kept(said: str, name: str) -> None:
    assert safe_name(said) == name


def test_files_of_one_name_stand_beside_each_other() -> None:
    uploads = Uploads()
    batch = _sent(uploads, "a.csv", "a.csv", "../a.csv", "map.toml")
    assert [path.name for path in batch.files] == ["a (2).csv", "a (3).csv", "a.csv"]
    assert [path.name for path in batch.mappings] == ["map.toml"]
    assert batch.files[-1].read_bytes() == b"a.csv"


def test_what_is_too_large_is_refused_and_nothing_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    uploads = Uploads()
    batch = _sent(uploads, "ok.csv")
    with pytest.raises(UsageError, match=r"big\.csv: larger than"):
        uploads.receive(batch, "big.csv", io.BytesIO(b"x" * 11))
    assert [path.name for path in batch.files] == ["ok.csv"]


def test_a_transfer_that_breaks_leaves_nothing() -> None:
    class Broken(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise ConnectionResetError

    uploads = Uploads()
    batch = uploads.begin()
    with pytest.raises(ConnectionResetError):
        uploads.receive(batch, "half.csv", Broken())
    assert batch.files == ()


def test_there_is_an_end_to_files_and_batches() -> None:
    uploads = Uploads()
    batch = _sent(uploads, *(f"{number}.csv" for number in range(MOST_FILES)))
    with pytest.raises(UsageError, match=str(MOST_FILES)):
        uploads.receive(batch, "more.csv", io.BytesIO(b""))
    for _ in range(MOST_BATCHES):
        uploads.begin()
    with pytest.raises(UnknownName):
        uploads.find(batch.token)
    assert not batch.folder.exists()


def test_nobody_sees_what_another_sent_and_nobody_after_a_while() -> None:
    clock = Clock()
    uploads = Uploads(clock)
    with reading_as("ann"):
        batch = _sent(uploads, "a.csv")
        assert uploads.find(batch.token) is batch
    with reading_as("bo"), pytest.raises(UnknownName):
        uploads.find(batch.token)
    clock.now = KEPT_S + 1
    with reading_as("ann"), pytest.raises(UnknownName):
        uploads.find(batch.token)
    uploads.begin()
    assert not batch.folder.exists()


def test_a_file_is_loaded_once_and_goes() -> None:
    uploads = Uploads()
    batch = _sent(uploads, "a.csv", "b.csv")
    with uploads.taken(batch, "a.csv") as path:
        assert path.exists()
        with pytest.raises(UsageError, match="already"), uploads.taken(batch, "a.csv"):
            pass
        with pytest.raises(UsageError, match="already"), uploads.taken(batch, ""):
            pass
    assert [path.name for path in batch.files] == ["b.csv"]
    with pytest.raises(UsageError, match="already"), uploads.taken(batch, "a.csv"):
        pass


def test_a_load_that_failed_leaves_the_file_for_another_try() -> None:
    uploads = Uploads()
    batch = _sent(uploads, "a.csv")
    with pytest.raises(ValueError, match="broken"), uploads.taken(batch, "a.csv"):
        raise ValueError("broken")
    with uploads.taken(batch, "") as folder:
        assert folder == batch.folder
    assert batch.files == ()
