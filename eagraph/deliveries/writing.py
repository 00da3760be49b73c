"""Saved reports are written to a folder: which files, for whom, and which could not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eagraph import report, reports
from eagraph.deliveries import SavedReport, saved_reports
from eagraph.errors import EagraphError, StoreError
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Language, Text, both, current
from eagraph.model.identity import slug
from eagraph.packages import Order
from eagraph.packages.contents import contents
from eagraph.packages.making import made, workspace_on
from eagraph.report import Document, Table
from eagraph.work import Cancelled, counted, silent, watched
from eagraph.workspace import Workspace

LABELS = {"system": "System", "service": "DigitalService"}
NOT_IN_USE = frozenset({"retired", "idea"})
LONGEST = 80


@dataclass(frozen=True)
class Delivery:
    """One report that was to be written: of which saved report, for whom, which files, and why not."""

    name: str
    report: str
    about: str
    files: tuple[str, ...] = ()
    why: Text | None = None
    exit_code: int = 0


def delivered(work: Workspace, folder: Path, day: dt.date) -> list[Delivery]:
    """Write every saved report for everybody it is for.

    Args:
        work: with the settings that have them.
        folder: where to.
        day: the date of the reports.

    Raises:
        UsageError: there are no saved reports, or one is wrong; nothing is written then.
    """
    saved = saved_reports(work.settings.report)
    desk = workspace_on(work, day)
    asked = [(one, node) for one in saved for node in _whom(desk.snapshot(), one)]
    told = []
    for one, node in counted(asked, len(asked)):
        with _language(one.language), watched(silent):
            told.append(_one(desk, one, node, folder))
    return told


def summary(told: list[Delivery]) -> Document:
    """What was written, and what was not."""
    failed = [one for one in told if one.why is not None]
    says = both("Reports written: {count}; not written: {failed}.", count=len(told) - len(failed), failed=len(failed))
    headings = {"name": both("Saved report"), "about": both("For"), "files": both("Files"), "why": both("Why not")}
    rows: list[dict[str, Any]] = [
        {"name": one.name, "about": one.about, "files": list(one.files), "why": one.why.as_dict() if one.why else ""}
        for one in told
    ]
    table = Table.of("deliveries", rows, headings, called=both("Reports"), headed=headings)
    return Document(both("Saved reports"), says, (), (table,), rows)


@contextmanager
def _language(language: Language | None) -> Iterator[None]:
    token = current.set(language or current.get())
    try:
        yield
    finally:
        current.reset(token)


def _whom(snapshot: Snapshot, one: SavedReport) -> list[int | None]:
    """For whom a report is written (node numbers): everybody it is for, or once."""
    if one.for_each is None:
        return [None]
    if one.for_each == "organisation":
        owned = (answers for node, answers in boards(snapshot).items() if snapshot.nodes[node].label != "Organisation")
        return [*sorted(set(owned))]
    return [
        i
        for i, node in enumerate(snapshot.nodes)
        if node.label == LABELS[one.for_each]
        and node.properties.get("lifecycle") not in NOT_IN_USE
        and node.properties.get("security_protected") != "yes_elsewhere"
    ]


def _one(desk: Workspace, one: SavedReport, node: int | None, folder: Path) -> Delivery:
    """One report for one of them; what goes wrong is told and goes no further."""
    thing = None if node is None else desk.snapshot().nodes[node]
    about, place = (thing.name, folder / one.name / _file_name(thing.id)) if thing else ("", folder / one.name)
    params = {**one.params, **(reports.told_of(reports.find(one.report), thing.id) if thing else {})}
    order = Order(report=one.report, params=params, language=current.get(), date=desk.today(), formats=one.format)
    try:
        if one.package:
            packed, members = made(desk, order)
            files = {place.with_name(f"{place.name}.zip"): packed}
        else:
            files, members = {}, contents(desk, order, only_report=True)
        for form in one.format:
            suffix = report.find(form).suffix
            files[place.with_name(f"{place.name}.{suffix}")] = members[f"report/{one.report}.{suffix}"]
        return Delivery(one.name, one.report, about, tuple(_put(file, content, folder) for file, content in files.items()))
    except Cancelled:
        raise
    except EagraphError as error:
        return Delivery(one.name, one.report, about, (), error.text, error.exit_code)


def _put(file: Path, content: bytes, folder: Path) -> str:
    """Write a file that appears whole or not at all; its place in the folder."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.unfinished")
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        raise StoreError(both("{path}: cannot be written ({error}).", path=file, error=error.strerror)) from error
    return file.relative_to(folder).as_posix()


def _file_name(id_: str) -> str:
    """An id as the name of a file: no two ids of a landscape get the same but by its length."""
    return slug(id_.replace(":", "-"))[:LONGEST] or "report"
