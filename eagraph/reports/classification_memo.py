"""Classification memo: all that an owner has to know of one place, or one information asset, to decide and sign."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import both
from eagraph.memo.document import document
from eagraph.model.classification import Aspect
from eagraph.report import Document
from eagraph.reports import Desk
from eagraph.reports._telling import day_of

title = both("Classification memo")
about = both("One place or information asset: decided, required and assured levels, why, and what to decide; to be signed.")


class Params(BaseModel):
    """Of what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(
        description="a place or an information asset: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


def write(desk: Desk, params: Params) -> Document:
    """The memo (see `eagraph.memo`).

    Raises:
        UnknownName: there is no such thing.
    """
    told = desk.memo(params.of, aspect=params.aspect, at=params.at)
    told = told.model_copy(update={"snapshot": day_of(told.snapshot)})
    return document(told, desk.snapshot().schema.classification)
