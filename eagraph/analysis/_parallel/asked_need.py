"""What is a planned local system needed for? What is said of it, and what the landscape says of the system or project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from eagraph.analysis._things import found
from eagraph.duplicates.parallel import Criteria
from eagraph.duplicates.parallel_needs import Need, Needs, Nodes
from eagraph.errors import UsageError
from eagraph.locale import both


class AskedNeed(Criteria):
    """A need, in words or by the thing that has it."""

    of: str | None = Field(
        default=None,
        description="the planned system, or the project that brings it: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    capabilities: tuple[str, ...] = Field(
        default=(), description="capabilities it needs, besides those recorded", json_schema_extra={"names": "thing"}
    )
    information: tuple[str, ...] = Field(
        default=(), description="concepts or types of information it needs", json_schema_extra={"names": "thing"}
    )
    processes: tuple[str, ...] = Field(
        default=(), description="processes it is to support", json_schema_extra={"names": "thing"}
    )
    organisation: tuple[str, ...] = Field(
        default=(),
        title="for whom",
        description="organisations or target groups that need it",
        json_schema_extra={"names": "thing"},
    )
    at: dt.date | None = Field(default=None, description="judged on this day; empty: that of the data")
    limit: int = Field(default=100, ge=1, le=100_000, description="no more common solutions than this, the nearest first")


@dataclass(frozen=True, slots=True)
class Asked:
    """The need, for which organisations, of which systems, and which common functions are needed by name."""

    need: Need
    homes: Nodes
    systems: tuple[int, ...]
    functions: tuple[str, ...]


def asked_need(known: Needs, said: AskedNeed) -> Asked:
    """The need that is meant.

    Raises:
        UnknownName: something named does not exist.
        UsageError: nothing is said, what is named is neither system nor project, or a thing is named as what it is not.
    """
    if not (said.of or said.capabilities or said.information or said.processes):
        raise UsageError(
            both("Say what is needed: of (a planned system or project), capabilities, information or processes.")
        )
    systems, homes, functions = _named(known, said.of)
    needs = [known.by_system[system] for system in systems if system in known.by_system]
    users = _labelled(known, said.organisation, "Organisation", "TargetGroup") | homes
    users |= {user for need in needs for user in need.users}
    for system in systems:
        users |= known.homes(system) if system in known.by_system else set()
    types = _labelled(known, said.information, "InformationType", "Concept", "InformationAsset")
    need = Need(
        _labelled(known, said.capabilities, "Capability") | _all(needs, "capabilities"),
        frozenset(thing for one in types for thing in _concepts(known, one)) | _all(needs, "information"),
        _labelled(known, said.processes, "Process") | _all(needs, "processes"),
        frozenset(users),
    )
    return Asked(need, frozenset(user for user in users if known.is_organisation(user)), systems, functions)


def _all(needs: Iterable[Need], feature: str) -> Nodes:
    return frozenset(thing for need in needs for thing in getattr(need, feature))


def _named(known: Needs, of: str | None) -> tuple[tuple[int, ...], set[int], tuple[str, ...]]:
    """The systems that are meant, whom they are for, and the common functions they need."""
    if of is None:
        return (), set(), ()
    snapshot, node = known.snapshot, known.snapshot.find(of)
    label = snapshot.nodes[node].label
    if label not in ("System", "Project"):
        raise UsageError(both("{thing} is a {label}; expected a System or a Project.", thing=of, label=label))
    is_project = label == "Project"
    ends = (*known.ends(node, "DELIVERS"), *known.ends(node, "CHANGES")) if is_project else (node,)
    systems = tuple(sorted({end for end in ends if snapshot.nodes[end].properties.get("scope") != "common"}))
    said = [snapshot.nodes[i].properties.get("required_functions") for i in {node, *systems}]
    functions = sorted({str(one) for listed in said if isinstance(listed, tuple) for one in listed})
    return systems, {*known.things((node,), "AFFECTS")} if is_project else set(), tuple(functions)


def _labelled(known: Needs, names: Iterable[str], *labels: str) -> frozenset[int]:
    """The things that are meant, all of some labels."""
    nodes = known.snapshot.nodes
    things = found(known.snapshot, names)
    wrong = [f"{nodes[thing].id} ({nodes[thing].label})" for thing in things if nodes[thing].label not in labels]
    if wrong:
        raise UsageError(both("Expected {labels}: {wrong}.", labels=", ".join(labels), wrong=", ".join(wrong)))
    return known.one.firsts(things)


def _concepts(known: Needs, thing: int) -> Nodes:
    """How a system that has this information would be known by it."""
    label = known.snapshot.nodes[thing].label
    if label == "InformationType":
        return known.concepts(thing)
    if label == "InformationAsset":
        return known.of_asset(thing)
    return frozenset((thing,))
