"""What is made of primary information: copies that other systems keep, aggregates, and open data sets in the portal."""

from __future__ import annotations

import random

from eagraph.demo._draft import Draft, Place
from eagraph.demo._partners import PORTAL, Partners
from eagraph.demo.information import decided, held
from eagraph.model.fields import Value
from eagraph.model.identity import slug

AT_DEFAULT = 200
_OPEN_TYPES = frozenset({"kartdata", "adresser", "miljodata", "trafikmatning"})


def build(draft: Draft) -> None:
    """Seven copies to two aggregates and one open data set, until there are enough assets."""
    chance = draft.stream("derivation")
    already = sum(1 for node in draft.nodes.values() if node.label == "InformationAsset")
    partners = Partners(draft, chance)
    public = [p for p in partners.senders if set(p.information) & _OPEN_TYPES]
    wanted, before = draft.scale.count(AT_DEFAULT, already=already), len(draft.nodes)
    for i in range(4 * wanted):
        if len(draft.nodes) - before >= wanted:
            break
        if i % 10 == 9 and public:
            _publish(draft, chance, chance.choice(public))
        else:
            (_copy if i % 10 < 7 else _aggregate)(draft, chance, partners)


def _copy(draft: Draft, chance: random.Random, partners: Partners) -> None:
    source = partners.sender()
    keeper = partners.receiver(source)
    originals = [
        a for a in partners.sent(source, keeper) if a in source.assets and draft.facts(a)["asset_kind"] == "primary"
    ]
    if source is keeper or keeper.planted or not originals:
        return
    original = chance.choice(originals)
    made = _made(draft, chance, keeper, f"Kopia av {draft.name(original)} till {keeper.name}", [original])
    if made:
        draft.facts(made)["asset_kind"] = "copy"
        draft.copies.append((original, source.id, keeper.id))


def _aggregate(draft: Draft, chance: random.Random, partners: Partners) -> None:
    keeper = chance.choice(partners.hubs)
    contents = [partners.sent(partners.sender(), keeper) for _ in range(3)]
    parents = sorted({chance.choice(content) for content in contents if content})
    if len(parents) > 1:
        subject = draft.name(parents[0]).removeprefix("Kopia av ").split(" i ")[0].split(" från ")[0]
        made = _made(draft, chance, keeper, f"Sammanställning av {subject} med mera i {keeper.name}", parents)
        if made:
            draft.facts(made)["asset_kind"] = "aggregate"


def _publish(draft: Draft, chance: random.Random, source: Place) -> None:
    portal, original = draft.places[PORTAL], source.assets[0]
    if draft.facts(original).get("k") != 0:
        return
    made = _made(draft, chance, portal, f"Öppen datamängd: {draft.name(original)}", [original])
    if made:
        draft.facts(made).update({"asset_kind": "open", "published": True})
        draft.copies.append((original, source.id, portal.id))


def _made(draft: Draft, chance: random.Random, place: Place, name: str, parents: list[str]) -> str | None:
    """A new asset in a place, at least as sensitive as the most sensitive of those it is made of; None if it is there."""
    if f"asset:{slug(name)}" in draft.nodes:
        return None
    known = [draft.facts(parent) for parent in parents]
    levels: dict[str, Value | None] = {a: max(_level(facts.get(a)) for facts in known) for a in "krts"}
    about: dict[str, Value | None] = {n: known[0].get(n) for n in ("personal", "subject_kind", "subject_key", "categories")}
    facts = about | levels | decided(draft, chance) | draft.verified(chance)
    asset = draft.node("InformationAsset", name, facts)
    for parent in parents:
        draft.tie(asset, "DERIVED_FROM", parent)
    held(draft, chance, place, asset)
    return asset


def _level(value: Value | None) -> int:
    return value if isinstance(value, int) else 0
