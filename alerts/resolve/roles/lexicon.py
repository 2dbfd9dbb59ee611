"""What a word of a report is a cue for, as bits.

Four tables of cue words in nine languages become one look-up a word, remembered: a sentence
is then judged by numbers, and a report of 300 words in a tenth of a millisecond.
"""

from collections.abc import Iterator, Mapping

from alerts.resolve.fold import fold
from alerts.resolve.roles.tables import TABLES as _TABLES
from alerts.resolve.roles.words_months import MONTHS
from alerts.resolve.spelling import is_arabic

_BITS = {name: 1 << place for place, name in enumerate(_TABLES)}

ATTACK = _BITS["ATTACK"]
HAZY = _BITS["HAZY"]
ATTACKS = _BITS["ATTACKS"]
WEAPON = _BITS["WEAPON"]
ARMS = _BITS["ARMS"]
BASE = _BITS["BASE"]
TROOPS = _BITS["TROOPS"]
KILL = _BITS["KILL"]
VICTIM = _BITS["VICTIM"]
RESPOND = _BITS["RESPOND"]
BUSINESS = _BITS["BUSINESS"]
PAST = _BITS["PAST"]
LAST = _BITS["LAST"]
EARLIER = _BITS["EARLIER"]
SAME_DAY = _BITS["SAME_DAY"]
RECALL = _BITS["RECALL"]
SINCE = _BITS["SINCE"]
EVER_SINCE = _BITS["EVER_SINCE"]
COUNTED = _BITS["COUNTED"]
ORDINAL = _BITS["ORDINAL"]
SAY = _BITS["SAY"]
HOLD = _BITS["HOLD"]
OWNED = _BITS["OWNED"]
SPARED = _BITS["SPARED"]
TAKEN = _BITS["TAKEN"]
GUARDED = _BITS["GUARDED"]
NUMERAL = _BITS["NUMERAL"]
DISTANCE = _BITS["DISTANCE"]
FEED = _BITS["FEED"]
CAPTION = _BITS["CAPTION"]
LABEL = _BITS["LABEL"]
MENU = _BITS["MENU"]
AFTER = _BITS["AFTER"]
SPAN = _BITS["SPAN"]
SPAN_ENDS = _BITS["SPAN_ENDS"]
BEGAN = _BITS["BEGAN"]
CLAUSE = _BITS["CLAUSE"]
AND = _BITS["AND"]
ALSO = _BITS["ALSO"]
WEEKDAY = _BITS["WEEKDAY"]
COMMON = _BITS["COMMON"]
HAD = _BITS["HAD"]
DONE = _BITS["DONE"]
CLAIM = _BITS["CLAIM"]
BLAME = _BITS["BLAME"] | _BITS["BEARS"]
BEARS = _BITS["BEARS"]
NOBODY = _BITS["NOBODY"]
BY = _BITS["BY"]
BY_AFTER = _BITS["BY_AFTER"]
AGAINST = _BITS["AGAINST"]
ON = _BITS["ON"]
BETWEEN = _BITS["BETWEEN"]
PASSIVE = _BITS["PASSIVE"]
LAUNCHED = _BITS["LAUNCHED"]
FROM = _BITS["FROM"]
IN = _BITS["IN"]
OFFICE = _BITS["OFFICE"]
SPEAKERS = _BITS["SPEAKERS"]
ACTS = _BITS["ACTS"]
DRILL = _BITS["DRILL"]
UPKEEP = _BITS["UPKEEP"]
ACCIDENT = _BITS["ACCIDENT"]
DURING = _BITS["DURING"]
HOSTILE = _BITS["HOSTILE"]
THREAT = _BITS["THREAT"]
WOULD = _BITS["WOULD"]
IF = _BITS["IF"]
DENIED = _BITS["DENIED"]
DOUBTED = _BITS["DOUBTED"]
INVOLVED = _BITS["INVOLVED"]
DEPRIVE = _BITS["DEPRIVE"]
BOAST = _BITS["BOAST"]
ATTACKERS = _BITS["ATTACKERS"]
EVE = _BITS["EVE"]
SIDE = _BITS["SIDE"]
COURT = _BITS["COURT"]
MOURNED = _BITS["MOURNED"]
HABIT = _BITS["HABIT"]
NEVER = _BITS["NEVER"]
PRECAUTION = _BITS["PRECAUTION"]
CEREMONY = _BITS["CEREMONY"]
YESTERDAY = _BITS["YESTERDAY"]
THIS_SPAN = _BITS["THIS_SPAN"]
THEN = _BITS["THEN"]
ALIKE = _BITS["ALIKE"]
RUMOUR = _BITS["RUMOUR"]
WILL = _BITS["WILL"]
SPORT = _BITS["SPORT"]
WAY = _BITS["WAY"]
FIGURE = _BITS["FIGURE"]
OPPOSITE = _BITS["OPPOSITE"]
BREAK = 1 << len(_BITS)  # a comma, a colon, a bracket
NUMBER = BREAK << 1
MONTH = BREAK << 2
JOINED = BREAK << 3  # Arabic "and", glued to the word
NAME = BREAK << 4
EVENT = ATTACK | HAZY
VIOLENCE = ATTACK | WEAPON  # beyond doubt even where business is spoken of

NAME_MARK = "namestandshere"  # the word that stands for a name

_LATIN_ENDINGS = ("da", "de", "ta", "te", "daki", "deki", "taki", "teki", "e", "a")
_ARABIC_ENDINGS = ("دا", "ي")
_SHORTEST_ENDED = 5
_PROCLITICS = (
    "وال",
    "بال",
    "فال",
    "كال",
    "ولل",
    "وبال",
    "لل",
    "ال",
    "وب",
    "ول",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_JOINING = ("و", "ف")
_ELIDED = frozenset("ldnsjc")
_VOWELS = frozenset("aeiouhy")
_SHORTEST_BARE = 3
_SHORTEST_AFTER_AND = 2
_SHORTEST_ELIDED = 6
_MEMO_LIMIT = 50_000
_LONGEST_STEM = 3  # letters of a stem that it is looked up by

Phrase = tuple[tuple[str, ...], int, int]  # the words after the first, the cues, the month
Phrases = Mapping[str, tuple[Phrase, ...]]  # by their second word, or "*" where that is a stem
_NONE: Phrases = {}


class Entry:
    """What a word means by itself, the phrases that begin with it, and its month."""

    __slots__ = ("bits", "is_special", "month", "phrases")

    def __init__(self, bits: int, phrases: Phrases, month: int) -> None:
        self.bits = bits
        self.phrases = phrases
        self.month = month
        self.is_special = bool(phrases or month or bits & NAME)


class Lexicon(dict[str, Entry]):
    """Every word met so far, by what it is a cue for."""

    def __init__(self) -> None:
        super().__init__()
        self._whole: dict[str, int] = {}
        self._stems: dict[str, list[tuple[str, int]]] = {}
        self._endings: list[tuple[str, int]] = []
        self._phrases: dict[str, dict[str, tuple[Phrase, ...]]] = {}
        self._begun: dict[str, list[str]] = {}  # phrases that begin with a stem
        self._months: dict[str, int] = {}
        for name, table in _TABLES.items():
            for listed in table.values():
                self._take(listed.split(), _BITS[name])
        for month, listed in enumerate(MONTHS.split("|"), start=1):
            for name in listed.split():
                words = _words(name)
                if len(words) == 1:
                    self._months[words[0]] = month
                    for ending in _month_endings(words[0]):
                        self._months.setdefault(words[0] + ending, month)
                else:
                    self._take_phrase(words, MONTH, month)

    def _take(self, listed: list[str], bits: int) -> None:
        for cue in listed:
            words = _words(cue)
            if len(words) > 1:
                self._take_phrase(words, bits, 0)
            elif words[0].startswith("*"):
                self._endings.append((words[0].removeprefix("*"), bits))
            elif words[0].endswith("*"):
                stem = words[0].removesuffix("*")
                self._stems.setdefault(stem[:_LONGEST_STEM], []).append((stem, bits))
            else:
                self._whole[words[0]] = self._whole.get(words[0], 0) | bits

    def _take_phrase(self, words: tuple[str, ...], bits: int, month: int) -> None:
        if words[0].endswith("*") and words[0] not in self._phrases:
            self._begun.setdefault(words[0][:_LONGEST_STEM], []).append(words[0])
        by_second = self._phrases.setdefault(words[0], {})
        second = "*" if words[1].endswith("*") else words[1]
        by_second[second] = (*by_second.get(second, ()), (words[1:], bits, month))

    def __missing__(self, word: str) -> Entry:
        entry = self._looked_up(word)
        if len(self) < _MEMO_LIMIT:
            self[word] = entry
        return entry

    def _looked_up(self, word: str) -> Entry:
        bits, phrases, month = self._plain(word)
        if not bits and not phrases and not month and _is_elided(word):
            bits, phrases, month = self._plain(word[1:])  # l'attaque, d'assaut
        if not bits and not month:
            for bare in without_proclitics(word):
                bits, more, month = self._plain(bare)
                if bits or more or month:
                    bits |= JOINED if word.startswith(_JOINING) else 0
                    phrases = _joined(phrases, more)
                    break
        if word.isdecimal():
            bits |= NUMBER
        if month:
            bits |= MONTH
        return Entry(bits, phrases, month)

    def _plain(self, word: str) -> tuple[int, Phrases, int]:
        bits = self._whole.get(word, 0)
        for size in range(1, _LONGEST_STEM + 1):
            for stem, meaning in self._stems.get(word[:size], ()):
                if word.startswith(stem):
                    bits |= meaning
        for ending, meaning in self._endings:
            if word.endswith(ending):
                bits |= meaning
        phrases: Phrases = self._phrases.get(word, _NONE)
        for begun in self._begun.get(word[:_LONGEST_STEM], ()):
            if word.startswith(begun[:-1]):
                phrases = _joined(phrases, self._phrases[begun])
        return bits, phrases, self._months.get(word, 0)


def _joined(one: Phrases, other: Phrases) -> Phrases:
    return {s: (*one.get(s, ()), *other.get(s, ())) for s in {*one, *other}}


def _month_endings(name: str) -> tuple[str, ...]:
    """Give what Turkish and Kurdish end a month in: temmuzda, tîrmehê, ئەیلوولدا."""
    if len(name) < _SHORTEST_ENDED:
        return ()
    if is_arabic(name):
        return _ARABIC_ENDINGS
    return _LATIN_ENDINGS if name.isascii() else ()


def without_proclitics(word: str) -> Iterator[str]:
    """Give what an Arabic word may be without the "and", "in", "the" glued before it."""
    for glued in _PROCLITICS if is_arabic(word) else ():
        bare = word.removeprefix(glued)
        if bare != word and len(bare) >= _shortest(glued):
            yield bare


def _is_elided(word: str) -> bool:
    return len(word) >= _SHORTEST_ELIDED and word[0] in _ELIDED and word[1] in _VOWELS


def _shortest(glued: str) -> int:
    return _SHORTEST_AFTER_AND if glued == "و" else _SHORTEST_BARE


def _words(cue: str) -> tuple[str, ...]:
    return tuple(fold(cue.replace("_", " ")).split())


def phrases_at(entry: Entry, words: list[str], at: int) -> Iterator[Phrase]:
    """Give the phrases that begin with the word at a place and stand there."""
    following = words[at + 1] if at + 1 < len(words) else ""
    for second in (following, "*"):
        for phrase in entry.phrases.get(second, ()):
            if _stands(phrase[0], words, at + 1):
                yield phrase


def _stands(rest: tuple[str, ...], words: list[str], at: int) -> bool:
    """Tell whether the rest of a phrase stands at a place; its words may be stems."""
    if at + len(rest) > len(words):
        return False
    return all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for word, wanted in zip(words[at:], rest, strict=False)
    )


LEXICON = Lexicon()
LEXICON[NAME_MARK] = Entry(NAME, _NONE, 0)
LEXICON.update({sign: Entry(BREAK, _NONE, 0) for sign in ",،:()"})
