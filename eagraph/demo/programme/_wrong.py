"""How one thing that is wrong is planted: the rule, the thing, the kind, and a text about it."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.locale import Text


def wrong(draft: Draft, rule: str, thing: str, text: Text, *others: str, kind: str = "") -> None:
    """Plant that a rule finds a thing; `{thing}` in the text is its name."""
    name = draft.name(thing)
    broken(draft, rule, thing, Text(text.sv.format(thing=name), text.en.format(thing=name)), *others, wrong=kind)
