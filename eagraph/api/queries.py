"""What every question over HTTP may carry: the language of the answer's words."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import Language

SCENARIO = Field(default=None, description="scenario to look at the landscape through: name, or name@version")


POINT = Field(default=None, description="point in time to look at the landscape as of")


class Asked(BaseModel):
    """The query of a route; an unknown parameter is refused and named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lang: Language | None = Field(
        default=None, description="sv or en; else the cookie eagraph_language, Accept-Language, the setting"
    )
    scenario: str | None = SCENARIO
    point: str | None = POINT
