"""CycloneDX (ECMA-424) 1.2 to 1.7, JSON and XML: software, service, hardware, cryptography and other bills of materials.

Components and services become things, nested ones parts of theirs; who needs what stands in `dependencies`. A package URL
is a library's id, so that one library in many bills is one thing. The XML of 1.0 and 1.1 is read too. One file is one
source: known by its serial number and what it is about where both are stated, else by its path.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._cyclonedx.bill import fill
from loaders._cyclonedx.xml_document import NAMESPACE, read_xml
from loaders._documents import glimpse, sources
from loaders._documents.json_document import read_json
from loaders._documents.part import Part
from loaders._xml import head as _xml_head

title = both("CycloneDX bill of materials (JSON, XML)")
_KNOWN = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7")


def detects(path: Path) -> bool:
    """Is it JSON that says it is CycloneDX, or XML whose root is a bill of materials in its namespace?"""
    if not path.is_file():
        return False
    return sources.is_source(path, _is_bill, glimpse.JSON) or _is_xml(path)


def read(path: Path, intake: Intake) -> None:
    """Read the bill of materials.

    Raises:
        SourceError: it is no such document, is broken, too large, or may not be read safely.
    """
    is_markup = path.is_file() and _xml_head.beginning_of(path).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    bill = read_xml(path) if is_markup else _checked(read_json(path))
    if bill.text("specVersion") not in _KNOWN:
        text = both(
            "version {version} of CycloneDX; known are {known}. Read as the latest of them.",
            version=repr(bill.text("specVersion")), known=", ".join(_KNOWN),
        )  # fmt: skip
        intake.hints.append(Problem(bill.place, text))
    fill(intake, bill)


def _is_xml(path: Path) -> bool:
    return _xml_head.is_document(_xml_head.beginning_of(path), "bom", NAMESPACE)


def _is_bill(value: Any) -> bool:
    return value["bomFormat"] == "CycloneDX" and "specVersion" in value


def _checked(bill: Part) -> Part:
    if bill.text("bomFormat") != "CycloneDX":
        text = both('{place}: not a CycloneDX document; expected "bomFormat": "CycloneDX".', place=bill.place)
        raise SourceError(text)
    return bill
