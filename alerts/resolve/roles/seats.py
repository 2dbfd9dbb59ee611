"""Where those who speak sit, and which capitals stand for governments that talk: nothing happened there.

"Ministers in Damascus spoke of it", "the firms said in Doha": the words were said there, the
deed was done elsewhere. "Talks of Erbil and Baghdad" are between two governments, and no fight
was in either city. But what "a source in Kirkuk said" was mostly in Kirkuk: only offices of a
state, and what is said in the place itself, count.
"""

from collections.abc import Iterable

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Sentence
from alerts.resolve.roles.subjects import united
from alerts.resolve.words import Words

_REACH = 3
_FAR = 6
_OFFICE_NAME = 5  # words of "the Ministry of Health and Population"
_VISIT = frozenset(fold("visit visiting visite زيارة سفر سەردان визитом візитом").split())
_IN = frozenset(["a"])  # French "à"
# Verbs whose subject stands before them, or in Arabic after: right before "in X", X is where one spoke.
_SAID = frozenset(
    fold(
        """said told spoke speaking declared dit déclaré affirmé قال قالت صرح صرحت заявил заявила заявили сказал сказала
        сказали рассказали заявив сказав сказала"""
    ).split()
)
_REPORTERS = frozenset(
    fold(
        "reporters journalists journalistes presse للصحفيين للصحافيين الصحفيين журналистам журналістам"
    ).split()
)
_TALKS = Words(
    """talks negotiations dialogue agreement agreements deal deals dispute disputes row standoff tensions relations
    rapprochement summit ceasefire truce pourparlers négociations accord accords différend litige tensions relations
    dialogue trêve görüşme* müzakere* anlaşma* anlaşmazl* gerilim* diyalog* mutabakat* ateşkes* hevdîtin* danûstandin*
    gotûbêj* lihevkirin* peyman* nakokî* diyalog* مفاوضات محادثات مباحثات اتفاق* حوار خلاف* تفاهم* هدنة توتر* العلاقات
    علاقات مذاکر* گفتگو* گفت‌وگو* توافق* اختلاف* تنش* روابط گفتوگۆ* گفتوگو* دانوستان* ڕێککەوتن* ڕێکەوتن* ناکۆکی*
    پەیوەندی* переговор* соглашен* договоренност* договорённост* диалог* спор* разноглас* отношен* сделк* перемири*
    угод* домовленост* суперечк* відносин* перемир* діалог*"""
)
_WITH = frozenset(fold("with avec ile مع با لەگەڵ bi re с со з із").split())
_JOINS = _WITH | {","}
_ENDS = cue.BREAK | cue.IN | cue.EVENT | cue.PASSIVE | cue.AFTER | cue.NAME
_ROW = 4


def sits(sentence: Sentence, at: int, before: list[int], after: list[int]) -> bool:
    """Tell whether only those who speak for a state sit there: "ministers in Damascus spoke of"."""
    if not sentence.any & cue.SAY or not before:
        return False
    if not before[-1] & cue.IN and sentence.words[at - 1] not in _IN:
        return False
    visits = any(word in _VISIT for word in sentence.words[max(0, at - 4) : at])
    if visits or _is_said_there(sentence, at):
        return True
    for i in range(at - 2, max(-1, at - _FAR), -1):
        if sentence.cues[i] & (cue.EVENT | cue.PASSIVE | cue.BREAK):
            break  # "a government convoy was hit in Anbar, police said"
        if sentence.cues[i] & cue.SPEAKERS:
            said = any(bits & cue.SAY for bits in sentence.cues[max(0, i - _REACH) : i])
            is_hit = any(bits & cue.PASSIVE for bits in after[:1])  # "was hit", they did not hit
            speaks = is_speech(after) or (is_speech(after[1:]) and not is_hit)
            return said or speaks or _opens(sentence, i, at)
    if at > 1 or not after or not after[0] & (cue.BREAK | cue.SPEAKERS):
        return False
    following = sentence.cues[at + 1 : at + 10]  # "À Moscou, le ministère de la Défense a parlé"
    return any(bits & cue.SPEAKERS for bits in following[:4]) and any(
        bits & cue.SAY for bits in following
    )


def is_speech(after: list[int]) -> bool:
    """Tell whether words begin with a verb of speech: Lebanon said; Damascus calls."""
    speech = cue.SAY | cue.ACTS | cue.BLAME
    return bool(after) and bool(after[0] & speech) and not after[0] & cue.NAME


def _is_said_there(sentence: Sentence, at: int) -> bool:
    """Tell whether something was said in the place: "said in Doha on Tuesday"."""
    if at < _REACH:
        return False
    verb = at - 3 if sentence.words[at - 2] in _REPORTERS else at - 2
    if sentence.words[verb] not in _SAID:
        return False
    return not united(sentence, verb - 1, verb) & (cue.PASSIVE | cue.IN)


def _opens(sentence: Sentence, office: int, at: int) -> bool:
    """Tell whether an office opens the sentence whose verb of saying comes late, as in Persian.

    "The health ministry in Sanaa put the dead at 74, it said"; but "the ministry in Sanaa was
    bombed, sources said" tells of an attack before anything is said.
    """
    if office > 1 or at - office > _OFFICE_NAME:
        return False
    said = next((i for i in range(at + 1, len(sentence.cues)) if sentence.cues[i] & cue.SAY), 0)
    done = (cue.ATTACK | cue.HOSTILE | cue.PASSIVE) & ~cue.VICTIM
    return bool(said) and not united(sentence, at + 1, said) & (done | cue.BREAK)


def is_party(sentence: Sentence, at: int) -> bool:
    """Tell whether a place stands for those who govern it, and talk with others.

    "Talks of Erbil and Baghdad", "the deal with Damascus", "Ankara-Baghdad talks".
    """
    first, last = _row(sentence, at)
    before = _said_of(sentence, range(first - 1, max(-1, first - 1 - _ROW), -1))
    if first != last:
        if any(map(_TALKS.have, before)):
            return True
        is_in = bool(united(sentence, first - 1, first) & cue.IN)
        following = _said_of(sentence, range(last + 1, min(last + _ROW, len(sentence.words))))
        return not is_in and any(map(_TALKS.have, following))
    return bool(before) and before[0] in _WITH and any(map(_TALKS.have, before[1:]))


def _said_of(sentence: Sentence, places: Iterable[int]) -> list[str]:
    """Give the words beside a name, as far as they are about it."""
    words: list[str] = []
    for i in places:
        word = sentence.words[i]
        if sentence.cues[i] & _ENDS and word not in _WITH and word != "of":
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
