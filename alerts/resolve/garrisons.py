"""Whose a base is, said behind its name: "قاعدة خراب الجير الأمريكية", "bingeha Herîrê ya Amerîkî".

English, Turkish and Russian say it before ("the US base of Kharab al-Jir"), where the army's own
names find it. Behind the name only the adjective stands, which by itself may be anybody's: a
ministry's, a firm's. Beside a base it is an army's, and an attack on the base is one on it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from alerts.model.entity import READ_FIELDS, Evidence, Kind
from alerts.resolve.fold import fold
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.words import Words

_BASES = frozenset(["air_base", "base", "compound", "airport"])
_WHOSE = {
    "united-states-forces": Words(
        """الأمريكية الأميركية آمریکا آمریکایی ئەمریکا ئەمەریکا ئەمریکی* ئەمریکای* ئەمەریکی* amerîkî amerîkayê emerîkî
        emerîkayê américaine"""
    ),
    "russian-armed-forces": Words("الروسية روسیه روسی ڕووسیا ڕووسی rûsî rûsyayê russe"),
    "turkish-armed-forces": Words("التركية ترکیه ترکی تورکیا تورکی tirk tirkî tirkiyeyê turque"),
    "french-forces": Words("الفرنسية فرانسه فەرەنسا fransî fransayê française"),
    "british-forces": Words("البريطانية بریتانیا بەریتانیا brîtanî brîtanyayê britannique"),
}
_JOINTS = frozenset(["ya", "a", "yen", "ye", "يا", "ي"])
_MILITARY = Words("العسكرية الجوية نظامی هوایی leşkerî hewayî سەربازیی سەربازی militaire aérienne")
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
    for word in list(_WORD.finditer(text, start, start + _REACH))[:_MOST]:
        gap = text[at : word.start()]
        if gap.strip(' \u200c»"”'):
            break
        folded = fold(word.group())
        for army, words in _WHOSE.items():
            if words.have(folded):
                return army, word.end()
        if folded not in _JOINTS and not _MILITARY.have(folded):
            break
        at = word.end()
    return "", start
