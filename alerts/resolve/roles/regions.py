"""When a region named is where it happened, and when it speaks, fires, or only signs the report.

A country's name stands for its government as often as for its land; what is launched from a
region did not land there; and the dateline is where somebody wrote.
"""

import re
from collections.abc import Sequence

from alerts.model.entity import Kind
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Name, Sentence

_DATELINE_AFTER = re.compile(
    r"\s*(?:,\s?[^.,–—:\n]{1,30})?(?:\s*[(/][^)\n]{1,40}\)?)?\s*(?:[–—:]|-+\s|ـ\s|-(?=\w))"
)
_DATELINE_START = 12  # code points that may come before it
_REACH = 3
_LOCATIVE_TR = re.compile(r"['’]?(?:n?[dt][ae]|n?[dt]eki|n?[dt]aki|[dt][ae]ki)$")


def dateline(body: str, names: Sequence[Name]) -> Name | None:
    """Find the place that a body begins with as where it was written: "SULAIMANI –"."""
    for name in names:
        if name.field == "/body" and name.kind is Kind.REGION and name.start <= _DATELINE_START:
            opening = body[: name.start]
            if not re.search(r"\w", opening) and _DATELINE_AFTER.match(body, name.end):
                return name
    return None


def speaks(sentence: Sentence, at: int) -> bool:
    """Tell whether a region is not a place here: it speaks, acts, owns, or is fired from."""
    after = sentence.cues[at + 1 : at + 1 + _REACH]
    before = sentence.cues[max(0, at - _REACH) : at]
    return (
        sentence.words[at + 1 : at + 2] == ["based"]
        or _is_followed_by_speech(after)
        or _is_of_an_office(before, after)
        or _is_of_an_actor(sentence, at)
        or _is_launch_area(sentence, before)
    )


def deals(sentence: Sentence, at: int) -> bool:
    """Tell whether a region stands for those who govern it, where no attack is the news."""
    before = sentence.cues[max(0, at - _REACH) : at]
    if any(bits & (cue.BETWEEN | cue.BUSINESS) for bits in before) and not before[-1] & cue.IN:
        return True
    return at == 0 and sentence.cues[1:2] != [cue.BREAK]


def _is_followed_by_speech(after: list[int]) -> bool:
    """Lebanon said; Damascus calls; Turkey carried out."""
    return bool(after) and bool(after[0] & (cue.SAY | cue.ACTS)) and not after[0] & cue.NAME


def _is_of_an_office(before: list[int], after: list[int]) -> bool:
    """Iraq's oil ministry; правительство Сирии: the office, not the place."""
    if any(bits & cue.OFFICE for bits in after[:2]) and before[-1:] != [cue.IN]:
        return not any(bits & cue.BREAK for bits in after[:1])
    return any(bits & cue.OFFICE for bits in before[-2:]) and not before[-1] & cue.IN


def _is_of_an_actor(sentence: Sentence, at: int) -> bool:
    """Yemen's Houthi rebels; the rebels of Yemen: whence they are, not where it happened."""
    for i, name in sentence.names:
        if name.kind is Kind.ACTOR:
            if i == at + 1:
                return not sentence.cues[at - 1] & cue.IN if at else True
            if i == at - 2 and sentence.words[at - 1] in {"of", "from", "من", "из"}:
                return True
    return False


def _is_launch_area(sentence: Sentence, before: list[int]) -> bool:
    """Tell whether it was fired from there: it did not happen there."""
    has_from = any(bits & cue.FROM and not bits & cue.IN for bits in before[-2:])
    return has_from and bool(sentence.any & cue.LAUNCHED)


def is_beside(sentence: Sentence, at: int) -> bool:
    """Tell whether a place is only told to lie on a side of this one: "west of Tripoli"."""
    return any(bits & cue.SIDE for bits in sentence.cues[max(0, at - _REACH) : at])


def is_where(sentence: Sentence, at: int, name: Name) -> bool:
    """Tell whether the words put something there: "in Anbar", "Haseke'de", "Anbar province"."""
    before = sentence.cues[max(0, at - 2) : at]
    if any(bits & cue.IN for bits in before) and not before[-1] & cue.BUSINESS:
        return True
    if at and sentence.words[at - 1] in {"(", "،", ",", "a"}:
        return True  # "al-Omar, Deir ez-Zor"; "à Djeddah"
    return _LOCATIVE_TR.search(name.text) is not None
