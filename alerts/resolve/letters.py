"""How one letter folds, whatever stands around it.

Because no rule here looks at a neighbour, a text folds by a table (`str.translate`), and
the way back to the original is the sum of the lengths of its letters. The few rules that
do need a neighbour are in `fold`.
"""

import re
import unicodedata
from collections.abc import Callable

TATWEEL = "\u0640"
ZWNJ = "\u200c"
_APOSTROPHES = "'’‘‛`´ʻʼʽʾʿˈʹ′＇ʹ՚׳"
APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
APOSTROPHES = frozenset(_APOSTROPHES)

# Kurdish and Persian write sounds with letters of their own that Arabic spells otherwise;
# the same name in either must meet. Unicode calls these different letters, so NFKD keeps them.
_ARABIC = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ێ": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ۃ": "ه",
        "ۆ": "و",
        "ۇ": "و",
        "ۋ": "و",
        "ڵ": "ل",
        "ڕ": "ر",
        "ڤ": "ف",
        "ء": "",
    }
)
# Letters with a stroke, a hook or no dot, which NFKD does not take apart.
_LATIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ð": "d"}
_CYRILLIC = {"ґ": "г"}
_MORE = dict.fromkeys(_APOSTROPHES, "") | {
    '"': " ",
    "״": " ",  # typed as a quotation mark as often: צה"ל
    "_": " ",
    "\u2212": " ",
    ZWNJ: ZWNJ,
    "\u180e": "",
}
_LOWER = _LATIN | _CYRILLIC
_SPECIAL: dict[str, str] = (
    {chr(k): str(v) for k, v in _ARABIC.items()}
    | _LOWER
    | {k.upper(): v.upper() for k, v in _LOWER.items() if k != "ı"}
    | _MORE
)
# Marks, invisible characters; white space, dashes and quotation marks all part words alike.
_DROPPED = frozenset({"Mn", "Me", "Cf"})
_SPACE = frozenset({"Zs", "Zl", "Zp", "Pd", "Pi", "Pf"})
_MEMO_LIMIT = 20_000  # an attacker may send every code point there is; scripts in use are far fewer


class Letters(dict[int, str]):
    """A table for `str.translate` that works a letter out when it is first met."""

    def __init__(self, case: Callable[[str], str]) -> None:
        super().__init__()
        self._case = case

    def __missing__(self, point: int) -> str:
        folded = chr(point)
        while (again := self._step(folded)) != folded:
            folded = again
        if len(self) < _MEMO_LIMIT:
            self[point] = folded
        return folded

    def _step(self, text: str) -> str:
        plain = "".join(_SPECIAL.get(c, c) for c in text)
        decomposed = unicodedata.normalize("NFKD", self._case(plain))
        return "".join(map(_kept, decomposed))


def _kept(letter: str) -> str:
    """Give what is left of a decomposed letter."""
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    category = unicodedata.category(letter)
    if category in _DROPPED:
        return ""
    if category in _SPACE or letter.isspace():
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    return letter


LETTERS = Letters(str.casefold)
LETTERS_WITH_CASE = Letters(str)

# The ranges that reports are written in. Within them it is known beforehand which letters
# folding leaves as they are, and which become one letter: a search for the others is all
# the work that most texts need.
_USUAL = (
    range(0x20, 0x250),
    range(0x370, 0x700),
    range(0x10D0, 0x1100),
    range(0x2010, 0x2030),
)


def _class_of_others(kept: Callable[[str], bool]) -> re.Pattern[str]:
    letters = "".join(chr(p) for usual in _USUAL for p in usual if kept(chr(p)))
    return re.compile(f"[^{re.escape(letters)}]")


CHANGED = _class_of_others(lambda c: LETTERS[ord(c)] == c)
NOT_ONE_TO_ONE = _class_of_others(lambda c: len(LETTERS[ord(c)]) == 1)

# ASCII folds to one letter each, or to none; and what nearly every Arabic text has to fold.
DROPPED_ASCII = tuple(c for c in map(chr, range(0x80)) if not LETTERS[ord(c)])
USUAL_ARABIC = {c: LETTERS[ord(c)] for c in "أإآىةئؤءیکەۆێ"}


def is_dropped_letter(letter: str) -> bool:
    """Tell whether folding leaves nothing of what is a letter, and no mark or punctuation."""
    return not LETTERS[ord(letter)] and unicodedata.category(letter)[0] == "L"
