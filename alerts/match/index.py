"""All rules, arranged so that a report touches only those it could match.

Each way to meet a rule stands under the values of one of its clauses on entities, the one whose
values fewest ways stand under yet; the other such clauses are tested only on the ways found there.
What a way asks beyond them is asked of the tree itself, as the reference does. A way without a
clause on entities is asked of every report. One task owns an index and changes it; nothing here
waits, so a reader never sees half a change.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
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

_Anchor = tuple[Scope, tuple[str, ...]]
_WayId = tuple[str, int]


class _Way(NamedTuple):
    """What is left to ask once one of the anchor's values is there.

    Of each set one must be mentioned, in the anchor's scope (`here`) or in the other. `clause`: the
    whole tree, where that is not all.
    """

    here: tuple[frozenset[str], ...]
    there: tuple[frozenset[str], ...]
    clause: Clause | None


_Ways = dict[_WayId, _Way]
_OTHER = {Scope.PRIMARY: Scope.ANY, Scope.ANY: Scope.PRIMARY}


class RuleIndex:
    """Enabled rules by id, found by what a report says."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._anchors: dict[str, tuple[_Anchor, ...]] = {}
        self._anchored: dict[Scope, dict[str, _Ways]] = {scope: {} for scope in Scope}
        self._adrift: _Ways = {}

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

    def _put_way(self, id_: _WayId, conjunction: Conjunction, clause: Clause) -> _Anchor:
        core = conjunction.core
        if not core:
            self._adrift[id_] = _Way((), (), clause)
            return Scope.PRIMARY, ()
        rarest = min(core, key=lambda e: (self._held(e), _ANCHOR_ORDER[e.kind]))
        others = [e for e in core if e is not rarest]
        way = _Way(
            tuple(frozenset(e.ids) for e in others if e.scope is rarest.scope),
            tuple(frozenset(e.ids) for e in others if e.scope is not rarest.scope),
            clause if conjunction.residual else None,
        )
        anchored = self._anchored[rarest.scope]
        for value in rarest.ids:
            anchored.setdefault(value, {})[id_] = way
        return rarest.scope, rarest.ids

    def discard(self, rule_id: str) -> None:
        """Take a rule out, if it is there."""
        if self._rules.pop(rule_id, None) is None:
            return
        for number, (scope, values) in enumerate(self._anchors.pop(rule_id)):
            id_ = rule_id, number
            self._adrift.pop(id_, None)
            anchored = self._anchored[scope]
            for value in values:
                holders = anchored[value]
                del holders[id_]
                if not holders:
                    del anchored[value]

    def matching(self, facts: Facts) -> list[Rule]:
        """Give the rules that a report meets, in order of id."""
        found: set[str] = set()
        asked: dict[str, Clause] = {
            rule_id: way.clause for (rule_id, _), way in self._adrift.items() if way.clause
        }
        for scope, anchored in self._anchored.items():
            if anchored:
                here, there = facts.entities(scope).keys(), facts.entities(_OTHER[scope]).keys()
                _meet(anchored, here, there, found, asked)
        for rule_id, clause in asked.items():
            if rule_id not in found and truth_of(clause, facts) is Truth.TRUE:
                found.add(rule_id)
        return [self._rules[rule_id] for rule_id in sorted(found)]

    def _held(self, leaf: Entities) -> int:
        anchored = self._anchored[leaf.scope]
        return sum(len(anchored.get(id_, _NONE)) for id_ in leaf.ids)


_NONE: _Ways = {}


def _meet(
    anchored: Mapping[str, _Ways],
    here: AbstractSet[str],
    there: AbstractSet[str],
    found: set[str],
    asked: dict[str, Clause],
) -> None:
    """Put the rules whose ways are met into `found`, and those with more to ask into `asked`."""
    for entity in here:
        for (rule_id, _), (sets, others, clause) in anchored.get(entity, _NONE).items():
            for values in sets:
                if values.isdisjoint(here):
                    break
            else:
                if any(values.isdisjoint(there) for values in others):
                    continue
                if clause is None:
                    found.add(rule_id)
                else:
                    asked[rule_id] = clause
