"""GeoNames' dumps: which rows are taken, under which regions, and with which names."""

from collections.abc import Sequence

import pytest

from alerts.model.entity import Entity, Kind
from alerts.model.errors import InvalidInput
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.imports import geonames
from alerts.resolve.imports.beside import Imported, put_beside
from alerts.resolve.imports.places import Places
from alerts.resolve.imports.tables import Faults


def row(number: int, name: str, feature: str, **more: object) -> str:
    told = {
        "lat": 35.5,
        "lon": 39.9,
        "country": "SY",
        "admin1": "07",
        "population": 0,
        "others": "",
    }
    told |= more
    feature_class, code = feature.split(".")
    cells = (
        *(number, name, name, told["others"], told["lat"], told["lon"], feature_class, code),
        *(told["country"], "", told["admin1"], "", "", "", told["population"], "", "", "", ""),
    )
    return "\t".join(str(cell) for cell in cells) + "\n"


PROVINCE = row(1, "Dayr az Zawr", "A.ADM1", others="Deir ez-Zor,Deirez-Zor")


def read(
    known: Gazetteer,
    places: Places,
    lines: Sequence[str],
    wanted: geonames.Wanted = geonames.Wanted(),  # noqa: B008 - frozen
    names: Sequence[str] = (),
) -> tuple[Imported, Faults]:
    faults = Faults()
    ids = geonames.wanted_ids(lines, wanted)
    found = geonames.candidates(
        lines,
        places,
        faults,
        wanted,
        regions=geonames.provinces(lines, places),
        names=geonames.alternates(names, ids, faults),
    )
    return put_beside(known, places, found), faults


def only(imported: Imported) -> Entity:
    (entity,) = imported.entities
    return entity


def test_a_facility_lies_where_the_dumps_own_provinces_say(
    known: Gazetteer, places: Places
) -> None:
    entity = only(read(known, places, [PROVINCE, row(2, "Kasra Refinery", "S.OILR")])[0])
    assert (entity.id, entity.kind, entity.type) == (
        "kasra-refinery-sy",
        Kind.FACILITY,
        "refinery",
    )
    assert [link.parent for link in entity.parents] == ["SY-DY"]
    assert entity.names == {"en": ("Kasra Refinery",)}


def test_a_town_has_its_region_in_its_id_and_one_word_of_a_small_one_is_short(
    known: Gazetteer, places: Places
) -> None:
    lines = [PROVINCE, row(2, "Kasra", "P.PPL", population=900)]
    entity = only(read(known, places, lines)[0])
    assert (entity.id, entity.type) == ("SY-DY/kasra", "town")
    assert (entity.names, entity.short) == ({}, {"en": ("Kasra",)})
    lines = [PROVINCE, row(2, "Kasra", "P.PPL", population=90_000)]
    assert only(read(known, places, lines)[0]).names == {"en": ("Kasra",)}
    lines = [PROVINCE, row(2, "Ward", "P.PPL", population=90_000)]
    assert only(read(known, places, lines)[0]).short == {"en": ("Ward",)}


def test_a_town_of_ours_stays_one(known: Gazetteer, places: Places) -> None:
    lines = [PROVINCE, row(2, "Al Mayādīn", "P.PPL", lat=35.02, lon=40.45, population=44_000)]
    imported, _ = read(known, places, lines)
    assert (imported.entities, imported.known) == ([], 1)


def test_names_come_with_their_languages_but_not_former_ones(
    known: Gazetteer, places: Places
) -> None:
    names = [
        "1\t2\tar\tمصفاة كسرة\t1\t\t\t\t\t\n",
        "2\t2\tru\tКасра\t\t\t\t1\t\t\n",
        "3\t2\tlink\thttps://example.org\t\t\t\t\t\t\n",
        "4\t9\tar\tأخرى\t\t\t\t\t\t\n",
        "5\tbroken\n",
    ]
    lines = [PROVINCE, row(2, "Kasra Refinery", "S.OILR")]
    imported, faults = read(known, places, lines, names=names)
    assert only(imported).names == {"en": ("Kasra Refinery",), "ar": ("مصفاة كسرة",)}
    assert faults.count == 1


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (geonames.Wanted(), {"a", "b", "c", "d"}),
        (geonames.Wanted(codes=frozenset({"OILR"})), {"a", "d"}),
        (geonames.Wanted(classes=frozenset({"P"})), {"b", "c"}),
        (geonames.Wanted(population=1000), {"a", "c", "d"}),
        (geonames.Wanted(countries=frozenset({"IQ"})), {"d"}),
    ],
)
def test_only_what_is_wanted_is_taken(
    known: Gazetteer, places: Places, wanted: geonames.Wanted, taken: set[str]
) -> None:
    lines = [
        PROVINCE,
        row(2, "a", "S.OILR"),
        row(3, "b", "P.PPL", population=10, lat=35.0),
        row(4, "c", "P.PPL", population=5000, lat=34.9),
        row(5, "d", "S.OILR", country="IQ", lat=33.0, lon=44.0),
        row(6, "e", "T.MT"),
        row(7, "f", "P.PPLQ"),
    ]
    imported, _ = read(known, places, lines, wanted)
    assert {entity.name for entity in imported.entities} == taken


def test_bad_rows_are_named_and_cost_only_themselves(known: Gazetteer, places: Places) -> None:
    lines = [
        row(2, "Kasra Refinery", "S.OILR"),
        "a\tb\n",
        row(3, "Other Refinery", "S.OILR", lat="north"),
        row(4, "Third Refinery", "S.OILR", country="XX"),
    ]
    imported, faults = read(known, places, lines)
    assert only(imported).id == "kasra-refinery-sy"
    assert [told.partition(":")[0] for told in faults.told] == ["line 2", "line 3", "line 4"]


def test_a_file_of_another_kind_is_refused_with_the_columns_it_lacks() -> None:
    geonames.check_form("SY.txt", PROVINCE)
    with pytest.raises(InvalidInput) as caught:
        geonames.check_form("x.txt", "2\tKasra\n")
    assert [p.pointer for p in caught.value.problems] == list(geonames.COLUMNS[2:])
