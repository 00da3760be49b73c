"""How a planted failure is written down: what stops, what goes on, and the incident that once was."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.locale import both

TELLING = ("System", "Device", "DigitalService", "Integration")
"""Labels of which an incident's consequences are recorded in full."""


def one_of(draft: Draft, needer: str, members: tuple[str, ...], group: str) -> None:
    """Let a system go on as long as one of some others works."""
    for member in members:
        draft.tie(needer, "DEPENDS_ON", member, group=group, k=1, required_for_start=True)


def stops(draft: Draft, kind: str, causes: tuple[str, ...], present: tuple[str, ...], **details: object) -> None:
    """Plant that when some things fail together, others stop; the last of them is what people meet."""
    names = ", ".join(draft.name(cause) for cause in causes)
    text = both("When {cause} fails, {thing} stops.", cause=names, thing=draft.name(present[-1]))
    failed = {"failed": list(causes)}
    draft.plant(PlantedFinding(kind, causes, "blast-radius", text, failed, present=present, details=details))


def goes_on(draft: Draft, kind: str, cause: str, absent: tuple[str, ...]) -> None:
    """Plant that when only one thing fails, others go on."""
    text = both("When only {cause} fails, {thing} goes on.", cause=draft.name(cause), thing=draft.name(absent[-1]))
    draft.plant(PlantedFinding(kind, (cause,), "blast-radius", text, {"failed": [cause]}, absent=absent))


def happened(draft: Draft, name: str, days: int, cause: str, affected: tuple[str, ...]) -> None:
    """Record an incident some days ago, and plant that it affected exactly what the blast radius names."""
    incident = _incident(draft, name, days, cause, affected)
    text = both(
        "The incident {incident} affected what the blast radius of {cause} names.", incident=name, cause=draft.name(cause)
    )
    failed, details = {"failed": [cause]}, {"labels": list(TELLING), "exact": True}
    draft.plant(PlantedFinding("incident", (incident,), "blast-radius", text, failed, present=affected, details=details))


def surprised(draft: Draft, name: str, days: int, cause: str, *, unspared: tuple[str, ...], unexplained: str) -> None:
    """Record an incident that affected what a redundancy should have spared, and one thing no relationship explains."""
    incident = _incident(draft, name, days, cause, (*unspared, unexplained))
    text = both(
        "No relationship explains that the incident {incident} affected {thing}.",
        incident=name, thing=draft.name(unexplained),
    )  # fmt: skip
    asked, details = {"incidents": [incident]}, {"redundancy": list(unspared)}
    present = (unexplained, *unspared)
    draft.plant(
        PlantedFinding("unexplained-consequence", (incident,), "backtest", text, asked, present=present, details=details)
    )


def _incident(draft: Draft, name: str, days: int, cause: str, affected: tuple[str, ...]) -> str:
    detected, closed = draft.day(-days), draft.day(1 - days)
    incident = draft.node("Incident", name, severity=3, personal=False, detected_on=detected, closed_on=closed)
    draft.tie(incident, "STARTED_IN", cause)
    for thing in affected:
        draft.tie(incident, "AFFECTED", thing)
    return incident
