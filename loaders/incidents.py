"""A register of incidents, as CSV or Excel: one row an incident.

Known by its headers, in Swedish or English (`_tables/registers.toml`): when it was detected and closed, how severe it was,
what it affected and where it started. What is named has to be known, in another source; a name that is not is skipped and
told. An id or number of the row is its number in the register too.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._tables.claims import is_claimed
from loaders._tables.reading import read_lists

title = both("register of incidents, as CSV or Excel")
LIST = "incidents"


def detects(path: Path) -> bool:
    """Is it a file, workbook or folder with such a list, and with no list of another kind?"""
    return is_claimed(path, LIST)


def read(path: Path, intake: Intake) -> None:
    """Read every such list of a file, a workbook or a folder.

    Raises:
        SourceError: there is none in it.
    """
    read_lists(path, intake, LIST)
