"""A finding as it stands: open, exempted or known; since when; and the check that has them all."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from eagraph.results import Result
from eagraph.rules.outcome import Finding, Outcome

Status = Literal["open", "exempted", "known"]


class Found(Finding):
    """A finding with its history."""

    brief: ClassVar[tuple[str, ...]] = (
        "severity",
        "rule",
        "name",
        "message",
        "status",
        "age_d",
        "owner",
        "organisation_name",
    )

    status: Status = Field(default="open", description="open; exempted by a decision in force; known: the baseline has it")
    exemption: str | None = Field(default=None, description="id of the exemption that covers it")
    first_seen: str | None = Field(
        default=None, description="day of the first recorded check that found it; empty: none yet"
    )
    last_seen: str | None = Field(default=None, description="day of the last recorded check that found it")
    age_d: int | None = Field(default=None, title="age (d)", description="days since it was first seen")


class Checked(Result[Found]):
    """A check with the history of what it found. Rows: open ones first, the gravest first."""

    rules: tuple[Outcome, ...] = Field(description="every rule that was asked")
    rules_hash: str = Field(description="hash of the rules and their parameters")
    today: str = Field(description="the day the rules were asked for")
    open: int = Field(default=0, title="open", description="findings that nothing keeps quiet")
    exempted: int = Field(default=0, description="findings that an exemption covers")
    known: int = Field(default=0, title="in the baseline", description="findings that the baseline has")
    gone: tuple[str, ...] = Field(
        default=(), title="gone since the last check", description="findings of the last recorded check that are no more"
    )
