"""Truths planted in the demo city, each written down as what an analysis should answer about it."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.planted import filters, flood, leaned_on, network, redundancy, register, sensitivity, together


def build(draft: Draft) -> None:
    """Those whose systems are there already, and nothing else leans on them."""
    for theme in (redundancy, flood, network, register, sensitivity):
        theme.build(draft)


def build_apart(draft: Draft) -> None:
    """Those about places of their own, which no other theme may come upon; where what they draw on is drawn up."""
    for theme in (together, filters, leaned_on):
        theme.build(draft)
