"""The register of the programme's rules: which line says it, in which words, and how strictly.

Norm: `S` the programme says must or may not, `O` it says ought or strives, `A` it follows from the text. Tier: `C` core,
`X` extended. Source: the city's programme for digital development (digitaliseringsprogrammet), by line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from eagraph.resources import cypher


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as the programme says it."""

    id: str
    tier: str
    norm: str
    section: str
    lines: str
    quote_sv: str
    meaning_en: str


@cache
def entries() -> Mapping[str, Entry]:
    """All of them, by id."""
    read = json.loads((cypher() / "register.json").read_text(encoding="utf-8"))
    return {one["id"]: Entry(**one) for one in read}


def is_registered(id_: str) -> bool:
    """Is there a rule of that id?"""
    return id_ in entries()
