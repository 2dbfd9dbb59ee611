"""All rules, arranged so that a report touches only those it could match.

Each rule stands under the values of one of its clauses, the one whose values fewest rules
stand under yet; the other clauses are tested only on the rules found there. One task owns
an index and changes it; nothing here waits, so a reader never sees half a change.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from alerts.model.entity import Kind
from alerts.model.rule import Rule

# Where two clauses are equally rare: a facility is named by few reports, a country by many.
_ANCHOR_ORDER = (Kind.FACILITY, Kind.ACTOR, Kind.REGION)

_Clauses = tuple[frozenset[str], ...]


class RuleIndex:
    """Enabled rules by id, found by the entities of a report."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._anchors: dict[str, frozenset[str]] = {}
        self._anchored: dict[str, dict[str, _Clauses]] = {}

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
        self.discard(rule.id)
        if not rule.enabled:
            return
        clauses = {kind: frozenset(values) for kind, values in rule.when.clauses()}
        rarest = min(
            (k for k in _ANCHOR_ORDER if k in clauses), key=lambda k: self._held(clauses[k])
        )
        anchor = clauses.pop(rarest)
        others = tuple(clauses.values())
        for value in anchor:
            self._anchored.setdefault(value, {})[rule.id] = others
        self._rules[rule.id] = rule
        self._anchors[rule.id] = anchor

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        if self._rules.pop(rule_id, None) is None:
            return
        for value in self._anchors.pop(rule_id):
            holders = self._anchored[value]
            del holders[rule_id]
            if not holders:
                del self._anchored[value]

    def matching(self, entities: AbstractSet[str]) -> list[Rule]:
        """Give the rules that these entities satisfy, in order of id.

        `entities`: ids of the primary mentions, closed upwards (see `Resolution`).
        """
        found: set[str] = set()
        for entity in entities:
            for rule_id, others in self._anchored.get(entity, _NONE).items():
                for values in others:
                    if values.isdisjoint(entities):
                        break
                else:
                    found.add(rule_id)
        return [self._rules[rule_id] for rule_id in sorted(found)]

    def _held(self, values: frozenset[str]) -> int:
        return sum(len(self._anchored.get(value, _NONE)) for value in values)


_NONE: dict[str, _Clauses] = {}
