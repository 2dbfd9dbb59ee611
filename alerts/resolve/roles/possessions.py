"""Whose something was: of whom a blow takes it, to whom the depot or the drone belonged.

The part follows from what is owned: whose post was hit is its target, whose drone hit it did it.
"""

from alerts.model.entity import Part
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.claims import OWN, doer_part
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import united

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
