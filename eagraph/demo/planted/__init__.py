"""Truths planted in the demo city, each written down as what an analysis should answer about it."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.planted import flood, network, redundancy, register, sensitivity


def build(draft: Draft) -> None:
    """All of them; the systems they are about are there already, and nothing else leans on them."""
    for theme in (redundancy, flood, network, register, sensitivity):
        theme.build(draft)
