"""JSON: the document as the contract has it, for scripts."""

from __future__ import annotations

import json

from eagraph.report import Document

media_type = "application/json"
suffix = "json"


def render(document: Document) -> bytes:
    """The data, indented, in UTF-8."""
    return (json.dumps(document.data, ensure_ascii=False, indent=2) + "\n").encode()
