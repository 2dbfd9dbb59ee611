"""Facilities known by how their names sound, where a head noun of their kind stands by.

No list has every transliteration: "Swediyeh" is Suwaydiyah and "Peshkhabur" Peshkabir. Of a name's
consonants less is spelled in two ways than of its vowels; so beside "gas plant" a name that
nobody listed is looked up by them. It counts only where the report names the place too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from alerts.model.entity import Kind
from alerts.resolve.fold import Folded, key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.heads import heads_of
from alerts.resolve.spelling import ARTICLES
from alerts.resolve.words import Words


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"\w+")
_NEAR = 24  # letters in which a name would begin
_REACH = 40  # letters that hold the words looked at
_LAST_SPELLED = "\u04ff"  # of the Cyrillic letters; what comes after is written without vowels
_SHORTEST_KEY = 3
_MOST_WORDS = 2
# What stands between a head and the name before or after it, and is neither.
_LINKS = ARTICLES | frozenset(
    [
        "oil",
        "gas",
        "petroleum",
        "crude",
        "thermal",
        "power",
        "electric",
        "petrol",
        "gaz",
        "dogalgaz",
        "termik",
        "petrole",
        "petroliere",
        "petrolier",
        "gazier",
        "nefte",
        "gazovoe",
        "neftianoe",
        "the",
        "of",
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "ya",
        "ye",
        "yen",
        "yan",
        "a",
    ]
)
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэіїєґ", "abvgdeziiklmnoprstufkyeiieg", strict=True)),
        "ж": "z",
        "ц": "s",
        "ч": "c",
        "ш": "s",
        "щ": "s",
        "ъ": "",
        "ь": "",
        "ю": "u",
        "я": "a",
        "ё": "e",
    }
)
# Letters that one ear writes for the other's; two letters for one sound come first.
_ALIKE = tuple(
    pair.split(">")
    for pair in [
        "sh>s",
        "ch>c",
        "kh>k",
        "gh>g",
        "dh>d",
        "th>t",
        "ph>f",
        "zh>z",
        "dj>j",
        "ck>k",
        "q>k",
        "x>k",
        "c>k",
        "v>w",
        "p>b",
    ]
)
_VOWELS = "aeiouy"
_VOWEL_RUN = re.compile(f"[{_VOWELS}]+")
_TWICE = re.compile(r"(.)\1+")


# What is said of a facility beside its head noun, by the parts of its type.
_SAID = {
    "oil": _words("oil oilfield petrol petrole petroliere petroliers nefte neft"),
    "gas": _words("gas gasfield gaz gazier gaziere dogalgaz gazovyi gazovogo"),
    "power": _words("power thermal electric electricity termik thermique"),
}


# What is mostly called by a name of its own; camps, bases and stations are called after towns.
_TYPES = _words(
    "oil_field gas_field oil_gas_field gas_plant oil_station refinery terminal air_base power_station"
)


class Sounded(NamedTuple):
    """Words of a folded text that sound like the name of a facility, which no list spells so."""

    start: int
    end: int
    entity: str


class Sounding:
    """The names of a gazetteer's facilities by their consonants."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._known: defaultdict[str, dict[str, str]] = defaultdict(dict)
        types: set[str] = set()
        for entity, names in gazetteer.listings():
            if entity.type in _TYPES:
                types.add(entity.type)
                for name in names:
                    for sound in _sounds_of(name, entity.type):
                        self._known[sound][entity.id] = entity.type
        self._heads = {type_: _heads(type_) for type_ in types}
        self._types = lru_cache(maxsize=4096)(self._types_headed)
        stems = (
            key_of_head(word).rstrip("*")
            for type_ in types
            for word in heads_of(Kind.FACILITY, type_).split()
        )
        self.stems = sorted({stem for stem in stems if stem and _is_spelled(stem)})

    def found(
        self, folded: Folded, heads: Sequence[int], taken: Sequence[tuple[int, int]]
    ) -> Iterator[Sounded]:
        """Give what sounds like a facility beside a head of its kind, where no name is known.

        `heads` are where words begin that one of `stems` begins, `taken` the names found already, in folded code points.
        """
        text = folded.text
        size = len(text)
        for head in heads:
            if folded.is_lower(max(0, head - _NEAR), min(size, head + _NEAR)):
                continue  # nothing near by is written as a name
            word = _WORD.match(text, head)
            types = self._types(word.group()) if word else ()
            if not word or not types:
                continue
            near = text[max(0, head - _REACH) : word.end() + _REACH]
            heard: Sounded | None = None
            for start, end in _beside(text, head, word.end()):
                if folded.is_lower(start, end) or any(s < end and start < e for s, e in taken):
                    continue
                entity = self._only(text[start:end], types, near)
                # Of two words the second may be none of the name: "Ewdê û …".
                if entity is not None and (heard is None or heard.entity == entity):
                    heard = Sounded(start, end, entity)
            if heard is not None:
                yield heard

    def _only(self, words: str, types: tuple[str, ...], near: str) -> str | None:
        """Give the one facility of these types that words sound like.

        Where a field and a plant sound so, what is said `near` by decides: "gas", "thermal".
        """
        for sound in sounds(words.replace(" ", "")):
            meant = [(e, t) for e, t in self._known.get(sound, _NONE).items() if t in types]
            if len(meant) > 1:
                said = frozenset(_WORD.findall(near))
                meant = [(e, t) for e, t in meant if not said.isdisjoint(_said_of(t))]
            if meant:
                return meant[0][0] if len(meant) == 1 else None
        return None

    def _types_headed(self, word: str) -> tuple[str, ...]:
        return tuple(type_ for type_, heads in self._heads.items() if heads.have(word))


def _sounds_of(name: str, type_: str) -> tuple[str, ...]:
    """Give how a folded name sounds without its head noun."""
    if name[0] > _LAST_SPELLED:
        return ()
    heads = _heads(type_)
    proper = [w for w in _WORD.findall(name) if w not in _LINKS and not heads.have(w)]
    return sounds("".join(proper)) if len(proper) <= _MOST_WORDS else ()


_NONE: dict[str, str] = {}


def key_of_head(word: str) -> str:
    """Fold a head noun, its star kept."""
    return key(word.rstrip("*")) + "*" * word.endswith("*")


def sounds(word: str) -> tuple[str, ...]:
    """Give the consonants of a folded word, the likeliest reading first; none of too few.

    A W may be heard or not ("Zuwaytina", "Zueitina"), and CH is French for SH. A word that begins with a vowel says so.
    """
    if not _is_spelled(word):
        return ()
    word = word.translate(_CYRILLIC)
    forms = [*_spoken(word)]
    if "ch" in word.replace("tch", ""):
        forms += _spoken(word.replace("ch", "sh"))
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _SHORTEST_KEY))


def _spoken(word: str) -> tuple[str, str]:
    """Give the consonants of a word in Latin letters, with W and without."""
    for written, heard in _ALIKE:
        word = word.replace(written, heard)
    word = _TWICE.sub(r"\1", word).removesuffix("h")
    first = "a" if word[:1] in _VOWELS else ""
    spoken = first + _VOWEL_RUN.sub("", word)
    return spoken, first + _TWICE.sub(r"\1", spoken[len(first) :].replace("w", ""))


def _is_spelled(word: str) -> bool:
    """Tell whether a folded word is in a script whose vowels are written: Latin or Cyrillic."""
    return word.isalpha() and (word.isascii() or "\u0400" <= word[0] <= _LAST_SPELLED)


def _said_of(type_: str) -> AbstractSet[str]:
    return frozenset[str]().union(*(_SAID.get(part, ()) for part in type_.split("_")))


@lru_cache(maxsize=256)
def _heads(type_: str) -> Words:
    return Words(heads_of(Kind.FACILITY, type_))


def _beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the two words before a head, and the last of them; then those after it."""
    before = [m.span() for m in _WORD.finditer(text, max(0, start - _REACH), start)]
    row: list[tuple[int, int]] = []
    for first, last in reversed(before):
        if text[last:start] != " " or len(row) == _MOST_WORDS:
            break
        start = first
        if row or text[first:last] not in _LINKS:
            row.insert(0, (first, last))
    yield from ((first, row[-1][1]) for first, _ in row)
    row = []
    for word in _WORD.finditer(text, end, end + _REACH):
        first, last = word.span()
        if text[end:first] != " " or len(row) == _MOST_WORDS:
            break
        end = last
        if row or text[first:last] not in _LINKS:
            row.append((first, last))
    yield from ((row[0][0], last) for _, last in reversed(row))
