"""The classification model as data: what is shipped, what a city lays over it, and what is refused, where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import InvalidClassificationModel, SourceError
from eagraph.model.classification_model import ClassificationModel, read_classification_model

CITY = Path(__file__).parents[2] / "data" / "classification" / "city.toml"
STANDARD = ClassificationModel.standard()
UPWARD = "a condition can only ask for at least so much: more information may never lower a level"
RAISES = "a rule can only raise a level or set a least one: more information may never lower a level"
OWN = """[[rules]]
id = "AGG-OWN"
family = "combination"
title = { sv = "egen", en = "own" }
why = { sv = "därför", en = "because" }
source = "assumption"
"""

SHIPPED: dict[str, tuple[str, dict[str, int], dict[str, int], tuple[str, ...]]] = {
    "AGG-COUNT": ("combination", {"k": 1}, {}, ()),
    "AGG-OWNERS": ("combination", {"k": 1, "s": 1}, {}, ()),
    "AGG-SOURCES": ("combination", {"k": 1}, {}, ()),
    "AGG-SOURCES-ANY": ("combination", {}, {}, ("note",)),
    "AGG-COMBO-MOVES": ("combination", {}, {"k": 3}, ("dpia",)),
    "AGG-COMBO-CARE": ("combination", {}, {"k": 3}, ("dpia",)),
    "AGG-COMBO-PROTECTED": ("combination", {}, {"k": 3}, ("dpia",)),
    "AGG-COMBO-CHILD": ("combination", {}, {"k": 3}, ("dpia",)),
    "AGG-COMBO-BUILDING": ("combination", {}, {"k": 3}, ("protective_security_review",)),
    "AGG-COMBO-SUPPLY": ("combination", {}, {"k": 3}, ("protective_security_review",)),
    "AGG-VOLUME": ("accumulation", {"k": 1}, {}, ()),
    "AGG-TIME": ("accumulation", {"k": 1}, {}, ()),
    "AGG-SPECIAL": ("combination", {}, {"k": 3}, ("dpia",)),
    "AGG-HUB": ("concentration", {"t": 1, "r": 1}, {}, ()),
    "AGG-SECMETA": ("concentration", {}, {"k": 2}, ()),
    "AGG-SECMETA-MANY": ("concentration", {}, {"k": 3}, ("protective_security_review",)),
    "AGG-PUBLISH": ("mosaic", {}, {}, ("decide_before_publishing",)),
}


def read(folder: Path, text: str) -> ClassificationModel:
    file = folder / "city.toml"
    file.write_text(text, encoding="utf-8")
    return read_classification_model(file)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(InvalidClassificationModel) as error:
        read(folder, text)
    assert error.value.exit_code == 3
    return [str(problem).removeprefix(f"{folder}/") for problem in error.value.problems]


def test_a_changed_copy_is_another_model() -> None:
    changed = STANDARD.model_copy(update={"rules": STANDARD.rules[:1]})
    assert STANDARD.hash != changed.hash
    assert [*changed.rule] == ["AGG-COUNT"]
    assert len({STANDARD, changed, STANDARD.model_copy()}) == 2


def test_every_family_is_shipped_with_its_default_effect() -> None:
    assert {r.id: (r.family, r.raises, r.floors, r.flags) for r in STANDARD.rules} == SHIPPED


def test_the_defaults_of_the_table_stand_in_the_conditions() -> None:
    def ways(name: str) -> list[dict[str, object]]:
        return [way.model_dump(exclude_defaults=True) for way in STANDARD.rule[name].when]

    assert ways("AGG-COUNT") == [{"linkable": True, "assets": 3}]
    assert ways("AGG-OWNERS") == [{"linkable": True, "owners": 3}]
    assert ways("AGG-SOURCES") == [{"sources": 5, "one_with": {"personal": True}}]
    assert ways("AGG-VOLUME") == [
        {"linkable": True, "assets": 2, "one_with": {"subjects": 100_000, "share": 0.1}},
        {"one_with": {"records": 1_000_000}},
    ]
    assert ways("AGG-TIME") == [{"linkable": True, "one_with": {"resolution_s": 3600, "retention_d": 30}}]
    assert ways("AGG-HUB") == [{"dependants": 10, "of_level": 2}, {"dependants": 3, "of_level": 3}]
    assert [way["about_systems"] for way in ways("AGG-SECMETA") + ways("AGG-SECMETA-MANY")] == [1, 20]


def test_tables_say_what_levels_of_availability_and_safeguards_mean() -> None:
    rows = [(row.level, row.mtpd_h, row.availability) for row in STANDARD.availability]
    assert rows == [(1, 120, None), (2, 24, 0.995), (3, 4, 0.999)]
    assert {(c.aspect, c.level): c.grade for c in STANDARD.controls} == {(a, n): n for a in "krts" for n in (1, 2, 3)}
    assert {control.source for control in STANDARD.controls} == {"assumption"}
    assert [STANDARD.availability_of(level) for level in (0, 4)] == [None, STANDARD.availability[2]]


def test_a_city_changes_adds_and_turns_off_and_the_rest_stays() -> None:
    model = read_classification_model(CITY)
    count, shipped = model.rule["AGG-COUNT"], STANDARD.rule["AGG-COUNT"]
    assert (count.when[0].assets, count.source, count.title) == (4, "KS 2026-412", shipped.title)
    assert count.raises == shipped.raises
    assert model.rule["AGG-COMBO-READING"].floors == {"k": 3}
    assert model.rule.keys() ^ STANDARD.rule.keys() == {"AGG-COMBO-READING", "AGG-SOURCES-ANY"}
    assert {name for name in SHIPPED if model.rule.get(name) not in (STANDARD.rule[name], None)} == {"AGG-COUNT"}
    assert (model.discounts.soft, model.discounts.buffer) == (0, 1)
    assert [(row.mtpd_h, row.availability) for row in model.availability] == [(120, None), (24, 0.995), (2, 0.999)]
    assert [c.grade for c in model.controls if c.aspect == "s"] == [1, 2, 4]


def test_levels_are_shown_by_number_or_by_name() -> None:
    assert str(STANDARD.level_text(3)) == "3"
    assert read_classification_model(CITY).level_text(3).sv == "allvarlig"


def test_the_hash_names_what_was_in_force(tmp_path: Path) -> None:
    assert read(tmp_path, "").hash == STANDARD.hash
    assert ClassificationModel.model_validate_json(STANDARD.model_dump_json(by_alias=True)).hash == STANDARD.hash
    changes = ["cap = 2", "residents = 5", "[[availability]]\nlevel = 3\nmtpd_h = 3", 'off = ["AGG-HUB"]', 'show = "name"']
    assert len({read(tmp_path, change).hash for change in changes} | {STANDARD.hash}) == len(changes) + 1


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("assets_at_most = 3", f".assets_at_most: is not known here; nearest: assets: {UPWARD}"),
        ("fewer_than = 3", UPWARD),
        ('without = ["identity"]', UPWARD),
        ("assets = -3", f".assets: is -3; expected ≥ 1: {UPWARD}"),
        ("owners = 1", f".owners: is 1; expected ≥ 2: {UPWARD}"),
        ('assets = "<3"', f".assets: is '<3'; expected a whole number: {UPWARD}"),
        ("assets = true", ".assets: is True; expected a whole number"),
        ("assets = 2.5", ".assets: is 2.5; expected a whole number"),
        ("assets = 2, linkable = 1", ".linkable: is 1; expected true or false"),
        ("one_with = { special_category = false }", f"is False; expected True: {UPWARD}"),
        ("one_with = { subjects_max = 9 }", UPWARD),
        ("one_with = { share = 0.1 }", "share stands beside subjects only"),
        ("one_with = { retention_d = nan }", "expected a number"),
        ("one_with = {}", "one_with says nothing"),
        ('categories = ["identty"]', ".categories[1][1]: there is no category 'identty'; there are identity"),
        ('categories = ["location", "social|helth"]', ".categories[2][2]: there is no category 'helth'; there are health"),
        ('categories = ["!identity"]', UPWARD),
        ("assets = 2, of_level = 5", ".of_level: is 5; expected ≤ 4"),
        ("assets = 2, of_level = 2", "of_level stands beside dependants or about_systems only"),
        ('dependants = 2, of_level = "seriuos"', "there is no level 'seriuos'; there are serious"),
        ("dependants = 2, assets = 2", "dependants stands alone"),
        ("about_systems = 2", "about_systems needs categories"),
        ("", "a condition that asks for nothing would always apply"),
        ("linkable = true", "a condition that asks for nothing would always apply"),
        ("assets = 1", "one asset of any kind would always apply"),
        ("aset = 1", ".aset: is not known here; nearest: assets"),
    ],
)
def test_a_condition_that_is_wrong_is_refused_with_place_and_reason(tmp_path: Path, condition: str, told: str) -> None:
    problems = refused(tmp_path, f"{OWN}when = [{{ assets = 2 }}, {{ {condition} }}]\nraise = {{ k = 1 }}\n")
    assert [p for p in problems if p.startswith("city.toml:7: AGG-OWN.when[2]") and told in p] != []


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("raise = { x = 1 }", "7: AGG-OWN.raise.x: is 'x'; expected 'k', 'r', 't' or 's'"),
        ("raise = { k = 0 }", f"7: AGG-OWN.raise.k: is 0; expected ≥ 1: {RAISES}"),
        ("raise = { k = -1 }", f"7: AGG-OWN.raise.k: is -1; expected ≥ 1: {RAISES}"),
        ("floor = { k = 0 }", f"7: AGG-OWN.floor.k: is 0; expected ≥ 1: {RAISES}"),
        ("floor = { k = 5 }", "7: AGG-OWN.floor.k: is 5; expected ≤ 4"),
        ('floor = { k = "serius" }', "7: AGG-OWN.floor.k: there is no level 'serius'; there are serious"),
        ("lower = { k = 1 }", f"7: AGG-OWN.lower: is not known here; nearest: floor: {RAISES}"),
        ("ceiling = { k = 1 }", RAISES),
        ('flags = ["stop"]', "7: AGG-OWN.flags[1]: is 'stop'; expected 'dpia'"),
        ("raise = {}", "1: AGG-OWN: a rule without raise, floor or flags proposes nothing"),
    ],
)
def test_an_effect_that_is_wrong_is_refused(tmp_path: Path, effect: str, told: str) -> None:
    assert told in "\n".join(refused(tmp_path, f"{OWN}{effect}\nwhen = [{{ assets = 2 }}]\n"))


def test_what_is_published_is_looked_at_in_pairs_flagged_and_never_raised(tmp_path: Path) -> None:
    mosaic = OWN.replace("combination", "mosaic")
    raising = refused(tmp_path, f"{mosaic}when = [{{ assets = 2 }}]\nfloor = {{ k = 2 }}\n")
    assert "it has flags only" in "\n".join(raising)
    other = refused(tmp_path, f'{mosaic}when = [{{ assets = 3, owners = 2 }}]\nflags = ["dpia"]\n')
    assert "a mosaic rule looks at every two published sets" in "\n".join(other)
    assert read(tmp_path, f'{mosaic}when = [{{ assets = 2 }}]\nflags = ["dpia"]\n').rule["AGG-OWN"].flags == ("dpia",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rule = 1", "city.toml:1: rule: is not known here; nearest: rules"),
        ("rules = 5", "rules: is 5; expected a list"),
        ('rules = ["x"]', "rules[1]: expected a table"),
        ("[[rules]]\nid = [1]", "city.toml:2: rules[1].id: expected text"),
        ("[[rules]]\ntitle = 3", "city.toml:1: rules[1].id: is missing"),
        ('[[rules]]\nid = "AGG-COUNT"\nwhen = { assets = 3 }', "city.toml:3: AGG-COUNT.when: expected a list"),
        ('[[rules]]\nid = "AGG-COUNT"\nwhen = []', "city.toml:3: AGG-COUNT.when: is empty"),
        ('[[rules]]\nid = "own 1"', "'own 1' is no id; expected capital letters"),
        ('[[rules]]\nid = "AGG-HUB"\n[[rules]]\nid = "AGG-HUB"', "city.toml:4: rules AGG-HUB: stands more than once"),
        ('off = ["AGG-HUBB"]', "city.toml:1: off: there is no rule 'AGG-HUBB' to turn off; there are AGG-HUB"),
        ('off = "AGG-HUB"', "city.toml:1: off: expected a list of rules' ids"),
        ("off = [[1]]", "there is no rule [1] to turn off"),
        ("cap = 5", "city.toml:1: cap: is 5; expected ≤ 4"),
        ('show = "letters"', "city.toml:1: show: is 'letters'; expected 'number' or 'name'"),
        ("residents = 0", "residents: is 0; expected ≥ 1"),
        ("[discounts]\nsofft = 1", "city.toml:2: discounts.sofft: is not known here; nearest: soft"),
        ("[discounts]\nrules = []", "discounts.rules: is not known here; there are soft"),
        ('[categories]\nloan = { sv = "lån" }', "categories.loan.en: is missing"),
        ('quasi_identifiers = ["plats"]', "there is no category 'plats'"),
        ('[filters.redact]\nremoves = ["nme"]', "city.toml:2: filters.redact.removes[1]: there is no category 'nme'"),
        ("[filters.anonymise]\ncap = { r = 1 }", "a filter takes from confidentiality and traceability only"),
        ("[filters.anonymise]\nlower = { k = -1 }", "filters.anonymise.lower.k: is -1; expected ≥ 0"),
        ("[filters.blur]\nlower = { k = 1 }", "filters.blur: is 'blur'; expected 'anonymise'"),
        ('[[levels]]\nkey = "extreme"', "city.toml:2: levels[1].key: is 'extreme'; expected 'negligible'"),
        ("[[availability]]\nlevel = 3\nmtpd_h = 24", "mtpd_h of level 3 is 24; expected < 24, that of level 2"),
        (
            "[[availability]]\nlevel = 3\navailability = 0.9",
            "availability of level 3 is 0.9; expected > 0.995, that of level 2",
        ),
        ("[[availability]]\nlevel = 5\nmtpd_h = 1", "city.toml:2: availability[1].level: is 5; expected ≤ 4"),
        ("[[availability]]\nlevel = 3\n[[availability]]\nlevel = 3", "city.toml:4: availability 3: stands more than once"),
        ('[[controls]]\naspect = "k"\nlevel = 3\ngrade = 1', "grade (k) of level 3 is 1; expected ≥ 2, that of level 2"),
        ('[[controls]]\naspect = "q"\nlevel = 3\ngrade = 1\nsource = "x"', "controls[1].aspect: is 'q'; expected 'k', 'r'"),
    ],
)
def test_whatever_else_is_wrong_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert told in "\n".join(refused(tmp_path, text))


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = f"""cap = 9
off = ["AGG-NONE"]
{OWN}when = [{{ assets = 0 }}, {{ categories = ["nme"] }}]
raise = {{ q = 1, k = 9 }}
"""
    lines = [int(problem.split(":")[1]) for problem in refused(tmp_path, text)]
    assert lines == [1, 2, 9, 9, 10, 10]


def test_a_file_that_is_not_toml_or_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"city\.toml:2: not TOML"):
        read(tmp_path, "cap = 3\nshow = \n")
    with pytest.raises(SourceError, match=r"city\.toml:3: not TOML"):
        read(tmp_path, 'cap = 3\n\nquasi_identifiers = ["a"')
    with pytest.raises(SourceError, match="cannot be read"):
        read_classification_model(tmp_path / "none.toml")
