"""Files that readers sent: kept in a folder of their own until they are loaded, thrown away or forgotten.

One of these belongs to one application. Nobody sees what another reader sent. A file's name is made safe before anything
is written, and nothing is ever unpacked here; what is not loaded goes after two hours, with the application at the latest.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
import time
import unicodedata
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from eagraph.errors import UnknownName, UsageError
from eagraph.jobs import reader
from eagraph.locale import both

MOST_BYTES = 49_000_000
"""Of one file; the site takes no longer question."""
MOST_FILES = 30
"""Of one batch."""
MOST_BATCHES = 20
KEPT_S = 7200
_CHUNK = 1 << 20
_LONGEST_NAME = 100


def safe_name(said: str) -> str:
    """A file name without folders, control characters and leading dots.

    >>> safe_name("../../etc/Åkes lista.csv"), safe_name("C:\\\\x\\\\.ssh"), safe_name("..")
    ('Åkes lista.csv', 'ssh', 'file')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", said))[-1]
    kept = re.sub(r"[^\w .()+,@-]", "_", last).lstrip(". ").rstrip(" ")
    stem, dot, suffix = kept.rpartition(".")
    if len(kept) > _LONGEST_NAME:
        kept = f"{(stem or kept)[: _LONGEST_NAME - 12]}{dot}{suffix[:11]}"
    return kept or "file"


@dataclass(eq=False)
class Batch:
    """Files that were sent together."""

    token: str
    reader: str
    folder: Path
    aside: Path
    touched: float
    busy: set[str] = field(default_factory=set)
    """Names of what is being loaded."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that are still here, by name, mapping files not among them."""
        return tuple(sorted(self.folder.iterdir())) if self.folder.is_dir() else ()

    @property
    def mappings(self) -> tuple[Path, ...]:
        """The mapping files that were sent along, by name."""
        return tuple(sorted(self.aside.iterdir())) if self.aside.is_dir() else ()


class Uploads:
    """The batches of one application."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._root: Path | None = None
        self._batches: dict[str, Batch] = {}

    def begin(self) -> Batch:
        """A new batch of whoever asks; old ones make room."""
        with self._lock:
            root = self._folder()
            now = self._clock()
            old = sorted(self._batches.values(), key=lambda one: one.touched)
            stale = [one for one in old if now - one.touched > KEPT_S] or old[: len(old) - MOST_BATCHES + 1]
            for one in stale:
                self._forget(one)
            token = secrets.token_urlsafe(12)
            folder, aside = (root / f"{token}{part}" for part in ("", ".mappings"))
            folder.mkdir()
            aside.mkdir()
            self._batches[token] = Batch(token, reader.get(), folder, aside, now)
            return self._batches[token]

    def find(self, token: str) -> Batch:
        """A batch of whoever asks.

        Raises:
            UnknownName: he has none of that token, or it is gone.
        """
        with self._lock:
            batch = self._batches.get(token)
            if batch is None or batch.reader != reader.get() or self._clock() - batch.touched > KEPT_S:
                raise UnknownName(both("The files are no longer here; send them again."))
            batch.touched = self._clock()
            return batch

    def receive(self, batch: Batch, name: str, content: BinaryIO) -> Path:
        """Write one file, as it comes; a name that is there already gets a number. TOML is kept aside, as a mapping.

        Raises:
            UsageError: it is too large, or too many; nothing of it stays.
        """
        if len(batch.files) + len(batch.mappings) >= MOST_FILES:
            raise UsageError(both("More than {most} files; send the rest afterwards.", most=MOST_FILES))
        safe = safe_name(name)
        path = _free((batch.aside if safe.lower().endswith(".toml") else batch.folder) / safe)
        try:
            with path.open("xb") as file:
                size = 0
                while chunk := content.read(_CHUNK):
                    size += len(chunk)
                    if size > MOST_BYTES:
                        raise too_large(path.name)
                    file.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path

    @contextmanager
    def taken(self, batch: Batch, name: str) -> Iterator[Path]:
        """A file of a batch, or under an empty name its folder, to be loaded: once at a time, and gone when that worked.

        Raises:
            UsageError: it is being loaded already, or was.
        """
        path = batch.folder / name if name else batch.folder
        with self._lock:
            others = batch.busy & {name, ""} if name else batch.busy
            if others or not path.exists() or not batch.files:
                raise UsageError(both("This is being loaded already, or was."))
            batch.busy.add(name)
        try:
            yield path
            for file in batch.files if not name else (path,):
                file.unlink(missing_ok=True)
        finally:
            batch.busy.discard(name)

    def drop(self, batch: Batch) -> None:
        """Throw a batch away."""
        with self._lock:
            self._forget(batch)

    def _folder(self) -> Path:
        """The folder of all batches; it goes with the application, at the latest when the process ends."""
        if self._root is None:
            self._root = Path(tempfile.mkdtemp(prefix="eagraph-"))
            weakref.finalize(self, shutil.rmtree, self._root, ignore_errors=True)
        return self._root

    def _forget(self, batch: Batch) -> None:
        self._batches.pop(batch.token, None)
        for folder in (batch.folder, batch.aside):
            shutil.rmtree(folder, ignore_errors=True)


def too_large(name: str) -> UsageError:
    """What is said of a file that is too large."""
    return UsageError(
        both(
            "{name}: larger than {most} MB. Load it with eagraph load, or name it in eagraph.toml for eagraph sync.",
            name=name, most=MOST_BYTES // 10**6,
        )
    )  # fmt: skip


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
