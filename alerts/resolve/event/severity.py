"""How grave an event is, on the Common Alerting Protocol's scale, by what the report says of harm.

Extreme: ten or more killed. Severe: anyone killed, ten or more wounded, or a site put out of
work or widely on fire. Moderate: anyone wounded, or damage. Minor: the report says that there
was no harm, or that the weapon was stopped. A report that says nothing of harm has no severity.
Tallies ("forty killed since January") are of other events.
"""

import re
from collections.abc import Iterable, Iterator

from alerts.model.report import Severity
from alerts.resolve.event.lexicon import Passage, Said

MANY = 10
_BEHIND = 10  # letters that a number behind a word counts as farther: "three dead and seven held"
_NEAR = 28  # letters between a number and what it counts
_DIGITS = re.compile(r"(?<![\d.,:/])\d{1,3}(?![\d.,:/]*\d)(?! ?(?:%|km|كم|км|percent))")
_NEGATED = re.compile(
    r"(?:\b(?:no|not|nobody|no one|without|neither|nor|aucun|aucune|ni|sans|нет|не|без|никто|ніхто"
    r"|немає|bê|ne|hiç)|(?<!\w)(?:دون|بدون|لا|لم|بلا|هيچ|هیچ|به بي|به بی))(?: \w+){0,2} $"
)
_PLAIN = {
    "unharmed": Severity.MINOR,
    "undamaged": Severity.MINOR,
    "foiled": Severity.MINOR,
    "outage": Severity.SEVERE,
}
_HARM = {  # of few, of many
    "killed": (Severity.SEVERE, Severity.EXTREME),
    "wounded": (Severity.MODERATE, Severity.SEVERE),
    "damage": (Severity.MODERATE, Severity.MODERATE),
}
LEAD = (
    4  # sentences: losses are told soon after what happened; later ones are often of other events
)

Told = tuple[Severity, Passage, tuple[Said, ...]]
_ORDER = list(Severity)


def severity_of(passages: Iterable[Passage]) -> Told | None:
    """Give the gravest that title and lead tell, with the words that tell it."""
    gravest: Told | None = None
    for passage in passages:
        tallied = {s.sentence for s in passage.said if s.concept == "tally"}
        for said in passage.said:
            if said.sentence >= LEAD or said.sentence in tallied:
                continue
            told = _severity(passage, said)
            if told is not None and (
                gravest is None or _ORDER.index(told[0]) > _ORDER.index(gravest[0])
            ):
                gravest = told[0], passage, told[1]
    return gravest


def _severity(passage: Passage, said: Said) -> tuple[Severity, tuple[Said, ...]] | None:
    if said.concept in _PLAIN:
        return _PLAIN[said.concept], (said,)
    if said.concept not in _HARM:
        return None
    if _NEGATED.search(passage.text[max(0, said.start - 40) : said.start]):
        return None
    few, many = _HARM[said.concept]
    if few is many:
        return few, (said,)
    number, words = _count(passage, said)
    if number == 0:
        return None
    return many if number >= MANY else few, (*words, said)


def _count(passage: Passage, said: Said) -> tuple[int, tuple[Said, ...]]:
    """Give the number nearest to a word of harm and its words; one where none is near."""
    near = [
        (_gap(said, word.start, word.end), number, word)
        for number, word in _numbers(passage, said)
        if _gap(said, word.start, word.end) <= _NEAR
    ]
    if not near:
        return 1, ()
    _, number, word = min(near)
    return number, (word,)


def _gap(said: Said, start: int, end: int) -> int:
    """Give the letters between; what stands before a word counts it rather than what follows."""
    return said.start - end if end <= said.start else start - said.end + _BEHIND


def _numbers(passage: Passage, said: Said) -> Iterator[tuple[int, Said]]:
    """Give the numbers about a word, in its sentence."""
    earliest = max(0, said.start - 2 * _NEAR)
    for found in _DIGITS.finditer(passage.text, earliest, said.end + 2 * _NEAR):
        if passage.sentence_at(found.start()) == said.sentence:
            yield int(found.group()), Said("number", *found.span(), said.sentence)
    for other in passage.said:
        if other.sentence != said.sentence:
            continue
        if other.concept == "dozens":
            yield 2 * MANY, other
        elif other.concept[0] == "n" and other.concept[1:].isdigit():
            yield int(other.concept[1:]), other
