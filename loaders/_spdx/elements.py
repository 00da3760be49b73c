"""Packages, files and snippets of SPDX, and the document that describes them, as things.

A package is a system where its purpose says application, container, operating system or firmware, a device where it says
device; every other, and every file and snippet, is a model element with SPDX's own word. NOASSERTION says that nothing is
said: it is left out, as what is absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._bom.flat import flat
from loaders._bom.purl import canonical
from loaders._bom.things import Thing, Things
from loaders._documents.part import Part

UNSAID = "NOASSERTION"
_LABELS = {
    "APPLICATION": "System", "CONTAINER": "System", "OPERATING_SYSTEM": "System", "FIRMWARE": "System", "DEVICE": "Device"
}  # fmt: skip
_TAKEN = frozenset({
    "SPDXID", "name", "fileName", "versionInfo", "checksums", "externalRefs", "hasFiles", "fileDependencies",
    "snippetFromFile",
})  # fmt: skip
_ORGANISATION = re.compile(r"(?:Organization|Person):\s*([^()]+?)\s*(?:\((.*)\))?")
_OF_DOCUMENT = frozenset({"packages", "files", "snippets", "relationships", "documentDescribes", "SPDXID", "name"})


def keep_document(intake: Intake, things: Things, document: Part) -> str:
    """Keep the document itself: when and by whom it was made, and all it says of no element."""
    own = {k: v for k, v in document.value.items() if k not in _OF_DOCUMENT}
    if isinstance(licences := own.get("hasExtractedLicensingInfos"), list):
        own["hasExtractedLicensingInfos"] = [_with_attachment(one) for one in licences]
    found = [("date", document.text("creationInfo", "created")[:10]), *said(intake, document, own)]
    name = f"SPDX: {document.text('name') or intake.title}"
    stated: dict[str, object] = {"evidence_kind": "bill_of_materials"}
    reference = document.text("SPDXID") or "SPDXRef-DOCUMENT"
    return things.keep(Thing(document, "Evidence", "document", found, stated, name, reference))


def _with_attachment(licence: Any) -> Any:
    """A licence of which a long text is described, not kept."""
    if not isinstance(licence, dict) or "extractedText" not in licence:
        return licence
    return {**licence, "extractedText": {"content": licence["extractedText"]}}


def keep_package(intake: Intake, things: Things, part: Part, uri: str) -> None:
    """Keep a package, with the organisation that supplies it."""
    purpose = part.text("primaryPackagePurpose").upper().replace("-", "_")
    label = _LABELS.get(purpose, "ModelElement")
    purls, cpes = _references(part, "purl"), _references(part, "cpe")
    version = part.text("versionInfo")
    supplier = _ORGANISATION.fullmatch(part.text("supplier"))
    stated: dict[str, object] = {
        "version": "" if version == UNSAID else version,
        "purl": _one_or_all(purls),
        "cpe": _one_or_all(cpes),
    }
    if label == "System":
        vendor = supplier.group(1) if supplier else ""
        stated |= {"product": part.text("name"), "vendor": vendor, "product_id": next(iter([*purls, *cpes]), "")}
    purl = next((one for one in purls if canonical(one)), "")
    name, reference = part.text("name"), part.text("SPDXID")
    type_, found = purpose.lower().replace("_", "-") or "package", said(intake, part, part.value)
    key = things.keep(Thing(part, label, type_, found, stated, name, reference, purl, version, uri))
    if label == "System" and supplier:
        things.supplied(key, supplier.group(1), {"contact": supplier.group(2) or ""}, part.place)


def keep_file(intake: Intake, things: Things, part: Part, uri: str, type_: str) -> None:
    """Keep a file or a snippet of one."""
    name = part.text("fileName") or part.text("name")
    found, reference = said(intake, part, part.value), part.text("SPDXID")
    things.keep(Thing(part, "ModelElement", type_, found, {}, name, reference, uri=uri, spare_key=f"{type_}:{name}"))


def _references(part: Part, kind: str) -> list[str]:
    """Locators of a kind: `purl`, or `cpe22Type` and `cpe23Type`."""
    found = (one for one in part.parts("externalRefs") if _kind(one).startswith(kind))
    return [one.text("referenceLocator") for one in found if one.text("referenceLocator")]


def _kind(part: Part) -> str:
    return part.text("referenceType").rpartition("/")[2]


def _one_or_all(values: list[str]) -> object:
    return values[0] if len(values) == 1 else tuple(values)


def said(intake: Intake, part: Part, value: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What an element says under SPDX's own names; checksums and references as texts, the rest flattened."""
    for one in part.parts("checksums"):
        yield "checksums", f"{one.text('algorithm')}:{one.text('checksumValue')}"
    for one in part.parts("externalRefs"):
        kind, comment = _kind(one), one.text("comment")
        if not kind.startswith(("purl", "cpe")) or comment:
            locator = one.text("referenceLocator")
            name = f"externalRefs.{one.text('referenceCategory')}.{one.text('referenceType')}"
            yield name, f"{locator} ({comment})" if comment else locator
    for name, text in flat({k: v for k, v in value.items() if k not in _TAKEN}):
        if text == UNSAID:
            intake.explain(part.file, UNSAID, _LEFT_OUT)
        else:
            yield name, text


_LEFT_OUT = both("left out: it says that nothing is said")
