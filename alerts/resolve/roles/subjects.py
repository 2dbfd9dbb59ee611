"""Whether an actor is the one who does, answers or suffers: subject and verb, in any order.

English puts the verb after its subject, Arabic before it, Turkish, Persian and Kurdish at the
end of the sentence. A passive turns it all round.
"""

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Sentence
from alerts.resolve.roles.unreal import denials
from alerts.resolve.spelling import is_arabic

_PLACES = frozenset([Kind.FACILITY, Kind.REGION])
_REACH = 6  # words between an actor and what it does
_FAR = 10
_CLOSE = 3
_VERBAL_NOUNS = tuple(fold("استهداف قصف مهاجمة").split())
_SAID_BY_OTHERS = frozenset(
    fold(
        "گفت گفتند گفته‌اند افزود افزودند نوشت نوشتند گوتی گوتیان وتی وتیان ڕایگەیاند رایگەیاند ڕایانگەیاند دەڵێت دەڵێن"
    ).split()
)
# "As a result of", in languages that put it between who is hit and by what.
RESULT = frozenset(
    fold(
        """encama encamê sonucu sonucunda neticesinde ئەنجامی ئاکامی اثر جراء نتيجة إثر результате внаслідок
        унаслідок"""
    ).split()
)


def united(sentence: Sentence, start: int, end: int) -> int:
    """Unite the cues of a few words."""
    bits = 0
    for some in sentence.cues[max(0, start) : max(0, end)]:
        bits |= some
    return bits


def tells(sentence: Sentence, at: int) -> bool:
    """Tell whether an actor only says something: "the SDF said", "SDF: …"."""
    if at <= 1 and sentence.words[at + 1 : at + 2] == [":"]:
        return True
    # "… گفت داعش": in Persian and Sorani who says it stands before the verb, not behind it.
    first = at if at and sentence.words[at - 1] in _SAID_BY_OTHERS else at - 1
    return bool(united(sentence, first, at + 3) & cue.SAY) or _tells_in_full(sentence, at)


def _tells_in_full(sentence: Sentence, at: int) -> bool:
    """Tell whether it says something behind the rest of its name: "… Directorate (CTD) said"."""
    opening = [i for i in (at + 1, at + 2) if sentence.words[i : i + 1] == ["("]]
    if not opening or ")" not in sentence.words[opening[0] : opening[0] + 5]:
        return False
    closing = sentence.words.index(")", opening[0])
    return bool(united(sentence, closing + 1, closing + 3) & cue.SAY)


def denies(sentence: Sentence) -> bool:
    """Tell whether somebody says in a sentence that he had no hand in it."""
    return bool(sentence.any & cue.DENIED and sentence.any & cue.INVOLVED and denials(sentence))


def acts(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb of attack follows the actor as its own, not in the passive."""
    if sentence.cues[at] & cue.BASE or _is_aimed_at(sentence, at):
        return False
    at = _behind_aside(sentence, at)
    for i in range(at + 1, min(at + 1 + _REACH, len(sentence.words))):
        bits = sentence.cues[i]
        if bits & cue.PASSIVE and united(sentence, i + 1, i + 2) & (cue.SAY | cue.BLAME):
            continue  # "were said to target"
        if bits & (cue.BREAK | cue.NAME | cue.PASSIVE | cue.BASE) and not bits & cue.ARMS:
            return False
        if sentence.words[i] in RESULT:
            return False
        if bits & cue.VICTIM:
            return not is_suffered(sentence, at, i)
        if bits & (cue.EVENT | cue.ACTS | cue.LAUNCHED):
            return not united(sentence, i + 1, i + 2) & cue.SAY  # "condemned the attack"
    return False


def _is_aimed_at(sentence: Sentence, at: int) -> bool:
    """Tell whether "targets" behind a name is a noun: "spoke of rebel targets after …"."""
    if sentence.words[at + 1 : at + 2] != ["targets"]:
        return False
    noun_before = cue.BREAK | cue.AFTER | cue.IN | cue.AND | cue.PASSIVE
    return at + 2 == len(sentence.words) or bool(sentence.cues[at + 2] & noun_before)


def _behind_aside(sentence: Sentence, at: int) -> int:
    """Pass over what is said of a subject before its verb: ", which has held it since 2016, …"."""
    if not _is_aside(sentence, at):
        return at
    closing = (i for i in range(at + 2, len(sentence.words)) if sentence.cues[i] & cue.BREAK)
    return next(closing, at)


def _is_aside(sentence: Sentence, at: int) -> bool:
    """Tell whether ", which …" follows."""
    if not united(sentence, at + 1, at + 2) & cue.BREAK or sentence.words[at + 1] in "()":
        return False
    return bool(united(sentence, at + 2, at + 3) & cue.CLAUSE)


def acts_first(sentence: Sentence, at: int, near: int) -> bool:
    """Tell whether a verb before its subject has an object after it, as in Arabic."""
    after = any(i > at for i, other in sentence.names if other.kind is Kind.FACILITY)
    return after and not near & cue.PASSIVE


def begins_with_deed(sentence: Sentence, at: int) -> bool:
    """Tell whether an Arabic clause begins with its verb, whose subject comes next.

    "هاجم مسلحو التنظيم نقطة": they did it. "هجوم استهدف التنظيم": it was done to them.
    """
    verb = next(
        (i for i in range(at - _CLOSE, at) if i >= 0 and sentence.cues[i] & cue.AGAINST), at
    )
    if not is_arabic(sentence.words[verb]) or sentence.words[verb].endswith(_VERBAL_NOUNS):
        return False
    opens = verb == 0 or bool(sentence.cues[verb - 1] & cue.BREAK)
    has_object = any(i > at for i, other in sentence.names if other.kind is not Kind.SOURCE)
    return opens and verb < at and has_object


def acts_last(sentence: Sentence, at: int) -> bool:
    """Tell whether the verb closes the sentence, as in Persian, Turkish and Kurdish."""
    if at > _REACH or tells(sentence, at) or sentence.cues[at] & cue.BASE:
        return False
    end = _before_the_reporter(sentence)
    last = sentence.cues[max(0, end - _CLOSE) : end]
    return (
        any(i > at for i, other in sentence.names if other.kind in _PLACES)
        and any(bits & cue.ATTACK for bits in last)
        and not any(bits & cue.PASSIVE for bits in last)
    )


def _before_the_reporter(sentence: Sentence) -> int:
    """Find where a sentence ends but for who reports it: "… kirin armanc, ANHA ragihand"."""
    breaks = [i for i, bits in enumerate(sentence.cues) if bits & cue.BREAK]
    tail = united(sentence, breaks[-1], len(sentence.words)) if breaks else 0
    is_report = (
        tail & cue.SAY and not tail & cue.EVENT and len(sentence.words) - breaks[-1] <= _REACH
    )
    return breaks[-1] if is_report else len(sentence.words)


def behind_brackets(sentence: Sentence, at: int) -> int:
    """Pass over what a name is short for: "the Syrian Democratic Forces (SDF) were killed"."""
    if sentence.words[at + 1 : at + 2] != ["("]:
        return at
    closing = [
        i for i in range(at + 2, min(at + 6, len(sentence.words))) if sentence.words[i] == ")"
    ]
    return closing[0] if closing else at


def answers(sentence: Sentence, at: int) -> bool:
    """Tell whether an actor is who shot down, defused or fired back."""
    if not sentence.any & (cue.RESPOND | cue.ATTACKERS):
        return False
    at = behind_brackets(sentence, at)
    behind = _behind_aside(sentence, at)
    if _is_aside(sentence, at):
        aside = united(sentence, at + 1, behind if behind > at else len(sentence.words))
        if aside & cue.RESPOND:
            return True  # ", which answered with air strikes"
    at = behind
    if _fights_attackers(sentence, at):
        return True
    for i in range(at + 1, min(at + 1 + _FAR, len(sentence.words))):
        bits = sentence.cues[i]
        joins = bits & cue.CLAUSE and not sentence.cues[i - 1] & cue.SAY  # "said that it …"
        if bits & cue.BREAK or joins or _is_actor(sentence, i):
            break
        if bits & cue.RESPOND:
            return not united(sentence, i - 1, i) & cue.PASSIVE
    return not is_latin(sentence.words[at - 1] if at else "a") and bool(
        united(sentence, at - 2, at) & cue.RESPOND
    )


def _fights_attackers(sentence: Sentence, at: int) -> bool:
    """Tell whether an actor killed those who attacked: "had killed 40 attackers"."""
    after = range(at + 1, min(at + 1 + _REACH, len(sentence.words)))
    attackers = next((i for i in after if sentence.cues[i] & cue.ATTACKERS), at)
    between = united(sentence, at + 1, attackers)
    return bool(between & (cue.KILL | cue.VICTIM)) and not between & (cue.BREAK | cue.BY)


def is_suffered(sentence: Sentence, at: int, verb: int) -> bool:
    """Tell whether the subject of a word for killing is who dies: "were killed", "killed in"."""
    if not sentence.cues[verb] & cue.KILL:
        return True
    if united(sentence, at + 1, verb) & cue.PASSIVE:
        return True
    following = sentence.cues[verb + 1] if verb + 1 < len(sentence.words) else cue.BREAK
    return bool(following & (cue.IN | cue.BY | cue.BREAK | cue.AFTER)) or (
        bool(following & cue.AND) and not sentence.any & cue.NUMBER
    )


def _is_actor(sentence: Sentence, at: int) -> bool:
    return bool(sentence.cues[at] & cue.NAME) and any(
        i == at and name.kind is Kind.ACTOR for i, name in sentence.names
    )


def is_latin(text: str) -> bool:
    """Tell whether a text begins in the Latin script."""
    return text[:1].isascii() or "\u00c0" <= text[:1] <= "\u024f"


def is_cyrillic(text: str) -> bool:
    """Tell whether a text begins in the Cyrillic script, or in its quotation marks."""
    return "\u0400" <= text[:1] <= "\u04ff" or text[:1] in "«„"
