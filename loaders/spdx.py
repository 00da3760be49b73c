"""SPDX 2.3 and 2.2 (ISO/IEC 5962), JSON and YAML: packages, files and snippets, and how they stand to one another.

A package URL is a library's id, so that one library in many documents is one thing; every other element is known by its
own URI, the document's namespace and its SPDX id, as references from other documents know it. One file is one source,
known by its namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._bom.laid import together
from loaders._bom.things import Remark, Things
from loaders._documents import glimpse, sources
from loaders._documents.part import Part
from loaders._rings import ringed
from loaders._spdx import elements
from loaders._spdx.relations import Relation, is_known, relation

title = both("SPDX 2 document (JSON, YAML)")
_SUFFIXES = glimpse.JSON | glimpse.YAML
_VERSIONS = ("SPDX-2.2", "SPDX-2.3")
_NOTHING = frozenset({"NONE", elements.UNSAID})
_LONGEST_TITLE = 80
Tie = tuple[str, Relation, str, str, Part, str]
"""Ends as the document names them, what the relationship becomes, SPDX's type, where it stands, and what it comments."""


def detects(path: Path) -> bool:
    """Is it JSON or YAML that says it is an SPDX document of version 2?"""
    return path.is_file() and sources.is_source(path, _is_document, _SUFFIXES)


def _is_document(value: Any) -> bool:
    return value["spdxVersion"].startswith("SPDX-2.") and "SPDXID" in value


def read(path: Path, intake: Intake) -> None:
    """Read the document.

    Raises:
        SourceError: it is no such document, is broken, or too large.
    """
    documents = sources.read_documents(path)
    document = documents[0] if documents else Part({}, path.name)
    version = document.text("spdxVersion")
    if not version.startswith("SPDX-2"):
        text = both(
            "{place}: not an SPDX 2 document; expected spdxVersion {known}, found {found}.",
            place=document.place, known=", ".join(_VERSIONS), found=repr(version),
        )  # fmt: skip
        raise SourceError(text)
    if version not in _VERSIONS:
        text = both("version {version} of SPDX; known are {known}.", version=repr(version), known=", ".join(_VERSIONS))
        intake.hints.append(Problem(document.place, text))
    intake.title = document.text("name")[:_LONGEST_TITLE] or intake.title
    intake.location = document.text("documentNamespace") or intake.location
    _Reader(intake, document).read()


class _Reader:
    def __init__(self, intake: Intake, document: Part) -> None:
        self._intake, self._document = intake, document
        self._things = Things(intake, "spdx")
        self._namespace = document.text("documentNamespace")
        self._others = {
            one.text("externalDocumentId"): one.text("spdxDocument") for one in document.parts("externalDocumentRefs")
        }

    def read(self) -> None:
        """All of it: what is said to have none or nothing said, the elements, and what ties them."""
        stated = list(self._stated())
        self._remark(stated)
        elements.keep_document(self._intake, self._things, self._document)
        for part in self._parts("packages"):
            elements.keep_package(self._intake, self._things, part, self._uri(part))
        for kind in ("files", "snippets"):
            for part in self._parts(kind):
                elements.keep_file(self._intake, self._things, part, self._uri(part), kind.removesuffix("s"))
        self._tie([tie for tie in stated if not _NOTHING & {tie[0], tie[2]}])
        self._things.hint()
        for reference, remark in self._things.remarks.items():
            why = both("{name} is not known.", name=repr(reference))
            self._intake.skip(remark.place, f"{', '.join(remark.said)} {reference}", why, relationship=True)

    def _parts(self, kind: str) -> Iterator[Part]:
        for part in self._document.parts(kind):
            if isinstance(part.value, dict) and part.text("SPDXID"):
                yield part
            else:
                self._things.problem(part.expected(both("an element with an SPDXID")))

    def _uri(self, part: Part) -> str:
        return f"{self._namespace}#{part.text('SPDXID')}" if self._namespace else ""

    def _stated(self) -> Iterator[Tie]:
        """Every relationship, also those that stand as fields of an element."""
        for part in self._document.parts("relationships"):
            type_ = part.text("relationshipType").upper().replace("-", "_")
            ends = part.text("spdxElementId"), part.text("relatedSpdxElement")
            if not type_ or not all(ends):
                self._things.problem(part.expected(both("a relationship with a type and two elements")))
                continue
            if not is_known(type_):
                text = both("{type} is no relationship type of SPDX 2; kept as RELATES_TO.", type=repr(type_))
                self._intake.hints.append(Problem(part.place, text))
            yield ends[0], relation(type_), ends[1], type_, part, part.text("comment")
        itself = self._document.text("SPDXID") or "SPDXRef-DOCUMENT"
        for part in self._document.parts("documentDescribes"):
            yield itself, relation("DESCRIBES"), part.as_text, "DESCRIBES", part, ""
        yield from self._fields("packages", "hasFiles", "CONTAINS")
        yield from self._fields("files", "fileDependencies", "DEPENDS_ON")
        yield from self._fields("snippets", "snippetFromFile", "CONTAINED_BY")

    def _fields(self, kind: str, field: str, type_: str) -> Iterator[Tie]:
        for element in self._document.parts(kind):
            for part in element.parts(field):
                yield element.text("SPDXID"), relation(type_), part.as_text, type_, part, ""

    def _remark(self, stated: list[Tie]) -> None:
        """A relationship to NONE says that there is none, one to NOASSERTION that nobody says: kept on its element."""
        for source, _, target, type_, part, _ in stated:
            if not _NOTHING & {source, target}:
                continue
            element, nothing = (source, target) if target in _NOTHING else (target, source)
            known = self._things.remarks.setdefault(element, Remark({}, part.place)).said
            known[type_] = together(known[type_], nothing) if type_ in known else nothing
            why = both("it has no other end; kept on its element.")
            self._intake.join(part.place, f"{type_} {nothing}", why, relationship=True)

    def _tie(self, stated: list[Tie]) -> None:
        seen: set[tuple[str, str, str, str]] = set()
        kept: list[Tie] = []
        for tie in stated:
            ends = self._find(tie[0]), self._find(tie[2])
            source, target = ends[::-1] if tie[1].turned else ends
            sort = tie[1].mode if tie[1].type != "RELATES_TO" else tie[3]
            if source == target or (source, tie[1].type, target, sort) in seen:
                why = both("stated already.") if source != target else both("both ends are one thing.")
                self._intake.join(tie[4].place, f"{tie[3]} {tie[2]}", why, relationship=True)
                continue
            seen.add((source, tie[1].type, target, sort))
            kept.append((source, tie[1], target, *tie[3:]))
        rings = ringed([(source, target) if how.type == "PART_OF" else None for source, how, target, *_ in kept])
        for (source, how, target, type_, part, comment), in_ring in zip(kept, rings, strict=True):
            properties = {"source_type": type_, "mode": how.mode, "description": comment}
            self._things.tie(source, "RELATES_TO" if in_ring else how.type, target, dict(properties), part.place)

    def _find(self, reference: str) -> str:
        """An element of this document, or one of another by its URI."""
        document, _, element = reference.partition(":")
        if document in self._others and element:
            return f"{self._others[document]}#{element}"
        return self._things.find(reference)
