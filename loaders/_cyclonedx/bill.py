"""A whole bill of materials: the document, what it is about, its inventory, and what it says of them.

The document is Evidence about its subject (`metadata.component`); what the format adds that no rule here names is kept on
it. Components that nothing is said to depend on are related to the subject, without any consequence: that a component
stands in a bill does not say that something needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._bom.things import Thing
from loaders._cyclonedx import statements
from loaders._cyclonedx.components import keep_components, said
from loaders._cyclonedx.dependencies import tie_dependencies, tie_references
from loaders._cyclonedx.links import LinkedThings
from loaders._cyclonedx.services import Assets, Services
from loaders._documents.part import Part

_LONGEST_TITLE = 80
_READ = frozenset({
    "$schema", "annotations", "bomFormat", "components", "compositions", "declarations", "definitions", "dependencies",
    "formulation", "metadata", "services", "vulnerabilities",
})  # fmt: skip
_LISTS = (
    "components", "services", "dependencies", "vulnerabilities", "compositions", "annotations", "formulation",
    "externalReferences",
)  # fmt: skip
_READ_INSIDE = {
    "declarations": frozenset({"assessors", "attestations", "claims", "evidence", "targets"}),
    "definitions": frozenset({"standards"}),
    "formulation": frozenset({"components", "services", "workflows"}),
}
_CRYPTOGRAPHIC = frozenset({
    "algorithmRef", "signatureAlgorithmRef", "subjectPublicKeyRef", "algorithms", "cryptoRefArray", "encr", "prf", "integ",
    "ke", "auth",
})  # fmt: skip


def fill(intake: Intake, bill: Part) -> None:
    """Turn a bill of materials into records.

    Raises:
        SourceError: it is no object.
    """
    if not isinstance(bill.value, dict):
        raise SourceError(bill.expected(both("a CycloneDX document")).text)
    intake.problems += _misshapen(bill)
    subject = bill.get("metadata", "component")
    _known_as(intake, bill, subject)
    _Reader(intake, bill).read(subject)


def _misshapen(bill: Part) -> Iterator[Problem]:
    for name in _LISTS:
        part = bill.get(name)
        if part is not None and not isinstance(part.value, list):
            yield part.expected(both("a list"))
    for name in ("metadata", "declarations", "definitions"):
        part = bill.get(name)
        if part is not None and part.value != "" and not isinstance(part.value, dict):
            yield part.expected(both("an object"))


def _known_as(intake: Intake, bill: Part, subject: Part | None) -> None:
    """A bill is known by its serial number and its subject: numbers that others copied do not make two bills one."""
    name = subject.text("name") if subject is not None else ""
    intake.title = name[:_LONGEST_TITLE].strip() or intake.title
    if name and (serial := bill.text("serialNumber")):
        intake.location = f"{serial} {name}"


def _unread(bill: Part) -> dict[str, Any]:
    """What stands in the parts that become things of their own, and becomes none."""
    found: dict[str, Any] = {}
    for name, read in _READ_INSIDE.items():
        parts = [part.value for part in bill.parts(name) if isinstance(part.value, dict)]
        found[name] = [{k: v for k, v in part.items() if k not in read} for part in parts]
    return found


class _Reader:
    def __init__(self, intake: Intake, bill: Part) -> None:
        self._intake, self._bill = intake, bill
        self._things = LinkedThings(intake, bill.text("serialNumber"))

    def read(self, subject: Part | None) -> None:
        """All of it: first everything that can be referred to, then what ties it together."""
        self._things.remarks = statements.remarks(self._intake, self._bill)
        about = keep_components(self._things, iter([subject] if subject is not None else []))
        document = self._document(subject)
        outermost = keep_components(self._things, self._bill.parts("components"))
        self._services = Services(self._things, Assets(self._things.assets))
        self._services.keep(self._bill.parts("services"))
        self._state()
        for key in about:
            self._things.imply(document, "ABOUT", key, {"source_type": "metadata.component"}, self._bill.place)
        pairs = tie_dependencies(self._intake, self._things, self._bill.parts("dependencies"))
        self._things.tie_nested()
        self._services.tie_placed()
        self._services.tie_inferred(pairs)
        self._relate(about[0] if about else document, outermost, {target for _, target in pairs})
        self._tell(pairs)

    def _document(self, subject: Part | None) -> str:
        """The document itself, with what it says of its making and all that no other rule reads."""
        metadata = self._bill.get("metadata") or self._bill
        inside = metadata.value if metadata is not self._bill and isinstance(metadata.value, dict) else {}
        own = {k: v for k, v in self._bill.value.items() if k not in _READ} | _unread(self._bill)
        found = [
            ("date", metadata.text("timestamp")[:10]), *said({k: v for k, v in inside.items() if k != "component"}),
            *said(own), *self._things.remarked(statements.WHOLE),
        ]  # fmt: skip
        name = subject.text("name") if subject is not None else ""
        stated: dict[str, object] = {"evidence_kind": "bill_of_materials"}
        title = f"CycloneDX: {name or self._intake.title}"
        part = replace(metadata, value={})
        return self._things.keep(Thing(part, "Evidence", "bom", found, stated, name=title, spare_key="document"))

    def _state(self) -> None:
        things, bill = self._things, self._bill
        statements.keep_formulation(self._intake, things, self._services, bill.parts("formulation"))
        statements.keep_definitions(things, bill.get("definitions"))
        statements.keep_declarations(things, self._services, bill.get("declarations"))
        statements.keep_vulnerabilities(things, bill.parts("vulnerabilities"))
        for key, part in things.referring:
            if (cryptographic := part.get("cryptoProperties")) is not None:
                tie_references(things, key, cryptographic, _CRYPTOGRAPHIC)
            for dataset in part.parts("modelCard", "modelParameters", "datasets"):
                if reference := dataset.text("ref"):
                    things.tie(key, "RELATES_TO", things.find(reference), {"source_type": "datasets"}, dataset.place)

    def _relate(self, subject: str, outermost: list[str], needed: set[str]) -> None:
        type_ = "ABOUT" if self._things.stated(subject, "source_type") == "bom" else "RELATES_TO"
        for key in outermost:
            if key not in needed and key != subject:
                self._things.imply(subject, type_, key, {"source_type": "components"}, self._things.place(key))

    def _tell(self, pairs: list[tuple[str, str]]) -> None:
        self._things.hint()
        for reference, remark in self._things.remarks.items():
            why = both("{name} is not known.", name=repr(reference))
            self._intake.skip(remark.place, f"{', '.join(remark.said)} {reference}", why, relationship=False)
        if not pairs and self._bill.get("components") is not None:
            text = both("nothing says which component depends on which: what breaks with a component is unknown.")
            self._intake.hints.append(Problem(self._bill.place, text))
        if count := self._services.unplaced():
            text = both("{count} data of services do not say where they come from or go to.", count=count)
            self._intake.hints.append(Problem(self._bill.place, text))
