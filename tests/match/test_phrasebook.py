"""The phrasebook finds what looking for each phrase finds, in every script."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.match.phrasebook import Phrasebook
from alerts.match.phrases import folded_phrase, places_of
from alerts.resolve.fold import Folded

WORDS = (
    "oil",
    "field",
    "iran",
    "L'Iran",
    "7",
    "#oil",
    "حقل",
    "الحقل",
    "وال",
    "نفط",
    "שדות",
    "השדות",
)
UNSPACED = ("油田", "油", "田发生", "iphone手机", "โรง")
GLUE = (" ", " ", "-", ", ", "’", "'", "و", "וה", "\u0640", "\u200c", "\u0640 \u0640", "s", "")
PHRASES = st.lists(st.sampled_from(WORDS + UNSPACED), min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([" ", " ", "-", "'", ""]).map(lambda glue: glue.join(words))
)
TEXTS = st.lists(st.sampled_from(WORDS + UNSPACED + GLUE + GLUE), max_size=12).map("".join)


class Numbered:
    """A phrasebook whose phrases have the numbers of their places in a list."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = phrases
        self.book = Phrasebook(phrases.__getitem__)
        for number in range(len(phrases)):
            self.book.add(number)

    def found(self, *texts: Folded) -> set[str]:
        return {self.phrases[number] for number in self.book.found(texts)}


def slowly(phrases: Sequence[str], texts: Sequence[str]) -> set[str]:
    folded = [Folded(text) for text in texts]
    return {p for p in phrases if any(next(places_of(p, text), None) for text in folded)}


@settings(max_examples=600, deadline=None)
@given(
    st.lists(PHRASES.map(folded_phrase), max_size=8, unique=True),
    st.lists(TEXTS, min_size=1, max_size=2),
    st.sets(st.integers(0, 7)),
)
def test_it_finds_what_looking_for_each_phrase_finds(
    phrases: list[str], texts: list[str], removed: set[int]
) -> None:
    numbered = Numbered(phrases)
    for number in removed.intersection(range(len(phrases))):
        numbered.book.discard(number, phrases[number])
    left = [phrase for n, phrase in enumerate(phrases) if n not in removed]
    assert numbered.found(*map(Folded, texts)) == slowly(left, texts)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("oil field", "the oil-field burns"),
        ("iran", "L’Iran's fleet"),
        ("kemal iran", "Mustafa Kemal Iran'ın"),
        ("الحقل", "وللحقل قرب للحقل"),
        ("השדות", "בשדות"),
        ("油田", "在油田发生"),
        ("#", "# 1"),
    ],
)
def test_a_phrase_is_found_as_its_language_writes_it(phrase: str, text: str) -> None:
    assert Numbered([phrase]).found(Folded(text)) == {phrase}


def test_a_word_stays_while_another_phrase_begins_with_it() -> None:
    numbered, text = Numbered(["oil", "oil field", "#oil"]), Folded("an #oil field")
    numbered.book.discard(1, "oil field")
    assert numbered.found(text) == {"oil", "#oil"}
    numbered.book.discard(0, "oil")
    assert numbered.found(text) == {"#oil"}
    numbered.book.discard(2, "#oil")
    assert not numbered.found(text)
