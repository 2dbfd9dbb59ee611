"""Conditions as they are stored, read without checking them again.

They were checked when they were saved, and to do it anew would be most of the time that a process
with a million rules takes to start. So an object of plain leaves, as most rules are, becomes a demand
at once; whatever has a place or parts goes the longer way, to the same end.

An id that the gazetteer has retired since (`retired`: old id to new) is read as the one that
replaced it, for no report names the old one any more.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson

from alerts.match.core import Core
from alerts.match.demands import Demand, demand_of, demands_of
from alerts.match.normal import CORE, Literal, conjunctions_of
from alerts.model.clause import (
    AllOf,
    Circle,
    Clause,
    Entities,
    EventTypes,
    Languages,
    Leaf,
    Not,
    SeverityFrom,
    Words,
)
from alerts.model.condition import Condition, Scope
from alerts.model.entity import Kind
from alerts.model.report import EventType, Severity

_Json = dict[str, Any]


def stored_condition(when: str | bytes, retired: Mapping[str, str]) -> Condition:
    """Give a condition in ids, of the JSON that it was stored as."""
    return Condition.model_validate(_in_use(orjson.loads(when), retired))


def in_use(when: Condition, retired: Mapping[str, str]) -> Condition:
    """Give a condition in ids that are in use."""
    return stored_condition(when.model_dump_json(exclude_unset=True), retired) if retired else when


def stored_demands(when: str, retired: Mapping[str, str]) -> tuple[Demand, ...]:
    """Give the ways to meet a condition, of the JSON that it was stored as."""
    asked: _Json = _in_use(orjson.loads(when), retired)
    scope = Scope.ANY if asked.get("mention") == Scope.ANY else Scope.PRIMARY
    core: list[frozenset[str] | None] = [None, None, None]
    residual: list[Literal] = []
    for key, value in asked.items():
        if key in _CORE:
            core[_CORE[key]] = frozenset(value)
        elif key in _BESIDE:
            residual.append(Literal(_LEAVES[key](value, scope)))
        elif key == "not" and (denied := _only_leaf(value, scope)) is not None:
            residual.append(Literal(denied, negated=True))
        elif key != "mention":
            return _demands(asked, scope)
    if core == _NO_CORE:
        scope = Scope.PRIMARY
    return (Demand(Core(*core), scope, tuple(residual)),)


def _demands(asked: _Json, scope: Scope) -> tuple[Demand, ...]:
    """Give the ways to meet what has parts or a place: whoever makes demands says where these go."""
    parts: list[Clause] = []
    for key, value in asked.items():
        if key in _LEAVES:
            parts.append(_LEAVES[key](value, scope))
        elif key == "not" and (denied := _only_leaf(value, scope)) is not None:
            parts.append(Not("/not", denied))
        elif key != "mention":
            return demands_of(Condition.model_validate(asked))
    return tuple(map(demand_of, conjunctions_of(AllOf("", tuple(parts)))))


def _only_leaf(asked: _Json, scope: Scope) -> Leaf | None:
    if len(asked) > 1:
        return None
    ((key, value),) = asked.items()
    return _LEAVES[key](value, scope) if key in _LEAVES else None


def _in_use(asked: _Json, retired: Mapping[str, str]) -> _Json:
    """Put what is in use in the place of what is retired, in this object and all in it."""
    if not retired:
        return asked
    for kind in Kind:
        ids = asked.get(kind)
        if ids and not retired.keys().isdisjoint(ids):
            asked[kind] = list(dict.fromkeys(retired.get(id_, id_) for id_ in ids))
    for key in ("all", "any"):
        for part in asked.get(key, ()):
            _in_use(part, retired)
    if "not" in asked:
        _in_use(asked["not"], retired)
    return asked


def _entities(kind: Kind) -> Callable[[Any, Scope], Leaf]:
    return lambda ids, scope: Entities(f"/{kind}", kind, tuple(dict.fromkeys(ids)), scope)


_CORE: Final = {kind.value: place for place, kind in enumerate(CORE)}
_NO_CORE: Final = [None, None, None]
_SEVERITIES: Final = {severity: SeverityFrom("/severity", severity) for severity in Severity}
# Each as `clause_of` makes it.
_LEAVES: Final[Mapping[str, Callable[[Any, Scope], Leaf]]] = {
    **{kind.value: _entities(kind) for kind in Kind},
    "event_type": lambda types, _: EventTypes("/event_type", tuple(map(EventType, types))),
    "severity": lambda asked, _: _SEVERITIES[asked["at_least"]],
    "language": lambda tags, _: Languages("/language", tuple(tags)),
    "words": lambda phrases, _: Words("/words", tuple(phrases)),
    "near": lambda at, scope: Circle("/near", at["lat"], at["lon"], at["km"], scope),
}
_BESIDE: Final = _LEAVES.keys() - {*_CORE, "near"}  # what no core has a place for
