"""A decision as text in TOML, as the store keeps it: read back it gives the same."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from pydantic import ValidationError

from eagraph.decisions import Decision
from eagraph.errors import SourceError
from eagraph.locale import both
from eagraph.wrong_values import told

_REMEMBERED = 2000


@lru_cache(_REMEMBERED)
def read(text: str, where: str) -> Decision:
    """The decision a text holds.

    Raises:
        SourceError: it is not TOML, or not a decision; everything wrong is named.
    """
    try:
        return Decision.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=where, error=error)) from error
    except ValidationError as error:
        text_ = both("{where}: not a decision: {told}.", where=where, told=told(error.errors()))
        raise SourceError(text_) from error


def write(decision: Decision) -> str:
    """The decision as TOML; what it does not say is left out."""
    import tomli_w

    said = decision.model_dump(exclude_none=True)
    return tomli_w.dumps({name: value for name, value in said.items() if value != ""})
