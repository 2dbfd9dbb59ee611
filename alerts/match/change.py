"""The least that would have to change in a rule for a report to meet it.

Of all ways to meet the rule the one with the fewest clauses that fail is taken, and for each of
those the smallest step: a radius as wide as it was far, background let in, a severity lower, a
value more, or one less under `not`. What is proposed has been tried on the report, and is a rule
that may be kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

import orjson

from alerts.match.explain import truth_of
from alerts.match.facts import Facts
from alerts.match.judge import judge, takes_in
from alerts.match.normal import Conjunction, Literal, conjunctions_of
from alerts.match.phrases import evidence_of
from alerts.match.places import distance_km
from alerts.match.truth import Truth
from alerts.model.clause import (
    Circle,
    Entities,
    EventTypes,
    Inside,
    Languages,
    Leaf,
    SeverityFrom,
    Words,
    clause_of,
    leaves_of,
)
from alerts.model.condition import Condition, Scope
from alerts.model.report import Severity

_MOST_TRIED = 8
_ROUNDED = 1  # decimals of a radius in km
_GRAVITY = list(Severity)
Value = object


@dataclass(frozen=True, slots=True)
class Change:
    """What to write at a JSON Pointer of the condition.

    None is to leave the key out, and the `not` about it if nothing else is in it.
    """

    pointer: str
    to: Value
    text: str


def smallest_change(
    when: Condition, facts: Facts, may_be_kept: Callable[[Condition], bool] = lambda _: True
) -> tuple[Change, ...] | None:
    """Give changes that together make a report meet a condition in ids; None if none are known."""
    clause = clause_of(when)
    truths = {leaf.pointer: judge(leaf, facts, str).truth for leaf in leaves_of(clause)}
    failing = [_failing(conjunction, truths) for conjunction in conjunctions_of(clause)]
    tried = [_changes(literals, facts) for literals in sorted(failing, key=len)[:_MOST_TRIED]]
    for proposed in sorted((one for one in tried if one is not None), key=len):
        changed = changed_by(when, proposed)
        if changed is not None and is_met(changed, facts) and may_be_kept(changed):
            return proposed
    return None


def is_met(when: Condition, facts: Facts) -> bool:
    """Tell whether a report meets a condition."""
    return truth_of(clause_of(when), facts) is Truth.TRUE


def changed_by(when: Condition, changes: Sequence[Change]) -> Condition | None:
    """Give the condition as changed; None where nothing sound is left of it."""
    written: Any = orjson.loads(when.model_dump_json())
    for change in changes:
        _write(written, change.pointer.split("/")[1:], change.to)
    try:
        return Condition.model_validate_json(orjson.dumps(written), strict=True)
    except ValueError:
        return None


def _write(at: Any, path: Sequence[str], to: Value) -> None:
    """Write a value where a path leads; a `not` of which nothing is left goes too."""
    step, *rest = path
    if rest:
        place = int(step) if isinstance(at, list) else step
        _write(at[place], rest, to)
        if step == "not" and not at[place].keys() - {"mention"}:
            del at[place]
    elif to is None:
        at.pop(step, None)
    else:
        at[step] = to


def _failing(conjunction: Conjunction, truths: Mapping[str, Truth]) -> list[Literal]:
    return [
        literal
        for literal in conjunction.literals
        if truths[literal.leaf.pointer] is not (Truth.FALSE if literal.negated else Truth.TRUE)
    ]


def _changes(literals: Iterable[Literal], facts: Facts) -> tuple[Change, ...] | None:
    """Give a change for each literal, one that serves several once; None where one has none."""
    changes: list[Change] = []
    for literal in literals:
        change = _change_of(literal, facts)
        if change is None:
            return None
        if change not in changes:
            changes.append(change)
    return tuple(changes)


def _change_of(literal: Literal, facts: Facts) -> Change | None:
    leaf = literal.leaf
    return _narrowed(leaf, facts) if literal.negated else _widened(leaf, facts)


def _widened(leaf: Leaf, facts: Facts) -> Change | None:
    """Make a clause ask for less, so that the report meets it."""
    match leaf:
        case Entities():
            return _more_entities(leaf, facts)
        case EventTypes():
            return _added(leaf, leaf.types, facts.event.event_type)
        case Languages():
            return _added(leaf, leaf.tags, facts.report.language)
        case SeverityFrom():
            return _less_grave(leaf, facts.event.severity)
        case Circle():
            return _wider(leaf, facts)
        case Words() | Inside():
            return None
        case _:
            assert_never(leaf)


def _less_grave(leaf: SeverityFrom, told: Severity | None) -> Change | None:
    if told is None:
        return None
    return Change(leaf.pointer, {"at_least": told.value}, f"ask for severity at least {told}")


def _more_entities(leaf: Entities, facts: Facts) -> Change | None:
    if leaf.scope is Scope.PRIMARY and any(
        id_ in facts.all and facts.all[id_].kind is leaf.kind for id_ in leaf.ids
    ):
        at = leaf.pointer.rpartition("/")[0]
        return Change(f"{at}/mention", "any", "let background count too: mention any")
    seen = [m for m in facts.entities(leaf.scope).values() if m.kind is leaf.kind]
    seen.sort(key=lambda mention: mention.via is not None)
    return _added(leaf, leaf.ids, seen[0].entity) if seen else None


def _added(leaf: Leaf, values: Sequence[str], value: str | None) -> Change | None:
    if value is None:
        return None
    return Change(leaf.pointer, [*map(str, values), str(value)], f"add {value}")


def _wider(leaf: Circle, facts: Facts) -> Change | None:
    reach = min(
        (max(distance_km(leaf, s), s.precision_km) for s in facts.sites_of(leaf.scope)),
        default=None,
    )
    if reach is None:
        return None
    step = 10.0**-_ROUNDED
    km = round(reach + step / 2, _ROUNDED)
    return _of_radius(leaf, km if km >= reach else round(km + step, _ROUNDED))


def _of_radius(leaf: Circle, km: float) -> Change:
    to = {"lat": leaf.lat, "lon": leaf.lon, "km": km}
    return Change(leaf.pointer, to, f"a radius of {km:g} km")


def _narrowed(leaf: Leaf, facts: Facts) -> Change:
    """Make a clause under `not` ask for more, so that the report is known not to meet it.

    Of what the report does not tell nothing is known: then only to leave the clause out helps.
    """
    match leaf:
        case Entities():
            seen = facts.entities(leaf.scope)
            doubtful = facts.doubtful
            return _without(leaf, leaf.ids, [i for i in leaf.ids if i in seen or i in doubtful])
        case EventTypes():
            told = facts.event.event_type
            return _without(leaf, leaf.types, [told] if told in leaf.types else [])
        case Languages():
            spoken = facts.report.language or ""
            return _without(leaf, leaf.tags, [t for t in leaf.tags if takes_in(t, spoken)])
        case Words():
            found = [p for p in leaf.phrases if _stands(p, facts)]
            return _without(leaf, leaf.phrases, found)
        case SeverityFrom():
            return _graver(leaf, facts)
        case Circle() | Inside():
            return _left_out(leaf)
        case _:
            assert_never(leaf)


def _stands(phrase: str, facts: Facts) -> bool:
    return any(evidence_of(phrase, field, folded) for field, folded in facts.texts)


def _graver(leaf: SeverityFrom, facts: Facts) -> Change:
    told = facts.event.severity
    if told is None or told is _GRAVITY[-1]:
        return _left_out(leaf)
    least = _GRAVITY[_GRAVITY.index(told) + 1]
    return Change(leaf.pointer, {"at_least": least.value}, f"exclude only from {least} on")


def _without(leaf: Leaf, values: Sequence[str], unwanted: Sequence[str]) -> Change:
    left = [str(value) for value in values if value not in unwanted]
    if not left or not unwanted:
        return _left_out(leaf)
    return Change(leaf.pointer, left, f"leave out {', '.join(map(str, unwanted))}")


def _left_out(leaf: Leaf) -> Change:
    return Change(leaf.pointer, None, "leave this clause out")
