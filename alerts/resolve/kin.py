"""A name that is also a word, in a report that names another thing of its sort near by.

"Militants attacked Ras Lanuf terminal and then Sidra": who names one oil terminal of Sirte means
the other by its short name too. It must be written as a name, and not as a person's.
"""

import re
from collections.abc import Iterable

from alerts.model.entity import Evidence, Kind
from alerts.resolve.cues import Surroundings, is_placing
from alerts.resolve.fold import fold
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.heads import AREA_BEHIND
from alerts.resolve.patterns import Target
from alerts.resolve.roles.lexicon import LEXICON, SAY

_BEFORE = re.compile(r"(?:^|(?P<stop>[.!?:;\n\"“«(–—]\s*)|\s)(?P<word>\w+)\s$")
_AFTER = re.compile(r"(?:['’]s)?\s(?P<word>\w+)")
# The others are mostly called after their towns: their bare name is the town's.
_OF_THEIR_OWN_NAME = frozenset(
    ["oil_field", "gas_field", "oil_gas_field", "gas_plant", "oil_station", "terminal"]
)
_SEVERAL = 2
_WINDOW = 40  # letters that hold the word before or after


def is_of_named_kin(entity: str, named: Iterable[str], gazetteer: Gazetteer) -> bool:
    """Tell whether one of the facilities named is of its type and first-level region.

    Two oil terminals of its country will do as well: who counts them means the third too. And
    of what is a part of one of them, as Green Village is of the al-Omar field, no kin is asked.
    """
    known = gazetteer.entity(entity)
    if known is None:
        return False
    named = frozenset(named)
    if any(link.link == "part_of" and link.parent in named for link in known.parents):
        return True
    if known.type not in _OF_THEIR_OWN_NAME:
        return False
    lies_in, above = gazetteer.provinces(entity), frozenset(gazetteer.ancestors(entity))
    compatriots = 0
    for other in named:
        found = gazetteer.entity(other)
        if found is None or found.type != known.type or other == entity:
            continue
        if lies_in & gazetteer.provinces(other):
            return True
        compatriots += known.type == "terminal" and not above.isdisjoint(gazetteer.ancestors(other))
    return compatriots >= _SEVERAL


def stands_as_a_name(evidence: Evidence, text: str, *, is_town: bool = False) -> bool:
    """Tell whether words are written as a name by itself: no word, no person, no speaker.

    "In Brega" means the town, if there is one; "Ras Lanuf and Brega" the terminal.
    """
    if evidence.text == evidence.text.lower():
        return False
    before = _BEFORE.search(text[max(0, evidence.start - _WINDOW) : evidence.start])
    if before and _is_capital(before["word"]) and before["stop"] is None and before.start() > 0:
        return False
    if is_town and (before is None or is_placing(fold(before["word"]))):
        return False
    after = _AFTER.match(text[evidence.end : evidence.end + _WINDOW])
    if after is None:
        return True
    word = fold(after["word"])
    return (
        not _is_capital(after["word"]) and word not in AREA_BEHIND and not LEXICON[word].bits & SAY
    )


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def of_its_stuff(targets: tuple[Target, ...], around: Surroundings) -> tuple[Target, ...]:
    """Choose the sites of what is told beside a name: of a field and a plant, the *gas* station."""
    if len(targets) == 1:
        return targets
    stuff = around.tell_stuff()
    told = tuple([t for t in targets if t.type.startswith(stuff)]) if stuff else ()
    return told if told and all(t.kind is Kind.FACILITY for t in targets) else targets
