"""Whether a blow is told of a place itself: "struck Kyiv", "Halep'i vurdu", "Homs was bombed".

No "in" says so there; yet what is struck is where it happened as surely as what lies "in" a place.
"""

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import is_cyrillic, united
from alerts.resolve.spelling import is_arabic
from alerts.resolve.words import Words

_REACH = 3
_JOINED = 3  # words between a place and a site: "and the", "و پایگاه"
# What may stand between a blow and the place it fell on.
_UNITS = Words(
    """the city cities town towns village villages capital port district outskirts area of la le les l ville villes capitale
    de du مدينة مدينتي بلدة قرية العاصمة شهر شهرهای پایتخت شاری شارۆچکەی گوندی bajarê bajarên gundê город города городу
    городам поселок посёлок столицу місто міста місту столицю"""
)
_ON = Words("on upon sur contre على به بر روی سەر بۆ ser по на")
_OBJECT_ENDS = ("i", "ı", "u", "ü", "yi", "yı", "yu", "yü", "e", "a", "ye", "ya")  # Turkish
_KURDISH_OBJECTS = ("ê", "î")
_SUFFERED = tuple(fold("обстр бомбард бомбуванн").split())
_VERBS = ("ли", "ла", "ло", "в")
_PASSIVES = ("ldi", "ldu", "ndi", "ndu")  # folded: "vuruldu", "bombalandı"
_DO = tuple(fold("کرد kir کر").split())
_RA = fold("را")
_UNDER = frozenset(["under"])
_STOPS = cue.BREAK | cue.NAME | cue.CLAUSE | cue.SAY


def is_struck(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a blow falls on the place at a word, or on the row of places it stands in."""
    if sentence.words[at + 1 : at + 2] == ["s"]:
        return False  # "hit Tehran's programme"
    if name.type == "country" and sentence.place:
        return False  # "attacks on Ukraine must stop, he said" of a blow that fell elsewhere
    first, last = _row(sentence, at)
    return _before(sentence, first, name) or _behind(sentence, last, name)


def is_hit_with_a_site(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether "and" joins a place to a site: "attacked Palmyra and the T4 air base"."""
    if name.type == "country":
        return False
    for i, other in sentence.names:
        if other.kind is Kind.FACILITY and 0 < abs(i - at) <= _JOINED + 1:
            between = united(sentence, min(i, at) + 1, max(i, at))
            if between & cue.AND and not between & (cue.BREAK | cue.NAME):
                first = min(i, at)
                return not united(sentence, max(0, first - _REACH), first) & cue.BETWEEN
    return False


def _row(sentence: Sentence, at: int) -> tuple[int, int]:
    """Give the first and last of the places that commas and "and" join."""
    places = {i for i, name in sentence.names if name.kind in (Kind.REGION, Kind.FACILITY)}
    first = last = at
    while first - 2 in places and _joins(sentence, first - 1):
        first -= 2
    while last + 2 in places and _joins(sentence, last + 1):
        last += 2
    return first, last


def _joins(sentence: Sentence, at: int) -> bool:
    return bool(sentence.cues[at] & cue.AND) or sentence.words[at] in {"،", ","}


def _before(sentence: Sentence, at: int, name: Name) -> bool:
    """Find a blow before a place: its verb, or its noun and "on"."""
    i = at - 1
    while i >= 0 and _UNITS.have(sentence.words[i]):
        i -= 1
    if i < 0:
        return False
    bits = sentence.cues[i]
    if bits & cue.ON and not bits & cue.IN and _ON.have(sentence.words[i]):
        near = sentence.cues[max(0, i - _REACH) : i]
        return any(b & cue.ATTACK or b & cue.HAZY & ~cue.VICTIM for b in near) and not any(
            b & (cue.BREAK | cue.CLAUSE) for b in near
        )
    is_verb = bits & cue.AGAINST or not bits & cue.ARMS or _is_cyrillic_verb(sentence.words[i])
    if bits & cue.EVENT and is_verb:
        return not bits & (cue.NAME | cue.VICTIM | cue.PASSIVE)
    return is_arabic(name.text) and _is_its_object(sentence, i)


def _is_its_object(sentence: Sentence, at: int) -> bool:
    """Tell whether an Arabic verb stands before, its subject between: "قصفت طائرات حلب"."""
    for before in range(at, max(-1, at - _REACH), -1):
        if sentence.cues[before] & (cue.BREAK | cue.CLAUSE | cue.IN | cue.ON):
            return False
        bits = sentence.cues[before]
        if bits & cue.ATTACK and bits & cue.HOSTILE and not bits & cue.ARMS:
            return True
    return False


def _is_cyrillic_verb(word: str) -> bool:
    """Tell a verb, or a noun whose genitive is what suffers it, from one whose genitive does it.

    "Обстреляли Харьков", "обстрел Харькова"; but "удар Киева по Белгороду".
    """
    return is_cyrillic(word) and (word.startswith(_SUFFERED) or word.endswith(_VERBS))


def _behind(sentence: Sentence, at: int, name: Name) -> bool:
    """Find a blow behind a place: "was bombed", "came under attack", "Halep'i vurdu"."""
    is_object = (
        sentence.words[at + 1 : at + 2] == [_RA]
        or name.text.replace("’", "'").partition("'")[2] in _OBJECT_ENDS
        or name.text.endswith(_KURDISH_OBJECTS)
        or is_arabic(name.text)
    )
    end = min(at + 2 + _REACH, len(sentence.words))
    is_passive = False
    for i in range(at + 1, end):
        bits = sentence.cues[i]
        if bits & _STOPS:
            return False
        is_passive = is_passive or bool(bits & cue.PASSIVE) or sentence.words[i] in _UNDER
        if bits & cue.EVENT:
            is_passive = is_passive or _is_passive_in_turkish(sentence, i)
            if united(sentence, i + 1, i + 1 + _REACH) & cue.ON:
                is_object = False  # "ئیسرائیل هێرشی کردە سەر غەززە": who strikes another
            return is_passive or (is_object and (not bits & cue.ARMS or _is_done(sentence, i)))
    return False


def _is_passive_in_turkish(sentence: Sentence, at: int) -> bool:
    """Find a passive by its ending, at the end of its clause: "Halep bombalandı"."""
    is_last = not sentence.words[at + 1 :] or sentence.cues[at + 1] & cue.BREAK
    return bool(is_last) and sentence.words[at].endswith(_PASSIVES)


def _is_done(sentence: Sentence, at: int) -> bool:
    """Tell whether Kurdish or Persian makes a verb of a noun: "بۆردومان کرد"."""
    return any(word.startswith(_DO) for word in sentence.words[at + 1 : at + 2])
