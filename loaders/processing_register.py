"""The register of processing of personal data that article 30 of the GDPR asks for, as CSV or Excel.

Known by its headers, in Swedish or English (`_tables/registers.toml`). A row becomes an Evidence of the kind `processing`
with purpose, legal basis, categories, data subjects, recipients, third country and retention, ABOUT the systems, the
information and the management objects it names: these have to be known, in another source; a name that is not is skipped
and told. OWNED_BY the controller; RELATES_TO the processors. Both are the organisation of that name where just one is
known, else one of this source.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._tables.claims import is_claimed
from loaders._tables.reading import read_lists

title = both("register of processing of personal data (GDPR, article 30), as CSV or Excel")
LIST = "processings"


def detects(path: Path) -> bool:
    """Is it a file, workbook or folder with such a list, and with no list of another kind?"""
    return is_claimed(path, LIST)


def read(path: Path, intake: Intake) -> None:
    """Read every such list of a file, a workbook or a folder.

    Raises:
        SourceError: there is none in it.
    """
    read_lists(path, intake, LIST)
