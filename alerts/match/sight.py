"""A report's facts as the index sees them: sets of values for look-ups."""

from collections.abc import Collection, Sequence

from alerts.match.cells import cells_at
from alerts.match.checks import ranges_of
from alerts.match.facts import Facts
from alerts.match.judge import is_told, judge
from alerts.match.normal import CORE, Literal
from alerts.match.places import in_circle
from alerts.match.seen import NAMED, NOTHING, Attribute, Told
from alerts.match.truth import Truth
from alerts.model.clause import Circle
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
                return _one(facts.event.event_type)
            case Attribute.SEVERITY:
                return _one(facts.event.severity)
            case Attribute.LANGUAGE:
                language = facts.report.language
                ranges = None if language is None else ranges_of(language)
                return NOTHING if ranges is None else Told(ranges, ranges)
            case Attribute.PLACE:
                places = (cells_at(site.lat, site.lon) for site in facts.sites)
                return Told(frozenset(cell for cells in places for cell in cells), None)
            case Attribute.WORDS:
                raise ValueError("the index looks for phrases itself")
            case _:
                scope, kind = NAMED[attribute]
                return self._entities(scope, kind)

    def texts(self) -> list[Folded]:
        """Give what is searched for phrases."""
        return [folded for _, folded in self._facts.texts]

    def meets(self, literal: Literal) -> bool:
        """Tell whether the report meets a literal."""
        leaf, facts = literal.leaf, self._facts
        if isinstance(leaf, Circle) and not literal.negated:  # `judge` would say where it was, too
            return any(in_circle(leaf, s) is Truth.TRUE for s in facts.sites_of(leaf.scope))
        wanted = Truth.FALSE if literal.negated else Truth.TRUE
        return judge(leaf, facts, str).truth is wanted

    def _entities(self, scope: Scope, kind: Kind) -> Told:
        named = self._facts.of_kind(kind, scope)
        if not is_told(kind, scope, self._facts):
            return Told(named, None)
        return Told(named, named | self._facts.doubtful)


def _one(value: str | None) -> Told:
    if value is None:
        return NOTHING
    only = frozenset((value,))
    return Told(only, only)
