"""The integrations: who sends what to whom, by which method, over the integration platform or beside it, and who needs it.

What boards exchange goes over the platform, with few exceptions, and only a master updates others. A receiver needs a flow
only from a system of lower rank. Integrations are added until the city has the size asked for.
"""

from __future__ import annotations

import random

from eagraph.demo._draft import CONFIDENCE, Draft, Place, kept
from eagraph.demo._partners import Partners
from eagraph.demo.organisations import board_of, role
from eagraph.model.fields import Value

_PLATFORM = "system:integrationsplattformen"
_PATTERNS = ("api", "message", "file", "stream", "manual", "paper")
_STANDARDS = ("REST", "SOAP", "SFTP", "OAuth 2.0", "XML", "")
_MODES = ("read", "replicate", "update")
_FEWEST = 10
_UNKNOWN_CARRIES = 0.06
_OVER_PLATFORM, _OVER_PLATFORM_WITHIN, _OWNED = 0.97, 0.5, 0.6
"""How many exchanges go over the platform, between boards and within one, and of how many it is said who owns them."""
_EXTERNAL = (
    ("befolkningsregistret", "invanarregistret"),
    ("regionens-journaler", "omsorgssystemet"),
    ("fordonsregistret", "parkeringstillstand"),
)
"""(system of an authority, system of the city that gets its notices)."""


def build(draft: Draft) -> None:
    """Flows of copies and from authorities, then any two systems, until the city is as large as asked for."""
    chance = draft.stream("flows")
    for authority, city in _EXTERNAL:
        if f"system:{authority}" in draft.places:
            _notices(draft, chance, draft.places[f"system:{authority}"], draft.places[f"system:{city}"])
    for asset, origin, keeper in draft.copies:
        _exchange(draft, chance, draft.places[origin], draft.places[keeper], (asset,), mode="replicate")
    partners = Partners(draft, chance)
    types = {tie.source: tie.target for tie in draft.ties.values() if tie.type == "OF_TYPE"}
    fewest = max(_FEWEST, draft.scale.count(60))
    enough, drawn = draft.scale.before_the_last(len(draft.places)), 0
    while drawn < fewest or len(draft.ties) < enough:
        drawn += 1
        sender = partners.sender()
        receiver = partners.receiver(sender)
        content = partners.sent(sender, receiver)
        if receiver is not sender and content:
            carried = chance.sample(content, k=min(len(content), chance.choice((1, 1, 1, 2, 3))))
            is_master = all(draft.masters.get(types.get(asset, "")) == sender.id for asset in carried)
            mode = chance.choice(_MODES)
            _exchange(
                draft, chance, sender, receiver, tuple(sorted(carried)),
                mode="read" if mode == "update" and not is_master else mode,
            )  # fmt: skip


def integration(draft: Draft, chance: random.Random, sender: str, receiver: str, *, what: str = "") -> str:
    """A new integration between two things, named after them; its id."""
    name = f"{what or 'Uppgifter'} från {draft.name(sender)} till {draft.name(receiver)}"
    key = f"{sender.partition(':')[2]}--{receiver.partition(':')[2]}"
    number = draft.numbered(f"integration:{key}")
    again = f" ({number})" if draft.numbered(name) > 1 else ""
    facts: dict[str, Value | None] = {
        "pattern": kept(chance, chance.choices(_PATTERNS, (52, 19, 21, 5, 2, 1))[0]),
        "standard": kept(chance, chance.choice(_STANDARDS), missing=0.3),
        "encrypted": kept(chance, chance.choices(("none", "transport", "end_to_end"), (10, 75, 15))[0]),
        "frequency": kept(chance, chance.choice(("löpande", "varje timme", "varje natt", "varje vecka"))),
        **draft.verified(chance),
    }
    return draft.node("Integration", name + again, facts, key=key if number == 1 else f"{key}-{number}")


def exchange(draft: Draft, sender: str, link: str, receiver: str, carried: tuple[str, ...], **facts: Value) -> None:
    """Both legs of an integration: the sender's and the receiver's; `facts` stand on both."""
    content: dict[str, Value] = {"carries": carried} if carried else {}
    draft.tie(sender, "FLOW", link, **content, **facts)
    draft.tie(link, "FLOW", receiver, **content, **facts)


def _exchange(
    draft: Draft, chance: random.Random, sender: Place, receiver: Place, carried: tuple[str, ...], *, mode: str
) -> None:
    what = (
        draft.name(carried[0])
        .removeprefix("Kopia av ")
        .removeprefix("Sammanställning av ")
        .split(" i ")[0]
        .split(" från ")[0]
    )
    link = integration(draft, chance, sender.id, receiver.id, what=what)
    declared = () if mode != "replicate" and chance.random() < _UNKNOWN_CARRIES else carried
    facts: dict[str, Value] = {"mode": mode}
    if sender.rank < receiver.rank and chance.random() < 0.35:
        facts |= {"needed": True, "buffer_h": float(chance.choice((0, 1, 4, 24)))}
    elif chance.random() < 0.8:
        facts["needed"] = False
    if chance.random() < 0.25:
        facts["confidence"] = chance.choice(CONFIDENCE)
    exchange(draft, sender.id, link, receiver.id, declared, **facts)
    if chance.random() < 0.05 and declared:
        draft.tie(sender.id, "FLOW", link, carries=declared, mode="update", needed=False, source_key="rättelser")
    _around(draft, chance, (sender, receiver), link, declared)
    receiver.content += [asset for asset in declared if asset not in receiver.content and len(receiver.content) < 12]


def _around(draft: Draft, chance: random.Random, ends: tuple[Place, Place], link: str, carried: tuple[str, ...]) -> None:
    """What it goes over, what it carries and whose it is: the local party's, where the other is a common solution."""
    sender, receiver = ends
    within = board_of(draft, sender.org) == board_of(draft, receiver.org)
    if chance.random() < (_OVER_PLATFORM_WITHIN if within else _OVER_PLATFORM):
        draft.tie(link, "VIA", _PLATFORM)
    if chance.random() < 0.3:
        for asset in carried:
            draft.tie(link, "CARRIES", asset)
    if chance.random() < _OWNED:
        local = receiver if sender.scope == "common" and receiver.scope == "local" else sender
        draft.tie(link, "OWNED_BY", role(draft, local.org, "Systemägare"))


def _notices(draft: Draft, chance: random.Random, source: Place, receiver: Place) -> None:
    link = integration(draft, chance, source.id, receiver.id, what="Aviseringar")
    exchange(draft, source.id, link, receiver.id, tuple(source.assets), mode="replicate", needed=False)
    draft.tie(link, "VIA", _PLATFORM)
    receiver.content += source.assets
