"""The capability matrix folded to what can be looked at: which capabilities and organisations are drawn, and what is left.

Drawn are the capabilities with most that stands out, then those with most systems; of organisations those with most
systems. What is left over is counted by organisation, and the table has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eagraph.analysis.capability_matrix import Row

MOST_CELLS = 300
MOST_COLUMNS = 15
NOBODY = ""
"""Stands for the organisation where none is known."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cells:
    """What is drawn: capabilities from the top, organisations from the left, and the cells between them.

    `costly`: system and capability of what costs out of proportion. `left`: by organisation the systems of capabilities that
    are not drawn. `others`: by capability the systems of organisations that are not drawn.
    """

    capabilities: tuple[str, ...]
    organisations: tuple[str, ...]
    cells: Mapping[Key, Row]
    costly: frozenset[Key] = frozenset()
    left: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    """Capabilities that are not drawn."""
    columns_left_out: int = 0


def fold(rows: Iterable[Row], most: int = MOST_CELLS) -> Cells:
    """The matrix of rows, with no more cells than so many."""
    told = list(rows)
    cells = {(row.capability, row.organisation or NOBODY): row for row in told if _is_cell(row)}
    known = {(c, o): row for (c, o), row in cells.items() if c is not None}
    costly = frozenset((row.id, row.capability) for row in told if row.wrong == "cost_outlier" and row.capability)
    organisations = _ordered(known, 1)
    columns = organisations[:MOST_COLUMNS]
    capabilities = sorted({c for c, _ in known}, key=lambda c: (-_outstanding(known, costly, c), -_systems(known, 0, c), c))
    drawn = capabilities[: max(1, most // max(1, len(columns)))]
    return Cells(
        tuple(drawn),
        tuple(columns),
        {key: row for key, row in known.items() if key[0] in drawn and key[1] in columns},
        costly,
        _counted(known, 1, [key for key in known if key[0] not in drawn]),
        _counted(known, 0, [key for key in known if key[1] not in columns]),
        len(capabilities) - len(drawn),
        len(organisations) - len(columns),
    )


def _is_cell(row: Row) -> bool:
    return row.capability is not None and row.id == row.capability


def _ordered(cells: Mapping[Key, Row], end: int) -> list[str]:
    """Those at one end of the cells, with most systems first; where none is known last."""
    found = {key[end] for key in cells}
    return sorted(found, key=lambda one: (one == NOBODY, -_systems(cells, end, one), one))


def _systems(cells: Mapping[Key, Row], end: int, one: str) -> int:
    return len({system for key, row in cells.items() if key[end] == one for system in row.systems})


def _outstanding(cells: Mapping[Key, Row], costly: frozenset[Key], capability: str) -> int:
    """How much of a capability stands out: what is costly counts most, then common beside local, then several."""
    own = [row for key, row in cells.items() if key[0] == capability]
    return (
        100 * sum(key[1] == capability for key in costly)
        + 10 * sum(row.wrong == "common_and_local" for row in own)
        + sum(row.wrong == "several_systems" for row in own)
    )


def _counted(cells: Mapping[Key, Row], end: int, keys: Sequence[Key]) -> dict[str, int]:
    """By what stands at one end of some cells, the different systems in them."""
    found: dict[str, set[str]] = {}
    for key in keys:
        found.setdefault(key[end], set()).update(cells[key].systems)
    return {one: len(systems) for one, systems in found.items()}
