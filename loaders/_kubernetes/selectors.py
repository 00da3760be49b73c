"""Does a selector find something by its labels? As Kubernetes reads `matchLabels` and `matchExpressions`.

>>> from loaders._documents.part import Part
>>> written = {"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["db"]}]}
>>> finds(Part(written, "a.yaml"), {"app": "web", "tier": "front"}), finds(Part({}, "a.yaml"), {"app": "web"})
(True, True)
>>> finds(Part(written, "a.yaml"), {"app": "web", "tier": "db"}), finds(None, {"app": "web"})
(False, False)
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders._documents.part import Part


def finds(selector: Part | None, labels: Mapping[str, str]) -> bool:
    """Does a selector with expressions find it? An empty one finds everything, none nothing."""
    if selector is None or not isinstance(selector.value, dict):
        return False
    is_equal = all(labels.get(name) == one.as_text for name, one in selector.items("matchLabels"))
    return is_equal and all(_holds(expression, labels) for expression in selector.parts("matchExpressions"))


def finds_plainly(selector: Part | None, labels: Mapping[str, str]) -> bool:
    """Does a plain selector, a mapping of labels, find it? An empty one finds nothing."""
    if selector is None or not isinstance(selector.value, dict) or not selector.value:
        return False
    return all(labels.get(name) == one.as_text for name, one in selector.items())


def _holds(expression: Part, labels: Mapping[str, str]) -> bool:
    key, operator = expression.text("key"), expression.text("operator")
    values = {one.as_text for one in expression.parts("values")}
    if operator == "In":
        return labels.get(key) in values
    if operator == "NotIn":
        return labels.get(key) not in values
    return (key in labels) == (operator == "Exists") if operator in ("Exists", "DoesNotExist") else False
