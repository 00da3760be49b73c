"""Rows of two registers: the processing of personal data, and incidents."""

from __future__ import annotations

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._tables.columns import Columns, Facts
from loaders._tables.register import Register
from loaders._tables.rows import ListReader
from loaders._tables.vocabulary import Vocabulary

_SHORT = 80


class ProcessingReader(ListReader):
    """Reads the rows of a register of processing of personal data (GDPR, article 30)."""

    naming = frozenset({"name", "id", "purpose"})

    def __init__(self, columns: Columns, intake: Intake, register: Register, vocabulary: Vocabulary) -> None:
        super().__init__(columns, intake, register, vocabulary)
        self._keep = self._row

    def _row(self, facts: Facts) -> None:
        name = facts.texts.get("name") or str(facts.properties.get("purpose", ""))[:_SHORT] or facts.texts.get("id", "")
        if not name:
            return self._nameless(facts, "name")
        facts.properties["evidence_kind"] = "processing"
        self._tied("Evidence", name, facts)
        return None


class IncidentReader(ListReader):
    """Reads the rows of a register of incidents."""

    naming = frozenset({"name", "id", "description", "detected_on"})

    def __init__(self, columns: Columns, intake: Intake, register: Register, vocabulary: Vocabulary) -> None:
        super().__init__(columns, intake, register, vocabulary)
        self._keep = self._row

    def _row(self, facts: Facts) -> None:
        said, identity = facts.properties, facts.texts.get("id", "")
        name = facts.texts.get("name") or str(said.get("description", ""))[:_SHORT] or identity
        if not name:
            return self._nameless(facts, "name")
        if identity:
            said.setdefault("register_id", identity)
        first, last = (str(said.get(day, ""))[:10] for day in ("detected_on", "closed_on"))
        if first and last and last < first:
            text = both("closed {last}, before it was detected {first}.", last=last, first=first)
            self._intake.problems.append(Problem(self._columns.where(facts, "closed_on"), text))
        self._tied("Incident", name, facts, tells=first)
        return None
