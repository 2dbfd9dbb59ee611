"""What a report may turn out to say, once its news is told from its background.

To weigh that takes longer than to find what is named, so the index is asked first whether any rule
could match at all. It must never say no where one does: whatever is named counts as news, as
background and as neither, and only what hangs on nothing but the report is asked as it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from alerts.match.facts import Facts
from alerts.match.normal import CORE, Literal
from alerts.match.seen import NAMED, Attribute, Told
from alerts.match.sight import Sight
from alerts.model.clause import Circle, Entities, Inside
from alerts.model.condition import Scope
from alerts.resolve.fold import Folded

_BARS_NOTHING: Final[frozenset[str]] = frozenset()


class Possible:
    """What the index asks, answered for every way in which mentions may be weighed.

    `facts` hold all that is named or implied; their roles are not looked at.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._sight = Sight(facts)

    def named(self, scope: Scope) -> Sequence[Collection[str]]:  # noqa: ARG002 - all may be either
        """Give the regions, facilities and actors that may be mentioned in this scope."""
        return [self._facts.of_kind(kind, Scope.ANY) for kind in CORE]

    def told(self, attribute: Attribute) -> Told:
        """Give what the report may say of an attribute, and of entities bar none."""
        if attribute in NAMED:
            _, kind = NAMED[attribute]
            return Told(self._facts.of_kind(kind, Scope.ANY), _BARS_NOTHING)
        return self._sight.told(attribute)

    def texts(self) -> list[Folded]:
        """Give what is searched for phrases."""
        return self._sight.texts()

    def meets(self, literal: Literal) -> bool:
        """Tell whether the report may meet a literal."""
        leaf = literal.leaf
        match leaf:
            case Entities() if literal.negated:
                return True
            case Circle() | Inside() if literal.negated and self._facts.report.location is None:
                return bool(self._facts.sites)  # any of them may be news, and the others not
            case Entities() | Circle() | Inside():
                return self._sight.meets(replace(literal, leaf=replace(leaf, scope=Scope.ANY)))
            case _:
                return self._sight.meets(literal)
