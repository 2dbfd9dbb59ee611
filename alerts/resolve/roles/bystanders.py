"""Which words name a place that nothing was done to, though something happened near by.

It is held by somebody, lies so far off, was spared, took in the hurt, is guarded better, is fed
by what was hit, was shut lest it be hit, or
is where a closed road leads.
"""

from collections.abc import Iterator

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import Span, around, clause_end, clause_start, places, whole
from alerts.resolve.roles.sentences import Sentence

_FACING = 4  # words between "opposite" and what
_SET_APART = 5  # words of a reason given first
_NOBODY = frozenset(fold("nobody kes kimse کەس کسی أحد").split())
_SHUT = tuple(
    fold(
        "girt shut closed block seal ferme bloqu أغلق اغلق بست закры перекры закри перекри"
    ).split()
)


def held(sentence: Sentence) -> Iterator[Span]:
    """Pass over who holds or runs a place; but not over a place "where a drone hit a tank"."""
    for i in places(sentence, cue.HOLD):
        start, end = around(sentence, i)
        if any(bits & cue.ATTACK for bits in sentence.cues[start:end]):
            continue
        goes_on = any(bits & (cue.EVENT | cue.BLAME) for bits in sentence.cues[end:])
        if not goes_on:
            yield start, len(sentence.words)
        elif sentence.cues[start] & cue.CLAUSE or not _is_relative(sentence, end + 1):
            yield start, end


def _is_relative(sentence: Sentence, at: int) -> bool:
    return any(bits & cue.CLAUSE for bits in sentence.cues[at : at + 1])


def far(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a distance is measured from: it only tells where the place lies."""
    quiet = not sentence.any & cue.EVENT
    for i in places(sentence, cue.DISTANCE):
        if quiet:
            yield whole(sentence)
        elif any(bits & cue.FROM for bits in sentence.cues[i + 1 : i + 6]):
            yield i, min(i + 9, clause_end(sentence, i))


def opposite(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a place only lies opposite to."""
    for i in places(sentence, cue.OPPOSITE):
        names = [at for at, name in sentence.names if name.kind is Kind.FACILITY and at > i]
        if names and names[0] - i <= _FACING:
            yield i, names[0] + 1


def spared(sentence: Sentence) -> Iterator[Span]:
    """Pass over what is named because it was not hit.

    But where an attack on it is told before, something else was spared: "drones hit the field,
    output was not affected".
    """
    for i in places(sentence, cue.SPARED):
        if i and sentence.words[i - 1] in _NOBODY:
            continue  # Sorani: "کەس زیانی بەرنەکەوت", nobody was hurt
        nearest = max((at for at, _ in sentence.names if at < i), default=-1)
        start = clause_start(sentence, nearest if nearest >= 0 else i)
        if nearest < 0:
            yield i, clause_end(sentence, i)  # Arabic says it first
        elif not _was_hit(sentence, start, nearest, i):
            yield _with_asides(sentence, start), i


def _with_asides(sentence: Sentence, start: int) -> int:
    """Take in what only a comma parts from it: "loading at X, in Y, was not interrupted"."""
    while start > 1 and sentence.cues[start - 1] & cue.BREAK:
        before = clause_start(sentence, start - 2)
        named = any(before <= at < start for at, _ in sentence.names)
        if not named or any(bits & cue.EVENT for bits in sentence.cues[before:start]):
            break
        start = before
    return start


def _was_hit(sentence: Sentence, start: int, name: int, end: int) -> bool:
    """Tell whether an attack is told before a name, or behind it in a clause of its own.

    Behind it in the same clause, it is the one that spared it: "was not hit in the strike".
    """
    joins = cue.BREAK | cue.CLAUSE | cue.AND
    told = next((i for i in range(name, end) if sentence.cues[i] & joins), name)
    return any(bits & cue.EVENT for bits in sentence.cues[start:told])


def taken(sentence: Sentence) -> Iterator[Span]:
    """Pass over where the hurt were taken to."""
    if not sentence.any & cue.VICTIM:
        return
    for i in places(sentence, cue.TAKEN):
        start, end = around(sentence, i)
        done = any(b & cue.ATTACK and not b & cue.VICTIM for b in sentence.cues[start:end])
        yield (i, end) if done else (start, end)


def guarded(sentence: Sentence) -> Iterator[Span]:
    """Pass over where more guards stand after the news, not where they answered fire."""
    for i in places(sentence, cue.GUARDED) if sentence.place else ():
        start, end = around(sentence, i)
        stop = next((at for at in places(sentence, cue.AFTER) if i < at < end), end)
        after_it = stop == end and any(b & cue.AFTER for b in sentence.cues[start:i])
        if after_it or not any(bits & cue.ATTACK for bits in sentence.cues[start:stop]):
            yield start, stop


def fed(sentence: Sentence) -> Iterator[Span]:
    """Pass over what a plant feeds or a line joins: it was not hit with it."""
    for i in places(sentence, cue.FEED):
        start, end = around(sentence, i)
        if not any(bits & cue.EVENT for bits in sentence.cues[start:end]):
            yield start if i - start <= 1 else i, end


def shut(sentence: Sentence) -> Iterator[Span]:
    """Pass over what was shut as a precaution, where no attack is told in the same breath."""
    for i in places(sentence, cue.PRECAUTION):
        start, end = around(sentence, i)
        if start == i and i:
            start = clause_start(sentence, i - 1)  # "as" joins nothing here
        elif end - start <= _SET_APART:
            end = clause_end(sentence, end)  # "Par précaution, l'extraction …"
        if not any(bits & cue.ATTACK for bits in sentence.cues[start:end]):
            yield start, end


def on_the_way(sentence: Sentence) -> Iterator[Span]:
    """Pass over where a road leads that is shut, and not shot at."""
    for i in places(sentence, cue.WAY) if sentence.place else ():
        start, end = around(sentence, i)
        clause = zip(sentence.words[start:end], sentence.cues[start:end], strict=True)
        if not any(b & cue.ATTACK and not word.startswith(_SHUT) for word, b in clause):
            leads = any(i < at < end and name.kind is not Kind.ACTOR for at, name in sentence.names)
            yield (i, end) if leads else (start, end)  # who shut it is no bystander
