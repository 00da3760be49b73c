"""Registers of made-up systems in which it is known which records are one: names as people write them, facts with gaps.

Every system stands in one register; some stand once more in another, under a name written otherwise: a fault, dots dropped,
upper case, a version, whose it is, who made it, an abbreviation, a compound in two words, another order, a word more.
Beside them stands what makes this hard: other products with nearly the same name, installations of one product at several
organisations, halves and environments of one installation, and names that only say what a system is for.

The words of the registers made for tuning and of all others never meet: what is tuned knows no organisation, supplier or
word of those it is measured on.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship

REGISTERS = ("Systemförteckningen", "It-inventeringen", "Avtalsregistret")
TUNING = range(100)
"""Seeds of registers made for tuning."""
_AREAS = (
    ("Utbildning", "Äldre", "Trafik", "Miljö", "Kultur", "Fastighet", "Renhållning", "Hälsoskydd"),
    ("Social", "Stadsbyggnad", "Idrott", "Räddning", "Arbetsmarknad", "Förskole", "Kyrkogårds", "Omsorgs"),
)
_BODIES = ("förvaltningen", "nämnden", "kontoret")
_COMPANIES = (("Energi", "Hamn", "Parkering"), ("Bostäder", "Vatten", "Fibernät"))
_PLACES = (
    ("Norrbacken", "Kvarnhöjd", "Sandvik", "Tallmo", "Ängstorp", "Lövnäs", "Stenkulla", "Granberg", "Åminne", "Vassunda"),
    ("Solhaga", "Björktorp", "Mossvik", "Hedlunda", "Strandmo", "Alvik", "Rönnby", "Klippan", "Furulid", "Östbo"),
)
_HEADS = (
    ("elev", "fordons", "avgifts", "kart", "avtals", "besöks", "insats", "material", "tillsyns", "nyckel",
     "ritnings", "schema", "boknings", "orosanmälnings", "prov", "turist", "skogs", "mätar", "trygghets", "måltids"),
    ("licens", "vikarie", "lotteri", "reseräknings", "flytt", "sotnings", "simskole", "gravskötsel", "förenings",
     "hamnplats", "detaljplane", "färdtjänst", "lägenhets", "provtagnings", "utskänknings", "medlems", "snöröjnings",
     "konst", "jour"),
)  # fmt: skip
_TAILS = (
    ("registret", "systemet", "planeringen", "portalen", "databasen", "arkivet", "uppföljningen", "kollen", "stödet", "vyn"),
    ("listan", "systemet", "hanteringen", "webben", "databasen", "loggen", "styrningen", "kalendern", "verktyget", "boken"),
)
_SYLLABLES = (
    ("pro", "ca", "vi", "ta", "lex", "on", "ri", "ma", "sol", "den", "ar", "ko", "tre", "ser", "va", "lu", "mi", "nor", "da",
     "fen", "ix", "be", "gra", "ly", "pla", "ti", "nu", "ven", "dex", "her", "su", "bra"),
    ("hyp", "er", "go", "no", "sta", "ro", "plen", "is", "du", "me", "kra", "zi", "ten", "wa", "fla", "qu", "or", "bi",
     "cen", "lo", "vex", "pa", "mun", "si", "tor", "gle", "ne", "ral", "ju", "ap", "dro", "kel"),
)  # fmt: skip
_APART = (("Norr", "Söder"), ("Test", "Prod"), ("1", "2"), ("A", "B"), ("Öst", "Väst"), ("Drift", "Reserv"))
_CAPABILITIES = 40
_TWICE, _THRICE, _INSTALLED, _HALVES, _NEAR = 0.08, 0.015, 0.14, 0.06, 0.12


@dataclass(frozen=True, slots=True)
class System:
    """A system as it is, before anybody writes it down."""

    product: str
    """What it is called by itself; for those of one product the same."""
    is_product: bool
    mark: str
    """What tells it from others of its organisation; mostly nothing."""
    organisation: int
    supplier: int
    capabilities: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Register:
    """A landscape, and which of its systems (ids) are one record and which are installations of one product."""

    snapshot: Snapshot
    same: frozenset[tuple[str, str]]
    several: frozenset[tuple[str, str]]
    clusters: tuple[frozenset[str], ...]


def register(count: int, *, seed: int) -> Register:
    """About so many records. Registers of one seed are the same."""
    return _Writing(count, seed).register()


class _Writing:
    def __init__(self, count: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.half = int(seed not in TUNING)
        self.count = count
        size = count // 200
        self.organisations = [f"{area}{_BODIES[i % 3]}" for i, area in enumerate(_AREAS[self.half])]
        self.organisations += [f"{place}s stadsdelsförvaltning" for place in _PLACES[self.half]][:size]
        self.organisations += [f"Lindby {name} AB" for name in _COMPANIES[self.half]]
        self.suppliers = [
            f"{self._word(2)} {tail} AB" for tail in ("Data", "Programvara", "Informatik", "Mjukvara") for _ in range(6)
        ]
        self.nodes: list[Node] = []
        self.ties: list[Relationship] = []
        self.records: dict[str, int] = {}
        self.systems: list[System] = []
        self.described: set[tuple[str, int]] = set()

    def register(self) -> Register:
        """Draw up the systems, write each down, and some of them again."""
        self._surroundings()
        while len(self.records) < self.count:
            for system in self._family():
                self._written(system)
        by_system: dict[int, list[str]] = {}
        by_product: dict[str, list[str]] = {}
        for id_, number in self.records.items():
            by_system.setdefault(number, []).append(id_)
            if self.systems[number].is_product:
                by_product.setdefault(self.systems[number].product, []).append(id_)
        same = {pair for ids in by_system.values() for pair in combinations(sorted(ids), 2)}
        products = {pair for ids in by_product.values() for pair in combinations(sorted(ids), 2)}
        whole = Landscape.of(self.nodes, self.ties)
        snapshot = Snapshot.of(Stored(whole.nodes, whole.relationships))
        clusters = tuple(map(frozenset, by_system.values()))
        return Register(snapshot, frozenset(same), frozenset(products - same), clusters)

    def _surroundings(self) -> None:
        for number, name in enumerate(self.organisations):
            self.nodes.append(Node(f"o{number}", "Organisation", {"name": name, "kind": "administration"}))
        for number, name in enumerate(self.suppliers):
            self.nodes.append(Node(f"s{number}", "Organisation", {"name": name, "kind": "supplier"}))
        self.nodes += [Node(f"c{number}", "Capability", {"name": f"Förmåga {number}"}) for number in range(_CAPABILITIES)]

    def _word(self, syllables: int) -> str:
        return "".join(self.chance.choice(_SYLLABLES[self.half]) for _ in range(syllables)).capitalize()

    def _family(self) -> Iterator[System]:
        """One system, or some that are easily taken for one."""
        chance, is_product = self.chance, self.chance.random() < 0.55
        name = self._product() if is_product else self._described()
        supplier = chance.randrange(len(self.suppliers))
        where = chance.randrange(len(self.organisations))
        capabilities = tuple(chance.sample(range(_CAPABILITIES), chance.randint(1, 3)))
        if not is_product and (name, where) in self.described:
            return
        self.described.add((name, where))
        first = System(name, is_product, "", where, supplier, capabilities)
        kind = chance.random()
        if is_product and kind < _INSTALLED:
            for other in chance.sample(range(len(self.organisations)), chance.randint(2, 4)):
                yield System(name, is_product, "", other, supplier, capabilities)
        elif kind < _INSTALLED + _HALVES:
            for mark in chance.choice(_APART):
                yield System(name, is_product, mark, where, supplier, capabilities)
        else:
            yield first

    def _product(self) -> str:
        """A made-up name; now and then nearly that of another product."""
        known = [system.product for system in self.systems if system.is_product and " " not in system.product]
        if known and self.chance.random() < _NEAR:
            word = self.chance.choice(known)
            return word[:-2] + self.chance.choice([s for s in _SYLLABLES[self.half] if not word.endswith(s)])
        word = self._word(self.chance.choice((3, 3, 4)))
        return f"{word} {self._word(2)}" if self.chance.random() < 0.15 else word

    def _described(self) -> str:
        chance = self.chance
        return (chance.choice(_HEADS[self.half]) + chance.choice(_TAILS[self.half])).capitalize()

    def _written(self, system: System) -> None:
        number, chance = len(self.systems), self.chance
        self.systems.append(system)
        times = 1 + (chance.random() < _TWICE) + (chance.random() < _THRICE)
        first = chance.randrange(len(REGISTERS))
        for time in range(times):
            name = self._name(system) if time == 0 else self._otherwise(system)
            self._record(system, number, name, REGISTERS[(first + time) % len(REGISTERS)], again=time > 0)

    def _name(self, system: System) -> str:
        """As its own register has it: sometimes with whose it is."""
        name = f"{system.product} {system.mark}".strip()
        return f"{name} {self._whose(system)}" if self.chance.random() < 0.1 else name

    def _otherwise(self, system: System) -> str:
        """As another register has it: mostly one thing is otherwise, sometimes two or three, seldom none."""
        product, mark = system.product, system.mark
        for _ in range(self.chance.choice((0, 1, 1, 1, 2, 2, 3))):
            product = self.chance.choice(CORRUPTIONS)(self, product, system)
        return f"{product} {mark}".strip()

    def _whose(self, system: System) -> str:
        name = self.organisations[system.organisation]
        if name.endswith("AB"):
            return self.chance.choice((name, name[:-3]))
        if " " in name:
            return self.chance.choice((name, name.split()[0][:-1], f"SDF {name.split()[0][:-1]}"))
        body = next(body for body in _BODIES if name.endswith(body))
        area = name.removesuffix(body)
        return self.chance.choice((name, f"{area[:3]}.förv.", (area[0] + body[0]).upper(), area, f"({area.lower()})"))

    def _record(self, system: System, number: int, name: str, source: str, *, again: bool) -> None:
        chance, id_ = self.chance, f"r{len(self.records):05}"
        id_ = f"{chance.randrange(10**6):06}-{id_}"
        self.records[id_] = number
        facts: dict[str, Value] = {"name": name, "source": source}
        if system.is_product and chance.random() < 0.4:
            facts["product"] = system.product
        if chance.random() < 0.7:
            facts["vendor"] = self.suppliers[system.supplier]
        self.nodes.append(Node(id_, "System", facts))
        if chance.random() < 0.92:
            organisation = system.organisation
            if again and chance.random() < 0.05:
                organisation = chance.randrange(len(self.organisations))
            self.ties.append(Relationship(id_, "USED_BY", f"o{organisation}", {}))
        for capability in system.capabilities:
            if chance.random() < 0.6:
                self.ties.append(Relationship(id_, "SUPPORTS", f"c{capability}", {}))


def _fault(writing: _Writing, name: str, _: System) -> str:
    """One letter missing, doubled, exchanged with the next, or another."""
    chance, at = writing.chance, writing.chance.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return chance.choice(
        (before + after, before + letter * 2 + after, before + after[:1] + letter + after[1:], before + "e" + after)
    )


def _no_dots(_: _Writing, name: str, __: System) -> str:
    return name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def _upper(_: _Writing, name: str, __: System) -> str:
    return name.upper()


def _version(writing: _Writing, name: str, _: System) -> str:
    return f"{name} {writing.chance.choice(('4.2', 'v3', '2019', '7.1.5', 'version 2', 'ver. 11'))}"


def _of_organisation(writing: _Writing, name: str, system: System) -> str:
    return f"{name} {writing._whose(system)}"  # noqa: SLF001


def _of_supplier(writing: _Writing, name: str, system: System) -> str:
    return f"{writing.suppliers[system.supplier].split()[0]} {name}"


def _suffix(writing: _Writing, name: str, _: System) -> str:
    return f"{name}{writing.chance.choice((' AB', '-systemet', ' system', ' DB', ' (databas)', '-portalen', ' webb'))}"


def _in_two(writing: _Writing, name: str, _: System) -> str:
    """A compound in two words, with a hyphen or a space."""
    heads = [head for head in _HEADS[writing.half] if name.casefold().startswith(head) and len(name) > len(head) + 3]
    at = len(max(heads, key=len)) if heads else len(name) // 2
    return f"{name[:at]}{writing.chance.choice('- ')}{name[at:]}" if heads else name


def _indefinite(_: _Writing, name: str, __: System) -> str:
    return name[:-2] if name.endswith(("en", "et")) else name


def _other_order(_: _Writing, name: str, __: System) -> str:
    return " ".join(reversed(name.split()))


def _more(writing: _Writing, name: str, _: System) -> str:
    """What it is for, beside its name."""
    word = writing.chance.choice(_HEADS[writing.half]).rstrip("s")
    return f"{word.capitalize()}{writing.chance.choice(('system', 'stöd', ''))} {name}"


CORRUPTIONS: Sequence[Callable[[_Writing, str, System], str]] = (
    _fault, _fault, _no_dots, _upper, _version, _of_organisation, _of_supplier, _suffix, _in_two, _indefinite, _other_order,
    _more,
)  # fmt: skip
