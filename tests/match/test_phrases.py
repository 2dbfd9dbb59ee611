"""Phrases in texts: folded as names are, at the borders of words, in the original's code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.match.phrases import evidence_of, stands_in
from alerts.resolve.fold import Folded


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("oil field", "The OIL-FIELD burns", "OIL-FIELD"),
        ("oil\u00a0field", "The oil\nfield burns", "oil\nfield"),
        ("oil field", "The oil fields burn", None),
        ("field", "The oilfield burns", None),
        ("Iran", "Iran's fleet", "Iran"),
        ("Iran", "l’Iran dit", "Iran"),
        ("deja vu", "Déjà vu!", "Déjà vu"),
        ("الحقل", "قرب الحقل", "الحقل"),
        ("الحقل", "والحقل", "الحقل"),
        ("الحقل", "للحقل", "للحقل"),
        ("حقل", "بالحقل", "حقل"),
        ("حقل", "حقلنا", None),
        ("حقل", "حَقْل", "حَقْل"),
        ("نفط", "ێنفط", None),
        ("שדה", "והשדה", None),
        ("שדות", "והשדות", "שדות"),
        ("השדות", "בשדות", "בשדות"),
        ("Ёлка", "елка", "елка"),
        ("油田", "在油田发生", "油田"),
        ("#oil", "x#oil", "#oil"),
        ("7 km", "17 km", None),
    ],
)
def test_a_phrase_stands_at_the_borders_of_words(phrase: str, text: str, found: str | None) -> None:
    evidence = evidence_of(phrase, "/body", Folded(text))
    assert (evidence.text if evidence else None) == found


@given(st.text(max_size=20), st.sampled_from(["oil", "حقل", "ёлка"]), st.text(max_size=20))
def test_evidence_is_the_originals_own_words(before: str, phrase: str, after: str) -> None:
    text = f"{before} {phrase} {after}"
    evidence = evidence_of(phrase, "/body", Folded(text))
    assert evidence is not None
    assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    ("phrase", "other", "always"),
    [
        ("oil", "oil field", True),
        ("Oil-Field", "the oil field", True),
        ("oil", "oilfield", False),
        ("iran", "l'Iran", False),  # "liran" is held to be the same, and has no Iran in it
        ("حقل", "الحقل", True),
        ("غز", "غاز", False),
        ("نفط", "نفط خام", True),
        ("نف", "نف خام", False),  # before two letters nothing may be glued, before more it may
    ],
)
def test_a_phrase_stands_in_another_if_it_does_wherever_the_other_stands(
    phrase: str, other: str, always: bool
) -> None:
    assert stands_in(phrase, other) is always
