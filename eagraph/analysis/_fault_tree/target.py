"""The one thing a fault tree is about, and how the data is read; the parameters of every question about why it stops."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.locale import both


class Target(BaseModel):
    """Of what. The form and the command line begin with nothing chosen; nothing is then refused, by its name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(
        default="", description="the thing that stops: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")

    @model_validator(mode="after")
    def _says_of_what(self) -> Target:
        if not self.of:
            raise ValueError(both("say of what: of"))
        return self


class Chances(Target):
    """The same, and what may fail by itself."""

    may_fail: tuple[str, ...] = Field(
        default=(), description="labels of the things that may fail; empty is all", json_schema_extra={"names": "label"}
    )
