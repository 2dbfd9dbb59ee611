"""How a table of cue words is written: by language, words parted by spaces.

`_` joins a phrase, `*` stands for any ending.
"""

from collections.abc import Mapping

Table = Mapping[str, str]


def pairs(first: str, second: str) -> str:
    """Write out every phrase of a word of one list and a word of another."""
    return " ".join(f"{a}_{b}" for a in first.split() for b in second.split())
