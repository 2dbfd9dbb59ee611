"""All rules, arranged so that a report touches only those it could match.

Of a rule it holds the id and what is looked up, and no more: at a million rules their names, owners
and conditions would be most of the memory. One task owns an index and changes it; nothing here
waits, so a reader never sees half a change.
"""

from collections.abc import Iterable, Sequence

from alerts.match.conjunctions import ConjunctionIndex
from alerts.match.demands import Demand, demands_of
from alerts.match.facts import Facts
from alerts.match.glimpse import Glimpse
from alerts.match.sight import Sight
from alerts.model.rule import Rule


class RuleIndex:
    """The ids of enabled rules, found by what a report says; `conjunctions` is what finds them."""

    def __init__(self) -> None:
        self.conjunctions = ConjunctionIndex()

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "RuleIndex":
        """Make an index of these rules; disabled ones are passed over."""
        index = cls()
        index.put_all((rule.id, demands_of(rule.when)) for rule in rules if rule.enabled)
        return index

    def __len__(self) -> int:
        """Count the rules."""
        return len(self.conjunctions)

    def put_all(self, rules: Iterable[tuple[str, Sequence[Demand]]]) -> None:
        """Add rules by the ways to meet them, or give those of these ids others."""
        for rule_id, demands in rules:
            self.conjunctions.put(rule_id, demands)

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        self.conjunctions.discard(rule_id)

    def could_match(self, glimpse: Glimpse) -> bool:
        """Tell whether a report meets any rule, if what is news and what is not suits the rule."""
        return bool(self.conjunctions.matching(glimpse))

    def matching(self, facts: Facts) -> list[str]:
        """Give the ids of the rules that a report meets, in order."""
        return sorted(self.conjunctions.ids(self.conjunctions.matching(Sight(facts))))
