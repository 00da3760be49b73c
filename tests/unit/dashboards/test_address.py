"""The address is read with care: what does not fit is left out and said, whatever it is."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import BaseModel

from dashboards import address
from dashboards.pages.classification import Address as Classification
from dashboards.pages.map import Address as Map
from dashboards.whatif import WhatIf


def test_a_query_is_read_by_name_with_every_value_given() -> None:
    assert address.parse("?failed=a&failed=b%26c&at=2026-01-02") == {"failed": ("a", "b&c"), "at": ("2026-01-02",)}


@pytest.mark.parametrize("search", ["", None, "?", "?" + "x=1&" * 500, "?a=" + "y" * 10_000])
def test_a_query_that_no_page_of_ours_wrote_is_none(search: str | None) -> None:
    assert address.parse(search) == {}


def test_what_fits_is_kept_and_what_does_not_is_said() -> None:
    state, told = address.read(WhatIf, address.parse("?failed=a&assume_needed=perhaps&at=soon&lang=sv"))
    assert state == WhatIf(failed=("a",))
    assert [text.en.split("; ")[0] for text in told] == [
        "The address says assume_needed=perhaps",
        "The address says at=soon",
    ]


@pytest.mark.parametrize(("page", "search"), [(Classification, "?aspect=x"), (Map, "?view=cube"), (Map, "?things=2026")])
def test_a_word_that_is_no_choice_is_left_out(page: type[BaseModel], search: str) -> None:
    state, told = address.read(page, address.parse(search))
    assert state == page()
    assert len(told) == 1


def test_a_state_written_and_read_again_is_the_same() -> None:
    state = WhatIf(failed=("a b", "c&d"), assume_needed=True, at=dt.date(2026, 1, 2))
    assert address.read(WhatIf, address.parse(address.write("", state))) == (state, ())
    assert address.write("/blast-radius", WhatIf()) == "/blast-radius"


def test_a_link_carries_lists_and_truth_and_nothing_that_is_not_there() -> None:
    assert address.link("/x", a=["1", "2"], yes=True, no=False, none=None, empty="") == "/x?a=1&a=2&yes=1"
