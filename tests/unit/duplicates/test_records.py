"""What registers say beside names: organisations, products, keys, what goes against; clusters; installations."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from eagraph.duplicates.clusters import clusters, cut
from eagraph.duplicates.comparison import compare
from eagraph.duplicates.installations import installation_pairs, installations
from eagraph.duplicates.same_record import same_record_pairs
from eagraph.model.fields import Value
from tests.property.strategies import tie
from tests.unit.duplicates.cities import ORGANISATIONS, Said, city, judged, same

ONE: dict[str, Value] = {"name": "Vårdadmin", "source": "Systemförteckningen"}
OTHER: dict[str, Value] = {"name": "Vårdadmin", "source": "Avtalsregistret"}


def two(one: Mapping[str, Value], other: Mapping[str, Value]) -> tuple[Said, Said]:
    return ("a", {**ONE, **one}), ("b", {**OTHER, **other})


def test_two_installations_at_two_boards_are_not_one_record() -> None:
    snapshot = city(*two({"org": "soc", "product": "Vårdadmin"}, {"org": "bou", "product": "Vårdadmin"}))
    assert same(snapshot) < 0.5
    assert [(pair.a, pair.b) for pair in installation_pairs(snapshot)] == [("a", "b")]
    assert same_record_pairs(snapshot) == ()


def test_a_board_and_its_administration_are_one_organisation_in_two_registers() -> None:
    related = {**ORGANISATIONS, "socn": "Socialnämnden"}
    snapshot = city(
        *two({"org": "soc"}, {"org": "socn"}), organisations=related, ties=[tie("soc", "PART_OF", "socn")]
    )  # fmt: skip
    found = judged(snapshot, "a", "b")
    assert found is not None
    assert found.pair.levels["organisation"] == "related"
    assert found.same >= 0.5


def test_the_owner_may_be_a_role() -> None:
    owned = [tie("a", "OWNED_BY", "soc"), tie("b", "OWNED_BY", "bou")]
    found = judged(city(*two({}, {}), ties=owned), "a", "b")
    assert found is not None
    assert found.pair.levels["organisation"] == "differ"


@pytest.mark.parametrize("type_", ["FLOW", "DEPENDS_ON", "REPLACED_BY"])
def test_nothing_exchanges_with_itself(type_: str) -> None:
    before = same(city(*two({"org": "soc"}, {"org": "soc"})))
    after = same(city(*two({"org": "soc"}, {"org": "soc"}), ties=[tie("a", type_, "b")]))
    assert after < 0.5 < before


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ({"product_id": "pkg:generic/vardadmin"}, {"product_id": "PKG:generic/vardadmin "}, "id"),
        ({"product_id": "pkg:generic/x"}, {"product_id": "pkg:generic/y"}, "other_id"),
        ({"product": "Vård-Admin"}, {"product": "Vårdadmin"}, "same"),
        ({"product": "Vårdadmin"}, {}, "named"),
        ({"product": "Lifecare"}, {"product": "Vårdadmin"}, "differ"),
    ],
)
def test_products(one: dict[str, Value], other: dict[str, Value], wanted: str) -> None:
    found = judged(city(*two(one, other)), "a", "b")
    assert found is not None
    assert found.pair.levels["product"] == wanted


def test_other_products_are_other_systems_whatever_their_names() -> None:
    alike, unlike = ({"org": "soc", "product_id": id_} for id_ in ("pkg:a/a", "pkg:a/b"))
    assert same(city(*two(alike, unlike))) < same(city(*two(alike, alike)))


def test_one_key_in_two_registers_finds_what_no_name_does() -> None:
    systems = (
        ("a", {**ONE, "source_key": "APM-00417", "org": "soc"}),
        ("b", {**OTHER, "name": "Journalen", "source_key": "apm-00417", "org": "soc"}),
    )
    assert judged(city(*systems), "a", "b") is not None
    numbers = [(id_, {**said, "source_key": "12"}) for id_, said in systems]
    assert judged(city(*numbers), "a", "b") is None


def test_more_of_the_same_organisation_and_supplier_says_more() -> None:
    chances = [
        same(city(*two(one, other)))
        for one, other in (({"org": "soc"}, {"org": "bou"}), ({}, {}), ({"org": "soc"}, {"org": "soc"}))
    ]
    assert chances == sorted(chances)
    assert chances[0] < 0.5 < chances[2]


def test_clusters_do_not_chain() -> None:
    told = {("a", "b"): 0.95, ("b", "c"): 0.9, ("c", "d"): 0.95}
    found = clusters(told)
    assert [cluster.members for cluster in found] == [("a", "b"), ("c", "d")]
    assert cut(told, found) == (("b", "c"),)


def test_weak_links_are_told() -> None:
    told = {("a", "b"): 0.95, ("a", "c"): 0.95, ("b", "c"): 0.2}
    (found,) = clusters(told)
    assert (found.members, found.weak) == (("a", "b", "c"), (("b", "c"),))
    assert found.cohesion == pytest.approx(0.7)


def test_three_records_of_one_are_one_cluster() -> None:
    names = [("a", "Vårdadmin", "A"), ("b", "VÅRDADMIN 7.1", "B"), ("c", "Vard-admin", "C")]
    systems: list[Said] = [(id_, {"name": name, "source": source, "org": "soc"}) for id_, name, source in names]
    snapshot = city(*systems)
    told = {ids: found.same for ids, found in compare(snapshot).by_ids.items()}
    assert [cluster.members for cluster in clusters(told)] == [("a", "b", "c")]


def test_a_product_at_three_boards_is_one_group() -> None:
    said: dict[str, Value] = {"name": "Tillsynsrosen", "product": "Tillsynsrosen"}
    systems = [(id_, {**said, "org": org}) for id_, org in (("a", "soc"), ("b", "bou"), ("c", "kof"))]
    assert installations(city(*systems)) == (("a", "b", "c"),)


def test_evidence_sums_to_the_verdict() -> None:
    snapshot = city(*two({"org": "soc", "by": "cgi"}, {"org": "soc", "by": "cgi"}))
    (pair,) = same_record_pairs(snapshot)
    found = judged(snapshot, "a", "b")
    assert found is not None
    assert sum(one.weight for one in pair.evidence) == pytest.approx(found.weight, abs=0.05)
    assert any("different organisations" in told.en for told in pair.would_change)


def test_no_systems_no_pairs() -> None:
    assert same_record_pairs(city(organisations={})) == ()
    assert compare(city()).pairs == ()
