"""What a report is about, and so which of its names are news.

A place is news where something is done to it in a sentence that tells the news; the places
that hold it are news with it. Where no sentence tells of an attack or a mishap, no facility is
news: that keeps contracts, profits and menus from waking anybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from alerts.model.entity import Kind, Part, Role
from alerts.resolve.roles import behind, regions, unreal
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.background import menu_begins, spans
from alerts.resolve.roles.beside import came_to_help, is_lodged, names_a_state
from alerts.resolve.roles.claims import claimed_by_the_group, is_group
from alerts.resolve.roles.ending import belongs, ending_begins
from alerts.resolve.roles.incident import LEAD, Marked, are_killed, is_incident, within
from alerts.resolve.roles.incident import happens as happens_in
from alerts.resolve.roles.parts import doer_of, is_owner, part_of
from alerts.resolve.roles.sentences import Name, Sentence, sentences
from alerts.resolve.roles.struck import is_hit_with_a_site, is_struck
from alerts.resolve.roles.subjects import denies, tells
from alerts.resolve.roles.telling import condemns, hit_abroad, is_of_its_land, is_the_reporter
from alerts.resolve.roles.times import Told, age_of
from alerts.resolve.roles.weights import Ancestors, Weight, chosen_regions
from alerts.resolve.roles.whose import owns_one_of
from alerts.resolve.steps import Steps

Roles = Mapping[str, tuple[Role, Part | None]]

_STEP = 16  # mentions between two pauses: a millisecond or two, in the worst of sentences
_OF_COMPANIES = (Part.TARGET, Part.VICTIM, Part.RESPONDER)  # a firm fights fires, not people
_PRECEDENCE = (Part.CLAIMED, Part.ALLEGED, Part.PERPETRATOR)
READ = 20_000  # code points of a text; digests are as long, and longer texts stay cheap


def assigning(
    title: str, body: str, day: date | None, names: Sequence[Name], ancestors: Ancestors
) -> Steps[Roles]:
    """Give every entity named in a report its role, and actors their part.

    `names` are the words found in title and body; `day` is when it was published.
    """
    if all(name.kind is Kind.SOURCE for name in names):
        return {name.entity: (Role.CONTEXT, None) for name in names}
    story = _Story(names, ancestors)
    yield from story.reading(title[:READ], body[:READ], day, names)
    return story.roles()


class _Story:
    """One report, taken apart once."""

    def __init__(self, names: Sequence[Name], ancestors: Ancestors) -> None:
        self._ancestors = ancestors
        self._weights: dict[str, Weight] = {}
        self._kinds = {name.entity: name for name in reversed(names)}
        self._parts: dict[str, list[Part]] = {}
        self._habitual: set[str] = set()  # groups told to do such things again and again
        self._early: set[str] = set()  # not only named where the report ends
        self.is_incident = False

    def reading(
        self, title: str, body: str, day: date | None, names: Sequence[Name]
    ) -> Steps[None]:
        """Weigh every mention by its sentence."""
        marked: list[Marked] = []
        for lead in (1, LEAD):  # mostly the first sentence says what happened
            marked = yield from _marking(title, body, day, names, lead)
            real = [(sentence, unreal.with_unreal(sentence, marks)) for sentence, marks in marked]
            self.is_incident = is_incident(real, lead)
            if self.is_incident:
                marked = real  # of a drill or a threat, though, the place is where it was
                break
        dateline = regions.dateline(body, names)
        menu, ending = menu_begins(body), self._ending(body)
        labelled = behind.labelled(body)
        weighed = 0
        for sentence, marks in marked:
            happens = self.is_incident and happens_in(sentence, marks)
            if self.is_incident and not marks and claimed_by_the_group(sentence):
                self._claim()
            for at, name in sentence.names:
                weighed += 1
                if not weighed % _STEP:
                    yield
                weight = Weight.NONE
                if sentence.any & cue.RECALL and doer_of(sentence, at, name):
                    self._habitual.add(name.entity)
                is_there = not within(marks, at) or self._is_exempt(sentence, at, name)
                is_there = is_there and not (labelled and _is_in(name, labelled))
                if is_there and not _is_beyond(name, menu) and name not in dateline:
                    weight = self._weight(sentence, at, name, happens=happens)
                if not _is_beyond(name, ending) or belongs(sentence):
                    self._early.add(name.entity)
                self._weights[name.entity] = max(weight, self._weights.get(name.entity, weight))

    def _claim(self) -> None:
        """Take "the group" for the only one that was named till here."""
        groups = [e for e in self._weights if is_group(self._kinds[e])]
        if len(groups) == 1:
            self._parts.setdefault(groups[0], []).append(Part.CLAIMED)
            self._weights[groups[0]] = Weight.SURE

    def _ending(self, body: str) -> int:
        """Find where the report ends; it only tells sites apart, so of one site nobody asks."""
        sites = [name for name in self._kinds.values() if name.kind is Kind.FACILITY]
        return ending_begins(body) if len(sites) > 1 else len(body)

    def _is_exempt(self, sentence: Sentence, at: int, name: Name) -> bool:
        """Tell whether background still says where a court sits, or whose it is, or who was there."""
        if self.is_incident:
            owns = bool(sentence.any & cue.OWNED) and is_owner(sentence, at, name)
            return owns or (name.kind is Kind.ACTOR and self._stands_by(sentence, at, name))
        return name.kind is Kind.REGION and sentence.place < LEAD

    def _stands_by(self, sentence: Sentence, at: int, name: Name) -> bool:
        then = sentence.any & (cue.PAST | cue.EARLIER | cue.HAD)
        return is_lodged(sentence, at, name) or (not then and came_to_help(sentence, at))

    def _weight(self, sentence: Sentence, at: int, name: Name, *, happens: bool) -> Weight:
        match name.kind:
            case Kind.REGION:
                return self._of_region(sentence, at, name, happens=happens)
            case Kind.ACTOR:
                return self._of_actor(sentence, at, name, happens=happens)
            case Kind.FACILITY:
                quiet = Weight.NONE if behind.adds(sentence) else Weight.WEAK
                return Weight.FIRM if happens else quiet
            case Kind.SOURCE:
                return Weight.NONE

    def _of_region(self, sentence: Sentence, at: int, name: Name, *, happens: bool) -> Weight:
        if regions.speaks(sentence, at, name) or names_a_state(sentence, name, Kind.ACTOR):
            return Weight.NONE
        is_where = regions.is_where(sentence, at, name)
        side = regions.is_beside(sentence, at) or regions.is_a_side(name)
        if is_where and side and self._lies_elsewhere(sentence, name):
            return Weight.NONE
        if happens:
            is_hit = is_struck(sentence, at, name) or is_hit_with_a_site(sentence, at, name)
            return Weight.SURE if is_where or is_hit else Weight.FIRM
        if is_where:
            is_news = self.is_incident and are_killed(sentence, at)
            return Weight.SURE if is_news else Weight.PLACED
        deals = not self.is_incident and regions.deals(sentence, at)
        return Weight.NONE if deals else Weight.WEAK

    def _lies_elsewhere(self, sentence: Sentence, region: Name) -> bool:
        """Tell whether the sites that a sentence names are known to lie in another region."""
        sites = [name for _, name in sentence.names if name.kind is Kind.FACILITY]
        around = [{a.split("/")[0] for a in self._ancestors(site.entity)} for site in sites]
        return bool(around) and not any(region.entity.split("/")[0] in some for some in around)

    def _of_actor(self, sentence: Sentence, at: int, name: Name, *, happens: bool) -> Weight:
        if (denies(sentence) and not sentence.any & cue.BLAME) or condemns(sentence, at, name):
            return Weight.WEAK
        if is_the_reporter(sentence, at):
            return Weight.WEAK
        part = part_of(sentence, at, name) if self.is_incident else None
        if part is Part.PERPETRATOR and is_of_its_land(sentence, at, name, self._ancestors):
            part = None
        if part is None and self.is_incident and hit_abroad(sentence, at, name, self._ancestors):
            part = Part.ALLEGED
        if part is not None and (name.type != "company" or part in _OF_COMPANIES):
            self._parts.setdefault(name.entity, []).append(part)
            return Weight.SURE
        return Weight.FIRM if happens and not tells(sentence, at) else Weight.WEAK

    def roles(self) -> Roles:
        """Weigh the mentions against each other."""
        facilities = self._facilities()
        actors = self._actors(facilities)
        places = chosen_regions(
            self._of_kind(Kind.REGION), facilities, self._kinds, self._ancestors
        )
        primary = facilities | actors | places
        return {
            entity: (
                Role.PRIMARY if entity in primary else Role.CONTEXT,
                self._part(entity) if entity in actors else None,
            )
            for entity in self._weights
        }

    def _of_kind(self, kind: Kind) -> dict[str, Weight]:
        return {e: w for e, w in self._weights.items() if self._kinds[e].kind is kind}

    def _facilities(self) -> set[str]:
        """Facilities where something happens; if none, those that the report only places it at."""
        if not self.is_incident:
            return set()
        weights = self._of_kind(Kind.FACILITY)
        firm = {e for e, w in weights.items() if w >= Weight.FIRM}
        chosen = firm or {e for e, w in weights.items() if w is Weight.WEAK}
        chosen = chosen & self._early or chosen
        above = {a for e in chosen for a in self._ancestors(e)}
        return chosen | {e for e in weights if e in above}

    def _actors(self, facilities: set[str]) -> set[str]:
        """Actors with a part, and those near what happens; a company only if it was hit."""
        if not self.is_incident:
            return set()
        self._count_owners(facilities)
        if len(self._habitual) == 1 and not any(
            p in parts for parts in self._parts.values() for p in _PRECEDENCE
        ):
            (entity,) = self._habitual
            self._parts[entity] = [Part.ALLEGED]
            self._weights[entity] = Weight.SURE
        return {
            e
            for e, w in self._of_kind(Kind.ACTOR).items()
            if w is Weight.SURE or (w is Weight.FIRM and self._kinds[e].type != "company")
        }

    def _count_owners(self, facilities: set[str]) -> None:
        """Count a company as hit whose own site was, even where it only tells of it."""
        for entity, weight in self._of_kind(Kind.ACTOR).items():
            if weight and self._kinds[entity].type == "company" and owns_one_of(entity, facilities):
                self._parts.setdefault(entity, [Part.TARGET])
                self._weights[entity] = Weight.SURE

    def _part(self, entity: str) -> Part | None:
        parts = self._parts.get(entity, [])
        for part in _PRECEDENCE:
            if part in parts:
                return part
        if Part.TARGET in parts:
            return Part.TARGET if parts[0] is not Part.RESPONDER else Part.RESPONDER
        return parts[0] if parts else None


def _of(field: str, text: str, names: Sequence[Name], lead: int) -> Iterator[Sentence]:
    here = sorted((n for n in names if n.field == field and n.end <= len(text)), key=_place)
    return sentences(field, text, here, lead)


def _place(name: Name) -> tuple[int, int]:
    return name.start, -name.end


def _is_beyond(name: Name, menu: int) -> bool:
    return name.field == "/body" and name.start >= menu


def _is_in(name: Name, ranges: list[tuple[int, int]]) -> bool:
    return name.field == "/body" and within(ranges, name.start)


def _marking(
    title: str, body: str, day: date | None, names: Sequence[Name], lead: int
) -> Steps[list[Marked]]:
    """Give the sentences that may tell the news or name something, with what is background."""
    marked: list[Marked] = []
    told = Told(day, None, is_late=lead > 1)
    for field, text in (("/title", title), ("/body", body)):
        for sentence in _of(field, text, names, lead):
            if sentence.place == 0:
                is_today = told.is_today or _is_of_today(sentence)
                is_today = is_today and not sentence.any & cue.YESTERDAY
                told = told._replace(age=_older(told.age, age_of(sentence, day)), is_today=is_today)
            before = marked[-1][1] if marked else []
            marks = spans(sentence, told)
            marked.append((sentence, [*marks, *behind.goes_on(sentence, before)]))
            yield
    return marked


def _is_of_today(sentence: Sentence) -> bool:
    return bool(sentence.any & cue.SAME_DAY and sentence.any & cue.EVENT)


def _older(one: int | None, other: int | None) -> int | None:
    ages = [age for age in (one, other) if age is not None]
    return max(ages, default=None)
