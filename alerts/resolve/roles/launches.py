"""Whether a place is where something was fired or took off: nothing happened there.

"Rockets launched from Idlib", "беспилотники, запущенные … из Идлиба", Sorani's "لە نەینەواوە": what
came from there came down elsewhere.
"""

from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import clause_start
from alerts.resolve.roles.sentences import Sentence
from alerts.resolve.roles.subjects import united

_REACH = 3
_AWAY = frozenset(fold("from depuis من از из с із з لە ji").split())
_DE = frozenset(["de", "du", "d"])
_TOWARDS = frozenset(
    fold("at to towards toward into vers à ber إلى باتجاه تجاه صوب سوی سمت بەرەو بۆ в у до").split()
)
_ELIDED = ("d'", "d’")
_AWAY_TR = ("'dan", "'den", "'tan", "'ten")
_AWAY_BEHIND = frozenset(["dan", "den", "tan", "ten"])
_FROM_KURDISH = ("ەوە", "اوە", "ێوە", "ۆوە")


def is_launch_area(sentence: Sentence, at: int) -> bool:
    """Tell whether it was fired from there: it did not happen there."""
    if _is_of_a_weapon(sentence, at):
        return True
    if not sentence.any & cue.LAUNCHED:
        return False
    for i in range(max(0, at - 2), at):
        is_from = _is_from(sentence, i)
        # French "de" is mostly "of": "une école de Kharkiv", but "tirés de Gaza".
        if is_from and (sentence.words[i] not in _DE or _is_fired(sentence, i)):
            return True
    if sentence.words[at + 1 : at + 2] and sentence.words[at + 1] in _AWAY_BEHIND:
        return True
    began = clause_start(sentence, at)  # "took off from open land near Tuz in Saladin"
    away = [i for i in range(began, at) if sentence.words[i] in _AWAY]
    away = [i for i in away if not _is_hit_between(sentence, i, at)]
    return any(_is_launched(sentence, i) for i in away) or _is_launched_in_kurdish(sentence, at)


def _is_from(sentence: Sentence, at: int) -> bool:
    is_from = sentence.cues[at] & cue.FROM or sentence.words[at] == "d"
    return bool(is_from) and not sentence.cues[at] & cue.IN


def _is_of_a_weapon(sentence: Sentence, at: int) -> bool:
    """Tell whether a weapon is from there: "صواريخ من لبنان", "venu d'Irak", "Yemen'den füze"."""
    name = next(name for i, name in sentence.names if i == at)
    if at and name.text.startswith(_ELIDED):
        return bool(sentence.cues[at - 1] & cue.LAUNCHED)
    if at > 1 and _is_from(sentence, at - 1) and sentence.words[at - 1] not in _DE:
        return bool(sentence.cues[at - 2] & (cue.WEAPON | cue.LAUNCHED))
    is_away = sentence.words[at + 1 : at + 2] and sentence.words[at + 1] in _AWAY_BEHIND
    is_away = is_away or name.text.replace("’", "'").endswith(_AWAY_TR)
    return bool(is_away) and bool(united(sentence, at + 1, at + 2 + _REACH) & cue.WEAPON)


def _is_launched(sentence: Sentence, at: int) -> bool:
    """Tell whether it was launched, by whomever, from what a word for "from" begins."""
    i = at - 1
    while i > 0 and (sentence.cues[i] & (cue.NAME | cue.TROOPS) or sentence.words[i] in '«»"“”'):
        i -= 1
    return bool(united(sentence, i - 1, i + 1) & cue.LAUNCHED)


def _is_launched_in_kurdish(sentence: Sentence, at: int) -> bool:
    """Tell whether Sorani says "from" around a place: "لە نەینەواوە هاوێژراون"."""
    name = next((name for i, name in sentence.names if i == at), None)
    is_from = name is not None and name.text.endswith(_FROM_KURDISH)
    return is_from and bool(united(sentence, at + 1, at + 1 + _REACH) & cue.LAUNCHED)


def _is_hit_between(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a verb stands between, so that what flew got there: "from Lebanon hit Haifa"."""
    flown = cue.LAUNCHED | cue.ARMS | cue.WEAPON
    origin = next((i for i in range(start + 1, end) if sentence.cues[i] & cue.NAME), end)
    for i in range(origin + 1, end):  # "from Gaza at Ashkelon"
        if sentence.cues[i] & cue.ON or sentence.words[i] in _TOWARDS:
            return True
    verbs = (bits for bits in sentence.cues[start + 1 : end] if bits & (cue.EVENT | cue.AGAINST))
    return any(not bits & flown for bits in verbs)


def _is_fired(sentence: Sentence, at: int) -> bool:
    """Tell whether a word for what is fired or flown stands right before another."""
    return bool(united(sentence, at - 1, at) & (cue.LAUNCHED | cue.FROM)) or (
        sentence.words[max(0, at - 1) : at] == ["provenance"]
    )
