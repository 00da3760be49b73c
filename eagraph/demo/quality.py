"""The gaps of a real register: systems without an owner, and systems nobody has looked at for years. All are planted."""

from __future__ import annotations

from eagraph.demo._draft import Draft, Place
from eagraph.demo.expected import PlantedFinding
from eagraph.locale import both

_FEWEST, _SHARE = 5, 0.04
_STALE_DAYS = (500, 1800)


def build(draft: Draft) -> None:
    """Take owners away and put dates back, among local systems in use."""
    chance = draft.stream("quality")
    local = [p for p in draft.places.values() if p.scope == "local" and not p.closed]
    count = max(_FEWEST, round(_SHARE * len(local)))
    for place in chance.sample(local, k=count):
        _without_owner(draft, place)
    for place in chance.sample(local, k=count):
        _stale(draft, place, chance.randint(*_STALE_DAYS))


def _without_owner(draft: Draft, place: Place) -> None:
    draft.ties.pop((place.id, "OWNED_BY", f"role:systemagare-{place.org.partition(':')[2]}", ""))
    text = both("Nobody is said to own {system}.", system=place.name)
    draft.plant(PlantedFinding("missing-owner", (place.id,), "OWN-01", text, present=(place.id,)))


def _stale(draft: Draft, place: Place, days: int) -> None:
    draft.facts(place.id)["last_verified"] = draft.day(-days)
    text = both("{system} was last verified on {day}.", system=place.name, day=draft.day(-days))
    draft.plant(
        PlantedFinding(
            "stale-record", (place.id,), "MAP-01", text, present=(place.id,), details={"last_verified": draft.day(-days)}
        )
    )
