"""What an actor did or suffered, read from the words around its name.

The rules are tried in the order of how sure they are: who claimed it, who is blamed, who did
it, whom it hit, who answered. Languages put subject and verb in different orders: where that
matters, the rule says so.
"""

from collections.abc import Callable

from alerts.model.entity import Kind, Part
from alerts.resolve.fold import fold
from alerts.resolve.roles import beside, possessions
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.claims import (
    boasted,
    claimed,
    doer_part,
    is_group,
    organised,
    speaks_of_itself,
)
from alerts.resolve.roles.lexicon import LEXICON
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import (
    RESULT,
    acts,
    acts_first,
    acts_last,
    answers,
    begins_with_deed,
    behind_brackets,
    is_cyrillic,
    is_latin,
    is_suffered,
    tells,
    united,
)
from alerts.resolve.roles.telling import is_dealt_by, tells_of_its_own
from alerts.resolve.spelling import is_arabic

_DOERS = frozenset([Part.PERPETRATOR, Part.ALLEGED])
_GUARDS = frozenset(["state_forces", "security_forces"])
_TELLING = frozenset(["government", "security_forces"])  # what they tell of, others did
_FAR = 10  # words between a charge and whose it is
_OBJECT = fold("را")
_CLOSE = 3
_SENT = cue.ARMS | cue.WEAPON
_IZAFE = frozenset(["a", "ya", "en", "yen", "e", "ye"])
_OF = frozenset(["of", "the", "de", "des", "du", "d", "la", "l", "ya", "a", "ye", "yen"])
_OF_WHOM = 8  # "killing at least ten members of the …"
_USED = frozenset(
    fold(
        "used run held manned occupied utilisée utilisé occupée tenue используемой используемую kullanılan"
    ).split()
)


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
    part = _told(sentence, at, name)
    if part is None and (after := beside.joined_after(sentence, at)) is not None:
        does = _told(sentence, after, _at(sentence, after)) in _DOERS
        return doer_part(name) if does else None
    other = beside.joined_to(sentence, at) if part is Part.ALLEGED else None
    return (
        part if other is None else beside.as_of(part, _told(sentence, other, _at(sentence, other)))
    )


def _told(sentence: Sentence, at: int, name: Name) -> Part | None:
    if beside.names_a_state(sentence, name, Kind.REGION):
        return Part.ALLEGED  # nothing but blame names forces by their state
    if beside.accuses(sentence, at):
        return None if name.type == "government" else Part.RESPONDER
    for rule in _RULES:
        part = rule(sentence, at, name)
        if part is not None:
            return part
    return None


def _at(sentence: Sentence, at: int) -> Name:
    return next(name for i, name in sentence.names if i == at)


def doer_of(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a sentence names a group as one that does such things."""
    if not is_group(name):
        return False
    return part_of(sentence, at, name) in {Part.ALLEGED, Part.CLAIMED}


def _blamed(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Somebody else says so; who accuses has been hit, or answers.

    But who "said, blaming the rebels" may be any spokesman.
    """
    if not sentence.any & cue.BLAME or name.type == "company":
        return None
    actors = [i for i, other in sentence.names if other.kind is Kind.ACTOR]
    for i, bits in enumerate(sentence.cues):
        if not bits & cue.BLAME or bits & cue.NAME:
            continue
        ahead = [a for a in actors if i < a <= i + _FAR]
        behind = [a for a in actors if i - _FAR <= a < i]
        if sentence.words[i - 1] == _OBJECT and behind:
            ahead = []  # Persian: whoever "را" marks, right before the verb
        is_verb_first = len(ahead) > 1 and not united(sentence, ahead[0], ahead[1]) & cue.BREAK
        blamed = ahead[1:2] if is_verb_first else (ahead[:1] or behind[-1:])
        if ahead and not is_arabic(sentence.words[i]):
            blamed = ahead[:1]
        if at in blamed:
            return Part.ALLEGED
        if at in ahead[:1] or at in behind[-1:]:
            only_tells = i != at + 1 and united(sentence, at + 1, at + 2) & cue.SAY
            return None if only_tells or name.type == "government" else Part.RESPONDER
    return None


def _own_arms(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Its drones, its strike: within the name, or right by it."""
    own = sentence.cues[at]
    if own & cue.BASE or not (own & cue.ARMS or _struck(name) or _arms_beside(sentence, at, name)):
        return None
    return Part.RESPONDER if answers(sentence, at) else doer_part(name)


def _struck(name: Name) -> bool:
    """Tell whether the verb is in the name: "росіяни вдарили"."""
    return is_cyrillic(name.text) and bool(LEXICON[fold(name.text).split()[-1]].bits & cue.ATTACK)


def _arms_beside(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether its arms stand right by it: after it, but in Arabic and Russian before."""
    if is_arabic(name.text) or is_cyrillic(name.text):
        before = sentence.cues[at - 1] if at else 0
        return is_dealt_by(sentence, at, name) or bool(
            before & cue.ARMS and not before & cue.AGAINST
        )
    is_izafe = at and sentence.words[at - 1] in _IZAFE  # but English "killed a … commander"
    is_izafe = is_izafe and not united(sentence, at - 2, at - 1) & cue.KILL
    if is_izafe and united(sentence, at - _CLOSE, at) & _SENT:
        return True  # Kurdish: "dronek a artêşa tirk"
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
    return doer_part(name) if sentence.any & cue.EVENT else None


def _actor_between(sentence: Sentence, start: int, end: int) -> bool:
    return any(start < i < end for i, name in sentence.names if name.kind is Kind.ACTOR)


def _hit(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Its base, its post; or the attack is on it."""
    if not sentence.any & cue.EVENT:
        return None
    own, beside_it = sentence.cues[at], united(sentence, at + 1, _run_end(sentence, at))
    before = united(sentence, at - _CLOSE, at)
    turned = not is_latin(name.text) or sentence.words[at - 1] in _OF
    behind = beside_it if is_latin(name.text) else 0
    if (own | behind) & cue.BASE or (before & cue.BASE and turned):
        return Part.TARGET
    if before & cue.AGAINST and not before & cue.BY:
        return doer_part(name) if begins_with_deed(sentence, at) else Part.TARGET
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


def _helped(sentence: Sentence, at: int, name: Name) -> Part | None:  # noqa: ARG001 - a rule's shape
    return Part.RESPONDER if beside.came_to_help(sentence, at) else None


def _fought(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find whom the attackers met: "half an hour of shooting with the guards"."""
    is_guard = name.type in _GUARDS
    return Part.RESPONDER if is_guard and beside.met_in_a_fight(sentence, at) else None


def _lodged(sentence: Sentence, at: int, name: Name) -> Part | None:
    return Part.TARGET if beside.is_lodged(sentence, at, name) else None


def _hit_things(sentence: Sentence, at: int, name: Name) -> Part | None:  # noqa: ARG001 - as above
    """Find a base: it does nothing itself, so what happens, happens to it."""
    return Part.TARGET if sentence.any & cue.EVENT and sentence.cues[at] & cue.BASE else None


def _lost(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Its people were killed or hurt: not who "killed five", but whose five were killed."""
    if not sentence.any & cue.VICTIM or (name.type == "government" and tells(sentence, at)):
        return None
    before = 0
    for i in range(max(0, at - _OF_WHOM), at):
        before = 0 if sentence.cues[i] & cue.BREAK else before | sentence.cues[i]
    if before & cue.VICTIM and not before & (cue.BY | cue.AFTER):
        return Part.VICTIM
    after = behind_brackets(sentence, at)
    if not RESULT.isdisjoint(sentence.words[after + 1 : after + 4]):
        return Part.VICTIM  # "… di encama êrîşê de şehîd ketin"
    for i in range(after + 1, min(after + 7, len(sentence.words))):
        bits = sentence.cues[i]
        if bits & (cue.BREAK | cue.NAME | cue.NOBODY):
            return None  # "reported no casualties"
        if bits & cue.VICTIM:
            return Part.VICTIM if is_suffered(sentence, at, i) else None
    return None


def _answered(sentence: Sentence, at: int, name: Name) -> Part | None:  # noqa: ARG001 - a rule's shape
    """Find who shot down, defused, fired back: he did not begin."""
    return Part.RESPONDER if answers(sentence, at) else None


def _did(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find subject and verb, the verb being next to it, before it, or last of all."""
    if not sentence.any & cue.EVENT or (name.type in _TELLING and tells(sentence, at)):
        return None
    is_own = tells_of_its_own(sentence, at, name)
    if is_own is False:
        return None
    near = united(sentence, at - _CLOSE, at)
    does = (
        is_own
        or acts(sentence, at)
        or (near & cue.ACTS and near & cue.EVENT)  # "атаку провела …"
        or (is_cyrillic(name.text) and _launched(sentence, at))
        or organised(sentence, at, name)
        or (is_arabic(name.text) and near & cue.EVENT and acts_first(sentence, at, near))
        or (not near & cue.EVENT and acts_last(sentence, at))
    )
    return doer_part(name) if does else None


def _launched(sentence: Sentence, at: int) -> bool:
    """Find what Russian says behind its object: "дроны запустила …"."""
    verbs = sentence.cues[max(0, at - 2) : at]  # "… запустили боевики …"
    return any(b & cue.LAUNCHED and not b & (cue.PASSIVE | cue.ARMS) for b in verbs)


_Rule = Callable[[Sentence, int, Name], Part | None]
_RULES: tuple[_Rule, ...] = (
    claimed,
    boasted,
    possessions.deprived,
    possessions.aimed_at,
    possessions.belongs,
    possessions.robbed,
    _blamed,
    _fought,
    speaks_of_itself,
    _helped,
    _by,
    _lodged,
    _own_arms,
    _hit_things,
    _answered,
    _lost,
    _hit,
    possessions.owns,
    _did,
)
