"""The cases of Russian and Ukrainian names that begin with an adjective.

Adjective and noun take their case together: what is listed as "Рязанский нефтеперерабатывающий
завод" stands in text as "Рязанском нефтеперерабатывающем заводе". Lists cannot hold all of
that, and an ending at the end of a name does not make it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

DECLINING = frozenset(["ru", "uk"])
_SHORTEST = 5  # letters of an adjective
_VOWELS = "аеиоуыэюяіь"
_STIFF = frozenset(["нпз", "мнпз", "аэс", "тэс", "гэс", "грэс", "тэц", "аес", "тес", "гес"])


class _Gender(NamedTuple):
    """Case by case: how the adjectives of each ending end, and the nouns of one."""

    adjectives: Mapping[str, tuple[str, ...]]
    noun: str  # "" is a consonant
    nouns: tuple[tuple[str, ...], ...]


_HIS = {
    "ыи": ("ого", "ому", "ым", "ом"),
    "кии": ("кого", "кому", "ким", "ком"),
    "щии": ("щего", "щему", "щим", "щем"),
    "нии": ("него", "нему", "ним", "нем"),
}
_HER = {"ая": ("ои", "ую"), "яя": ("еи", "юю")}
_ITS = {"ое": ("ого", "ому", "ым", "ом")}
_HIS_UK = {"ии": ("ого", "ому", "им"), "іи": ("ього", "ьому", "ім")}
_HER_UK = {"а": ("оі", "іи", "у", "ою")}
_GENDERS: Mapping[str, tuple[_Gender, ...]] = {
    "ru": (
        _Gender(_HIS, "", (("а",), ("у",), ("ом",), ("е",))),
        _Gender(_HER, "ия", (("ии", "иеи"), ("ию",))),
        _Gender(_HER, "а", (("ы", "и", "е", "ои"), ("у",))),
        _Gender(_HER, "ь", (("и", "ью"), ("ь",))),
        _Gender(_ITS, "ие", (("ия",), ("ию",), ("ием",), ("ии",))),
    ),
    "uk": (
        _Gender(_HIS_UK, "", (("а", "у"), ("у", "ові", "і"), ("ом",))),
        _Gender(_HER_UK, "ія", (("іі",), ("іі",), ("ію",), ("ією",))),
        _Gender(_HER_UK, "а", (("и",), ("і",), ("у",), ("ою",))),
        _Gender({"е": ("ого", "ому", "им")}, "е", (("а",), ("у", "і"), ("ем",))),
    ),
}


def cases(key: str, languages: frozenset[str]) -> Iterator[str]:
    """Give the other cases of a folded name that begins with an adjective and its noun."""
    if " " not in key or not "\u0400" <= key[0] <= "\u04ff":
        return
    words = key.split(" ")
    for language in sorted(languages & DECLINING):
        for gender in _GENDERS[language]:
            if (forms := _agreeing(words, gender)) and _takes(words[len(forms)], gender.noun):
                yield from _declined(words, forms, gender)
                break


def _agreeing(words: list[str], gender: _Gender) -> list[tuple[str, ...]]:
    """Give the cases of each adjective that a name begins with; a noun must be left."""
    forms: list[tuple[str, ...]] = []
    for word in words[:-1]:
        ending = next((e for e in gender.adjectives if word.endswith(e)), None)
        if ending is None or len(word) < _SHORTEST:
            break
        stem = word.removesuffix(ending)
        forms.append(tuple(stem + case for case in gender.adjectives[ending]))
    return forms


def _takes(noun: str, ending: str) -> bool:
    if noun in _STIFF:
        return True
    if not ending:
        return noun.isalpha() and noun[-1] not in _VOWELS
    return len(noun) > len(ending) + 1 and noun.endswith(ending)


def _declined(words: list[str], forms: list[tuple[str, ...]], gender: _Gender) -> Iterator[str]:
    noun, rest = words[len(forms)], words[len(forms) + 1 :]
    is_stiff = noun in _STIFF
    for case, endings in enumerate(gender.nouns):
        before = [form[case] for form in forms]
        for ending in ("",) if is_stiff else endings:
            given = noun if is_stiff else noun.removesuffix(gender.noun) + ending
            yield " ".join([*before, given, *rest])
