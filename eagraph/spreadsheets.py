"""Cells that people open in a spreadsheet: none runs as a formula, none turns or breaks the row it stands in."""

from __future__ import annotations

import re

FORMULA = "=+-@\t\r\n＝＋－＠"
"""How a text begins that a spreadsheet may run (OWASP, CSV injection), in their wide forms too."""
_UNSEEN = re.compile(r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x1f\x7f-\x9f]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_MISREAD = re.compile(r"""
    (?!\d{4}-\d\d-\d\d$)                    # a date as a date should be may be read as one
    (\d{1,4}[/.:-]\d{1,4}([/.:-]\d{1,4})?   # 1/1, 1-2, 1.10, 12:30
    | 0\d+ | \d{16,} | \d+e\d+)$            # 007, more digits than a spreadsheet keeps, 12e3
    """, re.VERBOSE | re.ASCII | re.IGNORECASE)  # fmt: skip


def safe(text: str) -> str:
    """A text no spreadsheet takes for a formula: such a one gets an apostrophe in front, whatever unseen stands before.

    Control characters are left out, and so are marks that turn the direction of all that follows; single ones stay.

    >>> safe("=1+1"), safe("\\u200f=1+1"), safe("R&D"), safe("a\\x07b")
    ("'=1+1", "'\\u200f=1+1", 'R&D', 'ab')
    """
    cleaned = _TURNING.sub("", _CONTROL.sub("", text))
    begins = cleaned[_UNSEEN.match(cleaned).end() :][:1]  # type: ignore[union-attr]
    return f"'{cleaned}" if cleaned and (cleaned[0] in FORMULA or (begins and begins in FORMULA)) else cleaned


def kept(text: str) -> str:
    """The same, with an apostrophe too before a text that CSV, which has no types, would let become a date or a number."""
    return f"'{text}" if _MISREAD.match(text) else safe(text)
