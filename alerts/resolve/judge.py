"""Which of the names found in a text are meant, and which are words, persons or nobody knows.

The longest name wins, so that a part of one name is never taken for another: the Deir ez-Zor
Military Council does not put a report into Deir ez-Zor. A name that is also a word counts
where a head noun of its kind stands by.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from alerts.model.entity import Kind
from alerts.resolve.capitals import opens_as_a_word
from alerts.resolve.cues import Surroundings, is_no_site, is_placing, is_saying, tells_an_ally
from alerts.resolve.enumerations import LONGEST_GAP, Enumerations, Name
from alerts.resolve.fold import Folded
from alerts.resolve.kin import of_its_stuff
from alerts.resolve.owners import tells_an_owner
from alerts.resolve.patterns import Target
from alerts.resolve.scan import Hit, with_article


class Reading(NamedTuple):
    """A name and the entities it may mean; `start` and `end` are of the folded text.

    `certain` is false for a name that is also a word, with no cue near by: it is meant
    only if the rest of the report says so.
    """

    start: int
    end: int
    candidates: tuple[Target, ...]
    certain: bool


def read(folded: Folded, hits: Sequence[Hit]) -> list[Reading]:
    """Give the names that are meant and those in doubt, none overlapping, in order."""
    strong = [Reading(h.start, h.end, _sources_first(h.strong), True) for h in hits if h.strong]
    readings = _longest(strong)
    if any(h.short for h in hits):
        readings = _with_words(folded, hits, strong, readings)
    if len(readings) < len(strong):
        readings = _with_owners(strong, readings, folded.text)
    text = folded.text
    found: list[Reading] = []
    for start, end, candidates, is_certain in readings:
        meant, certain = candidates, is_certain
        if _have(candidates, Kind.REGION) and _is_no_place(text, start, end, candidates):
            meant = tuple([t for t in candidates if t.kind is not Kind.REGION])
        first = candidates[0]
        if first.kind is Kind.FACILITY and is_no_site(text, start, end, first.type, readings):
            meant = ()
        elif first.form and opens_as_a_word(folded, start, end, first):
            certain = any(_is_other_firm(r, end, first.entity) for r in readings)
        if meant:
            found.append(Reading(start, end, meant, certain))
    return found


def placed(folded: Folded, reading: Reading) -> tuple[int, int]:
    """Give the code points of the text that was folded which a reading is of, article and all."""
    return folded.span(with_article(folded, reading.start), reading.end)


def _is_other_firm(name: Reading, end: int, entity: str) -> bool:
    """Tell whether another company is named soon after: "Shell and TotalEnergies"."""
    firm = name.candidates[0]
    is_near = end < name.start <= end + _WINDOW
    return is_near and firm.type == "company" and firm.entity != entity


def _with_owners(strong: Sequence[Reading], readings: list[Reading], text: str) -> list[Reading]:
    """Add the army or the company that a site's name begins or ends with: "US base at Conoco"."""
    sites = [
        r for r in readings if _have(r.candidates, Kind.FACILITY) and " " in text[r.start : r.end]
    ]
    owners = [
        actor
        for site in sites
        for actor in strong
        if site.start <= actor.start and actor.end <= site.end
        if actor.end - actor.start < site.end - site.start
        if (actor.start == site.start or actor.end == site.end)
        if _is_owner(actor, text)
    ]
    return sorted([*readings, *_longest(owners)], key=_START) if owners else readings


def _is_owner(actor: Reading, text: str) -> bool:
    """Tell whether a name within a site's is that of who owns it: a firm's, or an army's in full."""
    if len(actor.candidates) != 1 or actor.candidates[0].kind is not Kind.ACTOR:
        return False
    kind = actor.candidates[0].type
    return kind == "company" or (kind in _ARMIES and " " in text[actor.start : actor.end])


def _with_words(
    folded: Folded, hits: Sequence[Hit], strong: list[Reading], readings: list[Reading]
) -> list[Reading]:
    """Add to the strong names (and the longest of them) those that are also words."""
    shorts = _judged_by_cue(folded, hits, _Row(readings))
    if not shorts:
        return readings
    cued = [s for s in shorts if s.certain]
    towns = {(h.start, h.end) for h in hits if h.strong}
    sites = [r for r in (*cued, *strong) if _have(r.candidates, Kind.FACILITY)]
    # "The city of Sweida" is the one that is called so, and no village that may be.
    cued = [c for c in cued if (c.start, c.end) not in towns or _is_other(c, sites, folded.text)]
    # Cued ones first: of a town and the substation called after it, its head noun decides.
    named = _Row(_longest([*cued, *strong]) if cued else readings)
    doubtful = [s for s in shorts if not s.certain and not named.longest_at(s)]
    return sorted([*named.names, *_longest(doubtful)], key=_START)


def _is_other(name: Reading, sites: Sequence[Reading], text: str) -> bool:
    """Tell whether no town is meant, nor is its head another's: "the Lanaz refinery in Erbil"."""
    return not _is_place(name.candidates) and not any(
        other.end < name.start <= other.end + _GAP and is_placing(text[other.end : name.start])
        for other in sites
    )


_START = attrgetter("start")
_GAP = 30  # letters that hold a head noun and "in"
_ARMIES = frozenset(["state_forces", "coalition"])
_TOWNS = frozenset(["town", "admin1", "admin2"])
_NO_CASE = "\u0590"  # from Hebrew on, hardly a script has capitals, and none a folded name is in
_WINDOW = 80  # letters of text given to look for a cue in
_BESIDE = 30  # letters that hold a place's, which stands right by it


class _Row:
    """Names that do not overlap, in order."""

    def __init__(self, names: list[Reading]) -> None:
        self.names = names
        self._starts = [name.start for name in names]

    def longest_at(self, other: Reading | Hit) -> int:
        """Give the length of the longest name that has a part of another's letters."""
        if not self.names:
            return 0
        start, end = other.start, other.end
        at = max(bisect_right(self._starts, start) - 1, 0)
        longest = 0
        while at < len(self.names) and self._starts[at] < end:
            name = self.names[at]
            if name.end > start:
                longest = max(longest, name.end - name.start)
            at += 1
        return longest


class _Spacing:
    """Which names can share a head noun with others: one that is alone is in no row."""

    def __init__(self, named: Sequence[Reading], doubtful: Sequence[Hit]) -> None:
        both: list[Reading | Hit] = [*named, *doubtful]
        self._starts = sorted([name.start for name in both])
        self._ends = sorted([name.end for name in both])
        self._sites = [(r.start, r.end) for r in named if _have(r.candidates, Kind.FACILITY)]

    def is_alone(self, start: int, end: int) -> bool:
        """Tell whether nothing is in a row with a name, or fences off the cues for it."""
        begun = bisect_right(self._starts, end + LONGEST_GAP)
        if begun - bisect_left(self._ends, start - LONGEST_GAP) != 1:
            return False
        first, last = start - _WINDOW, end + _WINDOW
        return all(site_end < first or last < begins for begins, site_end in self._sites)


def _longest(names: list[Reading]) -> list[Reading]:
    """Keep the longest of overlapping names, the first of equally long ones; in order."""
    if len(names) <= 1:
        return names
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


def _judged_by_cue(folded: Folded, hits: Sequence[Hit], named: _Row) -> list[Reading]:
    """Judge the names that are also words; what lies within a longer name is passed over."""
    text = folded.text
    doubtful = [h for h in hits if h.short and _is_open(h, named.longest_at(h))]
    if not doubtful:
        return []
    spacing = _Spacing(named.names, doubtful)
    enumerations: Enumerations | None = None
    judged: list[Reading] = []
    for start, end, strong, short in doubtful:
        reach = _WINDOW if strong or not _is_place(short) else _BESIDE
        around = Surroundings(text[max(0, start - reach) : start], text[end : end + reach])
        if around.name_a_person():
            continue
        owned = tuple([t for t in short if around.hold_an_american(t.type)]) if strong else ()
        if owned:
            judged.append(Reading(start, end, owned, True))
            continue
        if not spacing.is_alone(start, end):
            if enumerations is None:
                enumerations = Enumerations(text, _names(named.names, doubtful))
            around = Surroundings(*enumerations.around(start, reach), enumerations.lends(start))
        is_meant = around.make_a_name_of if strong else around.hold_a_head_of
        cued = tuple([t for t in short if is_meant(t.kind, t.type)])
        if cued:
            cued = of_its_stuff(cued, around)
            judged.append(Reading(start, end, _sources_first(cued), True))
            continue
        if strong:
            continue  # the town, which is among the names already
        if text[start] >= _NO_CASE or not folded.is_lower(start, end):
            judged.append(Reading(start, end, short, False))
    return judged


def _is_open(hit: Hit, longest: int) -> bool:
    """Tell whether what is meant is left to cues: no longer name has the words, and no equal.

    Of a town and a facility called after it, though, both have the name.
    """
    if not hit.strong:
        return longest < hit.end - hit.start
    return longest <= hit.end - hit.start and _is_town(hit.strong)


def _names(named: Iterable[Reading], doubtful: Iterable[Hit]) -> list[Name]:
    """Put all names in order; of doubtful ones that overlap, the first and longest."""
    found = [Name(n.start, n.end, _have(n.candidates, Kind.FACILITY)) for n in named]
    found += [Name(h.start, h.end, False) for h in doubtful]
    found.sort(key=_first_and_longest)
    names: list[Name] = []
    reach = 0
    for name in found:
        if name.start >= reach:
            names.append(name)
            reach = name.end
    return names


def _first_and_longest(name: Name) -> tuple[int, int]:
    return name.start, -name.end


def _sources_first(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Who reports does not act: where a name is an outlet's and an actor's, the outlet is meant."""
    if len(targets) > 1 and _have(targets, Kind.SOURCE):
        return tuple([t for t in targets if t.kind is not Kind.ACTOR])
    return targets


def _is_town(targets: tuple[Target, ...]) -> bool:
    """Tell whether all are towns, or provinces, which are called after theirs."""
    return all(t.type in _TOWNS for t in targets)


def _is_no_place(text: str, start: int, end: int, candidates: tuple[Target, ...]) -> bool:
    """Tell whether a region is named only for whose side somebody is on, or whose a thing is."""
    if tells_an_ally(text, start, end) or is_saying(text, start):
        return True
    return any(t.type == "country" for t in candidates) and tells_an_owner(text, start, end)


def _is_place(targets: tuple[Target, ...]) -> bool:
    """Tell whether a region alone is in question."""
    return len(targets) == 1 and targets[0].kind is Kind.REGION


def _have(targets: tuple[Target, ...], kind: Kind) -> bool:
    """Tell whether one is of a kind; a plain loop, as nearly always there is but one."""
    for target in targets:  # noqa: SIM110 - `any` takes three times as long
        if target.kind is kind:
            return True
    return False
