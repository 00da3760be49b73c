"""Lineage as jobs tell it while they run: events of OpenLineage 1 and 2, in one document, a list, or one a line.

A namespace is a System that holds its data sets, or that runs its jobs. A job that reads or writes is an Integration, any
other a Process; it needs what it reads from and writes to, and where it runs. A data set is an InformationAsset, made of
what the same run read. Symlinks are taken as the names of one data set where one data set alone lays claim to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._documents.glimpse import JSON
from loaders._documents.part import Part
from loaders._documents.sources import documents, is_source
from loaders._openlineage.folding import fold
from loaders._openlineage.records import keep

title = both("Lineage of jobs and data sets (OpenLineage events)")


def detects(path: Path) -> bool:
    """Is it JSON, or a folder with JSON, that begins with an event of OpenLineage?"""
    return is_source(path, _recognises, JSON)


def _recognises(document: Any) -> bool:
    if isinstance(document, dict) and isinstance(document.get("events"), list):
        document = document["events"]
    return any(_is_event(one) for one in (document if isinstance(document, list) else [document]))


def _is_event(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    about = value.get("job") or value.get("dataset")
    is_named = isinstance(about, dict) and isinstance(about.get("namespace"), str) and isinstance(about.get("name"), str)
    return is_named and ("eventTime" in value or re.search("(?i)openlineage", str(value.get("schemaURL"))) is not None)


def read(path: Path, intake: Intake) -> None:
    """Fold all events of the source, and keep what they say together.

    Raises:
        SourceError: it cannot be read, or has no events.
    """
    if not path.exists():
        raise SourceError(both("{path}: there is no such file or folder.", path=path))
    folded = fold(_events(path, intake))
    intake.problems.extend(folded.problems)
    if not (folded.jobs or folded.datasets or folded.problems or intake.problems):
        raise SourceError(both("{path}: no events of OpenLineage in it.", path=path))
    keep(folded, intake)


def _events(path: Path, intake: Intake) -> Iterator[Part]:
    for document in documents(path, intake, _recognises, JSON):
        events = document.get("events")
        yield from (events or document).parts()
