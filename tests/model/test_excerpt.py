"""An excerpt is a true piece of its text, with the evidence in it."""

from hypothesis import given
from hypothesis import strategies as st

from alerts.model.excerpt import ELLIPSIS, LENGTH, excerpt

_TEXTS = st.text(st.sampled_from("ab \nش"), max_size=1500)


@given(_TEXTS, st.integers(0, 1500), st.integers(0, 400))
def test_an_excerpt_is_a_piece_of_its_text_that_holds_the_evidence(
    text: str, start: int, size: int
) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    cut = excerpt(text, (start, end))
    piece = cut.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    assert piece in text
    assert text[start:end].strip() in piece
    assert len(piece) <= max(LENGTH, size)


def test_a_short_text_is_left_whole() -> None:
    assert excerpt("A blast was heard.") == "A blast was heard."


def test_a_long_text_is_cut_between_words_on_both_sides() -> None:
    words = [f"word{i}" for i in range(400)]
    text = " ".join(words)
    start = text.index("word200")
    cut = excerpt(text, (start, start + 7))
    assert cut.startswith(ELLIPSIS)
    assert cut.endswith(ELLIPSIS)
    assert set(cut.strip(ELLIPSIS).split()) <= set(words)
    assert "word200" in cut


def test_a_script_without_spaces_is_cut_in_place() -> None:
    cut = excerpt("新" * 1000)
    assert cut == "新" * LENGTH + ELLIPSIS


def test_evidence_deep_in_a_script_without_spaces_is_kept() -> None:
    text = "新" * 500 + "油田" + "新" * 500
    cut = excerpt(text, (500, 502))
    assert "油田" in cut
    assert len(cut) == LENGTH + 2 * len(ELLIPSIS)
