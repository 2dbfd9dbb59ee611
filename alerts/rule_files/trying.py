"""Whether the reports beside a rule meet it, by the very verdict that alerts come from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alerts.match.change import Change, smallest_change
from alerts.match.explain import Explanation, explain
from alerts.match.facts import facts_of
from alerts.model.condition import Condition
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.resolver import Resolver
from alerts.rule_files.checking import Example, in_ids


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a report that a rule must match, or must not.

    `changes` are the least that would make the rule match one that it must; None if none is known.
    """

    example: Example
    explanation: Explanation
    changes: tuple[Change, ...] | None = None

    @property
    def passed(self) -> bool:
        """Tell whether it is as the file says."""
        return self.explanation.met == self.example.must_match


def trials(examples: Iterable[Example], resolver: Resolver, limits: RuleLimits) -> Iterator[Trial]:
    """Try each report on its rule; the rules are without findings."""
    gazetteer = resolver.gazetteer
    meant: dict[int, Condition] = {}
    for example in examples:
        when = meant.get(id(example.rule))
        if when is None:
            when = meant[id(example.rule)] = in_ids(example.rule, gazetteer, limits)
        report = example.report
        facts = facts_of(report, resolver.resolve(report), gazetteer)
        explanation = explain(when, facts, gazetteer.name_of)
        is_missed = example.must_match and not explanation.met
        yield Trial(example, explanation, smallest_change(when, facts) if is_missed else None)
