"""Whether an army that tells of a blow tells of its own, or of one that others dealt.

"The army announced strikes on the port", "said jets bombed a depot": armies tell so of what they
did. "Said a drone struck a base", "said rockets hit the town", "said the fire was put out" they
tell of others; and of its own country's land an army tells as of what befell it. Nobody
condemns what he did himself.
"""

from collections.abc import Callable, Mapping

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.claims import STATES
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import behind_brackets, tells, united
from alerts.resolve.spelling import is_arabic
from alerts.resolve.words import Words

_REACH = 6
_FAR = 10
_OWN = frozenset(
    fold(
        """it its they their he his to having elle elles il ils sa ses son leur leurs avoir она он они его их свои своими
        вона він вони її їх свої kendi kendilerinin xwe wan"""
    ).split()
)
_HAS = frozenset(["has", "have", "had", "a", "ont"])
_SAYS = Words(
    """said says say stated states claimed announced announces announcing announce confirmed confirms déclaré déclare
    annoncé annonce annoncent affirme affirmé confirmé confirme indiqué indique dit ragihand ragihandin got daxuyand
    diyar сообщил* сообщает сообщают заявил* заявляет объявил* объявляет подтвердил* повідоми* заяви* оголоси*
    підтверди*"""
)
_ANNOUNCES = Words("announce* annonc* объяви* оголоси* confirm*")
_THAT = frozenset(fold("that que qu ku что що on monday , hat").split())
_ABOUT = frozenset(fold("о об про").split())
_A = frozenset(["a", "an", "un", "une"])
_ONE = _A | frozenset(["the", "la", "le", "les", "l", "one", "some", "several", "another"])
# What armies call what came upon them, and not what they sent.
_INCOMING = Words(
    """rocket* mortar* shelling shells explosion* explosive* blast* bomb bombs gunmen gunman militant* attacker* terrorist*
    insurgent* rebel* assailant* intruder* fire missile drone roquette* obus explosion* bombe homme* assaillant*
    terrorist* drone missile roket* teqîn* çekdar* dronek* взрыв* боевик* террорист* нападавш* дрон беспилотник ракета
    снаряд* мин мины вибух* бойовик* терорист* безпілотник обстріл* обстрел*"""
)
_BLOW = Words(
    """strike strikes airstrike airstrikes shelling pounding raid raids attack attacks bombing bombings operation operations striking
    bombing attacking targeting hitting pounding destroying launching frappe frappes raid raids attaque attaques
    bombardement bombardements удар* авиаудар* поражени* уничтожени* ураженн* знищенн* авіаудар*"""
)
_STRIKE = Words("strike airstrike raid frappe удар авиаудар авіаудар")
_FLOWN = Words(
    """jets warplanes aircraft planes helicopters artillery troops soldiers fighter avions chasseurs hélicoptères artillerie
    troupes авиация самолет* артиллерия авіація літаки артилерія"""
)
_BLOW_IN_ARABIC = Words("قصف استهداف ضرب شن تنفيذ غارات غارة ضربات ضربة")
_FIGHTERS = Words("fighters combattants бойцы бійці şervanan")
_BY_AIR = Words("airstrike* raid* air warplane* jet* aérien*")
_FROM = frozenset(fold("from depuis из с з із ji").split())
_CONDEMNS = Words(
    """condemn* denounce* deplore* decrie* describe* condamn* dénonc* déplor* kınadı kınıyor kınamıştı lanetledi
    lanetliyor şermezar ندد نددت أدان أدانت دان دانت استنكر استنكرت شجب شجبت وصف وصفت اعتبر اعتبرت محکوم تقبیح ئیدانە*
    سەرکۆنە* مەحکووم* مەحکوم* ریسوا* осуди* осужда* засуди* засуджу*"""
)
_LAST = 3  # words in which a sentence's verb stands last, auxiliary and all
_THAT_ARABIC = frozenset(fold("أن إن بأن بان").split())
_HOMES: Mapping[str, str] = {
    "armed-forces-of-ukraine": "UA",
    "emirati-armed-forces": "AE",
    "iranian-army": "IR",
    "iraqi-army": "IQ",
    "irgc": "IR",
    "israeli-forces": "IL",
    "jordanian-armed-forces": "JO",
    "kuwaiti-armed-forces": "KW",
    "lebanese-armed-forces": "LB",
    "libyan-army": "LY",
    "peshmerga": "IQ",
    "qatari-armed-forces": "QA",
    "russian-armed-forces": "RU",
    "saudi-armed-forces": "SA",
    "syrian-arab-army": "SY",
    "turkish-armed-forces": "TR",
}
_HOMES_OF_GROUPS: Mapping[str, str] = {
    "hamas": "PS",
    "hezbollah": "LB",
    "houthis": "YE",
    "islamic-resistance-in-iraq": "IQ",
    "palestinian-islamic-jihad": "PS",
    "pkk": "TR",
    "syrian-democratic-forces": "SY",
}
# Its enemy holds much of these, so that its own blows fall there too.
_HELD = frozenset(["UA-09", "UA-14", "UA-40", "UA-43"])


def tells_of_its_own(sentence: Sentence, at: int, name: Name) -> bool | None:
    """Tell whether an actor says that it did it (True) or others did (False), if it says so."""
    if not sentence.any & cue.SAY:
        return None
    if is_arabic(name.text):
        return False if _tells_of_others_in_arabic(sentence, at) else None
    return _tells_behind(sentence, at, name)


def _tells_behind(sentence: Sentence, at: int, name: Name) -> bool | None:
    """Judge by the verb of saying behind an actor, if there is one, and by what it tells."""
    verb, told = _verb_and_told(sentence, at)
    if not united(sentence, verb, verb + 1) & cue.SAY:
        return None
    if not told or not _OWN.isdisjoint(sentence.words[told.start : told.stop]):
        return None
    if not _SAYS.have(sentence.words[verb]) or _is_done_by_others(sentence, told):
        return False
    first = next((i for i in told if not _is_before_it(sentence, i)), told.start)
    if name.type not in STATES:
        announces = _announces(sentence, verb, first) and not _is_by_air(sentence, first)
        return announces or _FIGHTERS.have(sentence.words[first])
    return _announces(sentence, verb, first) or _sent(sentence, first)


def condemns(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a state or its army judges of a blow: "condemned the attack", "… kınadı"."""
    if name.type not in STATES:
        return False
    if is_arabic(name.text) and any(map(_CONDEMNS.have, sentence.words[max(0, at - 2) : at])):
        return True
    behind = behind_brackets(sentence, at) + 1
    if any(map(_CONDEMNS.have, sentence.words[behind : behind + 2])):
        return True
    end = len(sentence.words)
    while end and sentence.cues[end - 1] & cue.BREAK:
        end -= 1
    is_first = not any(other.kind is Kind.ACTOR and i < at for i, other in sentence.names)
    return is_first and any(map(_CONDEMNS.have, sentence.words[max(at, end - _LAST) : end]))


def _tells_of_others_in_arabic(sentence: Sentence, at: int) -> bool:
    """Find the verb of saying before an actor, "that" behind it, and others who did it then."""
    if not united(sentence, at - 2, at) & cue.SAY:
        return False
    reach = range(at + 1, min(at + 1 + _REACH, len(sentence.words)))
    that = next((i for i in reach if sentence.words[i] in _THAT_ARABIC), None)
    if that is None:
        return False
    return _is_done_by_others(
        sentence, range(that + 1, min(that + 1 + _REACH, len(sentence.words)))
    )


def _is_before_it(sentence: Sentence, at: int) -> bool:
    """Tell whether a word stands before what is told: "on Monday that"."""
    return sentence.words[at] in _THAT or bool(sentence.cues[at] & (cue.WEEKDAY | cue.SAME_DAY))


def _is_done_by_others(sentence: Sentence, told: range) -> bool:
    """Tell whether what is told was suffered, or answered, or is another's, or came from afar."""
    # A name's own letters may be a word: "IS".
    plain = (bits for bits in sentence.cues[told.start : told.stop + 2] if not bits & cue.NAME)
    if any(bits & (cue.PASSIVE | cue.RESPOND | cue.BY) for bits in plain):
        return True
    blow = next((i for i in told if sentence.cues[i] & cue.EVENT), told.stop)
    for i, name in sentence.names:
        if name.kind is Kind.ACTOR and told.start <= i <= blow:
            return True
        is_behind = name.kind is Kind.ACTOR and is_arabic(name.text) and i - 1 in told
        if is_behind and sentence.cues[i - 1] & (cue.LAUNCHED | cue.BY):
            return True  # "أن مسيّرات أطلقتها …"
        is_near = name.kind is Kind.REGION and told.start < i < told.start + _FAR
        if is_near and sentence.words[i - 1] in _FROM and sentence.any & cue.LAUNCHED:
            return True
    return False


def _announces(sentence: Sentence, verb: int, first: int) -> bool:
    """Tell whether a blow is what is announced: "announced a strike on", "об ударе по"."""
    words = sentence.words[first : first + 4]
    if words[:1] and words[0] in _ABOUT:
        return any(map(_BLOW.have, words[1:3])) and not any(map(_INCOMING.have, words[1:4]))
    if not _ANNOUNCES.have(sentence.words[verb]) or not words or words[0] in _ONE - _A:
        return False
    return any(map(_BLOW.have, words))


def _is_by_air(sentence: Sentence, first: int) -> bool:
    return any(map(_BY_AIR.have, sentence.words[first : first + 4]))


def _sent(sentence: Sentence, first: int) -> bool:
    """Tell whether what did it is spoken of as known to who tells it: "jets bombed", not "a drone"."""
    words = sentence.words[first : first + 2]
    if words and words[0] in _A and any(map(_STRIKE.have, words[1:])):
        return True
    if not words or words[0] in _ONE | _ABOUT or sentence.cues[first] & (cue.NUMBER | cue.NUMERAL):
        return False
    if any(map(_INCOMING.have, words)):
        return False
    return bool(united(sentence, first, first + 3) & (cue.ARMS | cue.TROOPS))


def _announces_its_own(sentence: Sentence, at: int, army: Name) -> bool:
    if is_arabic(army.text):
        says = united(sentence, at - 2, at) & cue.SAY
        return bool(says) and any(map(_BLOW_IN_ARABIC.have, sentence.words[at + 1 : at + 3]))
    verb, told = _verb_and_told(sentence, at)
    first = next((i for i in told if not _is_before_it(sentence, i)), told.start)
    is_flown = any(map(_FLOWN.have, sentence.words[first : first + 1]))
    return is_flown or _announces(sentence, verb, first)


def _verb_and_told(sentence: Sentence, at: int) -> tuple[int, range]:
    """Give where the verb behind an actor stands, and the words behind that."""
    verb = behind_brackets(sentence, at) + 1
    if sentence.words[verb : verb + 1] and sentence.words[verb] in _HAS:
        verb += 1
    return verb, range(verb + 1, min(verb + 1 + _REACH, len(sentence.words)))


def is_the_reporter(sentence: Sentence, at: int) -> bool:
    """Tell whether an actor is only who said all that: "… hits the dam, SDF says"."""
    behind = sentence.cues[at + 1 : at + 3]
    if not at or not sentence.cues[at - 1] & cue.BREAK or not behind or not behind[0] & cue.SAY:
        return False
    return len(behind) == 1 or bool(behind[1] & cue.BREAK) or at + 3 >= len(sentence.words)


def hit_abroad(
    sentence: Sentence, at: int, group: Name, ancestors: Callable[[str], tuple[str, ...]]
) -> bool:
    """Tell whether a group tells of a blow in another country than its own: that was its own."""
    home = _HOMES_OF_GROUPS.get(group.entity)
    verb, told = _verb_and_told(sentence, at)
    if home is None or not told or not united(sentence, verb, verb + 1) & cue.SAY:
        return False
    if not united(sentence, told.start, told.stop) & cue.EVENT:
        return False
    names = [name for i, name in sentence.names if i in told]
    around = [
        {name.entity.split("/")[0], *ancestors(name.entity)}
        for name in names
        if name.kind in (Kind.FACILITY, Kind.REGION)
    ]
    is_abroad = bool(around) and not any(home in one.split("-") for some in around for one in some)
    return is_abroad and not _is_done_by_others(sentence, told)


def is_of_its_land(
    sentence: Sentence, at: int, army: Name, ancestors: Callable[[str], tuple[str, ...]]
) -> bool:
    """Tell whether an army tells of a blow on its own country, and of nobody it fought there.

    What it announces is its own even there, and so is what its jets and troops did.
    """
    home = _HOMES.get(army.entity)
    if home is None or not tells(sentence, at) or _announces_its_own(sentence, at, army):
        return False
    others = [name for i, name in sentence.names if i != at]
    if any(name.kind is Kind.ACTOR for name in others):
        return False
    places = [name.entity for name in others if name.kind in (Kind.FACILITY, Kind.REGION)]
    around = [{place, place.split("/")[0], *ancestors(place)} for place in places]
    return any(home in some and not some & _HELD for some in around)
