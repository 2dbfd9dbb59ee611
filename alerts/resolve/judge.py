"""Which of the names found in a text are meant, and which are words, persons or nobody knows.

The longest name wins, so that a part of one name is never taken for another: the Deir ez-Zor
Military Council does not put a report into Deir ez-Zor. A name that is also a word counts
where a head noun of its kind stands by.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alerts.model.entity import Kind
from alerts.resolve.cues import Surroundings
from alerts.resolve.fold import Folded
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.scan import Hit, Strength, Target, with_article


@dataclass(frozen=True, slots=True)
class Reading:
    """A name and the entities it may mean; `start` and `end` are of the original text.

    `certain` is false for a name that is also a word, with no cue near by: it is meant
    only if the rest of the report says so.
    """

    start: int
    end: int
    candidates: tuple[Target, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    hit: Hit
    candidates: tuple[Target, ...]
    certain: bool


def read(folded: Folded, hits: Sequence[Hit], gazetteer: Gazetteer) -> Iterator[Reading]:
    """Give the names that are meant and those in doubt, none overlapping, in order."""
    judged = list(_judged(folded, hits, gazetteer))
    ground = _Ground(len(folded.text))
    certain = _longest((j for j in judged if j.certain), ground)
    doubtful = _longest((j for j in judged if not j.certain), ground)
    for each in sorted([*certain, *doubtful], key=lambda j: j.hit.start):
        start, end = folded.span(with_article(folded.text, each.hit.start), each.hit.end)
        yield Reading(start, end, each.candidates, each.certain)


class _Ground:
    """Which letters of a text are taken by names, and by how long ones."""

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)

    def longest(self, hit: Hit) -> int:
        """Give the length (up to 255) of the longest name that has a part of a hit."""
        return max(self._taken[hit.start : hit.end])

    def take(self, hit: Hit) -> None:
        size = hit.end - hit.start
        self._taken[hit.start : hit.end] = bytes([min(size, 255)]) * size


def _longest(judged: Iterable[_Judged], ground: _Ground) -> list[_Judged]:
    """Keep the longest of overlapping names, the first of equally long ones."""
    kept: list[_Judged] = []
    for each in sorted(judged, key=lambda j: (j.hit.start - j.hit.end, j.hit.start)):
        if not ground.longest(each.hit):
            ground.take(each.hit)
            kept.append(each)
    return kept


def _judged(folded: Folded, hits: Sequence[Hit], gazetteer: Gazetteer) -> Iterator[_Judged]:
    own = [_Judged(h, _sources_first(s), certain=True) for h in hits if (s := _strong(h))]
    yield from own
    if len(own) == len(hits):
        return
    ground = _Ground(len(folded.text))
    named = [each.hit for each in _longest(own, ground)]
    facilities = [h for h in named if any(t.kind is Kind.FACILITY for t in h.targets)]
    fences = sorted({0, len(folded.text), *(e for h in facilities for e in (h.start, h.end))})
    for hit in hits:
        if not _strong(hit) and ground.longest(hit) < hit.end - hit.start:
            yield from _judged_by_cue(folded, hit, fences, gazetteer)


def _judged_by_cue(
    folded: Folded, hit: Hit, fences: Sequence[int], gazetteer: Gazetteer
) -> Iterator[_Judged]:
    around = _surroundings(folded.text, hit, fences)
    if around.name_a_person():
        return
    cued = tuple(
        t
        for t in hit.targets
        if (entity := gazetteer.entity(t.entity)) and around.hold_a_head_of(entity)
    )
    if cued:
        yield _Judged(hit, _sources_first(cued), certain=True)
        return
    start, end = folded.span(hit.start, hit.end)
    if not folded.original[start:end].islower():
        yield _Judged(hit, hit.targets, certain=False)


def _surroundings(text: str, hit: Hit, fences: Sequence[int]) -> Surroundings:
    """Cut the surroundings where another facility is named: the head noun there is its own."""
    left = fences[max(bisect_right(fences, hit.start) - 1, 0)]
    right = fences[min(bisect_left(fences, hit.end), len(fences) - 1)]
    return Surroundings(text[left : hit.start], text[hit.end : right])


def _strong(hit: Hit) -> tuple[Target, ...]:
    return tuple(t for t in hit.targets if t.strength is not Strength.SHORT)


def _sources_first(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Who reports does not act: where a name is an outlet's and an actor's, the outlet is meant."""
    if any(t.kind is Kind.SOURCE for t in targets):
        return tuple(t for t in targets if t.kind is not Kind.ACTOR)
    return targets
