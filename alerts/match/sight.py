"""A report's facts as the index sees them: sets of values for look-ups."""

from collections.abc import Collection, Sequence

from alerts.match.checks import least_of, ranges_of
from alerts.match.facts import Facts, Site
from alerts.match.judge import is_told, judge
from alerts.match.normal import CORE, Literal
from alerts.match.seen import NAMED, NOTHING, Attribute, Told
from alerts.match.truth import Truth
from alerts.model.condition import Scope
from alerts.model.entity import Kind
from alerts.resolve.fold import Folded


class Sight:
    """What the index asks, answered from facts; it says what `judge` says."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def named(self, scope: Scope) -> Sequence[Collection[str]]:
        """Give the regions, facilities and actors in this scope."""
        return [self._facts.of_kind(kind, scope) for kind in CORE]

    def told(self, attribute: Attribute) -> Told:
        """Give what the report says of an attribute."""
        facts = self._facts
        match attribute:
            case Attribute.EVENT_TYPE:
                event_type = facts.event.event_type
                return NOTHING if event_type is None else _all_of(frozenset((event_type,)))
            case Attribute.SEVERITY:
                severity = facts.event.severity
                return NOTHING if severity is None else _all_of(least_of(severity))
            case Attribute.LANGUAGE:
                language = facts.report.language
                return NOTHING if language is None else _all_of(ranges_of(language))
            case Attribute.WORDS:
                raise ValueError("the index looks for phrases itself")
            case _:
                scope, kind = NAMED[attribute]
                return self._entities(scope, kind)

    def texts(self) -> list[Folded]:
        """Give what is searched for phrases."""
        return [folded for _, folded in self._facts.texts]

    def sites(self, scope: Scope) -> Sequence[Site]:
        """Give the points where it was in this scope."""
        return self._facts.sites_of(scope)

    def meets(self, literal: Literal) -> bool:
        """Tell whether the report meets a literal."""
        wanted = Truth.FALSE if literal.negated else Truth.TRUE
        return judge(literal.leaf, self._facts, str).truth is wanted

    def _entities(self, scope: Scope, kind: Kind) -> Told:
        named = self._facts.of_kind(kind, scope)
        if not is_told(kind, scope, self._facts):
            return Told(named, None)
        return Told(named, named | self._facts.doubtful)


def _all_of(values: frozenset[str]) -> Told:
    return Told(values, values)
