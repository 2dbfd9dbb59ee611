"""Where the clause of a word begins and ends, by commas and the words that join clauses."""

from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.sentences import Sentence

Span = tuple[int, int]
EARLY = 3  # words: a time that stands so early is that of the whole sentence
TIME = cue.PAST | cue.EARLIER
_ASIDE = 6  # words of one: a date set apart has fewer
_TOLD = cue.EVENT | cue.BLAME | cue.CLAIM


def places(sentence: Sentence, wanted: int) -> list[int]:
    """Give the words of a sentence that are one of the cues wanted."""
    return [i for i, bits in enumerate(sentence.cues) if bits & wanted]


def whole(sentence: Sentence) -> Span:
    """Give all of a sentence."""
    return 0, len(sentence.words)


def around(sentence: Sentence, at: int) -> Span:
    """Give the clause that a word stands in: from break to break."""
    start = clause_start(sentence, at)
    return start, clause_end(sentence, at)


def clause_start(sentence: Sentence, at: int) -> int:
    """Find where the clause of a word begins: behind a break, or at a word that joins."""
    for i in range(at, 0, -1):
        bits = sentence.cues[i]
        if bits & cue.CLAUSE or (bits & cue.AFTER and i < at):
            return i
        if sentence.cues[i - 1] & cue.BREAK and sentence.words[i - 1] != ")":
            return i
        if bits & cue.JOINED and bits & (cue.EVENT | cue.HAD | TIME):
            return i
        if bits & cue.AND and (i >= at - 2 or sentence.cues[i + 1] & (cue.WEEKDAY | TIME)):
            if i < at and sentence.cues[i - 1] & sentence.cues[i + 1] & cue.NAME:
                continue  # "in Odesa and Zaporizhzhia had"
            return i
    return 0


def clause_end(sentence: Sentence, at: int) -> int:
    """Find the break that ends the clause of a word."""
    for i in range(at + 1, len(sentence.words)):
        if sentence.cues[i] & cue.BREAK:
            return i
    return len(sentence.words)


def _is_between_breaks(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether commas fence a clause off, behind which a deed or a charge goes on."""
    fenced = (
        sentence.cues[start - 1] & sentence.cues[end : end + 1][0]
        if start and sentence.cues[end : end + 1]
        else 0
    )
    return bool(fenced & cue.BREAK) and any(bits & _TOLD for bits in sentence.cues[end : end + 4])


def clause(sentence: Sentence, at: int) -> Span:
    """Give what a cue makes background: its clause on, or all where no event comes before that."""
    if at > EARLY:
        start = clause_start(sentence, at)
        end = clause_end(sentence, at)
        if sentence.cues[start] & cue.CLAUSE and any(b & _TOLD for b in sentence.cues[end:]):
            return start, end  # "the army, which has held it since 2016, answered with …"
        if end - start >= _ASIDE and _is_between_breaks(sentence, start, end):
            return start, end  # "the managers of the site, seized in 2022 by the army, accuse …"
        if start and any(bits & _TOLD for bits in sentence.cues[:start]):
            return start, len(sentence.words)
    return whole(sentence)
