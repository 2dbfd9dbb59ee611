"""What a rule that was sent means, or a refusal that says what is wrong with it."""

from collections.abc import Iterable

from alerts.match.understand import understand
from alerts.model.condition import Condition
from alerts.model.errors import InvalidInput
from alerts.model.rule import Resolved
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.gazetteer import Gazetteer
from alerts.web.problem import Candidate, Flaw, invalid

_NO_LIMITS_SET = RuleLimits()


def resolve_names(
    gazetteer: Gazetteer,
    sent: Condition,
    limits: RuleLimits = _NO_LIMITS_SET,
    at: str = "/when",
) -> tuple[Condition, tuple[Resolved, ...]]:
    """Give the condition in ids, and what each name became.

    Raises `Refusal` (422) that names every unknown and every ambiguous name with the entities
    that it could mean, or what else is wrong.
    """
    try:
        return understand(gazetteer, limits, sent, at)
    except InvalidInput as error:
        flaws = [
            Flaw(
                pointer=problem.pointer,
                detail=problem.detail,
                candidates=_candidates(gazetteer, problem.candidates) or None,
            )
            for problem in error.problems
        ]
        raise invalid(error.detail, flaws) from error


def _candidates(gazetteer: Gazetteer, ids: Iterable[str]) -> tuple[Candidate, ...]:
    found = (entity for id_ in ids if (entity := gazetteer.entity(id_)))
    return tuple(Candidate(id=e.id, kind=e.kind, name=e.name) for e in found)
