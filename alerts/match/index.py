"""All rules, arranged so that a report touches only those it could match.

Each way to meet a rule stands under the values of one of its clauses on entities, the one whose
values fewest ways stand under yet; the other such clauses are tested only on the ways found there.
What a way asks beyond them is asked of the tree itself, as the reference does. A way without a
clause on entities is asked of every report. One task owns an index and changes it; nothing here
waits, so a reader never sees half a change.
"""

from collections.abc import Iterable
from typing import NamedTuple

from alerts.match.explain import truth_of
from alerts.match.facts import Facts
from alerts.match.normal import Conjunction, conjunctions_of
from alerts.match.truth import Truth
from alerts.model.clause import Clause, Entities, clause_of
from alerts.model.condition import Scope
from alerts.model.entity import Kind
from alerts.model.rule import Rule

# Where two clauses are equally rare: a facility is named by few reports, a country by many.
_ANCHOR_ORDER = {kind: n for n, kind in enumerate((Kind.FACILITY, Kind.ACTOR, Kind.REGION))}

_Value = tuple[Scope, str]
_WayId = tuple[str, int]


class _Way(NamedTuple):
    """What is left to ask once one of the anchor's values is there.

    `sets`: of each, one must be mentioned in its scope. `clause`: the whole tree, where that is
    not all.
    """

    sets: tuple[tuple[Scope, frozenset[str]], ...]
    clause: Clause | None


class RuleIndex:
    """Enabled rules by id, found by what a report says."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._anchors: dict[str, tuple[tuple[_Value, ...], ...]] = {}
        self._anchored: dict[_Value, dict[_WayId, _Way]] = {}
        self._adrift: dict[_WayId, _Way] = {}

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
        clause = clause_of(rule.when)
        anchors = [
            self._put_way((rule.id, number), conjunction, clause)
            for number, conjunction in enumerate(conjunctions_of(clause))
        ]
        self._rules[rule.id] = rule
        self._anchors[rule.id] = tuple(anchors)

    def _put_way(self, id_: _WayId, conjunction: Conjunction, clause: Clause) -> tuple[_Value, ...]:
        asks = clause if conjunction.residual else None
        if not conjunction.core:
            self._adrift[id_] = _Way((), clause)
            return ()
        rarest = min(conjunction.core, key=lambda e: (self._held(e), _ANCHOR_ORDER[e.kind]))
        others = (e for e in conjunction.core if e is not rarest)
        way = _Way(tuple((e.scope, frozenset(e.ids)) for e in others), asks)
        anchor = tuple((rarest.scope, value) for value in rarest.ids)
        for value in anchor:
            self._anchored.setdefault(value, {})[id_] = way
        return anchor

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        if self._rules.pop(rule_id, None) is None:
            return
        for number, anchor in enumerate(self._anchors.pop(rule_id)):
            id_ = rule_id, number
            self._adrift.pop(id_, None)
            for value in anchor:
                holders = self._anchored[value]
                del holders[id_]
                if not holders:
                    del self._anchored[value]

    def matching(self, facts: Facts) -> list[Rule]:
        """Give the rules that a report meets, in order of id."""
        found: set[str] = set()
        asked: dict[str, Clause] = {
            rule_id: way.clause for (rule_id, _), way in self._adrift.items() if way.clause
        }
        present = {scope: facts.entities(scope).keys() for scope in Scope}
        for scope in Scope:
            for entity in present[scope]:
                for (rule_id, _), way in self._anchored.get((scope, entity), _NONE).items():
                    if any(values.isdisjoint(present[of]) for of, values in way.sets):
                        continue
                    if way.clause is None:
                        found.add(rule_id)
                    else:
                        asked[rule_id] = way.clause
        for rule_id, clause in asked.items():
            if rule_id not in found and truth_of(clause, facts) is Truth.TRUE:
                found.add(rule_id)
        return [self._rules[rule_id] for rule_id in sorted(found)]

    def _held(self, leaf: Entities) -> int:
        return sum(len(self._anchored.get((leaf.scope, id_), _NONE)) for id_ in leaf.ids)


_NONE: dict[_WayId, _Way] = {}
