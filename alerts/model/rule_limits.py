"""How much one rule may ask.

Every report is held against every rule, so what one rule costs, everybody pays. Each limit is
the operator's to set, and a rule over one is refused with the place and the number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alerts.model.condition import CLAUSE_KEYS, Condition
from alerts.model.errors import Problem

_GROUPS = {"all", "any", "not"}
_LEAVES = tuple(key for key in CLAUSE_KEYS if key not in _GROUPS)
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLimits:
    """The most of each. `conjunctions` are the ways to match that `any` and `all` multiply to.

    `match_all` lets rules through that every report may meet.
    """

    leaves: int = 64
    values: int = 1_000
    depth: int = 16
    conjunctions: int = 256
    polygon_points: int = 1_000
    phrases: int = 200
    km: float = 1_000.0
    match_all: bool = False


def beyond_limits(when: Condition, limits: RuleLimits, at: str = "") -> tuple[Problem, ...]:
    """Name what is too much of a condition, with its JSON Pointer after `at`.

    Level by level, not by recursion: what was sent may be nested deeper than any rule may be.
    """
    problems: list[Problem] = []
    leaves = 0
    level: list[tuple[str, Condition]] = [(at, when)]
    for _ in range(limits.depth + 1):
        for pointer, condition in level:
            problems += _too_many(condition, limits, pointer)
            leaves += sum(1 for _ in leaf_keys(condition))
        level = [(p + more, c) for p, one in level for more, c in one.nested()]
    if level:
        detail = f"is nested too deeply: all, any and not go at most {limits.depth} levels deep"
        problems.append(Problem(level[0][0], detail))
    if leaves > limits.leaves:
        detail = (
            f"has {leaves} clauses; a rule has at most {limits.leaves}. "
            "Give one key many values, or make several rules"
        )
        problems.append(Problem(at, detail))
    return tuple(problems[:_MOST_TOLD])


def leaf_keys(condition: Condition) -> Iterator[str]:
    """Give the keys of this object that ask something of a report themselves."""
    return (key for key in _LEAVES if getattr(condition, key) is not None)


def _too_many(condition: Condition, limits: RuleLimits, at: str) -> Iterator[Problem]:
    for key in leaf_keys(condition):
        values = getattr(condition, key)
        most = limits.phrases if key == "words" else limits.values
        if isinstance(values, Sequence) and len(values) > most:
            detail = f"has {len(values)} values; one clause has at most {most}"
            yield Problem(f"{at}/{key}", detail)
    if condition.near is not None and condition.near.km > limits.km:
        detail = (
            f"is {condition.near.km:g}; a circle has a radius of at most {limits.km:g} km. "
            "Name the regions instead"
        )
        yield Problem(f"{at}/near/km", detail)
    if condition.within is not None:
        rings = [ring for _, polygon in condition.within.polygons for ring in polygon]
        points = sum(map(len, rings))
        if points > limits.polygon_points:
            detail = f"has {points} positions; an area has at most {limits.polygon_points}"
            yield Problem(f"{at}/within/coordinates", detail)
