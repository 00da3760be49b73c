"""How well systems serve, and until when they are supported and under contract."""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme.commons.functions import in_use

_BOUGHT, _ENDING = 0.7, 0.5
_FITS = (1, 2, 3, 4)
_OFTEN = (12, 28, 40, 20)


def settle(draft: Draft) -> None:
    """Of every system in use; those being phased out serve least."""
    chance = draft.stream("portfolio")
    for place in in_use(draft):
        facts = draft.facts(place.id)
        worse = facts["lifecycle"] == "phase_out"
        fits = {
            name: kept(chance, max(0, chance.choices(_FITS, _OFTEN)[0] - 2 * worse), 0.2)
            for name in ("functional_fit", "technical_fit")
        }
        is_bought = "vendor" in facts and chance.random() < _BOUGHT
        contract = kept(chance, draft.day(chance.randint(-40, 1400))) if is_bought else None
        support = kept(chance, draft.day(chance.randint(-200, 2200))) if is_bought and chance.random() < _ENDING else None
        for name, value in {**fits, "contract_end": contract, "end_of_support": support}.items():
            if value is not None:
                facts[name] = value
