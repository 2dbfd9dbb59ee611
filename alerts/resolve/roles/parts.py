"""What an actor did or suffered, read from the words around its name.

The rules are tried in the order of how sure they are: who claimed it, who is blamed, who did
it, whom it hit, who answered. Languages put subject and verb in different orders: where that
matters, the rule says so.
"""

from collections.abc import Callable

from alerts.model.entity import Kind, Part
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.claims import OWN, STATES, boasted, claimed, speaks_of_itself
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import (
    RESULT,
    acts,
    acts_first,
    acts_last,
    answers,
    is_cyrillic,
    is_latin,
    is_suffered,
    tells,
    united,
)
from alerts.resolve.spelling import is_arabic

_TELLING = frozenset(["government", "security_forces"])  # what they tell of, others did
_FAR = 10  # words between a charge and whose it is
_CLOSE = 3
_USED = frozenset(
    fold(
        "used run held manned occupied utilisée utilisé occupée tenue используемой используемую kullanılan"
    ).split()
)
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
_AIM = 7  # words between what is taken and from whom


def is_owner(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a firm is named as whose it is that the sentence tells of."""
    before = sentence.cues[max(0, at - _CLOSE) : at]
    older = cue.PAST | cue.EARLIER | cue.HAD
    return (
        name.type == "company" and any(b & cue.OWNED for b in before) and not sentence.any & older
    )


def part_of(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Give the part of the actor that stands at a word of a sentence, if the words tell it."""
    if sentence.any & cue.OWNED and is_owner(sentence, at, name):
        return Part.TARGET
    for rule in _RULES:
        part = rule(sentence, at, name)
        if part is not None:
            return part
    return None


def doer_of(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a sentence names a group as one that does such things."""
    if name.kind is not Kind.ACTOR or name.type in STATES or name.type == "company":
        return False
    return part_of(sentence, at, name) in {Part.ALLEGED, Part.CLAIMED}


def _doer(name: Name) -> Part:
    """Give the doer's part: a state's forces are seen; that a group did it, somebody says."""
    return Part.PERPETRATOR if name.type in STATES else Part.ALLEGED


def _blamed(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Somebody else says so; who accuses has been hit, or answers."""
    if not sentence.any & cue.BLAME or name.type == "company":
        return None
    actors = [i for i, other in sentence.names if other.kind is Kind.ACTOR]
    for i, bits in enumerate(sentence.cues):
        if not bits & cue.BLAME:
            continue
        ahead = [a for a in actors if i < a <= i + _FAR]
        behind = [a for a in actors if i - _FAR <= a < i]
        is_verb_first = len(ahead) > 1 and not united(sentence, ahead[0], ahead[1]) & cue.BREAK
        blamed = ahead[1:2] if is_verb_first else (ahead[:1] or behind[-1:])
        if ahead and not is_arabic(sentence.words[i]):
            blamed = ahead[:1]
        if at in blamed:
            return Part.ALLEGED
        if at in ahead[:1] or at in behind[-1:]:
            return Part.RESPONDER if name.type != "government" else None
    return None


def _own_arms(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Its drones, its strike: within the name, or right by it."""
    own = sentence.cues[at]
    if own & cue.BASE or not (own & cue.ARMS or _arms_beside(sentence, at, name)):
        return None
    return Part.RESPONDER if answers(sentence, at) else _doer(name)


def _arms_beside(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether its arms stand right by it: after it, but in Arabic and Russian before."""
    if is_arabic(name.text) or is_cyrillic(name.text):
        before = sentence.cues[at - 1] if at else 0
        return bool(before & cue.ARMS) and not before & cue.AGAINST
    after = sentence.cues[at + 1] if at + 1 < len(sentence.words) else 0
    if united(sentence, at + 2, at + 3) & cue.SAY:
        return False  # Kurdish: "… êrîş şermezar kir", condemned the attack
    return bool(after & cue.ARMS) and not after & (cue.AGAINST & ~cue.ATTACK)


def _by(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find the doer of the verb beside "by", "من قبل", "со стороны", "tarafından"."""
    before = range(max(0, at - _CLOSE), at)
    after = range(at + 1, min(at + 3, len(sentence.words)))
    by = [i for i in before if sentence.cues[i] & cue.BY and not _actor_between(sentence, i, at)]
    if not by and not any(sentence.cues[i] & cue.BY_AFTER for i in after):
        return None
    first = by[-1] if by else at
    if not _USED.isdisjoint(sentence.words[max(0, first - 2) : first]):
        return Part.TARGET  # "a base used by …"
    nearest = sentence.cues[max(0, first - _CLOSE) : first]
    if any(b & cue.RESPOND for b in nearest):
        return Part.RESPONDER
    return _doer(name) if sentence.any & cue.EVENT else None


def _actor_between(sentence: Sentence, start: int, end: int) -> bool:
    return any(start < i < end for i, name in sentence.names if name.kind is Kind.ACTOR)


def _hit(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Its base, its post; or the attack is on it."""
    if not sentence.any & cue.EVENT:
        return None
    own, beside = sentence.cues[at], united(sentence, at + 1, _run_end(sentence, at))
    before = united(sentence, at - _CLOSE, at)
    turned = not is_latin(name.text) or sentence.words[at - 1] in {"of", "de", "the", "des"}
    if (own | beside) & cue.BASE or (before & cue.BASE and turned):
        return Part.TARGET
    if before & cue.AGAINST and not before & cue.BY:
        return Part.TARGET
    on = [i for i in range(max(0, at - _CLOSE), at) if sentence.cues[i] & cue.ON]
    if on and united(sentence, on[-1] - _CLOSE, on[-1]) & (cue.EVENT | cue.ARMS):
        return Part.TARGET
    return None


def _run_end(sentence: Sentence, at: int) -> int:
    """Give where the words that go with a name end: at the next name, verb of attack or comma."""
    for i in range(at + 1, min(at + 4, len(sentence.words))):
        if sentence.cues[i] & (cue.NAME | cue.AGAINST | cue.BREAK):
            return i
    return min(at + 4, len(sentence.words))


def _hit_things(sentence: Sentence, at: int, name: Name) -> Part | None:  # noqa: ARG001 - as above
    """Find a base: it does nothing itself, so what happens, happens to it."""
    return Part.TARGET if sentence.any & cue.EVENT and sentence.cues[at] & cue.BASE else None


def _lost(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Its people were killed or hurt: not who "killed five", but whose five were killed."""
    if not sentence.any & cue.VICTIM or (name.type == "government" and tells(sentence, at)):
        return None
    before = 0
    for i in range(max(0, at - _CLOSE * 2), at):
        before = 0 if sentence.cues[i] & cue.BREAK else before | sentence.cues[i]
    if before & cue.VICTIM and not before & (cue.BY | cue.AFTER):
        return Part.VICTIM
    after = _behind_brackets(sentence, at)
    if not RESULT.isdisjoint(sentence.words[after + 1 : after + 4]):
        return Part.VICTIM  # "… di encama êrîşê de şehîd ketin"
    for i in range(after + 1, min(after + 7, len(sentence.words))):
        bits = sentence.cues[i]
        if bits & (cue.BREAK | cue.NAME):
            return None
        if bits & cue.VICTIM:
            return Part.VICTIM if is_suffered(sentence, at, i) else None
    return None


def _behind_brackets(sentence: Sentence, at: int) -> int:
    """Pass over what a name is short for: "the Syrian Democratic Forces (SDF) were killed"."""
    if sentence.words[at + 1 : at + 2] != ["("]:
        return at
    closing = [
        i for i in range(at + 2, min(at + 6, len(sentence.words))) if sentence.words[i] == ")"
    ]
    return closing[0] if closing else at


def _answered(sentence: Sentence, at: int, name: Name) -> Part | None:  # noqa: ARG001 - a rule's shape
    """Find who shot down, defused, fired back: he did not begin."""
    return Part.RESPONDER if answers(sentence, at) else None


def _did(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find subject and verb, the verb being next to it, before it, or last of all."""
    if not sentence.any & cue.EVENT or (name.type in _TELLING and tells(sentence, at)):
        return None
    near = united(sentence, at - _CLOSE, at)
    does = (
        acts(sentence, at)
        or (near & cue.ACTS and near & cue.EVENT)  # "атаку провела …"
        or (is_arabic(name.text) and near & cue.EVENT and acts_first(sentence, at, near))
        or (not near & cue.EVENT and acts_last(sentence, at))
    )
    return _doer(name) if does else None


def _deprived(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find from whom an attack is to take something: "to cut off fuel and income of …"."""
    if name.type == "company" or not sentence.any & cue.DEPRIVE:
        return None
    before = _within(sentence, at, _AIM, cue.DEPRIVE)
    return Part.TARGET if before and before[0] < at else None


def _belongs(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find whose depot or post was hit: "a depot belonging to …"; whose drone it was, hit."""
    near = sentence.words[max(0, at - 2) : at]
    if name.type == "company" or _BELONGING.isdisjoint(near) or not sentence.any & cue.EVENT:
        return None
    before = united(sentence, at - _BELONGS, at)
    if before & cue.BASE:
        return Part.TARGET
    return _doer(name) if before & cue.ARMS else None


def _robbed(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find from whom a place was taken: "seized the terminals from …"."""
    if name.type == "company" or _SEIZED.isdisjoint(sentence.words[:at]):
        return None
    is_from = united(sentence, at - 2, at) & cue.FROM and not united(sentence, at - 2, at) & cue.IN
    return Part.TARGET if is_from and not united(sentence, at - 2, at) & cue.BREAK else None


def _owns(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find the firm whose own was hit: "… stopped flows after drones hit two of its stations"."""
    if name.type != "company" or not sentence.any & cue.EVENT:
        return None
    for i in range(at + 1, len(sentence.words)):
        if sentence.words[i] in OWN and united(sentence, i + 1, i + 4) & cue.BASE:
            return Part.TARGET if united(sentence, i - 4, i) & cue.EVENT else None
    return None


_Rule = Callable[[Sentence, int, Name], Part | None]
_RULES: tuple[_Rule, ...] = (
    claimed,
    boasted,
    _deprived,
    _belongs,
    _robbed,
    _blamed,
    speaks_of_itself,
    _by,
    _own_arms,
    _hit_things,
    _answered,
    _lost,
    _hit,
    _owns,
    _did,
)


def _within(sentence: Sentence, at: int, reach: int, wanted: int) -> list[int]:
    first, last = max(0, at - reach), min(len(sentence.words), at + reach + 1)
    return [i for i in range(first, last) if sentence.cues[i] & wanted]
