"""What is said to be planned, as the engine takes it: things looked up, and all that is wrong told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eagraph.analysis._precheck.asked import Asked
from eagraph.analysis._things import found
from eagraph.errors import UsageError, nearest_names
from eagraph.escalation import Escalation
from eagraph.escalation.filters import NOTHING, Effect, effect_of
from eagraph.escalation.planned import Asset, Flow, Planned, planned
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned: a flow, new information, what is to be published (columns)."""

    flow: Flow | None
    asset: Asset | None
    publish: tuple[int, ...]

    @classmethod
    def of(cls, escalation: Escalation, params: Asked) -> Plan:
        """What somebody says.

        Raises:
            UnknownName: something named does not exist.
            UsageError: it cannot be planned; all reasons.
        """
        snapshot, model = escalation.snapshot, escalation.ground.model
        carries = [name for name in params.carries if name != params.asset]
        assets, publish = found(snapshot, carries), found(snapshot, params.publish)
        ends = found(snapshot, [end for end in (params.from_, params.to) if end is not None])
        problems = [*_no_information(escalation, [*assets, *publish]), *_no_categories(model, params)]
        if len(ends) == 1:
            problems.append(both("{thing} cannot send to itself", thing=snapshot.nodes[ends[0]].name))
        asset = _asset(snapshot, params) if params.asset else None
        if problems:
            raise UsageError(both("This cannot be planned: {problems}.", problems=joined(problems, "; ")))
        new = (len(snapshot.nodes),) if len(carries) < len(params.carries) else ()
        carried = (*assets, *new) if params.carries else None
        sealed = params.filter == "encrypt" and params.filter_evidence
        flow = Flow(ends[0], ends[-1], carried, _effect(model, params), sealed) if ends else None
        return cls(flow, asset, tuple(escalation.ground.column[i] for i in publish))

    def laid(self, escalation: Escalation) -> Planned:
        """The levels as they would be."""
        if self.flow is None and self.asset is None:
            return Planned(escalation)
        return planned(escalation, asset=self.asset, flow=self.flow)


def _no_information(escalation: Escalation, assets: list[int]) -> Iterator[Text]:
    for node in dict.fromkeys(assets):
        if node not in escalation.ground.column:
            thing = escalation.snapshot.nodes[node]
            yield both("{thing} ({label}) is no information asset", thing=thing.name, label=thing.label)


def _no_categories(model: ClassificationModel, params: Asked) -> Iterator[Text]:
    for name in dict.fromkeys((*params.categories, *params.filter_removes)):
        if name not in model.categories:
            near = ", ".join(nearest_names(name, model.categories)) or ", ".join(model.categories)
            yield both("there is no category {name}; there are {near}", name=repr(name), near=near)


def _effect(model: ClassificationModel, params: Asked) -> Effect:
    """What the filter would do; without evidence nothing."""
    if params.filter is None or not params.filter_evidence:
        return NOTHING
    return effect_of({"filter": params.filter, "filter_removes": params.filter_removes}, model)


def _asset(snapshot: Snapshot, params: Asked) -> Asset:
    said: dict[str, Value | None] = {
        "name": params.asset, "k": params.asset_k, "r": params.asset_r, "t": params.asset_t, "s": params.asset_s,
        "categories": params.categories or None, "subject_kind": params.subject_kind, "subjects": params.subjects,
        "records": params.records, "resolution_s": params.resolution_s, "retention_d": params.retention_d,
        "personal": params.personal, "special_category": params.special_category,
    }  # fmt: skip
    owner = snapshot.find(params.owned_by) if params.owned_by else None
    stated = {name: value for name, value in said.items() if value is not None}
    return Asset(stated, tuple(found(snapshot, params.held_by)), owner)


def unsure(plan: Plan, planned: Planned, params: Asked) -> Iterator[Text]:
    """What of the plan is assumed."""
    nodes = planned.after.snapshot.nodes
    if planned.never_had and plan.flow:
        yield both(
            "{sender} has, as far as is known, never had: {things}. It counts as having it.",
            sender=nodes[plan.flow.sender].name, things=", ".join(nodes[i].name for i in planned.never_had),
        )  # fmt: skip
    if plan.flow and plan.flow.assets is None:
        name = nodes[plan.flow.sender].name
        yield both("Nothing is said of what would be sent: everything {sender} has counts as sent.", sender=name)
        if not planned.columns:
            yield both("As far as is known {sender} has no information.", sender=nodes[plan.flow.sender].name)
    if params.filter and not params.filter_evidence:
        yield both("The planned filter has no evidence; it lowers nothing.")
    unknown = [name for name in ("k", "r", "t", "s") if plan.asset and name not in plan.asset.properties]
    if unknown:
        yield both("The new information has no level in {aspects}; it may be anything.", aspects=", ".join(unknown).upper())
    if plan.asset and not plan.asset.properties.get("subject_kind"):
        yield both("Nothing is said of whom the new information is about; perhaps of those other information is about.")
