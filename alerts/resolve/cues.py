"""Words near a name that say whether the thing is meant, and not a word, a person or an ally.

"Omar" is a field where "field" or "حقل" stands by it, and a man everywhere else; and an
attack by Iran-backed fighters did not happen in Iran.
"""

import re
from functools import lru_cache

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.heads import AREA_BEHIND, QUARTER_BEFORE, QUARTER_BEHIND, heads_of
from alerts.resolve.landforms import Spans, is_land
from alerts.resolve.plurals import is_plural
from alerts.resolve.spelling import ARTICLES
from alerts.resolve.words import Words

# How many words away a head may stand. A field's may come after a list of them; "province"
# stands right by the name.
_REACH = {Kind.REGION: 1, Kind.FACILITY: 5, Kind.ACTOR: 2, Kind.SOURCE: 2}
_WINDOW = 60  # letters that hold that many words
# What may stand between a head and its region: the town *of* al-X. Articles fold to words too.
_BETWEEN = ARTICLES | {"of", "the", "de", "du", "d", "la"}
# How far off a head may stand that makes one name with a town's: "Amuda power transfer station".
_REACH_OF_ONE = 3
# A station in a town is not called after it.
_PLACING = frozenset(
    fold(
        "in at near outside inside around from to north south east west outskirts"
        " في قرب شمال جنوب شرق غرب داخل خارج قرابة من إلى ب در نزدیک لە له نزیک li nêzî ji"
        " da de ta te dan den daki deki taki teki yakınında в во у под возле около из на біля поблизу з à dans près"
    ).split()
)
_FRENCH_OF = "de"  # "les bases aériennes de T4 et Palmyre"; in Turkish and Kurdish it is "in"
# Kurmanji says what a thing is before its name: after a town's these are the next name's.
_OF_THE_NEXT = ("geha", "stasyona", "santrala", "navenda", "qada")
_REACH_OF_OWNED = 5
_AMERICAN = Words(
    """us american coalition أمريكية أميركية الأمريكية الأميركية التحالف للتحالف أمريكا أميركا آمریکا* ائتلاف
    ئەمریکا* ئەمەریکا* هاوپەیمان* amerîka* emerîka* dya hevpeyman* abd amerikan* koalisyon сша американск* коалици*
    американськ* коаліці* américaine* coalition"""
)
# Of a field and a plant called after one place, it tells which is meant.
_OIL = Words("oil oilfield* petroleum نفط* نەوت* neft* petrol* نفت* нефт* нафт* pétrol*")
_GAS = Words("gas gasfield* غاز* گاز* gaz* غاز* газ*")
_REACH_OF_STUFF = 3
# But a town has no two refineries: "the refinery in Tuapse" is one. Of ports and airports see `sited`.
_ONE_IN_TOWN = frozenset(["refinery"])
# A field hospital is no field, a field commander is a man.
_UNMADE_BY = frozenset(
    ["hospital", "hospitals", "commander", "commanders", "marshal", "reporter", "correspondent"]
)
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[!?؟;؛]|\.(?=\s|$)")
_STOP = re.compile(r"[!?؟;؛.]")  # mostly there is none: one class is the quickest to look for
_TO_LAST_END = re.compile(r"(?s:.*)(?:[!?؟;؛]|\.(?=\s|$))")

_BEFORE_PERSON = frozenset(
    fold(
        "abu abou umm bin ibn mr dr sheikh commander general colonel journalist activist"
        " أبو أبي أم بن ابن الشيخ القائد العميد الشهيد الدكتور شێخ سەید"
    ).split()
)
_AFTER_PERSON = frozenset(fold("abu abou bin ibn أبو بن").split())

_ALLY_BEFORE = """backed by|supported by|loyal to|allied with|allied to|linked to|funded by|tied to|pro|anti
    |soutenus par|soutenues par|soutenue par|soutenu par|soutenus par l’|affiliés à l’|liés à l’
    |المدعومة من|المدعوم من|مدعومة من|مدعوم من|الموالية ل|موالية ل|الموالين ل|التابعة ل|المرتبطة ب
    |المقربة من|مورد حمایت|تحت حمایت|وابسته به|همسو با|نزدیک به|سەر بە|پشتیوانیکراوی|girêdayî|alîgirên
    |bi piştgiriya|поддерживаемые|поддерживаемых|поддерживаемыми|підтримувані|підтримуваних|підтримуваними"""
_ALLY_AFTER = """backed|led|linked|made|aligned|affiliated|allied|supported|sponsored|funded|trained|supplied
    |manufactured|brokered|mediated|destekli|yanlısı|bağlantılı|yanlılar"""
# What Arabic and French glue to the country's name has no space after it.
_GLUED_ALLY = ("ل", "ب", "l")
_IS_ALLY_BEFORE = tuple(
    f" {phrase}" if phrase.endswith(_GLUED_ALLY) else f" {phrase} "
    for phrase in map(str.strip, fold(_ALLY_BEFORE).split("|"))
)
_IS_ALLY_AFTER = frozenset(map(str.strip, fold(_ALLY_AFTER).split("|")))
_SAYINGS = tuple(fold("القوة للقوة بالقوة قوة").split())
_LONGEST_SAID = 8
_LONGEST_ALLY = 30
# Two letters tell nearly always that none of these stands there.
_ALLY_ENDS = frozenset(phrase[-2:] for phrase in _IS_ALLY_BEFORE)
_ALLY_BEGINS = frozenset(f" {word[:2]}" for word in _IS_ALLY_AFTER)


class Surroundings:
    """The words around a name, to the ends of its sentence. Given and kept folded.

    Those before or after are `lent` where they stand by another name of its row.
    """

    __slots__ = ("_earlier", "_is_after_lent", "_is_before_lent", "_later")

    def __init__(self, before: str, after: str, lent: tuple[bool, bool] = (False, False)) -> None:
        self._is_before_lent, self._is_after_lent = lent
        before = before[-_WINDOW:]
        begins = _TO_LAST_END.match(before) if _STOP.search(before) else None
        stop = _STOP.search(after, 0, _WINDOW)
        ends = _SENTENCE_END.search(after, stop.start(), _WINDOW) if stop else None
        self._earlier = _words(before[begins.end() :] if begins else before)
        self._later = _words(after[: ends.start() if ends else _WINDOW])

    def name_a_person(self) -> bool:
        """Tell whether a title or a patronymic makes the name a person's."""
        earlier, later = self._earlier, self._later
        if earlier and earlier[-1] in _BEFORE_PERSON:
            return True
        return bool(later) and later[0] in _AFTER_PERSON

    def hold_a_head_of(self, kind: Kind, entity_type: str) -> bool:
        """Tell whether a head noun of such an entity stands near."""
        heads = _heads(kind, entity_type)
        reach = _REACH[kind]
        earlier = self._earlier
        if kind is Kind.FACILITY and self._later and self._later[0] in AREA_BEHIND:
            return False
        if kind is Kind.REGION:
            while earlier and earlier[-1] in _BETWEEN:
                earlier = earlier[:-1]
        for word in earlier[-reach:]:
            if heads.have(word):
                return True
        for i, word in enumerate(self._later[:reach], start=1):
            if heads.have(word):
                return not (self._later[i : i + 1] and self._later[i] in _UNMADE_BY)
        return False

    def tell_stuff(self) -> str:
        """Give what is said to be got there: "oil", "gas", or nothing, or both, which is "" too."""
        near = (*self._earlier[-_REACH_OF_STUFF:], *self._later[:_REACH_OF_STUFF])
        is_oil = any(_OIL.have(word) for word in near)
        is_gas = any(_GAS.have(word) for word in near)
        return "" if is_oil == is_gas else "oil" if is_oil else "gas"

    def make_a_name_of(self, kind: Kind, entity_type: str) -> bool:
        """Tell whether name and head are one: "the Amuda substation", no station in Amuda.

        A head that stands by another name of a row is for this one too only as a plural:
        "Palmyra and the T4 air base" are a town and a base.
        """
        if self._later and self._later[0] in AREA_BEHIND:
            return False  # "a terminal in Hodeida province"
        heads = _heads(kind, entity_type)
        behind = self._later[:_REACH_OF_ONE]
        before = self._earlier[: -_REACH_OF_ONE - 1 : -1]
        for words, is_lent in ((before, self._is_before_lent), (behind, self._is_after_lent)):
            for word in words:
                if word in _PLACING:
                    if entity_type in _ONE_IN_TOWN or (is_lent and word == _FRENCH_OF):
                        continue
                    break
                if heads.have(word):
                    if (words is behind and word.endswith(_OF_THE_NEXT)) or (
                        is_lent and not is_plural(word)
                    ):
                        break
                    return True
        return False

    def hold_an_american(self, entity_type: str) -> bool:
        """Tell whether it is a "US base in X": there is one in a town, and it is called so."""
        if entity_type != "base":
            return False
        earlier = self._earlier
        while earlier and earlier[-1] in _BETWEEN:
            earlier = earlier[:-1]
        if not earlier or earlier[-1] not in _PLACING:
            return False
        heads = _heads(Kind.FACILITY, entity_type)
        before = earlier[-_REACH_OF_OWNED:-1]
        return any(heads.have(w) for w in before) and any(_AMERICAN.have(w) for w in before)


def _words(text: str) -> list[str]:
    """Give the words of a piece of text. Most pieces have but letters, where to split is enough."""
    return text.split() if text.replace(" ", "").isalnum() else _WORD.findall(text)


def is_no_site(text: str, start: int, end: int, entity_type: str, names: Spans) -> bool:
    """Tell whether what stands by a name in folded text makes it no site's: a quarter, a mountain.

    "İncirlik Mahallesi" and "حي المزة" are parts of towns, "the Hamrin mountains" no oil field.
    `names` are all that were found in the text.
    """
    after = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if after and after.group() in QUARTER_BEHIND:
        return True
    before = text[max(0, start - _LONGEST_ALLY) : start].split()
    while before and before[-1] in _BETWEEN:
        before.pop()
    if before and before[-1] in QUARTER_BEFORE:
        return True
    return is_land(text, start, end, entity_type, names)


def is_placing(words: str) -> bool:
    """Tell whether folded words between two names say that the one is where the other is."""
    return not _PLACING.isdisjoint(_WORD.findall(words))


def is_saying(text: str, start: int) -> bool:
    """Tell whether a place's name ends a saying in folded text: "force majeure" is no Cairo."""
    return text[max(0, start - _LONGEST_SAID) : start].rstrip().endswith(_SAYINGS)


def tells_an_ally(text: str, start: int, end: int) -> bool:
    """Tell whether a country in folded text only says whose side somebody is on."""
    if start < 2 or text[start - 2 : start] in _ALLY_ENDS:  # noqa: PLR2004 - as many letters
        before = f" {text[max(0, start - _LONGEST_ALLY) : start]}"
        if before.endswith(_IS_ALLY_BEFORE):
            return True
    if text[end : end + 3] not in _ALLY_BEGINS:
        return False
    word = _WORD.match(text, end + 1, end + _LONGEST_ALLY)
    return word is not None and word.group() in _IS_ALLY_AFTER


@lru_cache(maxsize=256)
def _heads(kind: Kind, entity_type: str) -> Words:
    return Words(heads_of(kind, entity_type))
