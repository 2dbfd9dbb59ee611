"""What naming an entity implies: a rule on a region hears of what lies in it."""

from collections.abc import Iterator, Sequence

from alerts.model.entity import Kind, Mention, Role
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.roles import LINE
from alerts.resolve.sited import Sited


class Implied:
    """What naming an entity implies, whichever report does. Worked out when first asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.sited = Sited(gazetteer)
        self._mentions: dict[tuple[str, Role], tuple[Mention, ...]] = {}

    def by(self, entity: str, role: Role) -> tuple[Mention, ...]:
        """Give the ancestors of an entity as mentions of its role; of who reports, none."""
        at = entity, role
        known = self._mentions.get(at)
        if known is None:
            known = self._mentions[at] = tuple(self._of(entity, role))
        return known

    def is_line(self, entity: str) -> bool:
        """Tell whether an entity lies in several regions, one of which was hit."""
        known = self.gazetteer.entity(entity)
        return known is not None and known.type == LINE

    def is_across(self, entity: str) -> bool:
        """Tell whether a line runs through several countries."""
        return len({region[:2] for region in self._inner(entity)}) > 1

    def _inner(self, entity: str) -> list[str]:
        kind_of = self.gazetteer.kind_of
        above = self.gazetteer.ancestors(entity)
        return [a for a in above if "-" in a and kind_of(a) is Kind.REGION]

    def _of(self, entity: str, role: Role) -> Iterator[Mention]:
        kind_of = self.gazetteer.kind_of
        if kind_of(entity) is Kind.SOURCE:
            return
        unsure: Sequence[str] = ()
        if self.is_line(entity) and self.is_across(entity):
            unsure = self._inner(entity)
        for ancestor in self.gazetteer.ancestors(entity):
            given = Role.CONTEXT if ancestor in unsure else role
            yield Mention(ancestor, kind_of(ancestor), given, via=entity)
