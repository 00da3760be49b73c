"""A memo as a document: the levels, what is to be decided, on which grounds, and lines to sign.

On paper it has what an owner reads; JSON has all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.locale import Text, both
from eagraph.memo import Memo
from eagraph.memo._tables import ROLES, tables
from eagraph.model.classification_model import ClassificationModel
from eagraph.report import Document

MOST_SIGNATURES = 4


def document(memo: Memo, model: ClassificationModel) -> Document:
    """Something to read, to sign and to file."""
    return Document(
        title=both("Classification memo: {name}", name=memo.place.name),
        summary=memo.summary.text,
        facts=tuple(_facts(memo)),
        tables=tables(memo, model),
        data=memo.model_dump(mode="json"),
        marking=memo.marking.text.text,
        signatures=tuple(_signatures(memo)),
    )


def _signatures(memo: Memo) -> Iterator[Text]:
    """Who signs: every owner, the role alone where nobody is known, and of many no more than there is room for."""
    for role, called in ROLES.items():
        owners = [one.who.name for one in memo.responsible if one.role == role]
        for name in owners[:MOST_SIGNATURES]:
            yield both("{role}: {name}", role=called, name=name)
        if not owners:
            yield called
        if len(owners) > MOST_SIGNATURES:
            yield both("{role}: {count} more, on a sheet of their own", role=called, count=len(owners) - MOST_SIGNATURES)


def _facts(memo: Memo) -> Iterator[tuple[Text, str]]:
    """What it rests on and how it was made."""
    yield both("How its class was worked out"), str(memo.marking.because)
    if memo.norms:
        yield both("Norms"), "; ".join(memo.norms)
    if memo.facts:
        dated = both("{oldest}; facts without a date: {count}", oldest=memo.oldest or "–", count=memo.undated)
        yield both("Oldest fact"), str(dated)
    yield both("Written on"), memo.written_on
    if memo.at:
        yield both("As of"), memo.at
    if memo.snapshot.scenario:
        yield both("Scenario"), memo.snapshot.scenario
    yield both("Data"), f"{memo.snapshot.date} · {memo.snapshot.hash}"
    yield both("Classification model"), f"{memo.model_id} {memo.model_version} · {memo.model_hash}"
    yield both("Program"), memo.engine
    reasons = [str(reason) for reason in memo.completeness.reasons]
    yield both("What limits it"), " ".join(reasons) or "–"
    if memo.hidden:
        yield both("Hidden by filter"), str(memo.hidden)
