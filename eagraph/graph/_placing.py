"""Positions: discs of things beside each other, none over another, the same every time.

igraph places few nodes after Kamada and Kawai and many after Fruchterman and Reingold; the second draws random numbers
even from a given start, so igraph's generator is set anew before every layout, and one layout is made at a time.
"""

from __future__ import annotations

import math
import random
import threading
from typing import Any

import numpy as np
import numpy.typing as npt

from eagraph.graph.snapshot import Numbers

Points = npt.NDArray[np.float64]
SPACING = 26.0
ROUNDS = 200
MOST_PUSHES = 300
WIDER = 1.4
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_igraph = threading.Lock()


def clustered(group: Numbers, count: int, source: Numbers, target: Numbers) -> tuple[Points, Points]:
    """Every cluster a disc with its own layout, and the discs beside each other, related ones near."""
    if not len(group):
        return np.zeros((0, 2)), np.zeros((0, 2))
    sizes = np.bincount(group, minlength=count)
    across = group[source] != group[target]
    between = pairs(group[source[across]], group[target[across]], count)
    radius = SPACING * np.sqrt(sizes)
    centre = apart(spring(count, *between), radius + 1.2 * SPACING)
    place = np.zeros((len(group), 2))
    inner = np.zeros(len(group), dtype=np.int32)
    for number in range(count):
        members = np.flatnonzero(group == number)
        inner[members] = np.arange(len(members))
        own = (group[source] == number) & ~across
        disc = _disc(len(members), inner[source[own]], inner[target[own]])
        place[members] = centre[number] + disc * radius[number]
    return place, centre


def _disc(count: int, source: Numbers, target: Numbers) -> Points:
    """Points in the unit disc, evenly dense: directions from a force layout, distances from their order in it."""
    if count < 2:
        return np.zeros((count, 2))
    with _igraph:
        graph = _graph(count, source, target)
        laid = graph.layout_fruchterman_reingold(seed=_spiral(count).tolist(), niter=ROUNDS, grid=count > 100)
    points: Points = np.array(laid.coords)
    points -= points.mean(axis=0)
    distance = np.hypot(points[:, 0], points[:, 1])
    rank = np.argsort(np.argsort(distance, kind="stable"), kind="stable")
    angle = np.arctan2(points[:, 1], points[:, 0])
    even = np.sqrt((rank + 0.5) / count)
    return np.column_stack([even * np.cos(angle), even * np.sin(angle)])


def spring(count: int, source: Numbers, target: Numbers) -> Points:
    """A layout of few nodes after Kamada and Kawai, from a circle, wider than high."""
    if count < 2:
        return np.zeros((count, 2))
    turn = 2 * np.pi * np.arange(count) / count
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    with _igraph:
        laid = _graph(count, source, target).layout_kamada_kawai(seed=circle.tolist())
    points: Points = np.array(laid.coords)
    points -= points.mean(axis=0)
    points[:, 0] *= WIDER
    return points


def _graph(count: int, source: Numbers, target: Numbers) -> Any:
    import igraph

    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 (the same every time; nothing secret)
    return igraph.Graph(n=count, edges=list(zip(source.tolist(), target.tolist(), strict=True))).simplify()


def _spiral(count: int) -> Points:
    k = np.arange(count)
    return np.column_stack([np.sqrt(k + 0.5) * np.cos(k * _GOLDEN_ANGLE), np.sqrt(k + 0.5) * np.sin(k * _GOLDEN_ANGLE)])


def apart(points: Points, radius: Points) -> Points:
    """Discs moved until none lies over another, and no further apart than that needs."""
    if len(points) < 2:
        return points
    spread = max(float(np.hypot(points[:, 0], points[:, 1]).max()), 1e-9)
    points = points / spread * float(np.sqrt((radius**2).sum()))
    need = radius[:, None] + radius[None, :]
    for _ in range(MOST_PUSHES):
        step = points[:, None, :] - points[None, :, :]
        distance = np.hypot(step[..., 0], step[..., 1]) + 1e-9
        overlap = np.clip(need - distance, 0, None)
        np.fill_diagonal(overlap, 0)
        if overlap.max() < 0.5:
            break
        points = points + (step / distance[..., None] * overlap[..., None]).sum(axis=1) * 0.35
    return points


def pairs(source: Numbers, target: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Each pair of different ends once, sorted."""
    differ = source != target
    code = np.unique(source[differ].astype(np.int64) * max(count, 1) + target[differ])
    return (code // max(count, 1)).astype(np.int32), (code % max(count, 1)).astype(np.int32)
