"""Exemptions as rows."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import Field

from eagraph.exemptions import Kept, State, state
from eagraph.results import Value, Words


class Line(Value):
    """One exemption, as it stands on a day."""

    brief: ClassVar[tuple[str, ...]] = ("rule", "things", "state", "decided_on", "valid_to", "diary_number", "reason")

    id: str = Field(description="id of the exemption in the landscape")
    rule: str = Field(description="id of the rule")
    things: tuple[str, ...] = Field(title="what is spared", description="ids of what is spared")
    state: State = Field(description="in force, not yet, ended before its time, or expired")
    decided_by: str = Field(description="who decided")
    decided_on: dt.date = Field(title="decided on", description="the day it was decided")
    valid_to: dt.date = Field(title="valid to", description="the last day it holds")
    diary_number: str = Field(title="diary number", description="its number in the register of the authority")
    reason: str = Field(description="why")
    conditions: str = Field(description="on which conditions")
    covers: tuple[str, ...] = Field(
        title="covers the findings", description="findings it covers; empty: all of the rule there"
    )
    ended_on: dt.date | None = Field(title="ended on", description="the day it was ended before its time")
    ended_why: str = Field(title="why it was ended", description="why it was ended")
    version: int = Field(description="version of its record")
    remarks: tuple[Words, ...] = Field(default=(), description="what whoever made it should know")

    @classmethod
    def of(cls, kept: Kept, today: dt.date) -> Line:
        """The row of one."""
        told = {name: value for name, value in kept.made if name in cls.model_fields}
        return cls(**told, state=state(kept.made, today), version=kept.version, remarks=kept.remarks)
