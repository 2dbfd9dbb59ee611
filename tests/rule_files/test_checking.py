"""Whatever is wrong in files of rules is told at once: where, what, and what would be right."""

from pathlib import Path

import pytest

from alerts.model.errors import InvalidInput
from alerts.rule_files.reading import read_files
from tests.rule_files.making import checked, read, sound, told

RULE = "{name: Fields, when: {facility: [Koniko]}}"


def test_a_file_of_rules_with_nothing_wrong(tmp_path: Path) -> None:
    files = sound(
        tmp_path,
        """\
        destinations:
          desk: {id: dst_a1}
          hook: {url: "https://hooks.example/a"}
          mail: {address: duty@example.org}
        rules:
          - name: Fields
            when: {facility: [Koniko], region: [سوريا]}
            notify: [desk, mail]
            must_match:
              - A drone hit the Conoco gas plant.
              - {id: x, source: {name: y}, title: Koniko, severity: severe}
            must_not_match: [A drone hit Paris.]
          - {id: rul_a1, name: Off, when: {words: [drone]}, enabled: false}
        """,
    )
    examples, _ = checked(files)
    assert [rule.written.name for rule in files.rules] == ["Fields", "Off"]
    assert [example.must_match for example in examples] == [True, True, False]
    assert set(files.destinations) == {"desk", "hook", "mail"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "0.yaml:1 : must be an object with rules"),
        ("[]", "0.yaml:1 : must be an object with rules"),
        ("{}", "0.yaml:1 /rules: is required"),
        ("rules: 3", "0.yaml:1 /rules: must be a list of rules"),
        ("rules: []\nrule: 3", "0.yaml:2 /rule: is not known here; did you mean rules?"),
        ("rules: []\ndestinations: [a]", "/destinations: must be an object: a name for each"),
        ("rules: []\ndestinations:\n  a: dst_1", "0.yaml:3 /destinations/a: must be an object; it"),
        ("rules: []\ndestinations:\n  a: {}", "/destinations/a: needs one of: id, url, address"),
        ("rules: []\ndestinations: {a: {id: rul_1}}", "/destinations/a/id: "),
        (f"rules: [{RULE}, {RULE}]", "/rules/1/name: 'Fields' is also in "),
        ("rules: [{name: x}]", "0.yaml:1 /rules/0/when: is required"),
        ("rules:\n- 7", "0.yaml:2 /rules/0: must be an object; it has: id, name, when"),
        ("rules: [{name: x, when: {words: [7]}}]", "/when/words/0: must be text: put it in quotes"),
        ("rules: [{name: x, when: {regoin: [SY]}}]", "did you mean region?"),
        (
            "rules: [{name: x, enabeld: true, when: {region: [SY]}}]",
            "/rules/0/enabeld: is not known here; did you mean",
        ),
        ("rules: [{name: x, id: 3, when: {region: [SY]}}]", "/rules/0/id: must be text"),
        ("rules: [{name: x, when: {region: [SY]}, notify: [desk]}]", "no destination is called"),
        (
            "rules: [{name: x, when: {facility: [Konico]}}]",
            "/when/facility/0: no facility is known",
        ),
        ("rules: [{name: x, when: {facility: [Omar]}}]", "'Omar' could mean 2 of them"),
        ("rules: [{name: x, when: {actor: [Syria]}}]", "move it to that key"),
        ("rules: [{name: x, when: {not: {region: [SY]}}}]", "would match by what a report does"),
        ("rules: [{name: x, when: {words: [the]}}]", "is in nearly every text"),
        ("rules: [{name: x, when: {region: [SY]}, must_match: [7]}]", "must be a report, or its"),
        ("rules: [{name: x, when: {region: [SY]}, must_match: ['']}]", "must be a report, or its"),
        (
            "rules: [{name: x, when: {region: [SY]}, must_match: [{x: y}]}]",
            "is no report: needs at",
        ),
        (
            "rules: [{name: x, when: {region: [SY]}, must_match: [{body: y, severity: bad}]}]",
            "/rules/0/must_match/0/severity: cannot be read: the service would pass over it",
        ),
        ("rules: [", "0.yaml:2 : is no YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    _, wrong = checked(read(tmp_path, text))
    assert len(wrong) == 1
    assert expected in told(wrong)[0]


def test_what_is_wrong_with_one_rule_hides_nothing_else(tmp_path: Path) -> None:
    _, wrong = checked(
        read(
            tmp_path,
            """\
            rules:
              - enabeld: 3
                when: {facility: [Konico]}
              - name: x
                when: {near: {lat: 91, lon: 0, km: 5}}
              - name: y
                when: {facility: [Omar]}
                must_match: [{}]
            """,
            "rules: [",
        )
    )
    assert [line.partition(": ")[0] for line in told(wrong)] == [
        "0.yaml:2 /rules/0/enabeld",
        "0.yaml:2 /rules/0/name",
        "0.yaml:3 /rules/0/when/facility/0",
        "0.yaml:5 /rules/1/when/near/lat",
        "0.yaml:7 /rules/2/when/facility/0",
        "0.yaml:8 /rules/2/must_match/0",
        "1.yaml:2 ",
    ]


def test_candidates_are_entities_or_what_the_file_has(tmp_path: Path) -> None:
    _, wrong = checked(
        read(
            tmp_path,
            """\
            destinations: {duty-desk: {id: dst_1}}
            rules: [{name: x, when: {facility: [Omar]}, notify: [duty-desc]}]
            """,
        )
    )
    assert sorted(f.candidates for f in wrong) == [
        ("al-omar-oil-field", "omar-gas-plant"),
        ("duty-desk",),
    ]


def test_files_share_their_destinations_and_no_names_of_rules(tmp_path: Path) -> None:
    destinations = "destinations: {desk: {id: dst_1}}\n"
    first = f"{destinations}rules: [{{name: a, when: {{region: [SY]}}, notify: [desk]}}]"
    second = "rules: [{name: b, when: {region: [SY]}, notify: [desk]}]"
    sound(tmp_path, first, second, f"{destinations}rules: []")

    other = "destinations: {desk: {id: dst_2}}\nrules: [{name: a, when: {region: [SY]}}]"
    _, wrong = checked(read(tmp_path, first, other))
    assert [f.pointer for f in wrong] == ["/destinations/desk", "/rules/0/name"]
    assert {Path(f.file).name for f in wrong} == {"1.yaml"}


def test_a_destination_with_a_fault_is_told_once(tmp_path: Path) -> None:
    text = "destinations: {desk: {}}\nrules: [{name: a, when: {region: [SY]}, notify: [desk]}]"
    _, wrong = checked(read(tmp_path, text))
    assert [f.pointer for f in wrong] == ["/destinations/desk"]


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"none\.yaml: No such file"):
        read_files([tmp_path / "none.yaml"])
    (tmp_path / "latin.yaml").write_bytes(b"rules:\n  - name: caf\xe9\n")
    (wrong,) = read_files([tmp_path / "latin.yaml"]).findings
    assert (wrong.line, wrong.detail) == (2, "is not in UTF-8")


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"rules: [{RULE}]")
    files = read_files([tmp_path / "a.yaml"] * 2)
    assert (len(files.rules), files.findings) == (1, [])
