"""What the suites of rules stand on: a real Neo4j that forgets, and random landscapes that rules take an interest in."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from neo4j import GraphDatabase, Transaction

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import SourceRow, Stored
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.schema import Schema
from eagraph.rules.catalogue import Catalogue, read_catalogue
from eagraph.rules.engine import Row
from eagraph.rules.rule import Parameter, Rule
from eagraph.store._neo4j_rows import node_row, relationship_row
from tests.conftest import Place

STANDARD = Schema.standard()
DAYS = ("2024-05-01", "2025-12-31", "2026-06-29", "2026-06-30", "2026-07-01", "2027-01-01")
_MADE = "UNWIND $rows AS row CREATE (n:`{label}`) SET n = row"
_TIED = (
    "UNWIND $rows AS row MATCH (a:`{source}` {{id: row.source}}) MATCH (b:`{target}` {{id: row.target}}) "
    "CREATE (a)-[r:`{type}`]->(b) SET r = row.properties"
)


@cache
def shipped() -> Catalogue:
    """The rules that come with eagraph."""
    return read_catalogue(STANDARD)


class Forgetful:
    """An engine over one transaction that is rolled back."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def hold(self, snapshot: Snapshot) -> None:
        """Put a landscape into it, as the store would."""
        by_label: dict[str, list[Any]] = defaultdict(list)
        for node in snapshot.nodes:
            by_label[node.label].append(node_row(node))
        for label, rows in by_label.items():
            self._transaction.run(_MADE.format(label=label), rows=rows).consume()
        ties: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
        labels = {node.id: node.label for node in snapshot.nodes}
        for tie in snapshot.relationships:
            row = {"source": tie.source, "target": tie.target, "properties": relationship_row(tie)}
            ties[labels[tie.source], tie.type, labels[tie.target]].append(row)
        for (source, type_, target), rows in ties.items():
            statement = _TIED.format(source=source, type=type_, target=target)
            self._transaction.run(statement, rows=rows).consume()

    def rows(self, query: str, parameters: Mapping[str, Parameter], seconds: float) -> list[Row]:
        """The rows of a query."""
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}
        return [*self._transaction.run(query, values).data()]


@contextmanager
def forgetful(place: Place) -> Iterator[Forgetful]:
    """Such an engine on a server's database, which is as it was afterwards."""
    with (
        GraphDatabase.driver(place.url, auth=place.credentials, notifications_min_severity="OFF") as driver,
        driver.session() as session,
        session.begin_transaction() as transaction,
    ):
        yield Forgetful(transaction)
        transaction.rollback()


def told(rows: Sequence[Row]) -> list[str]:
    """Rows to compare: neither their order nor that inside a list means anything."""
    plain = ({c: sorted(v, key=str) if isinstance(v, list) else v for c, v in row.items()} for row in rows)
    return sorted(json.dumps(row, sort_keys=True) for row in plain)


def random_landscape(seed: int, rules: Sequence[Rule], *beside: int) -> Snapshot:
    """Up to thirty things of the labels rules name, tied as the model has it, with facts among the words rules look for.

    `beside`: further landscapes, each by its seed, that stand beside it in one.
    """
    words = _Words(rules)
    drawn = [_things_and_ties(one, words) for one in (seed, *beside)]
    nodes = sorted((node for some, _ in drawn for node in some), key=lambda node: node.id)
    ties = numbered(tie for _, some in drawn for tie in some)
    return Snapshot.of(
        Stored(tuple(nodes), tuple(sorted(ties, key=lambda tie: tie.key)), (SourceRow("random", "", "", "", DAYS[3]),))
    )


def _things_and_ties(seed: int, words: _Words) -> tuple[list[Node], list[Relationship]]:
    chance = random.Random(seed)
    labels = [chance.choice(words.labels) for _ in range(chance.randint(4, 30))]
    nodes = [
        Node(
            f"{seed}n{i:02}", label,
            {"name": f"{seed}n{i:02}", **_facts(chance, STANDARD.node_fields[label], words.texts)},
        )
        for i, label in enumerate(labels)
    ]  # fmt: skip
    return nodes, [tie for _ in range(3 * len(nodes)) if (tie := _tie(chance, nodes, words.types, words.texts))]


class _Words:
    def __init__(self, rules: Sequence[Rule]) -> None:
        queries = " ".join(f"{rule.query} {rule.population} {rule.unknown}" for rule in rules)
        self.texts = sorted({*re.findall(r"'([^']*)'", queries)} - {""})
        self.labels = sorted(set(re.findall(r"\b\w*:(\w+)\b", queries)) & STANDARD.node.keys()) or ["System"]
        self.types = sorted(set(re.findall(r"\b[A-Z_]{3,}\b", queries)) & STANDARD.relationship.keys()) or ["OWNED_BY"]


def _tie(chance: random.Random, nodes: Sequence[Node], types: Sequence[str], texts: Sequence[str]) -> Relationship | None:
    declared = STANDARD.relationship[chance.choice(types)]
    sources = [n for n in nodes if not declared.sources or n.label in declared.sources]
    targets = [n for n in nodes if not declared.targets or n.label in declared.targets]
    if not sources or not targets:
        return None
    facts = _facts(chance, STANDARD.relationship_fields[declared.type], texts)
    if "carries" in facts:
        facts["carries"] = tuple(chance.choice(nodes).id for _ in range(2))
    return Relationship(chance.choice(sources).id, declared.type, chance.choice(targets).id, facts)


def _facts(chance: random.Random, fields: Mapping[str, Field], texts: Sequence[str]) -> dict[str, Value]:
    told = {
        name: _value(chance, field, texts)
        for name, field in sorted(fields.items())
        if name not in {"name", "source_key", "external_id"} and chance.random() < 0.5
    }
    for name in [name for name in told if name.endswith("_high") and name.removesuffix("_high") in told]:
        low = name.removesuffix("_high")
        told[low], told[name] = sorted((told[low], told[name]), key=float)  # type: ignore[arg-type]
    return told


def _value(chance: random.Random, field: Field, texts: Sequence[str]) -> Value:
    """A value the field takes; of a field of words mostly one of its own."""
    own = [*field.choices, *(chance.choice(texts) for _ in range(1 if field.choices else 3) if texts)] or ["a"]
    match field.kind:
        case "boolean":
            return chance.random() < 0.5
        case "integer" | "level":
            return chance.randint(int(field.low or 0), int(min(field.high or 4, 4)) or 1)
        case "number":
            return float(chance.choice((0, 0.25, 0.5, 0.75, 1)))
        case "date":
            return chance.choice(DAYS)
        case "list":
            return tuple(sorted({chance.choice(own) for _ in range(chance.randint(1, 3))}))
        case _:
            return chance.choice(own)
