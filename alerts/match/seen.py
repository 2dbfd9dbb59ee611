"""What the index asks of a report.

The names are asked of every report; all else only when a rule is left that depends on it, for
reading the event or looking for phrases takes longer than the whole look-up.
"""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from alerts.match.facts import Site
from alerts.match.normal import Literal
from alerts.model.condition import Scope
from alerts.model.entity import Kind
from alerts.resolve.fold import Folded


class Attribute(StrEnum):
    """What one condition looks at. The order is that of testing: what costs a report least, first."""

    PRIMARY_SOURCE = "primary source"
    PRIMARY_REGION = "primary region"
    PRIMARY_FACILITY = "primary facility"
    PRIMARY_ACTOR = "primary actor"
    ANY_SOURCE = "any source"
    ANY_REGION = "any region"
    ANY_FACILITY = "any facility"
    ANY_ACTOR = "any actor"
    LANGUAGE = "language"
    SEVERITY = "severity"
    EVENT_TYPE = "event type"
    WORDS = "words"


_OF: Final = {(scope, kind): Attribute(f"{scope} {kind}") for scope in Scope for kind in Kind}
NAMED: Final = {attribute: about for about, attribute in _OF.items()}


def naming(kind: Kind, scope: Scope) -> Attribute:
    """Give the attribute of entities of a kind that a clause of a scope looks at."""
    return _OF[scope, kind]


class Told(NamedTuple):
    """What a report says of an attribute.

    A condition is met if it names one of `values`; its denial if it names none of `barring`, which
    is None where the report says nothing that a denial could rest on.
    """

    values: AbstractSet[str]
    barring: AbstractSet[str] | None


NOTHING: Final = Told(frozenset(), None)


class Seen(Protocol):
    """A report as the index sees it."""

    def named(self, scope: Scope) -> Sequence[Collection[str]]:
        """Give the regions, facilities and actors in this scope, each closed upwards."""

    def told(self, attribute: Attribute) -> Told:
        """Give what the report says of an attribute other than its words."""

    def texts(self) -> Iterable[Folded]:
        """Give what is searched for phrases."""

    def sites(self, scope: Scope) -> Iterable[Site]:
        """Give the points where it was in this scope."""

    def meets(self, literal: Literal) -> bool:
        """Tell whether the report meets what no look-up answers."""
