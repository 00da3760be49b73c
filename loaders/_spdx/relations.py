"""Each SPDX relationship type (SPDX 2.3, clause 11) in the model: its type, whether it turns, and how strong it is.

Many of SPDX's types say the same from the other end (DEPENDENCY_OF, CONTAINED_BY). What is needed to build or test, or is
optional, is an optional dependency: without it, what runs goes on. Types that claim no consequence become RELATES_TO, with
SPDX's own type.
"""

from __future__ import annotations

from typing import NamedTuple


class Relation(NamedTuple):
    """How a relationship is kept."""

    type: str
    turned: bool = False
    mode: str = ""


_RELATIONS = {
    "DESCRIBES": Relation("ABOUT"),
    "DESCRIBED_BY": Relation("ABOUT", turned=True),
    "CONTAINS": Relation("PART_OF", turned=True),
    "CONTAINED_BY": Relation("PART_OF"),
    "PACKAGE_OF": Relation("PART_OF"),
    "OPTIONAL_COMPONENT_OF": Relation("PART_OF"),
    "DEPENDS_ON": Relation("DEPENDS_ON"),
    "DYNAMIC_LINK": Relation("DEPENDS_ON"),
    "STATIC_LINK": Relation("DEPENDS_ON"),
    "HAS_PREREQUISITE": Relation("DEPENDS_ON"),
    "PREREQUISITE_FOR": Relation("DEPENDS_ON", turned=True),
    "DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True),
    "RUNTIME_DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True),
    "PROVIDED_DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True),
    "OPTIONAL_DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True, mode="optional"),
    "BUILD_DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True, mode="optional"),
    "DEV_DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True, mode="optional"),
    "TEST_DEPENDENCY_OF": Relation("DEPENDS_ON", turned=True, mode="optional"),
}
_UNCLAIMED = frozenset({
    "AMENDS", "ANCESTOR_OF", "BUILD_TOOL_OF", "COPY_OF", "DATA_FILE_OF", "DEPENDENCY_MANIFEST_OF", "DESCENDANT_OF",
    "DEV_TOOL_OF", "DISTRIBUTION_ARTIFACT", "DOCUMENTATION_OF", "EXAMPLE_OF", "EXPANDED_FROM_ARCHIVE", "FILE_ADDED",
    "FILE_DELETED", "FILE_MODIFIED", "GENERATED_FROM", "GENERATES", "METAFILE_OF", "OTHER", "PATCH_APPLIED", "PATCH_FOR",
    "REQUIREMENT_DESCRIPTION_FOR", "SPECIFICATION_FOR", "TEST_CASE_OF", "TEST_OF", "TEST_TOOL_OF", "VARIANT_OF",
})  # fmt: skip


def relation(type_: str) -> Relation:
    """How a type of SPDX is kept."""
    return _RELATIONS.get(type_, Relation("RELATES_TO"))


def is_known(type_: str) -> bool:
    """Is it a type of SPDX?"""
    return type_ in _RELATIONS or type_ in _UNCLAIMED
