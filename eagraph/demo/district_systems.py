"""The local systems of the districts: small, many and alike, each in one unit; rows of the form the table of systems has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from eagraph.demo._draft import Draft
from eagraph.demo._tables import Row, table, words


@dataclass(frozen=True, slots=True)
class LocalSystem:
    """A row, the unit it is used in, and the number of its district."""

    row: Row
    unit: str
    district: int


def local_systems(draft: Draft, chance: random.Random, count: int) -> Iterator[LocalSystem]:
    """So many of them, the districts in turn; none where there is no district."""
    functions: list[str] = words()["local_systems"]["functions"]
    for i in range(count if draft.districts else 0):
        turn, number = divmod(i, len(draft.districts))
        district = draft.districts[number]
        again = f" {turn // len(functions) + 1}" if turn >= len(functions) else ""
        function = turn % len(functions)
        yield LocalSystem(
            _row(chance, f"{functions[function]} {district.name}{again}", function), chance.choice(district.units), number
        )


def _row(chance: random.Random, name: str, function: int) -> Row:
    capabilities, information = _capabilities(), _information()
    return {
        "name": name,
        "name_en": "",
        "kind": "business",
        "scope": "local",
        "criticality": str(chance.choices((0, 1, 2, 3), (20, 45, 30, 5))[0]),
        "capabilities": capabilities[function % len(capabilities)],
        "information": chance.choice(information) if chance.random() < 0.75 else "",
        "host": "room",
        "lifecycle": chance.choices(("live", "pilot", "phase_out"), (92, 4, 4))[0],
        "product": "",
    }


@cache
def _capabilities() -> tuple[str, ...]:
    """Those no common solution has: a local system with one of them would be a parallel solution nobody planted."""
    rows = (*table("systems"), *table("planted_systems"))
    shared = {key for line in rows if line["scope"] == "common" for key in line["capabilities"].split()}
    return tuple(line["key"] for line in table("capabilities") if line["key"] not in shared)


@cache
def _information() -> tuple[str, ...]:
    """Types a local system may hold: nothing that would do serious harm."""
    return tuple(line["key"] for line in table("information") if int(line["k"]) <= 2)
