"""A rule created once, though the same file may be applied twice in the same moment.

A POST has nothing to hold on to but its `Idempotency-Key`. That is made from what is asked for, so
that of two who apply a file with one API key the second gets the rule of the first. For a day the
server also answers so of a rule that was deleted or changed since: then the next key is made from
that rule too, and whoever applies at the same time comes to the same one.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Final

import orjson

from alerts.pauses import until_set
from alerts.rule_files.server import ChangedMeanwhile, Server, StillBeingMade
from alerts.web.rule_shapes import RuleAnswer

_LOOK_AGAIN_S: Final = 0.2
_LOOKS: Final = 25  # then whoever began it was cut off


async def created_once(
    server: Server, sent: Mapping[str, object], *, look_again_s: float = _LOOK_AGAIN_S
) -> RuleAnswer:
    """Create a rule, or give the one that somebody else has just created for the same request."""
    looks, after = 0, ""
    while True:
        try:
            made = await server.create(sent, _key(sent, after))
        except StillBeingMade:
            looks += 1
            if looks < _LOOKS:
                await until_set(asyncio.Event(), look_again_s)
            else:
                looks, after = 0, f"{after} cut off"
            continue
        if await _is_there(server, made):
            return made
        after = made.id


async def _is_there(server: Server, made: RuleAnswer) -> bool:
    """Tell whether a rule is as it was made."""
    try:
        now, _ = await server.rule(made.id)
    except ChangedMeanwhile:
        return False
    return now == made


def _key(sent: Mapping[str, object], after: str) -> str:
    asked = orjson.dumps([sent, after], option=orjson.OPT_SORT_KEYS)
    return f"apply-{hashlib.sha256(asked).hexdigest()}"
