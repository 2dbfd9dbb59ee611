"""What is sent and who watches: texts, and rules of which one text in a hundred meets one.

Rules are drawn as subscribers write them, over the whole gazetteer, and drawn again when they
would match. Then each watched text gets one rule of its own. So the share that matches is
known exactly, and is checked with the real resolver and matcher before anything is measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random  # noqa: TID251 - seeded, so that every run has the same work

from alerts.match.explain import primary_entities
from alerts.match.index import RuleIndex
from alerts.model.entity import Kind
from alerts.model.ids import record_id
from alerts.model.report import parse_report
from alerts.model.rule import Condition, Rule
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from bench.texts import Text, texts

SUBSCRIBERS = 100
_TEXTS = 2_000
_WATCHED_EACH = 100
_SEED = 20210712
_ID_BYTES = 16


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
    candidates_mean: float

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
    chance = Random(_SEED)  # noqa: S311 - no secret is drawn
    gazetteer = Gazetteer.load()
    written = texts(gazetteer, _TEXTS, _SEED)
    found = _entities(Resolver(gazetteer), written)
    subscribers = [_subscriber(chance) for _ in range(SUBSCRIBERS)]
    watches = dict(_watches(written, found, subscribers, chance))
    draws = _Draws(gazetteer, found, chance)
    quiet = [
        _rule(chance, subscribers[number % SUBSCRIBERS], draws.quiet())
        for number in range(rules - len(watches))
    ]
    made = Workload(
        texts=tuple(written),
        rules=(*quiet, *watches.values()),
        watches=watches,
        subscribers={s.id: s for s in subscribers},
        mentions_mean=sum(map(len, found)) / len(found),
        candidates_mean=_candidates_mean(quiet, found),
    )
    _check(made, found)
    return made


def _entities(resolver: Resolver, written: Sequence[Text]) -> list[AbstractSet[str]]:
    reports = (parse_report(text.report("1")) for text in written)
    return [primary_entities(resolver.resolve(r).mentions).keys() for r in reports]


def _subscriber(chance: Random) -> Subscriber:
    return Subscriber(_id("sub", chance), _id("dst", chance), _id("dst", chance))


def _watches(
    written: Sequence[Text],
    found: Sequence[AbstractSet[str]],
    subscribers: Sequence[Subscriber],
    chance: Random,
) -> Iterator[tuple[Text, Rule]]:
    """Give every hundredth text, or the next that differs from all others, a rule of its own."""
    gazetteer = Gazetteer.load()
    for first in range(0, len(written), _WATCHED_EACH):
        for number in range(first, first + _WATCHED_EACH):
            when = _condition(gazetteer, found[number])
            if when is not None and sum(_met(when, entities) for entities in found) == 1:
                owner = subscribers[first // _WATCHED_EACH]
                yield written[number], _rule(chance, owner, when)
                break


def _condition(gazetteer: Gazetteer, entities: AbstractSet[str]) -> Condition | None:
    """Ask for all that a text names, when it names two kinds or more."""
    by_kind = {
        kind: tuple(sorted(e for e in entities if gazetteer.kind_of(e) is kind))[:1]
        for kind in (Kind.REGION, Kind.FACILITY, Kind.ACTOR)
    }
    named = {kind.value: values for kind, values in by_kind.items() if values}
    return Condition.model_validate(named) if len(named) > 1 else None


class _Draws:
    """Conditions as people write them, drawn until one matches none of the texts."""

    def __init__(
        self, gazetteer: Gazetteer, found: Sequence[AbstractSet[str]], chance: Random
    ) -> None:
        self._found = found
        self._chance = chance
        self._ids = {
            kind: [e.id for e in gazetteer.entities() if e.kind is kind]
            for kind in (Kind.REGION, Kind.FACILITY, Kind.ACTOR)
        }

    def quiet(self) -> Condition:
        """Draw one."""
        while True:
            drawn = self._draw()
            if not any(_met(drawn, entities) for entities in self._found):
                return drawn

    def _draw(self) -> Condition:
        shape = self._chance.choices(
            ({"region": 1}, {"facility": 1}, {"region": 1, "actor": 1}, {"region": 3, "actor": 2},
             {"facility": 2, "actor": 1}),
            weights=(20, 15, 35, 15, 15),
        )[0]
        return Condition.model_validate(
            {key: self._some(Kind(key), count) for key, count in shape.items()}
        )

    def _some(self, kind: Kind, count: int) -> tuple[str, ...]:
        return tuple(self._chance.sample(self._ids[kind], count))


def _rule(chance: Random, owner: Subscriber, when: Condition) -> Rule:
    id_ = _id("rul", chance)
    return Rule(id_, owner.id, f"What {id_[-6:]} watches", when, (owner.webhook,))


def _id(prefix: str, chance: Random) -> str:
    return record_id(prefix, chance.randbytes(_ID_BYTES))


def _met(when: Condition, entities: AbstractSet[str]) -> bool:
    return all(not entities.isdisjoint(values) for _, values in when.clauses())


def _candidates_mean(rules: Sequence[Rule], found: Sequence[AbstractSet[str]]) -> float:
    """Say how many rules share an entity with a text, on the mean: near misses."""
    wanted: dict[str, int] = {}
    for rule in rules:
        for value in {v for _, values in rule.when.clauses() for v in values}:
            wanted[value] = wanted.get(value, 0) + 1
    return sum(wanted.get(e, 0) for entities in found for e in entities) / len(found)


def _check(made: Workload, found: Sequence[AbstractSet[str]]) -> None:
    index = RuleIndex.of(made.rules)
    for text, entities in zip(made.texts, found, strict=True):
        wanted = [made.watches[text].id] if text in made.watches else []
        if [rule.id for rule in index.matching(entities)] != wanted:
            raise AssertionError(f"a text matches other rules than it should: {text.title}")
