"""What a bill of materials says beside its inventory: vulnerabilities, annotations, compositions, how things were made
(formulation), claims and their evidence (declarations), and standards (definitions).

A vulnerability, an attestation, a claim and its evidence are Evidence about what they affect or are made of; workflows
and their tasks are processes; standards and their requirements model elements. Compositions (is this part of the bill
complete?) and annotations are laid on what they are about.
"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._bom.flat import simple, written
from loaders._bom.laid import together
from loaders._bom.things import Remark, Thing, Things
from loaders._cyclonedx.components import keep_components, said
from loaders._cyclonedx.dependencies import tie_dependencies, tie_references
from loaders._cyclonedx.services import Services
from loaders._documents.part import Part

WHOLE = " "
"""The document itself, for what is said of all of it; no reference is blank."""
_COMPOSED = ("assemblies", "dependencies", "vulnerabilities")
_RESOURCES = frozenset({"ref"})


def remarks(intake: Intake, bill: Part) -> dict[str, Remark]:
    """What compositions and annotations say, by the reference of what they are about."""
    found: dict[str, Remark] = {}
    for part in bill.parts("compositions"):
        about = [(f"composition.{kind}", one.as_text) for kind in _COMPOSED for one in part.parts(kind)]
        _lay(found, about or [("composition", WHOLE)], part.text("aggregate") or "not_specified", part.place)
        why = both("laid on the {count} things it is about.", count=len(about) or 1)
        intake.join(part.place, f"composition {part.text('aggregate')}", why, relationship=False)
    for part in bill.parts("annotations"):
        if isinstance(part.value, dict):
            text = {k: v for k, v in part.value.items() if k not in ("subjects", "bom-ref")}
            subjects = [("annotations", one.as_text) for one in part.parts("subjects")]
            _lay(found, subjects or [("annotations", WHOLE)], written(simple(text)), part.place)
        why = both("laid on the {count} things it is about.", count=len(list(part.parts("subjects"))) or 1)
        intake.join(part.place, f"annotation {part.text('bom-ref')}".strip(), why, relationship=False)
    return found


def _lay(found: dict[str, Remark], about: list[tuple[str, str]], value: str, place: str) -> None:
    for name, reference in about:
        known = found.setdefault(reference, Remark({}, place)).said
        known[name] = together(known[name], value) if name in known else value


def keep_vulnerabilities(things: Things, parts: Iterator[Part]) -> None:
    """Keep each vulnerability as evidence about what it affects."""
    for part in parts:
        if not isinstance(part.value, dict):
            things.problem(part.expected(both("a vulnerability")))
            continue
        name = part.text("id") or part.text("bom-ref") or "vulnerability"
        date = part.text("updated") or part.text("published") or part.text("created")
        found = [("date", date[:10]), *said({k: v for k, v in part.value.items() if k not in ("id", "affects")})]
        stated: dict[str, object] = {"evidence_kind": "vulnerability", "outcome": part.text("analysis", "state")}
        reference, spare_key = part.text("bom-ref"), f"vulnerability:{name}"
        key = things.keep(Thing(part, "Evidence", "vulnerability", found, stated, name, reference, spare_key=spare_key))
        for target in part.parts("affects"):
            versions = simple([one.value for one in target.parts("versions")])
            properties: dict[str, object] = {"source_type": "affects", "versions": written(versions) if versions else ""}
            things.tie(key, "ABOUT", things.find(target.text("ref")), properties, target.place)


def keep_formulation(intake: Intake, things: Things, services: Services, parts: Iterator[Part]) -> None:
    """Keep how things were made: components, services, workflows and their tasks."""
    for formula in parts:
        keep_components(things, formula.parts("components"))
        services.keep(formula.parts("services"))
        for workflow in formula.parts("workflows"):
            whole = _keep_process(things, workflow, "workflow")
            for task in workflow.parts("tasks"):
                things.nest(_keep_process(things, task, "task"), whole, task.place)
            for graph in ("taskDependencies", "runtimeTopology"):
                tie_dependencies(intake, things, workflow.parts(graph))


def _keep_process(things: Things, part: Part, type_: str) -> str:
    inside = part.value if isinstance(part.value, dict) else {}
    name = part.text("name") or part.text("uid") or part.text("bom-ref") or type_
    found = said({k: v for k, v in inside.items() if k not in ("tasks", "taskDependencies", "runtimeTopology")})
    reference, spare_key = part.text("bom-ref"), f"{type_}:{name}"
    key = things.keep(Thing(part, "Process", type_, found, {}, name, reference, spare_key=spare_key))
    for kind in ("resourceReferences", "inputs", "outputs", "trigger", "workspaces"):
        if (inner := part.get(kind)) is not None:
            tie_references(things, key, inner, _RESOURCES)
    return key


def keep_declarations(things: Things, services: Services, part: Part | None) -> None:
    """Keep who claims what of what, on which evidence."""
    if part is None:
        return
    for organisation in part.parts("targets", "organizations"):
        _keep_named(things, organisation, "Organisation", "organizationalEntity")
    keep_components(things, part.parts("targets", "components"))
    services.keep(part.parts("targets", "services"))
    for assessor in part.parts("assessors"):
        _keep_named(things, assessor, "Organisation", "assessor")
    kinds = (("evidence", "evidence"), ("claims", "claim"), ("attestations", "attestation"))
    for name, type_ in kinds:
        for one in part.parts(name):
            key = _keep_named(things, one, "Evidence", type_)
            if target := one.text("target"):
                things.tie(key, "ABOUT", things.find(target), {"source_type": "target"}, one.place)
            names = frozenset({"evidence", "counterEvidence", "mitigationStrategies", "assessor", "requirement", "claims",
                               "counterClaims"})  # fmt: skip
            tie_references(things, key, one, names)


def _keep_named(things: Things, part: Part, label: str, type_: str) -> str:
    inside = part.value if isinstance(part.value, dict) else {}
    says = (
        part.text(*k)
        for k in (("name",), ("title",), ("organization", "name"), ("identifier",), ("summary",), ("predicate",))
    )
    name = next(filter(None, [*says, part.text("propertyName"), part.text("bom-ref")]), type_)
    stated: dict[str, object] = {"evidence_kind": type_} if label == "Evidence" else {}
    found = said({k: v for k, v in inside.items() if k not in ("requirements", "levels", "target")})
    reference, spare_key = part.text("bom-ref"), f"{type_}:{name}"
    return things.keep(Thing(part, label, type_, found, stated, name, reference, spare_key=spare_key))


def keep_definitions(things: Things, part: Part | None) -> None:
    """Keep standards with their requirements and levels."""
    for standard in part.parts("standards") if part is not None else ():
        whole = _keep_named(things, standard, "ModelElement", "standard")
        requirements = list(standard.parts("requirements"))
        keys = [_keep_named(things, one, "ModelElement", "requirement") for one in requirements]
        for key, one in zip(keys, requirements, strict=True):
            parent = things.find(one.text("parent")) if one.text("parent") else whole
            things.nest(key, parent, one.place)
        for level in standard.parts("levels"):
            key = _keep_named(things, level, "ModelElement", "level")
            things.nest(key, whole, level.place)
            for needed in level.parts("requirements"):
                things.tie(key, "RELATES_TO", things.find(needed.as_text), {"source_type": "requirements"}, needed.place)
