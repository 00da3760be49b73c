"""SPDX: every relationship type turns as it should, ends that are none are told, and other documents are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import InvalidLandscape, SourceError
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.model.schema import Schema
from loaders import spdx
from tests.unit.loaders.bills.counting import Load, lost_texts, written

SAMPLES = Path(__file__).parents[3] / "data" / "spdx"


def _document(*relationships: tuple[str, str, str], **parts: Any) -> dict[str, Any]:
    packages = [{"SPDXID": f"SPDXRef-{name}", "name": name} for name in "abc"]
    ties = [
        {
            "spdxElementId": f"SPDXRef-{a}",
            "relationshipType": type_,
            "relatedSpdxElement": b if b.isupper() else f"SPDXRef-{b}",
        }
        for a, type_, b in relationships
    ]
    return {
        "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "documentNamespace": "https://x.example/d",
        "packages": packages, "relationships": ties, **parts,
    }  # fmt: skip


def test_everything_is_kept_joined_or_skipped() -> None:
    path = SAMPLES / "skolportal.spdx.json"
    document, load = json.loads(path.read_text(encoding="utf-8")), Load(path)
    elements = 1 + sum(len(document[kind]) for kind in ("packages", "files", "snippets"))
    stated = len(document["relationships"]) + len(document["documentDescribes"]) + len(document["snippets"])
    stated += sum(len(one.get("hasFiles", ())) for one in document["packages"])
    stated += sum(len(one.get("fileDependencies", ())) for one in document["files"])
    left = [one.what for one in (*load.report.joined, *load.report.skipped)]
    again = [what for what in left if what.startswith("package ")]
    kept = [tie for tie in load.changes.relationships if tie.type != "SUPPLIED_BY"]
    mentioned = [node for node in load.changes.nodes if node.label == "Organisation"]
    assert len(load.changes.nodes) - len(mentioned) + len(again) == elements
    assert len(kept) + len(left) - len(again) == stated == load.report.read["relationships"]


def test_every_text_of_the_file_stands_somewhere() -> None:
    path = SAMPLES / "skolportal.spdx.json"
    document, load = json.loads(path.read_text(encoding="utf-8")), Load(path)
    lost = {where for where, text in lost_texts(document, load) if text != "NOASSERTION"}
    kinds = {where for where in lost if where.startswith("/packages/") and "/externalRefs/0/reference" in where}
    assert lost - kinds == {
        "/relationships/10/relationshipType",
        "/relationships/10/relatedSpdxElement",
    }, "skipped under the name of the other document"


@pytest.mark.parametrize(
    ("type_", "kept", "ends", "mode"),
    [
        ("DEPENDS_ON", "DEPENDS_ON", ("a", "b"), None),
        ("DEPENDENCY_OF", "DEPENDS_ON", ("b", "a"), None),
        ("RUNTIME_DEPENDENCY_OF", "DEPENDS_ON", ("b", "a"), None),
        ("TEST_DEPENDENCY_OF", "DEPENDS_ON", ("b", "a"), "optional"),
        ("PREREQUISITE_FOR", "DEPENDS_ON", ("b", "a"), None),
        ("HAS_PREREQUISITE", "DEPENDS_ON", ("a", "b"), None),
        ("CONTAINS", "PART_OF", ("b", "a"), None),
        ("CONTAINED_BY", "PART_OF", ("a", "b"), None),
        ("GENERATED_FROM", "RELATES_TO", ("a", "b"), None),
        ("test-tool_of", "RELATES_TO", ("a", "b"), None),
    ],
)
def test_a_type_becomes(type_: str, kept: str, ends: tuple[str, str], mode: str | None, tmp_path: Path) -> None:
    load = Load(written(tmp_path, _document(("a", type_, "b"))))
    [tie] = load.changes.relationships
    assert (tie.type, load.pairs(kept), tie.properties.get("mode")) == (kept, {ends}, mode)
    assert tie.properties["source_type"] == type_.upper().replace("-", "_")


def test_two_types_between_one_pair_that_claim_nothing_are_both_kept(tmp_path: Path) -> None:
    load = Load(written(tmp_path, _document(("a", "COPY_OF", "b"), ("a", "VARIANT_OF", "b"), ("a", "COPY_OF", "b"))))
    assert sorted(str(tie.properties["source_type"]) for tie in load.ties("RELATES_TO")) == ["COPY_OF", "VARIANT_OF"]
    assert len(load.report.joined) == 1


def test_no_other_end_is_kept_on_the_element(tmp_path: Path) -> None:
    load = Load(
        written(tmp_path, _document(("a", "DEPENDS_ON", "NONE"), ("b", "CONTAINS", "NOASSERTION"), ("q", "COPY_OF", "NONE")))
    )
    assert load.named("a").properties["DEPENDS_ON"] == "NONE"
    assert load.named("b").properties["CONTAINS"] == "NOASSERTION"
    assert load.left() == {"COPY_OF SPDXRef-q": "'SPDXRef-q' is not known."}


def test_an_element_of_another_document_is_found_when_that_is_loaded() -> None:
    other = Load(SAMPLES / "plattform.spdx.yaml")
    alone = Load(SAMPLES / "skolportal.spdx.json")
    database = "https://sbom.granvik.example/spdx/plattform-77aa#SPDXRef-databas"
    assert f"DEPENDS_ON {database}" in alone.left()
    stored = Stored(tuple(other.changes.nodes), tuple(other.changes.relationships), (other.changes.source,), 1)
    together = Load(SAMPLES / "skolportal.spdx.json", stored)
    assert [tie.target for tie in together.ties("DEPENDS_ON") if tie.target == database]


def test_a_package_is_the_library_that_cyclonedx_knows() -> None:
    load = Load(SAMPLES.parent / "cyclonedx" / "parkering.bom.1.4.json")
    stored = Stored(tuple(load.changes.nodes), tuple(load.changes.relationships), (load.changes.source,), 1)
    library = Load(SAMPLES / "skolportal.spdx.json", stored).nodes["pkg:pypi/krypto-bibliotek@3.1"]
    assert {claim.source for claim in library.provenance} == {"parkeringstillstand", "skolportal"}


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    document = _document(("a", "DEPENDS_ON", "b"), files=[{"fileName": "x"}, 7])
    document["packages"].append({"SPDXID": "SPDXRef-a", "name": "en annan"})
    document["relationships"].append({"spdxElementId": "SPDXRef-a"})
    with pytest.raises(InvalidLandscape) as caught:
        Load(written(tmp_path, document))
    places = [problem.where for problem in caught.value.problems]
    assert places == [f"bom.json#/{where}" for where in ("files/0", "files/1", "packages/3", "relationships/1")]
    assert "'SPDXRef-a' stands twice; the first is bom.json#/packages/0" in str(caught.value)


def test_another_version_is_read_with_a_hint_and_3_is_refused(tmp_path: Path) -> None:
    load = Load(written(tmp_path, _document(spdxVersion="SPDX-2.9")))
    assert "version 'SPDX-2.9' of SPDX" in load.report.hints[0].text.en
    path = written(tmp_path, _document(spdxVersion="SPDX-3.0"))
    assert not spdx.detects(path)
    with pytest.raises(SourceError, match=r"not an SPDX 2 document; expected spdxVersion SPDX-2\.2, SPDX-2\.3"):
        spdx.read(path, Intake(str(path), "x", Schema.standard()))
