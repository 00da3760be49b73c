"""Who plausibly exchanges with whom: those of one organisation or district, and all with the common solutions.

What would do serious harm in the wrong hands leaves its organisation only for the archive, the register or the portal.
"""

from __future__ import annotations

import random
from collections import defaultdict

from eagraph.demo._draft import Draft, Place

PORTAL = "system:oppna-data-portalen"
_TRUSTED = frozenset({"system:e-arkivet", "system:stadens-diarium", "system:mina-arenden", "system:lagesbilden"})
_HUBS = _TRUSTED | {
    "system:e-tjanstplattformen",
    "system:ekonomisystemet",
    "system:analysplattformen",
    "system:beslutsstodet",
}
_TECHNICAL = frozenset({"infrastructure", "identity", "integration"})
_CARRIERS = frozenset(
    f"system:{key}"
    for key in ("dokumentplattformen", "e-postplattformen", "telefoniplattformen", "e-underskriftstjansten", "webbplatsen")
)
"""Platforms that carry what others say and have nothing of their own to say."""
_SERIOUS = 3


class Partners:
    """Draws senders, receivers, and what may pass between them."""

    def __init__(self, draft: Draft, chance: random.Random) -> None:
        self._draft, self._chance = draft, chance
        left_out = _CARRIERS | {PORTAL}
        self.all = [p for p in draft.places.values() if not p.closed and p.id not in left_out and p.kind not in _TECHNICAL]
        self.senders = [p for p in self.all if p.content]
        self.hubs = [p for p in self.all if p.id in _HUBS]
        self._by_org: dict[str, list[Place]] = defaultdict(list)
        for place in self.all:
            self._by_org[place.org].append(place)

    def sender(self) -> Place:
        """Anyone who has something to send."""
        return self._chance.choice(self.senders)

    def receiver(self, sender: Place) -> Place:
        """A neighbour, one of the hubs, or now and then anyone."""
        drawn = self._chance.random()
        if drawn < 0.45:
            return self._chance.choice(self._by_org[sender.org])
        if drawn < 0.6 and sender.district >= 0:
            return self._draft.places[self._chance.choice(self._draft.districts[sender.district].systems)]
        if drawn < 0.9:
            return self._chance.choice(self.hubs)
        return self._chance.choice(self.all)

    def sent(self, sender: Place, receiver: Place) -> list[str]:
        """What of a sender's content may go to a receiver."""
        if sender.org == receiver.org or receiver.id in _TRUSTED:
            return sender.content
        return [asset for asset in sender.content if not self._is_serious(asset)]

    def _is_serious(self, asset: str) -> bool:
        return self._draft.nodes[asset].properties.get("k", 0) == _SERIOUS
