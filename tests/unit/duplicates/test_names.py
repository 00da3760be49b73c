"""Names of systems of Swedish municipalities: which say that two are one, and which that they are not."""

from __future__ import annotations

import pytest

from eagraph.duplicates.installations import installation_pairs
from eagraph.duplicates.names import Name, readings
from eagraph.duplicates.vocabulary import Vocabulary
from eagraph.model.fields import Value
from tests.unit.duplicates.cities import ORGANISATIONS, SUPPLIERS, city, judged, pair, same

VOCABULARY = Vocabulary.of(ORGANISATIONS, SUPPLIERS.values())
ONE = [
    ("Procapita", "ProCapita BoU"), ("Procapita", "Tieto Procapita"), ("Procapita", "PROCAPITA-systemet"),
    ("Treserva", "CGI Treserva"), ("Treserva", "Treserva 8.2"), ("Lifecares", "Lifecare's"), ("Vårdadmin", "Vardadmin"),
    ("Vårdadmin", "VåradAdmin"), ("Vårdadmin", "VårdAdmin 7"), ("Personec P", "Visma Personec P"),
    ("Public 360", "Public 360°"), ("Time Care Pool", "TimeCare Pool"), ("Ladok", "Ladok3"), ("Bygg-R", "Sokigo ByggR"),
    ("Castor", "CastorDB"), ("Castor", "Castor (databas)"), ("Castor", "Castor AB"), ("Agresso", "Unit4 Agresso"),
    ("Ärendepärmen", "Arendeparm"), ("Ärendepärmen", "AERENDEPAERMEN"), ("Omsorgsvävaren", "Omsorgs-vävaren"),
    ("Omsorgsvävaren", "OMSORGS VÄVAREN"), ("Lånesystemet Klang", "Klang lånesystem"), ("Svala Bok", "Bok Svala"),
    ("Närvarotavlan", "Närvarotavla, version 3"), ("Viva Care", "Viva Care SBK"), ("Kompassen", "Kompassen (f.d. Rodret)"),
    ("Rodret", "Kompassen (f.d. Rodret)"), ("Wilmer", "Wilmer 2019"), ("Ärendekollen", "Ã„rendekollen"),
    ("Hjälpmedelsrondellen", "Hjälpmedels-rondelen"),
]  # fmt: skip
NOT_ONE = [
    ("Procapita BoU", "Procapita VoO"), ("Driftserver Norr", "Driftserver Söder"), ("Larmnod A", "Larmnod B"),
    ("Treserva Test", "Treserva Prod"), ("Visma Lön", "Visma Ekonomi"), ("Skola24 Schema", "Skola24 Frånvaro"),
    ("Time Care Planering", "Time Care Pool"), ("Personec P", "Personec Förhandling"), ("Agda", "Alda"),
    ("Kartportalen Nord", "Kartportalen Syd"), ("Bokningsportalen", "Betalningsportalen"), ("Lex", "Lux"),
    ("Nya Lotsen", "Gamla Lotsen"), ("Kvistkassan Badhusen", "Kvistkassan Stadsmuseet"), ("Sensor 1", "Sensor 2"),
    ("Visma Tid", "Sokigo Tid"),
    ("Evolution", "Revolution Nine"), ("Elevhälsan", "Elevhemmet"), ("Vattenportalen", "Vattendatabasen"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_name_written_otherwise(one: str, other: str) -> None:
    assert same(pair(one, other, org="slk", by="visma")) >= 0.5


@pytest.mark.parametrize(("one", "other"), NOT_ONE)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    assert same(pair(one, other, org="slk")) < 0.5


def test_the_three_of_the_schoolbook_are_one_record_by_name_alone() -> None:
    said = {"source": "Systemförteckningen"}
    snapshot = city(
        ("a", {"name": "Procapita", **said}), ("b", {"name": "ProCapita BoU", "source": "It-inventeringen"}),
        ("c", {"name": "Tieto Procapita", "source": "Avtalsregistret"}),
    )  # fmt: skip
    assert min(same(snapshot, *ids) for ids in (("a", "b"), ("a", "c"), ("b", "c"))) >= 0.5


def test_common_words_at_two_organisations_are_two_systems() -> None:
    names = ("Bokningssystemet", "Bokningssystem")
    facts: list[dict[str, Value]] = [{"name": name, "source": "Avtalsregistret"} for name in names]
    apart = city(*((id_, {**said, "org": org}) for id_, said, org in zip("ab", facts, ("kof", "sbk"), strict=True)))
    together = city(*((id_, {**said, "org": "kof"}) for id_, said in zip("ab", facts, strict=True)))
    assert same(apart) < 0.5 <= same(together)
    assert installation_pairs(apart) == ()


def test_what_is_taken_apart() -> None:
    read = Name.read("Tieto Procapita VoO v 7.2 Norr (databas)", VOCABULARY, frozenset({"bou"}))
    assert (read.core, read.versions, [*read.beside]) == (("procapit",), ("7.2",), ["norr"])
    assert read.areas == {"vard", "omsorg"}
    assert read.generic == {"databas"}


@pytest.mark.parametrize("token", ["BoU", "BUF", "Barn och ungdom"])
def test_the_owners_own_words_say_nothing(token: str) -> None:
    read = Name.read(f"Procapita {token}", VOCABULARY, frozenset({"bou"}))
    assert (read.core, [*read.areas, *read.beside]) == (("procapit",), [])


@pytest.mark.parametrize(
    "name", ["", "  ", "---", "AB", "Test", "2", "2019", "°", "System", "ÄF", "A", "och", "🙂", "v", "a" * 5000]
)
def test_any_name_can_be_read(name: str) -> None:
    assert Name.read(name, VOCABULARY).said == name
    assert readings(name, VOCABULARY)


def test_a_name_keeps_the_best_it_has() -> None:
    names = ["Test", "System", "Visma", "Norr", "SBK"]
    assert all(Name.read(name, VOCABULARY).core for name in names)


def test_names_that_share_nothing_are_no_pair() -> None:
    assert judged(pair("Solrosen", "Vinterdäcket"), "a", "b") is None


def test_an_abbreviation_is_told_and_is_not_enough_by_itself() -> None:
    snapshot = city(("a", {"name": "KIR"}), ("b", {"name": "Kommunens Invånarregister Rosen"}))
    found = judged(snapshot, "a", "b")
    assert found is not None
    assert found.pair.names.level == "abbreviated"
    assert found.same < 0.5
