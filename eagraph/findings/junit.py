"""JUnit XML: what a pipeline shows of a check. A rule is a test case, a theme a suite; open findings fail it.

Format: the JUnit XML that Jenkins, GitLab and GitHub read (testsuites > testsuite > testcase > failure, error, skipped).
"""

from __future__ import annotations

import re
from itertools import groupby

from lxml import etree

from eagraph.findings.found import Checked, Found
from eagraph.locale import both
from eagraph.rules.outcome import Outcome

media_type = "application/xml"
suffix = ".xml"
_UNFIT = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST = 50
"""Findings told in one case; the others are counted."""


def render(checked: Checked) -> bytes:
    """A check as JUnit XML."""
    by_rule: dict[str, list[Found]] = {}
    for row in checked.rows:
        by_rule.setdefault(row.rule, []).append(row)
    root = etree.Element("testsuites", name="eagraph check")
    for theme, outcomes in groupby(checked.rules, key=lambda outcome: outcome.theme):
        cases = [_case(outcome, by_rule.get(outcome.rule, []), theme) for outcome in outcomes]
        suite = etree.SubElement(root, "testsuite", name=theme, timestamp=checked.today, tests=str(len(cases)))
        for kind, name in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(kind, str(sum(case.find(name) is not None for case in cases)))
        suite.extend(cases)
    for kind in ("tests", "failures", "errors", "skipped"):
        root.set(kind, str(sum(int(suite.get(kind, "0")) for suite in root)))
    told: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return told


def _case(outcome: Outcome, rows: list[Found], theme: str) -> etree._Element:
    case = etree.Element("testcase", classname=theme, name=_safe(f"{outcome.rule} {outcome.title}"), file=outcome.file)
    case.set("time", f"{outcome.seconds:.3f}")
    open_ = [row for row in rows if row.status == "open"]
    if outcome.trouble is not None:
        etree.SubElement(case, "error", message=_safe(str(outcome.trouble)), type=outcome.state)
    elif open_:
        failure = etree.SubElement(case, "failure", message=_safe(_counts(outcome)), type=outcome.severity)
        more = [both("… and {more} more.", more=len(open_) - _MOST)] if len(open_) > _MOST else []
        lines = [f"{row.message} [{row.finding}]" for row in open_[:_MOST]] + [str(text) for text in more]
        failure.text = _safe("\n".join([*lines, str(outcome.fix)]))
    elif outcome.state == "nothing":
        etree.SubElement(case, "skipped", message=_safe(str(both("There is nothing to ask it of."))))
    elif outcome.unknown:
        etree.SubElement(case, "system-out").text = _safe(_counts(outcome))
    return case


def _counts(outcome: Outcome) -> str:
    text = both(
        "{failed} of {population}, {unknown} unknown.",
        failed=outcome.failed, population=outcome.population, unknown=outcome.unknown,
    )  # fmt: skip
    return str(text)


def _safe(text: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return _UNFIT.sub("\ufffd", text)
