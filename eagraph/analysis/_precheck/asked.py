"""What is planned: a flow between two things, a new piece of information, or a publication; as somebody says it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.locale import both
from eagraph.model.classification import TOP
from eagraph.model.classification_model import FilterName

Level = Annotated[int, Field(ge=0, le=TOP)]
_THING = {"names": "thing"}


class Asked(BaseModel):
    """What is planned."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: str | None = Field(
        default=None, alias="from", title="sent from", json_schema_extra={"names": "thing"},
        description="who is to send: id, source key or unique name",
    )  # fmt: skip
    to: str | None = Field(
        default=None, title="sent to", description="who is to receive", json_schema_extra={"names": "thing"}
    )
    carries: tuple[str, ...] = Field(
        default=(), json_schema_extra={"names": "thing"},
        description="the information that is to be sent; empty is everything the sender has, new information with it",
    )  # fmt: skip
    filter: FilterName | None = Field(default=None, description="what is to happen to the information on its way")
    filter_removes: tuple[str, ...] = Field(default=(), description="categories the filter is to take out")
    filter_evidence: bool = Field(
        default=False, description="the filter will have a decision, a date and a test; without, it lowers nothing"
    )
    asset: str | None = Field(default=None, title="new information", description="name of information that is new")
    asset_k: Level | None = Field(default=None, title="its K", description="its confidentiality; empty is unknown")
    asset_r: Level | None = Field(default=None, title="its R", description="its integrity; empty is unknown")
    asset_t: Level | None = Field(default=None, title="its T", description="its availability; empty is unknown")
    asset_s: Level | None = Field(default=None, title="its S", description="its traceability; empty is unknown")
    categories: tuple[str, ...] = Field(
        default=(), description="categories of the new information, as the classification model names them"
    )
    subject_kind: str | None = Field(
        default=None, title="about whom", description="whom the new information is about; none: about nobody; empty: unknown"
    )
    subjects: int | None = Field(default=None, ge=0, description="about how many persons or others the new information is")
    records: int | None = Field(default=None, ge=0, description="how many records it has")
    resolution_s: float | None = Field(
        default=None, gt=0, title="resolution (s)", description="seconds between two of its values"
    )
    retention_d: float | None = Field(default=None, ge=0, title="kept (days)", description="how many days it is kept")
    personal: bool | None = Field(default=None, description="is the new information personal data? empty is unknown")
    special_category: bool | None = Field(
        default=None, description="has it special categories of personal data? empty is unknown"
    )
    owned_by: str | None = Field(
        default=None, title="owned by", description="who will own the new information", json_schema_extra={"names": "thing"}
    )
    held_by: tuple[str, ...] = Field(
        default=(),
        title="held by",
        description="where the new information will be held",
        json_schema_extra={"names": "thing"},
    )
    publish: tuple[str, ...] = Field(
        default=(), description="information that is to be published", json_schema_extra={"names": "thing"}
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, description="no more rows than this")

    @model_validator(mode="after")
    def _something_is_planned(self) -> Asked:
        if (self.from_ is None) != (self.to is None):
            raise ValueError(both("a planned flow needs both from and to").en)
        if self.from_ is None and (self.carries or self.filter):
            raise ValueError(both("carries and filter are of a planned flow: say from and to").en)
        if self.filter is None and (self.filter_removes or self.filter_evidence):
            raise ValueError(both("filter_removes and filter_evidence are of a filter: say filter").en)
        if self.has_new_asset and not self.asset:
            raise ValueError(both("what is said of new information needs its name: say asset").en)
        if self.asset and not self.held_by:
            raise ValueError(both("new information is held somewhere: say held_by").en)
        if not (self.from_ or self.asset or self.publish):
            raise ValueError(both("say what is planned: from and to, asset and held_by, or publish").en)
        return self

    @property
    def has_new_asset(self) -> bool:
        """Is anything said of new information?"""
        said = (self.asset_k, self.asset_r, self.asset_t, self.asset_s, self.subject_kind, self.subjects, self.records)
        more = (self.resolution_s, self.retention_d, self.personal, self.special_category, self.owned_by)
        return bool(self.asset or self.categories or self.held_by) or any(value is not None for value in (*said, *more))
