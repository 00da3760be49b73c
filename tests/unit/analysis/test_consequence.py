"""What a stop means to people, on a landscape small enough to count by hand."""

from __future__ import annotations

import datetime as dt

from eagraph.analysis._consequence import Consequence, consequence, criticality_of
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import node, snapshot_of, tie

NODES = [
    node("alarm", "DigitalService", criticality=4),
    node("care", criticality=3, users=700),
    node("mail", users=5000),
    node("pad"),
    node("elderly", "TargetGroup"),
    node("social", "Organisation"),
    node("supplier", "Organisation"),
    node("help", "Capability"),
    node("visits", "Process"),
    node("role", "Role", name="Systemägare"),
    node("ann", "Person", name="Ann", email="ann@example.org"),
    node("bo", "Person", name="Bo"),
    node("information", "InformationAsset"),
]
TIES = [
    tie("alarm", "USED_BY", "elderly", users=3000),
    tie("alarm", "USED_BY", "social", users=200, valid_to="2025-12-31"),
    tie("care", "USED_BY", "social"),
    tie("alarm", "OWNED_BY", "role"),
    tie("care", "OWNED_BY", "role"),
    tie("mail", "OWNED_BY", "bo"),
    tie("role", "HELD_BY", "ann"),
    tie("ann", "BELONGS_TO", "social"),
    tie("mail", "SUPPLIED_BY", "supplier"),
]


def town() -> Snapshot:
    return snapshot_of(NODES, TIES)


def of(*stopped: str, at: dt.date | None = None) -> Consequence:
    snapshot = town()
    return consequence(snapshot, (snapshot.index[id_] for id_ in stopped), at=at)


def test_nothing_stopped_hits_nobody() -> None:
    assert of() == Consequence()


def test_what_stopped_is_told_by_kind_and_those_who_use_it_by_their_ties() -> None:
    told = of("alarm", "care", "help", "visits", "supplier", "alarm")
    assert (told.stopped, told.services, told.capabilities, told.processes) == (5, ("alarm",), ("help",), ("visits",))
    assert (told.target_groups, told.organisations) == (("elderly",), ("social",))


def test_users_are_those_of_the_uses_and_of_the_thing_only_where_no_use_states_any() -> None:
    told = of("alarm", "care", "mail", "pad", "information")
    assert (told.users, told.users_at_least, told.users_unknown) == (3000 + 200 + 700 + 5000, 5000, 1)


def test_criticality_is_summed_level_by_level_and_unknown_is_counted_where_it_may_be_known() -> None:
    told = of("alarm", "care", "mail", "pad", "information", "help")
    assert (told.criticality, told.criticality_levels, told.criticality_unknown) == (7, (0, 0, 0, 1, 1), 2)
    assert (told.worst, told.critical) == (4, 2)
    assert [criticality_of(town(), town().index[id_]) for id_ in ("alarm", "pad")] == [4, None]


def test_owners_to_call_come_with_holder_place_and_their_most_critical_thing_first() -> None:
    told = of("mail", "care", "pad", "alarm", "information")
    assert [(o.id, o.holder, o.organisation, o.contact, o.criticality, o.things) for o in told.owners] == [
        ("role", "Ann", "social", "ann@example.org", 4, ("alarm", "care")),
        ("bo", None, None, None, None, ("mail",)),
    ]
    assert told.unowned == ("pad",)


def test_a_day_leaves_out_uses_that_have_ended() -> None:
    assert of("alarm", at=dt.date(2026, 1, 1)).users == 3000
    assert of("alarm", at=dt.date(2026, 1, 1)).organisations == ()


def test_what_the_sums_leave_out_is_said() -> None:
    assert [text.en for text in of("alarm", "pad").reasons] == [
        "1 things that stop have no known number of users; they add none.",
        "1 things that stop have no known criticality; they add none.",
        "1 things that stop have no owner to call.",
    ]
    assert of("alarm").reasons == ()
    assert of("alarm", "care").sentence.en.startswith("Of what stops: critical things: 2, digital services: 1, ")
