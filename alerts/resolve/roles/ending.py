"""Where the end of a report begins, and why a place that it only names there is no news.

Reports tell the news first and what it reminds of last: whoever cuts one cuts from below. So a
place first named in the last paragraph is background, however much happened to it there, unless
it is said to belong to the same news, or the report names no other.
"""

from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Sentence, start_of

_BEFORE = 2  # paragraphs or sentences: what is shorter has no end of its own
_LISTED = frozenset("•-–*·▪◾●")


def ending_begins(body: str) -> int:
    """Find where the last paragraph begins, or in one paragraph the last sentence."""
    size = len(body.rstrip())
    at = body.rfind("\n", 0, size) + 1
    if at:
        before = [line for line in body[:at].split("\n") if line.strip()]
        is_listed = body[at : at + 1] in _LISTED or body[at : at + 1].isdecimal()
        return at if len(before) >= _BEFORE and not is_listed else size
    first = at = _start(body, size - 1)
    for _ in range(_BEFORE):
        if at <= 0:
            return size
        at = _start(body, at - 1)
    return first


def _start(body: str, at: int) -> int:
    """Find where a sentence begins; a semicolon parts none here."""
    at = start_of(body, at)
    while at > 0 and body[at - 1] in ";؛":
        at = start_of(body, at - 1)
    return at


def belongs(sentence: Sentence) -> bool:
    """Tell whether a late sentence says that it tells of the same news."""
    return bool(sentence.any & (cue.ALSO | cue.SAME_DAY) and sentence.any & cue.ATTACK)
