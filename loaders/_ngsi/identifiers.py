"""Identifiers of entities: URIs in NGSI-LD; shorter ones are written out as the Smart Data Models write them."""

from __future__ import annotations

import re

PREFIX = "urn:ngsi-ld:"
_TYPED = re.compile(r"[A-Z]\w*:.+")


def written_out(text: str, type_: str) -> str:
    """The URI of an entity.

    >>> written_out("device-9845A", "Device")
    'urn:ngsi-ld:Device:device-9845A'
    >>> written_out("Device:1044", ""), written_out("https://example.org/7", "Device")
    ('urn:ngsi-ld:Device:1044', 'https://example.org/7')
    """
    if text.startswith("urn:") or "://" in text:
        return text
    if text.startswith("ngsi-ld:"):
        return f"urn:{text}"
    return f"{PREFIX}{text}" if _TYPED.fullmatch(text) else f"{PREFIX}{type_}:{text}"


def short(uri: str) -> str:
    """What follows the type.

    >>> short("urn:ngsi-ld:Device:pump:7")
    'pump:7'
    """
    return uri.removeprefix(PREFIX).partition(":")[2] or uri if uri.startswith(PREFIX) else uri
