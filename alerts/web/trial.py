"""A rule tried on the kept reports: what it would have brought.

Which reports could meet it is asked of the table of what each names, and only those are read, the
newest first and so many at most. They are held against the rule by the index that alerts are
made with.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime

from alerts.match.facts import Facts
from alerts.match.index import RuleIndex
from alerts.match.normal import conjunctions_of
from alerts.model.clause import Entities, clause_of
from alerts.model.condition import Condition
from alerts.model.entity import Resolution
from alerts.model.rule import Rule
from alerts.store.database import Database
from alerts.store.kept import KeptReport, count_since, keep_weighed, kept, naming
from alerts.web.reader import Reader

_TOGETHER = 100
_NEWEST = 10
_NEAR_MISSES = 5


@dataclass(frozen=True, slots=True)
class Tried:
    """A report that was held against the rule."""

    received_at: datetime
    facts: Facts


@dataclass(slots=True)
class Trial:
    """What came of it. `kept` reports there are, `candidates` could meet the rule, `read` were read.

    `since` is when the oldest report came that was read; None if all candidates were.
    """

    kept: int
    candidates: int
    read: int = 0
    since: datetime | None = None
    matches: int = 0
    per_day: Counter[date] = field(default_factory=Counter)
    newest: list[Tried] = field(default_factory=list)
    unmet: list[Tried] = field(default_factory=list)

    def note(self, tried: Tried, *, met: bool) -> None:
        """Take the next older report."""
        self.read += 1
        self.since = tried.received_at
        if met:
            self.matches += 1
            self.per_day[tried.received_at.date()] += 1
        shown, most = (self.newest, _NEWEST) if met else (self.unmet, _NEAR_MISSES)
        if len(shown) < most:
            shown.append(tried)


async def try_rule(
    db: Database, reader: Reader, when: Condition, since: datetime, most: int
) -> Trial:
    """Hold the reports kept since then, at most so many, against a condition in ids."""
    digests = await naming(db, since, tuple(_demanded(when)))
    trial = Trial(await count_since(db, since), len(digests))
    index = RuleIndex.of([Rule("tried", "", "", when, ())])
    for start in range(0, min(len(digests), most), _TOGETHER):
        part = digests[start : min(start + _TOGETHER, most)]
        reports = {report.digest: report for report in await kept(db, part)}
        in_order = [reports[digest] for digest in part if digest in reports]
        weighed = await asyncio.to_thread(_hold, trial, index, reader, in_order)
        await keep_weighed(db, weighed, reader.gazetteer.version)
    if trial.candidates <= most:
        trial.since = None
    return trial


def _hold(
    trial: Trial, index: RuleIndex, reader: Reader, reports: Sequence[KeptReport]
) -> list[tuple[str, Resolution]]:
    """Hold reports against the rule; give what was found out anew about them."""
    weighed: list[tuple[str, Resolution]] = []
    for report in reports:
        facts, anew = reader.kept(report)
        if anew is not None:
            weighed.append((report.digest, anew))
        trial.note(Tried(report.received_at, facts), met=bool(index.matching(facts)))
    return weighed


def _demanded(when: Condition) -> Iterator[tuple[AbstractSet[str], ...]]:
    """Give, for each way to meet a condition, sets of entities of each of which one is named."""
    for conjunction in conjunctions_of(clause_of(when)):
        yield tuple(
            frozenset(literal.leaf.ids)
            for literal in conjunction.literals
            if isinstance(literal.leaf, Entities) and not literal.negated
        )
