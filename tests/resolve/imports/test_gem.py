"""Global Energy Monitor's trackers, in the shapes that they are published in."""

import csv
import os
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest

from alerts.model.entity import Entity, Kind
from alerts.model.errors import InvalidInput
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.imports import gem
from alerts.resolve.imports.beside import Imported, put_beside
from alerts.resolve.imports.places import Places
from alerts.resolve.imports.tables import Faults
from alerts.resolve.imports.written import written
from alerts.resolve.soundness import Severity, check_files

FIELDS = (
    'country/area,wiki-name,status,lat,lng,"subnational-unit-(province,-state)",unit-id,'
    "production---oil-(million-bbl/y),production---gas-(million-m³/y)"
)  # fmt: skip
PLANTS = "fuel_type,project,unit,capacity,status,country,province,lat,lng"
TRACKERS = Path(os.environ.get("ALERTS_TEST_GEM", "../shared/data/gem"))


def read(
    known: Gazetteer, places: Places, header: str, *rows: Sequence[str], **more: object
) -> tuple[Imported, Faults]:
    text = StringIO()
    text.write(header + "\n")
    csv.writer(text).writerows(rows)
    faults = Faults()
    lines = text.getvalue().splitlines(keepends=True)
    found = gem.candidates("tracker.csv", lines, places, faults, **more)  # type: ignore[arg-type]
    return put_beside(known, places, found), faults


def field(name: str, lat: str, lon: str, country: str = "Syria", **more: str) -> list[str]:
    told = {"status": "operating", "province": "", "unit": "OG1", "oil": "", "gas": ""} | more
    place = [told["status"], lat, lon, told["province"], told["unit"], told["oil"], told["gas"]]
    return [country, name, *place]


def only(imported: Imported) -> Entity:
    (entity,) = imported.entities
    return entity


def test_a_field_gets_its_type_its_region_and_a_short_bare_name(
    known: Gazetteer, places: Places
) -> None:
    row = field(
        "Kasra Oil and Gas Field (Syria)", "35.5", "39.9", province="Deir ez-Zor", oil="2.5"
    )
    entity = only(read(known, places, FIELDS, row)[0])
    assert entity.id == "kasra-oil-field-sy"
    assert (entity.kind, entity.type, entity.name) == (
        Kind.FACILITY,
        "oil_field",
        "Kasra oil field",
    )
    assert [link.parent for link in entity.parents] == ["SY-DY"]
    assert entity.names == {"en": ("Kasra oil field", "Kasra oil and gas field")}
    assert entity.short == {"en": ("Kasra",)}
    assert (entity.lat, entity.lon) == (35.5, 39.9)


def test_a_region_is_told_by_the_towns_around_where_no_name_tells_it(
    known: Gazetteer, places: Places
) -> None:
    row = field("Kasra Oil and Gas Field (Syria)", "35.02", "40.46")
    assert [link.parent for link in only(read(known, places, FIELDS, row)[0]).parents] == ["SY-DY"]


@pytest.mark.parametrize(
    ("oil", "gas", "entity_type"),
    [("1", "", "oil_field"), ("", "3", "gas_field"), ("1", "3", "oil_gas_field"), ("", "0", "oil_gas_field")],
)  # fmt: skip
def test_what_a_field_gives_is_its_type(
    known: Gazetteer, places: Places, oil: str, gas: str, entity_type: str
) -> None:
    row = field("Kasra Oil and Gas Field (Syria)", "35.5", "39.9", oil=oil, gas=gas)
    assert only(read(known, places, FIELDS, row)[0]).type == entity_type


@pytest.mark.parametrize(
    ("name", "lat", "lon", "province"),
    [
        ("al-Omar Oil and Gas Field (Syria)", "35.0746", "40.6014", ""),
        ("Omar Oil and Gas Field (Syria)", "34.2", "39.9", "Deir ez-Zor"),
        ("El Omar Oil and Gas Field (Syria)", "", "", "Deir ez-Zor"),
    ],
)
def test_a_field_of_ours_stays_one_and_gets_the_name_it_lacks(
    known: Gazetteer, places: Places, name: str, lat: str, lon: str, province: str
) -> None:
    imported, _ = read(known, places, FIELDS, field(name, lat, lon, province=province))
    assert (imported.entities, imported.known) == ([], 1)
    (addition,) = imported.additions
    assert addition.add_to == "al-omar-oil-field"
    assert [n.split(" ", 1)[-1] for n in addition.names["en"]][-1].endswith("oil and gas field")
    assert addition.short == {}


def test_a_namesake_far_away_is_another_field(known: Gazetteer, places: Places) -> None:
    row = field("Omar Oil and Gas Field (Iraq)", "30.1", "47.4", "Iraq", oil="1")
    imported, _ = read(known, places, FIELDS, row)
    assert only(imported).id == "omar-oil-field-iq"
    assert imported.additions == []


def test_what_is_spelled_like_ours_near_by_is_left_out_and_named(
    known: Gazetteer, places: Places
) -> None:
    row = field("Al Jibissah Oil and Gas Field (Syria)", "36.04", "40.69")
    imported, _ = read(known, places, FIELDS, row)
    assert imported.entities == []
    assert imported.unsure == {"Al Jibissah oil and gas field": "jibsah-gas-field"}


def test_a_unit_of_several_fields_is_none_of_them(known: Gazetteer, places: Places) -> None:
    row = field("Omar, Ahmer, Akash Oil and Gas Field (Syria)", "35.07", "40.6")
    entity = only(read(known, places, FIELDS, row)[0])
    assert entity.id == "omar-ahmer-akash-oil-and-gas-field-sy"
    assert "Omar" not in entity.short["en"]


def test_two_of_one_name_get_ids_of_their_own_and_one_told_twice_one(
    known: Gazetteer, places: Places
) -> None:
    name = "Kasra Oil and Gas Field (Syria)"
    rows = [
        field(name, "35.5", "39.9", unit="OG1"),
        field(name, "35.51", "39.9", unit="OG2"),
        field(name, "33.0", "37.0", unit="OG3"),
    ]
    imported, _ = read(known, places, FIELDS, *rows)
    assert [e.id for e in imported.entities] == [
        "kasra-oil-and-gas-field-sy",
        "kasra-oil-and-gas-field-sy-og3",
    ]
    assert imported.again == 1


def test_a_field_on_a_border_lies_in_both_countries(known: Gazetteer, places: Places) -> None:
    rows = [
        field("Statfjord Oil and Gas Field (United Kingdom)", "61.25", "1.85", "United Kingdom"),
        field("Statfjord Oil and Gas Field (Norway)", "61.25", "1.85", "Norway"),
    ]
    entity = only(read(known, places, FIELDS, *rows)[0])
    assert [link.parent for link in entity.parents] == ["GB", "NO"]


def test_the_units_of_a_plant_are_one_entity_and_its_town_keeps_its_name(
    known: Gazetteer, places: Places
) -> None:
    rows = [
        ["gas", "Homs Gas power plant", unit, "120", "operating", "Syria", "Homs", "34.7", "36.7"]
        for unit in ("GT1", "GT2")
    ]
    paper = ["gas", "Kasra power station", "1", "9", "announced", "Syria", "", "35.5", "39.9"]
    imported, _ = read(known, places, PLANTS, *rows, paper)
    entity = only(imported)
    assert (entity.id, entity.type) == ("homs-gas-power-plant-sy", "power_station")
    assert "Homs power station" in entity.names["en"]
    assert entity.short == {}
    imported, _ = read(known, places, PLANTS, paper, on_paper=True)
    assert only(imported).short == {"en": ("Kasra",)}


def test_a_workbooks_sheet_saved_as_csv_is_read_too(known: Gazetteer, places: Places) -> None:
    header = (
        "Global Oil and Gas Plant Tracker\n\ufeffCountry/Area;Plant name;Unit name;Capacity (MW);Status;"
        "Latitude;Longitude;State/Province;GEM location ID;Plant name in local script"
    )
    row = "Syria;Kasra power station;1;9;Operating;35.5;39.9;Deir ez-Zor;L1;محطة كسرة"
    faults = Faults()
    lines = f"{header}\n{row}\n".splitlines(keepends=True)
    found = gem.candidates("sheet.csv", lines, places, faults)
    entity = only(put_beside(known, places, found))
    assert entity.names["ar"] == ("محطة كسرة",)
    assert [link.parent for link in entity.parents] == ["SY-DY"]
    header = "Unit ID,Unit Name,Fuel type,Country/Area,Latitude,Longitude"
    lines = [f"{header}\n", "OG7,Kasra,gas,Syria,35.5,39.9\n"]
    entity = only(put_beside(known, places, gem.candidates("s.csv", lines, places, faults)))
    assert (entity.type, entity.name) == ("gas_field", "Kasra gas field")
    assert faults.count == 0


def test_bad_rows_are_named_and_cost_only_themselves(known: Gazetteer, places: Places) -> None:
    rows = [
        field("Atlantis Oil and Gas Field (Atlantis)", "1", "2", "Atlantis"),
        field("Kasra Oil and Gas Field (Syria)", "98.6", "59.0"),
        ["Syria"],
        field("-- Oil and Gas Field (Syria)", "35", "40"),
    ]
    imported, faults = read(known, places, FIELDS, *rows)
    entity = only(imported)
    assert (entity.id, entity.lat) == ("kasra-oil-and-gas-field-sy", None)
    assert faults.count == 4
    assert [told.partition(":")[0] for told in faults.told] == [
        "line 2",
        "line 3",
        "line 4",
        "line 5",
    ]


def test_a_file_of_another_kind_is_refused_with_the_columns_it_lacks(places: Places) -> None:
    with pytest.raises(InvalidInput) as caught:
        list(gem.candidates("x.csv", ["a,b,lat\n", "1,2,3\n"], places, Faults()))
    assert [p.pointer for p in caught.value.problems] == ["name", "country", "lon"]
    assert "'plant name'" in str(caught.value)


@pytest.mark.parametrize("as_yaml", [False, True])
def test_what_is_written_loads_and_says_whose_work_it_is(
    known: Gazetteer, places: Places, tmp_path: Path, *, as_yaml: bool
) -> None:
    rows = [
        field("al-Omar Oil and Gas Field (Syria)", "35.07", "40.6"),
        field("Kasra Oil and Gas Field (Norway)", "61.0", "2.0", "Norway"),
    ]
    imported, _ = read(known, places, FIELDS, *rows)
    content = written(imported, gem.CREDIT, as_yaml=as_yaml)
    assert content.startswith(b"# Made from a tracker of Global Energy Monitor")
    assert b"CC BY 4.0" in content
    file = tmp_path / ("own.yaml" if as_yaml else "own.jsonl")
    file.write_bytes(content)
    loaded = Gazetteer.load([file])
    assert loaded.named("al-Omar Oil and Gas Field", None) == ("al-omar-oil-field",)
    assert loaded.ancestors("kasra-oil-and-gas-field-no") == ("NO",)


@pytest.mark.skipif(not TRACKERS.is_dir(), reason=f"no trackers in {TRACKERS} (ALERTS_TEST_GEM)")
def test_the_real_trackers_become_files_that_are_sound(tmp_path: Path) -> None:
    ours = Gazetteer.load()
    places = Places(ours)
    for name in ("oil_gas_fields", "gas_power_plants"):
        faults = Faults()
        with (TRACKERS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found = gem.candidates(name, lines, places, faults)
            imported = put_beside(ours, places, found)
        assert len(imported.entities) > 4000
        assert faults.count < 100
        (tmp_path / f"{name}.jsonl").write_bytes(written(imported, gem.CREDIT, as_yaml=False))
    assert [f for f in check_files([tmp_path]) if f.severity is Severity.ERROR] == []
    theirs = Gazetteer.load([tmp_path])
    assert theirs.named("Omar oil field", Kind.FACILITY) == ("al-omar-oil-field",)
    assert [e.id for e in theirs.entities() if e.name.startswith("al-Omar")] == [
        "al-omar-oil-field"
    ]
