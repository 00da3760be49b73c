"""By which medium does information go along a flow: digital, by hand (typed in again), or on paper?

The flow's own medium, else the method (`pattern`) of the Integration at its end. Words for media are open; those below are
known, in both languages. What is none of them, or nothing, is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value

Medium = Literal["digital", "manual", "paper"]
_WORDS: dict[Medium, str] = {
    "paper": "paper papper papperspost scan scanning scanned skanning skannat inskanning print printed printout utskrift "
    "fax letter brev pappersblankett",
    "manual": "manual manually manuell manuellt re-keying rekeying hand handpåläggning inmatning avskrift",
    "digital": "api message file stream digital e-mail email e-post epost sftp ftp rest soap http https event events queue "
    "database db meddelande fil ström webb web portal sql mqtt lorawan odata graphql edi batch",
}
_ALONE: dict[str, Medium] = {"post": "paper"}
"""Words that mean a medium only where they stand alone: `POST` is also a method of HTTP."""
_MEDIA: dict[str, Medium] = {word: medium for medium, words in _WORDS.items() for word in words.split()}


def read(said: object) -> Medium | None:
    """The medium a word means; of several words the least digital; None where none is known.

    >>> read("Papper"), read("API (REST)"), read("file, then paper"), read("pigeon"), read(None)
    ('paper', 'digital', 'paper', None, None)
    """
    text = str(said or "").casefold().strip()
    words = [_ALONE.get(text), *(_MEDIA.get(word) for word in re.findall(r"[\w-]+", text))]
    return next((medium for medium in _WORDS if medium in words), None)


def medium_of(snapshot: Snapshot, tie: int) -> Medium | None:
    """The medium of a flow."""
    own = _said(snapshot.relationships[tie].properties, "medium")
    if own is not None:
        return read(own)
    ends = (snapshot.nodes[int(end)] for end in (snapshot.source[tie], snapshot.target[tie]))
    patterns = [read(_said(node.properties, "pattern")) for node in ends if node.label == "Integration"]
    return next((medium for medium in _WORDS if medium in patterns), None)


def _said(properties: Mapping[str, Value], name: str) -> str | None:
    value = properties.get(name)
    return str(value) if value else None
