"""A baseline: a file of findings that are known and wait, so that a pipeline stops only for new ones. It only shrinks.

What it has and a check no longer finds is taken out of it, so that it cannot come back unseen. Written once, by whoever
wants it; after that nothing is ever added. JSON: `{"eagraph": "baseline", "findings": [...]}`, a finding a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eagraph.errors import SourceError, StoreError
from eagraph.findings.runs import rule_of
from eagraph.locale import both


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings that are known."""

    path: Path
    findings: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file.

        Raises:
            SourceError: it is not there, or no baseline.
        """
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if said["eagraph"] != "baseline" or not all(isinstance(one, str) for one in said["findings"]):
                raise ValueError("eagraph")
            return cls(path, frozenset(said["findings"]))
        except FileNotFoundError as error:
            text = both("{path}: no such baseline; write one with --write-baseline {path}.", path=path)
            raise SourceError(text) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            text = both('{path}: no baseline; expected {{"eagraph": "baseline", "findings": [...]}}.', path=path)
            raise SourceError(text) from error

    def shrunk(self, found: Iterable[str], answered: Iterable[str]) -> Baseline:
        """Without what is gone; of a rule that was not answered everything stays."""
        now, asked = set(found), set(answered)
        return Baseline(self.path, frozenset(f for f in self.findings if f in now or rule_of(f) not in asked))

    def write(self) -> None:
        """Write it, whole or not at all.

        Raises:
            StoreError: the file cannot be written.
        """
        told = json.dumps({"eagraph": "baseline", "findings": sorted(self.findings)}, ensure_ascii=False, indent=1) + "\n"
        unfinished = self.path.with_name(f"{self.path.name}.unfinished")
        try:
            unfinished.write_text(told, encoding="utf-8")
            unfinished.replace(self.path)
        except OSError as error:
            raise StoreError(both("{path}: cannot be written ({error}).", path=self.path, error=error.strerror)) from error
