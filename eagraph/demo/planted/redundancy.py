"""Planted: two redundancies that share a cause (a duct, a power feed), and one that holds.

No chance relationship leads out of the systems here, so that what stops is known exactly.
"""

from __future__ import annotations

from eagraph.demo import services
from eagraph.demo._draft import Draft
from eagraph.demo.planted._stories import goes_on, happened, one_of, stops, surprised

_LINKS, _RECEPTION = ("system:larmlank-ost", "system:larmlank-vast"), "system:larmmottagningen"
_SERVERS, _DISPATCH = ("system:utlarmningsserver-a", "system:utlarmningsserver-b"), "system:utlarmningen"
_FEED = "facility:elmatning-stationsgatan"
_HOSTED, _CONTROL = ("system:driftserver-va-norr", "system:driftserver-va-soder"), "system:va-driftcentralen"
_HALLS = ("facility:datahall-norr", "facility:datahall-soder")
_FEEDS = ("facility:elmatning-norr", "facility:elmatning-soder")


def build(draft: Draft) -> None:
    """The three stories."""
    _duct(draft)
    _power(draft)
    _water_control(draft)


def _duct(draft: Draft) -> None:
    name = "Gemensam kanalisation i Sjömansgatan"
    duct = draft.node("CommonCause", name, key="kanalisation-sjomansgatan", cause="site", beta=0.1)
    for link in _LINKS:
        draft.tie(link, "MEMBER_OF", duct)
    one_of(draft, _RECEPTION, _LINKS, "larmförbindelse")
    names = ("Trygghetslarm dygnet runt", "Care alarm")
    service = services.add(draft, names, _RECEPTION, targets="aldre", criticality=4, mtpd_h=0.5)
    _shared(draft, duct, _LINKS, (_RECEPTION, service))
    happened(draft, "Avgrävd kanalisation i Sjömansgatan", 140, duct, (*_LINKS, _RECEPTION, service))
    name = "Växling mellan larmlänkarna uteblev"
    surprised(draft, name, 33, _LINKS[0], unspared=(_RECEPTION, service), unexplained=_DISPATCH)


def _power(draft: Draft) -> None:
    for server in _SERVERS:
        draft.tie(server, "DEPENDS_ON", _FEED, dependency_kind="physical")
    one_of(draft, _DISPATCH, _SERVERS, "utlarmningsservrar")
    names = ("Utlarmning av räddningstjänst", "Dispatch of rescue services")
    service = services.add(draft, names, _DISPATCH, targets="invanare", criticality=4, mtpd_h=0.25)
    _shared(draft, _FEED, _SERVERS, (_DISPATCH, service))
    happened(draft, "Strömavbrott vid Stationsgatan", 61, _FEED, (*_SERVERS, _DISPATCH, service))


def _shared(draft: Draft, cause: str, members: tuple[str, ...], served: tuple[str, ...]) -> None:
    stops(draft, "shared-cause", (cause,), (*members, *served))
    for member in members:
        goes_on(draft, "shared-cause", member, served)


def _water_control(draft: Draft) -> None:
    for hall, server in zip(_HALLS, _HOSTED, strict=True):
        draft.tie(hall, "HOSTS", server)
    one_of(draft, _CONTROL, _HOSTED, "driftservrar")
    names = ("VA-övervakning", "Water supervision")
    service = services.add(draft, names, _CONTROL, targets="invanare", criticality=4, mtpd_h=2.0)
    for cause in (*_HOSTED, *_HALLS, *_FEEDS):
        goes_on(draft, "holding-redundancy", cause, (_CONTROL, service))
    stops(draft, "holding-redundancy", _HALLS, (_CONTROL, service))
