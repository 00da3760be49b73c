"""Stores of an earlier form, in which every record was a row of a table: read once, to be written by column."""

from __future__ import annotations

import json
import sqlite3

from eagraph.model.fields import all_of_json
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Claims
from eagraph.model.things import Things
from eagraph.model.ties import Ties


def by_column(connection: sqlite3.Connection) -> tuple[Things, Ties]:
    """What the tables of nodes and relationships hold."""
    nodes = connection.execute("SELECT id, label, properties, provenance FROM nodes ORDER BY id")
    things = Things.of(Node(id_, label, all_of_json(json.loads(told)), Claims(line)) for id_, label, told, line in nodes)
    ties = connection.execute(
        "SELECT source, type, target, properties, ordinal, provenance FROM relationships "
        "ORDER BY source, type, target, key, ordinal"
    )
    made = (
        Relationship(source, type_, target, all_of_json(json.loads(told)), ordinal, Claims(line))
        for source, type_, target, told, ordinal, line in ties
    )
    return things, Ties.of(things.ids, made)
