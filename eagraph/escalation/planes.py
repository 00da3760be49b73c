"""Which aspects of information do filters set apart? Each is a plane: a set of columns by place beside what is there at all.

What can still be tied to its subject, what still has a category that some filter removes, and, where filters lower levels,
what still has at least each level. A flow fills a plane of its receiver from one of its sender's, or not at all.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from eagraph.escalation.filters import Effect
from eagraph.escalation.ground import Ground
from eagraph.graph.snapshot import Numbers
from eagraph.model.classification import TOP, Aspect

End = Literal["low", "high"]
ENDS: tuple[End, ...] = ("low", "high")
Plane = tuple[str, ...]
"""("there",), ("link",), ("category", name) or ("level", aspect, end, level)."""
THERE: Plane = ("there",)
LINK: Plane = ("link",)
AssetLevels = dict[tuple[Aspect, End], npt.NDArray[np.int8]]
"""Levels of information by column, an array for each aspect and end."""


def planes_of(ground: Ground) -> tuple[Plane, ...]:
    """The planes that the effects in force set apart; the first is what is there at all."""
    used = [effect for i, effect in enumerate(ground.moves.effects) if np.any(ground.moves.effect == i)]
    removed = sorted({c for effect in used for c in effect.removes if c != "*"})
    if any("*" in effect.removes for effect in used):
        removed = sorted({*removed, *ground.model.categories})
    planes: list[Plane] = [THERE]
    if any(not effect.keeps_link for effect in used):
        planes.append(LINK)
    planes += [("category", name) for name in removed]
    for aspect in ("k", "s"):
        if any(effect.of(aspect) != tuple(range(TOP + 1)) for effect in used):
            planes += [("level", aspect, end, str(level)) for end in ENDS for level in range(1, TOP + 1)]
    return tuple(planes)


def via_of(planes: tuple[Plane, ...], effects: tuple[Effect, ...]) -> Numbers:
    """By plane and effect, the plane of the sender that goes into the plane of the receiver, or -1."""
    number = {plane: i for i, plane in enumerate(planes)}
    via = np.full((len(planes), len(effects)), -1, dtype=np.int32)
    for e, effect in enumerate(effects):
        for plane, i in number.items():
            source = source_plane(plane, effect)
            if source is not None and source in number:
                via[i, e] = number[source]
    return via


def source_plane(plane: Plane, effect: Effect) -> Plane | None:
    """From which plane of the sender an effect fills a plane of the receiver."""
    if plane == LINK:
        return LINK if effect.keeps_link else None
    if plane[0] == "category":
        return None if effect.removes & {plane[1], "*"} else plane
    if plane[0] == "level":
        _, aspect, end, level = plane
        steps = effect.of(aspect)  # type: ignore[arg-type]
        enough = [before for before in range(1, TOP + 1) if steps[before] >= int(level)]
        return ("level", aspect, end, str(enough[0])) if enough else None
    return plane
