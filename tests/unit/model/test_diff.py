"""What differs between two landscapes; whoever carries the changes out has the new one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.diff import Change, compare
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship, numbered
from tests.property.strategies import node

PROPERTIES: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    st.sampled_from(["name", "k", "tags"]), st.sampled_from(["x", "y", 1, ("a",)]), max_size=3
)


@st.composite
def wholes(draw: st.DrawFn) -> Landscape:
    """Few ids, so that two of them share many."""
    ids = sorted(draw(st.sets(st.sampled_from("abcd"), min_size=1)))
    nodes = tuple(Node(i, draw(st.sampled_from(["System", "Device"])), draw(PROPERTIES)) for i in ids)
    end = st.sampled_from(ids)
    ties = [Relationship(draw(end), "RELATES_TO", draw(end), draw(PROPERTIES)) for _ in range(draw(st.integers(0, 4)))]
    return Landscape(nodes, numbered(ties))


def _carried_out(old: Landscape, changes: tuple[Change, ...]) -> Landscape:
    nodes = {n.id: n for n in old.nodes}
    ties = {r.key: r for r in old.relationships}
    for change in changes:
        if isinstance(change.item, Node):
            held: dict[object, object] = nodes  # type: ignore[assignment]
            key: object = change.item.id
        else:
            held, key = ties, change.item.key  # type: ignore[assignment]
        if change.what == "removed":
            assert held.pop(key) == change.item
        else:
            assert (key in held) == (change.what == "changed")
            held[key] = change.item
    return Landscape(tuple(nodes[k] for k in sorted(nodes)), tuple(ties[k] for k in sorted(ties)))


@given(old=wholes(), new=wholes())
def test_the_changes_lead_from_the_old_to_the_new(old: Landscape, new: Landscape) -> None:
    changes = compare(old, new)
    assert _carried_out(old, changes) == new
    kinds = [isinstance(change.item, Relationship) for change in changes]
    assert kinds == sorted(kinds), "nodes first"


@given(old=wholes(), new=wholes())
def test_backwards_is_the_same_turned(old: Landscape, new: Landscape) -> None:
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    there, back = compare(old, new), compare(new, old)
    assert [(turned[c.what], {k: v[::-1] for k, v in c.properties.items()}) for c in there] == [
        (c.what, c.properties) for c in back
    ]


@given(whole=wholes())
def test_nothing_differs_from_itself(whole: Landscape) -> None:
    assert compare(whole, whole) == ()


def test_a_change_tells_old_and_new_and_absence() -> None:
    old = Landscape((node("a", name="A", k=1, users=3),), ())
    new = Landscape((node("a", "Device", name="A", k=2, tags=("x",)),), ())
    (change,) = compare(old, new)
    assert change.properties == {"k": (1, 2), "tags": (None, ("x",)), "users": (3, None), "label": ("System", "Device")}
