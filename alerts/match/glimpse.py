"""Whether any rule could match a report of which nobody knows yet what is news in it.

Whatever hangs on that is taken the way that suits the rule: every mention for news, every denial of
an entity for met. The rest is answered as it is. So the answer "no" is final, and most reports need
nothing more.
"""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from alerts.match.facts import Facts, Site
from alerts.match.normal import Literal
from alerts.match.places import in_area, in_circle
from alerts.match.seen import NAMED, Attribute, Told
from alerts.match.sight import Sight
from alerts.match.truth import Truth
from alerts.model.clause import Circle, Entities, Inside
from alerts.model.condition import Scope
from alerts.model.report import Report
from alerts.resolve.fold import Folded


class Glimpse:
    """What the index asks, answered generously. `entities` are all that is named or implied.

    `sites` are all points where that may be.
    """

    def __init__(
        self, report: Report, entities: AbstractSet[str], sites: tuple[Site, ...] = ()
    ) -> None:
        self._entities = entities
        self._sites = sites
        self._said = Sight(Facts(report))

    def named(self, scope: Scope) -> Sequence[Collection[str]]:  # noqa: ARG002 - all may be news
        """Give all there is for each kind: an id is of one kind only."""
        return self._entities, self._entities, self._entities

    def told(self, attribute: Attribute) -> Told:
        """Give what the report says of an attribute."""
        if attribute in NAMED:
            return Told(self._entities, frozenset())
        return self._said.told(attribute)

    def texts(self) -> list[Folded]:
        """Give what is searched for phrases."""
        return self._said.texts()

    def sites(self, scope: Scope) -> Sequence[Site]:  # noqa: ARG002 - all may be news
        """Give all points where it may be."""
        return self._sites

    def meets(self, literal: Literal) -> bool:
        """Tell whether the report may meet a literal."""
        match literal.leaf:
            case Entities() as leaf:
                return literal.negated or not self._entities.isdisjoint(leaf.ids)
            case Circle() as leaf:
                found = (in_circle(leaf, site) for site in self._sites)
                return literal.negated or Truth.TRUE in found
            case Inside() as leaf:
                found = (in_area(leaf.area, site) for site in self._sites)
                return literal.negated or Truth.TRUE in found
            case _:
                return self._said.meets(literal)
