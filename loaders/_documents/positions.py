"""Where is a thing? The point of a GeoJSON value (RFC 7946: longitude first)."""

from __future__ import annotations

from collections.abc import Iterator

from loaders._documents.part import Part

_MOST_POINTS = 100_000


def position(part: Part | None) -> dict[str, object]:
    """Latitude and longitude of a geometry: of a point as it stands, of others the middle of their bounds; else nothing."""
    points = list(_points(part.value)) if part is not None else []
    if not points:
        return {}
    easts, norths = zip(*points, strict=True)
    east, north = _middle(easts), _middle(norths)
    return {"latitude": north, "longitude": east} if abs(north) <= 90 and abs(east) <= 180 else {}


def _middle(values: tuple[float, ...]) -> float:
    low, high = min(values), max(values)
    return low if low == high else round((low + high) / 2, 7)


def _points(geometry: object) -> Iterator[tuple[float, float]]:
    """The coordinates of a geometry or of a feature, without recursion."""
    found = geometry.get("geometry", geometry) if isinstance(geometry, dict) else None
    waiting: list[object] = [found.get("coordinates")] if isinstance(found, dict) else []
    for _ in range(_MOST_POINTS):
        if not waiting:
            return
        value = waiting.pop()
        if not isinstance(value, list):
            continue
        if len(value) >= 2 and all(_is_number(number) for number in value[:2]):
            yield float(value[0]), float(value[1])
        else:
            waiting += reversed(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6
