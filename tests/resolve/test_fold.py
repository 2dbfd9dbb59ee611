"""Folding: what is one name to a reader becomes one string, and the way back always holds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.resolve.fold import Folded, fold, fold_but_case, key
from alerts.resolve.letters import LETTERS

ANY_LETTER = st.characters(codec=None)
TRICKY = st.sampled_from(list("aAéİıßﬁ½'’\u0640\u200c\u200d\u00ad \n–-هةەبًُ٣“«_\ufeff…ﷺ´¨"))
TEXTS = st.text(ANY_LETTER | TRICKY, max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("Deir ez‑Zor", "Deir  ez–\nZor"),
        ("Kata'ib", "Kata’ib"),
        ("Kata'ib", "Kataʾib"),
        ("Kata'ib", "Kataib"),
        ("Hesekê", "heseke"),
        ("Şengal", "Sengal"),
        ("İdlib", "Idlib"),
        ("Diyarbakır", "DIYARBAKIR"),
        ("ﬁeld", "field"),
        ("Ｋｏｎｉｋｏ", "Koniko"),
        ("كُونِيكُو", "كونيكو"),
        ("كـونـيـكـو", "كونيكو"),
        ("تعـ ـتـ ـقل", "تعتقل"),
        ("الأسد", "الاسد"),
        ("الحسكة", "الحسكه"),
        ("مستشفى", "مستشفي"),
        ("کونیکو", "كونيكو"),
        ("حەسەکە", "حهسهكه"),
        ("ئەمریکا", "ئه‌مریكا"),
        ("حزب‌الله", "حزب الله"),
        ("«العمر»", " العمر "),
        ("دير_الزور", "دير الزور"),
        ("T-٤", "T-4"),
        ("Орёл", "орел"),
        ("Київ", "киів"),
        ("Слов'янськ", "Слов’янськ"),
        ("Łódź", "lodz"),
        ("aﷲb", "aاللهb"),
    ],
)
def test_what_a_reader_takes_for_one_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Омар", "Амар"), ("العمر", "العمرو"), ("Hol", "Hola"), ("т", "t")]
)
def test_what_is_not_one_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_case_is_all_that_the_other_folding_keeps() -> None:
    assert fold_but_case("Ûs  Shéll") == "Us Shell"
    assert fold(fold_but_case("Ûs  Shéll")) == fold("us shell")


def test_every_letter_there_is_folds_and_stays_folded() -> None:
    large = [range(0x3400, 0xA000), range(0xAC00, 0xD7A4), range(0xE000, 0xF900)]  # of one kind
    for point in range(0x20000):
        if any(point in block for block in large) or unicodedata.category(chr(point)) == "Cn":
            continue
        folded = fold(chr(point))
        assert fold(folded) == folded
        assert LETTERS[point] == "".join(LETTERS[ord(c)] for c in chr(point).casefold())


def test_the_table_of_letters_does_not_grow_without_end() -> None:
    fold("".join(map(chr, range(0x3400, 0x9000))))
    assert len(LETTERS) <= 20_000


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)


@given(TEXTS)
def test_the_quick_way_gives_what_the_table_gives(text: str) -> None:
    plain = text.translate(LETTERS)
    assert fold(text) == fold(plain)


@given(TEXTS)
def test_white_space_is_one_space_at_most(text: str) -> None:
    folded = fold(text)
    assert "  " not in folded
    assert not any(c.isspace() and c != " " for c in folded)


@given(TEXTS, st.data())
def test_every_slice_leads_back_to_what_it_came_from(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    assert folded.text == fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.text[start:end] in fold(text[first:last])


@given(st.text(st.sampled_from("aBcdعمرحقلОмар –\n'’\u0640\u200cًُ"), max_size=40), st.data())
def test_a_slice_of_one_to_one_letters_leads_back_exactly(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert fold(text[first:last]) == folded.text[start:end]


def test_marks_on_the_last_letter_belong_to_the_word() -> None:
    text = "في حقلِ العُمَرُ."
    folded = Folded(text)
    start = folded.text.index("حقل")
    first, last = folded.span(start, start + len("حقل العمر"))
    assert text[first:last] == "حقلِ العُمَرُ"
    assert unicodedata.category(text[last - 1]) == "Mn"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("في القرية الخضراء.", "الخضراء"),
        ("الخضراءُ أمس", "الخضراءُ"),
        ("قال ءامن", "ءامن"),
        ("قسدـ اليوم", "قسدـ"),
        ("al-Rabiʿ oasis", "Rabiʿ"),
        ("in ʿAyn Issa", "ʿAyn"),
        ("Konikoʼs gate", "Koniko"),
        ("lʼIrak", "Irak"),
        ("'Koniko'", "Koniko"),
        ("وَالعمر", "العمر"),
    ],
)
def test_what_folding_drops_at_the_edges_of_a_word_is_of_the_word(text: str, word: str) -> None:
    folded = Folded(text)
    start = folded.text.index(fold(word))
    first, last = folded.span(start, start + len(fold(word)))
    assert text[first:last] == word


def test_a_name_split_by_tatweel_is_found_whole() -> None:
    text = "قال إنها تعـ ـتـ ـقل شابا"
    folded = Folded(text)
    start = folded.text.index("تعتقل")
    first, last = folded.span(start, start + 5)
    assert text[first:last] == "تعـ ـتـ ـقل"


def test_it_is_known_where_an_apostrophe_stood() -> None:
    folded = Folded("l’Irak’s, Irak's  x")
    assert folded.text == "liraks iraks x".replace("s ", "s, ", 1)
    assert folded.cuts() == {1, 5, folded.text.rindex("s")}
    assert Folded("Irak").cuts() == frozenset()


@given(st.lists(st.text("aßéıéو'’ʻـ", min_size=1), min_size=1))
def test_an_apostrophe_is_where_what_stands_before_it_ends(words: list[str]) -> None:
    text = "،".join(words)
    ends = {len(fold(text[:i])) for i, letter in enumerate(text) if letter in "'’ʻ"}
    folded = Folded(text)
    assert folded.cuts() == ends - {0, len(folded.text)}
