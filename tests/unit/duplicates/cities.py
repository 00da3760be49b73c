"""Small registers of systems with names as Swedish municipalities write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eagraph.duplicates.comparison import compare
from eagraph.duplicates.judging import Judged
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

ORGANISATIONS = {
    "bou": "Barn- och ungdomsförvaltningen", "voo": "Vård- och omsorgsförvaltningen", "soc": "Socialförvaltningen",
    "sbk": "Stadsbyggnadskontoret", "miljo": "Miljöförvaltningen", "slk": "Stadsledningskontoret",
    "kof": "Kultur- och fritidsförvaltningen",
}  # fmt: skip
SUPPLIERS = {"tieto": "Tietoevry Sweden AB", "cgi": "CGI Sverige AB", "sokigo": "Sokigo AB", "visma": "Visma AB"}
OTHERS = (
    "Raindance", "Heroma", "Platina", "Stratsys", "Hypergene", "Vklass", "Skola24", "Lifecare", "Ecos", "ByggR", "Book-IT",
    "Artvise", "Kartportalen", "Mina sidor", "E-arkivet", "Trafiksignalerna", "Bullerdatabasen", "Elevregistret",
    "Diarium", "Avfallsregistret", "Personalhandboken", "Nyckelskåpet", "Lokalbokningen", "Time Care Planering",
)  # fmt: skip
Said = tuple[str, dict[str, Value]]


def city(*systems: Said, organisations: dict[str, str] | None = None, ties: Iterable[Relationship] = ()) -> Snapshot:
    """Systems by id and what is said of them (`org`, `by` are ids of who uses and supplies them), among many others."""
    nodes, drawn = [*_surroundings(organisations or ORGANISATIONS)], [*ties]
    for id_, said in systems:
        facts = dict(said)
        for end, type_ in (("org", "USED_BY"), ("by", "SUPPLIED_BY")):
            if end in facts:
                drawn.append(tie(id_, type_, str(facts.pop(end))))
        nodes.append(Node(id_, "System", facts))
    return snapshot_of(nodes, drawn)


def _surroundings(organisations: dict[str, str]) -> Iterator[Node]:
    for id_, name in organisations.items():
        yield node(id_, "Organisation", name=name, kind="administration")
    for id_, name in SUPPLIERS.items():
        yield node(id_, "Organisation", name=name, kind="supplier")
    for number, name in enumerate(OTHERS):
        yield node(f"other:{number:02}", name=name, source="Systemförteckningen")


def judged(snapshot: Snapshot, a: str, b: str) -> Judged | None:
    """How a pair was judged; nothing where nothing says that the two are one."""
    return compare(snapshot).by_ids.get((min(a, b), max(a, b)))


def same(snapshot: Snapshot, a: str = "a", b: str = "b") -> float:
    """How likely two are one record."""
    found = judged(snapshot, a, b)
    return found.same if found else 0.0


def pair(one: str, other: str, **said: Value) -> Snapshot:
    """Two systems of different registers, of which the same is said."""
    first: dict[str, Value] = {"name": one, "source": "Systemförteckningen", **said}
    second: dict[str, Value] = {"name": other, "source": "Avtalsregistret", **said}
    return city(("a", first), ("b", second))
