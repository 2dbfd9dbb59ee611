"""What is sent and who watches: texts, and rules of which one text in a hundred meets one.

Rules are drawn as subscribers write them, over the whole gazetteer, and drawn again when they
would match. Then each watched text gets one rule of its own. So the share that matches is
known exactly, and is checked with the real resolver and matcher before anything is measured.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from itertools import cycle, islice
from operator import or_
from random import Random  # noqa: TID251 - seeded, so that every run has the same work
from typing import Final

from alerts.match.facts import Facts, facts_of, primary_entities
from alerts.match.index import RuleIndex
from alerts.model.condition import Condition
from alerts.model.entity import Kind
from alerts.model.ids import record_id
from alerts.model.report import parse_report
from alerts.model.rule import Rule
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from bench.texts import Text, texts

SUBSCRIBERS = 100
_TEXTS = 2_000
_WATCHED_EACH = 100
_SEED = 20210712
_ID_BYTES = 16
_KINDS = (Kind.REGION, Kind.FACILITY, Kind.ACTOR)
# Which keys a rule has, with how many values each, and how often such rules are written.
_SHAPES: Final[Mapping[tuple[tuple[Kind, int], ...], int]] = {
    ((Kind.REGION, 1),): 20,
    ((Kind.FACILITY, 1),): 15,
    ((Kind.REGION, 1), (Kind.ACTOR, 1)): 35,
    ((Kind.REGION, 3), (Kind.ACTOR, 2)): 15,
    ((Kind.FACILITY, 2), (Kind.ACTOR, 1)): 15,
}


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A tenant, its webhook and its mail address."""

    id: str
    webhook: str
    email: str


@dataclass(frozen=True, slots=True)
class Workload:
    """The texts, all rules, and the one rule that each watched text meets."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    watches: Mapping[Text, Rule]
    subscribers: Mapping[str, Subscriber]
    mentions_mean: float
    near_misses_mean: float

    @property
    def matching_percent(self) -> float:
        """Say how many of the texts match."""
        return 100 * len(self.watches) / len(self.texts)

    def mixed(self, count: int) -> Iterator[Text]:
        """Give so many texts as they come: one in a hundred matches."""
        return islice(cycle(self.texts), count)

    def matching(self, count: int) -> Iterator[Text]:
        """Give so many texts each of which matches one rule."""
        return islice(cycle(self.watches), count)


def workload(rules: int) -> Workload:
    """Write the texts and draw the rules; check what matches what."""
    chance = Random(_SEED)
    gazetteer = Gazetteer.load()
    written = texts(gazetteer, _TEXTS, _SEED)
    resolver = Resolver(gazetteer)
    read = [_facts(resolver, text) for text in written]
    found = [primary_entities(facts.mentions).keys() for facts in read]
    meeting = _Meeting(found)
    subscribers = [_subscriber(chance) for _ in range(SUBSCRIBERS)]
    watches = dict(_watches(written, found, gazetteer, meeting, subscribers, chance))
    draw = _Draw(gazetteer, chance)
    quiet = [
        _rule(chance, subscribers[number % SUBSCRIBERS], _quiet(draw, meeting))
        for number in range(rules - len(watches))
    ]
    made = Workload(
        texts=tuple(written),
        rules=(*quiet, *watches.values()),
        watches=watches,
        subscribers={s.id: s for s in subscribers},
        mentions_mean=sum(map(len, found)) / len(found),
        near_misses_mean=_near_misses_mean(quiet, found),
    )
    _check(made, read)
    return made


class _Meeting:
    """Which texts a condition meets, as the bits of a number: the first text is the lowest."""

    def __init__(self, found: Sequence[AbstractSet[str]]) -> None:
        self._naming: dict[str, int] = {}
        self._all = (1 << len(found)) - 1
        for number, entities in enumerate(found):
            for entity in entities:
                self._naming[entity] = self._naming.get(entity, 0) | 1 << number

    def of(self, when: Condition) -> int:
        """Give the texts that meet a condition."""
        met = self._all
        for _, values in when.named():
            met &= reduce(or_, (self._naming.get(value, 0) for value in values))
        return met


class _Draw:
    """Conditions as people write them."""

    def __init__(self, gazetteer: Gazetteer, chance: Random) -> None:
        self._chance = chance
        self._ids = {
            kind: [e.id for e in gazetteer.entities() if e.kind is kind] for kind in _KINDS
        }

    def __call__(self) -> Condition:
        """Draw one, over the whole gazetteer."""
        (shape,) = self._chance.choices(list(_SHAPES), weights=list(_SHAPES.values()))
        values = {k.value: tuple(self._chance.sample(self._ids[k], n)) for k, n in shape}
        return Condition.model_validate(values)


def _quiet(draw: _Draw, meeting: _Meeting) -> Condition:
    """Draw until one matches none of the texts."""
    while meeting.of(drawn := draw()):
        pass
    return drawn


def _facts(resolver: Resolver, text: Text) -> Facts:
    report = parse_report(text.report("1"))
    return facts_of(report, resolver.resolve(report), resolver.gazetteer)


def _watches(
    written: Sequence[Text],
    found: Sequence[AbstractSet[str]],
    gazetteer: Gazetteer,
    meeting: _Meeting,
    subscribers: Sequence[Subscriber],
    chance: Random,
) -> Iterator[tuple[Text, Rule]]:
    """Give every hundredth text, or the next that differs from all others, a rule of its own."""
    for first in range(0, len(written), _WATCHED_EACH):
        for number in range(first, first + _WATCHED_EACH):
            when = _condition(gazetteer, found[number])
            if when is not None and meeting.of(when) == 1 << number:
                yield written[number], _rule(chance, subscribers[first // _WATCHED_EACH], when)
                break


def _condition(gazetteer: Gazetteer, entities: AbstractSet[str]) -> Condition | None:
    """Ask for one of each kind that a text names, when it names two kinds or more."""
    named = {
        kind.value: tuple(sorted(e for e in entities if gazetteer.kind_of(e) is kind))[:1]
        for kind in _KINDS
    }
    asked = {key: values for key, values in named.items() if values}
    return Condition.model_validate(asked) if len(asked) > 1 else None


def _subscriber(chance: Random) -> Subscriber:
    return Subscriber(_id("sub", chance), _id("dst", chance), _id("dst", chance))


def _rule(chance: Random, owner: Subscriber, when: Condition) -> Rule:
    id_ = _id("rul", chance)
    return Rule(id_, owner.id, f"What {id_[-6:]} watches", when, (owner.webhook,))


def _id(prefix: str, chance: Random) -> str:
    return record_id(prefix, chance.randbytes(_ID_BYTES))


def _near_misses_mean(rules: Sequence[Rule], found: Sequence[AbstractSet[str]]) -> float:
    """Say how many rules share an entity with a text, on the mean, and do not match it."""
    wanted = Counter(v for rule in rules for _, values in rule.when.named() for v in values)
    return sum(wanted[e] for entities in found for e in entities) / len(found)


def _check(made: Workload, read: Sequence[Facts]) -> None:
    index = RuleIndex.of(made.rules)
    for text, facts in zip(made.texts, read, strict=True):
        wanted = [made.watches[text].id] if text in made.watches else []
        if index.matching(facts) != wanted:
            raise AssertionError(f"a text matches other rules than it should: {text.title}")
