"""The gazetteer: what a name may mean, and what is above it."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from alerts.model.entity import Entity, Kind, Link
from alerts.model.errors import InvalidInput
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.gazetteer_files import (
    compile_shipped,
    operator_files,
    read_file,
    shipped_files,
)


@pytest.mark.parametrize(
    ("text", "kind", "ids"),
    [
        ("Koniko", Kind.FACILITY, ["conoco-gas-plant"]),
        ("KONIKO", None, ["conoco-gas-plant"]),
        ("  Conoco  gas   plant ", None, ["conoco-gas-plant"]),
        ("conoco-gas-plant", Kind.FACILITY, ["conoco-gas-plant"]),
        ("Conoco", Kind.FACILITY, ["conoco-gas-plant"]),
        ("كونيكو", Kind.FACILITY, ["conoco-gas-plant"]),
        ("کونیکو", Kind.FACILITY, ["conoco-gas-plant"]),
        ("Omar", Kind.FACILITY, ["al-omar-oil-field"]),
        ("el-Omar", Kind.FACILITY, ["al-omar-oil-field"]),
        ("omar-field", Kind.FACILITY, ["al-omar-oil-field"]),
        ("Deir al-Zor", Kind.REGION, ["SY-DY"]),
        ("deir el zor", Kind.REGION, ["SY-DY"]),
        ("Hasakah", Kind.REGION, ["SY-HA"]),
        ("SY-DY", Kind.REGION, ["SY-DY"]),
        ("SY-DY", Kind.FACILITY, []),
        ("Koniko", Kind.ACTOR, []),
        ("The National", Kind.SOURCE, ["the-national"]),
        ("National", Kind.SOURCE, ["the-national"]),
        ("CENTCOM", Kind.SOURCE, ["centcom"]),
        ("CENTCOM", Kind.ACTOR, ["centcom-command"]),
        ("shell", Kind.ACTOR, ["shell"]),
        ("Djibouti", Kind.REGION, ["DJ"]),
        ("Tripoli", Kind.REGION, ["LB-AS", "LY-TB"]),
        ("Kokino", None, []),
        ("", None, []),
        (" - ", None, []),
    ],
)
def test_a_name_means_what_is_listed_under_it_and_nothing_like_it(
    small: Gazetteer, text: str, kind: Kind | None, ids: Sequence[str]
) -> None:
    assert sorted(small.named(text, kind)) == list(ids)


def test_a_name_that_is_one_entitys_own_comes_before_anothers_short_one() -> None:
    georgia = Entity("GE", Kind.REGION, "country", "Georgia")
    state = Entity("US-GA", Kind.REGION, "admin1", "Georgia", short={"en": ("Georgia",)})
    assert Gazetteer.of([state, georgia]).named("Georgia", Kind.REGION) == ("GE",)


def test_ancestors_are_closed_upwards_nearest_first(small: Gazetteer) -> None:
    assert small.ancestors("green-village") == ("al-omar-oil-field", "SY-DY", "SY")
    assert small.ancestors("omar-field") == ("SY-DY", "SY")
    assert small.ancestors("SY") == ()
    assert small.ancestors("nowhere") == ()


def test_a_link_may_take_nothing_in() -> None:
    pipeline = Entity(
        "p",
        Kind.FACILITY,
        "pipeline",
        "Pipeline",
        parents=(Link("IQ", "crosses"), Link("TR", "ends_in", takes_in=False)),
    )
    countries = [Entity(i, Kind.REGION, "country", i) for i in ("IQ", "TR")]
    assert Gazetteer.of([pipeline, *countries]).ancestors("p") == ("IQ",)


def test_a_retired_id_gives_what_replaced_it(small: Gazetteer) -> None:
    replaced = small.entity("omar-field")
    assert replaced is not None
    assert replaced.id == "al-omar-oil-field"
    assert "omar-field" not in {entity.id for entity in small.entities()}


def test_a_code_is_known_in_small_letters_where_it_is_no_word(small: Gazetteer) -> None:
    assert small.named("sy-dy", Kind.REGION) == ("SY-DY",)
    assert small.named("sy", Kind.REGION) == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Konik", "conoco-gas-plant"),
        ("Conoko gas", "conoco-gas-plant"),
        ("gas plant con", "conoco-gas-plant"),
        ("العم", "al-omar-oil-field"),
        ("Gren Vilage", "green-village"),
        ("syrian democ", "syrian-democratic-forces"),
    ],
)
def test_search_bears_with_what_is_half_typed_or_mistyped(
    small: Gazetteer, typed: str, first: str
) -> None:
    assert small.search(typed, None, 5)[0].id == first
    assert len(small.search(typed, None, 1)) == 1
    assert small.suggest(typed, None)[0].id == first


def test_search_keeps_to_the_kind_that_is_asked_for(small: Gazetteer) -> None:
    found = small.search("Deir ez-Zor", Kind.ACTOR, 5)
    assert [entity.id for entity in found][:1] == ["deir-ez-zor-military-council"]
    assert {entity.kind for entity in found} == {Kind.ACTOR}
    assert small.search("", None, 5) == ()


def test_search_for_a_kind_finds_as_many_of_it_as_there_are(shipped: Gazetteer) -> None:
    """Though the first thousand names that begin so, or look so, are of other kinds."""
    for kind in Kind:
        begun = shipped.search("d", kind, 10)
        assert [entity.kind for entity in begun] == [kind] * 10
    mistyped = shipped.search("Damascsu", Kind.ACTOR, 10)
    assert {entity.kind for entity in mistyped} == {Kind.ACTOR}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("deir", "SY-DY"),
        ("oma", "al-omar-oil-field"),
        ("al-o", "al-omar-oil-field"),
        ("العم", "al-omar-oil-field"),
        ("сир", "SY"),
        ("Der Ezor", "SY-DY"),
        ("syrian demcratic", "syrian-democratic-forces"),
    ],
)
def test_what_goes_by_many_names_is_near_the_top(
    shipped: Gazetteer, typed: str, known: str
) -> None:
    assert known in [entity.id for entity in shipped.search(typed, None, 5)]


FIELD = """
- id: ward-oil-field
  kind: facility
  type: oil_field
  name: al-Ward oil field
  parents: [{id: SY-DY, link: lies_in}]
  lat: 34.9
  lon: 40.5
  names: {en: [al-Ward field], ar: [حقل الورد]}
  short: {en: [al-Ward]}
"""


def test_a_file_of_the_operators_adds_to_ours_and_replaces(tmp_path: Path) -> None:
    ours = Gazetteer.load()
    (tmp_path / "b.yaml").write_text(FIELD, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(
        '{"id":"conoco-gas-plant","kind":"facility","type":"gas_plant","name":"Plant Nine"}\n\n'
    )
    (tmp_path / "notes.txt").write_text("not read")
    theirs = Gazetteer.load([tmp_path])
    assert theirs.named("Plant Nine", Kind.FACILITY) == ("conoco-gas-plant",)
    assert theirs.ancestors("conoco-gas-plant") == ()
    assert theirs.named("حقل الورد", Kind.FACILITY)[-1:] == ("ward-oil-field",)
    assert theirs.version != ours.version
    assert Gazetteer.load([tmp_path / "b.yaml"]).entity("ward-oil-field") is not None
    assert Gazetteer.load().version == ours.version


def test_the_compiled_form_of_the_shipped_files_is_fresh() -> None:
    shipped = files("alerts.resolve") / "data" / "compiled.jsonl"
    assert shipped.read_bytes() == compile_shipped(), "python -m tools.build_gazetteer"


def test_the_compiled_form_says_what_the_files_say() -> None:
    folder = Path(str(files("alerts.resolve") / "data"))
    written = {f.digest: f.entities for f in operator_files(sorted(folder.rglob("*.yaml")))}
    shipped = {f.digest: f.entities for f in shipped_files()}
    assert written.items() <= shipped.items()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.yaml", "- {id: a", "x.yaml: not YAML"),
        ("x.yaml", "id: a", "x.yaml"),
        ("x.jsonl", '{"id":"a"}\n{', "x.jsonl, line 2: not JSON"),
        ("x.yaml", "- {kind: facility, type: t, name: n}", "entity number 1: id: Field required"),
        ("x.yaml", "- {id: a, kind: plant, type: t, name: n}", "entity a: kind"),
        ("x.yaml", "- {id: a, kind: actor, type: t, name: n, names: {en: [No]}}", "names: en: 0"),
        ("x.yaml", "- {id: a, kind: actor, type: t, name: n, names: {en: x}}", "names: en"),
        ("x.yaml", "- {id: a, kind: actor, type: t, name: n, name_s: {}}", "name_s: Extra"),
        ("x.yaml", "- {id: a, kind: actor, type: t, name: n, lat: 91}", "entity a: lat"),
        ("x.yaml", "- 7", "entity number 1"),
    ],
)
def test_a_fault_in_a_file_is_told_with_entity_and_field(
    name: str, content: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_file(name, content.encode())
    assert said in str(caught.value)


def test_an_empty_file_holds_no_entities() -> None:
    assert read_file("x.yaml", b"# nothing yet\n").entities == ()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"gone\.yaml"):
        list(operator_files([tmp_path / "gone.yaml"]))


def actor(entity_id: str, **more: object) -> Entity:
    return Entity(entity_id, Kind.ACTOR, "t", entity_id, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entities", "said"),
    [
        ([actor("a"), actor("a")], "entity a is already in"),
        ([actor("a", parents=(Link("b", "part_of"),))], "there is no entity b"),
        (
            [
                actor("a", parents=(Link("b", "part_of"),)),
                actor("b", parents=(Link("a", "part_of"),)),
            ],
            "its own ancestor",
        ),
        ([actor("a", replaced_by="b")], "leads to no entity"),
        ([actor("a", replaced_by="b"), actor("b", replaced_by="a")], "leads to no entity"),
    ],
)
def test_entities_that_do_not_hold_together_are_refused(entities: list[Entity], said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Gazetteer.of(entities)
    assert said in str(caught.value)
