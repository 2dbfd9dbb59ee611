"""Tables of others, as rows with the columns that were asked for.

Trackers change the spelling of their headers from year to year, and spreadsheets are saved with
commas, semicolons or tabs: so a column has several names, and what tells columns apart is found
out. A file of another kind is refused with the columns that it lacks.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from alerts.model.errors import InvalidInput, Problem

Row = Mapping[str, str]
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SEPARATORS = ",;\t"
_BEFORE_HEADER = 10  # lines of title and remarks that a spreadsheet may begin with
_BYTE_ORDER_MARK = "\ufeff"
_MOST_TOLD = 20
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Column:
    """A column under the name that it has here, with those that it has elsewhere."""

    name: str
    called: Sequence[str]
    required: bool = True


@dataclass(slots=True)
class Faults:
    """Rows that could not be read: the first by number, all by count."""

    count: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, number: int, why: str) -> None:
        """Take up a row by its line number."""
        self.count += 1
        if len(self.told) < _MOST_TOLD:
            self.told.append(f"line {number}: {why}")


def plain_header(text: str) -> str:
    """Write a header as all its spellings have it: lower case, words and digits alone."""
    return _NOT_WORD.sub(" ", text.removeprefix(_BYTE_ORDER_MARK).casefold()).strip()


def rows(
    name: str, lines: Iterable[str], columns: Sequence[Column], faults: Faults
) -> Iterator[tuple[int, Row]]:
    """Give the rows of a table with their line numbers, each by our names of columns.

    Raises `InvalidInput` naming the required columns that no header has.
    """
    iterator = iter(lines)
    head = list(islice(iterator, _BEFORE_HEADER))
    at, separator, places = _header(name, head, columns)
    reader = csv.reader(chain(head[at:], iterator), delimiter=separator)
    next(reader)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.add(at + reader.line_num, f"not a row of a table: {error}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        number = at + reader.line_num
        if len(cells) <= max(places.values()):
            faults.add(number, f"it has {len(cells)} cells, too few")
            continue
        yield number, {column: cells[place].strip() for column, place in places.items()}


def _header(
    name: str, head: Sequence[str], columns: Sequence[Column]
) -> tuple[int, str, Mapping[str, int]]:
    """Find the header: its line, what separates its cells, and where each column is."""
    best: tuple[int, str, Mapping[str, int]] = (0, ",", {})
    for at, line in enumerate(head):
        for separator in _SEPARATORS:
            cells = [plain_header(c) for c in next(csv.reader([line], delimiter=separator), [])]
            places = _places(cells, columns)
            if len(places) > len(best[2]):
                best = at, separator, places
    missing = [c for c in columns if c.required and c.name not in best[2]]
    if missing:
        raise InvalidInput(
            f"{name}: it lacks {len(missing)} of the columns that are needed",
            tuple(
                Problem(column.name, "no column is called " + " or ".join(map(repr, column.called)))
                for column in missing
            ),
        )
    return best


def _places(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in columns:
        for called in column.called:
            if called in cells:
                places[column.name] = cells.index(called)
                break
    return places


def point_of(lat: str, lon: str) -> tuple[float, float] | str | None:
    """Read coordinates: a point, None where both are empty, or what is wrong."""
    if not lat and not lon:
        return None
    try:
        point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        return f"{lat!r}, {lon!r} are no coordinates"
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):  # noqa: PLR2004 - degrees
        return f"{lat}, {lon} are on no map"
    return None if point == (0.0, 0.0) else point
