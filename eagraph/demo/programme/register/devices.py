"""Equipment in the city's networks: some of it nobody owns, and some belongs to nothing that the map shows."""

from __future__ import annotations

from eagraph.demo._draft import Draft, Facts
from eagraph.demo.facilities import zone
from eagraph.demo.organisations import role
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import of_label, targets, untie
from eagraph.locale import both

_UNMAPPED = (("Kamera i Rådhusets källare", "camera", True), ("Skrivare på Hamnplan", "printer", False))
"""Name, kind, and whether somebody owns it."""
_OWNERLESS = "sensor:vattenniva-039"


def build(draft: Draft) -> None:
    """Draw them, and plant what belongs to nothing."""
    for name, kind, is_owned in _UNMAPPED:
        seen: Facts = {"source": "It-inventeringen", "last_verified": draft.day(-40), "confidence": "inferred"}
        device = draft.node("Device", name, seen, device_kind=kind, criticality=0)
        draft.tie(device, "CONNECTED_TO", zone(draft, "kontorsnat"))
        text = both("{device} is attached to the network and belongs to no system.", device=name)
        broken(draft, "MAP-02", device, text, wrong="unmapped")
        if is_owned:
            draft.tie(device, "OWNED_BY", role(draft, "org:fastighetskontoret", "Systemägare"))
    for owner in targets(draft, "OWNED_BY").get(_OWNERLESS, ()):
        untie(draft, _OWNERLESS, "OWNED_BY", owner)


def settle(draft: Draft) -> None:
    """Plant whatever is in a network and nobody owns."""
    owned, attached = targets(draft, "OWNED_BY"), targets(draft, "CONNECTED_TO")
    for device in [*of_label(draft, "Device"), *of_label(draft, "Sensor")]:
        if device in attached and device not in owned:
            _ownerless(draft, device)


def _ownerless(draft: Draft, device: str) -> None:
    text = both("{thing} is attached to the network and nobody owns it.")
    wrong(draft, "MAP-02", device, text, kind="ownerless")
    known = {
        finding.ids[0] for finding in draft.expected if finding.asks == "IOT-01" and finding.details == {"wrong": "owner"}
    }
    if device not in known:
        wrong(draft, "IOT-01", device, text, kind="owner")
