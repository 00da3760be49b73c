"""What came out of verifying a package, as a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eagraph.locale import Text, both
from eagraph.packages.verifying import Verified
from eagraph.report import Document, Table


def document(told: Verified) -> Document:
    """The verdict, and every difference."""
    order, manifest = told.manifest.order, told.manifest
    verdict = (
        both("The package holds; files that come out the same from the landscape inside: {count}.", count=told.files)
        if told.holds
        else both("The package does not hold; differences: {count}.", count=len(told.differences))
    )
    headings = {
        "member": both("File"), "where": both("Where"), "what": both("What"), "packed": both("In the package"),
        "again": both("Worked out again"), "store": both("From the store"),
    }  # fmt: skip
    rows = [
        {
            "member": one.member, "where": one.where, "what": one.what.as_dict(), "packed": one.packed, "again": one.again,
            "store": one.store,
        }
        for one in told.differences
    ]  # fmt: skip
    table = Table.of("differences", rows, headings, called=both("Differences"), headed=headings)
    shown = tuple(name for name in headings if name != "store" or any(row["store"] for row in rows))
    tables = (replace(table, brief=shown),) if rows else ()
    data = {
        "holds": told.holds, "files": told.files, "differences": rows, "notes": [note.as_dict() for note in told.notes],
        "manifest": {k: v for k, v in manifest.model_dump(mode="json").items() if k != "members"},
    }  # fmt: skip
    title = both("Package: {report}, {date}", report=order.report, date=order.date.isoformat())
    return Document(title, verdict, tuple(_facts(told)), tables, data)


def _facts(told: Verified) -> Iterator[tuple[Text, str]]:
    manifest = told.manifest
    params = ", ".join(
        f"{name}={value}" for name, value in manifest.order.params.items() if value not in (None, "", [], False)
    )
    yield both("Parameters"), params or "–"
    yield both("Data"), f"{manifest.data_date} · {manifest.snapshot}"
    if manifest.scenario:
        yield both("Scenario"), manifest.scenario
    yield both("Classification model"), manifest.model_hash
    yield both("Rules of the programme"), manifest.rules_hash
    yield both("Program"), manifest.program
    for note in told.notes:
        yield both("To be known"), str(note)
