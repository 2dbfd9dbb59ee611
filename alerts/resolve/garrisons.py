"""Whose a base is, said behind its name: "قاعدة خراب الجير الأمريكية", "bingeha Herîrê ya Amerîkî".

English, Turkish and Russian say it before ("the US base of Kharab al-Jir"), where the army's own
names find it. Behind the name only the adjective stands, which by itself may be anybody's: a
ministry's, a firm's. Beside a base it is an army's, and an attack on the base is one on it.
Persian and Kurdish may say the state itself: that can as well begin what comes next ("Turkey
condemned …"), so it needs the joint that ties it to the base, or in Persian, which writes none, a
next word that no state is the subject or the object of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from alerts.model.entity import READ_FIELDS, Evidence, Kind
from alerts.resolve.fold import fold
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.words import Words

_BASES = frozenset(["air_base", "base", "compound"])  # a civil airport is no army's
_WHOSE = {
    "united-states-forces": Words(
        """الأمريكية الأميركية آمریکایی ئەمریکی* ئەمریکای* ئەمەریکی* amerîkî emerîkî américaine"""
    ),
    "russian-armed-forces": Words("الروسية روسی ڕووسی rûsî russe"),
    "turkish-armed-forces": Words("التركية ترکی تورکی tirk tirkî turque"),
    "israeli-forces": Words("الإسرائيلية اسرائیلی ئیسرائیلی îsraîlî israélienne"),
    "french-forces": Words("الفرنسية فرانسوی فەرەنسی fransî française"),
    "british-forces": Words("البريطانية بریتانیایی بەریتانی brîtanî britannique"),
}
_STATES = {
    "united-states-forces": Words("آمریکا ئەمریکا ئەمەریکا amerîkayê emerîkayê dyayê"),
    "russian-armed-forces": Words("روسیه ڕووسیا rûsyayê"),
    "turkish-armed-forces": Words("ترکیه تورکیا tirkiyeyê"),
    "israeli-forces": Words("اسرائیل ئیسرائیل îsraîlê"),
    "french-forces": Words("فرانسه فەرەنسا fransayê"),
    "british-forces": Words("بریتانیا بەریتانیا brîtanyayê"),
}
_JOINTS = frozenset(["ya", "a", "yen", "ye", "يا", "ي"])
_MILITARY = Words("العسكرية الجوية نظامی هوایی leşkerî hewayî سەربازیی سەربازی militaire aérienne")
# What the state behind a base's name is the subject or the object of, is a sentence of its own.
_TELLING = Words(
    """را گفت گفته گفتند می‌گوید اعلام خواستار محکوم* نگران* خشمگین واکنش هشدار تأیید تایید تکذیب رد مسئولیت
    سەرکۆنە* ئیدانە* مەحکوم* شەرمەزار* گوتی ووتی وتی ڕایگەیاند* رایگەیاند* ڕەتی* هۆشداری داوای
    şermezar* got gotin daxuyan* ragihand* rexne hişyarî
    قالت طالبت أعلنت دانت أدانت استنكرت نفت أكدت حذرت"""
)
_EZAFE = "ی"  # Sorani writes it, Persian mostly does not
_SORANI = re.compile("[ەێۆڕڵ]")
_LATIN = re.compile("[a-zçşêîû]")
_WORD = re.compile(r"\w+")
_MOST = 3  # words behind the name
_REACH = 40  # code points that hold them


def garrisons(
    gazetteer: Gazetteer, named: Mapping[str, Sequence[Evidence]], texts: Mapping[str, str]
) -> Iterator[tuple[str, Evidence]]:
    """Give the armies whose bases are named, with the base's name and what says whose it is."""
    for site in tuple(named):
        known = gazetteer.entity(site)
        if known is None or known.kind is not Kind.FACILITY or known.type not in _BASES:
            continue
        for evidence in named[site]:
            if evidence.field not in READ_FIELDS:
                continue
            text = texts[evidence.field]
            army, end = _whose(text, evidence.end)
            if army and gazetteer.entity(army) is not None:
                whole = text[evidence.start : end]
                yield army, Evidence(evidence.field, evidence.start, end, whole)


def _whose(text: str, start: int) -> tuple[str, int]:
    """Give whose a base is by the words that follow its name, and where they end."""
    at = start
    is_tied = text[start - 1 : start] == _EZAFE
    words = list(_WORD.finditer(text, start, start + _REACH))
    for number, word in enumerate(words[:_MOST]):
        gap = text[at : word.start()]
        if gap.strip(' \u200c»"”'):
            break
        folded = fold(word.group())
        army = _army(_WHOSE, folded)
        if not army and (is_tied or _needs_no_tie(word.group())):
            army = _army(_STATES, folded)
        if army:
            return ("" if _tells(text, word.end(), words[number + 1 :]) else army), word.end()
        if folded not in _JOINTS and not _MILITARY.have(folded):
            break
        is_tied = is_tied or folded in _JOINTS
        at = word.end()
    return "", start


def _army(armies: Mapping[str, Words], word: str) -> str:
    return next((army for army, words in armies.items() if words.have(word)), "")


def _needs_no_tie(word: str) -> bool:
    """Tell whether a word is Persian, which writes nothing between what is owned and whose it is."""
    return not _SORANI.search(word) and not _LATIN.search(word.casefold())


def _tells(text: str, end: int, after: Sequence[re.Match[str]]) -> bool:
    """Tell whether the next word makes a state's name a sentence's subject or object."""
    return (
        bool(after)
        and not text[end : after[0].start()].strip()
        and _TELLING.have(fold(after[0].group()))
    )
