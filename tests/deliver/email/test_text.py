"""A stranger's text is shown as it is, less what could deceive or break."""

from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.email.text import Piece, clean, mark, one_line


def test_what_could_deceive_is_dropped_and_the_rest_stays() -> None:
    assert clean("a\0b\x1b[31m\u202etxt.exe\u2066\n\tc") == "ab[31mtxt.exe\n\tc"
    assert clean("می\u200cخواهم 👩\u200d🚒") == "می\u200cخواهم 👩\u200d🚒"


def test_a_long_line_is_cut_between_words() -> None:
    assert one_line("one two,\n three four", 10) == "one two…"
    assert one_line("x" * 20, 10) == "x" * 9 + "…"


@given(st.text(), st.integers(2, 50))
def test_one_line_is_one_short_line(text: str, length: int) -> None:
    line = one_line(text, length)
    assert len(line) <= length
    assert len(line.splitlines()) <= 1
    assert "\0" not in line


def test_words_are_marked_whole_where_they_stand_whole() -> None:
    assert mark("IS claims THIS", ["IS"]) == (Piece("IS", marked=True), Piece(" claims THIS"))


def test_words_are_marked_inside_others_when_they_stand_nowhere_else() -> None:
    assert mark("وحقل العمر", ["حقل العمر"]) == (Piece("و"), Piece("حقل العمر", marked=True))


def test_the_longest_words_win() -> None:
    assert mark("al-Omar oil field", ["al-Omar", "al-Omar oil field"]) == (
        Piece("al-Omar oil field", marked=True),
    )


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_marking_changes_no_letter(text: str, words: list[str]) -> None:
    assert "".join(piece.text for piece in mark(text, words)) == text
