"""Where the shipped Cypher files lie, in a wheel (`eagraph/cypher`) and in a checkout (`cypher/`) alike."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def cypher() -> Traversable:
    """The folder of rules and queries.

    Raises:
        FileNotFoundError: the installation is broken; both places are named.
    """
    wheel = files("eagraph") / "cypher"
    checkout = Path(__file__).parent.parent / "cypher"
    for place in (checkout, wheel):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no Cypher files in {wheel} or {checkout}")
