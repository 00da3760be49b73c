"""What an export of ours says in annotations, for a catalogue has no field for it: the properties as the model had them."""

from __future__ import annotations

import json

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._backstage.kinds import LIFECYCLES
from loaders._documents.part import Part

OWN = "eagraph/"
"""In front of the annotations of an export."""
EXPORTED = frozenset({"type", "lifecycle", "definition"})
"""Fields that an export fills in because Backstage asks for them: what they say is among the properties too."""
UNKNOWN = "unknown"
"""What an export writes where Backstage asks for something that nobody has stated."""


def exported(part: Part, intake: Intake) -> dict[str, object]:
    """The properties of an exported entity; `unknown` in a field that must be there says nothing."""
    said = {name: text for name in ("lifecycle", "definition") if (text := part.text("spec", name)) not in ("", UNKNOWN)}
    if "lifecycle" in said:
        said["lifecycle"] = LIFECYCLES.get(said["lifecycle"], said["lifecycle"])
    found = part.get("metadata", "annotations", f"{OWN}properties")
    if found is None:
        return dict(said)
    try:
        properties = json.loads(found.as_text)
    except (ValueError, RecursionError):
        properties = None
    if not isinstance(properties, dict) or any(isinstance(value, dict) for value in properties.values()):
        intake.problems.append(Problem(found.place, both("expected properties as JSON; found {found}.", found=found.shown)))
        return dict(said)
    return {**said, **{name: tuple(map(str, v)) if isinstance(v, list) else v for name, v in properties.items()}}
