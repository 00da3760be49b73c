"""Attribution: why is an answer another than before? Each difference of two answers, with the changes that brought it.

Between an old landscape and a new one lie changes: a thing or relationship added, removed, or one property of it changed.
For a row that differs a change is

- the cause, where it alone brings the row and without it the row stays as it was;
- enough, where it alone brings the row, but others would have done so without it;
- needed, where it does not bring the row alone, but without it the row is another;
- a part, where it moves the row, and neither of these.

This is but-for causation with its two sides, necessary and sufficient (Pearl, Probabilities of causation, 1999), tried by
asking the question anew of landscapes with a part of the changes. Groups of changes that move nothing are dropped whole,
others are halved until single changes are left, so that k causes among n changes take about 4·k·log2(n) askings.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from eagraph.results import Result, Value, Words

Role = Literal["cause", "enough", "needed", "part"]


class Cause(Value):
    """A change, and what it has to do with a difference."""

    role: Role = Field(description="cause, enough, needed or part")
    what: Literal["added", "changed", "removed"] = Field(title="what happened", description="added, changed or removed")
    kind: Literal["node", "relationship"] = Field(description="thing or relationship")
    id: str = Field(description="id of the thing, or the ends and type of the relationship")
    name: str = Field(description="the name of the thing, or of the two ends")
    label: str = Field(title="kind", description="label of the thing, or type of the relationship")
    source: str = Field(default="", description="id of the thing that a relationship leads from")
    target: str = Field(default="", description="id of the thing that it leads to")
    property: str = Field(default="", description="the property that changed")
    before: Any = Field(default=None, description="its value before")
    after: Any = Field(default=None, description="its value after")


class Row(Value):
    """A difference between the two answers."""

    brief: ClassVar = ("what", "name", "beside", "because")

    what: Literal["appeared", "changed", "gone"] = Field(description="appeared, changed or gone")
    id: str = Field(description="what the row is known by")
    name: str = Field(default="", description="the name in the row")
    label: str = Field(default="", description="the label in the row")
    beside: str = Field(
        default="", title="of what", description="what tells the row apart from others that are about the same thing"
    )
    fields: dict[str, tuple[Any, Any]] = Field(description="by field of the row its value before and after")
    because: Words = Field(description="what brought it, in one sentence")
    causes: tuple[Cause, ...] = Field(description="every change that has to do with it, the strongest first")


class Answer(Result[Row]):
    """Why an answer changed."""

    question: str = Field(description="the analysis that was asked")
    asked: dict[str, Any] = Field(description="its parameters")
    old_summary: Words = Field(description="the answer before, in one sentence")
    new_summary: Words = Field(description="the answer after, in one sentence")
    changes: int = Field(title="changes between", description="changes between the two landscapes")
    askings: int = Field(description="how many times the question was asked")
