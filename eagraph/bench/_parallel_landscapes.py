"""Made-up landscapes where it is known which local systems do what another system does; harder than a map shows it.

A system has functions of a domain, and some that many have made for themselves though a common solution has them. What is
recorded of it is less and other: functions are forgotten or wholly missing, a coarse capability of the domain and what
most systems have ("reports") stand beside them, assets have no type. Neighbours of a common solution share its
information, its process and a little function with it. Truth is the functions, not the record: a system is parallel to
one that has more than half of its functions; exactly half is unclear, for no two people would judge it alike, and counts
neither way.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship

DOMAINS, FUNCTIONS, CONCEPTS, PROCESSES, GENERIC, BOARDS, POPULAR = 36, 6, 4, 3, 6, 12, 5
RECORDED = {"information": 0.7, "processes": 0.6}
FORGOTTEN = 0.1
UNDESCRIBED, UNTYPED, EVERYWHERE = 0.12, 0.2, 0.1
PARALLEL, NEIGHBOUR, TWIN, HALF = 0.12, 0.2, 0.08, 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A landscape, its parallel solutions (local, common), and those among local systems (one, and the other it is in)."""

    snapshot: Snapshot
    common: frozenset[tuple[str, str]]
    local: frozenset[tuple[str, str]]
    unclear: frozenset[tuple[str, str]] = frozenset()


@dataclass
class _System:
    id: str
    domain: int
    capabilities: set[str]
    concepts: set[str] = field(default_factory=set)
    processes: set[str] = field(default_factory=set)
    users: set[str] = field(default_factory=set)

    @property
    def functions(self) -> set[str]:
        """What it truly does."""
        return {name for name in self.capabilities if name.startswith("function")}


def landscape(seed: int, *, common: int = 24, local: int = 150, forgotten: float = FORGOTTEN) -> Drawn:
    """One landscape; the same seed is the same one.

    Args:
        seed: chance.
        common: how many common solutions.
        local: how many local systems.
        forgotten: share of capabilities that nobody recorded, of systems of which some are recorded.
    """
    chance = random.Random(seed)  # noqa: S311
    shared = [_common(chance, f"common-{i:03}") for i in range(common)]
    own: list[_System] = []
    for i in range(local):
        own.append(_drawn(chance, f"local-{i:03}", shared, own))
    nodes, ties = _recorded(chance, shared, own, forgotten)
    whole = Landscape.of(nodes, ties)
    parallel, among = _shares(own, shared), _shares(own, own)
    return Drawn(
        Snapshot.of(Stored(whole.nodes, whole.relationships)),
        frozenset(pair for pair, share in parallel.items() if share > HALF),
        frozenset(pair for pair, share in among.items() if share > HALF),
        frozenset(pair for pair, share in (*parallel.items(), *among.items()) if share == HALF),
    )


def _shares(own: list[_System], others: list[_System]) -> dict[tuple[str, str], float]:
    """Which share of its functions a system has in another."""
    pairs = ((a, b) for a in own for b in others if a is not b)
    return {(a.id, b.id): len(a.functions & b.functions) / len(a.functions) for a, b in pairs}


def _drawn(chance: random.Random, id_: str, shared: list[_System], own: list[_System]) -> _System:
    drawn = chance.random()
    if drawn < PARALLEL:
        return _like(chance, id_, chance.choice(shared))
    if drawn < PARALLEL + NEIGHBOUR:
        return _beside(chance, id_, chance.choice(shared))
    if drawn < PARALLEL + NEIGHBOUR + TWIN and own:
        return _like(chance, id_, chance.choice(own))
    return _ordinary(chance, id_)


def _functions(chance: random.Random, domain: int, low: int, high: int) -> set[str]:
    return {f"function-{domain}-{i}" for i in chance.sample(range(FUNCTIONS), chance.randint(low, high))}


def _some(chance: random.Random, kind: str, domain: int, count: int, most: int) -> set[str]:
    return {f"{kind}-{domain}-{i}" for i in chance.sample(range(count), chance.randint(0, most))}


def _generic(chance: random.Random) -> set[str]:
    return {f"generic-{i}" for i in range(GENERIC) if chance.random() < 0.08 + 0.06 * i}


def _common(chance: random.Random, id_: str) -> _System:
    domain = chance.randrange(DOMAINS)
    made = _System(id_, domain, _functions(chance, domain, 1, 4) | _generic(chance))
    made.capabilities |= {f"coarse-{domain}"} if chance.random() < 0.1 else set()
    made.capabilities |= {f"function-popular-{id_[-1]}"} if int(id_[-3:]) < POPULAR else set()
    made.concepts, made.processes = (
        _some(chance, "concept", domain, CONCEPTS, 3),
        _some(chance, "process", domain, PROCESSES, 2),
    )
    boards = chance.sample(range(BOARDS), chance.randint(4, BOARDS))
    made.users = set() if chance.random() < EVERYWHERE else {f"board-{i}" for i in boards}
    return made


def _ordinary(chance: random.Random, id_: str) -> _System:
    domain = chance.randrange(DOMAINS)
    made = _System(id_, domain, _functions(chance, domain, 1, 3) | _generic(chance), users=_unit(chance, domain))
    made.capabilities |= {f"coarse-{domain}"} if chance.random() < 0.6 else set()
    made.capabilities |= {f"function-popular-{i}" for i in range(POPULAR) if chance.random() < 0.12}
    made.concepts = _some(chance, "concept", domain, CONCEPTS, 2)
    made.processes = _some(chance, "process", domain, PROCESSES, 1)
    return made


def _like(chance: random.Random, id_: str, model: _System) -> _System:
    """A system made to do at least three fifths of what another does."""
    functions = sorted(model.functions)
    kept = set(chance.sample(functions, chance.randint(ceil(0.6 * len(functions)), len(functions))))
    more = _functions(chance, model.domain, 1, 1) if chance.random() < 0.3 else set()
    domain = model.domain if model.id.startswith("local") and chance.random() < 0.5 else chance.randrange(DOMAINS)
    return _System(
        id_, model.domain, kept | more | _generic(chance),
        {name for name in sorted(model.concepts) if chance.random() < 0.7},
        {name for name in sorted(model.processes) if chance.random() < 0.6}, _unit(chance, domain),
    )  # fmt: skip


def _beside(chance: random.Random, id_: str, model: _System) -> _System:
    """A system that works with another: the same information, perhaps one function of many."""
    own = _ordinary(chance, id_)
    own.capabilities |= _functions(chance, own.domain, 2, 3)
    if chance.random() < 0.4:
        own.capabilities.add(chance.choice(sorted(model.capabilities)))
    own.concepts |= {name for name in sorted(model.concepts) if chance.random() < 0.7}
    own.processes |= {name for name in sorted(model.processes) if chance.random() < 0.4}
    return own


def _unit(chance: random.Random, domain: int) -> set[str]:
    return {f"unit-{domain % BOARDS}-{chance.randrange(3)}"}


def _recorded(
    chance: random.Random, shared: list[_System], own: list[_System], forgotten: float
) -> tuple[list[Node], list[Relationship]]:
    """What a map would have of them."""
    nodes = {node.id: node for node in _organisations()}
    ties = [Relationship(f"unit-{b}-{u}", "PART_OF", f"board-{b}") for b in range(BOARDS) for u in range(3)]
    for system in (*shared, *own):
        is_common = system.id.startswith("common")
        scope = "common" if is_common else "local"
        nodes[system.id] = Node(system.id, "System", {"name": system.id, "scope": scope, "lifecycle": "live"})
        silent = not is_common and chance.random() < UNDESCRIBED
        for node, tie in _facts(chance, system, {**RECORDED, "capabilities": 0.0 if silent else 1 - forgotten}):
            nodes.setdefault(node.id, node)
            ties.append(tie)
    return list(nodes.values()), ties


def _facts(chance: random.Random, system: _System, rate: Mapping[str, float]) -> Iterator[tuple[Node, Relationship]]:
    def recorded(what: str, names: set[str]) -> list[str]:
        return [name for name in sorted(names) if chance.random() < rate[what]]

    for name in recorded("capabilities", system.capabilities):
        yield Node(name, "Capability", {"name": name}), Relationship(system.id, "SUPPORTS", name)
    for name in recorded("processes", system.processes):
        yield Node(name, "Process", {"name": name}), Relationship(system.id, "SUPPORTS", name)
    for name in sorted(system.users):
        yield Node(name, "Organisation", {"name": name}), Relationship(system.id, "USED_BY", name)
    for name in recorded("information", system.concepts):
        asset = f"{name} in {system.id}"
        yield Node(asset, "InformationAsset", {"name": asset}), Relationship(system.id, "HOLDS", asset)
        if chance.random() >= UNTYPED:
            yield Node(name, "InformationType", {"name": name}), Relationship(asset, "OF_TYPE", name)


def _organisations() -> Iterator[Node]:
    for board in range(BOARDS):
        yield Node(f"board-{board}", "Organisation", {"name": f"board-{board}", "kind": "board"})
        for unit in range(3):
            yield Node(f"unit-{board}-{unit}", "Organisation", {"name": f"unit-{board}-{unit}", "kind": "unit"})
