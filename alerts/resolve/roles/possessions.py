"""Whose something was: of whom a blow takes it, to whom the depot or the drone belonged.

The part follows from what is owned: whose post was hit is its target, whose drone hit it did it.
"""

from itertools import islice, takewhile

from alerts.model.entity import Part
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.claims import OWN, doer_part
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import is_latin, united
from alerts.resolve.words import Words

_BELONGING = frozenset(
    fold(
        """belonging appartenant appartenants تابع تابعا تابعة التابع التابعة تابعين принадлежащий принадлежащую
        принадлежащие належну належний"""
    ).split()
)
_SEIZED = frozenset(
    fold("seized took taken captured wrested retook recaptured انتزعت انتزع انتزاع").split()
)
_BELONGS = 6
_OF_WHOM = 4
_HIT = cue.ATTACK | cue.AGAINST
_ENDS = cue.BREAK | cue.AFTER | cue.CLAUSE
_GENITIVES = (["s"], ["in"], ["nin"], ["un"], ["nun"])
_OF = frozenset(
    fold("of the belonging to de des du d la les l aux a ya yen en ye di yên به لـ").split()
)
_THINGS = Words(
    """targets positions position depots depot stores caches hideouts strongholds cibles positions dépôts
    repaires hedefler* hedefin* mevzi* depoları* sığınak* armancên cihên baregehên depoyên
    أهداف* هدف* مواقع مواقعا موقعا موقع مستودعات مستودع مخازن معاقل مقرات تجمعات
    اهداف مواضع انبارهای مقرهای ئامانجەکانی ئامانجی پێگەکانی بارەگاکانی کۆگاکانی
    объект* цели целям целей позици* склад* об'єкт* цілі цілям цілей"""
)
_AIM = 7  # words between what is taken and from whom


def deprived(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find from whom an attack is to take something: "to cut off fuel and income of …"."""
    if name.type == "company" or not sentence.any & cue.DEPRIVE:
        return None
    before = _within(sentence, at, _AIM, cue.DEPRIVE)
    return Part.TARGET if before and before[0] < at else None


def belongs(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find whose depot or post was hit: "a depot belonging to …"; whose drone it was, hit."""
    near = sentence.words[max(0, at - 2) : at]
    if name.type == "company" or _BELONGING.isdisjoint(near) or not sentence.any & cue.EVENT:
        return None
    before = united(sentence, at - _BELONGS, at)
    if before & cue.BASE:
        return Part.TARGET
    return doer_part(name) if before & cue.ARMS else None


def aimed_at(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find whose targets, positions or stores were hit: "قصف أهدافا للحوثيين", "hit Houthi targets".

    Only by a verb of attack: a ministry that "spoke of" somebody's targets hit none, and what
    was "fired from" somebody's positions hit another.
    """
    if name.type == "company" or not sentence.any & _HIT:
        return None
    thing = _thing_of(sentence, at)
    if thing < 0:
        return None
    first, last = min(thing, at), max(thing, at)
    if united(sentence, first - 2, first) & cue.FROM & ~cue.IN:
        return None
    ahead = takewhile(lambda i: not sentence.cues[i] & _ENDS, range(last + 1, len(sentence.words)))
    behind = takewhile(lambda i: not sentence.cues[i] & _ENDS, range(first - 1, -1, -1))
    near = [*islice(behind, _BELONGS)]
    if sentence.words[thing] != "targets" or united(sentence, last + 1, last + 2) & cue.PASSIVE:
        near += islice(ahead, _BELONGS)  # "the army targets the port in a raid" has no targets
    is_hit = any(sentence.cues[i] & _HIT and not sentence.cues[i] & cue.VICTIM for i in near)
    return Part.TARGET if is_hit else None


def _thing_of(sentence: Sentence, at: int) -> int:
    """Give where it stands what is an actor's: behind it, or before it with "of"; else -1."""
    behind = at + 2 if sentence.words[at + 1 : at + 2] in _GENITIVES else at + 1
    if any(map(_THINGS.have, sentence.words[behind : behind + 1])):
        return behind if is_latin(sentence.words[behind]) else -1
    first = at - 1
    while first > at - _OF_WHOM and first >= 0 and sentence.words[first] in _OF:
        first -= 1
    return first if first >= 0 and _THINGS.have(sentence.words[first]) else -1


def robbed(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find from whom a place was taken: "seized the terminals from …"."""
    if name.type == "company" or _SEIZED.isdisjoint(sentence.words[:at]):
        return None
    is_from = united(sentence, at - 2, at) & cue.FROM and not united(sentence, at - 2, at) & cue.IN
    return Part.TARGET if is_from and not united(sentence, at - 2, at) & cue.BREAK else None


def owns(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find the firm whose own was hit: "… stopped flows after drones hit two of its stations"."""
    if name.type != "company" or not sentence.any & cue.EVENT:
        return None
    for i in range(at + 1, len(sentence.words)):
        if sentence.words[i] in OWN and united(sentence, i + 1, i + 4) & cue.BASE:
            return Part.TARGET if united(sentence, i - 4, i) & cue.EVENT else None
    return None


def _within(sentence: Sentence, at: int, reach: int, wanted: int) -> list[int]:
    first, last = max(0, at - reach), min(len(sentence.words), at + reach + 1)
    return [i for i in range(first, last) if sentence.cues[i] & wanted]
