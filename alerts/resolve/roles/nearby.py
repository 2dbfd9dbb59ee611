"""The cues of the words about a name, and the script that the name is in."""

from alerts.resolve.roles.sentences import Sentence


def within(sentence: Sentence, at: int, reach: int, wanted: int) -> list[int]:
    """Give the words about a place that are one of the cues wanted."""
    first, last = max(0, at - reach), min(len(sentence.words), at + reach + 1)
    return [i for i in range(first, last) if sentence.cues[i] & wanted]


def united(sentence: Sentence, start: int, end: int) -> int:
    """Unite the cues of a few words."""
    bits = 0
    for some in sentence.cues[max(0, start) : max(0, end)]:
        bits |= some
    return bits


def is_latin(text: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    return text[:1].isascii() or "\u00c0" <= text[:1] <= "\u024f"


def is_cyrillic(text: str) -> bool:
    """Tell whether a name is written in Cyrillic letters, or begins with their quotes."""
    return "\u0400" <= text[:1] <= "\u04ff" or text[:1] in "«„"
