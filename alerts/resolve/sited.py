"""Sites that are called by what they are and where: "the port in Hodeidah".

A name of theirs is the town's with a head noun. Most towns have one such site, so the noun and
the town, joined by "in", name it as well. Where a town has two, neither is meant.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from alerts.model.entity import READ_FIELDS, Entity, Evidence, Kind
from alerts.resolve.fold import fold, key
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.heads import heads_of
from alerts.resolve.words import Words

_AIR_BASES = "air_base"
_TYPES = ("refinery", "port", "terminal")
# Airports' heads hold those of bases, of which a town may have another.
_AIRPORT = """airport airports مطار فڕۆکەخانە* فرۆکەخانە* balafirgeh* balafirxane* firokexane* فرودگاه* havaalan* havaliman*
    аэропорт* аеропорт* aéroport*"""
# Of the bases in a town, the army's and the police's, only a word more tells the air base.
_AIR_BASE = Words("airbase* airfield* aérodrome* авиабаз* аэродром* авіабаз* аеродром*")
_BASE = Words("base bases قاعدة پایگاه* بنکە* bingeh* üs üssü* üsse*")
_AIR = Words("air hava aérienne hewayî جوية هوایی ئاسمانی ئاسمانیی")
_AIRPORT_THERE = Words(_AIRPORT)
_MILITARY = Words(
    "military askeri militaire leşkerî عسكري نظامی سەربازی سەربازیی военн* военно* військов*"
)
_WINDOW = 60  # letters that hold the words looked at
_BEHIND = 5  # "В Туапсе после атаки беспилотников загорелся НПЗ"
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.,;:!?،؛؟()\n]")
_TURKISH = re.compile(r"^\w*?[dt][ae]ki\s+((?:\w+\s+){0,2}\w+)")
# What a name has beside its town and its head.
_BESIDE = frozenset(
    fold(
        "oil fuel petroleum international the of gas نفط النفط النفطي النفطية الدولي نفت بین‌المللی نەوت نێودەوڵەتی petrol petrole"
        " petrolê ya complex uluslararası нефтяной нафтовий международный міжнародний pétrole pétrolier de du le la international"
    ).split()
)
_IN = frozenset(fold("in at في در لە li в у à au").split()) | {"a"}
_TOWN = frozenset(
    fold(
        "the city town of مدينة بلدة شهر شاری bajarê city ville la de города городе міста місті"
    ).split()
)
# "На территории нефтеперерабатывающего завода в Рязани": the kind is an adjective.
_PLANT = frozenset(fold("завод завода заводу заводе заводом завод заводі").split())
_ARTICLES = frozenset(["the", "a", "an", "le", "la", "un", "une", "ya"])
_INDEFINITE = frozenset(["a", "an", "un", "une", "another", "one", "two", "several"])
_LARGER = frozenset(
    fold(
        "province governorate region oblast state county области область краю край крае области استان پارێزگای"
    ).split()
)


class Sited:
    """The one refinery, port, terminal or airport of each town that has one."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._heads = {name: Words(heads_of(Kind.FACILITY, name)) for name in _TYPES}
        self._heads["airport"] = Words(_AIRPORT)
        self._heads[_AIR_BASES] = Words(heads_of(Kind.FACILITY, _AIR_BASES))
        self._sites: dict[str, dict[str, str]] = {}
        shared: set[tuple[str, str]] = set()
        for entity in gazetteer.entities():
            if entity.kind is Kind.FACILITY and entity.type in self._heads:
                for place in self._towns(entity):
                    other = self._sites.setdefault(place, {}).setdefault(entity.type, entity.id)
                    if other != entity.id:
                        shared.add((place, entity.type))
        for place, type_ in shared:
            del self._sites[place][type_]

    def _towns(self, entity: Entity) -> set[str]:
        """Give the regions that a site is called after and lies in."""
        heads = self._heads[entity.type]
        above = {a.split("/")[0] for a in self._gazetteer.ancestors(entity.id)}
        towns: set[str] = set()
        for name in (entity.name, *(n for names in entity.names.values() for n in names)):
            bare = [
                w
                for w in key(name).split()
                if not heads.have(w) and w not in _BESIDE and not _AIR.have(w)
            ]
            for place in self._gazetteer.named(" ".join(bare), Kind.REGION) if bare else ():
                if "-" in place and place.split("/")[0] in above:
                    towns.add(place)
        return towns

    def meant(
        self, named: Mapping[str, Sequence[Evidence]], texts: Mapping[str, str]
    ) -> Iterator[tuple[str, Evidence]]:
        """Give the sites that a report means by a noun and a town, and where."""
        for place in named:
            for type_, site in self._sites.get(place, {}).items():
                for evidence in named[place]:
                    if evidence.field in READ_FIELDS and self._stands(
                        texts[evidence.field], evidence, type_, is_large="/" not in place
                    ):
                        yield site, evidence

    def _stands(self, text: str, evidence: Evidence, type_: str, *, is_large: bool) -> bool:
        start, end = evidence.start, evidence.end
        before = _BREAK.split(text[max(0, start - _WINDOW) : start])[-1]
        after = _BREAK.split(text[end : end + _WINDOW])[0]
        earlier, later = _WORD.findall(before), _WORD.findall(after)
        have = self._heads[type_].have
        if is_large and later and fold(later[0]) in _LARGER:
            return False
        turkish = _TURKISH.match(fold(text[start : end + _WINDOW]))
        if turkish and _heads_in(turkish.group(1).split(), type_, have):
            return True
        while earlier and fold(earlier[-1]) in _TOWN:
            earlier.pop()
        if not earlier or fold(earlier.pop()) not in _IN:
            return False
        if type_ == "refinery" and _head_among(later[:_BEHIND], have):
            return True
        while earlier and fold(earlier[-1]) in _BESIDE:
            earlier.pop()
        if type_ == "refinery" and earlier and fold(earlier[-1]) in _PLANT:
            earlier.pop()
        heads = _heads_in(earlier[-2:], type_, have, at_end=True)
        if not heads:
            return False
        del earlier[-heads:]
        while earlier and fold(earlier[-1]) in _BESIDE - _ARTICLES:
            earlier.pop()
        last = earlier[-1] if earlier else ""
        return not _is_name(last) and not (is_large and last.lower() in _INDEFINITE)


def _heads_in(
    words: Sequence[str], type_: str, have: Callable[[str], bool], *, at_end: bool = False
) -> int:
    """Tell of how many words a noun for such a site is among some, or at their end; 0 of none."""
    folded = [fold(word) for word in words]
    if type_ != _AIR_BASES:
        return int(any(have(word) for word in (folded[-1:] if at_end else folded)))
    if any(_AIR_BASE.have(word) for word in (folded[-1:] if at_end else folded)):
        return 1
    is_pair = any(_is_air_base(a, b) or _is_air_base(b, a) for a, b in pairwise(folded))
    return 2 if is_pair else 0


def _is_air_base(noun: str, adjective: str) -> bool:
    return (_BASE.have(noun) and _AIR.have(adjective)) or (
        _AIRPORT_THERE.have(noun) and _MILITARY.have(adjective)
    )


def _head_among(words: Sequence[str], have: Callable[[str], bool]) -> bool:
    """Find a noun that no name stands before: not "the Afipsky refinery"."""
    for i, word in enumerate(words):
        if have(fold(word)):
            return not (i and _is_name(words[i - 1]))
    return False


def _is_name(word: str) -> bool:
    return word[:1].isupper() and fold(word) not in _ARTICLES
