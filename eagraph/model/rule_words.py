"""When does an aggregation rule apply, and what does it propose, in plain words?

Levels are shown as the classification model says (by number or by name), categories by the names it gives them.

>>> from eagraph.model.classification_model import ClassificationModel
>>> model = ClassificationModel.standard()
>>> when_text(model.rule["AGG-COMBO-CARE"], model).en
'about the same kind of subject: information on identity and on social services or health'
>>> proposal_text(model.rule["AGG-COMBO-CARE"], model).en
'K at least 3; consider a data protection impact assessment (DPIA)'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from eagraph.locale import Text, both, figure, joined
from eagraph.model.aggregation import Condition, Family, Flag, Large, Rule
from eagraph.model.classification import ASPECTS
from eagraph.model.classification_model import ClassificationModel

FLAGS: dict[Flag, Text] = {
    "dpia": both("consider a data protection impact assessment (DPIA)"),
    "protective_security_review": both("review under the Protective Security Act"),
    "decide_before_publishing": both("decide before publishing"),
    "note": both("for information"),
}
FAMILIES: dict[Family, Text] = {
    "combination": both("combination"),
    "accumulation": both("accumulation"),
    "concentration": both("concentration"),
    "mosaic": both("mosaic"),
}


def when_text(rule: Rule, model: ClassificationModel) -> Text:
    """When a rule applies: any of its conditions; of the mosaic, when two published sets open each other."""
    if rule.family == "mosaic":
        pointing = joined([category_text(name, model) for name in model.quasi_identifiers], ", ")
        return both(
            "two published sets about the same kind of subject share {count} or more of: {pointing}",
            count=model.rejoins_at, pointing=pointing,
        )  # fmt: skip
    ways = [condition_text(condition, model) for condition in rule.when]
    return reduce(lambda one, other: both("{one}; or {other}", one=one, other=other), ways)


def condition_text(condition: Condition, model: ClassificationModel) -> Text:
    """What one condition asks for, all at once."""
    told = _and(list(_asked(condition, model)))
    return both("about the same kind of subject: {what}", what=told) if condition.linkable else told


def proposal_text(rule: Rule, model: ClassificationModel) -> Text:
    """What a rule proposes where it applies."""
    told = []
    for aspect in ASPECTS:
        letter = aspect.upper()
        if more := rule.raises.get(aspect):
            told.append(Text(f"{letter} +{more}", f"{letter} +{more}"))
        if least := rule.floors.get(aspect):
            told.append(both("{aspect} at least {level}", aspect=letter, level=model.level_text(min(least, model.cap))))
    return joined([*told, *(FLAGS[flag] for flag in rule.flags)])


def source_text(source: str) -> Text:
    """The norm a rule comes from, or that it is an assumption."""
    return both("assumption") if source == "assumption" else Text(source, source)


def category_text(name: str, model: ClassificationModel) -> Text:
    """A category as people say it."""
    declared = model.categories.get(name)
    return declared.text if declared else Text(name, name)


def _asked(condition: Condition, model: ClassificationModel) -> Iterator[Text]:
    if condition.assets is not None:
        one, many = both("one base asset"), both("at least {count} base assets", count=condition.assets)
        yield one if condition.assets == 1 else many
    if condition.owners is not None:
        yield both("information of at least {count} boards or companies", count=condition.owners)
    if condition.sources is not None:
        yield both("information of at least {count} master sources", count=condition.sources)
    if condition.categories:
        yield _of_categories(condition, model)
    if condition.one_with is not None:
        yield both("one asset that {what}", what=_and(list(_large(condition.one_with, model))))
    if condition.dependants is not None:
        level, count = model.level_text(condition.of_level), condition.dependants
        one = both("another that requires availability {level} or more directly depends on it", level=level)
        many = both(
            "at least {count} others that require availability {level} or more directly depend on it",
            count=count,
            level=level,
        )
        yield one if count == 1 else many


def _of_categories(condition: Condition, model: ClassificationModel) -> Text:
    each = []
    for alternatives in condition.categories:
        names = [category_text(name, model) for name in alternatives]
        each.append(both("on {what}", what=_or(names)))
    told = both("information {what}", what=_and(each))
    if condition.about_systems is None:
        return told
    level, count = model.level_text(condition.of_level), condition.about_systems
    one = both("{information}, about a system that requires confidentiality {level} or more", information=told, level=level)
    many = both(
        "{information}, by itself about at least {count} systems that require confidentiality {level} or more",
        information=told, count=count, level=level,
    )  # fmt: skip
    return one if count == 1 else many


def _large(asked: Large, model: ClassificationModel) -> Iterator[Text]:
    if asked.subjects is not None and asked.share is not None:
        share, residents = figure(asked.share * 100), model.residents
        known = both("of the {count} residents", count=_figure(residents)) if residents else both("of the residents")
        count = _figure(asked.subjects)
        yield both("concerns at least {count} subjects, or {share} % {of_whom}", count=count, share=share, of_whom=known)
    elif asked.subjects is not None:
        yield both("concerns at least {count} subjects", count=_figure(asked.subjects))
    if asked.records is not None:
        yield both("has at least {count} records", count=_figure(asked.records))
    if asked.resolution_s is not None:
        yield both("has a value at least every {interval}", interval=_interval(asked.resolution_s))
    if asked.retention_d is not None:
        yield both("is kept at least {days} days", days=figure(asked.retention_d))
    if asked.personal:
        yield both("holds personal data")
    if asked.special_category:
        yield both("holds special categories of personal data")


def _or(parts: list[Text]) -> Text:
    return reduce(lambda one, other: both("{one} or {other}", one=one, other=other), parts)


def _and(parts: list[Text]) -> Text:
    return reduce(lambda one, other: both("{one} and {other}", one=one, other=other), parts)


def _figure(value: int) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}".replace(",", "\u00a0")


def _interval(seconds: float) -> Text:
    """A time between two values in the largest unit that fits."""
    unit, size = next((u, s) for u, s in (("h", 3600), ("min", 60), ("s", 1)) if seconds >= s or s == 1)
    return joined([figure(seconds / size), Text(unit, unit)], "\u00a0")
