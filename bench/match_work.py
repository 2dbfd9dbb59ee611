"""Rules and reports for the matcher: values by Zipf's law, as few places make most of the news.

200 countries of 20 provinces of 10 districts, 5,000 facilities, 500 actors; for mixed rules,
100,000 words, of which rules look for 41,000 phrases. Everything is drawn from a fixed seed. Both are written as JSON lines, which every engine reads: a rule is
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

_SEVERITIES = ("minor", "moderate", "severe", "extreme")
_SEVERE, _WORDED, _DENYING, _NEAR = 0.3, 0.3, 0.1, 0.1  # the shares of mixed rules that have these
_STATED = 0.8  # the share of reports that state a severity
_WORDS, _PHRASES = 100_000, 41_000
_COMMON = 200  # words so common that nobody looks for them
_TEXT = 320  # words of a report: some 2,200 letters
_PLACED = 3  # phrases that a report has for certain

When = Mapping[str, object]


class Kind(StrEnum):
    """The shapes of rules."""

    SELECTIVE = "selective"
    SPARSE = "sparse"
    TEMPLATES = "templates"
    MIXED = "mixed"


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

    def point(self, place: str) -> tuple[float, float]:
        """Give where a district is: always the same, within a degree of others of its country."""
        country, _, rest = place.partition("-")
        middle, beside = Random(country), Random(rest)
        lat, lon = middle.uniform(-55, 65), middle.uniform(-175, 175)
        return round(lat + beside.uniform(-2, 2), 4), round(lon + beside.uniform(-2, 2), 4)

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


def reports(kind: Kind, count: int) -> Iterator[bytes]:
    """Give so many reports as JSON lines, with text, place and severity where rules ask for them."""
    world = World(_SEED + 1)
    phrases = _phrases() if kind is Kind.MIXED else []
    for _ in range(count):
        district = world.district()
        named: dict[str, object] = {
            "region": district,
            "facility": world.values("facility", world.chance.randrange(3)),
            "actor": world.values("actor", world.chance.randint(1, 2)),
        }
        yield orjson.dumps(named | (_told(world, district, phrases) if phrases else {}))


def _told(world: World, district: list[str], phrases: list[str]) -> dict[str, object]:
    lat, lon = world.point(district[-1])
    words = [_word(world.rank(_WORDS)) for _ in range(_TEXT)]
    for _ in range(_PLACED):
        words.insert(world.chance.randrange(_TEXT), phrases[world.rank(_PHRASES)])
    is_stated = world.chance.random() < _STATED
    severity = world.chance.choices(_SEVERITIES, (4, 3, 2, 1))[0] if is_stated else None
    return {"text": " ".join(words), "lat": lat, "lon": lon, "severity": severity}


def _selective(world: World) -> Callable[[], When]:
    return lambda: {kind: world.values(kind, 1) for kind in _KINDS}


def _sparse(world: World) -> Callable[[], When]:
    def draw() -> When:
        when: dict[str, object] = {}
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


def _mixed(world: World) -> Callable[[], When]:
    sparse, phrases, chance = _sparse(world), _phrases(), world.chance.random

    def draw() -> When:
        when = dict(sparse())
        if chance() < _NEAR:  # in the place of a region: who draws a circle names none
            lat, lon = world.point(world.district()[-1])
            km = world.chance.choice((5, 25, 50, 100))
            when = {key: when[key] for key in when if key != "region"}
            when["near"] = {"lat": lat, "lon": lon, "km": km}
        if chance() < _SEVERE:
            when["severity"] = {"at_least": world.chance.choice(_SEVERITIES[1:])}
        if chance() < _WORDED:
            drawn = (phrases[world.rank(_PHRASES)] for _ in range(world.chance.randint(1, 3)))
            when["words"] = list(dict.fromkeys(drawn))
        if chance() < _DENYING:
            when["not"] = {"actor": world.values("actor", world.chance.randint(1, 2))}
        return when

    return draw


def _word(number: int) -> str:
    """Give a word for a number: no two are the same, and those of small numbers are short."""
    letters = ""
    while True:
        number, letter = divmod(number, len(_SYLLABLES))
        letters += _SYLLABLES[letter]
        if not number:
            return letters
        number -= 1


def _phrases() -> list[str]:
    """Give what rules look for: a word, or, twice as often, two; none of the commonest."""
    chance = Random(_SEED)
    drawn: dict[str, None] = {}
    while len(drawn) < _PHRASES:
        words = [_word(chance.randrange(_COMMON, _WORDS)) for _ in range(chance.choice((1, 2, 2)))]
        drawn[" ".join(words)] = None
    return list(drawn)


_SYLLABLES = [c + v for c in "bdfghklmnprstvz" for v in "aeiou"]
_DRAWN: Final[Mapping[Kind, Callable[[World], Callable[[], When]]]] = {
    Kind.SELECTIVE: _selective,
    Kind.SPARSE: _sparse,
    Kind.TEMPLATES: _templates,
    Kind.MIXED: _mixed,
}
_SIZES = (COUNTRIES, PROVINCES, DISTRICTS, FACILITIES, ACTORS, TEMPLATES, _WORDS, _PHRASES)


def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / k for k in range(1, size + 1)))
