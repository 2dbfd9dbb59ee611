"""States that are blamed for an attack: their forces are meant, and their land is not.

"Syria accused Turkey of bombing the field" names no army, yet says whose it would have been. A
state is blamed for much else (a delay, a shortage, a vote), so three words are asked for: one of
blame, the state bound to it as its object, and a deed of arms bound to both. Languages order them
differently; what binds is a word right behind the state ("of", "را", "bi", "ب", "в"), an ending
("İsrail'i"), or one right before it ("the strike was blamed on Israel").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from alerts.model.entity import READ_FIELDS, Evidence, Kind
from alerts.resolve.fold import fold
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Name, Sentence, sentences, start_of
from alerts.resolve.words import Words

_FORCES = {
    "AE": "emirati-armed-forces",
    "EG": "egyptian-armed-forces",
    "FR": "french-forces",
    "GB": "british-forces",
    "IL": "israeli-forces",
    "IQ": "iraqi-security-forces",
    "IR": "iranian-army",
    "JO": "jordanian-armed-forces",
    "KW": "kuwaiti-armed-forces",
    "LB": "lebanese-armed-forces",
    "QA": "qatari-armed-forces",
    "RU": "russian-armed-forces",
    "SA": "saudi-armed-forces",
    "SD": "sudanese-armed-forces",
    "TR": "turkish-armed-forces",
    "UA": "armed-forces-of-ukraine",
    "US": "united-states-forces",
}
# One of these stands wherever somebody is blamed; to look for them costs a few microseconds.
_LISTED = """blam accus suspect attribut attribué behind work_of hand_of handiwork pinned pointed_to linked_to responsib
    imput soupçonn œuvre derrière işaret şüphelen arkasında işi_ol parmağı suçla sorumlu pişt sûcdar gunehbar tawanbar
    berpirs اتهم تهم حمل نسب بصمات وقوف وراء مسؤول مسئول مقصر پشت تۆمەت تاوان بەرپرس обвин приписа припису возлож поклал
    поклад стоит_за стоят_за стоял стоїть рук_ подозр підозр звинува ответствен відповідальн"""
_STEMS = tuple(stem.replace("_", " ") for stem in _LISTED.split())
_BLAME = Words(
    """responsible responsable* sorumlu* suçlan* berpirsiyar* berpirsyar* مسؤولية مسؤول مسؤولا مسؤولون مسئول مسئولیت بەرپرسیار*
    ответственн* відповідальн* обвинен* звинувачен* accusée* accused accusing اتهام* متهم متهمة تۆمەتبار* متهم تحميل"""
)
_BLOWS = Words(
    """strike strikes striking hit hits hitting target targets targeting raid raids firing shooting downing massacre* destroying
    frappe* frapper bombarder bombardé* attaquer ciblé* tiré* vur* bombala* saldır* füzele*
    لێدان* بۆردومان* بۆردوومان* lêdan* lêxist* topbaran* ضرب بضرب ضربة ضربات ضرباتها زدن کوبیدن"""
)
# What a state may be blamed for instead, though the word for a deed of arms come soon behind it.
_OTHER = Words(
    """support* back* arming supplying suppl* financ* fund* harbour* harbor* shelter* plan* plotting threat* fail* ignor* cyber* delay*
    collapse* talks speech statement* lying shortage* water trade inciting soutenir soutien armer financer menac* échec*
    pourparlers eau destekle* desteğ* silahlandır* finanse* görüşme* müzakere* tehdit* planla* piştgirî* alîkarî* gotûbêj*
    دعم بدعم بتمويل تمويل بتسليح تسليح بالتخطيط بالتحريض انهيار عرقلة بعرقلة تعطيل بتعطيل المحادثات المفاوضات مفاوضات محادثات تهديد
    بتهديد التقصير بالتقصير إيواء بإيواء حمایت پشتیبانی تجهیز تأمین مذاکرات گفتگوها گفت‌وگوها شکست تهدید کارشکنی
    پشتگیری* پاڵپشتی* یارمەتی* هاوکاری* گفتوگۆ* دانوستان* هەڕەشە* поддержк* пособничеств* финансирован* поставк* срыв* переговор*
    угроз* планирован* подготовк* підтримц* підтримк* фінансуван* постачан* зрив* переговор* погроз* плануван* підготовц*"""
)
_FOR = frozenset(
    fold("of for over de d du des pour در в во за у bi ji بە لە را به عن مسؤولية المسؤولية").split()
)
_VERB_LAST = frozenset(fold("را bi ji بە به لە").split())
_TO = frozenset(fold("on to upon à au aux sur إلى على на").split())
# Who accuses, in Russian and Ukrainian, is one; those who are said to are many, or unsaid.
_ACTIVE = ("ил", "ила", "ило", "яет", "ает", "ив", "ує", "ює", "ял", "яла")
_ACCUSATIVES = frozenset(["i", "u", "yi", "yu", "ni", "nu"])  # what follows a name's apostrophe
_ELIDED = Words("davoir dun dune detre dattaque* dassassin*")  # French, folded
_DUTY = Words("ответственн* відповідальн* вину провину responsabilité responsibility")
_ATTRIBUTIVE = frozenset(["s"])
_TO_ARABIC = fold("إلى")
_DUTIES = frozenset(fold("مسؤولية المسؤولية").split())
_NOT = frozenset(["not", "never", "pas", "لم", "не"])
_DEED = cue.ATTACK | cue.AGAINST
_STOPS = cue.BREAK | cue.AFTER | cue.CLAUSE
_AFTER_BLAME = 5  # words behind blame in which Persian may say what for
_Place = tuple[int, int, str]
_WINDOW = 160  # code points on either side of a state in which its blame stands
_BEFORE = 8  # words between a verb of blame and whom it blames: an Arabic subject is there
_DEED_REACH = 6
_LATE_REACH = 10  # words between a state and a verb that comes last
_END = re.compile(r"[.!?؟。…](?=\s|$)|[\n;؛]")


def accused(
    gazetteer: Gazetteer, named: Mapping[str, Sequence[Evidence]], texts: Mapping[str, str]
) -> Iterator[tuple[str, Evidence]]:
    """Give the forces of the states that a report says are blamed for an attack, and where."""
    rows: dict[str, list[_Place]] = {}
    for state, forces in _FORCES.items():
        if state not in named or gazetteer.entity(forces) is None:
            continue
        for evidence in named[state]:
            if evidence.field not in READ_FIELDS or not _may_be_blamed(texts, evidence):
                continue
            rows = rows or _rows(named)
            if _is_accused(state, evidence, rows[evidence.field], texts[evidence.field]):
                yield forces, evidence


def _may_be_blamed(texts: Mapping[str, str], at: Evidence) -> bool:
    window = texts[at.field][max(0, at.start - _WINDOW) : at.end + _WINDOW].casefold()
    return any(stem in window for stem in _STEMS)


def _rows(named: Mapping[str, Sequence[Evidence]]) -> dict[str, list[_Place]]:
    """Give all names by their field, in order."""
    rows: dict[str, list[_Place]] = {}
    for entity, known in named.items():
        for e in known:
            rows.setdefault(e.field, []).append((e.start, e.end, entity))
    for row in rows.values():
        row.sort()
    return rows


def _is_accused(state: str, at: Evidence, row: Sequence[_Place], text: str) -> bool:
    first = max(start_of(text, at.start), at.start - 2 * _WINDOW)
    stop = _END.search(text, at.end, at.end + 2 * _WINDOW)
    last = stop.start() if stop else min(len(text), at.end + 2 * _WINDOW)
    names = [
        Name(entity, Kind.REGION, "country", "/title", start - first, end - first, "")
        for start, end, entity in row[bisect_left(row, (first,)) : bisect_left(row, (last,))]
        if end <= last
    ]
    names.sort(key=lambda name: (name.start, -name.end, name.entity != state))
    for sentence in sentences("/title", text[first:last], names, 1):
        for i, name in sentence.names:
            if name.entity == state and name.start == at.start - first:
                before = text[max(0, first - _WINDOW) : first]
                return _Charge(sentence, i).is_of_an_attack(before)
    return False


class _Charge:
    """A sentence, and the state in it that may be blamed."""

    def __init__(self, sentence: Sentence, at: int) -> None:
        self._words = sentence.words
        self._cues = sentence.cues
        self._at = at
        self._is_object = not _ACCUSATIVES.isdisjoint(self._words[at + 1 : at + 2])
        self._blame = [
            i
            for i, word in enumerate(self._words)
            if self._cues[i] & cue.BLAME or _BLAME.have(word)
        ]

    def is_of_an_attack(self, before: str) -> bool:
        """Tell whether the state is blamed for one; `before` is the text before the sentence."""
        if not self._blame:
            return False
        return (
            self._is_blamed_for()
            or self._is_told_to_be_blamed()
            or self._has_it_put_on()
            or self._is_blamed_last()
            or self._is_blamed_for_that(before)
        )

    def _is_blamed_for(self) -> bool:
        """Tell it by blame, state, what binds, deed: "accused Turkey of bombing"."""
        blamed = [i for i in self._blame if self._at - _BEFORE <= i < self._at]
        if not blamed or self._is_of_somebody():
            return False
        i = blamed[-1]
        if i and self._words[i - 1] in _NOT:
            return False
        if any(self._is_deed(k) or self._cues[k] & cue.BREAK for k in range(i + 1, self._at)):
            return False
        return self._has_deed_from(self._bound_after(self._at))

    def _is_told_to_be_blamed(self) -> bool:
        """Tell it by state, blame, what binds, deed: "Israel was accused of striking"."""
        for i in self._blame:
            if not self._at < i <= self._at + 3:
                continue
            between = range(self._at + 1, i)
            if any(self._cues[k] & (cue.BREAK | cue.NAME | cue.DENIED) for k in between):
                return False
            if self._words[i].endswith(_ACTIVE) or self._words[self._at + 1] in _ATTRIBUTIVE:
                return False
            is_behind = bool(self._cues[i] & cue.BLAME) and self._words[i + 1 : i + 2] == ["behind"]
            bound = i + 2 if is_behind else self._bound_after(i)
            if self._has_deed_from(bound):
                return True
        return False

    def _has_it_put_on(self) -> bool:
        """Tell it by "to": "the strike was blamed on Israel", "возложил ответственность на Израиль"."""
        to = self._words[self._at - 1] if self._at else ""
        follows = self._words[self._at + 1 : self._at + 2]
        near = [i for i in self._blame if self._at - _LATE_REACH <= i < self._at]
        if to not in _TO | {"of"} or not near or not _TO.isdisjoint(follows):
            return False
        if near[-1] == self._at - 2:
            earlier = range(max(0, near[-1] - _LATE_REACH), near[-1])
            return any(self._is_deed(k) for k in earlier)
        if to == "of":
            return False
        deed = next((k for k in range(near[0] + 1, self._at) if self._is_deed(k)), self._at)
        between = range(near[0] + 1, deed)
        is_whole = to == _TO_ARABIC or any(_DUTY.have(self._words[k]) for k in between)
        return deed < self._at and (
            is_whole or not any(self._cues[k] & cue.NAME or self._words[k] in _FOR for k in between)
        )

    def _is_blamed_last(self) -> bool:
        """Tell it by a verb that comes last: "اسرائیل را به حمله متهم کرد", "İsrail'i suçladı"."""
        behind = [i for i in self._blame if self._at < i <= self._at + _LATE_REACH]
        is_bound = not _VERB_LAST.isdisjoint(self._words[self._at + 1 : self._at + 2])
        if not behind or not (is_bound or self._is_object):
            return False
        last = min(len(self._words), behind[-1] + (_AFTER_BLAME if is_bound else 1))
        span = range(self._at + 1, last)
        if any(_OTHER.have(self._words[k]) or self._cues[k] & _STOPS for k in span):
            return False
        earlier = range(max(0, self._at - 3), self._at) if self._is_object else range(0)
        return any(self._is_deed(k) for k in (*span, *earlier))

    def _is_blamed_for_that(self, before: str) -> bool:
        """Tell it by a deed told before: "a missile hit the port, SANA said, blaming Israel"."""
        i = self._at - 1
        if i in self._blame:
            pass
        elif i and i - 1 in self._blame and self._words[i] in _TO | {"the", "l"}:
            i -= 1
        else:
            return False
        after = self._cues[self._at + 1] if self._at + 1 < len(self._cues) else cue.BREAK
        if not after & cue.BREAK:
            return False
        if any(self._is_deed(k) for k in range(i)):
            return True
        told = fold(before).split()
        return i < _BEFORE and any(self._is_a_deed(word) for word in told)

    def _is_of_somebody(self) -> bool:
        """Tell whether others are blamed, who are in the state or from it."""
        before = self._cues[self._at - 1] if self._at else 0
        after = self._words[self._at + 1 : self._at + 2]
        return bool(before & (cue.IN | cue.FROM)) or after == ["s"]

    def _bound_after(self, at: int) -> int:
        """Give where the deed is to be looked for behind a word that binds it, or -1."""
        k = at + 1
        while k + 1 < len(self._words) and self._cues[k] & cue.AND and self._cues[k + 1] & cue.NAME:
            k += 2  # "accused Turkey and Israel of"
        word = self._words[k] if k < len(self._words) else ""
        if word in _DUTIES:
            return k + 1
        if _BLAME.have(word):
            k += 1  # "holds Israel responsible for"
            word = self._words[k] if k < len(self._words) else ""
        if word in _FOR:
            return k + 1
        if _ELIDED.have(word):
            return k
        return k if word.startswith("ب") and word != "ب" else -1

    def _has_deed_from(self, start: int) -> bool:
        if start < 0:
            return False
        span = range(start, min(len(self._words), start + _DEED_REACH))
        return any(self._is_deed(k) for k in takewhile(self._goes_on, span))

    def _goes_on(self, at: int) -> bool:
        return not self._cues[at] & _STOPS and not _OTHER.have(self._words[at])

    def _is_deed(self, at: int) -> bool:
        return bool(self._cues[at] & _DEED) or _BLOWS.have(self._words[at])

    def _is_a_deed(self, word: str) -> bool:
        return bool(cue.LEXICON[word].bits & _DEED) or _BLOWS.have(word)
