"""Board report: the yearly report on information security to a board or company, drafted from the register."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from eagraph.board.document import document
from eagraph.locale import both
from eagraph.report import Document
from eagraph.reports import Desk
from eagraph.reports._telling import day_of

title = both("Report to the board")
about = both("The yearly report on information security to a board or company, drafted from the register.")


class Params(BaseModel):
    """To whom, and of which year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        description="the board or company: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    year: int | None = Field(default=None, ge=1, le=9999, description="the year; else the one that runs, up to today")


def write(desk: Desk, params: Params) -> Document:
    """The report (see `eagraph.board`).

    Raises:
        UnknownName: there is no such organisation.
        UsageError: it is no organisation, or the year has not begun.
    """
    told = desk.board_report(params.organisation, year=params.year)
    return document(told.model_copy(update={"snapshot": day_of(told.snapshot)}))
