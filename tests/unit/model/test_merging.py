"""What a shared record says, whose word counts, and where its sources disagree."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.merging import disagreements, merged
from eagraph.model.provenance import Provenance

VALUES = st.text(max_size=3) | st.integers(0, 4)
CLAIMS = st.lists(
    st.builds(
        Provenance,
        st.sampled_from("abcd"),
        st.just("run"),
        st.just(""),
        st.dictionaries(st.sampled_from("xyz"), VALUES, max_size=3),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda claim: claim.source,
)
ORDERS = st.lists(st.sampled_from("abcdq"), unique=True, max_size=4)
PRECEDENCE = st.dictionaries(st.sampled_from(["x", "y", "*", "unknown"]), ORDERS, max_size=4)


def _claim(source: str, /, **content: Any) -> Provenance:
    return Provenance(source, "run", "place", content)


@given(claims=CLAIMS)
def test_the_earlier_source_stands_and_a_later_one_fills_the_gaps(claims: list[Provenance]) -> None:
    properties, kept = merged(claims)
    expected: dict[str, object] = {}
    for claim in reversed(claims):
        expected |= claim.content or {}
    assert properties == expected
    assert [claim.source for claim in kept] == [claim.source for claim in claims]
    if len(claims) > 1:
        assert [claim.content for claim in kept] == [claim.content for claim in claims]
    else:
        assert kept[0].content is None, "one source's content is the record"


@given(claims=CLAIMS, precedence=PRECEDENCE)
def test_a_precedence_orders_the_sources_property_by_property(
    claims: list[Provenance], precedence: dict[str, list[str]]
) -> None:
    properties, _ = merged(claims, precedence)
    for name in "xyz":
        said = {claim.source: (claim.content or {})[name] for claim in claims if name in (claim.content or {})}
        order = precedence[name] if name in precedence else precedence.get("*", [])
        believed = [source for source in order if source in said] or list(said)
        assert properties.get(name) == (said[believed[0]] if said else None)


def test_an_interval_is_taken_from_one_source() -> None:
    properties, _ = merged([_claim("a", k=1), _claim("b", k=2, k_high=4)])
    assert properties == {"k": 1}
    properties, _ = merged([_claim("a", k=1), _claim("b", k=2, k_high=4)], {"k": ["b"]})
    assert properties == {"k": 2, "k_high": 4}
    properties, _ = merged([_claim("a", k_high=1), _claim("b", repair_h=2, repair_h_low=1)])
    assert properties == {"k_high": 1, "repair_h": 2, "repair_h_low": 1}


def test_who_classified_goes_with_the_levels_that_count() -> None:
    register, klassa = _claim("register", k=1), _claim("klassa", k=3, r=2, classified_by="Ann")
    assert merged([register, klassa])[0] == {"k": 1, "r": 2}
    assert merged([register, klassa], {"k": ["klassa"]})[0] == {"k": 3, "r": 2, "classified_by": "Ann"}


def test_a_place_on_the_map_is_one_sources() -> None:
    assert merged([_claim("a", latitude=59.3), _claim("b", latitude=1.0, longitude=2.0)])[0] == {"latitude": 59.3}


def test_sources_disagree_where_both_say_something_and_not_the_same() -> None:
    claims = [
        _claim("a", lifecycle="live", users=3, source="a", source_key="1", name="X"),
        _claim("b", lifecycle="pilot", users=3, source="b", source_key="2", owner="O"),
        Provenance("c", "run", "place", {"users": 9}, removed=True),
    ]
    (found,) = disagreements(claims)
    assert (found.property, found.said) == ("lifecycle", (("a", "live"), ("b", "pilot")))


@given(claims=CLAIMS)
def test_no_difference_of_two_sources_is_lost(claims: list[Provenance]) -> None:
    told = {found.property: dict(found.said) for found in disagreements(claims)}
    for name in "xyz":
        said = {claim.source: (claim.content or {})[name] for claim in claims if name in (claim.content or {})}
        assert told.get(name) == (said if len({repr(value) for value in said.values()}) > 1 else None)
