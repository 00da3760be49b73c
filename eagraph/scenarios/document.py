"""A scenario as a TOML file: read with every mistake told at once, written so that reading gives the same.

name = "datahall-out"
title = { sv = "Datahallen slås ut", en = "The data hall is out" }
[[fail]]
things = ["datahall-norr"]
to_h = 12
[[change]]
do = "set_relationship"
source = "omsorg"
type = "DEPENDS_ON"
target = "datahall-norr"
property = "buffer_h"
value = 24
"""

from __future__ import annotations

import tomllib

from pydantic import ValidationError

from eagraph.errors import SourceError, UsageError
from eagraph.locale import both
from eagraph.scenarios import Scenario
from eagraph.wrong_values import told


def read(text: str, where: str) -> Scenario:
    """The scenario a text in TOML holds.

    Raises:
        SourceError: it is not TOML, or not a scenario; everything wrong is named.
    """
    try:
        return Scenario.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=where, error=error)) from error
    except ValidationError as error:
        text_ = both("{where}: not a scenario: {told}.", where=where, told=told(error.errors()))
        raise SourceError(text_) from error


def write(scenario: Scenario) -> str:
    """The scenario as TOML: what its author said, and no more.

    Raises:
        UsageError: a list or an object in it holds nothing (null), which TOML cannot say.
    """
    import tomli_w

    try:
        return tomli_w.dumps(scenario.model_dump(exclude_unset=True, exclude_none=True))
    except TypeError as error:
        text = both(
            "The scenario {name} cannot be written as TOML: a list or an object in it holds null.", name=scenario.name
        )
        raise UsageError(text) from error
