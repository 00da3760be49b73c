"""Tabulation: the things or the relationships of a landscape as a table to sort, filter, search, and count in a pivot.

A column is a property, or begins with `~` where it is worked out:

    ~id ~label ~owner ~organisation ~ties ~out.TYPE ~in.TYPE      of a thing; ties are counted, all or those of a type
    ~type ~ends ~from.COLUMN ~to.COLUMN      of a relationship; `~ends` are both ids, COLUMN any of the thing at an end

A condition is `column:operator:value|value` (see `conditions`), an order `column:asc` or `column:desc`; a backslash stands
before a `:`, `|` or backslash inside a name or value. What is unknown fits no condition but `unknown`, and comes last in
every order; how many were left out for that reason is told. Nothing here changes anything.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

What = Literal["things", "relationships"]
Measure = Literal["count", "sum", "mean"]


class Asked(BaseModel):
    """What is tabulated. Nothing said: every thing, in the columns that are usual."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    what: What = Field(default="things", description="things or relationships")
    label: tuple[str, ...] = Field(default=(), description="only things of these labels")
    type: tuple[str, ...] = Field(default=(), description="only relationships of these types")
    column: tuple[str, ...] = Field(default=(), description="the columns, from left to right; the usual ones where empty")
    where: tuple[str, ...] = Field(default=(), description="conditions that all hold, as column:operator:value|value")
    sort: tuple[str, ...] = Field(
        default=(), description="the order, as column:asc or column:desc, the first before the rest"
    )
    search: str = Field(default="", description="words that all stand somewhere in the columns shown")
    by: str = Field(default="", description="pivot: a row for each value of this column")
    across: str = Field(default="", description="pivot: a column for each value of this column")
    measure: Measure = Field(default="count", description="pivot: what stands in a cell")
    of: str = Field(default="", description="pivot: the column of numbers that is summed or averaged")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The labels or types that are tabulated; all where empty."""
        return self.label if self.what == "things" else self.type
