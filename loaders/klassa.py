"""Classifications as KLASSA and municipalities' own templates give them, as CSV or Excel: one row a classified thing.

Known by its headers, in Swedish or English (`_tables/registers.toml`): what is classified, levels of konfidentialitet,
riktighet, tillgänglighet and perhaps spårbarhet (0-4, in words, as an interval, in one column or one each), and by whom,
when, by which model or why. A list of assets or systems that has levels beside owners is the loader `tables`'s.

A row speaks of what another source knows by that id, key or name, and then is a claim about it: its levels stand there,
and where sources differ both are kept. Else it becomes an InformationAsset (System, DigitalService, Integration where the
row says so) of its own, which is told. A mere number is never taken for another source's key. Systems named beside
information HOLDS it; owners and organisations are tied where they are known. Of several classifications of one thing
the latest counts; one that is not decided yet is skipped.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._tables.claims import is_claimed
from loaders._tables.reading import read_lists

title = both("classifications of information and systems (KLASSA), as CSV or Excel")
LIST = "classifications"


def detects(path: Path) -> bool:
    """Is it a file, workbook or folder with such a list, and with no list of another kind?"""
    return is_claimed(path, LIST)


def read(path: Path, intake: Intake) -> None:
    """Read every such list of a file, a workbook or a folder.

    Raises:
        SourceError: there is none in it.
    """
    read_lists(path, intake, LIST)
