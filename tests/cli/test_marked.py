"""The view on a terminal: names marked in the text, their meaning beneath."""

import re
from io import StringIO

from rich.console import Console

from alerts.cli.marked import marked
from alerts.model.entity import Entity, Kind, Link
from alerts.model.report import report_of
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver

GAZETTEER = Gazetteer.of(
    [
        Entity("SY", Kind.REGION, "country", "Syria", names={"ar": ("سوريا",)}),
        Entity(
            "al-omar-oil-field",
            Kind.FACILITY,
            "oil_field",
            "al-Omar oil field",
            (Link("SY", "lies_in"),),
            {"ar": ("حقل العمر",)},
        ),
        Entity("iraq-group", Kind.ACTOR, "armed_group", "Iraq group"),
        Entity("sami-field", Kind.FACILITY, "oil_field", "Sami field", short={"en": ("Sami",)}),
    ]
)
ESCAPE = re.compile(r"\x1b\[([\d;]*)m")


def shown(*, no_color: bool = False, **members: object) -> str:
    report = report_of({"id": "r-1", "source": {"name": "nobody"}} | members)
    found = Resolver(GAZETTEER).resolve(report)
    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system=None if no_color else "standard",
        no_color=no_color,
        width=100,
        highlight=False,
        _environ={},
    )
    console.print(marked(report, found, GAZETTEER))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def style_of(words: str, view: str) -> str:
    found = re.search(rf"\x1b\[([\d;]*)m{re.escape(words)}\x1b\[0m", view)
    assert found is not None
    return found.group(1)


def plain(view: str) -> str:
    return ESCAPE.sub("", view)


def test_a_name_is_marked_where_it_stands_and_explained_beneath() -> None:
    view = shown(body="A drone struck the al-Omar oil field in Syria.")
    text, _, legend = plain(view).partition("Syria.")
    assert text.splitlines()[-1] == "A drone struck the al-Omar oil field in "
    row = next(line for line in legend.splitlines() if "al-omar-oil-field" in line)
    assert row.split() == [
        "facility",
        "al-Omar",
        "oil",
        "field",
        "al-omar-oil-field",
        "primary",
        "“al-Omar",
        "oil",
        "field”",
    ]
    assert style_of("al-Omar oil field", view) != style_of("Syria", view)


def test_a_role_is_told_by_more_than_colour() -> None:
    view = shown(
        body="A drone struck the al-Omar oil field. The Iraq group denied a strike last year."
    )
    assert style_of("al-Omar oil field", view).startswith("1;7;")
    assert style_of("Iraq group", view).startswith("4;")


def test_without_colour_no_colour_is_written() -> None:
    codes = {c for m in ESCAPE.findall(shown(no_color=True, body="Syria")) for c in m.split(";")}
    assert not {c for c in codes if c.startswith(("3", "4", "9")) and c not in {"3", "4"}}


def test_arabic_keeps_its_order_and_does_not_turn_its_neighbours() -> None:
    body = "قصفت مسيرة حقل العمر في سوريا"
    view = plain(shown(body=body))
    assert body in view
    assert "“\u2068حقل العمر\u2069”" in view


def test_what_a_stranger_wrote_does_not_steer_the_terminal() -> None:
    view = shown(title="Sy\x1b[2Jria", body="Syria \u202e\x07was hit\x1b]0;x\x07. SDF \x9b31m")
    assert "\x1b[2J" not in view
    assert "\x1b]" not in view
    assert not set("\x07\x9b\u202e") & set(view)
    assert "Syria" in plain(view)


def test_what_came_to_nothing_is_told() -> None:
    view = plain(shown(body="Sami spoke.", actors=["The Nobodies"]))
    assert "ambiguous" in view
    assert "“Sami”" in view
    assert "unresolved" in view
    assert "“The Nobodies”" in view


def test_the_event_is_told_with_its_words() -> None:
    view = plain(shown(body="A drone struck, killing two.", severity="minor"))
    assert re.search(r"event\s+type\s+air_drone_strike\s+“", view)
    assert re.search(r"event\s+severity\s+minor\s+the producer says so", view)
