"""The lists municipalities keep, as CSV or Excel: systems, integrations, sensors and devices, information assets, owners.

A source is one file, one workbook with a list on every sheet, or a folder with several of both (and no nodes.csv, which
is the loader `landscape`). A list is known by its headers, in Swedish or English; `headers.toml` holds them. Title rows,
blank rows, sums, notes and hidden sheets are seen through; what is left out is reported.

What a row becomes:
- systems: a System. Owner and manager: OWNED_BY, and RELATES_TO, a Role named as written, unless this source says that
  the name is a role, person or organisation. Organisation: PART_OF, so that a system without an owner has none; the
  owner's Role BELONGS_TO it where it always stands beside the same one. Supplier: SUPPLIED_BY an Organisation.
  Management object: MANAGED_IN. Capabilities, processes: SUPPORTS. Platform, facility: HOSTS towards the system.
- integrations: an Integration, FLOW from sender to it and from it to the receiver, both carrying what the information
  column names; CARRIES those assets; VIA the platform. "Behövs" sets `needed` on both flows, a buffer stands on the
  second. A missing end is a hint, for lists have gaps; a two-way one flows back too, and nobody is said to need that.
- sensors and devices: a Sensor, or a Device where its type says so; FLOW to the gateway and on to the receiver;
  CONNECTED_TO its zone, PART_OF its place.
- information assets: an InformationAsset, OWNED_BY its owner; the systems that hold it HOLDS it.
- owners and roles: unit → Organisation, PART_OF its parent; position → Role named "position, unit", BELONGS_TO the unit,
  HELD_BY the person. One unit on several rows is one; the same name under two parents is two. An id belongs to the
  narrowest thing of the row.

What is only named becomes a node of this source (capability, object, supplier, zone, platform …), except systems: those
must be in this source or in the store. Keys: the id column, with the label in front where it is a mere number;
else label/name, with a number where a name is doubled. An organisation whose kind nobody says has it from the end of its
name ("nämnd", "förvaltning" …). A value that is only a part of its cell leaves the whole cell under the column's header.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._tables.claims import is_claimed
from loaders._tables.reading import read_lists

title = both("lists of systems, integrations, sensors, information assets and owners, as CSV or Excel")


def detects(path: Path) -> bool:
    """Does a file, or a file in this folder, have the header of one of the five lists, or of several of all kinds?"""
    return is_claimed(path)


def read(path: Path, intake: Intake) -> None:
    """Read every list of a file, a workbook or a folder; those of other loaders' kinds too, where they stand beside.

    Raises:
        SourceError: nothing of it can be read as one of the lists.
    """
    read_lists(path, intake)
