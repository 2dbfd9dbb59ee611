"""Who says himself that he did it, or that it was done to him.

A claim is of the actor that stands nearest to it; but where the verb closes the sentence, who
says it stands first: "Irak İslami Direnişi ABD üssünü vurduğunu duyurdu".
"""

from alerts.model.entity import Kind, Part
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import is_latin, united
from alerts.resolve.spelling import is_arabic
from alerts.resolve.words import Words

STATES = frozenset(["state_forces", "coalition", "government", "security_forces"])
_CLAIM = 14  # words between a claim and who makes it
_SPEECH = 9  # words between who speaks and "it", "its fighters"
_FAR = 10
_GENITIVES = (["nin"], ["nun"], ["in"], ["un"])
_NEVER_CLAIM = frozenset(["company", "government"])
_INSISTS = ("affirm", "pretend", "assur")
OWN = frozenset(
    fold(
        """it they its their his group movement elle ils il sa ses leurs leur الجماعة جماعته الحركة она они его их
        вони вона його їх انها انهم إنها إنهم أنها أنهم"""
    ).split()
)
_THE_GROUP = Words(
    """group militants movement groupe mouvement الجماعة الحركة التنظيم الفصيل گروه جنبش grup örgüt grûp*
    rêxistin* گروپەکە گرووپەکە ڕێکخراوەکە بزووتنەوەکە группировк* движение боевики угруповання бойовики"""
)
_ORGANISED = Words(
    "düzenlediği* gerçekleştirdiği* yaptığı* yerleştirdiği* attığı* fırlattığı* başlattığı* vurduğu* saldırdığı*"
)
# Said of one's own drones, and of an operation, which needs no word of attack beside it.
_SENT = frozenset(
    fold(
        """sent dispatched operation operations envoyé lancé opération gönderdiğini operasyon إرسال أرسل أرسلت
        أطلق أطلقت عملية عمليات عملیات отправил отправила операцию відправив операцію"""
    ).split()
)


def doer_part(name: Name) -> Part:
    """Give the doer's part: a state's forces are seen; that a group did it, somebody says."""
    return Part.PERPETRATOR if name.type in STATES else Part.ALLEGED


def is_group(name: Name) -> bool:
    """Tell whether a name is that of an armed group: neither a state's forces nor a firm."""
    return name.kind is Kind.ACTOR and name.type not in STATES and name.type != "company"


def claimed(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find who says so himself. "Nobody claimed it" names nobody."""
    if not sentence.any & cue.CLAIM or name.type == "company":
        return None
    first, last = max(0, at - _CLAIM), min(len(sentence.words), at + _CLAIM + 1)
    for i in (i for i in range(first, last) if sentence.cues[i] & cue.CLAIM):
        if any(b & cue.NOBODY for b in sentence.cues[max(0, i - 4) : i]):
            continue
        if united(sentence, i - 3, i + 1) & cue.BEARS:
            continue  # who "bears responsibility" claims none
        if i == at or _nearest_actor(sentence, i) == at:
            return Part.CLAIMED
    return None


def claimed_by_the_group(sentence: Sentence) -> bool:
    """Tell whether "the group", not named again, says in a sentence that it did it."""
    if not sentence.any & cue.CLAIM or any(is_group(n) for _, n in sentence.names):
        return False
    for i in (i for i, bits in enumerate(sentence.cues) if bits & cue.CLAIM):
        first = max(0, i - _SPEECH)
        before = (
            sentence.words[first:i] + sentence.words[i + 1 : i + 3]
        )  # Arabic: the verb, then who
        denied = united(sentence, i - 4, i) & cue.NOBODY or sentence.cues[i] & cue.BEARS
        if not denied and any(_THE_GROUP.have(word) for word in before):
            return True
    return False


def _nearest_actor(sentence: Sentence, at: int) -> int:
    """Give the actor that a claim is of: by whom, or who stands first, or in Arabic next."""
    actors = [i for i, name in sentence.names if name.kind is Kind.ACTOR]
    behind, ahead = [i for i in actors if i < at], [i for i in actors if i > at]
    by = bool(ahead) and any(b & cue.BY for b in sentence.cues[at : ahead[0]])
    follows_at_once = bool(ahead) and ahead[0] - at <= 2  # noqa: PLR2004 - verb, then subject
    verb_first = is_arabic(sentence.words[at]) and (follows_at_once or not behind)
    if ahead and (by or verb_first or not behind):
        return ahead[0]
    return behind[-1] if behind else -1


def boasted(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find the group that says what it did, the verb being in a form that has no other subject."""
    if not sentence.any & cue.BOAST or not sentence.any & cue.SAY:
        return None
    if name.type in STATES and not any(word.startswith(_INSISTS) for word in sentence.words):
        return None  # a state tells what it does; only what it insists on is doubted
    actors = [i for i, other in sentence.names if other.kind is Kind.ACTOR]
    if name.type == "company" or actors[0] != at:
        return None
    verb = next(i for i, bits in enumerate(sentence.cues) if bits & cue.BOAST)
    if verb < at or any(_is_genitive(sentence, i, n) for i, n in sentence.names if at <= i < verb):
        return None  # Turkish: "PKK'nın düzenlediğini", which another one says
    return Part.CLAIMED


def _is_genitive(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a Turkish name is the subject of what somebody else says."""
    following = sentence.words[at + 1 : at + 2]
    return name.kind is Kind.ACTOR and (
        following in _GENITIVES
        or fold(name.text).endswith(("lerin", "larin", "lerinin", "larinin"))
    )


def organised(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a Turkish name is the subject of a deed: "…'nın düzenlediği saldırı".

    Or of what somebody says: "sabotajı …'lı teröristlerin yaptığını söyledi".
    """
    if not _is_genitive(sentence, at, name):
        return False
    last = next(
        (i for i in range(at + 1, len(sentence.words)) if _ORGANISED.have(sentence.words[i])), 0
    )
    return bool(last) and not any(at < i < last and n.kind is Kind.ACTOR for i, n in sentence.names)


def speaks_of_itself(sentence: Sentence, at: int, name: Name) -> Part | None:
    """Find who says what he did, or what was done to his: "said it had fired", "its base was hit"."""
    if not sentence.any & cue.SAY or not united(sentence, at - 2, at + 3) & cue.SAY:
        return None
    for i in range(at + 1, min(at + _SPEECH, len(sentence.words))):
        if sentence.words[i] not in OWN:
            continue
        is_theirs = sentence.cues[i + 1 : i + 2] and sentence.cues[i + 1] & cue.BASE
        following = united(sentence, i + 1, i + (_FAR if is_theirs else 5))
        told = united(sentence, at + 1, i + (_FAR if is_theirs else 8))
        is_sent = any(word in _SENT for word in sentence.words[i + 1 : i + 5])
        if told & cue.RESPOND or not (told & cue.EVENT or is_sent):
            return None
        if is_theirs or following & cue.PASSIVE:
            return Part.TARGET
        return Part.CLAIMED if name.type not in _NEVER_CLAIM else None
    follows_at_once = not is_latin(name.text) and united(sentence, at + 1, at + 3) & cue.ATTACK
    if united(sentence, at + 1, at + _SPEECH) & cue.RESPOND:
        return None
    can_boast = name.type not in STATES and name.type != "company"
    return Part.CLAIMED if follows_at_once and can_boast else None
