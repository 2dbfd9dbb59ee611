"""Names that a file adds to an entity of another."""

from pathlib import Path

import pytest

from alerts.model.entity import Kind
from alerts.model.errors import InvalidInput
from alerts.resolve.gazetteer import Gazetteer


def test_a_spelling_is_added_to_ours_and_all_the_rest_of_it_stays(tmp_path: Path) -> None:
    ours = Gazetteer.load().entity("conoco-gas-plant")
    assert ours is not None
    (tmp_path / "a.yaml").write_text("- {add_to: conoco-gas-plant, names: {en: [Plant Nine]}}")
    (tmp_path / "b.jsonl").write_text(
        '# whose work it is\n{"add_to":"conoco-gas-plant","names":{"en":["Plant Ten"]}}\n'
    )
    theirs = Gazetteer.load([tmp_path])
    grown = theirs.entity("conoco-gas-plant")
    assert grown is not None
    assert grown.parents == ours.parents
    assert grown.names["en"] == (*ours.names["en"], "Plant Nine", "Plant Ten")
    for name in ("Plant Nine", "Plant Ten", "Koniko"):
        assert theirs.named(name, Kind.FACILITY) == ("conoco-gas-plant",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- {add_to: no-such-thing, names: {en: [Xyz]}}", "no such entity"),
        ("- {add_to: conoco-gas-plant, kind: facility}", "entity conoco-gas-plant: kind: Extra"),
        (
            """
            - {id: a, kind: actor, type: t, name: n, replaced_by: conoco-gas-plant}
            - {add_to: a, names: {en: [Xyz]}}
            """,
            "it is retired; add the names to conoco-gas-plant",
        ),
    ],
)
def test_what_cannot_be_added_is_told(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(content)
    with pytest.raises(InvalidInput, match=r"own\.yaml") as caught:
        Gazetteer.load([file])
    assert said in str(caught.value)
