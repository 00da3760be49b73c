"""The register of rules: those of the programme, by its line, words and strictness, and those of the landscape's integrity.

Norm: `S` the programme says must or may not, `O` it says ought or strives, `A` it follows from the text; `I` no programme
says it: without it answers rest on facts that cannot be right (data quality). Tier: `C` core, `X` extended, `I` integrity.
Source: the city's programme for digital development (digitaliseringsprogrammet), by line; of integrity rules none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from eagraph.resources import cypher


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as the programme says it, or one that facts have to keep."""

    id: str
    tier: str
    norm: str
    section: str
    lines: str
    quote_sv: str
    meaning_en: str

    @property
    def is_of_programme(self) -> bool:
        """Does the programme say it?"""
        return bool(self.lines)


@cache
def entries() -> Mapping[str, Entry]:
    """All of them, by id."""
    read = json.loads((cypher() / "register.json").read_text(encoding="utf-8"))
    return {one["id"]: Entry(**one) for one in read}


def is_registered(id_: str) -> bool:
    """Is there a rule of that id?"""
    return id_ in entries()
