"""What languages glue to a name, and which forms of a name follow from one that is listed.

The gazetteer lists names as people give them; running text has them with articles,
prepositions, plural and case endings. All that is regular is derived here, so that the
lists hold only what is not.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The article and its assimilated forms, before a Latin or Cyrillic transliteration.
_LATIN_ARTICLES = _words(
    "al el ul il as es ash esh ath eth at et ad ed adh edh ar er an en az ez ou"
)
_CYRILLIC_ARTICLES = _words("аль эль ель ал эл ас эс аш эш ат эт ад эд ар эр ан эн аз эз")
ARTICLES = _LATIN_ARTICLES | _CYRILLIC_ARTICLES
_ARABIC_ARTICLE = "ال"
_FEWEST_AROUND = 2  # spaces around an article within a name
_SHORTEST_WITHOUT_ARTICLE = 5  # "nil", "dali" are words; "anbar", "hasakah" are not

LONGEST_GLUED = 4
_AND = ("", "و", "ف")
_TO = ("", "ب", "ل", "ك")
_GLUED = frozenset(a + t for a in _AND for t in _TO)
_GLUED_BEFORE_ARTICLE = frozenset(a + t for a in _AND for t in ("", "ب", "ك"))
# A name listed without its article may stand with one: بالكونيكو, للكونيكو.
_GLUED_WITH_ARTICLE = _GLUED | frozenset(a + t for a in _AND for t in ("ال", "بال", "كال", "لل"))
# Hebrew: and, that, when; in, to, from, as, the. The article is not said after the short ones.
_GLUED_HEBREW = frozenset(
    a + t + p
    for a in ("", "ו")
    for t in ("", "ש", "כש")
    for p in ("", "ה", "ב", "ל", "מ", "כ", "מה")
    if len(a + t + p) <= LONGEST_GLUED
)
_HEBREW_ARTICLE = "ה"
_HEBREW_INSTEAD_OF_ARTICLE = ("ב", "ל", "כ")
_SHORTEST_WITH_HEBREW_ARTICLE = 5
_GLUABLE = _GLUED_WITH_ARTICLE | _GLUED_BEFORE_ARTICLE | _GLUED_HEBREW
_FIRST_GLUED = frozenset(glued[0] for glued in _GLUABLE if glued)
LAST_GLUED = frozenset(glued[-1] for glued in _GLUED_WITH_ARTICLE | _GLUED_HEBREW if glued)
_SHORTEST_GLUED = 3  # "باب" is a door, not "in Ibb"
_SHORTEST_GIVEN_ARTICLE = 4

_BARE = frozenset({""})
_PLURAL = frozenset({"s"})
_LANGUAGE_ENDINGS: dict[str, frozenset[str]] = {
    "en": _PLURAL,
    "fr": _PLURAL,
    "ku": _words("e a an en ye ya yi yen yan"),
    "tr": _words(
        "na ne nda nde ndan nden nin nun ni nu nca nce yla yle ya ye yi yu a e i u ca ce da de ta te dan den tan ten in un daki deki taki teki ndaki ndeki"
    ),
    "ckb": _words(
        "ي يان ه ان هكان هكاني هكه هكهي دا يدا هدا ش يش يشي هكهش وه هوه يهوه هكهوه هكانهوه هكاندا يه ي دا"
    ),
    "fa": _words("ي ها هاي"),
    "ru": _words("а у е ом ы и ов ам ах ю я"),
    "uk": _words("а у е ом и і ові ів ам ах ю я"),
    "el": frozenset("σ"),
    "ka": _words("ს ში ზე თან დან მდე მა სთვის სთან"),
}
_SHORTEST_WITH_ENDING = 4
_CASES: dict[str, frozenset[str]] = {
    "а": _words("а ы и е у ои ою і"),
    "я": _words("я и ю еи ею е і єю"),
    "ь": _words("ь и ю ью я е ем і"),
    "и": _words("и я ю е ем ями ях"),
    "к": _words("ці"),  # Кременчук, у Кременчуці
    "σ": frozenset(["σ", "υ", ""]),  # Κύπρος, Κύπρου, Κύπρο
    "ი": _words("ი ს ის მა ით ად ში ზე თან დან იდან მდე ამდე ისთვის"),
}
_DECLINING = ("ru", "uk", "el", "ka")
_SHORTEST_STEM = 4


def without_article(key: str) -> str | None:
    """Give a folded name without its leading article, or None where it has none."""
    first, _, rest = key.partition(" ")
    if rest and (first in ARTICLES or first == "the"):
        return rest
    if key.startswith(_ARABIC_ARTICLE) and len(key) > len(_ARABIC_ARTICLE) + 1:
        return key.removeprefix(_ARABIC_ARTICLE)
    return None


def canonical(key: str) -> str:
    """Write every transliterated article within a folded name alike."""
    words = key.split(" ")
    if len(words) == 1 or ARTICLES.isdisjoint(words):
        return key
    return " ".join("al" if w in ARTICLES else w for w in words[:-1]) + " " + words[-1]


def article_forms(key: str) -> Collection[str]:
    """Give the spellings of a folded name that differ in the articles within it.

    "deir al zor" is also "deir el zor", "deir az zor", "deir ez zor" and "deir ezzor".
    """
    if key.count(" ") < _FEWEST_AROUND:
        return (key,)
    words = key.split(" ")
    if _LATIN_ARTICLES.isdisjoint(words):
        return (key,)
    forms = {key}
    for i in range(1, len(words) - 1):
        word, following = words[i], words[i + 1]
        if word in _LATIN_ARTICLES and following.isascii():
            head, tail = " ".join(words[:i]), " ".join([following, *words[i + 2 :]])
            for article in _assimilated(following, word):
                forms |= {f"{head} {article} {tail}", f"{head} {article}{tail}"}
    return forms


def _assimilated(following: str, word: str) -> Iterable[str]:
    sun = next((s for s in ("sh", "th", "dh") if following.startswith(s)), following[:1])
    if sun[:1] in set("tdrzsnl"):
        return {word, "al", "el", "a" + sun, "e" + sun}
    return {word, "al", "el"}


def stands_without_article(rest: str) -> bool:
    """Tell whether what is left of a place's name without its article is a name in text."""
    return " " in rest or len(rest) >= _SHORTEST_WITHOUT_ARTICLE


def with_preposition(key: str) -> Collection[str]:
    """Give the forms of a name in which a preposition changes its article.

    Arabic after ل (to, for): العمر -> للعمر; Hebrew after ב ל כ: הגולן -> בגולן.
    """
    if key.startswith(_ARABIC_ARTICLE):
        rest = key.removeprefix(_ARABIC_ARTICLE)
        return (f"ل{rest}" if rest.startswith("ل") else f"لل{rest}",)
    if key.startswith(_HEBREW_ARTICLE) and len(key) >= _SHORTEST_WITH_HEBREW_ARTICLE:
        return [p + key.removeprefix(_HEBREW_ARTICLE) for p in _HEBREW_INSTEAD_OF_ARTICLE]
    return ()


def proclitics(key: str, *, is_word: bool) -> frozenset[str]:
    """Give what may stand glued before a folded name: و ف ب ل ك, and an article it lacks.

    Hebrew has more of them: ו ש כש ב ל מ כ ה.

    `is_word`: the name is a word too. A short one is then more often the end of another:
    صول (Sool) of وصول, an arrival.
    """
    if is_hebrew(key):
        return _GLUED_HEBREW if len(key) >= _SHORTEST_GLUED + is_word else _BARE
    if not is_arabic(key):
        return _BARE
    if key.startswith((_ARABIC_ARTICLE, "لل")):
        return _GLUED_BEFORE_ARTICLE
    size = len(key)
    if size < _SHORTEST_GLUED + is_word:
        return _BARE
    return _GLUED if size < _SHORTEST_GIVEN_ARTICLE or " " in key else _GLUED_WITH_ARTICLE


def proclitics_of_words(key: str) -> frozenset[str]:
    """Give what may stand glued before folded words that somebody looks for, names or not."""
    if is_hebrew(key):
        return proclitics(key, is_word=True)
    if not is_arabic(key) or len(key) < _SHORTEST_GLUED:
        return _BARE
    has_article = key.startswith((_ARABIC_ARTICLE, "لل"))
    return _GLUED_BEFORE_ARTICLE if has_article else _GLUED_WITH_ARTICLE


def may_follow_glue(key: str) -> bool:
    """Tell whether anything may stand glued before folded words."""
    return proclitics_of_words(key) != _BARE


@lru_cache(maxsize=65_536)
def unglued(word: str) -> tuple[str, ...]:
    """Give what a folded word is without what may stand glued before another."""
    if word[0] not in _FIRST_GLUED:
        return ()
    most = min(LONGEST_GLUED, len(word) - 1)
    return tuple([word[cut:] for cut in range(1, most + 1) if word[:cut] in _GLUABLE])


def is_arabic(text: str) -> bool:
    """Tell whether a folded text begins in the Arabic script."""
    return "\u0600" <= text[:1] <= "\u06ff"


def is_hebrew(text: str) -> bool:
    """Tell whether a folded text begins in the Hebrew script."""
    return "\u05d0" <= text[:1] <= "\u05ea"


def endings(key: str, languages: frozenset[str]) -> frozenset[str]:
    """Give the endings that a folded name listed for these languages may take in text."""
    if len(key) < _SHORTEST_WITH_ENDING:
        return _BARE
    return _endings(" " in key, languages)


@lru_cache(maxsize=1024)
def _endings(many_words: bool, languages: frozenset[str]) -> frozenset[str]:
    """Turkish parts a proper name from its ending by an apostrophe; only a noun goes without."""
    tags = languages if many_words else languages - {"tr"}
    return _BARE.union(*(_LANGUAGE_ENDINGS.get(tag, frozenset()) for tag in tags))


def declined_stem(key: str, languages: frozenset[str]) -> tuple[str, frozenset[str]] | None:
    """Give the stem of a name that changes its last letter by case, and its endings."""
    if len(key) <= _SHORTEST_STEM or languages.isdisjoint(_DECLINING):
        return None
    cases = _CASES.get(key[-1])
    return (key[:-1], cases) if cases else None
