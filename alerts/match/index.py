"""All rules, arranged so that a report touches only those it could match.

Each rule stands under the values of one of its clauses, the most selective kind it
has; the other clauses are tested only on the rules found there. One task owns an
index and changes it; nothing here waits, so a reader never sees half a change.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from alerts.model.entity import Kind
from alerts.model.rule import Rule

# A facility is named by few rules, a country by many: the first that a rule has is its anchor.
_ANCHOR_ORDER = (Kind.FACILITY, Kind.ACTOR, Kind.REGION)

_Clauses = tuple[frozenset[str], ...]


class RuleIndex:
    """Enabled rules by id, found by the entities of a report."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._others: dict[str, _Clauses] = {}
        self._anchored: dict[str, set[str]] = {}

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
        anchor, others = _split(rule)
        for value in anchor:
            self._anchored.setdefault(value, set()).add(rule.id)
        self._rules[rule.id] = rule
        self._others[rule.id] = others

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        rule = self._rules.pop(rule_id, None)
        if rule is None:
            return
        del self._others[rule_id]
        for value in _split(rule)[0]:
            holders = self._anchored[value]
            holders.discard(rule_id)
            if not holders:
                del self._anchored[value]

    def matching(self, entities: AbstractSet[str]) -> list[Rule]:
        """Give the rules that these entities satisfy, in order of id.

        `entities`: ids of the primary mentions, closed upwards (see `Resolution`).
        """
        found = {rule_id for rule_id in self._candidates(entities) if self._met(rule_id, entities)}
        return [self._rules[rule_id] for rule_id in sorted(found)]

    def _candidates(self, entities: AbstractSet[str]) -> Iterator[str]:
        for entity in entities:
            yield from self._anchored.get(entity, ())

    def _met(self, rule_id: str, entities: AbstractSet[str]) -> bool:
        return not any(values.isdisjoint(entities) for values in self._others[rule_id])


def _split(rule: Rule) -> tuple[frozenset[str], _Clauses]:
    """Give the values that a rule stands under, and its other clauses."""
    clauses = {kind: frozenset(values) for kind, values in rule.when.clauses()}
    anchor = next(kind for kind in _ANCHOR_ORDER if kind in clauses)
    return clauses[anchor], tuple(v for kind, v in clauses.items() if kind is not anchor)
