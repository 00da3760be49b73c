"""Exemptions: dated decisions of the control function that spare a thing from a rule; made, ended, and seen to end.

An exemption made here is a node of the landscape like one that a source told of, in a source of its own; so rules, stores
and exports see it. It says which findings it covers and how large the thing was, so that it is seen when either grows.
Source: the programme, L396-398.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import ConfigDict, Field

from eagraph.results import Value, Words

SOURCE = "exemptions"
"""The source that exemptions made here belong to, and the kind of text their record is in the store."""


class Said(Value):
    """What somebody says who makes an exemption."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str = Field(default="", description="id of the rule")
    things: tuple[str, ...] = Field(default=(), description="what is spared: id, source key or unique name")
    decided_by: str = Field(default="", description="who decided; empty: the control function")
    decided_on: dt.date | None = Field(default=None, description="the day it was decided; else today")
    valid_to: dt.date | None = Field(default=None, description="the last day it holds")
    diary_number: str = Field(default="", description="its number in the register of the authority")
    reason: str = Field(default="", description="why")
    conditions: str = Field(default="", description="on which conditions")


class Made(Value):
    """An exemption that was made here, as it is kept."""

    id: str = Field(description="id of the exemption in the landscape")
    rule: str = Field(description="id of the rule")
    things: tuple[str, ...] = Field(description="ids of what is spared")
    decided_by: str = Field(description="who decided")
    decided_on: dt.date = Field(description="the day it was decided")
    valid_to: dt.date = Field(description="the last day it holds")
    diary_number: str = Field(description="its number in the register of the authority")
    reason: str = Field(description="why")
    conditions: str = Field(default="", description="on which conditions")
    covers: tuple[str, ...] = Field(default=(), description="findings it covers; empty: all of the rule on these things")
    extent: tuple[str, ...] = Field(default=(), description="how large the thing was, as measure=count")
    ended_on: dt.date | None = Field(default=None, description="the day it was ended before its time")
    ended_why: str = Field(default="", description="why it was ended")


class Kept(Value):
    """An exemption, the version its record has, and what whoever made it should know."""

    made: Made
    version: int
    saved_at: str
    remarks: tuple[Words, ...] = ()


State = Literal["in_force", "not_yet", "ended", "expired"]


def state(made: Made, today: dt.date) -> State:
    """How it stands on a day."""
    if made.ended_on is not None and made.ended_on <= today:
        return "ended"
    if made.decided_on > today:
        return "not_yet"
    return "in_force" if today <= made.valid_to else "expired"
