"""Rules and reports for the matcher: values by Zipf's law, as few places make most of the news.

200 countries of 20 provinces of 10 districts, 5,000 facilities, 500 actors. Everything is drawn
from a fixed seed. Both are written as JSON lines, which every engine reads: a rule is
`{"id", "when"}`, a report holds its values closed upwards (a district, its province, its country),
so that an engine without hierarchies does the same work as one with them.
"""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import accumulate
from random import Random  # noqa: TID251 - seeded, so that every run has the same work
from typing import Final

import orjson

COUNTRIES, PROVINCES, DISTRICTS, FACILITIES, ACTORS = 200, 20, 10, 5_000, 500
TEMPLATES = 50_000
_SEED = 20210712
_KINDS = ("region", "facility", "actor")
_ANY: Final = {"region": 0.1, "facility": 0.6, "actor": 0.6}
_MOST_VALUES: Final = ((1, 0.7), (2, 0.9), (3, 1.0))  # how many values, up to which draw

When = Mapping[str, list[str]]


class Kind(StrEnum):
    """The shapes of rules. Mixed ones, with words and places near, need the rule language."""

    SELECTIVE = "selective"
    SPARSE = "sparse"
    TEMPLATES = "templates"


class World:
    """What can be named, and how often it is."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._weights = {n: _zipf(n) for n in _SIZES}

    def rank(self, size: int) -> int:
        """Draw from `size` values; the k-th is drawn 1/k times as often as the first."""
        weights = self._weights[size]
        return bisect(weights, self.chance.random() * weights[-1])

    def district(self) -> list[str]:
        """Draw a place, and give it with all that it lies in, the widest first."""
        country = f"C{self.rank(COUNTRIES)}"
        province = f"{country}-{self.rank(PROVINCES)}"
        return [country, province, f"{province}/{self.rank(DISTRICTS)}"]

    def value(self, kind: str) -> str:
        """Draw what a rule names: of regions a country, province or district alike often."""
        if kind == "region":
            return self.chance.choice(self.district())
        return f"F{self.rank(FACILITIES)}" if kind == "facility" else f"A{self.rank(ACTORS)}"

    def values(self, kind: str, count: int) -> list[str]:
        """Draw so many different values."""
        drawn: dict[str, None] = {}
        while len(drawn) < count:
            drawn[self.value(kind)] = None
        return list(drawn)


def rules(kind: Kind, count: int) -> Iterator[bytes]:
    """Give so many rules as JSON lines; fewer are the first of more."""
    world = World(_SEED)
    draw = _DRAWN[kind](world)
    for number in range(count):
        rule_id = f"rul_{number:026x}"  # as long as the service's own
        yield orjson.dumps({"id": rule_id, "when": draw()})


def reports(count: int) -> Iterator[bytes]:
    """Give so many reports as JSON lines."""
    world = World(_SEED + 1)
    for _ in range(count):
        yield orjson.dumps(
            {
                "region": world.district(),
                "facility": world.values("facility", world.chance.randrange(3)),
                "actor": world.values("actor", world.chance.randint(1, 2)),
            }
        )


def _selective(world: World) -> Callable[[], When]:
    return lambda: {kind: world.values(kind, 1) for kind in _KINDS}


def _sparse(world: World) -> Callable[[], When]:
    def draw() -> When:
        when: When = {}
        while not when:  # a rule for everything is refused
            when = {k: _few(world, k) for k in _KINDS if world.chance.random() >= _ANY[k]}
        return when

    return draw


def _few(world: World, kind: str) -> list[str]:
    drawn = world.chance.random()
    return world.values(kind, next(count for count, below in _MOST_VALUES if drawn < below))


def _templates(world: World) -> Callable[[], When]:
    sparse = _sparse(world)
    drawn = [sparse() for _ in range(TEMPLATES)]
    return lambda: drawn[world.rank(TEMPLATES)]


_DRAWN: Final[Mapping[Kind, Callable[[World], Callable[[], When]]]] = {
    Kind.SELECTIVE: _selective,
    Kind.SPARSE: _sparse,
    Kind.TEMPLATES: _templates,
}
_SIZES = (COUNTRIES, PROVINCES, DISTRICTS, FACILITIES, ACTORS, TEMPLATES)


def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / k for k in range(1, size + 1)))
