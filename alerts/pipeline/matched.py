"""Reports on their way from the index, which gives ids of rules, to the rules themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.match.facts import Facts
from alerts.model.entity import Resolution
from alerts.pipeline.incoming import Incoming

_MOST_RULES = 2_000  # fetched for several reports together


@dataclass(frozen=True, slots=True)
class Matched:
    """A report that was resolved, with the ids of the rules that it meets by the index."""

    incoming: Incoming
    resolution: Resolution
    facts: Facts
    rules: Sequence[str]
    at: datetime
    expired: bool
    ms: float


def by_rules(matched: Sequence[Matched]) -> Iterator[list[Matched]]:
    """Part reports so that few rules need be at hand at one time; one report may need more."""
    some: list[Matched] = []
    rules = 0
    for one in matched:
        if some and rules + len(one.rules) > _MOST_RULES:
            yield some
            some, rules = [], 0
        some.append(one)
        rules += len(one.rules)
    if some:
        yield some
