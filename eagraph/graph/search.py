"""Which things may a few letters mean? The better the match, the earlier.

Exactly the id, source key or name; then names that start with the words; then a word that starts with them; then all
the words anywhere in name, id and source key. Only where nothing matches so: names that are nearly so (rapidfuzz).
"""

from __future__ import annotations

from collections.abc import Sequence

from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both

_LIKE = 72.0
_MOST_LIKE = 50
_NOT = 9


def ranked(snapshot: Snapshot, search: str, label: str | None = None) -> list[int]:
    """Node numbers, best match first, of one label or of all; everything by name where nothing is searched for.

    Raises:
        UnknownName: there is no such label.
    """
    if label is not None and label not in snapshot.schema.node:
        raise UnknownName(both("There is no label {label}.", label=repr(label)), nearest_names(label, snapshot.schema.node))
    among = [i for i, node in enumerate(snapshot.nodes) if label in (None, node.label)]
    wanted = " ".join(search.casefold().split())
    ranks = {i: _rank(snapshot, i, wanted) for i in among}
    found = [i for i in among if ranks[i] < _NOT]
    found.sort(key=lambda i: (ranks[i], snapshot.nodes[i].name.casefold(), snapshot.nodes[i].id))
    return found or _alike(snapshot, among, wanted)


def _rank(snapshot: Snapshot, i: int, wanted: str) -> int:
    node = snapshot.nodes[i]
    name, key = node.name.casefold(), str(node.properties.get("source_key", "")).casefold()
    if wanted in (name, node.id.casefold(), key):
        return 0
    if wanted not in name:
        everything = f"{name} {node.id.casefold()} {key}"
        return 4 if all(word in everything for word in wanted.split()) else _NOT
    return 1 if name.startswith(wanted) else 2 if f" {wanted}" in name else 3


def _alike(snapshot: Snapshot, among: Sequence[int], wanted: str) -> list[int]:
    from rapidfuzz import fuzz, process

    names = {i: snapshot.nodes[i].name.casefold() for i in among}
    return [i for _, _, i in process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_LIKE, limit=_MOST_LIKE)]
