"""What a check finds in gazetteer files, and what it lets pass."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from alerts.resolve.everyday import why_common
from alerts.resolve.gazetteer_files import GazetteerFile, read_file
from alerts.resolve.soundness import STAGES, Finding, Severity, check_files, check_gazetteer

OURS = """
- {id: SY, kind: region, type: country, name: Syria, names: {en: [Syria]}}
- {id: SY-DY, kind: region, type: admin1, name: Deir ez-Zor, parents: [{id: SY, link: lies_in}]}
- {id: SY-HA, kind: region, type: admin1, name: Hasakah, parents: [{id: SY, link: lies_in}]}
- id: al-omar-oil-field
  kind: facility
  type: oil_field
  name: al-Omar oil field
  parents: [{id: SY-DY, link: lies_in}]
  lat: 35.07
  lon: 40.6
  names: {en: [Omar field]}
  short: {en: [Omar]}
"""
FIELD = "kind: facility, type: oil_field, parents: [{id: SY-DY, link: lies_in}]"


def file(text: str, name: str = "own.yaml") -> GazetteerFile:
    return read_file(name, text.encode())


def found(text: str, *more: str) -> list[Finding]:
    """What is found in an operator's files that stand beside ours."""
    theirs = [file(text), *(file(t, f"more-{n}.yaml") for n, t in enumerate(more))]
    return check_gazetteer([file(OURS, "ours.yaml")], theirs)


def told(findings: Sequence[Finding]) -> set[tuple[str, str, str]]:
    return {(f.severity.value, f.check, f.entity) for f in findings}


def test_a_sound_file_has_nothing_told_of_it() -> None:
    assert found(f"- {{id: jafra-oil-field, {FIELD}, name: Jafra oil field}}") == []


@pytest.mark.parametrize(
    ("entry", "check", "severity"),
    [
        ("{id: Jafra_Field, FIELD, name: Jafra}", "id", "error"),
        ("{id: x, kind: actor, type: t, name: X y, parents: [{id: none-such, link: of}]}", "link", "error"),
        ("{id: x, kind: actor, type: t, name: X y, parents: [{id: x, link: of}]}", "link", "error"),
        ("{id: x, kind: actor, type: t, name: X y, replaced_by: gone}", "link", "error"),
        ("{id: x, FIELD, name: Xyz field, lat: 35.1}", "coordinates", "error"),
        ("{id: x, FIELD, name: Xyz field, lat: 40.5, lon: -74}", "far-outside", "warning"),
        ("{id: x, kind: facility, type: dam, name: Xyz dam}", "no-country", "warning"),
        ("{id: x, FIELD, name: Xyz field, names: {en: [Ward]}}", "too-common", "warning"),
        ("{id: x, FIELD, name: Xyz field, names: {en: [Abc field, ABC Field]}}", "name-twice", "warning"),
        ("{id: x, FIELD, name: Xyz field, names: {en: [Abc]}, short: {tr: [abc]}}", "name-twice", "warning"),
        ("{id: x, FIELD, name: al-Omar oil field, lat: 35.07, lon: 40.61}", "duplicate-entity", "error"),
        ("{id: x, FIELD, name: Xyz, names: {en: [the Omar field]}, lat: 35.2, lon: 40.6}", "duplicate-entity", "warning"),
        ("{add_to: x, names: {en: [Abc field]}}", "addition", "error"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_entity_and_fix(
    entry: str, check: str, severity: str
) -> None:
    findings = found("- " + entry.replace("FIELD", FIELD))
    entity = "Jafra_Field" if check == "id" else "x"
    assert (severity, check, entity) in told(findings)
    for finding in findings:
        assert finding.file == "own.yaml"
        assert finding.detail
        assert finding.fix


def test_exchanged_coordinates_are_recognised() -> None:
    kuwait = (
        "- {id: KW, kind: region, type: country, name: Kuwait}\n"
        "- {id: x, kind: facility, type: dam, name: Xyz dam, parents: [{id: KW, link: lies_in}],"
        " lat: 47.9, lon: 29.3}"
    )
    (finding,) = found(kuwait)
    assert finding.fix == "latitude and longitude look exchanged: exchange them"


def test_an_id_in_two_files_of_one_owner_is_an_error_and_over_ours_a_note() -> None:
    entry = f"- {{id: al-omar-oil-field, {FIELD}, name: al-Omar oil field}}"
    assert told(found(entry)) == {("note", "replaces-ours", "al-omar-oil-field")}
    assert ("error", "duplicate-id", "al-omar-oil-field") in told(found(entry, entry))


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("SY-DY", "SY-HA", "note"),
        ("SY-DY", "SY-DY", "warning"),
    ],
)
def test_a_shared_name_is_a_fault_only_where_nothing_settles_it(
    one: str, other: str, severity: str
) -> None:
    entries = "".join(
        f"- {{id: f-{n}, kind: facility, type: dam, name: Dam {n}, names: {{en: [Abc dam]}},"
        f" parents: [{{id: {parent}, link: lies_in}}], lat: {34.5 + n}, lon: 40.2}}\n"
        for n, parent in enumerate((one, other))
    )
    (finding,) = found(entries)
    assert (finding.severity.value, finding.check) == (severity, "shared-name")
    assert "f-0, f-1" in finding.detail


def test_what_cannot_be_read_is_told_beside_what_can(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "- {id: a, kind: actor, type: t, name: n, lat: 91}\n- {id: b}"
    )
    (tmp_path / "good.yaml").write_text("- {id: A, kind: actor, type: t, name: Some people}")
    findings = [f for f in check_files([tmp_path]) if f.severity is Severity.ERROR]
    assert {(Path(f.file).name, f.entity, f.check) for f in findings} == {
        ("bad.yaml", "a", "unreadable"),
        ("bad.yaml", "b", "unreadable"),
        ("good.yaml", "A", "id"),
    }


def test_the_shipped_gazetteer_has_nothing_wrong_or_doubtful_and_each_stage_is_told() -> None:
    told_of: list[str] = []
    findings = check_files([], told_of.append)
    assert [f for f in findings if f.severity is not Severity.NOTE] == []
    assert tuple(told_of) == STAGES


def test_towns_of_one_name_are_doubled_in_one_country_and_not_beyond_its_border() -> None:
    iraq = "{id: IQ, kind: region, type: country, name: Iraq}"
    town = "kind: region, type: town, name: Tree, lat: 35.0"
    here = f"- {{id: SY-DY/tree, {town}, lon: 40.5, parents: [{{id: SY-DY, link: lies_in}}]}}"
    again = f"- {{id: SY-HA/tree, {town}, lon: 40.6, parents: [{{id: SY-HA, link: lies_in}}]}}"
    beyond = f"- {iraq}\n- {{id: IQ/tree, {town}, lon: 40.6, parents: [{{id: IQ, link: lies_in}}]}}"
    assert "duplicate-entity" in {f.check for f in found(here, again)}
    assert "duplicate-entity" not in {f.check for f in found(here, beyond)}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Ward", "an everyday word"),
        ("al-Ward", "an everyday word"),
        ("الورد", "an everyday word"),
        ("Победа", "an everyday word"),
        ("Omar", "a given name"),
        ("العمر", "a given name"),
        ("عمر", "a given name"),
        ("Красный луч", "all its words"),
        ("Green Village", None),
        ("field", "a head noun"),
        ("22", "no letters"),
        ("Ab", "fewer than 3"),
        ("AP", None),
        ("Koniko", None),
        ("Deir ez-Zor", None),
    ],
)
def test_a_name_that_is_a_word_or_a_person_is_too_common(name: str, rule: str | None) -> None:
    why = why_common(name)
    assert (why is None) == (rule is None)
    assert rule is None or (why is not None and rule in why)
