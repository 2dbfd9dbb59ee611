"""Who stands by another one: joined to him by "and", come to help him, lodged where the blow fell.

Such an actor has no verb of its own; its part follows from whom or what it stands by.
"""

from alerts.model.entity import Kind, Part
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import answers, united
from alerts.resolve.words import Words

_NEAR = 2
_APART = 3  # "and groups belonging to …"
_LODGED = 6
_ACCUSES = 6
_ARMED = frozenset(["state_forces", "coalition", "security_forces", "armed_group", "militia"])
_REINFORCEMENTS = Words(
    """reinforcement* renforts هانا* takviye* hêzên_alîkar تعزيزات تعزيزا نیروهای_کمکی هێزی_پاڵپشتی подкреплени*
    підкріплен*"""
)
_SUPPORT = Words(
    """backed support supported supporting backing appui soutien soutenu* appuyé* destek* piştgirî piştevanî
    إسناد بإسناد دعم بدعم بمساندة مساندة ساند ساندت دعمت پشتیبانی پشتیبان* پشتگیری* پاڵپشتی* поддержк* поддержал*
    підтримк* підтримал*"""
)
_FIGHT = Words(
    """clash* shooting gunfight firefight battle* fighting affrontement* accrochage* fusillade combats çatış*
    اشتباك* اشتبكوا اشتبك درگیری* تیراندازی پێکدادان* شەڕ pevçûn* şer столкновени* перестрел* бои сутичк*
    зіткнен* перестріл*"""
)
_WITH = frozenset(fold("with avec contre ile مع با لەگەڵ bi re с со з із").split())
_LODGING = Words(
    """housing houses housed hosting hosts hosted sheltering stationed deployed based abritant abrite abritent
    stationné* déployé* héberge* bulunduğu konuşlu konuşlandığı konuşlanmış barındıran barındırdığı bicih cih
    تتمركز يتمركز متمركزة تتواجد يتواجد تضم يضم تستضيف يستضيف استقرار مستقر مستقرند جێگیر* نیشتەجێ*
    размещен* размещал* дислоцирован* базируются базируется находятся розміщен* дислокован* базуються перебувають"""
)


def came_to_help(sentence: Sentence, at: int) -> bool:
    """Tell whether an actor sent reinforcements, or supported one who answered an attack."""
    if not sentence.any & (cue.EVENT | cue.VICTIM | cue.ATTACKERS):
        return False
    near = sentence.words[max(0, at - _NEAR) : at + _NEAR + 1]
    if any(_REINFORCEMENTS.have(word) for word in near):
        return True
    if not any(_SUPPORT.have(word) for word in sentence.words[at + 1 : at + 4] + near[:_NEAR]):
        return False
    return any(
        i != at and other.kind is Kind.ACTOR and answers(sentence, i) for i, other in sentence.names
    )


def met_in_a_fight(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody fought with an actor: "clashes with the guards"."""
    before = sentence.words[max(0, at - _NEAR - 1) : at]
    met = [i for i, word in enumerate(before) if word in _WITH]
    first = max(0, at - _LODGED)
    return bool(met) and any(_FIGHT.have(word) for word in sentence.words[first:at])


def is_lodged(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether forces are told to be housed at what the sentence tells was hit."""
    if name.type not in _ARMED or not sentence.any & cue.EVENT:
        return False
    has_site = any(other.kind is Kind.FACILITY for _, other in sentence.names)
    if not has_site and not sentence.any & cue.BASE:
        return False
    first, last = max(0, at - _LODGED), min(len(sentence.words), at + _LODGED + 1)
    lodged = (i for i in range(first, last) if _LODGING.have(sentence.words[i]))
    return any(
        not united(sentence, min(at, i) + 1, max(at, i)) & (cue.BREAK | cue.NAME) for i in lodged
    )


def joined_to(sentence: Sentence, at: int) -> int | None:
    """Give where the actor stands to which "and" joins this one: "the army and its allies"."""
    actors = [i for i, other in sentence.names if other.kind is Kind.ACTOR and i < at]
    if not actors:
        return None
    between = range(actors[-1] + 1, at)
    joins = any(sentence.cues[i] & cue.AND for i in between) or (
        not between and bool(sentence.cues[at] & cue.JOINED)
    )
    return actors[-1] if joins and len(between) <= _APART else None


def joined_after(sentence: Sentence, at: int) -> int | None:
    """Give where the actor stands that "and" joins to this one."""
    after = [i for i, other in sentence.names if other.kind is Kind.ACTOR and i > at]
    return after[0] if after and joined_to(sentence, after[0]) == at else None


def as_of(part: Part | None, of_the_other: Part | None) -> Part | None:
    """Give the part of a group that a state's forces are told to have done it with."""
    if part is Part.ALLEGED and of_the_other is Part.PERPETRATOR:
        return Part.PERPETRATOR
    return part


def names_a_state(sentence: Sentence, name: Name, other: Kind) -> bool:
    """Tell whether the very words of a name are another's too: a state's, and its forces'."""
    return name.kind is not other and any(
        one.start == name.start and one.end == name.end and one.kind is other
        for _, one in sentence.names
    )


def accuses(sentence: Sentence, at: int) -> bool:
    """Tell whether an actor blames a state's forces that are named by their state."""
    for i, name in sentence.names:
        if at < i <= at + _ACCUSES and names_a_state(sentence, name, Kind.ACTOR):
            return not united(sentence, at + 1, i) & (cue.EVENT | cue.BREAK)
    return False
