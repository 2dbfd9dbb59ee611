"""The reference verdict: one rule, one report, clause by clause, with the evidence.

Slow and obvious on purpose. What it says is what an alert gives as its reason, and
what the index is tested against.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from alerts.model.alert import Because
from alerts.model.entity import Kind, Mention, Role
from alerts.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether a rule is met, with a reason for each clause that is."""

    met: bool
    because: tuple[Because, ...]


def primary_entities(mentions: Iterable[Mention]) -> Mapping[str, Mention]:
    """Give the mentions that a rule looks at, by entity: what happened, not background."""
    return {m.entity: m for m in mentions if m.role is Role.PRIMARY}


def explain(
    rule: Rule, mentions: Mapping[str, Mention], name_of: Callable[[str], str]
) -> Explanation:
    """Say whether `rule` is met by a report's primary mentions, and by which.

    `name_of` gives an entity's usual name. A clause is met when any of its values is
    mentioned; the rule, when every clause is. A kind that the report says nothing of
    meets no clause: what is unknown never alerts.
    """
    reasons: list[Because] = []
    met = True
    for kind, wanted in rule.when.clauses():
        found = _reasons(kind, wanted, mentions, name_of)
        met = met and bool(found)
        reasons += found
    return Explanation(met, tuple(reasons))


def _reasons(
    kind: Kind,
    wanted: Iterable[str],
    mentions: Mapping[str, Mention],
    name_of: Callable[[str], str],
) -> list[Because]:
    hits = [mentions[value] for value in dict.fromkeys(wanted) if value in mentions]
    return [
        Because(
            clause=kind.value,
            wanted=hit.entity,
            entity=hit.entity,
            kind=hit.kind,
            name=name_of(hit.entity),
            role=hit.role,
            evidence=hit.evidence[0] if hit.evidence else None,
            via=hit.via,
        )
        for hit in hits
        if hit.kind is kind
    ]
