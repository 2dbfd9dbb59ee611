"""What is refused of a rule that is well written: what matches nothing, or everything.

Both are found out too late otherwise: a rule that can never match is silence that its owner takes
for peace, and one that always does is noise for whoever it notifies.
"""

import re
from collections.abc import Iterable, Iterator

from alerts.match.contradiction import Above, Contradictions
from alerts.match.normal import Conjunction, Literal, conjunctions_of, ways
from alerts.match.phrases import folded_phrase
from alerts.match.places import fault_of
from alerts.match.stop_words import STOP_WORDS
from alerts.match.universal import takes_nearly_all
from alerts.model.clause import (
    Clause,
    EventTypes,
    Inside,
    Leaf,
    SeverityFrom,
    Words,
    clause_of,
    leaves_of,
)
from alerts.model.condition import Condition
from alerts.model.errors import Problem
from alerts.model.rule_limits import RuleLimits, beyond_limits

_FEWEST_LETTERS = 2
_WORD = re.compile(r"[^\W_]+")


def unsound(when: Condition, limits: RuleLimits, above: Above, at: str = "") -> tuple[Problem, ...]:
    """Name what is wrong with a condition in ids; nothing, if it can be kept.

    `above` gives all entities that are named by implication wherever one is. What is too large is not looked at further.
    """
    if too_much := beyond_limits(when, limits, at):
        return too_much
    clause = clause_of(when, at)
    found = [problem for leaf in leaves_of(clause) for problem in _leaf_problems(leaf)]
    if found:
        return tuple(found)
    number = ways(clause)
    if number > limits.conjunctions:
        detail = (
            f"all and any multiply to {number} ways to match; a rule has at most "
            f"{limits.conjunctions}. Make several rules of it"
        )
        return (Problem(at, detail),)
    return _unsound_ways(clause, at, above, match_all=limits.match_all)


def _unsound_ways(clause: Clause, at: str, above: Above, *, match_all: bool) -> tuple[Problem, ...]:
    found = conjunctions_of(clause)
    for test in (_without_positive, *([] if match_all else [_always])):
        for conjunction in found:
            if (problem := test(conjunction)) is not None:
                return (problem,)
    contradictions = Contradictions(above)
    reasons = [contradictions.of(conjunction) for conjunction in found]
    told = [reason for reason in reasons if reason is not None]
    if len(told) < len(found):
        return ()
    others = f" (so is each of its {len(told)} ways to match)" if len(told) > 1 else ""
    return (Problem(told[0].pointer or at, f"can match nothing: {told[0].detail}{others}"),)


def _without_positive(conjunction: Conjunction) -> Problem | None:
    literals = list(conjunction.literals)
    if any(not literal.negated for literal in literals):
        return None
    return Problem(
        literals[0].leaf.pointer,
        "would match by what a report does not say: every way to match needs a clause that is "
        "not under not. Add a region, a facility or whatever it is about",
    )


def _always(conjunction: Conjunction) -> Problem | None:
    literals = list(conjunction.literals)
    positive = [literal.leaf for literal in literals if not literal.negated]
    if not all(map(takes_nearly_all, positive)) or any(_narrows(it, positive) for it in literals):
        return None
    return Problem(
        positive[0].pointer,
        "would match every report that tells this at all: ask for less, or add another clause",
    )


def _narrows(literal: Literal, positive: Iterable[Leaf]) -> bool:
    """Tell whether a literal takes some of what is told out again: minor, but not severe."""
    leaf = literal.leaf
    return (
        literal.negated
        and isinstance(leaf, SeverityFrom | EventTypes)
        and any(type(leaf) is type(other) for other in positive)
    )


def _leaf_problems(leaf: Leaf) -> Iterator[Problem]:
    match leaf:
        case Words():
            for place, phrase in enumerate(leaf.phrases):
                if (fault := _phrase_fault(phrase)) is not None:
                    yield Problem(f"{leaf.pointer}/{place}", fault)
        case Inside():
            for pointer, rings in leaf.area.polygons:
                if (fault := fault_of(rings)) is not None:
                    yield Problem(leaf.pointer + pointer, fault)
        case _:
            return


def _phrase_fault(phrase: str) -> str | None:
    folded = folded_phrase(phrase)
    if sum(map(str.isalnum, folded)) < _FEWEST_LETTERS:
        return f"{phrase!r} has fewer than two letters: it would stand in every text, or in none"
    if STOP_WORDS.issuperset(_WORD.findall(folded)):
        return f"{phrase!r} is in nearly every text: add a word that is not"
    return None
