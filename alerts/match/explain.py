"""The reference verdict: one rule, one report, clause by clause, with the evidence.

Slow and obvious on purpose. What it says is what an alert gives as its reason, and
what the index is tested against.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.match.facts import Facts
from alerts.match.judge import NameOf, asked, judge
from alerts.match.truth import Truth, every, opposite, some
from alerts.model.alert import Because, Saw
from alerts.model.clause import AllOf, AnyOf, Clause, Not, clause_of, key_of
from alerts.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a clause, and of the parts of one that has parts.

    `because` has the reasons of a leaf that is true; `saw` what a leaf looked at.
    """

    clause: Clause
    truth: Truth
    because: tuple[Because, ...] = ()
    saw: Saw | None = None
    parts: tuple["Verdict", ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether a rule is met, with a reason for each clause that makes it so."""

    verdict: Verdict
    because: tuple[Because, ...]

    @property
    def met(self) -> bool:
        """Only what is true is met: what is unknown never alerts."""
        return self.verdict.truth is Truth.TRUE


def explain(when: Condition, facts: Facts, name_of: NameOf) -> Explanation:
    """Say whether a condition (in ids) is met by a report, and by what.

    `name_of` gives an entity's usual name.
    """
    verdict = weigh(clause_of(when), facts, name_of)
    because = tuple(_reasons(verdict)) if verdict.truth is Truth.TRUE else ()
    return Explanation(verdict, tuple(dict.fromkeys(because)))


def weigh(clause: Clause, facts: Facts, name_of: NameOf = str) -> Verdict:
    """Judge a clause and all its parts."""
    match clause:
        case AllOf() | AnyOf():
            parts = tuple(weigh(part, facts, name_of) for part in clause.parts)
            join = every if isinstance(clause, AllOf) else some
            return Verdict(clause, join(part.truth for part in parts), parts=parts)
        case Not():
            part = weigh(clause.part, facts, name_of)
            return Verdict(clause, opposite(part.truth), parts=(part,))
        case _:
            found = judge(clause, facts, name_of)
            return Verdict(clause, found.truth, found.because, found.saw)


def truth_of(clause: Clause, facts: Facts) -> Truth:
    """Give the verdict alone, looking no further than it takes."""
    match clause:
        case AllOf():
            return every(truth_of(part, facts) for part in clause.parts)
        case AnyOf():
            return some(truth_of(part, facts) for part in clause.parts)
        case Not():
            return opposite(truth_of(clause.part, facts))
        case _:
            return judge(clause, facts, str).truth


def _reasons(verdict: Verdict) -> Iterator[Because]:
    """Give why a clause is true."""
    match verdict.clause:
        case AllOf():
            for part in verdict.parts:
                yield from _reasons(part)
        case AnyOf():
            for part in verdict.parts:
                if part.truth is Truth.TRUE:
                    yield from _reasons(part)
        case Not():
            yield from _reasons_against(verdict.parts[0])
        case _:
            yield from verdict.because


def _reasons_against(verdict: Verdict) -> Iterator[Because]:
    """Give why a clause is false: what was seen in place of what is not wanted."""
    clause = verdict.clause
    match clause:
        case AllOf():
            for part in verdict.parts:
                if part.truth is Truth.FALSE:
                    yield from _reasons_against(part)
        case AnyOf():
            for part in verdict.parts:
                yield from _reasons_against(part)
        case Not():
            yield from _reasons(verdict.parts[0])
        case _:
            yield Because("not", f"{key_of(clause)}: {asked(clause)}", saw=verdict.saw)
