"""The rules of all subscribers, at least as new as the last look.

The database's revision counter is the only clock that counts: it is taken in the
transaction that changes a rule, so whoever has seen its number has seen the change.

All rules are in the index; what else makes a rule is fetched for those that a report matched. A
rule may be changed in between. Then it is given as it has become, and whether it is met is for
`explain` to say: an alert never names a reason that its rule, as it shows it, does not have.
"""

from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from itertools import islice

from alerts.match.demands import Demand
from alerts.match.index import RuleIndex
from alerts.match.stored import stored_condition, stored_demands
from alerts.model.rule import Addressee, Rule
from alerts.pauses import Turns
from alerts.store import revisions
from alerts.store.database import Database
from alerts.store.rule_bodies import RuleBody, rule_bodies
from alerts.telemetry import metrics

_KEPT = 10_000  # some 3 kB each; few rules match most reports
_AT_ONE_GO = 100  # rules put into the index: a few milliseconds
_FETCHED = 1_000  # in one query


class RuleBook:
    """Owned by the pipeline's task, which alone asks it anything.

    `retired`: ids that the gazetteer does not use any more, and what replaced each. `ticks` gives
    seconds that only grow. `keep`: how many of the rules last fetched stay at hand.
    """

    def __init__(
        self,
        db: Database,
        retired: Mapping[str, str],
        ticks: Callable[[], float],
        *,
        keep: int = _KEPT,
    ) -> None:
        self._db = db
        self._retired = retired
        self._turns = Turns(ticks)
        self._keep = keep
        self._revision = 0
        self._kept: dict[str, Rule] = {}  # as they were at the last look; the last used last
        self.index = RuleIndex()
        self.addressees: dict[str, Addressee] = {}

    async def refresh(self) -> None:
        """Apply what has changed since the last look. Raises `Unavailable`."""
        async for _ in self.catching_up():
            pass

    async def catching_up(self) -> AsyncGenerator[int, None]:
        """Do the same; give the number of rules now and then, for who waits for a million."""
        newest = await revisions.rules_revision(self._db)
        if newest == self._revision:
            return
        if not self._revision:  # of what was read before a fault, some may be deleted by now
            self.index, self.addressees = RuleIndex(), {}
        async for changes in revisions.changes_since(self._db, self._revision):
            for start in range(0, len(changes.rules), _AT_ONE_GO):
                self._change(changes.rules[start : start + _AT_ONE_GO])
                await self._turns.give_way()
            for moved in changes.destinations:
                if moved.addressee is None:
                    self.addressees.pop(moved.id, None)
                else:
                    self.addressees[moved.id] = moved.addressee
            yield len(self.index)
        self._revision = newest
        metrics.RULES.set(len(self.index))

    async def rules(self, ids: Collection[str]) -> dict[str, Rule]:
        """Give these rules as they are now, but for those no longer in use. Raises `Unavailable`."""
        found = {id_: self._kept.pop(id_) for id_ in ids if id_ in self._kept}
        self._kept |= found
        missing = iter([id_ for id_ in ids if id_ not in found])
        is_behind = False
        while some := list(islice(missing, _FETCHED)):
            for body in await rule_bodies(self._db, some):
                found[body.id] = rule = self._rule(body)
                if body.revision <= self._revision:
                    self._kept[body.id] = rule
                else:
                    is_behind = True
                await self._turns.give_way()
        for id_ in list(islice(self._kept, max(0, len(self._kept) - self._keep))):
            del self._kept[id_]
        if is_behind:  # it may notify a destination that is as new as it is
            await self.refresh()
        return found

    def _change(self, changed: Sequence[revisions.RuleChange]) -> None:
        put: list[tuple[str, Sequence[Demand]]] = []
        for rule_id, when, _ in changed:
            self._kept.pop(rule_id, None)
            if when is None:
                self.index.discard(rule_id)
            else:
                put.append((rule_id, stored_demands(when, self._retired)))
        self.index.put_all(put)

    def _rule(self, body: RuleBody) -> Rule:
        when = stored_condition(body.when, self._retired)
        return Rule(body.id, body.subscriber_id, body.name, when, body.notify)
