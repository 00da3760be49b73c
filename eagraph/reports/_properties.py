"""What the register says of one thing, property by property, and what it does not say though the model asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eagraph.locale import Text, both, joined, listed, plain
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Value
from eagraph.report import Chapter
from eagraph.reports._draft import Draft, Row, Section
from eagraph.reports._words import NOT_STATED, hours, property_name, property_value, sentences, word

_ELSEWHERE = frozenset({"name", "source_key", *ASPECTS, *(f"{aspect}_high" for aspect in ASPECTS)})
EXPECTED = {
    "System": ("lifecycle", "criticality", "mtpd_h", "rto_h", "rpo_h", "users", "vendor", "last_verified"),
    "DigitalService": ("criticality", "mtpd_h", "rto_h", "audience", "channel"),
    "Integration": ("pattern", "standard", "encrypted", "frequency"),
    "InformationAsset": ("asset_kind", "personal", "categories", "retention_d"),
}
"""What somebody who answers for such a thing should be able to say."""


def properties(draft: Draft, node: int) -> Iterator[Row]:
    """Properties in the model's order and names; undeclared ones last, under their source's."""
    said = draft.snapshot.nodes[node]
    fields = draft.snapshot.schema.node_fields.get(said.label, {})
    order = {name: i for i, name in enumerate(fields)}
    names = sorted((n for n in said.properties if n not in _ELSEWHERE), key=lambda n: (order.get(n, len(order)), n))
    for name in names:
        value = property_value(draft.snapshot, fields, name, said.properties[name])
        yield {"property": property_name(fields, name), "value": value}


def missing(draft: Draft, node: int) -> list[Text]:
    """What is asked of such a thing and not stated."""
    said = draft.snapshot.nodes[node]
    fields = draft.snapshot.schema.node_fields.get(said.label, {})
    return [property_name(fields, name) for name in EXPECTED.get(said.label, ()) if name not in said.properties]


HEADINGS = {"property": both("Property"), "value": both("Value")}


def section(draft: Draft, node: int) -> Section:
    """What it is, in a sentence and a table, and what nobody has stated of it."""
    said = draft.snapshot.nodes[node].properties
    read = draft.look(both("The thing itself: its label and its properties."))
    what = both("{kind}; {facts} {ref}.", kind=draft.kind_of(node), facts=joined(list(_in_short(said)), ", "), ref=read.ref)
    gaps = missing(draft, node)
    silent = both("Nobody has stated: {names}.", names=listed(gaps)) if gaps else None
    tables = [draft.table("facts", both("What the register says of it"), HEADINGS, properties(draft, node), read)]
    if claims := draft.snapshot.nodes[node].provenance:
        headings = {"source": both("Source"), "place": both("Place in it"), "state": both("Does it still say so")}
        rows = [
            {"source": one.source, "place": one.place, "state": both("no") if one.removed else both("yes")} for one in claims
        ]
        tables.append(draft.table("provenance", both("Where this is known from"), headings, rows, read))
    described = (plain(said["description"]),) if said.get("description") else ()
    points = ((both("What it is."), what), *(((both("What is not known of it."), silent),) if silent else ()))
    return Section(Chapter(both("Facts"), says=(*described, sentences(what, silent)), tables=tuple(tables)), points)


def _in_short(said: Mapping[str, Value]) -> Iterator[Text]:
    if "lifecycle" in said:
        yield word(said["lifecycle"])
    yield both("criticality {level} of 4", level=said.get("criticality", NOT_STATED))
    yield both("longest tolerable disruption {hours}", hours=hours(said.get("mtpd_h")))
    yield both("promised restoration {hours}", hours=hours(said.get("rto_h")))
