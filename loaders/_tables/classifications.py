"""A row of a classification export: of what it speaks, which of several classifications counts, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from eagraph.errors import Problem
from eagraph.loading import Intake, Reference
from eagraph.locale import both
from loaders._tables.columns import Columns, Facts
from loaders._tables.mentions import Later, slug
from loaders._tables.parting import parted
from loaders._tables.register import Register
from loaders._tables.rows import ListReader
from loaders._tables.vocabulary import Vocabulary, folded

CLASSIFIED = ("InformationAsset", "System", "DigitalService", "Integration")
"""What may be classified, the most likely first."""
_OF_ASSETS = {"personal": "personal_data"}
"""What an information asset calls otherwise than a system."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row classifies: its name, the labels it may have, the best first, and its id."""

    name: str
    labels: tuple[str, ...]
    identity: str

    @property
    def key(self) -> tuple[object, ...]:
        return (self.labels, self.identity or slug(self.name))

    @property
    def about(self) -> tuple[Reference, ...]:
        """What other sources may call it. A mere number is a row of this list, and not anybody else's key."""
        said = [] if self.identity.isdecimal() else [self.identity]
        return tuple(Reference(text, self.labels, by_name=True) for text in dict.fromkeys((*said, self.name)) if text)


class ClassificationReader(ListReader):
    """Reads the rows of a list of classifications."""

    naming = frozenset({"asset", "object", "system", "service", "name", "id"})

    def __init__(self, columns: Columns, intake: Intake, register: Register, vocabulary: Vocabulary) -> None:
        super().__init__(columns, intake, register, vocabulary)
        self._keep = self._row

    def _row(self, facts: Facts) -> None:
        subjects = self._subjects(facts)
        if not subjects:
            self._intake.problems.append(Problem(facts.place, both("nothing is named that is classified.")))
        status = facts.texts.pop("status", "")
        if self._vocabulary.says("draft", status):
            for subject in subjects:
                why = both("not decided yet: {status}.", status=status)
                self._intake.skip(facts.place, subject.name, why, relationship=False)
            return
        if status:
            facts.properties[self._header("status")] = status
        for role in ("motivation", "case_number"):
            if text := facts.texts.pop(role, ""):
                facts.properties[self._header(role)] = text
        for subject in subjects:
            self._offer(subject, facts)

    def _subjects(self, facts: Facts) -> list[_Subject]:
        """What the row classifies: the information it names, else the object, the service, the systems."""
        said, kind = facts.texts, facts.texts.pop("object_kind", "")
        label = self._vocabulary.values["object_kind"].get(folded(kind), "")
        if kind and not label:
            facts.properties[self._header("object_kind")] = kind
        identity = said.get("id", "")
        if said.get("asset"):
            return [_Subject(said.pop("asset"), ("InformationAsset",), identity)]
        if named := said.pop("object", "") or said.pop("name", ""):
            if slug(named) in map(slug, parted(said.get("system", ""), "items")):
                del said["system"]
                label = label or "System"
            return [_Subject(named, (label,) if label else CLASSIFIED, identity)]
        if said.get("service"):
            return [_Subject(said.pop("service"), ("DigitalService",), identity)]
        if named := said.pop("system", ""):
            systems = parted(named, "names")
            return [_Subject(name, (label or "System",), identity if len(systems) == 1 else "") for name in systems]
        return [_Subject(identity, (label,) if label else CLASSIFIED, identity)] if identity else []

    def _offer(self, subject: _Subject, facts: Facts) -> None:
        """Of several classifications of one thing the latest counts; of two of one day, or of none, the lower row."""
        later = Later(facts.place, str(facts.properties.get("classified_on", ""))[:10], lambda: self._settle(subject, facts))
        before = self._register.later.get(subject.key)
        if before is None or before.day <= later.day:
            self._register.later[subject.key] = later
        if before is not None:
            old, new = (before, later) if before.day <= later.day else (later, before)
            why = both("classified again at {place}, which counts.", place=new.place)
            self._intake.skip(old.place, subject.name, why, relationship=False)

    def _settle(self, subject: _Subject, facts: Facts) -> None:
        own = Facts(facts.number, facts.place, dict(facts.texts), dict(facts.properties))
        own.texts["id"] = subject.identity
        if subject.labels[0] != "InformationAsset":
            own.properties = {_OF_ASSETS.get(name, name): value for name, value in own.properties.items()}
            if held := own.texts.pop("system", ""):
                own.properties[self._header("system")] = held
        self._tied(subject.labels[0], subject.name, own, about=subject.about)

    def _header(self, role: str) -> str:
        return self._columns.header.by_role()[role].header
