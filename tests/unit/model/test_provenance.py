"""Claims as a line of text and back; read lazily, and still a plain sequence to whoever looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.provenance import Claims, Provenance, decode, encode

TEXTS = st.text(max_size=6)
CONTENT = st.none() | st.dictionaries(
    TEXTS,
    TEXTS | st.integers() | st.booleans() | st.floats(allow_nan=False) | st.lists(TEXTS, max_size=3).map(tuple),
    max_size=3,
)
CLAIMS = st.lists(st.builds(Provenance, TEXTS, TEXTS, TEXTS, CONTENT, st.booleans()), max_size=4)


@given(claims=CLAIMS)
def test_what_is_written_is_read_back(claims: list[Provenance]) -> None:
    line = encode(claims)
    assert "\n" not in line
    assert decode(line) == tuple(claims)


@given(claims=CLAIMS.filter(bool))
def test_claims_read_late_are_a_sequence_like_any_other(claims: list[Provenance]) -> None:
    late = Claims(encode(claims))
    assert late == tuple(claims)
    assert tuple(claims) == tuple(late)
    assert [*late] == claims
    assert (len(late), late[0], late[-1], late[1:]) == (len(claims), claims[0], claims[-1], tuple(claims[1:]))
    assert repr(late) == repr(tuple(claims))
    assert encode(late) is late.line, "what was never looked at is not read and written anew"


def test_claims_differ_from_other_things() -> None:
    late = Claims(encode([Provenance("a", "r", "p")]))
    assert late != "a"
    assert late != Claims(encode([Provenance("b", "r", "p")]))
    with pytest.raises(TypeError, match="unhashable"):
        hash(late)


def test_most_claims_take_three_words() -> None:
    assert encode([Provenance("källa", "körning", "a.csv:2")]) == '[["källa","körning","a.csv:2"]]'
