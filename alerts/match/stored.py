"""Conditions as they are stored, read without checking them again.

They were checked when they were saved, and to do it anew would be most of the time that a process
with a million rules takes to start. So an object of plain leaves, as most rules are, becomes a demand
at once; whatever has parts, an area, or a circle and a region goes the longer way, to the same end.

An id that the gazetteer has retired since (`retired`: old id to new) is read as the one that
replaced it, for no report names the old one any more.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson

from alerts.match.checks import (
    Check,
    for_entities,
    for_event_types,
    for_languages,
    for_severity,
    for_words,
)
from alerts.match.core import EVERYTHING, Core, Values
from alerts.match.demands import Demand, demands_of
from alerts.match.lookups import NONE, lookups
from alerts.model.clause import Circle
from alerts.model.condition import Condition, Scope
from alerts.model.entity import Kind

_Json = dict[str, Any]

_PRIMARY, _ANY = Scope.PRIMARY, Scope.ANY  # for to look one up in its enumeration is a call


def stored_condition(when: str | bytes, retired: Mapping[str, str]) -> Condition:
    """Give a condition in ids, of the JSON that it was stored as."""
    return Condition.model_validate(_in_use(orjson.loads(when), retired))


def in_use(when: Condition, retired: Mapping[str, str]) -> Condition:
    """Give a condition in ids that are in use."""
    return stored_condition(when.model_dump_json(exclude_unset=True), retired) if retired else when


def stored_demands(when: str, retired: Mapping[str, str]) -> tuple[Demand, ...]:
    """Give the ways to meet a condition, of the JSON that it was stored as."""
    asked: _Json = _in_use(orjson.loads(when), retired)
    scope = _ANY if "mention" in asked and asked["mention"] == _ANY else _PRIMARY
    where: Values | Circle | None = None
    facility: Values | None = None
    actor: Values | None = None
    checks: list[Check] = []
    for key, value in asked.items():
        match key:
            case "region":
                where = frozenset(value)
            case "facility":
                facility = frozenset(value)
            case "actor":
                actor = frozenset(value)
            case "near" if "region" not in asked:  # which has the same place in a core
                where = Circle("", value["lat"], value["lon"], value["km"], scope)
            case "not" if len(value) == 1 and (denied := next(iter(value))) in _CHECKS:
                checks.append(_CHECKS[denied](value[denied], scope, True))
            case "mention":
                pass
            case _ if key in _CHECKS:
                checks.append(_CHECKS[key](value, scope, False))
            case _:
                return demands_of(Condition.model_validate(asked))
    core = Core(where, facility, actor)
    adrift = core == EVERYTHING
    beyond = lookups(checks, adrift=adrift) if checks else NONE
    return (Demand(core, _PRIMARY if adrift else scope, beyond),)


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


def _entities(kind: Kind) -> Callable[[Any, Scope, bool], Check]:
    return lambda ids, scope, denied: for_entities(kind, ids, scope, denied=denied)


_CHECKS: Final[Mapping[str, Callable[[Any, Scope, bool], Check]]] = {
    **{kind.value: _entities(kind) for kind in Kind},
    "event_type": lambda types, _, denied: for_event_types(types, denied=denied),
    "severity": lambda asked, _, denied: for_severity(asked["at_least"], denied=denied),
    "language": lambda tags, _, denied: for_languages(tags, denied=denied),
    "words": lambda phrases, _, denied: for_words(phrases, denied=denied),
}
