"""Members that an object of a JSON text has twice.

RFC 8259 leaves open which of them counts, so that whoever wrote it and whoever reads it may mean
different rules: a decoder that takes the last says nothing of the first.
"""

import json
from collections.abc import Iterator

from alerts.model.json_text import escaped


class _Members(list[tuple[str, object]]):
    """An object's members as they were written, the same name more than once maybe."""


def doubled_members(body: bytes) -> Iterator[str]:
    """Give the JSON Pointers of members whose name came before in their object; the text is sound."""
    waiting: list[tuple[str, object]] = [("", json.loads(body, object_pairs_hook=_Members))]
    for at, value in waiting:  # it grows meanwhile
        if isinstance(value, _Members):
            named = set[str]()
            for name, member in value:
                pointer = f"{at}/{escaped(name)}"
                if name in named:
                    yield pointer
                named.add(name)
                waiting.append((pointer, member))
        elif isinstance(value, list):
            waiting += [(f"{at}/{n}", item) for n, item in enumerate(value)]
