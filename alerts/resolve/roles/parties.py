"""Which places stand for governments that talk with each other: nothing happened there.

"Talks of Erbil and Baghdad" are between two governments, and no fight was in either city. But
"drones hit Erbil and Baghdad before talks" names two cities that were hit: where something is
done in the clause, only words that say whose talks they are make a place one of the parties.
"""

from collections.abc import Iterable

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import united
from alerts.resolve.words import Words

_TRUCE = Words(
    """ceasefire truce trêve cessez ateşkes* agirbest* هدنة آتش‌بس ئاگربەست* ئاگربڕ* перемири* перемир*
    прекращени* припинення"""
)
_TALKS = Words(
    """talks negotiations dialogue agreement agreements deal deals dispute disputes row standoff tensions relations
    rapprochement summit ceasefire truce pourparlers négociations accord accords différend litige tensions relations
    dialogue trêve görüşme* müzakere* anlaşma* anlaşmazl* gerilim* diyalog* mutabakat* ateşkes* hevdîtin* danûstandin*
    gotûbêj* lihevkirin* peyman* nakokî* diyalog* agirbest* مفاوضات محادثات مباحثات اتفاق* حوار خلاف* تفاهم* هدنة توتر*
    العلاقات علاقات مذاکر* گفتگو* گفت‌وگو* توافق* اختلاف* تنش* روابط گفتوگۆ* گفتوگو* دانوستان* ڕێککەوتن* ڕێکەوتن*
    ناکۆکی* پەیوەندی* ئاگربەست* переговор* соглашен* договоренност* договорённост* диалог* спор спора спору спором
    споре споры споров спорам спорами разноглас* отношения отношений отношениях сделк* перемири* угода угоди угоду
    угодою угод домовленост* суперечк* відносини відносин відносинах перемир* діалог*"""
)
# What breaks a deal as a truce is broken.
_COLLAPSE = Words(
    """collapse collapses collapsed collapsing unravel* effondr* rompu rompue çöktü çöküyor çökmesi bozuldu têkçû* hilweş* انهيار انهار
    انهارت ينهار تنهار فروپاشی فروپاشید هەڵوەشا* هەڵدەوەش* рухн* рушит* сорван* сорвал* срыв* развал* зірва* зрив* розвал*"""
)
# Where those who talk come together.
_GATHERING = Words(
    """meeting meetings summit conference session visit talks réunion réunions sommet conférence visite toplantı* zirve* görüşme*
    konferans* ziyaret* civîn* lûtke* konferans* hevdîtin* danûstandin* اجتماع* قمة مؤتمر* لقاء* زيارة محادثات مفاوضات مباحثات
    نشست* دیدار* اجلاس* کنفرانس* کۆبوونەوە* لووتکە* کۆنفرانس* سەردان* встреч* саммит* конференц* визит* заседани*
    зустріч* саміт* конференц* візит* засіданн*"""
)
_WITH = frozenset(fold("with avec ile مع با لەگەڵ bi re с со з із").split())
_BETWEEN = frozenset(fold("arasındaki arasında nabênê").split())  # said behind who talks
_OF = frozenset(["of", "de"])
_JOINS = _WITH | {","}
# "Before talks", "despite the truce": when something else happened, not who talks.
_MEANWHILE = Words(
    """before ahead amid despite during violating malgré avant pendant durant önce öncesi öncesinde rağmen sırasında
    sürerken berî beriya berîya tevî قبل قبيل رغم وسط خلال أثناء پیش علیرغم وجود هنگام پێش سەرەڕای کاتی перед до перед накануне несмотря
    вопреки время попри напередодні незважаючи всупереч"""
)
_VENUE = 5  # words from "talks" to their place, and from "before" to them
_ENDS = cue.BREAK | cue.IN | cue.EVENT | cue.PASSIVE | cue.AFTER | cue.NAME
_STRUCK = cue.ATTACK | cue.WEAPON | cue.VICTIM
_CLAUSE = cue.BREAK | cue.CLAUSE
_APART = _CLAUSE | cue.EVENT | cue.NAME
_ROW = 4


def is_party(sentence: Sentence, at: int) -> bool:
    """Tell whether a place stands for those who govern it, and talk with others.

    "Talks of Erbil and Baghdad", "the deal with Damascus", "Ankara-Baghdad talks".
    """
    first, last = _row(sentence, at)
    before = _said_of(sentence, range(first - 1, max(-1, first - 1 - _ROW), -1))
    talks = [word for word in before if _TALKS.have(word)]
    if first == last:
        is_one = bool(talks) and before[0] in _WITH
        return is_one and not _is_a_broken_truce(sentence, at, talks)
    if talks and (_are_theirs(sentence, first, before) or not _is_struck(sentence, first, last)):
        return not _is_a_broken_truce(sentence, at, talks)
    if united(sentence, first - 1, first) & cue.IN:
        return False
    following = _said_of(sentence, range(last + 1, min(last + _ROW, len(sentence.words))))
    if not any(map(_TALKS.have, following)):
        return False
    if following[0] in _BETWEEN or _is_one_word(sentence, first, last):
        return True
    is_elsewhere = _TALKS.have(following[0]) and _names_another(sentence, first, last)
    return is_elsewhere or not _is_struck(sentence, first, last)


def is_venue(sentence: Sentence, at: int) -> bool:
    """Tell whether others only meet there at another time: "before talks in Istanbul".

    Where a lead names no other place, that is all it says of where it was.
    """
    if (
        not sentence.place
        and len({name.entity for _, name in sentence.names if _is_place(name)}) == 1
    ):
        return False
    first = range(at - 1, max(-1, at - 1 - _VENUE), -1)
    held = next((i for i in first if sentence.cues[i] & _APART or _meets(sentence, i)), -1)
    if held >= 0 and _meets(sentence, held):
        return _is_meanwhile(sentence, range(held - 1, max(-1, held - 1 - _VENUE), -1))
    if not any(_meets(sentence, i) for i in range(at + 1, min(at + 3, len(sentence.words)))):
        return False
    ahead = range(at + 2, min(at + 2 + _VENUE, len(sentence.words)))  # Turkish puts it behind
    return _is_meanwhile(sentence, range(at - 1, max(-1, at - 3), -1)) or _is_meanwhile(
        sentence, ahead
    )


def _is_place(name: Name) -> bool:
    return name.kind in (Kind.REGION, Kind.FACILITY)


def _meets(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return (_GATHERING.have(word) or _TALKS.have(word)) and not _TRUCE.have(word)


def _is_meanwhile(sentence: Sentence, places: Iterable[int]) -> bool:
    """Tell whether "before" or "amid" stands there, nothing being done between."""
    for i in places:
        if _MEANWHILE.have(sentence.words[i]):
            return True
        if sentence.cues[i] & (_APART & ~cue.NAME):
            return False
    return False


def _are_theirs(sentence: Sentence, first: int, before: list[str]) -> bool:
    """Tell whether talks are joined to who holds them: "talks between", "переговоры Эрбиля"."""
    if any(bits & cue.BETWEEN for bits in sentence.cues[first - len(before) : first]):
        return True
    if not _TALKS.have(before[0]):
        return before[0] in _WITH or (before[0] in _OF and _TALKS.have(before[1]))
    led = range(max(0, first - 3), first - 1)  # "despite the truce Aleppo and Idlib were bombed"
    return not any(sentence.cues[i] & cue.AFTER or _MEANWHILE.have(sentence.words[i]) for i in led)


def _is_a_broken_truce(sentence: Sentence, at: int, talks: list[str]) -> bool:
    """Tell whether people die despite a truce with those of a place, and no other is named."""
    is_broken = any(map(_TRUCE.have, talks)) or any(map(_COLLAPSE.have, sentence.words))
    if not sentence.any & _STRUCK or not is_broken:
        return False
    return not _names_another(sentence, *_row(sentence, at))


def _names_another(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a site or a region of some country is named besides a row of places."""
    return any(
        name.kind is Kind.FACILITY or (name.kind is Kind.REGION and name.type != "country")
        for i, name in sentence.names
        if i not in (first, last)
    )


def _is_struck(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether something is done in the clause of a row of places: before it, or at its end."""
    start, end = first, last + 1
    while start and not sentence.cues[start - 1] & (_CLAUSE | cue.AFTER):
        start -= 1
    while end < len(sentence.words) and not sentence.cues[end] & (_CLAUSE | cue.AFTER):
        end += 1
    return bool(
        united(sentence, start, first) & cue.EVENT or united(sentence, last + 1, end) & _STRUCK
    )


def _is_one_word(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a hyphen joins two places: "Ankara-Baghdad talks"."""
    one, other = (next(name for i, name in sentence.names if i == at) for at in (first, last))
    return other.start - one.end == 1


def _said_of(sentence: Sentence, places: Iterable[int]) -> list[str]:
    """Give the words beside a name, as far as they are about it."""
    words: list[str] = []
    for i in places:
        word = sentence.words[i]
        if sentence.cues[i] & _ENDS and word not in _WITH and word != "of":
            break
        if sentence.cues[i] & cue.CLAUSE or _MEANWHILE.have(word):
            break
        words.append(word)
    return words


def _row(sentence: Sentence, at: int) -> tuple[int, int]:
    """Give the first and the last of the places that are joined with one."""
    places = {i for i, name in sentence.names if name.kind is Kind.REGION}
    if at - 2 in places and _is_joint(sentence, at - 1):
        return at - 2, at
    if at + 2 in places and _is_joint(sentence, at + 1):
        return at, at + 2
    return at, at


def _is_joint(sentence: Sentence, at: int) -> bool:
    return bool(sentence.cues[at] & cue.AND) or sentence.words[at] in _JOINS
