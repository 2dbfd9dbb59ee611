"""Fields seized or handed over, told in words that mostly tell who holds them.

"الجيش يسيطر على الحقل" is the news where nothing else is, and what everybody knows behind "which"
or with "since". So such words are read together, in a lead alone, and only of those who can take
a field by force: a firm that takes over a plant has bought it.
"""

from collections.abc import Sequence

from alerts.model.entity import Kind
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.words import Words

# A verb and what makes a seizure of it, in either order.
_TAKE = Words(
    """takes take taking took seizes gains gained prend prennent prenant pris reprend reprennent تسيطر يسيطر يسيطرون بسط بسطت يبسط تبسط
    گرفت گرفتند گیرد می‌گیرد درآورد al aldı alıyor aldılar devraldı devralıyor geçti geçiyor geçirdi girt digire girtin xist xistin dixe
    گرتە گرتەدەست دەگرێتە دەکات کرد خستە установил* устанавлива* получил* получает берет берут взял* встановил* встановлю* бере
    беруть здобул* отримал*"""
)
_CONTROL = Words(
    """over control contrôle على سيطرته سيطرتها سيطرتهم kontrolünü kontrolüne kontrolü kontrola kontrolê کنترل کۆنترۆڵ*
    контроль контроля"""
)
_HAND = Words(
    """hands hand handed handing cède cèdent cédé remet remettent remis تسلم يسلم سلم سلمت تتسلم يتسلم تستلم يستلم استلم استلمت
    تحویل teslim devretti devrediyor radest* ڕادەست* رادەست* передали передала"""
)
_TO = frozenset(["to", "for", "a", "إلى"])
_PARTS = frozenset(["over", "de", "du"])
_FAR = 10  # words between "کنترل" and its verb, where that closes the sentence
_NEAR = 4
_NOT = cue.SINCE | cue.EVER_SINCE | cue.NOBODY | cue.EVENT | cue.BUSINESS
_WAS = Words("كان كانت كانوا")  # "was controlling": it held it


def tell_of_seizures(
    words: Sequence[str], cues: list[int], kinds: Sequence[tuple[int, Kind, str]]
) -> None:
    """Make a cue for an event of what tells of a seizure in a lead's words, given its names.

    Of what is handed over the place itself is made one, as nobody attacks it.
    """
    sites = [at for at, kind, _ in kinds if kind is Kind.FACILITY]
    if not sites or not _is_armed(cues, kinds):
        return
    for at, word in enumerate(words):
        if _HAND.have(word):
            near = [s for s in sites if abs(s - at) <= _NEAR and _is_object(words, cues, s, at)]
            if near and not _is_fenced(cues, at):
                cues[near[0]] |= cue.HAZY
                return
        if _TAKE.have(word) and _is_of_control(words, cues, at):
            cues[:] = [bits & ~cue.HOLD for bits in cues]  # "prend le contrôle"
            cues[at] |= cue.HAZY
            return


def _is_object(words: Sequence[str], cues: Sequence[int], site: int, verb: int) -> bool:
    """Tell whether it is the site that is handed over, and not something in it or to it."""
    if site < verb:
        return not (site and cues[site - 1] & cue.IN)
    beside = range(verb + 1, site)
    apart = cue.IN | cue.ON | cue.FROM & ~cue.IN | cue.BREAK
    return not any(cues[i] & apart or words[i] in _TO for i in beside if words[i] not in _PARTS)


def _is_armed(cues: Sequence[int], kinds: Sequence[tuple[int, Kind, str]]) -> bool:
    """Tell whether an army, a group or a government is named, and nothing else is told."""
    armed = any(kind is Kind.ACTOR and type_ != "company" for _, kind, type_ in kinds)
    armed = armed or any(bits & (cue.TROOPS | cue.OFFICE) for bits in cues)
    return armed and not any(bits & _NOT and not bits & cue.NAME for bits in cues)


def _is_of_control(words: Sequence[str], cues: Sequence[int], at: int) -> bool:
    first = max(0, at - _FAR)
    near = [*range(at + 1, min(at + 1 + _NEAR, len(words))), *range(at - 1, first - 1, -1)]
    if not any(_CONTROL.have(words[i]) for i in near):
        return False
    was = any(map(_WAS.have, words[max(0, at - _NEAR) : at]))
    return not was and not _is_fenced(cues, at)


def _is_fenced(cues: Sequence[int], at: int) -> bool:
    """Tell whether the clause is a relative one: "which … controls"."""
    for i in range(at, -1, -1):
        if cues[i] & cue.CLAUSE:
            return True
        if cues[i] & cue.BREAK:
            return False
    return False
