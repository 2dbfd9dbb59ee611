import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from alerts.demo.arrivals import Arrival
from alerts.demo.card import card
from tests.demo.events import arrival


def drawn(shown: Arrival, width: int = 100, *, colour: bool = False) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=colour, highlight=False).print(card(shown))
    return out.getvalue().splitlines()


def test_a_card_says_what_where_why_by_what_way_and_how_fast() -> None:
    text = " ".join(" ".join(drawn(arrival())).replace("┃", " ").split())
    for told in (
        "Deir ez-Zor desk e-mail 17 ms after Kafka",
        "سُمع دوي انفجار",
        "Conoco gas plant, Deir ez-Zor",
        "rule “East of the river”: region is Deir ez-Zor, for Conoco gas plant lies there",
        "the text says “\u2068حقل كونيكو\u2069”",
    ):
        assert told in text


def test_the_words_that_matched_are_marked() -> None:
    marked = [line for line in drawn(arrival(), colour=True) if "\x1b[1;30;103m" in line]
    assert any("حقل كونيكو" in line for line in marked)


def test_there_are_no_colours_where_there_is_no_terminal() -> None:
    assert "\x1b" not in "".join(drawn(arrival()))


@pytest.mark.parametrize("width", [40, 72, 200])
def test_no_line_is_wider_than_the_screen_or_a_person_likes_to_read(width: int) -> None:
    assert all(cell_len(line) <= min(width, 110) for line in drawn(arrival(), width))


def test_the_same_alert_by_another_channel_takes_one_line() -> None:
    (line,) = drawn(arrival(is_news=False), 66)
    assert "the same alert" in line


def test_a_report_of_lists_alone_says_so() -> None:
    assert any("without words" in line for line in drawn(arrival(title=None)))
