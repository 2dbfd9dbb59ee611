"""Which words of a sentence speak of an attack that did not happen.

A drill fires and explodes as in earnest; a threat is a deed to come; a denial says that what
was told is not so; and "no clashes" is peace. None of them may wake anybody.
"""

from collections.abc import Callable, Iterable, Iterator

from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import Span, around, clause_end, places, whole
from alerts.resolve.roles.sentences import Sentence

_CUES = (
    cue.DRILL | cue.THREAT | cue.WOULD | cue.IF | cue.DENIED | cue.NOBODY | cue.NEVER | cue.FIGURE
)
_TO_DO = frozenset(["to", "de", "d"])
# Persian, Turkish and Kurdish say what is threatened before they say that it is.
_OBJECT_FIRST = tuple(fold("tehdit gef تهدید هەڕەشە").split())
_WITHOUT = frozenset(fold("without sans دون بدون без بێ").split())
_NOTHING = frozenset(
    fold("no aucun aucune hiçbir tu هیچ никаких ни ніяких жодних жодного жодної أي").split()
)
_DENIAL_REACH = 12
_FIGURE = 3  # words of one
_NEVER_REACH = 5
# What there was none of. In another case it is the attack in which "nobody was hurt".
_RAIDS = frozenset(
    fold(
        """attack attacks strike strikes raid raids explosion explosions shelling clash clashes attaque attaques frappe frappes explosion
        saldırı saldırısı saldırılar patlama çatışma sabotaj baskın êrîş êrîşek êrîşeke êrîşên teqîn teqînek
        هجمات هجوم غارات غارة قصف اشتباكات اعتداء اعتداءات استهداف انفجارات انفجار حمله حمله‌ای حملات انفجاری درگیری
        هێرش هێرشێک هێرشێکی تەقینەوە تەقینەوەیەک нападений атак ударов обстрелов взрывов диверсий нападения
        нападів атак ударів обстрілів вибухів диверсій нападу"""
    ).split()
)
_BY_WHICH = frozenset(fold("sonucu sonucunda sonrası sonrasında sırasında nedeniyle").split())
_OIL = frozenset(fold("نفت ونفت").split())
_PERSIAN = frozenset(fold("در به از را است شد این که با های").split())
_WHETHER = frozenset(["clear", "unclear", "asked", "known", "know", "sure", "see", "say", "savoir"])


def is_practised(sentence: Sentence) -> bool:
    """Tell whether a sentence is about a drill, and nothing struck in the midst of it."""
    if not sentence.any & cue.DRILL:
        return False
    return not (sentence.any & cue.DURING and sentence.any & cue.HOSTILE)


def denials(sentence: Sentence) -> list[int]:
    """Give the words of denial; Arabic "she denied" is written as the Persian for oil is."""
    found = places(sentence, cue.DENIED)
    is_persian = bool(found) and any(word in _PERSIAN for word in sentence.words)
    return [i for i in found if not is_persian or sentence.words[i] not in _OIL]


def is_denied(sentence: Sentence) -> bool:
    """Tell whether it is denied that something happened, and not only who did it."""
    for i in denials(sentence):
        after = sentence.cues[i + 1 : i + 1 + _DENIAL_REACH]
        before = sentence.cues[max(0, i - _DENIAL_REACH) : i]
        if any(bits & cue.INVOLVED for bits in (*before, *after)):
            continue
        if any(bits & cue.DOUBTED for bits in (*before, *after)):
            return True
    return False


def with_unreal(sentence: Sentence, marks: list[Span]) -> list[Span]:
    """Add the ranges of words that tell of what did not happen, most sentences none."""
    if not sentence.any & _CUES:
        return marks
    found = [s for wanted, rule in _RULES if sentence.any & wanted for s in rule(sentence)]
    return [*marks, *found] if found else marks


def _practised(sentence: Sentence) -> Iterator[Span]:
    if is_practised(sentence):
        yield whole(sentence)


def _denied(sentence: Sentence) -> Iterator[Span]:
    if is_denied(sentence):
        yield whole(sentence)
    elif sentence.place and not sentence.any & cue.INVOLVED:
        yield from (around(sentence, i) for i in places(sentence, cue.DENIED))


def _threatened(sentence: Sentence) -> Iterator[Span]:
    """Pass over what somebody means to do; but a fire that threatens supplies burns already."""
    for i in places(sentence, cue.THREAT):
        if sentence.words[i].startswith(_OBJECT_FIRST):
            yield around(sentence, i)
        elif sentence.words[i + 1 : i + 2] and (
            sentence.words[i + 1] in _TO_DO
            or not any(bits & cue.EVENT for bits in sentence.cues[:i])
        ):
            yield i, len(sentence.words)


def _to_come(sentence: Sentence) -> Iterator[Span]:
    for i in places(sentence, cue.WOULD):
        if sentence.words[i + 1 : i + 2] and not _is_object_first(sentence, i):
            yield i, len(sentence.words)
        else:
            yield around(sentence, i)


def _conditional(sentence: Sentence) -> Iterator[Span]:
    """Pass over what would be done under a condition; "asked if", of what was, is said otherwise."""
    for i in places(sentence, cue.IF):
        if not i or sentence.words[i - 1] not in _WHETHER:
            yield i, len(sentence.words)
            will = next((at for at in places(sentence, cue.WILL) if at < i), 0)
            if sentence.place and will and not any(b & cue.EVENT for b in sentence.cues[:will]):
                yield whole(sentence)  # "Karish will not be out of reach if …"


def _is_object_first(sentence: Sentence, at: int) -> bool:
    """Tell whether the verb closes the sentence, so that its object stands before it."""
    return at > len(sentence.words) - 4


def _no_attack(sentence: Sentence) -> Iterator[Span]:
    """Pass over the attack that there was none of; "nobody hurt" is said of one there was."""
    for i in places(sentence, cue.NOBODY):
        word = sentence.words[i]
        for j in (i + 1, i + 2):
            if j < len(sentence.words) and _is_attack(sentence.cues[j]):
                if word in _WITHOUT:
                    yield i, j + 1
                elif word in _NOTHING:
                    yield i, clause_end(sentence, j)
                break


def _never(sentence: Sentence) -> Iterator[Span]:
    """Pass over where it is said that there was no attack: "нападений не было", "لم تقع أي هجمات"."""
    size = len(sentence.words)
    for i in places(sentence, cue.NEVER):
        before = range(i - 1, max(-1, i - 1 - _NEVER_REACH), -1)
        after = range(i + 1, min(size, i + 1 + _NEVER_REACH))
        if _meets_a_raid(sentence, before) or _meets_a_raid(sentence, after):
            yield around(sentence, i)


def _meets_a_raid(sentence: Sentence, way: Iterable[int]) -> bool:
    """Tell whether an attack is the first event on a way through words, with no break before it."""
    for at in way:
        bits = sentence.cues[at]
        if sentence.words[at] in _RAIDS:
            return _BY_WHICH.isdisjoint(sentence.words[at + 1 : at + 2])
        if bits & (cue.BREAK | cue.EVENT | cue.VICTIM):
            return False
    return False


def _is_attack(bits: int) -> bool:
    return bool(bits & (cue.ATTACK | cue.WEAPON)) and not bits & (cue.VICTIM | cue.NAME)


def _figure(sentence: Sentence) -> Iterator[Span]:
    """Pass over figures of speech: a record that is hit, a deal that is struck."""
    yield from ((i, i + _FIGURE) for i in places(sentence, cue.FIGURE))


_RULES: tuple[tuple[int, Callable[[Sentence], Iterator[Span]]], ...] = (
    (cue.DRILL, _practised),
    (cue.DENIED, _denied),
    (cue.THREAT, _threatened),
    (cue.WOULD, _to_come),
    (cue.IF, _conditional),
    (cue.NOBODY, _no_attack),
    (cue.NEVER, _never),
    (cue.FIGURE, _figure),
)
