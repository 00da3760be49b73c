"""Is a condition of a rule fulfilled by the information in one place? In the words of the landscape, for `reference`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from eagraph.escalation._declared import Declared, Effect
from eagraph.escalation._told import bases, board, sources, systems
from eagraph.model.aggregation import Condition, Large
from eagraph.model.fields import Value

NOBODY = "none"


def fulfils(
    declared: Declared, asked: Condition, here: Mapping[int, Effect], sensitive: Collection[int], *, perhaps: bool
) -> bool:
    """Is it fulfilled for one kind of subject at least?

    Args:
        declared: the words of the landscape.
        asked: the condition; not one that counts dependants.
        here: information in the place, as its ways left it.
        sensitive: systems of the level that the condition asks for, where it asks what information is about.
        perhaps: also where what nobody has said would make it so.
    """
    seen = _seen(declared, here)
    if not asked.linkable:
        return _fulfils(declared, asked, seen, sensitive, perhaps=perhaps)
    kinds = {str(kind) for asset in seen if (kind := declared.said(asset).get("subject_kind"))} - {NOBODY}
    return any(
        _fulfils(declared, asked, {a: lost for a, lost in seen.items() if _is_about(declared.said(a), kind, perhaps)},
                 sensitive, perhaps=perhaps)
        for kind in kinds or {""}
    )  # fmt: skip


def _seen(declared: Declared, here: Mapping[int, Effect]) -> dict[int, frozenset[str]]:
    """What can be told apart in a place, with what it was derived from; of each the categories that were lost."""
    linked = {base for asset, state in here.items() if state.link for base in (asset, *bases(declared, asset))}
    found: dict[int, frozenset[str]] = {}
    for asset, state in here.items():
        for one in {asset, *bases(declared, asset)} & linked:
            found[one] = found.get(one, state.lost) & state.lost
    return found


def _is_about(words: Mapping[str, Value], kind: str, perhaps: bool) -> bool:  # noqa: FBT001
    """Can it be tied to subjects of a kind? Who names the kind says that it can, unless it says that it cannot."""
    if words.get("personal") is False or words.get("asset_kind") in ("anonymous", "open"):
        return False
    said = words.get("subject_kind")
    return said == kind if said else perhaps


def _fulfils(
    declared: Declared, asked: Condition, seen: Mapping[int, frozenset[str]], sensitive: Collection[int], *, perhaps: bool
) -> bool:
    units = [asset for asset in seen if not bases(declared, asset)]
    telling = [asset for asset in seen if _tells(declared, asked, asset, sensitive, perhaps=perhaps)]
    return (
        len(units) >= (asked.assets or 0)
        and (asked.owners is None or _different([_owner(declared, a) for a in units], perhaps=perhaps) >= asked.owners)
        and (asked.sources is None or _different([sources(declared, a) for a in units], perhaps=perhaps) >= asked.sources)
        and (asked.one_with is None or any(_is_large(declared, asked.one_with, asset, perhaps=perhaps) for asset in seen))
        and all(
            any(_has(declared.said(a), name, perhaps=perhaps) and name not in seen[a] for a in telling for name in part)
            for part in asked.categories
        )
    )


def _owner(declared: Declared, asset: int) -> frozenset[int]:
    return frozenset() if (found := board(declared, asset)) is None else frozenset([found])


def _different(known: Collection[frozenset[int]], *, perhaps: bool) -> int:
    """How many there are of what is known of each; perhaps one more for each of which nothing is."""
    return len(frozenset[int]().union(*known)) + perhaps * sum(not one for one in known)


def _has(words: Mapping[str, Value], category: str, *, perhaps: bool) -> bool:
    listed = words.get("categories")
    return category in listed if listed and isinstance(listed, tuple) else perhaps and not listed


def _tells(declared: Declared, asked: Condition, asset: int, sensitive: Collection[int], *, perhaps: bool) -> bool:
    """Is it about enough sensitive systems, where that is asked?"""
    if asked.about_systems is None:
        return True
    about = systems(declared, asset)
    many = len(sensitive) * perhaps if about is None else len(about & {*sensitive})
    return many >= asked.about_systems


def _is_large(declared: Declared, asked: Large, asset: int, *, perhaps: bool) -> bool:
    verdicts = list(_verdicts(declared, asked, declared.said(asset)))
    return False not in verdicts and (perhaps or None not in verdicts)


def _verdicts(declared: Declared, asked: Large, words: Mapping[str, Value]) -> Iterator[bool | None]:
    """What is asked of one asset, each: it is so, it is not, or nobody has said."""
    residents = declared.model.residents
    if asked.subjects is not None:
        share = asked.share * residents if asked.share and residents else asked.subjects
        yield _compared(words.get("subjects"), at_least=min(asked.subjects, share))
    if asked.records is not None:
        yield _compared(words.get("records"), at_least=asked.records)
    if asked.resolution_s is not None:
        yield _compared(words.get("resolution_s"), at_most=asked.resolution_s)
    if asked.retention_d is not None:
        yield _compared(words.get("retention_d"), at_least=asked.retention_d)
    if asked.personal:
        yield _is_personal(words)
    if asked.special_category:
        special = words.get("special_category")
        unknown = False if words.get("personal") is False else None
        yield special if isinstance(special, bool) else unknown


def _is_personal(words: Mapping[str, Value]) -> bool | None:
    """Is it personal data? Special categories are (GDPR 9), what is anonymous is not (recital 26)."""
    said = words.get("personal")
    if isinstance(said, bool):
        return said
    if words.get("special_category") is True:
        return True
    return False if words.get("asset_kind") == "anonymous" else None


def _compared(value: Value | None, *, at_least: float = float("-inf"), at_most: float = float("inf")) -> bool | None:
    return at_least <= value <= at_most if isinstance(value, int | float) and not isinstance(value, bool) else None
