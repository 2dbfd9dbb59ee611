"""Which of the names found in a text are meant, and which are words, persons or nobody knows.

The longest name wins, so that a part of one name is never taken for another: the Deir ez-Zor
Military Council does not put a report into Deir ez-Zor. A name that is also a word counts
where a head noun of its kind stands by.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from alerts.model.entity import Kind
from alerts.resolve.cues import Surroundings, tells_an_ally
from alerts.resolve.enumerations import Enumerations, Name
from alerts.resolve.fold import Folded
from alerts.resolve.owners import tells_an_owner
from alerts.resolve.patterns import Target
from alerts.resolve.scan import Hit, with_article


class Reading(NamedTuple):
    """A name and the entities it may mean; `start` and `end` are of the text that was read.

    `certain` is false for a name that is also a word, with no cue near by: it is meant
    only if the rest of the report says so.
    """

    start: int
    end: int
    candidates: tuple[Target, ...]
    certain: bool


def read(folded: Folded, hits: Sequence[Hit]) -> Iterator[Reading]:
    """Give the names that are meant and those in doubt, none overlapping, in order."""
    strong = [Reading(h.start, h.end, _sources_first(h.strong), True) for h in hits if h.strong]
    readings = _longest(strong)
    if len(strong) < len(hits):
        shorts = list(_judged_by_cue(folded, hits, _Row(readings)))
        cued = [s for s in shorts if s.certain]
        named = _Row(_longest([*strong, *cued]) if cued else readings)
        doubtful = [s for s in shorts if not s.certain and not named.longest_at(s)]
        readings = sorted([*named.names, *_longest(doubtful)], key=_START)
    for start, end, candidates, certain in readings:
        meant = candidates
        if _may_be_region(candidates) and _is_no_place(folded.text, start, end, candidates):
            meant = tuple(t for t in candidates if t.kind is not Kind.REGION)
        if meant:
            first, last = folded.span(with_article(folded, start), end)
            yield Reading(first, last, meant, certain)


_START = attrgetter("start")
_WINDOW = 80  # letters of text given to look for a cue in


class _Row:
    """Names that do not overlap, in order."""

    def __init__(self, names: list[Reading]) -> None:
        self.names = names
        self._starts = [name.start for name in names]

    def longest_at(self, other: Reading | Hit) -> int:
        """Give the length of the longest name that has a part of another's letters."""
        at = max(bisect_right(self._starts, other.start) - 1, 0)
        longest = 0
        while at < len(self.names) and self._starts[at] < other.end:
            if self.names[at].end > other.start:
                longest = max(longest, self.names[at].end - self._starts[at])
            at += 1
        return longest


def _longest(names: Iterable[Reading]) -> list[Reading]:
    """Keep the longest of overlapping names, the first of equally long ones; in order."""
    kept: list[Reading] = []
    crowd: list[Reading] = []
    reach = 0
    for name in sorted(names, key=_START):
        if name.start >= reach:
            kept += _longest_of(crowd, reach)
            crowd = []
        crowd.append(name)
        reach = max(reach, name.end)
    return kept + _longest_of(crowd, reach)


def _longest_of(crowd: list[Reading], reach: int) -> list[Reading]:
    """Choose among names each of which overlaps another."""
    if len(crowd) <= 1:
        return crowd
    by_length = sorted(crowd, key=lambda n: (n.start - n.end, n.start))
    longest = by_length[0]
    if longest.start == crowd[0].start and longest.end == reach:  # it holds all the others
        return [longest]
    taken = bytearray(reach - crowd[0].start)
    kept: list[Reading] = []
    for name in by_length:
        start, end = name.start - crowd[0].start, name.end - crowd[0].start
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append(name)
    return sorted(kept, key=_START)


def _judged_by_cue(folded: Folded, hits: Sequence[Hit], named: _Row) -> Iterator[Reading]:
    """Judge the names that are also words; what lies within a longer name is passed over."""
    text = folded.text
    doubtful = [h for h in hits if not h.strong and named.longest_at(h) < h.end - h.start]
    if not doubtful:
        return
    enumerations = Enumerations(text, _names(named.names, doubtful))
    for hit in doubtful:
        own = Surroundings(
            text[max(0, hit.start - _WINDOW) : hit.start], text[hit.end : hit.end + _WINDOW]
        )
        if own.name_a_person():
            continue
        around = Surroundings(*enumerations.around(hit.start, _WINDOW))
        cued = tuple(
            target for target in hit.short if around.hold_a_head_of(target.kind, target.type)
        )
        if cued:
            yield Reading(hit.start, hit.end, _sources_first(cued), True)
            continue
        start, end = folded.span(hit.start, hit.end)
        if not folded.original[start:end].islower():
            yield Reading(hit.start, hit.end, hit.short, False)


def _names(named: Iterable[Reading], doubtful: Iterable[Hit]) -> list[Name]:
    """Put all names in order; of doubtful ones that overlap, the first and longest."""
    certain = [
        Name(n.start, n.end, any(t.kind is Kind.FACILITY for t in n.candidates)) for n in named
    ]
    names: list[Name] = []
    for name in sorted(
        [*certain, *(Name(h.start, h.end, False) for h in doubtful)],
        key=lambda n: (n.start, -n.end),
    ):
        if not names or name.start >= names[-1].end:
            names.append(name)
    return names


def _sources_first(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Who reports does not act: where a name is an outlet's and an actor's, the outlet is meant."""
    if len(targets) > 1 and any(t.kind is Kind.SOURCE for t in targets):
        return tuple(t for t in targets if t.kind is not Kind.ACTOR)
    return targets


def _is_no_place(text: str, start: int, end: int, candidates: tuple[Target, ...]) -> bool:
    """Tell whether a region is named only for whose side somebody is on, or whose a thing is."""
    if tells_an_ally(text, start, end):
        return True
    return any(t.type == "country" for t in candidates) and tells_an_owner(text, start, end)


def _may_be_region(candidates: tuple[Target, ...]) -> bool:
    if len(candidates) == 1:  # nearly always, and in the hottest loop
        return candidates[0].kind is Kind.REGION
    return any(t.kind is Kind.REGION for t in candidates)
