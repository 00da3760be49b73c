"""The witness of a level as a flow picture: information at the left, the ways it came, the rules it meets, and the place.

Boxes stand in columns by their distance from the claim, so that a ring of flows stays drawn; what is nearer the claim stands
further to the right. Every box says its level in words; the steps beside the picture say the same.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from dashboards import words
from eagraph.drawing import BOX_WIDTH, GAP_ACROSS, Drawing, Element, arrow, box
from eagraph.escalation.proofs import Proof, ProofStep
from eagraph.locale import say
from eagraph.model.classification_model import ClassificationModel

HEIGHT = 62
GAP_DOWN = 14
MOST_BOXES = 60
_LONGEST = 22
CLAIM = "claim"
Names = Callable[[str], str]


@dataclass
class _Flow:
    """Boxes by key with their text, and arrows between them."""

    boxes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    arrows: dict[tuple[str, str], None] = field(default_factory=dict)

    def put(self, key: str, name: str, note: str = "", classes: str = "") -> str:
        """A box; what is known of one already is not forgotten."""
        _, old_note, old_classes = self.boxes.get(key, ("", "", ""))
        self.boxes[key] = (name, note or old_note, classes or old_classes)
        return key

    def lead(self, keys: Iterable[str]) -> None:
        """Arrows along boxes."""
        for one, other in pairwise(keys):
            if one != other:
                self.arrows[one, other] = None


def witness(proof: Proof, name_of: Names, model: ClassificationModel) -> Drawing:
    """The picture of a proof.

    Args:
        proof: the steps, each after what it rests on.
        name_of: the name of a thing by its id.
        model: how levels are shown.
    """
    flow, out = _Flow(), dict[str, str]()
    for step in proof.steps:
        out[step.id] = _drawn(flow, step, [out[premise] for premise in dict.fromkeys(step.premises)], name_of, model)
    last = out[proof.steps[-1].id]
    note = say("required {level}", level=_level(proof, model))
    if last == proof.place.id:
        flow.put(last, proof.place.name, note, "wave-0")
        return _placed(flow, last)
    flow.put(CLAIM, proof.place.name, note, "wave-0")
    flow.lead([last, CLAIM])
    return _placed(flow, CLAIM)


def _level(proof: Proof, model: ClassificationModel) -> str:
    return f"{proof.aspect.upper()} {words.level(proof.required, model)}"


def _drawn(flow: _Flow, step: ProofStep, before: list[str], name_of: Names, model: ClassificationModel) -> str:
    """Draw a step; the box that stands for what it concludes."""
    place, level = step.place, f"{step.aspect.upper()} {words.level(step.level, model)}"
    if step.kind in ("classified", "decided"):
        return flow.put(place.id, place.name, say("decided {level}", level=level), "wave-2")
    if step.kind == "arrives" and step.asset is not None:
        if step.premises and len(step.way) == 1:
            return flow.put(place.id, place.name)
        start = flow.put(step.asset.id, step.asset.name, classes="wave-2")
        flow.lead([*(one for one in before if one not in (start, *step.way)), start])
        flow.lead([start, *(flow.put(id_, name_of(id_)) for id_ in step.way)])
        return flow.put(place.id, place.name)
    if step.kind == "rule":
        rule = model.rule.get(step.rule)
        key = flow.put(f"rule {step.rule} {place.id}", str(rule.title.text) if rule else step.rule, level, "wave-1")
    else:
        key = flow.put(place.id, place.name, level if step.level else "")
    for one in before:
        flow.lead([one, key])
    return key


def _placed(flow: _Flow, claim: str) -> Drawing:
    """Places for all boxes: in columns, those that lead to the same box near each other."""
    distance = _distances(flow.arrows, claim)
    far = max(distance.values())
    columns: dict[int, list[str]] = defaultdict(list)
    for key in sorted(distance, key=lambda key: (distance[key], list(flow.boxes).index(key))):
        columns[far - distance[key]].append(key)
    drawn = {key for column in sorted(columns, reverse=True) for key in columns[column]}
    shown = set(list(dict.fromkeys(key for column in sorted(columns, reverse=True) for key in columns[column]))[:MOST_BOXES])
    tallest = max(len([key for key in keys if key in shown]) for keys in columns.values())
    elements: list[Element] = []
    for column, keys in sorted(columns.items()):
        there = [key for key in keys if key in shown]
        top = (tallest - len(there)) * (HEIGHT + GAP_DOWN) / 2
        for i, key in enumerate(there):
            x, y = BOX_WIDTH / 2 + column * (BOX_WIDTH + GAP_ACROSS), 8 + top + i * (HEIGHT + GAP_DOWN) + HEIGHT / 2
            elements.append(_box(key, flow.boxes[key], x, y))
    elements += [arrow(one, other) for one, other in flow.arrows if one in shown and other in shown]
    return Drawing(tuple(elements), 24 + tallest * (HEIGHT + GAP_DOWN), left_out=len(drawn) - len(shown), fits=False)


def _distances(arrows: Mapping[tuple[str, str], None], claim: str) -> dict[str, int]:
    """How many arrows each box is from the claim, the shortest way."""
    before = defaultdict(list)
    for one, other in arrows:
        before[other].append(one)
    distance, front = {claim: 0}, deque([claim])
    while front:
        here = front.popleft()
        for one in before[here]:
            if one not in distance:
                distance[one] = distance[here] + 1
                front.append(one)
    return distance


def _box(key: str, said: tuple[str, str, str], x: float, y: float) -> Element:
    name, note, classes = said
    lines = [*_lines(name), *([note] if note else [])]
    return box(key, "\n".join(lines), x, y, classes=f"noted {classes}".strip(), height=HEIGHT, thing=key)


def _lines(name: str) -> list[str]:
    """A name on two lines at most."""
    if len(name) <= _LONGEST:
        return [name]
    cut = name.rfind(" ", 0, _LONGEST + 1)
    first, rest = (name[:cut], name[cut + 1 :]) if cut > 0 else (name[:_LONGEST], name[_LONGEST:])
    return [first, rest if len(rest) <= _LONGEST else rest[: _LONGEST - 1].rstrip() + "…"]
