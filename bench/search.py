"""How well and how fast a name is found while somebody types it, over the whole gazetteer.

`python -m bench.search [--json]`: names of the gazetteer with one slip of the finger each, and
the beginnings of names, by turns; the same ones each time.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from random import Random  # noqa: TID251 - seeded, so that every run has the same work
from time import thread_time

from alerts.resolve.gazetteer import Gazetteer
from alerts.wiring import chance
from bench.machine import load_average, machine
from bench.rows import Row, shown_as

_QUERIES = 600
_SEED = 7
_SHORTEST = 5  # letters; of shorter names a slip makes another one
_BEGUN = (1, 2, 4)  # letters typed so far
_ASKED = 50  # as many as the API gives when nobody says how many
_TOP = 5
Query = tuple[str, str]  # what is typed, and the entity that is meant


def main() -> None:
    """Print the figures, one row a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    show = shown_as(as_json=parser.parse_args().json)
    show(machine())
    gazetteer = Gazetteer.load()
    began = chance.ticks()
    gazetteer.search("a", None, 1)
    show({"row": "index", "build_s": chance.ticks() - began})
    names = [
        (name, entity.id)
        for entity in gazetteer.entities()
        for listed in entity.names.values()
        for name in listed
        if len(name) >= _SHORTEST
    ]
    random = Random(_SEED)
    drawn = random.sample(names, _QUERIES)
    show(_measured("typos", [(_slipped(name, random), meant) for name, meant in drawn], gazetteer))
    for size in _BEGUN:
        begun = [(name[:size], meant) for name, meant in drawn]
        show(_measured(f"first {size} letters", begun, gazetteer))


def _slipped(name: str, random: Random) -> str:
    """Leave a letter out, double one, change one, or swap two."""
    at = random.randrange(1, len(name) - 1)
    before, here, there, after = name[:at], name[at], name[at + 1], name[at + 2 :]
    slips: Sequence[Callable[[], str]] = (
        lambda: before + there + after,
        lambda: before + here + here + there + after,
        lambda: before + random.choice(name) + there + after,
        lambda: before + there + here + after,
    )
    return random.choice(slips)()


def _measured(of: str, queries: Sequence[Query], gazetteer: Gazetteer) -> Row:
    """Search for each; CPU time of this thread, so that what else runs is not in it."""
    took: list[float] = []
    places: list[int | None] = []
    for typed, meant in queries:
        began = thread_time()
        found = [entity.id for entity in gazetteer.search(typed, None, _ASKED)]
        took.append((thread_time() - began) * 1e3)
        places.append(found.index(meant) if meant in found else None)
    took.sort()
    return {
        "row": "search",
        "of": of,
        "queries": len(queries),
        "p50_ms": took[len(took) // 2],
        "p99_ms": took[len(took) * 99 // 100],
        "max_ms": took[-1],
        "first": _share(place == 0 for place in places),
        f"first_{_TOP}": _share(place is not None and place < _TOP for place in places),
        "found": _share(place is not None for place in places),
        "load_average": load_average(),
    }


def _share(each: Iterator[bool]) -> float:
    told = list(each)
    return sum(told) / len(told)


if __name__ == "__main__":
    main()
