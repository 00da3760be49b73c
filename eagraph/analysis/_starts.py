"""What fails by itself: things, and all of a kind, in a zone, from a supplier, or of a product.

A CommonCause is a thing like any other: what is MEMBER_OF it fails with it. On a day, all of a kind, zone, supplier or
product are those that are there on it; a thing that is named fails all the same, and that it is not there is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.analysis._things import found
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans, valid_relationships, valid_things
from eagraph.locale import Text, both

FIELDS = ("failed", "failed_kind", "failed_zone", "failed_supplier", "failed_product")


class Starts(BaseModel):
    """What fails, and how the data is read; the parameters of every question that begins with a failure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    failed: tuple[str, ...] = Field(
        default=(), description="things that fail: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    failed_kind: tuple[str, ...] = Field(
        default=(), description="labels of which every thing fails", json_schema_extra={"names": "label"}
    )
    failed_zone: tuple[str, ...] = Field(
        default=(),
        description="network zones that fail with everything connected to them",
        json_schema_extra={"names": "thing"},
    )
    failed_supplier: tuple[str, ...] = Field(
        default=(), description="suppliers of which every system fails", json_schema_extra={"names": "thing"}
    )
    failed_product: tuple[str, ...] = Field(
        default=(), description="products of which every installation fails", json_schema_extra={"names": "product"}
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")

    @model_validator(mode="after")
    def _something_fails(self) -> Starts:
        if not any(getattr(self, name) for name in FIELDS):
            raise ValueError(
                both("say what fails: at least one of failed, failed_kind, failed_zone, failed_supplier, failed_product").en
            )
        return self


def starts(snapshot: Snapshot, params: Starts) -> list[int]:
    """The things that fail by themselves, each once: first those named, then the others by id.

    Raises:
        UnknownName: something named does not exist.
        UsageError: a kind, zone, supplier or product of which there is nothing.
    """
    said, there = found(snapshot, params.failed), valid_things(snapshot, params.at)
    said += sorted(_of_kinds(snapshot, params.failed_kind, there))
    valid = valid_relationships(snapshot, params.at)
    said += sorted(_tied(snapshot, params.failed_zone, "CONNECTED_TO", valid.__getitem__, with_itself=True))
    said += sorted(_tied(snapshot, params.failed_supplier, "SUPPLIED_BY", valid.__getitem__, with_itself=False))
    said += sorted(_of_products(snapshot, params.failed_product, there))
    return list(dict.fromkeys(said))


def absent(snapshot: Snapshot, given: Iterable[int], at: dt.date | None) -> tuple[Text, ...]:
    """That some of what fails is not there on the day, in words; nothing where all is."""
    there = valid_things(snapshot, at)
    count = sum(not there[node] for node in given)
    return (both("{count} things that fail are not there on {at}.", count=count, at=at),) if count else ()


def _of_kinds(snapshot: Snapshot, kinds: Iterable[str], there: Booleans) -> Iterator[int]:
    for kind in kinds:
        if kind not in snapshot.schema.node:
            text = both("There is no label {label}.", label=repr(kind))
            raise UnknownName(text, nearest_names(kind, snapshot.schema.node))
        of_kind = [i for i, node in enumerate(snapshot.nodes) if node.label == kind and there[i]]
        if not of_kind:
            raise UsageError(both("There is no {label} in this landscape.", label=repr(kind)))
        yield from of_kind


def _tied(
    snapshot: Snapshot, ends: Iterable[str], type_: str, is_valid: Callable[[int], np.bool_], *, with_itself: bool
) -> Iterator[int]:
    """Those with a valid relationship of a type to an end, and (`with_itself`) the end."""
    for end in found(snapshot, ends):
        ties = [int(j) for j in snapshot.incoming.of(end) if snapshot.relationships[j].type == type_ and is_valid(int(j))]
        if not ties:
            raise UsageError(both("Nothing is {type} {end}.", type=type_, end=repr(snapshot.nodes[end].name)))
        yield from (int(snapshot.source[j]) for j in ties)
        if with_itself:
            yield end


def _of_products(snapshot: Snapshot, products: Iterable[str], there: Booleans) -> Iterator[int]:
    installed = [
        (i, str(n.properties["product"])) for i, n in enumerate(snapshot.nodes) if "product" in n.properties and there[i]
    ]
    known = sorted({product for _, product in installed})
    for product in products:
        of_product = [i for i, name in installed if name.casefold() == product.casefold()]
        if not of_product:
            text = both("No installation is of the product {product}.", product=repr(product))
            raise UnknownName(text, nearest_names(product, known))
        yield from of_product
