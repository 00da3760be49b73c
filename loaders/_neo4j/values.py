"""Values of Neo4j as plain ones: points in time as ISO, durations and places as text."""

from __future__ import annotations

from collections.abc import Mapping


def plain(value: object) -> object:
    """A value as a property can keep it.

    >>> import datetime as dt
    >>> plain([dt.date(2026, 3, 1), b"\\x01"])
    ['2026-03-01', '01']
    """
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    for way in ("iso_format", "isoformat"):
        if hasattr(value, way):
            return str(getattr(value, way)())
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if hasattr(value, "srid"):
        return f"{', '.join(map(str, value))} (SRID {value.srid})"  # type: ignore[call-overload]
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value
