"""Conditions as they are stored, read without checking them again.

They were checked when they were saved, and to do it anew would be most of the time that a process
with a million rules takes to start. So an object of plain leaves, as nearly every rule is one, becomes
a demand at once; whatever has parts or an area goes the long way, to the same end.

An id that the gazetteer has retired since (`retired`: old id to new) is read as the one that
replaced it, for no report names the old one any more.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson

from alerts.match.core import Core
from alerts.match.demands import Demand, demands_of
from alerts.match.normal import CORE, Literal
from alerts.model.clause import Circle, Entities, EventTypes, Languages, Leaf, SeverityFrom, Words
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
        elif key in _LEAVES:
            residual.append(Literal(_LEAVES[key](value, scope)))
        elif key == "not" and len(value) == 1 and (denied := next(iter(value))) in _LEAVES_DENIED:
            residual.append(Literal(_LEAVES_DENIED[denied](value[denied], scope), negated=True))
        elif key != "mention":
            return demands_of(Condition.model_validate(asked))
    if core == _NO_CORE:
        scope = Scope.PRIMARY
    return (Demand(Core(*core), scope, tuple(residual)),)


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
# What is left over of an object beside its core, each as `clause_of` makes it.
_LEAVES: Final[Mapping[str, Callable[[Any, Scope], Leaf]]] = {
    "source": _entities(Kind.SOURCE),
    "event_type": lambda types, _: EventTypes("/event_type", tuple(map(EventType, types))),
    "severity": lambda asked, _: _SEVERITIES[asked["at_least"]],
    "language": lambda tags, _: Languages("/language", tuple(tags)),
    "words": lambda phrases, _: Words("/words", tuple(phrases)),
    "near": lambda at, scope: Circle("/near", at["lat"], at["lon"], at["km"], scope),
}
_LEAVES_DENIED: Final = {**_LEAVES, **{kind.value: _entities(kind) for kind in CORE}}
