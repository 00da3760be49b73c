"""What would publishing raise? Each set by itself, and by what the public would then see of it together with all else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eagraph.analysis._precheck.differing import HELD, Difference
from eagraph.analysis._published.judged import Judged
from eagraph.analysis._published.public import open_places, published
from eagraph.escalation import Escalation
from eagraph.model.classification import Interval


@dataclass(frozen=True, eq=False)
class Publication:
    """What the public sees now, and what it would see."""

    now: Judged
    then: Judged
    columns: tuple[int, ...]
    already: tuple[int, ...]
    """Of what is to be published, columns that are."""

    @classmethod
    def of(cls, escalation: Escalation, columns: Sequence[int]) -> Publication:
        """Publishing some columns beside what is published."""
        places, known = open_places(escalation), {*published(escalation)}
        added = tuple(c for c in columns if c not in known)
        then = Judged(escalation, places, frozenset(added))
        return cls(Judged(escalation, places), then, added, tuple(c for c in columns if c in known))

    def differences(self) -> Iterator[Difference]:
        """Each set that would be published: its confidentiality by itself, and together with all that is seen."""
        sure = {applies.rule.id for applies in self.now.low.applying}
        maybe = {applies.rule.id for applies in self.now.high.applying} | sure
        for column in self.columns:
            low, high = (end.public.items[column].k for end in (self.then.low, self.then.high))
            own, together = Interval(low, high), [low, high]
            rules, perhaps = list(self._mosaic(column, surely=True)), list(self._mosaic(column, surely=False))
            for i, (end, known, told) in enumerate(((self.then.low, sure, rules), (self.then.high, maybe, perhaps))):
                for applies in end.applying:
                    if applies.rule.id not in known and column in applies.columns:
                        told.append(applies.rule.id)
                        together[i] = max(together[i], end.level(applies.columns, [applies.rule]))
            after = Interval(together[0], max(together))
            if after.high or rules or perhaps:
                node = int(self.then.escalation.ground.assets[column])
                newly = tuple(name for name in dict.fromkeys(perhaps) if name not in rules)
                why = (*((HELD,) if high else ()), *rules, *newly)
                yield Difference(node, "k", own, after, tuple(dict.fromkeys(rules)), newly, why)

    def _mosaic(self, column: int, *, surely: bool) -> Iterator[str]:
        """The mosaic rules by which a set opens another, or is opened."""
        rules = [rule.id for rule in self.then.escalation.ground.model.rules if rule.family == "mosaic"]
        if rules and self.then.high.mosaic.count(frozenset([column]), surely=surely):
            yield from rules
