"""Where information is to be archived, and what could be open and is not."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import of_label
from eagraph.locale import both

_ARCHIVE = "E-arkivet"
_NOWHERE = (
    "asset:larmhandelser-i-larmmottagningen",
    "asset:bokningar-i-idrottens-bokningsbok",
    "asset:hyresavtal-i-hyresvyn",
)
_CLOSED = ("secrecy_basis", "published")


def settle(draft: Draft) -> None:
    """Of all information."""
    for asset in of_label(draft, "InformationAsset"):
        if asset in _NOWHERE:
            text = both("Nobody has said where {information} is to be archived.", information=draft.name(asset))
            broken(draft, "INF-01", asset, text, wrong="no_archive")
        else:
            draft.facts(asset)["archive_target"] = _ARCHIVE
        if _could_be_open(draft, asset):
            text = both("{information} is classified as open to all and is not published.", information=draft.name(asset))
            broken(draft, "INF-05", asset, text, wrong="candidate")
    _seen_by_all(draft)


def _seen_by_all(draft: Draft) -> None:
    """What a filter without evidence lets out, and what is published that it opens."""
    (bare,) = [truth for truth in draft.expected if truth.kind == "filter-without-evidence"]
    published = [asset for truth in draft.expected if truth.kind == "published-together" for asset in truth.ids]
    for leaked in _listed(bare.details["assets"]):
        name = draft.name(leaked)
        text = both("{information} is seen by all and requires confidentiality.", information=name)
        broken(draft, "INF-05", leaked, text, *bare.ids, wrong="high_water_mark")
        for asset in published:
            text = both(
                "{information} and {other} are seen by all and point at people together.",
                information=draft.name(asset), other=name,
            )  # fmt: skip
            broken(draft, "INF-05", asset, text, leaked, wrong="mosaic")


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _could_be_open(draft: Draft, asset: str) -> bool:
    facts = draft.facts(asset)
    is_told = facts.get("asset_kind") != "copy" and not facts.get("personal")
    return facts.get("k") == 0 and not facts.get("k_high") and is_told and not any(facts.get(name) for name in _CLOSED)
