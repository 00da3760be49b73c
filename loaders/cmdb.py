"""ServiceNow's CMDB: exports of configuration items (cmdb_ci…) and of relations (cmdb_rel_ci), as CSV or Excel.

A source is one file, one workbook with several lists, or a folder of them; columns by their system names or their English
headers. An item becomes what its class says (CSDM: a business application a System, a business service a DigitalService,
a server a System of infrastructure, network gear a Device …; any other class a ModelElement), and keeps its class as
`source_type`. Its key is its sys_id, else class and name. Install and operational status, and the stage of the life cycle,
make `lifecycle`; what they say is kept beside it. Owned by: OWNED_BY a Person. Managed by and support group: RELATES_TO a
Person, an Organisation. Vendor: SUPPLIED_BY an Organisation (of a System, else RELATES_TO). All else is kept under its name.

A relation reads "what the parent does::what the child does": `Depends on::Used by` is parent DEPENDS_ON child, `Runs
on::Runs` and `Hosted on::Hosts` child HOSTS parent, `Contains::Contained by` child PART_OF parent, `Owns::Owned by` child
OWNED_BY parent, `Sends data to::Receives data from` FLOW; any other RELATES_TO. Its own words are kept as `source_type`.
The relation is found by sys_id or name; one to an item that is not in the export is skipped and told.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._cmdb.items import Items
from loaders._cmdb.lists import SUFFIXES, files_of, is_export, lists_of

title = both("ServiceNow CMDB: configuration items and relations, as CSV or Excel")


def detects(path: Path) -> bool:
    """Has the file, or one of the folder, the columns and the words of such an export?"""
    try:
        return any(is_export(file) for file in files_of(path)[:100])
    except Exception:  # a detector answers no to whatever it cannot look at
        return False


def read(path: Path, intake: Intake) -> None:
    """Read every list: items first, relations when all items are known.

    Raises:
        SourceError: there is no such list, or a single file cannot be read.
    """
    if not path.exists():
        raise SourceError(both("{path}: there is no such file or folder.", path=path.name))
    items = Items(intake)
    for file in files_of(path):
        if path.is_dir() and file.suffix.lower() not in SUFFIXES:
            intake.skip(file.name, file.suffix, both("neither CSV nor Excel."), relationship=False)
            continue
        try:
            for found in lists_of(file, intake):
                items.take(found)
        except SourceError as error:
            if not path.is_dir():
                raise
            intake.problems.append(Problem(file.name, error.text))
    if not items.lists and not intake.problems:
        text = both(
            "{path}: neither configuration items (Name and Class) nor relations (Parent, Type and Child) are in it.",
            path=path.name,
        )
        raise SourceError(text)
    items.finish()
