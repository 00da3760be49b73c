"""What a pair shows, and what would change the verdict, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eagraph.duplicates.comparing import Levels
from eagraph.duplicates.judging import Judged
from eagraph.duplicates.pairs import Evidence
from eagraph.duplicates.records import Record
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, figure
from eagraph.results import Words

_MOST_CHANGES = 4
_ASKED: tuple[tuple[str, str, Text], ...] = (
    ("organisation", "same", both("belonged to the same organisation")),
    ("organisation", "differ", both("belonged to different organisations")),
    ("product", "id", both("had the same product id")),
    ("product", "other_id", both("had different product ids")),
    ("words", "none", both("had nothing in their names that tells them apart")),
    ("words", "opposed", both("were told apart by name, as north and south or test and production are")),
    ("exchange", "direct", both("exchanged data or needed one another")),
    ("key", "same", both("had the same key in both registers")),
    ("capabilities", "same", both("supported the same capabilities")),
    ("capabilities", "differ", both("supported different capabilities")),
    ("supplier", "differ", both("had different suppliers")),
)


def evidence(snapshot: Snapshot, judged: Judged, *, several: bool = False) -> tuple[Evidence, ...]:
    """Every feature with its bits, what weighs most first; with the prior they sum to the log-odds of the verdict."""
    bits = judged.bits.several if several else judged.bits.same
    told = [
        Evidence(feature=feature, says=Words.of(says(snapshot, judged, feature)), weight=round(weight, 2))
        for feature, weight in bits.items()
    ]
    if several:
        rival = judged.weight_several - judged.prior[1] - sum(bits.values())
        text = both("that they are one record would show much of the same")
    else:
        rival, text = judged.rival, both("that they are several installations of one product would show much of the same")
    told.append(Evidence(feature="rival", says=Words.of(text), weight=round(min(0.0, rival), 2)))
    prior = judged.prior[several]
    text = both("of pairs drawn blindly, one in {count} is so", count=round(2**-prior) + 1)
    told.append(Evidence(feature="prior", says=Words.of(text), weight=round(prior, 2)))
    return tuple(sorted(told, key=lambda one: (one.feature in {"prior", "rival"}, -abs(one.weight), one.feature)))


def says(snapshot: Snapshot, judged: Judged, feature: str) -> Text:
    """What one feature says of a pair."""
    level, a, b = judged.pair.levels[feature], judged.pair.a, judged.pair.b
    if feature == "words":
        return _beside(judged, level)
    if feature == "organisation":
        return _organisations(snapshot, a, b, level)
    if feature == "register" and level == "differ":
        return both("two registers tell of them: {one} and {other}", one=a.register, other=b.register)
    if feature == "register":
        return both("one register tells of both: {name}", name=a.register)
    return _PLAIN[feature, level]


def _organisations(snapshot: Snapshot, a: Record, b: Record, level: str) -> Text:
    if level == "same":
        return both("both belong to {name}", name=_named(snapshot, a.homes & b.homes))
    told = {"one": _named(snapshot, a.homes), "other": _named(snapshot, b.homes)}
    if level == "related":
        return both("one belongs to {one}, the other to {other}, which is above or below it", **told)
    return both("one belongs to {one}, the other to {other}", **told)


def _beside(judged: Judged, level: str) -> Text:
    one, other = judged.pair.names.left
    told = {"words": ", ".join(sorted({*one, *other})) or "–"}
    return {
        "none": both("nothing else in the names tells them apart"),
        "described": both("only words for what it does stand beside the name of one: {words}", **told),
        "area": both("the name of one also says an area of work: {words}", **told),
        "more": both("the name of one has words more: {words}", **told),
        "numbered": both("the name of one has a number, a version or one of several: {words}", **told),
        "kinds": both("they say to be different kinds of system"),
        "apart": both("the name of one says which of several it is: {words}", **told),
        "conflict": both("each name has words that the other has not: {words}", **told),
        "opposed": both("their names tell one from the other: {words}", **told),
    }[level]


_PLAIN: dict[tuple[str, str], Text] = {
    ("name", "identical"): both("the same name, however it is written"),
    ("name", "near"): both("nearly the same name: one letter is otherwise"),
    ("name", "blurred"): both("much the same name: some letters are otherwise"),
    ("name", "abbreviated"): both("the name of one is the first letters of the other"),
    ("name", "partial"): both("the names share a word, and each has one that the other has not"),
    ("name", "different"): both("different names"),
    ("version", "same"): both("the same version"),
    ("version", "differ"): both("different versions"),
    ("product", "id"): both("the same product id"),
    ("product", "same"): both("the same product"),
    ("product", "named"): both("the name of one is the product of the other"),
    ("product", "differ"): both("different products"),
    ("product", "other_id"): both("different product ids"),
    ("supplier", "same"): both("the same supplier"),
    ("supplier", "differ"): both("different suppliers"),
    ("key", "same"): both("the same key in two registers"),
    ("owner", "same"): both("the same owner or management object"),
    ("owner", "differ"): both("different owners and management objects"),
    ("capabilities", "same"): both("the same capabilities and processes"),
    ("capabilities", "overlap"): both("some capabilities or processes in common"),
    ("capabilities", "differ"): both("no capability or process in common"),
    ("information", "same"): both("the same information"),
    ("information", "overlap"): both("some information in common"),
    ("information", "differ"): both("no information in common"),
    ("description", "alike"): both("their descriptions are alike"),
    ("description", "some"): both("their descriptions share words"),
    ("description", "differ"): both("their descriptions are different"),
    ("neighbours", "most"): both("most of what they exchange with or lean on is the same"),
    ("neighbours", "some"): both("some of what they exchange with or lean on is the same"),
    ("neighbours", "none"): both("nothing they exchange with or lean on is the same"),
    ("exchange", "direct"): both("one sends to the other, needs it or is replaced by it: nothing does that with itself"),
    ("elsewhere", "yes"): both("another organisation has it, too"),
    ("elsewhere", "no"): both("no other organisation is known to have it"),
    ("lifecycle", "same"): both("both are in use, or both are retired"),
    ("lifecycle", "differ"): both("one is retired, the other is not"),
}


def _named(snapshot: Snapshot, nodes: Iterable[int]) -> str:
    names = sorted(snapshot.nodes[node].name for node in nodes)
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def would_change(judged: Judged, *, several: bool = False) -> tuple[Words, ...]:
    """What, were it otherwise, would turn the verdict round: unknown things first, then those known otherwise."""
    now = judged.several if several else judged.same
    turned = [found for found in _tried(judged, several=several) if (found[1] >= 0.5) != (now >= 0.5)]
    turned.sort(key=lambda found: (found[2], -abs(found[1] - now)))
    return tuple(
        Words.of(
            both(
                "If they {did}: {chance} % instead of {now} %.",
                did=did,
                chance=figure(100 * then, 2),
                now=figure(100 * now, 2),
            )
        )
        for did, then, _ in turned[:_MOST_CHANGES]
    )


def _tried(judged: Judged, *, several: bool) -> Iterator[tuple[Text, float, bool]]:
    levels: Levels = judged.pair.levels
    for feature, level, did in _ASKED:
        if levels.get(feature) == level or (feature == "product" and level == "id" and levels.get(feature) == "same"):
            continue
        both_ways = {"owner": level} if feature == "organisation" and "owner" in levels else {}
        otherwise = judged.had({feature: level, **both_ways})
        yield did, otherwise.several if several else otherwise.same, feature in levels
