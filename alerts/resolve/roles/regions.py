"""When a region named is where it happened, and when it speaks, fires, or only signs the report.

A country's name stands for its government as often as for its land; what is launched from a
region did not land there; and the dateline is where somebody wrote.
"""

import re
from collections.abc import Sequence

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.launches import is_launch_area
from alerts.resolve.roles.lexicon import LEXICON
from alerts.resolve.roles.parties import is_party, is_venue
from alerts.resolve.roles.seats import is_speech, is_told_of, sits
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import united
from alerts.resolve.spelling import is_arabic

_DATELINE_AFTER = re.compile(
    r"\s*(?:,\s?[^.,–—:\n]{1,30})?(?:\s*[(/][^)\n]{1,40}\)?)?\s*(?:[–—:]|-+\s|ـ\s|-(?=\w))"
)
_STOP = re.compile(r"[.!?؟…](?:\s|$)|\n")
_PLACES = frozenset([Kind.REGION, Kind.FACILITY])
_DATELINE_START = 12  # code points that may come before it
_REACH = 3
_FAR = 6
_UNITS = frozenset(
    fold(
        "province provinces region région gouvernorat governorate district county oblast city town ville area areas"
        " wilaya département the la le les of de du des parêzgeha bajarê herêma qezaya"
    ).split()
)
_LOCATIVES = frozenset(["da", "de", "ta", "te", "nda", "nde", "daki", "deki", "taki", "teki"])
_BANNED = "запрещ"  # Russian media must say of some groups that they are banned in Russia
_DELEGATIONS = frozenset(
    fold(
        "delegation delegations délégation وفد وفدا هیئت هیأت şandeke şandek شاندێکی делегация делегацией делегація"
    ).split()
)
_GOODS = frozenset(
    fold(
        "crude blend grade brut خام сорта сорт марки hampetrolü petrolü petrolünün petrolünü petrolünden"
    ).split()
)
_BORDER = frozenset(
    fold(
        """border borders frontier junction tripoint frontière frontières sînorê sînorên حدود الحدود مثلث المثلث مرز مرزهای سنووری سنوورەکانی
        границы границ границе границей стыке стыка кордону кордоном кордоні кордонів стику"""
    ).split()
)
_WATERS = frozenset(
    fold(
        "gulf sea golfe mer خليج بحر دریای خلیج دەریای کەنداوی kendava deryaya залив море затока"
    ).split()
)
_JOINS = frozenset(
    fold("with of the avec de la le l du , ، و بين مع با میان между с між з").split()
)
_NO_OBJECT = (
    cue.BREAK | cue.BY | cue.IN | cue.AFTER | cue.AND | cue.CLAUSE | cue.SAME_DAY | cue.WEEKDAY
)
_ANEW = frozenset(["overnight", "again", "anew", "twice", "repeatedly", "hard", "early", "late"])
_UNIT_TR = re.compile(
    r"(?:il|ilce|kent|sehri|kirsali?|bolgesi|vilayeti|koyu)\w{0,4}[dt][ae](?:ki)?"
)
_LOCATIVE_TR = re.compile(r"['’]?(?:n?[dt][ae]|n?[dt]eki|n?[dt]aki|[dt][ae]ki)$")


def dateline(body: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """Find the places that a body begins with as where it was written: "ERBIL, Iraq –"."""
    for name in names:
        if name.field == "/body" and name.kind is Kind.REGION and name.start <= _DATELINE_START:
            opening = body[: name.start]
            after = _DATELINE_AFTER.match(body, name.end)
            if after and not re.search(r"\w", opening) and not _is_all_of_it(body, after, names):
                return tuple(n for n in names if n.field == "/body" and n.end <= after.end())
    return ()


def _is_all_of_it(body: str, after: re.Match[str], names: Sequence[Name]) -> bool:
    """Tell whether a place and a colon head a sentence that names no other: "Manbij: three killed"."""
    if not after.group().endswith(":"):
        return False
    stop = _STOP.search(body, after.end())
    end = stop.start() if stop else len(body)
    return not any(
        name.field == "/body" and after.end() <= name.start < end and name.kind in _PLACES
        for name in names
    )


def speaks(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a region is not a place here: it speaks, acts, owns, or is fired from."""
    after = sentence.cues[at + 1 : at + 1 + _REACH]
    before = sentence.cues[max(0, at - _REACH) : at]
    return (
        sentence.words[at + 1 : at + 2] == ["based"]
        or (
            is_speech(after)
            and not _is_hit(sentence, at)
            and not _is_of_another(sentence, at, name)
        )
        or (name.type == "country" and _speaks_last(sentence, at))
        or _is_of_an_office(before, after)
        or _is_of_an_actor(sentence, at)
        or is_launch_area(sentence, at)
        or sits(sentence, at, before, after)
        or _is_whence(sentence, at)
        or any(w.startswith(_BANNED) for w in sentence.words[max(0, at - _REACH) : at])
        or _is_across_a_border(sentence, at, name)
        or _is_of_goods(sentence, at)
        or is_party(sentence, at)
        or is_venue(sentence, at)
        or (name.type == "country" and _is_blamed(sentence, at))
    )


def _is_blamed(sentence: Sentence, at: int) -> bool:
    """Tell whether a state is what is blamed, whatever for: that did not happen on its land."""
    near = range(max(0, at - 2), at)
    return any(
        sentence.cues[i] & cue.BLAME
        and not sentence.cues[i] & cue.NAME
        and not united(sentence, i + 1, at) & (cue.BREAK | cue.NAME | cue.IN | cue.EVENT)
        for i in near
    )


def deals(sentence: Sentence, at: int) -> bool:
    """Tell whether a region stands for those who govern it, where no attack is the news."""
    before = sentence.cues[max(0, at - _REACH) : at]
    if any(bits & (cue.BETWEEN | cue.BUSINESS) for bits in before) and not before[-1] & cue.IN:
        return True
    return at == 0 and not any(bits & (cue.BREAK | cue.NAME) for bits in sentence.cues[1:3])


def _is_hit(sentence: Sentence, at: int) -> bool:
    """Tell whether "hit" behind a place has no object, so that the place was hit: "Homs hit by"."""
    verb = sentence.cues[at + 1]
    if not verb & cue.ACTS or not verb & cue.EVENT or verb & cue.ARMS:
        return False
    following = sentence.cues[at + 2 : at + 3]
    return not following or bool(following[0] & _NO_OBJECT) or sentence.words[at + 2] in _ANEW


def _is_of_another(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether the verb after a place is somebody else's: "medics in X said", "در X گفت"."""
    led = cue.IN | cue.ON  # "به حمص خبر داد": the place is what is spoken of
    is_in = is_arabic(name.text) and at > 0 and bool(sentence.cues[at - 1] & led)
    return is_in or is_told_of(sentence, at)


def _speaks_last(sentence: Sentence, at: int) -> bool:
    """Tell whether a country begins and a verb of saying ends a sentence: Turkish, Persian."""
    if at or not sentence.cues[1:2] or sentence.cues[1] & cue.BREAK:
        return False
    return bool(sentence.cues[-1] & cue.SAY)


def _is_of_an_office(before: list[int], after: list[int]) -> bool:
    """Iraq's oil ministry; правительство Сирии: the office, not the place."""
    if any(map(_is_an_office, after[:2])) and before[-1:] != [cue.IN]:
        ends = cue.BREAK | cue.CLAUSE | cue.AFTER | cue.AND  # "hit Kharkiv as leaders met"
        return not any(bits & ends for bits in after[:1])
    if (
        [bits & cue.NAME for bits in after[1:2]] == [cue.NAME]
        and after[2:]
        and after[2] & cue.OFFICE
    ):
        return not before and not after[0] & (cue.BREAK | cue.IN)  # "ABD'nin Ankara Büyükelçisi"
    return any(map(_is_an_office, before[-2:])) and not before[-1] & (cue.IN | cue.BREAK)


def _is_an_office(bits: int) -> bool:
    """Tell whether a word is an office's; an army that is named is its own country's."""
    return bool(bits & cue.OFFICE) and not bits & cue.NAME


def _is_of_an_actor(sentence: Sentence, at: int) -> bool:
    """Yemen's Houthi rebels; the rebels of Yemen: whence they are, not where it happened."""
    for i, name in sentence.names:
        if name.kind is Kind.ACTOR:
            if i == at + 1:
                return not sentence.cues[at - 1] & cue.IN if at else True
            if i == at - 2 and sentence.words[at - 1] in {"of", "from", "من", "из"}:
                return True
    return False


def _is_whence(sentence: Sentence, at: int) -> bool:
    """Tell whether only a delegation came from there."""
    is_from = at > 1 and sentence.cues[at - 1] & cue.FROM
    return bool(is_from) and any(w in _DELEGATIONS for w in sentence.words[max(0, at - 4) : at])


def _is_across_a_border(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether a country is named as whose border is near: "at the junction with Iraq"."""
    if name.type != "country":
        return False
    first = at
    while first and (
        sentence.cues[first - 1] & (cue.NAME | cue.AND) or sentence.words[first - 1] in _JOINS
    ):
        first -= 1
    if any(word in _WATERS for word in sentence.words[max(0, at - 2) : at]):
        return True  # "on the Gulf of Finland"
    return any(word in _BORDER for word in sentence.words[max(0, first - 2) : first])


def _is_of_goods(sentence: Sentence, at: int) -> bool:
    """Tell whether oil is called by the place: "Kirkuk crude"."""
    beside = (*sentence.words[at + 1 : at + 2], *sentence.words[max(0, at - 1) : at])
    return any(word in _GOODS for word in beside)


def is_beside(sentence: Sentence, at: int) -> bool:
    """Tell whether a place is only told to lie on a side of this one: "west of Tripoli"."""
    return any(bits & cue.SIDE for bits in sentence.cues[max(0, at - _REACH) : at])


def is_a_side(name: Name) -> bool:
    """Tell whether a region is called by where it lies in its country: "northern Israel"."""
    return any(LEXICON[word].bits & cue.SIDE for word in fold(name.text).split())


def _is_way(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether something only goes there or comes from there.

    Russian "в Сирию" is "to", "в Сирии" is "in"; Sorani "لە هەولێرەوە" is "from".
    """
    if name.text.endswith("ەوە"):
        return True
    return sentence.words[at - 1] in {"в", "у"} and name.text.endswith(("ию", "ію"))


def is_where(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether the words put something there: "in Anbar", "Haseke'de", "Anbar province".

    What a comma or "and" joins to a place is where that is: "hit Hama, Syria" puts nothing in
    Syria that it does not put in Hama.
    """
    if _is_put(sentence, at, name):
        return True
    places = {i: other for i, other in sentence.names if other.kind is Kind.REGION}
    first = at
    while first - 2 in places and _is_joined(sentence, first - 1):
        first -= 2
    if first != at:
        return is_where(sentence, first, places[first])
    # "al-Omar, Deir ez-Zor"; "à Djeddah"
    return at > 0 and sentence.words[at - 1] in {"(", "،", ",", "a"}


def _is_joined(sentence: Sentence, at: int) -> bool:
    return bool(sentence.cues[at] & cue.AND) or sentence.words[at] in {"،", ","}


def _is_put(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether the words right beside a place put something there."""
    first = max(0, at - 2)
    while first and at - first < _FAR and sentence.words[first] in _UNITS:
        first -= 1  # "dans la province de"
    before = sentence.cues[first:at]
    if any(bits & cue.IN for bits in before) and not any(b & cue.BUSINESS for b in before):
        return not _is_way(sentence, at, name)
    behind = sentence.words[at + 1 : at + 2]
    if behind and (behind[0] in _LOCATIVES or _UNIT_TR.fullmatch(behind[0])):
        return True  # Haseke 'de: what follows a name's apostrophe is a word here
    return _LOCATIVE_TR.search(name.text) is not None
