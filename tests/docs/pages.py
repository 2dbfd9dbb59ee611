"""The project's documents, taken apart: headings, tables, links and code."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`]+)`")
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Block:
    """A fenced piece of code."""

    language: str
    text: str


@dataclass(frozen=True)
class Page:
    """A document. `text` is all of it, `prose` what stands outside of fences."""

    path: Path
    text: str

    @classmethod
    def at(cls, path: str) -> "Page":
        return cls(ROOT / path, (ROOT / path).read_text("utf-8"))

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def prose(self) -> str:
        return _FENCE.sub("", self.text)

    @cached_property
    def anchors(self) -> set[str]:
        """The fragments that lead to its headings."""
        return {_anchor(heading) for heading in _HEADING.findall(self.prose)}

    @property
    def links(self) -> list[str]:
        return _LINK.findall(self.prose)

    def blocks(self, language: str) -> list[str]:
        return [text for found, text in _FENCE.findall(self.text) if found == language]

    def under(self, heading: str) -> str:
        """The prose under a heading, to the next of the same depth or less."""
        found = re.search(
            rf"^(#+) {re.escape(heading)}$\n(.*?)(?=^#{{1,2}} |\Z)",
            self.prose,
            re.MULTILINE | re.DOTALL,
        )
        assert found, f"{self.name} has no heading {heading!r}"
        return found[2]


def rows(text: str) -> list[list[str]]:
    """The cells of every table in a text, without heads."""
    lines = text.splitlines()
    found: list[list[str]] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("| ---"):
            found.remove(_cells(before))
        elif line.startswith("|"):
            found.append(_cells(line))
    return found


def words(cell: str) -> list[str]:
    """What stands in backticks."""
    return _CODE.findall(cell)


def word(cell: str) -> str:
    """The one thing that stands in backticks."""
    (only,) = words(cell)
    return str(only)


def pages() -> tuple[Page, ...]:
    """Every document of the project."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return tuple(Page.at(str(path.relative_to(ROOT))) for path in sorted(found))


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.strip())[1:-1]]


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.replace(" ", "-")
