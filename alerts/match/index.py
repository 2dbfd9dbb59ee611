"""All rules, arranged so that a report touches only those it could match.

One task owns an index and changes it; nothing here waits, so a reader never sees half a change.
"""

from collections.abc import Iterable

from alerts.match.conjunctions import ConjunctionIndex
from alerts.match.demands import demands_of
from alerts.match.facts import Facts
from alerts.match.glimpse import Glimpse
from alerts.match.sight import Sight
from alerts.model.rule import Rule


class RuleIndex:
    """Enabled rules by id, found by what a report says."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._conjunctions = ConjunctionIndex()

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "RuleIndex":
        """Make an index of these rules; disabled ones are passed over."""
        index = cls()
        for rule in rules:
            index.put(rule)
        return index

    def __len__(self) -> int:
        """Count the enabled rules."""
        return len(self._rules)

    def put(self, rule: Rule) -> None:
        """Add a rule, or replace the one of the same id. A disabled rule is taken out."""
        if not rule.enabled:
            self.discard(rule.id)
            return
        self._conjunctions.put(rule.id, demands_of(rule.when))
        self._rules[rule.id] = rule

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        self._conjunctions.discard(rule_id)
        self._rules.pop(rule_id, None)

    def could_match(self, glimpse: Glimpse) -> bool:
        """Tell whether a report meets any rule, if what is news and what is not suits the rule."""
        return bool(self._conjunctions.matching(glimpse))

    def matching(self, facts: Facts) -> list[Rule]:
        """Give the rules that a report meets, in order of id."""
        found = self._conjunctions.ids(self._conjunctions.matching(Sight(facts)))
        return [self._rules[rule_id] for rule_id in sorted(found)]
