"""What cannot be right in the facts themselves: planted now and then, and nowhere else.

Buffers are as long as what is needed may be down, for a longer one is a guess; two are left that are. Everything that is
merely assumed is told of, so that whoever counts finds the same.
"""

from __future__ import annotations

from typing import cast

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import of_label
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship

_GUESSED = (
    ("system:kartplattformen", "DEPENDS_ON", "system:personalsystemet"),
    ("system:skolvalet", "DEPENDS_ON", "system:invanarregistret"),
)
_ENDED = "evidence:kommunstyrelsens-planering-2025"
_LATER_DAYS = 90
_SAME_ID = "urn:almhamn:samlingsnod:17"


def settle(draft: Draft) -> None:
    """Plant what is wrong, last of all, when everything is drawn up."""
    _stale(draft)
    _buffers(draft)
    _same_id(draft)
    _outlasting(draft)
    _assumed(draft)


def _stale(draft: Draft) -> None:
    for planted in [one for one in draft.expected if one.kind == "stale-record"]:
        wrong(draft, "DQ-11", planted.ids[0], both("{thing} was verified long ago."))


def _buffers(draft: Draft) -> None:
    for tie in [*draft.ties.of_type("DEPENDS_ON"), *draft.ties.of_type("FLOW")]:
        needer, needed = (tie.target, tie.source) if tie.type == "FLOW" else (tie.source, tie.target)
        longest, buffer = draft.facts(needed).get("mtpd_h"), tie.properties.get("buffer_h")
        if not isinstance(longest, float) or not isinstance(buffer, float) or buffer <= longest:
            continue
        if (tie.source, tie.type, tie.target) in _GUESSED:
            text = both("{name} is said to do without {needed} for longer than that may be down.", name=draft.name(needer),
                        needed=draft.name(needed))  # fmt: skip
            broken(draft, "DQ-14", needer, text, needed)
        else:
            _shorten(tie, longest)


def _shorten(tie: Relationship, longest: float) -> None:
    facts = _facts(tie)
    for name in ("buffer_h", "buffer_h_low", "buffer_h_high"):
        if isinstance(facts.get(name), float):
            facts[name] = min(cast("float", facts[name]), longest)


def _same_id(draft: Draft) -> None:
    first, second = of_label(draft, "Device")[:2]
    for device in (first, second):
        draft.facts(device)["external_id"] = _SAME_ID
    text = both("{one} has the external id of {other}.", one=draft.name(second), other=draft.name(first))
    broken(draft, "DQ-02", second, text, first)


def _outlasting(draft: Draft) -> None:
    """A relationship that is said to hold on after one of its ends is over."""
    ended = draft.nodes.get(_ENDED)
    for tie in draft.ties.of_type("ABOUT"):
        if ended is not None and tie.source == ended.id:
            _facts(tie)["valid_to"] = draft.day(_LATER_DAYS)
            text = both("{name} is over, and what it is about is said to hold on.", name=ended.name)
            broken(draft, "DQ-04", ended.id, text, tie.target, wrong="longer")
            return


def _assumed(draft: Draft) -> None:
    for id_ in sorted(draft.nodes):
        if draft.facts(id_).get("confidence") == "assumed":
            wrong(draft, "DQ-12", id_, both("{thing} is recorded on an assumption."), kind="thing")
    for type_, kind in (("DEPENDS_ON", "dependency"), ("FLOW", "flow")):
        for tie in draft.ties.of_type(type_):
            if tie.properties.get("confidence") == "assumed":
                text = both("That {one} needs or feeds {other} is assumed.", one=draft.name(tie.source),
                            other=draft.name(tie.target))  # fmt: skip
                broken(draft, "DQ-12", tie.source, text, tie.target, wrong=kind)


def _facts(tie: Relationship) -> dict[str, Value]:
    return cast("dict[str, Value]", tie.properties)
