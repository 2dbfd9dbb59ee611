"""What the names in a rule mean: one entity each, or the rule is not saved.

Never a guess, and never a rule that silently matches nothing. Who wrote the rule gets all
that is wrong at once, with the entities that each name could have meant.
"""

from collections.abc import Iterable

from alerts.model.entity import Entity, Kind
from alerts.model.rule import Condition, Resolved
from alerts.resolve.gazetteer import Gazetteer
from alerts.web.problem import Candidate, Flaw, invalid

_MOST_FLAWS = 100
# Searching what a wrong name may have meant takes a while; whoever sends hundreds of wrong
# names needs another list, not hundreds of suggestions.
_MOST_SUGGESTED = 20
_SUGGESTIONS = 5


def resolve_names(
    gazetteer: Gazetteer, sent: Condition, at: str = "/when"
) -> tuple[Condition, tuple[Resolved, ...]]:
    """Give the condition in ids, and what each name became.

    Raises `Refusal` (422) that names every unknown and every ambiguous name.
    """
    resolved: list[Resolved] = []
    flaws: list[Flaw] = []
    for kind, names in sent.clauses():
        for place, name in enumerate(names):
            found = gazetteer.named(name, kind)
            if len(found) == 1:
                resolved.append(Resolved(name, kind, found[0]))
            elif len(flaws) < _MOST_FLAWS:
                suggests = len(flaws) < _MOST_SUGGESTED
                pointer = f"{at}/{kind}/{place}"
                flaws.append(_flaw(gazetteer, pointer, name, kind, found, suggests=suggests))
    if flaws:
        raise invalid("a name in the rule is unknown or could mean several entities", flaws)
    return _in_ids(resolved), tuple(resolved)


def _in_ids(resolved: Iterable[Resolved]) -> Condition:
    ids: dict[str, dict[str, None]] = {}
    for one in resolved:
        ids.setdefault(one.kind.value, {})[one.id] = None
    return Condition.model_validate({kind: tuple(of_kind) for kind, of_kind in ids.items()})


def _flaw(
    gazetteer: Gazetteer,
    pointer: str,
    name: str,
    kind: Kind,
    found: tuple[str, ...],
    *,
    suggests: bool,
) -> Flaw:
    if found:
        entities = [entity for id_ in found if (entity := gazetteer.entity(id_))]
        detail = f"{name!r} could mean {len(found)} of them: write the id of the one you mean"
        return Flaw(pointer=pointer, detail=detail, candidates=_candidates(entities))
    elsewhere = [e for id_ in gazetteer.named(name, None) if (e := gazetteer.entity(id_))]
    if elsewhere:
        kinds = " or ".join(sorted({entity.kind for entity in elsewhere}))
        detail = f"{name!r} is no {kind}; it is known as {kinds}: move it to that key"
        return Flaw(pointer=pointer, detail=detail, candidates=_candidates(elsewhere))
    near = gazetteer.suggest(name, kind, _SUGGESTIONS) if suggests else ()
    detail = f"no {kind} is known as {name!r}"
    return Flaw(pointer=pointer, detail=detail, candidates=_candidates(near))


def _candidates(entities: Iterable[Entity]) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=e.id, kind=e.kind, name=e.name) for e in entities)
