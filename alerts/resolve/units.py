"""A district's name without the word that says what it is: "Manbij district" is Manbij's.

In text the word stands beside the name, and the name alone is found. In a rule or a producer's
list the two come as one.
"""

from collections.abc import Iterator

from alerts.resolve.words import Words

_UNIT = Words(
    """district subdistrict raion rayon county governorate qada qadaa liwa caza cazas nahia nahiya city town
    منطقة قضاء مديرية ناحية لواء مدينة بلدة بلدية شهرستان بخش شهر شار قەزا* ناحیە* navçe* bajar* nahiye*
    ilçe* район* місто город ville commune"""
)
_BETWEEN = frozenset(["of", "de", "du", "d"])


def without_unit_word(name: str) -> Iterator[str]:
    """Give a folded name without such a word at its end, or at its beginning."""
    words = name.split()
    if len(words) > 1 and _UNIT.have(words[-1]):
        yield " ".join(words[:-1])
    if len(words) > 1 and _UNIT.have(words[0]):
        rest = words[1:]
        yield " ".join(rest[1:] if len(rest) > 1 and rest[0] in _BETWEEN else rest)
