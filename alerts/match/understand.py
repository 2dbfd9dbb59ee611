"""From what somebody wrote to what a report is held against: ids, and a rule that makes sense.

Every name means one entity, or the rule is not taken: never a guess, and never a rule that silently
matches nothing. Who wrote it gets all that is wrong at once, with the entities that each name could
have meant.
"""

from collections.abc import Iterator
from functools import partial

from alerts.match.sound import unsound
from alerts.model.condition import Condition
from alerts.model.entity import Kind
from alerts.model.errors import InvalidInput, Problem
from alerts.model.rule import Resolved
from alerts.model.rule_limits import RuleLimits, beyond_limits
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.roles import LINE

_MOST_PROBLEMS = 100
# Searching what a wrong name may have meant takes a while; whoever sends hundreds of wrong
# names needs another list, not hundreds of suggestions.
_MOST_SUGGESTED = 20
_SUGGESTIONS = 5


def understand(
    gazetteer: Gazetteer, limits: RuleLimits, sent: Condition, at: str = "/when"
) -> tuple[Condition, tuple[Resolved, ...]]:
    """Give the condition in ids, and what each name became.

    Raises `InvalidInput`, its pointers after `at`; a problem's candidates are ids.
    """
    if too_much := beyond_limits(sent, limits, at):
        raise InvalidInput("the rule asks for more than one rule may", too_much)
    if nulls := tuple(_nulls(sent, at)):
        raise InvalidInput("a key of the rule is null", nulls)
    naming = _Naming(gazetteer)
    when = naming.in_ids(sent, at)
    if naming.problems:
        detail = "a name in the rule is unknown or could mean several entities"
        raise InvalidInput(detail, tuple(naming.problems))
    if wrong := faults_of(when, gazetteer, limits, at):
        raise InvalidInput("the rule cannot do what it is for", wrong)
    return when, tuple(naming.resolved)


def _nulls(sent: Condition, at: str) -> Iterator[Problem]:
    """Name what a program may have failed to fill in: less would be asked, and nobody told."""
    for key in sent.nulls():
        yield Problem(f"{at}/{key}", "must not be null: leave the key out")
    for more, part in sent.nested():
        yield from _nulls(part, at + more)


def faults_of(
    when: Condition, gazetteer: Gazetteer, limits: RuleLimits, at: str = ""
) -> tuple[Problem, ...]:
    """Name why a condition in ids cannot be kept; nothing, if it can."""
    return unsound(when, limits, partial(_surely_above, gazetteer), at)


def _surely_above(gazetteer: Gazetteer, id_: str) -> Iterator[str]:
    """Give what is news wherever an entity is: of what a pipeline runs through only a part was hit."""
    entity = gazetteer.entity(id_)
    is_line = entity is not None and entity.type == LINE
    for above in gazetteer.ancestors(id_):
        if not is_line or gazetteer.kind_of(above) is not Kind.REGION:
            yield above


class _Naming:
    """Looks up the names of one condition. Made for it, and done with `resolved` or `problems`."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.resolved: list[Resolved] = []
        self.problems: list[Problem] = []

    def in_ids(self, sent: Condition, at: str) -> Condition:
        """Give a condition, within its limits, with the ids that were found."""
        changed: dict[str, object] = {
            kind.value: tuple(dict.fromkeys(self._ids(kind, names, f"{at}/{kind}")))
            for kind, names in sent.named()
        }
        if sent.all_of:
            parts = enumerate(sent.all_of)
            changed["all_of"] = tuple(self.in_ids(c, f"{at}/all/{i}") for i, c in parts)
        if sent.any_of:
            parts = enumerate(sent.any_of)
            changed["any_of"] = tuple(self.in_ids(c, f"{at}/any/{i}") for i, c in parts)
        if sent.not_:
            changed["not_"] = self.in_ids(sent.not_, f"{at}/not")
        return sent.model_copy(update=changed)

    def _ids(self, kind: Kind, names: tuple[str, ...], at: str) -> Iterator[str]:
        for place, name in enumerate(names):
            found = self._gazetteer.named(name, kind)
            if len(found) == 1:
                self.resolved.append(Resolved(name, kind, found[0]))
                yield found[0]
            elif len(self.problems) < _MOST_PROBLEMS:
                self.problems.append(self._problem(f"{at}/{place}", name, kind, found))

    def _problem(self, pointer: str, name: str, kind: Kind, found: tuple[str, ...]) -> Problem:
        if found:
            detail = f"{name!r} could mean {len(found)} of them: write the id of the one you mean"
            return Problem(pointer, detail, found)
        elsewhere = self._gazetteer.named(name, None)
        if elsewhere:
            kinds = " or ".join(sorted({self._gazetteer.kind_of(id_) for id_ in elsewhere}))
            detail = f"{name!r} is no {kind}; it is known as {kinds}: move it to that key"
            return Problem(pointer, detail, elsewhere)
        suggests = len(self.problems) < _MOST_SUGGESTED
        near = self._gazetteer.suggest(name, kind, _SUGGESTIONS) if suggests else ()
        detail = f"no {kind} is known as {name!r}"
        return Problem(pointer, detail, tuple(entity.id for entity in near))
